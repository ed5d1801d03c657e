"""Something that is done once a hand that goes on and on has come to rest."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

_REST = 80  # milliseconds without a step
_LONGEST = 0.3  # seconds after which it is done in the middle of the steps


class Settling:
    """Does one thing after steps; no timer of its own, which would have to die on the thread that made it."""

    def __init__(self, context: QObject, do: Callable[[], None]) -> None:
        """`do` is not called any more once `context` is gone."""
        self._context = context
        self._do = do
        self._steps = 0
        self._first: float | None = None

    @property
    def is_busy(self) -> bool:
        """It is still to be done."""
        return self._first is not None

    def step(self) -> None:
        """The hand moved."""
        self._first = self._first or time.monotonic()
        self._steps += 1
        QTimer.singleShot(_REST, self._context, partial(self._look, self._steps))

    def forget(self) -> None:
        """It is done otherwise, or not wanted."""
        self._first = None

    def _look(self, step: int) -> None:
        if self._first is not None and (step == self._steps or time.monotonic() - self._first >= _LONGEST):
            self.forget()
            self._do()
