"""A finished interview opens to be read; it changes only for a reason."""

import pytest
from interview_fakes import INTERVIEW, FakeInterview, FakeSession, replace, small_form
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.status import Status
from clusterbench_gui.ui.dialog_windows import TextDialog

FIRST = "/data/ch/name"


@pytest.fixture
def finished(open_interview):
    """A finished interview, opened to be read."""
    interview = FakeInterview(FakeSession(small_form()), interview=replace(INTERVIEW, status=Status.FINISHED))
    return open_interview(interview=interview, language="en")


def asked(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), TextDialog))
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.edit)
    return dialog


def test_a_change_of_a_finished_interview_asks_for_a_reason_and_is_saved_with_it(finished, qtbot):
    hand = finished
    assert hand.view._standing.isVisible()
    assert "opens to be read" in hand.view._standing.words
    hand.type("K")
    asked(qtbot)
    assert hand.disk.said == []
    assert hand.disk.drafts == []
    hand.type("Pomyłka").press("Return")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    hand.view.activateWindow()
    qtbot.waitUntil(lambda: hand.view._page.place_of(QApplication.focusWidget()) == FIRST)
    hand.type("laster").press("Return")
    assert hand.disk.said[:2] == [("status", "", "open"), ("review", "", "Pomyłka")]
    assert hand.disk.said[-1] == ("answer", "name", "Klaster")
    assert hand.model.drafts.text(FIRST) is None
    assert not hand.view._standing.isVisible()


def test_without_a_reason_a_finished_interview_stays_as_it_is(finished, qtbot):
    hand = finished
    hand.type("K")
    asked(qtbot)
    hand.press("Escape")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert hand.card("name").editor.target().text() == ""
    assert hand.view._standing.button.isVisible()
    hand.view.leave()
    assert hand.disk.said == []
    assert hand.disk.drafts == []


def test_the_button_opens_a_finished_interview_again(finished, qtbot):
    hand = finished
    hand.view._standing.button.click()
    asked(qtbot)
    hand.type("Poprawki").press("Return")
    qtbot.waitUntil(lambda: not hand.view._standing.isVisible())
    assert hand.disk.said == [("status", "", "open"), ("review", "", "Poprawki")]
