"""What stands in fields that were not left yet, kept in memory and handed to storage within 300 ms of a key."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject

from clusterbench_gui.ui.screens.interview.keeping import Keep, Keeper

DELAY = 100
"""Milliseconds from the first unsaved key to the call of `save`; leaves two thirds of the 300 for the disk, and for a computer that is busy."""


class Drafts:
    """Texts by path. Keys that follow each other within `DELAY` cost one write; `keeper` says how that goes."""

    def __init__(self, kept: Mapping[str, str], save: Keep, parent: QObject | None = None) -> None:
        """`kept` are the drafts that storage has; an empty text means that there is none."""
        self._texts = {path: text for path, text in kept.items() if text}
        self.keeper = Keeper(save, DELAY, parent)

    def __len__(self) -> int:
        return len(self._texts)

    def text(self, path: str) -> str | None:
        """The draft at a path; None where there is none, "" where a field was emptied and not left yet."""
        return self._texts.get(path)

    def keep(self, path: str, text: str) -> None:
        """Remember what stands in a field now."""
        self._texts[path] = text
        self.keeper.keep(path, text)

    def keep_again(self, paths: Iterable[str]) -> None:
        """Storage has dropped the drafts at these paths together with an older statement: those that are newer go again."""
        for path in set(paths) & self._texts.keys():
            self.keep(path, self._texts[path])

    def drop(self, path: str) -> None:
        """Forget a draft whose text has become an answer: storage removes it together with the answer's event."""
        self._texts.pop(path, None)
        self.keeper.drop(path)

    def discard(self, path: str) -> None:
        """Forget a draft that becomes no answer, in storage too."""
        if self._texts.pop(path, None) is not None:
            self.keeper.keep(path, "")
            self.flush()

    def flush(self) -> None:
        """Hand over everything at once: after the delay, when the window loses the focus, at leaving."""
        self.keeper.flush()
