"""The study is locked when nobody is there: nothing is lost, nothing is shown, and everything is where it was afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from clusterbench_gui.domain.problems import problem
from clusterbench_gui.storage.keys import envelope as storage_keys
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.ui.idle import IdleWatch
from clusterbench_gui.ui.screens.interview.page import SectionPage
from clusterbench_gui.ui.screens.settings.viewmodel import SettingsViewModel
from tests.helpers.window import open_to_change
from tests.ui.test_window import words

WAIT = 20_000
PASSPHRASE = "cztery dobre słowa"
CHEAP = storage_keys.Cost(memory=64, passes=1, lanes=1)


class Clock:
    """Time that passes when it is told to."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def protected(demo):
    storage_keys.change_passphrase(demo / "key.json", None, PASSPHRASE, cost=CHEAP)
    return demo


@pytest.fixture
def program(start, settings, protected, keys, qtbot):
    """The program on a study with a passphrase, with a clock of its own."""
    program = start(settings, protected)
    keys.answer("Passphrase", PASSPHRASE)
    qtbot.waitUntil(lambda: program.desk.opened is not None, timeout=WAIT)
    program.window.activateWindow()  # offscreen there is no window manager to give the focus back
    program.clock = Clock()
    watch = program.locking.watch
    watch._clocks = (program.clock,)
    watch._last = watch._now()
    return program


@pytest.fixture
def interviewed(program, qtbot):
    """In the middle of an interview, at its third question, with a number half typed."""
    open_to_change(program, qtbot)
    return program


def leave_alone(program, qtbot, minutes=16):
    program.clock.now += minutes * 60
    program.locking.watch.look()
    qtbot.waitUntil(lambda: program.desk.opened is None, timeout=WAIT)


def unlock(program, qtbot, passphrase=PASSPHRASE):
    qtbot.waitUntil(program.locking.page.edit.isEnabled, timeout=WAIT)
    program.locking.page.edit.setText(passphrase)
    QTest.keyClick(program.locking.page.edit, Qt.Key.Key_Return)


def place(program):
    page = program.window.interview.findChild(SectionPage)
    return page.place_of(QApplication.focusWidget())


def at(program, name):
    view = program.window.interview
    ref = next(one.ref for one in view._viewmodel.questionnaire.questions if one.name == name)
    view.navigation.go(ref)
    return ref


def test_the_study_closes_and_nothing_of_it_is_shown(program, qtbot, protected):
    title = program.desk.title
    assert title in program.window.windowTitle()
    leave_alone(program, qtbot)
    shown = words(program.window)
    assert "demo.clusterbench" in shown
    assert title not in shown + program.window.windowTitle()
    Workspace.open(protected, passphrase=PASSPHRASE).close()  # nobody holds it


def test_the_right_passphrase_brings_everything_back(program, qtbot):
    program.window.show_screen("settings")
    leave_alone(program, qtbot)
    unlock(program, qtbot, "falsch")
    qtbot.waitUntil(lambda: "does not open the study" in words(program.window), timeout=WAIT)
    assert program.desk.opened is None
    assert QApplication.activeModalWidget() is None
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.locking.page is None, timeout=WAIT)
    assert program.window._current == "settings"
    assert program.desk.title in program.window.windowTitle()
    leave_alone(program, qtbot)
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.locking.page is None, timeout=WAIT)


def test_an_interview_comes_back_at_the_exact_place_with_what_was_half_typed(interviewed, keys, qtbot):
    program = interviewed
    where = at(program, "budget_total")
    qtbot.waitUntil(lambda: place(program) == where)
    field = QApplication.focusWidget()
    field.clear()
    keys.type("30")
    question = program.window.interview._viewmodel.questionnaire.question(where)
    before, interview = question.value, program.window.interview.id
    leave_alone(program, qtbot)
    assert program.window.interview is None
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: place(program) == where, timeout=WAIT)
    assert program.window.interview.id == interview
    assert QApplication.focusWidget().text() == "30"
    assert program.window.interview._viewmodel.questionnaire.question(where).value == before


