"""Forms that are broken, or made to do harm: each kind that fuzzing found (`scripts/fuzz_forms.py`), as small as it can be."""

import io
import re
import zipfile
from itertools import pairwise
from random import Random

import pytest

from clusterbench_gui.domain.changes import as_one
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import Outcome
from clusterbench_gui.forms import counting, engine, limits, xlsform, xml
from clusterbench_gui.forms.patterns import is_slow, matching
from clusterbench_gui.forms.read import check_form, read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xform import form_of_xml
from clusterbench_gui.forms.xpath.automata import Automaton, UnsupportedError
from tests.forms.drawn import event

PAGE = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><model><instance><data id="bad">{instance}</data></instance>
<instance id="items"><root>{items}</root></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>"""
ITEMS = "<item><name>a</name><label>A</label></item>" * 30


def page(instance: str, binds: str = "", body: str = "") -> bytes:
    return PAGE.format(instance=instance, binds=binds, body=body, items=ITEMS).encode()


def started(instance: str, binds: str = "", body: str = "") -> FormSession:
    return FormSession(form_of_xml("bad.xml", page(instance, binds, body))[0])


def codes(instance: str, binds: str = "", body: str = "") -> set[str]:
    return {one.code for one in check_form("bad.xml", page(instance, binds, body))}


def calculated(expression: str) -> str:
    session = started("<a/><b/>", f'<bind nodeset="/data/b" calculate="{expression}"/>', '<input ref="/data/b"/>')
    return session.question("/data/b").value


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 5000 + "1" + ")" * 5000,
        "1 + " * 5000 + "1",
        "not(" * 300 + "1",
        "a[" * 300 + "1" + "]" * 300,
        "1" * 200_000,
    ],
    ids=["brackets", "operators", "calls", "predicates", "length"],
)
def test_expressions_without_measure_are_syntax_errors(expression: str) -> None:
    assert codes("<a/>", f'<bind nodeset="/data/a" calculate="{expression}"/>') == {"expression-syntax"}
    assert "expression-syntax" in {
        one.code
        for one in check_form(
            "bad.md", f"| survey |\n| | type | name | label | relevant |\n| | text | a | A | {expression} |".encode()
        )
    }


def test_calculations_that_double_each_others_text_stay_bounded() -> None:
    names = [f"q{number}" for number in range(40)]
    binds = [
        f'<bind nodeset="/data/{b}" calculate="concat(/data/{a}, /data/{a}, \'ab\')"/>' for a, b in pairwise(names)
    ]
    session = started("".join(f"<{one}/>" for one in names), "".join(binds))
    assert max(len(cell.value) for cell in session.top.slots) <= limits.MOST_LETTERS
    assert calculated("uuid(99999999999)") == ""


def test_questions_that_set_each_other_go_round_once() -> None:
    actions = [
        f'<input ref="/data/{a}"><setvalue event="xforms-value-changed" ref="/data/{b}" value="concat(/data/{a}, \'x\')"/></input>'
        for a, b in ("ab", "ba")
    ]
    session = started("<a/><b/>", "", "".join(actions))
    assert session.answer("/data/a", "1").outcome is Outcome.OK
    assert [session.question(ref).value for ref in ("/data/a", "/data/b")] == ["1xx", "1x"]


def test_counts_inside_of_counts_share_what_room_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_CELLS", 1000)
    inner = '<repeat nodeset="/data/r/s" jr:count="100"><input ref="/data/r/s/a"/></repeat>'
    session = started("<r><s><a/></s></r>", "", f'<repeat nodeset="/data/r" jr:count="100">{inner}</repeat>')
    assert 1000 <= session.top.size <= 1002
    assert FormSession(session.form).submission().count(b"<a/>") < 1000


def test_an_open_roster_ends_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    session = started("<r><a/></r>", "", '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>')
    monkeypatch.setattr(engine, "MOST_CELLS", session.top.size + 1)
    assert session.add_repeat("/data/r").outcome is Outcome.OK
    assert session.add_repeat("/data/r").outcome is Outcome.UNREACHABLE
    session.remove_repeat("/data/r[1]")
    assert session.add_repeat("/data/r").outcome is Outcome.OK


@pytest.mark.parametrize("count", ["count(/data/r) + 1", "sum(/data/r/a) + 2", "/data/r/a", "/data/r/a[1] + 1", "a"])
def test_a_count_that_reads_its_own_rows_ends(count: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MAX_ROWS", 20)
    session = started(
        "<r><a>3</a></r>", "", f'<repeat nodeset="/data/r" jr:count="{count}"><input ref="/data/r/a"/></repeat>'
    )
    assert len(list(session.questions())) <= 20


def test_rules_that_never_settle_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_WORK", 20_000)
    count = "if(count(/data/r) = 0, 2, 0)"
    session = started(
        "<n/><r><a/></r>", "", f'<repeat nodeset="/data/r" jr:count="/data/n * {count}"/><input ref="/data/n"/>'
    )
    with pytest.raises(ProblemError, match="form-too-slow"):
        session.answer("/data/n", "1")


def test_choice_filters_inside_of_each_other_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_WORK", 200_000)
    nodes = "instance('items')/root/item"
    for _ in range(4):
        nodes = f"instance('items')/root/item[{nodes}/name = name]"
    session = started(
        "<a/>", "", f'<select1 ref="/data/a"><itemset nodeset="{nodes}"><value ref="name"/></itemset></select1>'
    )
    with pytest.raises(ProblemError, match="form-too-slow"):
        session.question("/data/a")


@pytest.mark.parametrize("axis", ["descendant", "following", "preceding-sibling"])
def test_axes_that_lead_far_are_work_whatever_they_find(axis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.Meter, "left", 300)
    with pytest.raises(ProblemError, match="form-too-slow"):
        calculated(
            f"count(instance('items')/root/item[last()]/{axis}::none | instance('items')/{axis}::none | instance('items')/root/item[1]/{axis}::none)"
        )


def test_patterns_that_backtrack_for_ever_are_answered_at_once() -> None:
    assert calculated(f"regex('{'a' * 5000}!', '(a+)+$')") == "0"
    assert calculated(f"regex('{'a' * 5000}', '(a|a)*(a|a)*$')") == "1"
    assert calculated(f"regex('{'a' * 5000}', '(a+)+(?=b)')") == ""


PATTERNS = (
    r"(a+)+$",
    r"\b\w+(\s\w+)*\b",
    r"(x*y?){2,4}z|^q$",
    r"[^a-c]{0,3}(\d|\w)*?",
    r"^([\w.+-]+@([a-z-]+\.)+[a-z]{2,})?$",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_automata_accept_what_regular_expressions_accept(pattern: str) -> None:
    random = Random(1)
    automaton = Automaton(pattern)
    assert is_slow(pattern)
    accepted = 0
    for _ in range(200):
        text = (
            matching(pattern, random, brief=True)[:12]
            if random.random() < 0.6
            else "".join(random.choices("abxyzq@. -1\n", k=random.randrange(7)))
        )
        wanted = re.fullmatch(pattern, text) is not None
        accepted += wanted
        assert automaton.matches(text) is wanted, text
    assert 0 < accepted < 200


@pytest.mark.parametrize("pattern", [r"(?=a)b", r"(a)\1", "(?i)a", "(a{1,999}){1,999}"])
def test_automata_do_not_pretend(pattern: str) -> None:
    with pytest.raises(UnsupportedError):
        Automaton(pattern)


def test_distance_of_nothing_is_a_number() -> None:
    assert calculated("distance(/data/a) + 1") == "1"


def test_an_xml_of_too_many_nodes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_NODES", 50)
    assert codes("<a/>" * 60) == {"xml-too-many-nodes"}
    assert codes("<!-- -->" * 60) == {"xml-too-many-nodes"}


def test_a_small_workbook_that_unpacks_to_a_large_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsform, "MAX_BYTES", 100_000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", "0" * 200_000)
    assert [one.code for one in check_form("bomb.xlsx", made.getvalue())] == ["form-too-large"]


def test_what_is_wholly_irrelevant_is_written_as_nothing_inside() -> None:
    binds = '<bind nodeset="/data/g/r" relevant="false()"/>'
    session = started(
        "<g><r><a/></r></g>",
        binds,
        '<group ref="/data/g"><repeat nodeset="/data/g/r"><input ref="/data/g/r/a"/></repeat></group>',
    )
    other = FormSession(session.form)
    other.load(session.submission())
    assert b"<g/>" in session.submission()
    assert other.submission() == session.submission()


def test_a_question_at_a_repeat_has_no_place() -> None:
    assert codes("<r><a/></r>", "", '<input ref="/data/r"/><repeat nodeset="/data/r"/>') == {"control-without-node"}


def test_an_action_reaches_from_a_row_into_all_rows_of_another_roster() -> None:
    action = '<setvalue event="xforms-value-changed" ref="/data/s/b" value="/data/r/a"/>'
    asking = f'<repeat nodeset="/data/r"><input ref="/data/r/a">{action}</input></repeat>'
    session = started(
        "<r><a/></r><s><x/><y/><b/></s><s><b/></s>",
        "",
        asking + '<repeat nodeset="/data/s"><input ref="/data/s/b"/></repeat>',
    )
    session.answer("/data/r[1]/a", "7")
    assert [session.question(f"/data/s[{row}]/b").value for row in (1, 2)] == ["7", "7"]


SHARES = b"""| survey |
| | type | name | label | calculation |
| | begin_repeat | firm | Firm | |
| | integer | staff | Staff | |
| | calculate | share | | ${staff} div sum(../../firm/staff) |
| | calculate | place | | position(..) * count(../../firm) |
| | end_repeat | | | |
"""


def test_what_was_taken_step_by_step_comes_back_is_undone_and_removed_whatever_it_takes_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_WORK", 2000)
    form = read_form("shares.md", SHARES)
    session = FormSession(form, instance_id="uuid:1", keep_violations=True)
    said, changes = [], []
    for number in range(1, 25):
        changes.append(session.add_repeat("/data/firm").change)
        last = session.last_row("/data/firm")
        row = session.path_of(last)
        changes.append(session.answer(f"{last}/staff", str(number)).change)
        said += [(EventKind.REPEAT_ADDED, row, ""), (EventKind.ANSWER, f"{row}/staff", str(number))]
    whole = session.submission()

    again = FormSession(form, instance_id="uuid:1", keep_violations=True)
    again.restore([event(at, *one) for at, one in enumerate(said)])
    assert again.submission() == whole

    change = as_one([one for one in changes if one is not None])
    session.put(change.before)
    session.put(change.after)
    assert session.submission() == whole

    assert session.remove_repeat("/data/firm[1]").outcome is Outcome.OK
    assert session.question("/data/firm[1]/staff").value == "1"
