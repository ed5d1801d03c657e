"""Remarks: none is lost between the field, the draft and the log."""

from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.problems import problem
from clusterbench_gui.ui.screens.interview.remarks import TYPING

FIRST = "/data/ch/name"
REMARKED = ("remark", "name", "sounds odd")


def remark(hand, text):
    hand.press("F2")
    assert QApplication.focusWidget() is hand.view._panel.remark
    return hand.type(text)


def test_the_draft_of_a_remark_goes_only_when_the_remark_is_durable(open_interview):
    hand = open_interview(at_once=False)
    remark(hand, "sounds odd").press("Return")
    assert hand.disk.said == [REMARKED]
    hand.model.drafts.flush()
    assert (FIRST + TYPING, "") not in hand.disk.drafts
    hand.disk.succeed()
    assert hand.disk.drafts[-1] == (FIRST + TYPING, "")


def test_the_draft_of_a_remark_that_could_not_be_saved_stays(open_interview):
    hand = open_interview(at_once=False)
    remark(hand, "sounds odd").press("Return")
    hand.disk.fail(problem("disk-full"))
    hand.model.drafts.flush()
    assert hand.disk.drafts[-1] == (FIRST + TYPING, "sounds odd")


def test_a_draft_goes_with_the_last_of_several_remarks_on_their_way(open_interview):
    hand = open_interview(at_once=False)
    remarks = hand.model.remarks
    for text in ("one", "two"):
        remarks.typing(FIRST, text)
        remarks.write(FIRST, text)
    hand.disk.succeed()
    assert remarks.text(FIRST) == "two"
    assert (FIRST + TYPING, "") not in hand.disk.drafts
    hand.disk.succeed()
    assert hand.disk.drafts[-1] == (FIRST + TYPING, "")


def test_what_is_typed_while_a_remark_is_on_its_way_stays_a_draft(open_interview):
    hand = open_interview(at_once=False)
    remarks = hand.model.remarks
    remarks.typing(FIRST, "one")
    remarks.write(FIRST, "one")
    remarks.typing(FIRST, "one and more")
    hand.disk.succeed()
    assert remarks.text(FIRST) == "one and more"


def test_a_remark_is_written_to_its_question_when_a_key_moves_on_from_it(open_interview):
    hand = open_interview()
    remark(hand, "sounds odd").press("F8")
    assert hand.view.navigation.ref != FIRST
    assert hand.disk.said == [REMARKED]
    hand.view.leave()
    assert hand.disk.said == [REMARKED]


def test_a_remark_typed_beside_the_check_is_written_before_finishing(open_interview, qtbot):
    hand = open_interview()
    hand.model.answer(FIRST, "Klaster")
    hand.model.answer("/data/p2/meetings", "4")
    hand.view._check()
    remark(hand, "sounds odd")
    with qtbot.waitSignal(hand.view.finished):
        hand.view._finish()
    said = hand.disk.said
    assert said.index(REMARKED) < said.index(("status", "", "finished"))
