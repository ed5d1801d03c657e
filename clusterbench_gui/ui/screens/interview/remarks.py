"""The interviewer's remarks on questions."""

from collections import Counter
from collections.abc import Callable, Mapping

from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.ui.screens.interview.drafts import Drafts
from clusterbench_gui.ui.screens.interview.saving import SaveQueue

TYPING = "#remark"
"""Ends the path under which a remark that is being typed is kept as a draft."""


class Remarks:
    """One remark per question, by path; kept as a draft while it is typed."""

    def __init__(
        self,
        interview: str,
        written: Mapping[str, str],
        saving: SaveQueue,
        drafts: Drafts,
        changed: Callable[[str, str, str], None] = lambda _path, _before, _now: None,
    ) -> None:
        """`written` are the remarks so far; `changed` is told the path, the remark before and the new one."""
        self._changed = changed
        self._interview = interview
        self._written = dict(written)
        self._saving = saving
        self._drafts = drafts
        self._on_way: Counter[str] = Counter()
        self._said: dict[str, str | None] = {}

    def text(self, path: str) -> str:
        """The remark on a question, with what was typed and not yet written down."""
        draft = self._drafts.text(path + TYPING)
        return self._written.get(path, "") if draft is None else draft

    def typing(self, path: str, text: str) -> None:
        """Keep what stands in the field."""
        self._drafts.keep(path + TYPING, text)

    def write(self, path: str, text: str) -> None:
        """Write a remark down; an empty one takes it back. Its draft stays until the remark is durable."""
        self._said[path] = self._drafts.text(path + TYPING)
        before = self._written.get(path, "")
        if before != text:
            self._written[path] = text
            self._on_way[path] += 1
            self._saving.add([Statement(self._interview, EventKind.REMARK, text, path)])
            self._changed(path, before, text)
        elif not self._on_way[path]:
            self._drafts.discard(path + TYPING)

    def settle(self, path: str) -> None:
        """A remark is durable: its draft goes, unless more was typed or is on its way."""
        self._on_way[path] -= 1
        if not self._on_way[path] and self._drafts.text(path + TYPING) == self._said.pop(path, None):
            self._drafts.discard(path + TYPING)
