"""References to what stands elsewhere in the same file: "(Figure 3, page 5)", each a link to the thing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from xml.sax.saxutils import quoteattr

from clusterbench_gui.reports.typesetting.typography import markup
from clusterbench_gui.support.texts import NO_BREAK_SPACE, Texts

_SOME = "00"
"""About as wide as the numbers that are not known yet."""


class Kind(StrEnum):
    """What is numbered on its own."""

    FIGURE = "figure"
    TABLE = "table"


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_LABELS = {Kind.FIGURE: _("Figure {number}."), Kind.TABLE: _("Table {number}.")}
_PLACES = {Kind.FIGURE: _("Figure {number}, page {page}"), Kind.TABLE: _("Table {number}, page {page}")}


@dataclass(frozen=True, slots=True)
class Known:
    """What a first setting found out for the second: page from 1 and number among its kind of everything that has a name.

    `headings` has the page of each heading of the file. `is_rough`: it is only to be found where things stand, charts are left out.
    """

    pages: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    headings: tuple[int, ...] = ()
    is_rough: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether all is still to be found out."""
        return self.is_rough and not self.pages


def label(kind: Kind, number: int, texts: Texts) -> str:
    """How a caption begins."""
    return texts.t(_LABELS[kind], number=number)


def bracket(names: Sequence[str], known: Known, texts: Texts) -> str:
    """References in brackets, as reportlab's paragraphs take it; what is not in the file is not referred to."""
    found = list(_references(names, known, texts))
    return f" ({'; '.join(found)})" if found else ""


def _references(names: Sequence[str], known: Known, texts: Texts) -> Iterator[str]:
    for name in names:
        if not (known.is_empty or name in known.pages):
            continue
        words = _words(name, known, texts).replace(" ", NO_BREAK_SPACE)
        yield f'<ondraw name="refer" label={quoteattr(name)}/>{markup(words, texts.language)}<ondraw name="referred"/>'


def _words(name: str, known: Known, texts: Texts) -> str:
    kind = Kind.FIGURE if known.is_empty else known.kinds.get(name)
    page = known.pages.get(name, _SOME)
    if kind is None:
        return texts.t("page {page}", page=page)
    return texts.t(_PLACES[kind], number=known.numbers.get(name, _SOME), page=page)
