import pytest
from interview_fakes import ENGLISH
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.ui.screens.interview.saving import Saving

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every window

P2 = "/data/p2/"


def test_a_whole_interview_by_keyboard_alone(open_interview, qtbot):
    hand = open_interview()
    hand.type("Zażółć gęślą jaźń").press("Return")
    hand.type("lodz").press("Return")
    hand.type("1.7.2009").press("Return")
    hand.type("1").press("Return")
    hand.type("12").press("Return")
    hand.type("41").press("Return")
    hand.type("3").press("Return")
    hand.type("13").press("Return")
    for count in ("5", "3", "20", "9", "2", "2"):
        hand.type(count).press("Return")
    hand.press("Space").type("Targi").press("Return", "Return")
    hand.type("koniec").press("Return")
    with qtbot.waitSignal(hand.view.finished):
        hand.press("Return")
    values = hand.model.interview.session.values
    assert values["/data/ch/name"] == "Zażółć gęślą jaźń"
    assert values["/data/ch/region"] == "lodzkie"
    assert values["/data/ch/since"] == "2009-07-01"
    assert values[f"{P2}bulletin"] == "yes"
    assert values[f"{P2}issues"] == "12"
    assert values[f"{P2}meetings"] == "41"
    assert values[f"{P2}share"] == "c"
    assert values[f"{P2}channels"] == "mail net"
    assert [values[f"/data/cl/members[{row}]/count"] for row in (1, 2, 3)] == ["5", "20", "2"]
    assert [values[f"/data/cl/members[{row}]/active"] for row in (1, 2, 3)] == ["3", "9", "2"]
    assert values["/data/cl/events[k1]/title"] == "Targi"
    assert values["/data/cl/note"] == "koniec"
    assert hand.disk.said[-1] == ("status", "", "finished")


