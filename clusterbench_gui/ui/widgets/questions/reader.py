"""What a reader of a kind of answer is (see `readers`)."""

from collections.abc import Callable
from dataclasses import dataclass

from clusterbench_gui.support.texts import Texts


def _nothing_more(_text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` gives the value or None; `show` writes it; `why` says what would be readable; `width` is in characters.

    `special` has a sentence of its own for some texts that are not read, and "" for the others.
    """

    read: Callable[[str], str | None]
    show: Callable[[str], str]
    why: str = ""
    width: int = 0
    example: str = ""
    special: Callable[[str], str] = _nothing_more

    def explain(self, text: str) -> str:
        """Why a text was not read, in one sentence."""
        return self.special(text) or self.why


def mark_of(texts: Texts) -> str:
    """The decimal sign of the reader's language."""
    return "," if texts.language == "pl" else "."
