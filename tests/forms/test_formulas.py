from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.formulas import compile_formula, evaluate
from clusterbench_gui.forms.session import FormSession


@pytest.fixture
def session(cluster: Form) -> FormSession:
    return FormSession(cluster, keep_violations=True)


def result(text: str, session: FormSession) -> float | Missing:
    return evaluate(compile_formula(text, session.form), session)


def test_value_when_all_that_is_read_is_answered(session: FormSession) -> None:
    session.answer("/data/members/staff", "8")
    session.answer("/data/members/leavers", "2")
    assert result("${leavers} * 100 div ${staff}", session) == 25.0
    assert result("/data/members/staff + 1", session) == 9.0


def test_an_unanswered_question_makes_the_formula_missing(session: FormSession) -> None:
    assert result("${staff} * 2", session) == Missing("unanswered", "staff")
    assert result("count-selected(${channels})", session) == Missing("unanswered", "channels")
    assert result("sum(${turnover})", session) == Missing("unanswered", "turnover")
    assert result("selected(${channels}, 'mail')", session) == Missing("unanswered", "channels")
    assert result("${staff} = ''", session) == Missing("unanswered", "staff")


def test_a_stated_absence_travels_with_its_reason(session: FormSession) -> None:
    session.absent("/data/members/staff", Absence.REFUSED)
    assert result("${staff} + 1", session) == Missing("absence", "staff", Absence.REFUSED)


def test_an_irrelevant_question_was_not_asked(session: FormSession) -> None:
    session.answer("/data/members/staff", "0")
    assert result("${leavers}", session) == Missing("not-asked", "leavers", Absence.NOT_ASKED)


def test_coalesce_is_the_only_way_around(session: FormSession) -> None:
    assert result("coalesce(${staff}, 0) + 1", session) == 1.0
    assert result("coalesce(${staff}, ${kinds})", session) == Missing("unanswered", "kinds")
    session.answer("/data/members/staff", "6")
    assert result("coalesce(${staff}, 0) + 1", session) == 7.0


def test_a_branch_that_is_not_taken_reads_nothing(session: FormSession) -> None:
    session.answer("/data/kinds", "0")
    assert result("if(${kinds} = 0, 5, ${staff})", session) == 5.0
    assert result("if(${kinds} = 1, 5, ${staff})", session) == Missing("unanswered", "staff")


def test_a_roster_counts_when_each_row_is_answered(session: FormSession) -> None:
    session.add_repeat("/data/firm")
    session.answer("/data/firm[1]/turnover", "3")
    assert result("sum(${turnover})", session) == Missing("unanswered", "turnover")
    session.answer("/data/firm[2]/turnover", "4")
    assert result("sum(${turnover})", session) == 7.0


def test_no_rows_are_an_answer_only_where_it_was_stated(session: FormSession) -> None:
    session.remove_repeat("/data/firm[1]")
    assert result("sum(${turnover})", session) == Missing("unanswered", "firm")
    session.answer("/data/kinds", "0")
    assert result("sum(${kind_count})", session) == 0.0


def test_division_by_zero_is_missing_and_not_infinite(session: FormSession) -> None:
    session.answer("/data/kinds", "0")
    assert result("1 div ${kinds}", session) == Missing("division-by-zero")
    assert result("${kinds} div ${kinds}", session) == Missing("division-by-zero")


def test_names_are_those_that_may_be_read(cluster: Form) -> None:
    formula = compile_formula("if(${staff} > 1, sum(${turnover}), ${kinds})", cluster)
    assert formula.names == ("staff", "turnover", "kinds")


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("${staff} + ${stuff}", "unknown-name", 12),
        ("${staff} + ", "syntax", 12),
        ("${staff} + * 2", "syntax", 14),
        ("1 + nosuch(${staff})", "unknown-function", 5),
        ("${staff} + round()", "wrong-arguments", 12),
        ("/data/none + 1", "unknown-name", 1),
    ],
)
def test_faults_name_their_column(cluster: Form, text: str, code: str, at: int) -> None:
    with pytest.raises(ProblemError) as raised:
        compile_formula(text, cluster)
    found = raised.value.problems[0]
    assert (found.code, found.values["at"]) == (code, at)


