"""A window on a real demonstration study, offscreen; guards that nothing is left behind."""

import multiprocessing
import os
import shutil
import threading

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.program import Program
from tests.helpers.converted import warm
from tests.helpers.scored import has_scored, scores_of


def pytest_collection_modifyitems(items):
    """The offscreen platform says so of what it cannot do: smallest sizes, windows on top, popups that take all keys."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def nothing_left_behind(request):
    before = set(threading.enumerate())
    yield
    if "qapp" in request.fixturenames:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []
    assert [one.name for one in threading.enumerate() if one not in before] == []
    assert multiprocessing.active_children() == []


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory):
    """A home with a demonstration study of six clusters, made once."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(folder))
        warm(folder)
        make_demo(folder / "demo.clusterbench", clusters=6)
    return folder


@pytest.fixture
def demo(demo_home, home):
    """The folder of a demonstration study that this test may change."""
    for name in ("profile", "cache", "demo.clusterbench"):
        if (demo_home / name).exists():
            shutil.copytree(demo_home / name, home / name, dirs_exist_ok=True)
    return home / "demo.clusterbench"


@pytest.fixture
def settings():
    return Settings(language="en", person_id="p1", person_name="Łucja Żak")


@pytest.fixture
def desk(qapp, settings):
    made = Desk(settings)
    yield made
    made.close()


@pytest.fixture
def open_desk(desk, demo, qtbot):
    """A desk with the demonstration study open."""
    with qtbot.waitSignal(desk.study_changed, timeout=20_000):
        desk.open(demo)
    return desk


@pytest.fixture(scope="session")
def demo_scores(demo_home):
    """The scores of the demonstration study, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(demo_home))
        return scores_of(demo_home / "demo.clusterbench")


@pytest.fixture
def scored_desk(open_desk, demo_scores):
    """A desk with the demonstration study open and scored, for tests of what comes after that."""
    has_scored(open_desk, demo_scores)
    return open_desk


@pytest.fixture
def start(qtbot):
    """Starts the program as `run` does, and closes it at the end."""
    started = []

    def start(settings, study=None):
        program = Program(settings, study)
        started.append(program)
        program.window.show()
        program.window.activateWindow()
        qtbot.waitUntil(lambda: not program.desk.is_opening, timeout=20_000)
        return program

    yield start
    for program in started:
        program.window.close()
        qtbot.waitUntil(lambda program=program: not program.window.isVisible(), timeout=20_000)
        program.close()
        program.window.deleteLater()


def type_text(text):
    """Key events with text to whatever has the focus: QTest.keyClicks aborts the process on Polish letters."""
    for letter in text:
        key = ord(letter.upper()) if letter.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget(), event)


def _asks(title):
    dialog, edit = QApplication.activeModalWidget(), QApplication.focusWidget()
    return dialog is not None and dialog.windowTitle() == title and edit is not None and dialog.isAncestorOf(edit)


@pytest.fixture
def keys(qtbot):
    """A person at the keyboard: `keys("Ctrl+2")`, `keys.type("Żółć")`."""

    class Keys:
        type = staticmethod(type_text)

        @staticmethod
        def answer(title, text):
            """Wait for the dialog of this title, type, and press Enter."""
            qtbot.waitUntil(lambda: _asks(title), timeout=20_000)
            type_text(text)
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

        def __call__(self, *names):
            for name in names:
                *held, key = name.split("+")
                modifiers = Qt.KeyboardModifier.NoModifier
                for one in held:
                    modifiers |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier}[
                        one
                    ]
                target = QApplication.focusWidget() or QApplication.activeWindow()
                QTest.keyClick(target, getattr(Qt.Key, f"Key_{key}"), modifiers)

    return Keys()
