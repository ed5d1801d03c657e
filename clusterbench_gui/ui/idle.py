"""Has nobody touched the program for a while? Keys and the mouse count; what the program does by itself does not."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_SIGNS = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel),
        *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.InputMethod, QEvent.Type.TabletPress),
    }
)
_LOOK = 2000  # milliseconds between two looks at the clock


class IdleWatch(QObject):
    """Emits `idle` again and again while nobody does anything for longer than `limit` seconds; 0 never does.

    It listens to the window that has the focus, not to the application: there every event would pass through here. A laptop
    that was asleep is idle when it wakes: the wall clock counts as well as the steady one, and the key that wakes it is not let
    through.
    """

    idle = Signal()

    def __init__(self, *clocks: Callable[[], float]) -> None:
        """`clocks` give seconds; the one that saw more time pass is believed."""
        super().__init__()
        self._clocks = clocks or (time.time, time.monotonic)
        self._limit = 0.0
        self._last = self._now()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._listen)
        self._listen(application.focusWindow())

    def watch(self, limit: float) -> None:
        """Begin to watch, or with 0 end; with the limit that holds already nothing changes."""
        if limit == self._limit:
            return
        self._limit = limit
        self._last = self._now()
        if limit:
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Emit `idle` where it is time."""
        if self._is_late():
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a sign of life; what comes too late is not let through."""
        if self._limit and event.type() in _SIGNS:
            if self._is_late():
                self.idle.emit()
                return True
            self._last = self._now()
        return super().eventFilter(watched, event)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _is_late(self) -> bool:
        passed = max(now - before for now, before in zip(self._now(), self._last, strict=True))
        return bool(self._limit) and passed >= self._limit

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)