BEHIND = """| survey |
| | type | name | label | calculation | relevant | trigger | repeat_count |
| | select_multiple ch | channels | C | | | | |
| | integer | a | A | | | | |
| | integer | b | B | | | | |
| | calculate | n | | count-selected(${channels}) | | | |
| | calculate | twice | | ${n} * 2 | | | |
| | calculate | hi | | if(${a} > 3, 1, 0) | | | |
| | calculate | safe | | coalesce(${n}, 7) + 1 | | | |
| | calculate | safer | | ${safe} + 1 | | | |
| | calculate | four | | 2 + 2 | | | |
| | calculate | label_of | | instance('ch')/root/item[name='e']/label | | | |
| | calculate | lot | | once(random() * 1000) | | | |
| | calculate | first | | once(count-selected(${channels})) | | | |
| | calculate | share | | ${b} div ${a} | | | |
| | integer | copied | Copied | ${a} + 1 | | ${a} | |
| | begin_repeat | r | R | | | | |
| | integer | x | X | | | | |
| | calculate | x_at | | position(..) | | | |
| | calculate | x_big | | if(${x} > 3, 1, 0) | | | |
| | end_repeat | | | | | | |
| | calculate | rows | | count(${r}) | | | |
| | calculate | sx | | sum(${x}) | | | |
| | calculate | bigs | | sum(${x_big}) | | | |
| | integer | k | K | | | | |
| | begin_repeat | fixed | F | | | | ${k} |
| | text | f | F | | | | |
| | end_repeat | | | | | | |
| | begin_group | only | Only | | ${a} = 1 | | |
| | begin_repeat | s | S | | | | |
| | integer | y | Y | | | | |
| | end_repeat | | | | | | |
| | end_group | | | | | | |
| choices |
| | list_name | name | label |
| | ch | m | M |
| | ch | e | 5 |
"""


@pytest.fixture
def behind(make_form: Callable[[str], Form]) -> FormSession:
    return FormSession(make_form(BEHIND), keep_violations=True)


def test_a_calculation_is_missing_when_an_answer_behind_it_is(behind: FormSession) -> None:
    assert result("${n}", behind) == Missing("unanswered", "channels")
    assert result("${twice} + 1", behind) == Missing("unanswered", "channels")
    assert result("${hi}", behind) == Missing("unanswered", "a")
    assert result("${sx}", behind) == Missing("unanswered", "x")
    assert result("coalesce(${twice}, 9)", behind) == 9.0
    behind.answer("/data/channels", "m e")
    behind.answer("/data/a", "4")
    assert [result(text, behind) for text in ("${n}", "${twice} + 1", "${hi}")] == [2.0, 5.0, 1.0]


def test_a_calculation_keeps_its_own_coalesce(behind: FormSession) -> None:
    assert result("${safe}", behind) == 8.0
    assert result("${safer}", behind) == 9.0
    behind.answer("/data/channels", "m")
    assert (result("${safe}", behind), result("${safer}", behind)) == (2.0, 3.0)


def test_a_calculation_that_reads_no_answer_has_its_value(behind: FormSession) -> None:
    assert result("${four}", behind) == 4.0
    assert result("${label_of}", behind) == 5.0
    assert result("${lot}", behind) == float(next(cell.value for cell in behind.top.slots if cell.name == "lot"))


def test_once_is_missing_like_any_calculation_and_keeps_its_value(behind: FormSession) -> None:
    assert result("${first}", behind) == Missing("unanswered", "channels")
    behind.answer("/data/channels", "m e")
    assert result("${first}", behind) == 0.0


