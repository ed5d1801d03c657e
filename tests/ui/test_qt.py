"""What this program relies on in Qt itself."""

import sys

from PySide6.QtCore import QObject, Signal


class Emitter(QObject):
    told = Signal(object)


def test_a_signal_costs_no_reference_to_true():
    """PySide6 6.12.0 drops one with every emit on Python 3.11, and Python aborts after some hundred (adr/0005)."""
    emitter = Emitter()
    before = sys.getrefcount(True)
    for _ in range(60):
        emitter.told.emit("x")
    assert abs(sys.getrefcount(True) - before) < 30
