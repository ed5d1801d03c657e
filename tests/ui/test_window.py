"""The window as a person meets it: keys, languages, themes, names for a screen reader, the first interview."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.problems import problem
from clusterbench_gui.support.settings import Settings, load_settings
from clusterbench_gui.ui.commands import SCREENS
from clusterbench_gui.ui.theme import current_theme
from tests.helpers.window import open_to_change

WAIT = 20_000
NAMED = {
    QAccessible.Role.PushButton,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.EditableText,
    QAccessible.Role.SpinBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.Slider,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.ProgressBar,
}


def nameless(widget):
    """Controls that a screen reader could not name."""
    found, waiting = [], [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid() or one.state().invisible:
            continue
        if one.role() in NAMED and not one.text(QAccessible.Text.Name):
            found.append((one.role().name, one.object()))
        if one.role() not in {QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.ComboBox}:
            waiting += [one.child(place) for place in range(one.childCount())]
    return found


def shown(program):
    return program.window._current


def words(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_every_screen_is_reached_by_its_key(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    for place in (2, 3, 4, 5, 6, 1):
        keys(f"Ctrl+{place}")
        assert shown(program) == SCREENS[place - 1]
        assert program.window._rail_buttons[SCREENS[place - 1]].isChecked()
        assert program.window.focusWidget() is not None
    qtbot.waitUntil(lambda: not program.desk.jobs._running, timeout=WAIT)


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_control_of_every_screen_has_a_name(start, demo, qtbot, language):
    program = start(Settings(language=language, person_id="p", person_name="Łucja"), demo)
    for name in SCREENS:
        program.window.show_screen(name)
        qtbot.waitUntil(lambda: not program.desk.jobs._running, timeout=WAIT)
        assert nameless(program.window) == [], name


def test_a_control_without_a_name_would_be_found(qtbot):
    from PySide6.QtWidgets import QLineEdit

    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    assert [role for role, _ in nameless(edit)] == ["EditableText"]


def test_invented_data_and_the_editions_notice_show_on_every_screen(start, settings, demo, qtbot):
    program = start(settings, demo)
    notice = program.desk.opened.edition.notice["en"]
    program.networks.open_demo()  # networks are none of the study's: theirs is invented by itself
    qtbot.waitUntil(lambda: program.networks.is_open, timeout=WAIT)
    for name in SCREENS:
        program.window.show_screen(name)
        seen = words(program.window)
        assert notice in seen
        assert "invented data" in seen
    qtbot.waitUntil(lambda: not program.desk.jobs._running, timeout=WAIT)


def test_the_language_changes_at_once_and_is_kept(start, settings, demo, qtbot):
    program = start(settings, demo)
    program.window.show_screen("settings")
    program.desk.change_settings(language="pl")
    assert shown(program) == "settings"
    qtbot.waitUntil(lambda: "Ustawienia" in words(program.window))
    assert load_settings().language == "pl"
    program.desk.change_settings(language="en")
    qtbot.waitUntil(lambda: "Ustawienia" not in words(program.window))


def test_results_that_arrive_after_the_language_changed_are_shown(start, settings, demo, qtbot):
    program = start(settings, demo)
    program.window.show_screen("results")
    program.desk.change_settings(language="pl")
    model = program.window._models["results"]
    qtbot.waitUntil(lambda: model.canvas.is_settled, timeout=WAIT)
    assert model.is_ready
    qtbot.waitUntil(lambda: "ocenionych" in words(program.window))
    program.desk.change_settings(language="en")


def test_the_theme_changes_at_once(start, settings, demo):
    program = start(settings, demo)
    program.desk.change_settings(theme="dark")
    assert current_theme().dark
    assert program.window.palette().window().color().name().upper() == current_theme().canvas
    program.desk.change_settings(theme="light")


def test_somebody_new_starts_an_interview_by_keys_alone_and_finds_it_again(start, keys, qtbot):
    program = start(Settings(language="en"))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert QApplication.focusWidget().text() == "S&tart an interview"
    keys("Space")
    keys.answer("Start an interview", "Klaster Żółtej Łódki")
    keys.answer("Your name", "Grażyna")
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    assert program.desk.person.name == "Grażyna"
    view = program.window.interview
    qtbot.waitUntil(lambda: view.isAncestorOf(program.window.focusWidget() or program.window), timeout=WAIT)
    with qtbot.waitSignal(view.left, timeout=WAIT):
        view.leave()
    qtbot.waitUntil(lambda: "1 in progress" in words(program.window), timeout=WAIT)
    row = program.desk.opened.rows[0]
    assert (row.cluster.name, row.interview.status.value) == ("Klaster Żółtej Łódki", "open")


def test_closing_the_window_leaves_an_open_interview_first(start, settings, demo, qtbot):
    program = start(settings, demo)
    program.window.open_interview(program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=WAIT)
    assert program.window.interview is None


def test_keys_of_the_window_rest_while_an_interview_is_open(start, settings, demo, qtbot):
    program = start(settings, demo)
    program.window.open_interview(program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    QTest.keyClick(program.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shown(program) == "interviews"
    assert program.window._pages.currentWidget() is program.window.interview


def test_the_windows_language_turns_in_an_interview_and_everything_stays(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    program.window.open_interview(program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    first = program.window.interview
    first.viewmodel.reopen("the number was wrong")
    first.navigation.open_section("/data/p2")
    first.navigation.go("/data/p2/meetings")
    keys.type("41")
    keys("Return")
    first.navigation.go("/data/p2/meetings")
    before = QApplication.focusWidget().text()
    keys("End")
    keys.type("7")
    program.desk.change_settings(language="pl")
    second = program.window.interview
    assert second is not first
    assert second._page.place_of(QApplication.focusWidget()) == "/data/p2/meetings"
    assert QApplication.focusWidget().text() == f"{before}7"
    qtbot.waitUntil(lambda: "Zapisano" in words(second), timeout=WAIT)
    program.window.activateWindow()  # the offscreen platform takes that away when the old widgets go
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
    QTest.keyClick(program.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert program.window._pages.currentWidget() is second
    assert second._page.place_of(QApplication.focusWidget()) == "/data/p2/meetings"
    keys("Ctrl+Z", "Ctrl+Z")
    assert second.viewmodel.questionnaire.question("/data/p2/meetings").value != "41"
    keys("F2")
    keys.type("uwaga w pół zd")
    shift = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, shift)
    assert program.window.interview is not second
    assert program.window.interview._panel.remark.hasFocus()
    assert QApplication.focusWidget().toPlainText() == "uwaga w pół zd"
    assert program.desk.settings.language == "en"


def test_a_study_that_cannot_be_opened_is_said_and_the_one_before_stays(start, settings, demo, home, qtbot):
    program = start(settings, demo)
    program.desk.open(home / "nothing-here")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=WAIT)
    box = QApplication.activeModalWidget()
    assert "nothing-here" in box.text()
    box.close()
    assert program.desk.opened.folder == demo
    assert len({one.cluster.code for one in program.desk.opened.rows}) == 6


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_study_with_a_passphrase_asks_for_it_until_it_is_right(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    with qtbot.waitSignal(program.desk.study_changed, timeout=WAIT):
        program.desk.set_passphrase("Ćma i łódź", None, pytest.fail)
    assert program.desk.opened.info.protected
    with qtbot.waitSignal(program.desk.study_changed, timeout=WAIT):
        program.desk.create(demo.parent / "another", "Another")
    program.desk.open(demo)
    for attempt in ("wrong", "Ćma i łódź"):
        assert program.desk.opened.folder != demo
        keys.answer("Passphrase", attempt)
    qtbot.waitUntil(lambda: program.desk.opened.folder == demo, timeout=WAIT)
    assert program.desk.opened.info.protected


class SlowDisk:
    """Stands between an interview and the database: keeps batches waiting, until the test says what becomes of them."""

    def __init__(self, saving):
        self._real, saving._save = saving._save, self._hold
        self.waiting = []

    def _hold(self, statements, done, failed):
        self.waiting.append((statements, done, failed))

    def succeed(self):
        self._real(*self.waiting.pop(0))

    def fail(self):
        _statements, _done, failed = self.waiting.pop(0)
        failed((problem("disk-full"),))


@pytest.fixture
def unsaved(start, settings, demo, qtbot):
    """A program with an open interview whose only answer is on its way to a slow disk."""
    program = start(settings, demo)
    model = open_to_change(program, qtbot)._viewmodel
    disk = SlowDisk(model.saving)
    question = next(one for one in model.questionnaire.questions if one.name == "cluster_name")
    model.answer(question.ref, "Żółta Łódka")
    assert len(disk.waiting) == 1
    yield program, disk, model
    while disk.waiting:
        disk.succeed()


def test_closing_waits_for_answers_on_their_way_however_often_it_is_tried(unsaved, qtbot):
    program, disk, model = unsaved
    for _ in range(3):
        assert not program.window.close()
    assert program.window.interview is not None
    assert QApplication.activeModalWidget() is None
    disk.succeed()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=WAIT)
    assert model.saving.unsaved == 0


def test_answers_that_cannot_be_saved_are_lost_only_when_somebody_says_so(unsaved, qtbot):
    program, disk, _model = unsaved
    program.window.close()
    disk.fail()
    box = QApplication.activeModalWidget()
    assert "1 answer is not saved" in box.text()
    assert box.defaultButton().text() == "&Keep open"
    program.window.close()
    assert program.window.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert program.window.isVisible()
    program.window.close()
    disk.fail()
    again = QApplication.activeModalWidget()
    QTest.mouseClick(
        next(one for one in again.findChildren(QPushButton) if one.text() == "Close and &lose"),
        Qt.MouseButton.LeftButton,
    )
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=WAIT)


def test_leaving_after_a_close_that_could_not_save_leaves_the_window_open(unsaved, qtbot):
    program, disk, _model = unsaved
    program.window.close()
    disk.fail()
    QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    program.window.interview.leave()
    disk.succeed()
    qtbot.waitUntil(lambda: program.window.interview is None, timeout=WAIT)
    qtbot.wait(50)
    assert program.window.isVisible()


def test_a_second_interview_is_not_shown_over_the_first(start, settings, demo, qtbot):
    program = start(settings, demo)
    taken = []
    program.window.open_interview(program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    first = program.window.interview
    program.desk.open_interview(program.desk.opened.rows[1].interview.id, taken.append)
    qtbot.waitUntil(lambda: bool(taken), timeout=WAIT)
    program.window.show_interview(taken[0])
    assert program.window.interview is first
    assert program.window._pages.count() == 2


def test_a_finished_interview_says_so_until_it_is_opened_again_for_a_reason(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    program.window.open_interview(program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    view = program.window.interview
    assert "This interview is finished" in words(view)
    question = next(one for one in view._viewmodel.questionnaire.questions if one.name == "cluster_name")
    with qtbot.assertNotEmitted(view._viewmodel.changed):
        view._viewmodel.typing(question.ref, "Żó")
    keys.answer("Reopen the interview", "Zła nazwa")
    qtbot.waitUntil(lambda: not view.is_finished, timeout=WAIT)
    view._viewmodel.answer(question.ref, "Żółta Łódka")
    assert "This interview is finished" not in words(view)
    with qtbot.waitSignal(program.desk.study_changed, timeout=WAIT):
        view.leave()
    assert program.desk.opened.rows[0].interview.status.value == "open"


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_control_of_an_interview_has_a_name(start, demo, qtbot, language):
    program = start(Settings(language=language, person_id="p", person_name="Łucja"), demo)
    program.window.open_interview(program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    view = program.window.interview
    for section in view._viewmodel.questionnaire.sections:
        view.navigation.open_section(section.ref)
        assert nameless(view) == [], section.label
    view._check()
    assert nameless(view) == []


def test_a_study_open_for_reading_only_says_so_above_the_list(start, settings, demo):
    writer = open_study(demo)
    program = start(settings, demo)
    writer.close()
    assert "open for reading only" in words(program.window)


def test_an_interview_that_arrives_late_is_not_shown_over_a_lock(start, settings, demo, qtbot):
    program = start(settings, demo)
    taken = []
    program.desk.open_interview(program.desk.opened.rows[0].interview.id, taken.append)
    qtbot.waitUntil(lambda: bool(taken), timeout=WAIT)
    page = QWidget()
    program.window.cover(page)
    program.window.show_interview(taken[0])
    assert program.window.interview is None
    assert program.window._pages.currentWidget() is page


def test_no_other_study_is_opened_under_an_open_interview(start, settings, demo, home, qtbot):
    """A demonstration or a restored study is opened when it is made, whatever is shown by then: answers would find no interview."""
    other = home / "other.clusterbench"
    create_study(other, title="Inne")
    program = start(settings, study=demo)
    qtbot.waitUntil(lambda: program.desk.opened is not None, timeout=WAIT)
    program.window.open_interview(program.desk.opened.rows[0])
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    program.desk.open(other)
    asked = []
    program.desk.work(lambda backend, _: backend.study.workspace.folder, lambda *_: None, asked.append, asked.append)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=WAIT)
    assert (asked, program.desk.opened.folder) == ([demo], demo)


def test_an_interview_that_arrives_while_another_study_opens_is_not_shown(open_desk, home, qtbot):
    other = home / "other.clusterbench"
    create_study(other, title="Inne")
    taken = []
    interview = next(one.interview.id for one in open_desk.opened.rows if one.interview)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.open_interview(interview, taken.append)
        open_desk.open(other)
    assert taken == []
    open_desk.start_interview(open_desk.add_cluster("Klaster", lambda _: None) or "K01", taken.append)
    qtbot.waitUntil(lambda: len(taken) == 1, timeout=WAIT)
    open_desk.open_interview(taken.pop(), taken.append)
    qtbot.waitUntil(lambda: len(taken) == 1, timeout=WAIT)
