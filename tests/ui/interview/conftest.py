import importlib.util
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT

_SPEC = importlib.util.spec_from_file_location("interview_fakes", Path(__file__).parent / "fakes.py")
fakes = importlib.util.module_from_spec(_SPEC)
sys.modules["interview_fakes"] = fakes
_SPEC.loader.exec_module(fakes)


class Hand:
    """A person at the keyboard of an open interview: real key events to whatever has the focus."""

    def __init__(self, view, model, disk):
        self.view, self.model, self.disk = view, model, disk

    def type(self, text):
        """Key events with text: QTest.keyClicks aborts the process on Polish letters."""
        for letter in text:
            key = ord(letter.upper()) if letter.isascii() else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)
        return self

    def press(self, *names):
        for name in names:
            *modifiers, key = name.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for one in modifiers:
                held |= getattr(Qt.KeyboardModifier, f"{one}Modifier")
            QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{key}"), held)
        return self

    @property
    def at(self):
        """The name of the question that has the focus, on the screen and in the model."""
        ref = self.view._page.place_of(QApplication.focusWidget())
        assert ref == self.view.navigation.ref
        return ref.rpartition("/data/")[2].partition("/")[2]

    @property
    def text(self):
        return QApplication.focusWidget().text()

    def card(self, name):
        return next(one for one in self.view._page._cards() if one.ref.endswith(f"/{name}"))


@pytest.fixture
def open_interview(qtbot):
    def make(*, language="pl", at_once=True, drafts=None, bookmark="", session=None, parts=None, interview=None):
        from clusterbench_gui.ui.screens.interview.view import InterviewView
        from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

        disk = fakes.Disk(at_once=at_once)
        session = session or fakes.FakeSession(parts or fakes.small_form())
        interview = interview or fakes.FakeInterview(session, drafts=drafts or {}, bookmark=bookmark)
        model = InterviewViewModel(
            interview,
            texts=texts(language),
            save=disk.save,
            save_draft=disk.save_draft,
            set_bookmark=disk.set_bookmark,
        )
        view = InterviewView(model, LIGHT)
        qtbot.addWidget(view)
        view.resize(1366, 768)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(lambda: view.isActiveWindow() and QApplication.focusWidget() is not None)
        return Hand(view, model, disk)

    return make
