"""Interviews brought back from the log: what random forms showed (`test_properties.py`), as small as it can be."""

from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.xform import form_of_xml
from tests.forms.drawn import event

ROWS = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><model><instance><data id="rows">
<n/><r><a>2</a><b>2</b><s><c/></s></r></data></instance><bind nodeset="/data/n" type="int"/></model></h:head><h:body>
<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/a"/><input ref="/data/r/b"/>
<repeat nodeset="/data/r/s"><input ref="/data/r/s/c"/></repeat></repeat></h:body></h:html>"""


def restored(*log: tuple[EventKind, str, str]) -> tuple[FormSession, FormSession]:
    """A fresh interview, and one brought back from the log."""
    form = form_of_xml("rows.xml", ROWS)[0]
    one, other = (FormSession(form, instance_id="uuid:same", keep_violations=True) for _ in range(2))
    other.restore(event(number, *said) for number, said in enumerate(log))
    return one, other


def test_a_row_that_the_count_will_bring_starts_as_the_form_states_it() -> None:
    live, other = restored(
        (EventKind.ANSWER, "/data/n", "2"),
        (EventKind.ANSWER, "/data/r[1]/a", ""),
        (EventKind.ANSWER, "/data/r[2]/a", "5"),
    )
    live.answer("/data/n", "2")
    live.answer("/data/r[1]/a", "")
    live.answer("/data/r[2]/a", "5")
    assert [one.value for one in other.questions()] == [one.value for one in live.questions()]
    assert other.question("/data/r[1]/b").value == "2"


def test_a_row_removed_inside_of_one_that_the_count_will_bring_stays_removed() -> None:
    live, other = restored((EventKind.ANSWER, "/data/n", "1"), (EventKind.REPEAT_REMOVED, "/data/r[1]/s[1]", ""))
    live.answer("/data/n", "1")
    live.remove_repeat("/data/r[1]/s[1]")
    assert "<s" not in live.submission().decode()
    assert other.submission() == live.submission()
