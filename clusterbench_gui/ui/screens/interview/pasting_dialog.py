"""Pasting a table as people see it: a question before something is written over, and progress that can be stopped."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from clusterbench_gui.domain.questions import RosterState
from clusterbench_gui.support.theme import SPACE
from clusterbench_gui.ui.screens.interview.pasting import Paste
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.parts import button, label, row

AT_ONCE = 200
"""Cells that are taken without showing progress."""
SLICE = 0.02
"""Seconds at a time, so that the window answers meanwhile."""
_WIDTH = 460
_END = -1


def paste(parent: QWidget, viewmodel: InterviewViewModel, roster: RosterState, at: str, text: str) -> None:
    """Take a table into a roster, from the place `at` on. Small tables are there at once; nothing is written over unasked."""
    job = Paste(viewmodel, roster, at, text)
    if job.cells > AT_ONCE:
        _Pasting(parent, job).begin()
        return
    for _ in job.examine():
        pass
    if job.refusal or job.doubts:
        _Pasting(parent, job).ask()
        return
    for _ in job.take():
        pass
    job.show()
    if job.told():
        _Pasting(parent, job).tell(job.told())


class _Pasting(QDialog):
    """One dialog for the whole way: looking through, the question, progress, and what is left to say."""

    def __init__(self, parent: QWidget, job: Paste) -> None:
        super().__init__(parent)
        self._job = job
        t = job.viewmodel.texts.t
        self.setWindowTitle(t("Paste a table"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(_WIDTH)
        self._words = label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, max(len(job), 1))
        self._yes = button(t("Paste"), self._take, role="primary")
        self._no = button(t("Cancel"), self.reject)
        self._steps: Iterator[int | None] = iter(())
        self._then: Callable[[], None] = self._ready
        self._is_taking = self._is_stopping = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[3])
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addLayout(row(None, self._no, self._yes))

    def begin(self) -> None:
        """Look through the table; then ask or take it."""
        t = self._job.viewmodel.texts.t
        self._say(t("Looking through {n} rows …", n=len(self._job)), progress=True)
        self._run(self._job.examine(), self._ready)
        self.open()

    def ask(self) -> None:
        """Say what would be written over or left out, or why nothing can be pasted."""
        if self._job.refusal:
            self.tell(self._job.refusal)
            return
        self._say("\n".join(self._job.doubts), progress=False)
        self._yes.show()
        self._no.setFocus()
        self.open()

    def tell(self, words: str) -> None:
        """Say something that can only be read."""
        self._say(words, progress=False)
        self._no.setText(self._job.viewmodel.texts.t("Close"))
        self._no.setFocus()
        self.open()

    def reject(self) -> None:
        """Stop. What was taken stays, and is shown."""
        if self._is_taking:
            self._is_stopping = True
        else:
            self._timer.stop()
            super().reject()

    def _ready(self) -> None:
        if self._job.refusal or self._job.doubts:
            self.ask()
        else:
            self._take()

    def _take(self) -> None:
        self._is_taking = True
        t = self._job.viewmodel.texts.t
        self._say(t("Pasting {n} rows …", n=len(self._job)), progress=True)
        self._run(self._job.take(), self._taken)

    def _taken(self) -> None:
        self._is_taking = False
        self._job.show()
        if self._job.told():
            self.tell(self._job.told())
        else:
            self.accept()

    def _say(self, words: str, *, progress: bool) -> None:
        self._words.setText(words)
        self._bar.setVisible(progress)
        self._bar.setAccessibleName(words)
        self._yes.hide()

    def _run(self, steps: Iterator[int | None], then: Callable[[], None]) -> None:
        self._steps, self._then = steps, then
        self._bar.setMaximum(max(len(self._job), 1))
        self._timer.start()

    def _go_on(self) -> None:
        end = time.monotonic() + SLICE
        while time.monotonic() < end:
            done = next(self._steps, _END)
            if done == _END or (self._is_stopping and done is not None):
                self._timer.stop()
                self._then()
                return
            if done is not None:
                self._bar.setValue(done)
