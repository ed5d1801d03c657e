"""Lets the recorder of paradata know what happens in the window, and hands over what it took down every few seconds.

None of it is shown on any screen of the interview.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from clusterbench_gui.app.paradata import TICK, Recorder
from clusterbench_gui.domain.paradata import Stretch
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.screens.interview.keeping import Settled, may_pass

KeepParadata = Callable[[tuple[Stretch, ...], Settled], None]
"""Keep stretches; then call `settled`, with no problems once they are durable. On the caller's thread."""


def keep_nothing(_stretches: tuple[Stretch, ...], settled: Settled) -> None:
    """Where nobody wants to know how the interview goes."""
    settled(())


class Watch(QObject):
    """Never in the way of answers: what it hands over is a transaction of its own, and what fails is tried again, without a word."""

    def __init__(self, recorder: Recorder, keep: KeepParadata, parent: QObject | None = None) -> None:
        """Begins when the recorder is told something."""
        super().__init__(parent)
        self.recorder = recorder
        self._keep = keep
        self._again: tuple[Stretch, ...] = ()
        self._timer = QTimer(self, interval=round(TICK * 1000))
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def came(self, path: str, *, is_step: bool) -> None:
        """The focus came to a place, by a step or by a jump."""
        self.recorder.came(path, jumped=not is_step)

    def leave(self) -> None:
        """The interview is left: hand over all of it."""
        self.recorder.left()
        self.flush()

    def flush(self) -> None:
        """Hand over what is new."""
        stretches = (*self._again, *self.recorder.take())
        self._again = ()
        if stretches:
            self._keep(stretches, partial(self._settle, stretches))

    def _settle(self, stretches: tuple[Stretch, ...], problems: tuple[Problem, ...]) -> None:
        if isValid(self) and may_pass(problems):
            self._again = (*stretches, *self._again)

    def _tick(self) -> None:
        self.recorder.tick()
        self.flush()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.recorder.back()
        else:
            self.recorder.away()
