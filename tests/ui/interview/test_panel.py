"""The help panel: the edition before, and how an answer came to be, in words that are true where something is missing."""

import pytest

from clusterbench_gui.app.history import Told
from clusterbench_gui.app.previous import Earlier, Previous
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.questions import Choice, Kind, QuestionState
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.screens.interview.panel import NEWEST
from clusterbench_gui.ui.screens.interview.telling import history_lines, previous_words, review_lines

EN, PL = texts("en"), texts("pl")
MEETINGS = "/data/p2/meetings"


def question(value="", absence=None, kind=Kind.INTEGER, ref="/d/q", **more):
    return QuestionState(ref, ref, "q", kind, "Q", value=value, absence=absence, **more)


def then(value="", absence=None, kind=Kind.INTEGER, shown=None):
    names = shown or {"pl": value, "en": value}
    return Previous("2010", True, frozenset({"q"}), {"q": Earlier(kind, value, absence, names)})


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (then("14"), question("41"), ["2010: 14", "now 41: +27 (+193\u00a0%)"]),
        (then("14"), question("7"), ["2010: 14", "now 7: \u22127 (\u221250\u00a0%)"]),
        (then("14"), question("14"), ["2010: 14", "now 14 (the same)"]),
        (then("14"), question(), ["2010: 14"]),
        (then("14"), question(absence=Absence.REFUSED), ["2010: 14", "now refused"]),
        (then("12000"), question("24000"), ["2010: 12,000", "now 24,000: +12,000 (+100\u00a0%)"]),
        (then("0"), question("5"), ["2010: 0", "now 5: +5"]),
        (then("5"), question("0"), ["2010: 5", "now 0: \u22125 (\u2212100\u00a0%)"]),
        (then(), question("5"), ["2010: no answer", "now 5"]),
        (then(absence=Absence.DONT_KNOW), question("5"), ["2010: don't know", "now 5"]),
        (then("1200.5", kind=Kind.DECIMAL), question("1200.25", kind=Kind.DECIMAL), None),
        (then("b", kind=Kind.SELECT_ONE, shown={"pl": "stary", "en": "old"}), question("12"), ["2010: old", "now 12"]),
        (Previous("2010", True, frozenset({"q"})), question("5"), ["2010: not asked"]),
        (Previous("2010", True), question("5"), ["2010: this question was not asked"]),
        (Previous("2010", False, frozenset({"q"})), question("5"), ["2010: no interview of this cluster"]),
        (None, question("5"), []),
        (then("14"), question("41", ref="/d/r[1]/q"), []),
    ],
)
def test_the_answer_of_the_edition_before_and_how_far_the_new_one_is(before, now, words):
    said = previous_words(now, before, "en", EN)
    assert said == (words if words is not None else ["2010: 1200.5", "now 1200.25: \u22120.25"])


def test_labels_of_then_are_in_the_language_of_the_questions():
    before = then("b", kind=Kind.SELECT_ONE, shown={"pl": "zarząd", "en": "board"})
    now = question("x", kind=Kind.SELECT_ONE, choices=(Choice("x", "rada"),))
    assert previous_words(now, before, "pl", EN) == ["2010: zarząd", "now rada"]


def told(kind, value, person="Łucja Żak", wall="2012-07-01T12:41:03+02:00"):
    return Told(kind, value, "", wall, person)


def test_history_says_from_what_to_what_by_whom_and_when_the_newest_first():
    entries = (
        told(EventKind.ANSWER, "a b"),
        told(EventKind.ABSENCE, "refused"),
        told(EventKind.REMARK, "na głos"),
        told(EventKind.ANSWER, ""),
        told(EventKind.REVIEW, "Proszę sprawdzić.", "Opiekun"),
    )
    asked = question(kind=Kind.SELECT_MULTIPLE, choices=(Choice("a", "poczta"), Choice("b", "telefon")))
    lines = history_lines(asked, entries, EN)
    assert [one.what for one in lines] == [
        "refused \u2192 no answer",
        "poczta, telefon \u2192 refused",
        "poczta, telefon",
    ]
    assert lines[0].by == "Łucja Żak, 1 Jul 2012 12:41"
    assert [(one.what, one.by) for one in review_lines(entries, PL)] == [
        ("Proszę sprawdzić.", "Opiekun, 1.07.2012 12:41")
    ]


def test_the_panel_reads_when_somebody_stays_and_forgets_what_came_too_late(open_interview, qtbot):
    waiting = []
    hand = open_interview(language="en", read_history=lambda path, done: waiting.append((path, done)))
    panel = hand.view._panel
    qtbot.waitUntil(lambda: bool(waiting), timeout=3000)
    waiting.clear()
    hand.view.navigation.go(MEETINGS)
    assert waiting == []
    qtbot.waitUntil(lambda: bool(waiting), timeout=3000)
    ((path, done),) = waiting
    assert path == MEETINGS
    hand.press("Return")
    done((told(EventKind.ANSWER, "41"),))
    assert panel.said == []
    hand.press("Shift+Return")
    qtbot.waitUntil(lambda: waiting[-1][0] == MEETINGS and len(waiting) > 1, timeout=3000)
    waiting[-1][1](tuple(told(EventKind.ANSWER, str(at)) for at in range(NEWEST + 2)))
    assert panel.said[-1] == "2 earlier entries"
    before = len(waiting)
    hand.type("9").press("Return", "Shift+Return")
    qtbot.waitUntil(lambda: len(waiting) > before, timeout=3000)


def test_the_edition_before_is_shown_when_it_was_read_and_follows_the_answer(open_interview):
    ready = []
    hand = open_interview(language="en", read_previous=ready.append)
    hand.view.navigation.go(MEETINGS)
    names = {"pl": "14", "en": "14"}
    earlier = {"meetings": Earlier(Kind.INTEGER, "14", None, names)}
    ready[0](Previous("2010", True, frozenset({"meetings"}), earlier))
    assert "2010: 14" in hand.view._panel.said
    hand.type("41").press("Return", "Shift+Return")
    assert "now 41: +27 (+193\u00a0%)" in hand.view._panel.said
