"""One long question at a time: runs in a process, says how far it is, and can be stopped."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.ui.jobs import Job
from clusterbench_gui.ui.network_desk import NetworkDesk

_TICK = 500


class Quest(QObject):
    """`best` and `bound` are what the search knows so far; `problems` why the last one failed."""

    changed = Signal()

    def __init__(self, desk: NetworkDesk) -> None:
        """Nothing is asked."""
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.changed)
        self.what = ""
        """What is done, in words."""
        self.is_stopping = False
        self.best: int | None = None
        self.bound: int | None = None
        self.problems: tuple[Problem, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Something is being searched."""
        return self._job is not None

    @property
    def seconds(self) -> float:
        """How long it has been searched."""
        return time.monotonic() - self._began

    @property
    def gap(self) -> float | None:
        """How much better than the best so far anything could be, as a share."""
        if self.best is None or self.bound is None:
            return None
        return max(self.best - self.bound, 0) / self.best if self.best else 0.0

    def ask(self, what: str, function: str, arguments: tuple[Any, ...], done: Callable[[Any], None]) -> None:
        """Ask something; nothing while another thing is asked."""
        if self._job is not None:
            return
        self.what, self.best, self.bound, self.problems, self.is_stopping = what, None, None, (), False
        self._began = time.monotonic()

        def answered(result: Any) -> None:
            self._end()
            done(result)
            self.changed.emit()

        self._job = self._desk.run(function, arguments, done=answered, failed=self._failed, progress=self._went_on)
        self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        """What was found until now is taken."""
        if self._job is not None:
            self.is_stopping = True
            self._job.cancel()
            self.changed.emit()

    def abandon(self) -> None:
        """End it at once; nothing of it is wanted."""
        if self._job is not None:
            self._job.abandon()
            self._end()
            self.changed.emit()

    def _went_on(self, best: int, bound: int) -> None:
        self.best, self.bound = best, bound
        self.changed.emit()

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        """A stop that was wished is no failure; a process that died most likely lacked memory."""
        self._end()
        kept = tuple(one for one in problems if one.code != "cancelled")
        self.problems = tuple(problem("planning-ended") if one.code == "process-ended" else one for one in kept)
        self.changed.emit()

    def _end(self) -> None:
        self._job = None
        self._timer.stop()
