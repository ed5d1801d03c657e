"""Ctrl+Z and Ctrl+Shift+Z: typing first, then answers, rows and remarks; the place and a sentence go with it."""

import pytest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.ui.screens.interview.undoing import STEPS, Done, Steps
from tests.forms.drawn import event

FORM = b"""| settings |
| | namespaces |
| | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | bind::cb:absence | relevant |
| | begin_group | g | Firmy | | |
| | integer | count | Ile firm? | dont-know | |
| | text | why | Dlaczego tyle? | | ${count} > 5 |
| | begin_repeat | firm | Firma | | |
| | text | name | Nazwa | | |
| | text | town | Miasto | | |
| | end_repeat | | | | |
| | end_group | | | | |
"""


@pytest.fixture
def hand(begin):
    return begin(form=read_form("firms.md", FORM))


def notice(hand):
    return hand.view._notice.text()


def reopened(hand):
    """The submission of the interview as the log brings it back."""
    said = [one for batch in hand.disk.batches for one in batch]
    session = FormSession(hand.model.interview.session.form, instance_id="uuid:1", keep_violations=True)
    session.restore([event(at, one.kind, one.path, one.value) for at, one in enumerate(said)])
    return session.submission()


def submission(hand):
    return hand.model.interview.session.submission()


def test_answers_are_taken_back_and_given_again_at_their_places(hand):
    hand.type("4").press("Return")
    hand.press("Shift+Return").type("7").press("Return").type("wielu").press("Return")
    full = submission(hand)
    hand.press("Control+Z")
    assert "2 Dlaczego tyle?: wielu \u2192" in notice(hand)
    assert hand.view.navigation.ref == "/data/g/why"
    assert hand.text == ""
    hand.press("Control+Z")
    assert hand.view.navigation.ref == "/data/g/count"
    assert hand.text == "4"
    assert hand.model.questionnaire.question("/data/g/why") is None
    hand.press("Control+Z", "Control+Z")
    assert hand.text == ""
    assert hand.model.questionnaire.progress[0] == 0
    hand.press("Control+Shift+Z", "Control+Y", "Control+Shift+Z")
    assert submission(hand) == full == reopened(hand)


def test_typing_is_taken_back_before_the_answer_is(hand):
    hand.type("4").press("Return", "Shift+Return").type("56")
    assert hand.text == "56"
    for _ in range(3):
        if hand.text == "4":
            break
        hand.press("Control+Z")
    assert hand.text == "4"
    assert hand.model.questionnaire.question("/data/g/count").value == "4"
    hand.press("Control+Z")
    assert hand.text == hand.model.questionnaire.question("/data/g/count").value == ""


def test_a_reason_for_absence_is_taken_back(hand):
    hand.press("F3", "Control+Z")
    assert hand.model.questionnaire.question("/data/g/count").absence is None
    hand.press("Control+Shift+Z")
    assert hand.model.questionnaire.question("/data/g/count").absence is not None
    assert [one[0] for one in hand.disk.said] == ["absence", "answer", "absence"]


def test_a_removed_row_comes_back_to_its_place_with_its_answers(hand):
    hand.press("Return").type("Pierwsza").press("Return").type("Łódź")
    hand.press("Return", "Insert").type("Druga").press("Return")
    full = submission(hand)
    hand.view.navigation.go("/data/g/firm[1]/name")
    hand.press("Control+Delete")
    assert submission(hand) != full
    hand.press("Control+Z")
    assert submission(hand) == full == reopened(hand)
    assert hand.view.navigation.ref == "/data/g/firm[1]/name"
    assert hand.text == "Pierwsza"
    hand.press("Control+Z", "Control+Z")
    assert len(hand.model.questionnaire.places) == 4
    assert hand.view.navigation.ref.startswith("/data/g/firm")
    hand.press("Control+Shift+Z", "Control+Shift+Z")
    assert submission(hand) == full == reopened(hand)


def test_a_remark_is_taken_back_and_the_field_shows_it(hand):
    hand.press("F2").type("raz").press("Return", "F2")
    remark = hand.view._panel.remark
    remark.selectAll()
    hand.type("dwa").press("Return")
    hand.press("Control+Z")
    assert hand.model.remarks.text("/data/g/count") == remark.toPlainText() == "raz"
    hand.press("Control+Shift+Z")
    assert remark.toPlainText() == "dwa"
    assert [one.value for batch in hand.disk.batches for one in batch if one.kind is EventKind.REMARK] == [
        "raz",
        "dwa",
        "raz",
        "dwa",
    ]


def test_with_nothing_to_take_back_it_says_so_and_the_focus_stays(hand):
    before = QApplication.focusWidget()
    hand.press("Control+Z")
    assert notice(hand)
    assert QApplication.focusWidget() is before
    hand.press("Control+Y")
    assert QApplication.focusWidget() is before


def test_a_new_answer_ends_what_could_be_done_again(hand):
    hand.type("4").press("Return", "Control+Z").type("5").press("Return", "Control+Shift+Z")
    assert hand.model.questionnaire.question("/data/g/count").value == "5"


def test_what_can_be_taken_back_stays_within_bounds():
    steps = Steps(room=1000)
    for at in range(10):
        steps.keep(Done(f"/{at}", None, ("x" * 300, "")))
    assert [steps.back().path for _ in range(3)] == ["/9", "/8", "/7"]
    assert steps.back() is None
    many = Steps()
    for at in range(STEPS + 20):
        many.keep(Done(f"/{at}", None, ("a", "b")))
    taken = 0
    while many.back():
        taken += 1
    assert taken == STEPS


def test_in_a_finished_interview_nothing_is_taken_back_until_it_is_opened_again(hand):
    hand.type("4").press("Return")
    hand.model.finish()
    wanted = []
    hand.model.locked.disconnect()
    hand.model.locked.connect(wanted.append)
    hand.press("Control+Z")
    assert [one[0] for one in hand.disk.said] == ["answer", "status"]
    hand.model.reopen("zła liczba")
    wanted[0]()
    assert hand.model.questionnaire.question("/data/g/count").value == ""
    assert [one[0] for one in hand.disk.said] == ["answer", "status", "status", "review", "answer"]


def test_what_is_an_answer_is_no_typing_any_more_even_if_the_field_was_not_left(hand):
    for digit in "42":
        hand.type(digit)
        hand.view._page.commit()
    hand.press("Control+Z")
    assert "42 \u2192 4" in notice(hand)
    assert hand.text == "4"
    hand.press("Control+Shift+Z")
    assert hand.text == "42"


def test_typing_that_is_taken_back_to_the_answer_takes_its_sentence_along(hand):
    hand.type("4").press("Return", "Shift+Return").type("9" * 12).press("Return")
    assert hand.model.needs_look("/data/g/count")
    hand.press("Control+Z")
    assert hand.text == "4"
    assert not hand.model.needs_look("/data/g/count")
    assert hand.model.draft(hand.model.questionnaire.question("/data/g/count")) is None
