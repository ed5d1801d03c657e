import importlib.util
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT
from tests.helpers.study import answer_all

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
    def make(
        *, language="pl", at_once=True, drafts=None, bookmark="", session=None, parts=None, interview=None, **reads
    ):
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
            **reads,
        )
        view = InterviewView(model, LIGHT)
        qtbot.addWidget(view)
        view.resize(1366, 768)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(lambda: view.isActiveWindow() and QApplication.focusWidget() is not None)
        return Hand(view, model, disk)

    return make


@pytest.fixture(scope="session")
def form(tmp_path_factory):
    """The questionnaire of the coordinator that comes with the program."""
    from clusterbench_gui.forms.read import read_form

    path = resource("editions", "cluster-2012", "coordinator.md")
    return read_form(path.name, path.read_bytes(), cache=tmp_path_factory.mktemp("forms"))


@pytest.fixture
def begin(form, open_interview):
    """Opens an interview over the real form session, with answers given before; another form where one is given."""

    def make(language="pl", answers=None, form=form, **reads):
        from clusterbench_gui.app.interviews import OpenInterview
        from clusterbench_gui.forms.session import FormSession

        session = FormSession(form, instance_id="uuid:1", keep_violations=True)
        session.set_language(form.language_for(language))
        interview = OpenInterview(session, fakes.INTERVIEW, fakes.CLUSTER, {}, "")
        answer_all(interview, answers or {})
        return open_interview(language=language, interview=interview, **reads)

    return make
