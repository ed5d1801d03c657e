"""Kinds of gaps and how each looks: a tone, a pattern and a digit, so that none is told by colour alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clusterbench_gui.charts.style import Box, Sheet, tone, width_of
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL


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