def test_a_remark_in_the_middle_of_being_written_is_kept(interviewed, keys, qtbot):
    program = interviewed
    where = at(program, "budget_total")
    keys("F2")
    keys.type("to jeszcze")
    leave_alone(program, qtbot)
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    model = program.window.interview._viewmodel
    assert model.remarks.text(model.questionnaire.path_of(where)) == "to jeszcze"


def test_what_cannot_be_saved_keeps_the_study_open(interviewed, qtbot):
    program = interviewed
    model = program.window.interview._viewmodel
    save = model.saving._save
    model.saving._save = lambda _said, _done, failed: failed((problem("disk-full"),))
    ref = at(program, "budget_total")
    model.answer(ref, "7", "7")
    program.clock.now += 3600
    program.locking.watch.look()
    assert program.locking.page is None
    assert program.desk.opened is not None
    assert model.saving.unsaved > 0
    model.saving._save = save
    leave_alone(program, qtbot)
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    assert program.window.interview._viewmodel.questionnaire.question(ref).value == "7"


def test_dialogs_are_closed_first(program, keys, qtbot):
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys("F1")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    leave_alone(program, qtbot)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_keys_of_the_window_rest_while_it_is_locked(program, keys, qtbot):
    leave_alone(program, qtbot)
    qtbot.waitUntil(program.locking.page.edit.hasFocus)
    keys("Ctrl+5", "Ctrl+D", "Return")  # nothing was typed: not even what a keyring remembers is tried
    assert program.locking.page.isVisible()
    assert program.locking.page.edit.isEnabled()
    assert program.window._current == "interviews"


def test_another_study_that_opens_meanwhile_is_shown_and_the_locked_one_stays_shut(program, qtbot, home):
    leave_alone(program, qtbot)
    program.desk.open_first()
    qtbot.waitUntil(lambda: program.locking.page is None, timeout=WAIT)
    assert program.desk.opened.folder != home / "demo.clusterbench"


def test_without_a_passphrace_nothing_is_watched_and_settings_say_why(start, settings, demo, qtbot):
    program = start(settings, demo)
    program.locking.lock()
    assert program.locking.page is None
    assert program.locking.watch._limit == 0
    model = SettingsViewModel(program.desk)
    assert model.lock_after == ""
    assert "Without a passphrase" in model.lock_words
    program.window.show_screen("settings")
    assert "Without a passphrase" in words(program.window)
    assert [one.isEnabled() for one in program.window.findChildren(QComboBox)].count(False) == 1


def test_the_time_is_chosen_in_settings(program, qtbot):
    model = SettingsViewModel(program.desk)
    assert (model.lock_after, program.locking.watch._limit) == ("15", 900)
    model.choose_lock("60")
    assert program.locking.watch._limit == 3600
    program.clock.now += 1800
    program.locking.watch.look()
    assert program.locking.page is None
    model.choose_lock("")
    assert program.locking.watch._limit == 0


def test_keys_and_mouse_are_signs_of_life_and_one_that_comes_too_late_is_not_let_through(qtbot):
    clock, steady, told = Clock(), Clock(), []
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.activateWindow()
    qtbot.waitUntil(edit.hasFocus)
    watch = IdleWatch(clock, steady)
    watch.idle.connect(lambda: told.append(clock.now))
    watch.watch(60)
    for _ in range(3):
        clock.now += 59
        QTest.keyClick(edit.windowHandle(), Qt.Key.Key_A)
        watch.look()
    assert (edit.text(), told) == ("aaa", [])
    steady.now += 61  # the wall clock was set back, or stood
    QTest.keyClick(edit.windowHandle(), Qt.Key.Key_B)
    assert edit.text() == "aaa"
    assert told
    watch.watch(0)
    told.clear()
    clock.now += 1000
    watch.look()
    QTest.keyClick(edit.windowHandle(), Qt.Key.Key_C)
    assert (edit.text(), told) == ("aaac", [])