def test_a_value_that_an_action_set_is_taken_as_it_stands(behind: FormSession) -> None:
    assert result("${copied}", behind) == Missing("unanswered", "copied")
    behind.answer("/data/a", "4")
    assert result("${copied}", behind) == 5.0
    behind.answer("/data/copied", "8")
    assert result("${copied}", behind) == 8.0


def test_a_division_by_zero_inside_a_calculation_has_its_reason(behind: FormSession) -> None:
    behind.answer("/data/a", "0")
    behind.answer("/data/b", "0")
    assert result("${share}", behind) == Missing("division-by-zero", "share")
    behind.answer("/data/b", "5")
    assert result("${share} + 1", behind) == Missing("division-by-zero", "share")


def test_an_untouched_roster_is_not_answered(behind: FormSession) -> None:
    for text in ("count(${r})", "count(${x})", "${rows}"):
        assert isinstance(result(text, behind), Missing), text
    assert result("${bigs}", behind) == Missing("unanswered", "r")
    behind.add_repeat("/data/r")
    assert result("count(${r})", behind) == Missing("unanswered", "r")
    behind.answer("/data/r[2]/x", "5")
    assert result("count(${r})", behind) == 2.0
    assert result("${rows}", behind) == 2.0
    assert result("${bigs}", behind) == Missing("unanswered", "x")
    assert result("sum(${x_at})", behind) == 3.0
    behind.answer("/data/r[1]/x", "1")
    assert result("${bigs}", behind) == 1.0


def test_rows_that_an_answer_counts_are_stated_by_it(behind: FormSession) -> None:
    assert result("count(${fixed})", behind) == Missing("unanswered", "k")
    behind.answer("/data/k", "3")
    assert result("count(${fixed})", behind) == 3.0
    behind.answer("/data/k", "0")
    assert result("count(${fixed})", behind) == 0.0


def test_a_roster_that_is_not_asked_says_so(behind: FormSession) -> None:
    assert result("count(${s})", behind) == Missing("not-asked", "s", Absence.NOT_ASKED)
    behind.answer("/data/a", "1")
    assert result("count(${s})", behind) == Missing("unanswered", "s")


def test_a_long_chain_of_calculations_is_followed_to_its_end(make_form: Callable[[str], Form]) -> None:
    links = "".join(f"| | calculate | c{number} | | ${{c{number - 1}}} + 1 |\n" for number in range(1, 400))
    form = make_form(
        "| survey |\n| | type | name | label | calculation |\n| | select_multiple l | q | Q | |\n"
        f"| | calculate | c0 | | count-selected(${{q}}) |\n{links}"
        "| choices |\n| | list_name | name | label |\n| | l | a | A |\n"
    )
    session = FormSession(form)
    assert result("${c399}", session) == Missing("unanswered", "q")
    session.answer("/data/q", "a")
    assert result("${c399}", session) == 400.0


SAME = {
    "${n}": "count-selected(${channels})",
    "${twice}": "count-selected(${channels}) * 2",
    "${hi}": "if(${a} > 3, 1, 0)",
    "${safer}": "coalesce(count-selected(${channels}), 7) + 2",
    "${rows}": "count(${r})",
    "${sx}": "sum(${x})",
    "coalesce(${sx}, -1)": "coalesce(sum(${x}), -1)",
}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(
                st.sampled_from(["/data/a", "/data/r[1]/x", "/data/r[2]/x"]), st.sampled_from(["", "0", "2", "5"])
            ),
            st.tuples(st.just("/data/channels"), st.sampled_from(["", "m", "m e"])),
            st.tuples(st.just("/data/r"), st.just("+")),
        ),
        max_size=8,
    )
)
def test_a_calculation_stands_for_its_expression(
    make_form: Callable[[str], Form], steps: list[tuple[str, str]]
) -> None:
    session = FormSession(make_form(BEHIND), keep_violations=True)
    for ref, value in steps:
        if value == "+":
            session.add_repeat(ref)
        else:
            session.answer(ref, value)
    for short, long in SAME.items():
        assert result(short, session) == result(long, session), short
