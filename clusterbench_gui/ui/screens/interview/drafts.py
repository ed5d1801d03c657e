"""What stands in fields that were not left yet, kept in memory and handed to storage within 300 ms of a key."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, QTimer

DELAY = 150
"""Milliseconds from the first unsaved key to the call of `save`; leaves half of the 300 for the disk."""


class Drafts(QObject):
    """Texts by path. Keys that follow each other within `DELAY` cost one write."""

    def __init__(
        self, kept: Mapping[str, str], save: Callable[[str, str], None], parent: QObject | None = None
    ) -> None:
        """`kept` are the drafts that storage has; an empty text means that there is none."""
        super().__init__(parent)
        self._texts = {path: text for path, text in kept.items() if text}
        self._unsaved: dict[str, str] = {}
        self._save = save
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self.flush)

    def __len__(self) -> int:
        return len(self._texts)

    def text(self, path: str) -> str | None:
        """The draft at a path; None where there is none, "" where a field was emptied and not left yet."""
        return self._texts.get(path)

    def keep(self, path: str, text: str) -> None:
        """Remember what stands in a field now."""
        self._texts[path] = text
        self._unsaved[path] = text
        if not self._timer.isActive():
            self._timer.start()

    def keep_again(self, paths: Iterable[str]) -> None:
        """Storage has dropped the drafts at these paths together with an older statement: those that are newer go again."""
        for path in set(paths) & self._texts.keys():
            self.keep(path, self._texts[path])

    def drop(self, path: str) -> None:
        """Forget a draft whose text has become an answer: storage removes it together with the answer's event."""
        self._texts.pop(path, None)
        self._unsaved.pop(path, None)

    def discard(self, path: str) -> None:
        """Forget a draft that becomes no answer, in storage too."""
        if self._texts.pop(path, None) is not None:
            self._unsaved[path] = ""
            self.flush()

    def flush(self) -> None:
        """Hand over everything at once: after the delay, when the window loses the focus, at leaving."""
        self._timer.stop()
        unsaved, self._unsaved = self._unsaved, {}
        for path, text in unsaved.items():
            self._save(path, text)
