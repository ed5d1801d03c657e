"""Kinds of gaps and how each looks: a tone, a pattern and a digit, so that none is told by colour alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clusterbench_gui.charts.style import Box, Sheet, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import Cell, Missing, ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL

_ALL = slice(None)
_CONSTANT = "constant"


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of gap: digit and words of the key, the tone of its ground, and which slanted lines lie on it."""

    digit: str
    words: str
    shade: float
    rising: bool = False
    falling: bool = False


_NO_INTERVIEW = Kind("1", _("no finished interview"), 0.0, rising=True)
_NOT_ASKED = Kind("2", _("not asked"), 0.0, falling=True)
_NOT_APPLICABLE = Kind("3", _("not applicable"), 0.33)
_DONT_KNOW = Kind("4", _("don't know"), 0.0, rising=True, falling=True)
_REFUSED = Kind("5", _("refused"), 1.0)
_UNANSWERED = Kind("6", _("not answered"), 0.66)
_UNUSABLE = Kind("7", _("cannot be computed"), 0.33, rising=True)

KINDS = (_NO_INTERVIEW, _NOT_ASKED, _NOT_APPLICABLE, _DONT_KNOW, _REFUSED, _UNANSWERED, _UNUSABLE)

_ABSENCES: Mapping[Absence, Kind] = {
    Absence.NOT_ASKED: _NOT_ASKED,
    Absence.NOT_APPLICABLE: _NOT_APPLICABLE,
    Absence.REFUSED: _REFUSED,
    Absence.DONT_KNOW: _DONT_KNOW,
}
_REASONS: Mapping[str, Kind] = {
    "no-interview": _NO_INTERVIEW,
    "in-conflict": _NO_INTERVIEW,
    "not-collected": _NOT_ASKED,
    "unanswered": _UNANSWERED,
    "absence": _UNANSWERED,
}


def kind_of(missing: Missing | None) -> Kind:
    """The kind of a gap: the respondent's reason where there is one, else the program's."""
    if missing is None:
        return _UNUSABLE
    if missing.absence is not None:
        return _ABSENCES[missing.absence]
    return _REASONS.get(missing.reason, _UNUSABLE)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Which values of the indicators are missing and why: a row for each of `codes`, most gaps first, a column a node."""

    codes: tuple[str, ...]
    nodes: tuple[Node, ...]
    kinds: tuple[tuple[Kind | None, ...], ...]
    missing: NDArray[np.bool_]

    def share(self, rows: slice | int = _ALL, columns: list[int] | slice = _ALL) -> float:
        """The share that is missing of some rows and columns; 0 of nothing."""
        part = self.missing[rows][..., columns]
        return float(part.mean()) if part.size else 0.0

    def counts(self) -> Counter[Kind]:
        """How many gaps of each kind there are."""
        return Counter(kind for row in self.kinds for kind in row if kind is not None)

    def whole(self) -> int:
        """How many clusters have every value."""
        return int((~self.missing.any(axis=1)).sum())

    def worst(self) -> list[tuple[int, float]]:
        """Columns with their share of gaps, the greatest first."""
        shares = [self.share(columns=[column]) for column in range(len(self.nodes))]
        return sorted(enumerate(shares), key=lambda one: (-one[1], self.nodes[one[0]].code))


def gaps_of(study: ScoredStudy, texts: Texts) -> Gaps:
    """The gaps of a study, clusters with the most first, then by name."""
    nodes, names = study.model.at(1), {one.code: texts.sort_key(one.name) for one in study.clusters}
    found: dict[str, tuple[Kind | None, ...]] = {}
    for code in study.scores.clusters:
        cells = study.scores.cells[code]
        found[code] = tuple(_kind(cells[node.code]) for node in nodes)
    order = sorted(found, key=lambda code: (found[code].count(None), names[code], code))
    kinds = tuple(found[code] for code in order)
    missing = np.array([[kind is not None for kind in row] for row in kinds], dtype=bool)
    return Gaps(tuple(order), nodes, kinds, missing.reshape(len(order), len(nodes)))


def _kind(one: Cell) -> Kind | None:
    has_value = one.raw is not None or one.score is not None
    alike = one.missing is not None and one.missing.reason == _CONSTANT  # a value that is not told, and no score
    return None if has_value or alike else kind_of(one.missing)


def draw_kind(sheet: Sheet, kind: Kind, boxes: Sequence[Box], *, digits: bool) -> None:
    """Cells of one kind, with its digit where there is room for it."""
    theme = sheet.theme
    ground = tone(theme, kind.shade) if kind.shade else theme.surface
    sheet.boxes(boxes, ground, edge=theme.surface)
    for wanted, rising in ((kind.rising, True), (kind.falling, False)):
        if wanted:
            sheet.hatch(boxes, theme.muted, steps=4, rising=rising)
    for box in boxes if digits else ():
        x, y = box.middle
        if kind.rising or kind.falling:
            sheet.rectangle(Box(x - 3.2, y - 4, x + 3.2, y + 4), ground, over=2.2)
        color = theme.surface if kind.shade > 0.5 else theme.ink
        sheet.text(
            x,
            y,
            kind.digit,
            size=min(box.height, box.width, TEXT_SMALL) * 0.9,
            color=color,
            align="center",
            middle=True,
        )


def draw_kinds_key(sheet: Sheet, counts: Mapping[Kind, int]) -> None:
    """A sample of a value and of every kind that occurs, with digit, words and number; takes its room from the body."""
    body, texts, side = sheet.body, sheet.texts, 11.0
    entries: list[tuple[Kind | None, str]] = [(None, texts.t("value"))]
    entries += [(kind, f"{kind.digit} {texts.t(kind.words)} ({counts[kind]})") for kind in KINDS if counts.get(kind)]
    x, top = body.left, body.top
    for kind, line in entries:
        breadth = side + SPACE[0] + width_of(line, TEXT_SMALL)
        if x > body.left and x + breadth > body.right:
            x, top = body.left, top + TEXT_SMALL * 1.7
        sample = Box(x, top, x + side, top + side)
        if kind is None:
            sheet.rectangle(sample, tone(sheet.theme, 0.07))
        else:
            draw_kind(sheet, kind, [sample], digits=False)
        sheet.boxes([sample], "none", edge=sheet.theme.muted, width=0.5, over=3)
        sheet.text(x + side + SPACE[0], sample.middle[1], line, size=TEXT_SMALL, middle=True)
        x += breadth + SPACE[3]
    sheet.body = Box(body.left, top + side + SPACE[1], body.right, body.bottom)
