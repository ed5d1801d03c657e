"""What the keys of an interview do, wherever in its screen the focus is; `footer.interview_commands` lists them for people."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Act = Callable[[], object]


class Shortcuts:
    """A key with Control and Shift held or not, and what it does."""

    def __init__(
        self,
        *,
        keys: Act,
        remark: Act,
        unanswered: Act,
        problem: Act,
        find: Act,
        undo: Act,
        redo: Act,
        language: Act,
        window_language: Act,
        turn: Callable[[int], object],
        finish: Act,
        leave: Act,
    ) -> None:
        """`turn` goes to the next section (1) or the one before (-1)."""
        key = Qt.Key
        self._acts: dict[tuple[Qt.Key, bool, bool], Act] = {
            (key.Key_F1, False, False): keys,
            (key.Key_F2, False, False): remark,
            (key.Key_F8, False, False): unanswered,
            (key.Key_F8, False, True): problem,
            (key.Key_F, True, False): find,
            (key.Key_Z, True, False): undo,
            (key.Key_Z, True, True): redo,
            (key.Key_Y, True, False): redo,
            (key.Key_L, True, False): language,
            (key.Key_L, True, True): window_language,
            (key.Key_PageDown, True, False): lambda: turn(1),
            (key.Key_PageUp, True, False): lambda: turn(-1),
            (key.Key_Return, True, False): finish,
            (key.Key_Enter, True, False): finish,
            (key.Key_W, True, False): leave,
        }

    def act(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False where it means nothing here.

        With Alt a key is a letter or another program's: Windows calls AltGr, with which Ł and Ż are typed, Control and Alt.
        """
        held = event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier:
            return False
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        act = self._acts.get((Qt.Key(event.key()), control, bool(held & Qt.KeyboardModifier.ShiftModifier)))
        if act is not None:
            act()
        return act is not None