def test_a_refusal_is_stated_by_f4_shown_in_words_and_taken_back_by_typing(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.press("F4")
    assert hand.disk.said == [("absence", "meetings", "refused")]
    assert QApplication.focusWidget().placeholderText() == "odmowa"
    hand.type("7").press("Return")
    assert hand.disk.said[-1] == ("answer", "meetings", "7")
    assert hand.model.questionnaire.question(f"{P2}meetings").absence is None


def test_a_stated_absence_is_taken_back_by_delete(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.press("F3", "Delete")
    assert hand.disk.said == [("absence", "meetings", "dont-know"), ("answer", "meetings", "")]


def test_a_reason_that_is_not_allowed_does_nothing(open_interview):
    hand = open_interview()
    hand.press("F4")
    assert hand.disk.said == []
    assert hand.at == "name"


def test_what_an_answer_reveals_comes_next_and_does_not_steal_the_focus(open_interview):
    hand = open_interview(bookmark=f"{P2}bulletin")
    hand.type("1")
    assert hand.at == "bulletin"
    assert hand.card("issues").isVisible()
    hand.press("Tab")
    assert hand.at == "issues"


def test_what_has_the_focus_does_not_move_when_something_appears_above(open_interview):
    hand = open_interview(bookmark=f"{P2}channels")
    view = hand.view
    view.resize(1366, 420)
    view._page.focus(f"{P2}channels")
    before = hand.card("channels").mapTo(view, hand.card("channels").rect().topLeft())
    hand.model.answer(f"{P2}bulletin", "yes")
    assert hand.card("issues").isVisible()
    assert hand.card("channels").mapTo(view, hand.card("channels").rect().topLeft()) == before


def test_a_violated_constraint_is_kept_and_its_message_stands_beside_it(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.type("5000").press("Return")
    assert hand.card("meetings").messages.said("bad") == "Proszę podać liczbę od 0 do 1000."
    assert hand.disk.said == [("answer", "meetings", "5000")]
    hand.press("Control+Return")
    assert hand.view._finish_page._list.count() == 3
    hand.press("Down", "Return")
    assert hand.at == "meetings"


def test_a_text_that_is_no_number_stays_with_one_sentence_and_is_no_answer(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.type("abc").press("Return")
    assert hand.at == "meetings"
    hand.press("Return", "Shift+Return")
    assert hand.text == "abc"
    assert hand.disk.said == []
    assert "41" in hand.card("meetings").messages.said("bad")
    assert [one.ref for one in hand.model.failures()] == ["/data/ch/name", f"{P2}meetings"]
    hand.press("Backspace", "Backspace", "Backspace").type("1 234").press("Return")
    assert hand.disk.batches[-1][0].value == "1234"
    assert hand.disk.batches[-1][0].typed == "1 234"


def test_the_language_changes_without_losing_place_text_or_focus(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    field = QApplication.focusWidget()
    hand.type("4").press("Control+L").type("1")
    assert hand.model.language == ENGLISH
    assert QApplication.focusWidget() is field
    assert field.text() == "41"
    assert hand.card("meetings")._label.text() == "How many meetings were held in 2011?"
    assert field.accessibleName() == "How many meetings were held in 2011?"


def test_the_header_says_saved_only_when_it_is(open_interview):
    hand = open_interview(bookmark=f"{P2}bulletin", at_once=False)
    saved = hand.view._header._saved
    hand.type("1")
    assert saved.text() == "Zapisywanie…"
    hand.disk.succeed()
    assert saved.text() == "Zapisano 12:41:03"


def test_a_failed_save_is_said_and_goes_again_in_order_with_the_next(open_interview):
    hand = open_interview(bookmark=f"{P2}bulletin", at_once=False)
    hand.type("1")
    hand.type("2")
    hand.disk.fail(problem("disk-full"))
    assert hand.view._failure.isVisible()
    hand.type("1")
    hand.disk.succeed()
    assert [[one.value for one in batch] for batch in hand.disk.batches] == [["yes"], ["yes", "no", "yes"]]
    assert not hand.view._failure.isVisible()


def test_leaving_waits_until_everything_is_saved(open_interview, qtbot):
    hand = open_interview(bookmark=f"{P2}meetings", at_once=False)
    hand.type("41")
    left = []
    hand.view.left.connect(lambda: left.append(True))
    hand.view.leave()
    assert left == []
    assert hand.disk.said == [("answer", "meetings", "41")]
    hand.disk.succeed()
    assert left == [True]


def test_what_is_typed_is_kept_as_a_draft_within_300_ms_and_in_few_writes(open_interview, qtbot):
    hand = open_interview()
    hand.type("Dolina")
    assert hand.disk.drafts == []
    qtbot.waitUntil(lambda: bool(hand.disk.drafts), timeout=300)
    assert hand.disk.drafts == [("/data/ch/name", "Dolina")]
    hand.press("Return")
    qtbot.wait(200)
    assert hand.disk.drafts == [("/data/ch/name", "Dolina")]
    assert hand.disk.said == [("answer", "name", "Dolina")]


def test_an_interview_continues_at_its_question_with_what_was_typed(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings", drafts={f"{P2}meetings": "4"})
    assert hand.at == "meetings"
    assert hand.text == "4"
    assert hand.view._header._saved.text() == "Ciąg dalszy od miejsca przerwania"
    hand.type("1").press("Return")
    assert hand.disk.said == [("answer", "meetings", "41")]


def test_f8_finds_the_next_unanswered_round_the_end_and_shift_f8_the_next_problem(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.type("5000").press("F8")
    assert hand.at == "share"
    hand.press("Control+PageUp")
    assert hand.at == "name"
    hand.press("Shift+F8")
    assert hand.at == "meetings"


def test_the_bookmark_follows_the_focus(open_interview):
    hand = open_interview()
    hand.press("Return", "Tab")
    assert hand.disk.bookmarks == ["/data/ch/region", "/data/ch/since"]


def test_a_roster_is_walked_by_keys_and_totals_what_is_there(open_interview):
    hand = open_interview(language="en", bookmark="/data/cl/members[1]/count")
    hand.type("5").press("Down").type("20").press("Up", "Return").type("3").press("Return")
    assert hand.at == "members[2]/count"
    rows = hand.card("members").body.rows
    assert rows.footing.words()[0] == ("25", "sum of 2 of 3")
    hand.press("Insert")
    assert len(hand.model.interview.session.rows["/data/cl/members"]) == 3


def test_rows_are_added_and_removed_by_keys(open_interview):
    hand = open_interview(bookmark="/data/cl/members[3]/active")
    hand.press("Return")
    hand.press("Insert").type("Targi").press("Insert").type("Gala").press("Up")
    assert hand.text == "Targi"
    hand.press("Control+Delete")
    assert hand.at == "events[1]/title"
    assert hand.text == "Gala"
    assert hand.disk.said[-1] == ("repeat-removed", "events[k1]", "")


def test_a_remark_is_written_with_f2_and_leads_back(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.press("F2").type("z targami").press("Return")
    assert hand.disk.said == [("remark", "meetings", "z targami")]
    assert hand.at == "meetings"


def test_a_failed_save_keeps_the_interview_open_and_a_second_try_leaves(open_interview):
    hand = open_interview(bookmark=f"{P2}bulletin", at_once=False)
    left = []
    hand.view.left.connect(lambda: left.append(True))
    hand.type("1")
    hand.view.leave()
    hand.disk.fail(problem("disk-full"))
    assert left == []
    assert hand.view._failure.isVisible()
    hand.view.leave()
    hand.disk.succeed()
    assert left == [True]


def test_f8_without_anything_unanswered_shows_the_check(open_interview):
    hand = open_interview()
    for one in hand.model.questionnaire.places:
        hand.model.answer(one.ref, "1")
    hand.press("F8")
    assert hand.view._middle.currentWidget() is hand.view._finish_page
    hand.press("Escape")
    assert hand.at == "name"


def test_an_interview_with_open_questions_that_nobody_requires_can_be_finished(open_interview, qtbot):
    hand = open_interview(language="en", bookmark=f"{P2}meetings")
    hand.type("4")
    hand.model.answer("/data/ch/name", "X")
    hand.press("Control+Return")
    assert hand.view._finish_page._title.text() == "The interview can be finished"
    assert hand.view._finish_page._words.text() == "12 questions have no answer."
    with qtbot.waitSignal(hand.view.finished):
        hand.press("Return")


def test_a_narrow_window_folds_its_panels_into_tabs_and_f2_opens_the_help(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.view.resize(546, 400)
    assert not hand.view._outline.isVisible()
    assert not hand.view._panel.isVisible()
    hand.press("F2")
    assert hand.view._panel.isVisible()
    hand.press("Return")
    assert hand.view._page.isVisible()
    assert hand.at == "meetings"
    hand.view.resize(1366, 768)
    assert hand.view._outline.isVisible()
    assert hand.view._panel.isVisible()


def test_what_is_typed_is_handed_over_when_the_window_loses_the_focus(open_interview):
    hand = open_interview()
    hand.type("Dol")
    hand.view._on_focus(QApplication.focusWidget(), None)
    assert hand.disk.drafts == [("/data/ch/name", "Dol")]


def test_a_click_on_a_card_goes_there_and_one_on_a_section_too(open_interview):
    hand = open_interview()
    QTest.mouseClick(hand.card("since"), Qt.MouseButton.LeftButton)
    assert hand.at == "since"
    outline = hand.view._outline._list
    QTest.mouseClick(
        outline.viewport(), Qt.MouseButton.LeftButton, pos=outline.visualItemRect(outline.item(1)).center()
    )
    assert hand.at == "bulletin"


def test_what_is_wrong_is_told_to_those_who_hear_the_screen(open_interview):
    hand = open_interview(bookmark=f"{P2}meetings")
    hand.type("5000").press("Return")
    assert "Proszę podać liczbę od 0 do 1000." in QApplication.focusWidget().accessibleDescription()


def test_walking_to_and_fro_leaves_no_widgets_behind(open_interview):
    hand = open_interview()
    counts = []
    for _ in range(4):
        for _ in range(5):
            hand.press("Control+PageDown", "Control+PageDown", "Control+PageUp", "Control+PageUp")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        counts.append(len(hand.view.findChildren(QWidget)))
    assert counts[1:] == counts[1:2] * 3


def test_f1_lists_the_keys_and_the_place_is_kept(open_interview, qtbot):
    hand = open_interview()
    place = hand.at
    hand.press("F1")
    shown = QApplication.activeModalWidget()
    words = {one.text() for one in shown.findChildren(QLabel)}
    assert {"F3", "F4", "F5", "F8", "Ctrl+L"} <= words
    shown.close()
    hand.view.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert hand.at == place


def test_an_interview_in_conflict_says_so_and_goes_on_saving(open_interview, qtbot, monkeypatch):
    hand = open_interview(language="en", bookmark=f"{P2}meetings")

    def refuse():
        raise ProblemError(problem("interview-in-conflict", Place(name="uuid:1")))

    hand.type("4")
    hand.model.answer("/data/ch/name", "X")
    hand.press("Control+Return")
    qtbot.waitUntil(lambda: hand.model.saving.state is Saving.SAVED)
    monkeypatch.setattr(hand.model.interview, "finish", refuse)
    with qtbot.assertNotEmitted(hand.view.finished, wait=50):
        hand.press("Return")
    assert "supervisor" in hand.view._failure._words.text()
    hand.model.answer("/data/ch/name", "Y")
    qtbot.waitUntil(lambda: hand.model.saving.state is Saving.SAVED)
