"""What was looked at before, to go back to."""

from clusterbench_gui.app.views.selection import Selection

_MOST = 200


class History:
    """A line of selections with a present one."""

    def __init__(self, first: Selection) -> None:
        """Only the first."""
        self.present = first
        self._before: list[Selection] = []
        self._after: list[Selection] = []
        self._merge = ""

    @property
    def can_undo(self) -> bool:
        """There is something before."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """There is something after."""
        return bool(self._after)

    def go(self, selection: Selection, merge: str = "") -> bool:
        """Look at something else; whether it is something else. Steps in a row with the same `merge` are one."""
        if selection == self.present:
            return False
        if not merge or merge != self._merge:
            self._before = [*self._before[-_MOST + 1 :], self.present]
        self._merge = merge
        self._after.clear()
        self.present = selection
        return True

    def correct(self, selection: Selection) -> None:
        """Put the present one right; nobody chose that, so it is not taken back."""
        self.present = selection

    def undo(self) -> bool:
        """Go back; whether there was something."""
        return self._step(self._before, self._after)

    def redo(self) -> bool:
        """Go forward again; whether there was something."""
        return self._step(self._after, self._before)

    def _step(self, source: list[Selection], target: list[Selection]) -> bool:
        if not source:
            return False
        target.append(self.present)
        self.present = source.pop()
        self._merge = ""
        return True
