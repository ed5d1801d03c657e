"""The program comes back where it was left in the middle of an interview, and only there."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.support.settings import load_settings
from clusterbench_gui.ui.screens.interview.page import SectionPage
from tests.helpers.window import open_to_change

WAIT = 20_000


@pytest.fixture
def settled(settings, demo):
    """Settings of somebody whose last study is the demonstration."""
    return replace(settings, study=str(demo))


def at(program, name):
    view = program.window.interview
    ref = next(one.ref for one in view._viewmodel.questionnaire.questions if one.name == name)
    view.navigation.go(ref)
    return ref


def place(program):
    return program.window.interview.findChild(SectionPage).place_of(QApplication.focusWidget())


def closed(program, qtbot):
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=WAIT)
    program.close()


def test_an_interview_that_was_open_when_the_window_was_closed_opens_by_itself(start, settled, qtbot):
    first = start(settled)
    view = open_to_change(first, qtbot)
    where = at(first, "budget_total")
    number = view._viewmodel.questionnaire.number(where)
    interview = view.id
    closed(first, qtbot)
    kept = load_settings()
    assert kept.interview == interview
    second = start(kept)
    qtbot.waitUntil(lambda: second.window.interview is not None, timeout=WAIT)
    assert second.window.interview.id == interview
    qtbot.waitUntil(lambda: place(second) == where, timeout=WAIT)
    words = second.window.interview._standing.words
    assert f"You are back at question {number}. Everything up to " in words
    second.window.interview._viewmodel.answer(where, "12345")
    qtbot.waitUntil(lambda: not second.window.interview._standing.isVisible(), timeout=WAIT)


def test_one_that_was_left_by_hand_does_not_and_several_are_open_in_turn(start, settled, qtbot):
    program = start(settled)
    for row in (0, 1):
        view = open_to_change(program, qtbot, program.desk.opened.rows[row])
        where = at(program, "communication_note")
        view._viewmodel.answer(where, f"uwaga {row}")
        assert load_settings().interview == view.id
        with qtbot.waitSignal(program.desk.study_changed, timeout=WAIT):
            view.leave()
        assert load_settings().interview == ""
    view = open_to_change(program, qtbot, program.desk.opened.rows[0])
    question = view._viewmodel.questionnaire.question(where)
    assert question.value == "uwaga 0"
    view.leave()
    qtbot.waitUntil(lambda: program.window.interview is None, timeout=WAIT)
    closed(program, qtbot)
    again = start(load_settings())
    qtbot.wait(200)
    assert again.window.interview is None


def test_one_that_was_finished_meanwhile_or_is_not_there_is_forgotten(start, settled, demo, qtbot):
    program = start(settled)
    finished = program.desk.opened.rows[0].interview.id
    closed(program, qtbot)
    for interview in (finished, "uuid:nowhere"):
        again = start(replace(settled, interview=interview))
        qtbot.waitUntil(lambda again=again: again.desk.settings.interview == "", timeout=WAIT)
        assert again.window.interview is None
        assert QApplication.activeModalWidget() is None
        closed(again, qtbot)


def test_another_study_at_the_start_opens_no_interview(start, settled, demo, home, qtbot):
    interview = "uuid:of-another-study"
    program = start(replace(settled, study=str(home / "other"), interview=interview), demo)
    qtbot.waitUntil(lambda: program.desk.opened is not None, timeout=WAIT)
    assert program.window.interview is None
    assert program.desk.settings.interview == interview
