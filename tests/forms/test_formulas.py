import pytest

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
