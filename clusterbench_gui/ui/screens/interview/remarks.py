"""The interviewer's remarks on questions."""

from collections.abc import Mapping

from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.ui.screens.interview.drafts import Drafts
from clusterbench_gui.ui.screens.interview.saving import SaveQueue

TYPING = "#remark"
"""Ends the path under which a remark that is being typed is kept as a draft."""


class Remarks:
    """One remark per question, by path; kept as a draft while it is typed."""

    def __init__(self, interview: str, written: Mapping[str, str], saving: SaveQueue, drafts: Drafts) -> None:
        """`written` are the remarks so far."""
        self._interview = interview
        self._written = dict(written)
        self._saving = saving
        self._drafts = drafts

    def text(self, path: str) -> str:
        """The remark on a question, with what was typed and not yet written down."""
        draft = self._drafts.text(path + TYPING)
        return self._written.get(path, "") if draft is None else draft

    def typing(self, path: str, text: str) -> None:
        """Keep what stands in the field."""
        self._drafts.keep(path + TYPING, text)

    def write(self, path: str, text: str) -> None:
        """Write a remark down; an empty one takes it back."""
        if self._written.get(path, "") != text:
            self._written[path] = text
            self._saving.add([Statement(self._interview, EventKind.REMARK, text, path)])
        self._drafts.discard(path + TYPING)
