"""Cyclic garbage is collected on the UI thread only.

Python collects it on whichever thread happens to allocate, and widgets, icons and signals that are destroyed on the database's
or the pictures' thread end the process. So the automatic collection is off while a window is there, and a timer collects by
the interpreter's own thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 500  # milliseconds


class GarbageCollector(QObject):
    """Collects on the thread that made it, until `close`."""

    def __init__(self) -> None:
        """Automatic collection is off from now on."""
        super().__init__()
        gc.disable()
        self.has_spared = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def spare(self) -> None:
        """Whatever is there now, modules most of all, is not looked through any more: it takes a third of a second each time. Once."""
        if not self.has_spared:
            self.has_spared = True
            gc.collect()
            gc.freeze()

    def look(self) -> None:
        """Collect the oldest generation that has passed its threshold."""
        due = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Automatic collection is on again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
