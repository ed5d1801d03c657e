"""Coming back: the first study of a start that was left in the middle of an interview opens it again, at its question.

Which interview is open stands in the settings, beside the study: written when it is shown, taken out when it is left by hand or
finished. So what is there at the start was left by a crash, a kill, a dead battery or a closed window.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.window import Window

if TYPE_CHECKING:  # imports the form engine, which the first paint does without
    from clusterbench_gui.ui.backend import Taken

_UNFINISHED = (Status.OPEN, Status.RETURNED)


class Resuming(QObject):
    """Waits for the first study, and does nothing afterwards."""

    def __init__(self, desk: Desk, window: Window) -> None:
        """Remembers what was open when the program ended."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._study, self._interview = desk.settings.study, desk.settings.interview
        desk.study_changed.connect(self._look)

    def _look(self) -> None:
        opened = self._desk.opened
        if opened is None:
            return
        self._desk.study_changed.disconnect(self._look)
        is_same = bool(self._interview) and opened.folder.absolute() == Path(self._study)
        if not is_same or opened.info.read_only or self._desk.person is None:
            return
        status = {one.interview.id: one.interview.status for one in opened.rows if one.interview}
        if status.get(self._interview) in _UNFINISHED:
            self._desk.open_interview(self._interview, self._show, self._give_up)
        else:
            self._desk.change_settings(interview="")

    def _show(self, taken: "Taken") -> None:
        self._window.show_interview(taken, came_back=True)

    def _give_up(self, problems: tuple[Problem, ...]) -> None:
        """An interview that cannot be opened must not stand in the way of every start."""
        self._desk.change_settings(interview="")
        self._desk.failed.emit(problems)
