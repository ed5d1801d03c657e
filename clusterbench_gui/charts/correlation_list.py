"""The strongest pairs and those against each other as a list with bars: what is shown where a matrix would be too small to read."""

from collections.abc import Sequence

from matplotlib.collections import PolyCollection

from clusterbench_gui.charts import words
from clusterbench_gui.charts.relations import Pair, Relations, alphas
from clusterbench_gui.charts.scale import Axis
from clusterbench_gui.charts.style import Box, Sheet, height_of, shorten, width_of
from clusterbench_gui.charts.tones import diverging
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE

_PITCH = 15.0
_HEADING = height_of(1, TEXT_TABLE) + 2 + SPACE[1]
"""Height of the heading of a section, with the space after the section."""

_NAMES_SHARE = 0.33
_FRAME = 0.4
"""A frame has at least the colour of this coefficient, or it would not be seen."""


def draw_cells(sheet: Sheet, cells: Sequence[tuple[Box, float, bool]]) -> None:
    """Rectangles in the colours of their coefficients, as one collection; hollow ones, which may be chance, have a frame."""
    theme = sheet.theme
    frames = [diverging(theme, max(abs(r), _FRAME) * (-1 if r < 0 else 1)) for _, r, _ in cells]
    tiles = PolyCollection(
        [box.corners() for box, _, _ in cells],
        facecolors=[diverging(theme, r) if filled else theme.surface for _, r, filled in cells],
        edgecolors=frames,
        linewidths=[0.0 if filled and not theme.outlined else 0.9 for _, _, filled in cells],
        zorder=2,
    )
    tiles.set_gid("cells")
    sheet.axes.add_collection(tiles, autolim=False)


def draw_list(sheet: Sheet, study: ScoredStudy, relations: Relations) -> None:
    """Pairs beyond chance: those that go together, then those against each other, each with its bar from zero, as many as fit."""
    _write_alphas(sheet, study, relations)
    opposed = relations.opposed()
    together = [pair for pair in relations.sure if pair.r is not None and pair.r > 0]
    if not opposed and not together:
        sheet.sentence(sheet.texts.t("No correlation can be told from chance"))
        return
    sections = bool(opposed) + bool(together)
    room = max(int((sheet.body.height - sections * _HEADING) // _PITCH), sections)
    fewer = min(len(opposed), max(room // 2, room - len(together)))
    headings = (sheet.texts.t("Strongest together"), sheet.texts.t("Strongest against each other"))
    for heading, pairs, most in (
        (headings[0], together, room - fewer),
        (headings[1], opposed, fewer),
    ):
        if pairs:
            _write_heading(sheet, heading, min(most, len(pairs)), len(pairs))
            _draw_pairs(sheet, pairs[:most])


def _write_heading(sheet: Sheet, heading: str, shown: int, count: int) -> None:
    body, texts = sheet.body, sheet.texts
    said = heading if shown == count else f"{heading} ({texts.t('{shown} of {count}', shown=shown, count=count)})"
    top = sheet.block(body.left, body.top, [said], size=TEXT_TABLE, bold=True)
    sheet.body = Box(body.left, top + 2, body.right, body.bottom)


def _draw_pairs(sheet: Sheet, pairs: Sequence[Pair]) -> None:
    """Both names, the bar, the coefficient, row by row."""
    body, texts, size = sheet.body, sheet.texts, TEXT_SMALL
    column, room = width_of(words.coefficient(-0.88, texts), size, bold=True), body.width * _NAMES_SHARE
    axis = Axis(-1.0, 1.0, body.left + 2 * (room + SPACE[1]), body.right - column - SPACE[1])
    bottom = body.top + len(pairs) * _PITCH
    sheet.lines([((axis.at(0), body.top), (axis.at(0), bottom))], sheet.theme.muted, 0.8, over=3)
    bars = []
    for row, pair in enumerate(pairs):
        whole = Box(body.left, body.top + row * _PITCH, body.right, body.top + (row + 1) * _PITCH)
        middle, value = whole.middle[1], pair.r or 0.0
        sheet.region(whole, pair.gid)
        for place, node in enumerate((pair.first, pair.second)):
            label = shorten(words.coded(node, texts), size, room)
            sheet.text(body.left + place * (room + SPACE[1]), middle, label, size=size, middle=True)
        start, end = sorted((axis.at(0), axis.at(value)))
        bars.append((Box(start, middle - 4, end, middle + 4), value, True))
        said = words.coefficient(value, texts)
        sheet.text(body.right, middle, said, size=size, bold=True, align="right", middle=True)
    draw_cells(sheet, bars)
    sheet.hatch([bar for bar, value, _ in bars if value < 0], sheet.theme.ink, steps=4)
    sheet.body = Box(body.left, bottom + SPACE[1], body.right, body.bottom)


def _write_alphas(sheet: Sheet, study: ScoredStudy, relations: Relations) -> None:
    """A line at the foot: the least consistent nodes above, which takes its room from the body."""
    known = [one for one in relations.consistency if one.alpha is not None]
    if not known:
        return
    texts, body = sheet.texts, sheet.body
    found = alphas(study, sorted(known, key=lambda one: one.alpha or 0.0), texts)
    heading = texts.t("Cronbach's alpha, lowest first")
    line = f"{heading}: " + "; ".join(f"{name} {value}" for name, value in found)
    top = body.bottom - height_of(1, TEXT_SMALL)
    sheet.block(body.left, top, [shorten(line, TEXT_SMALL, body.width)], size=TEXT_SMALL, color=sheet.theme.muted)
    sheet.body = Box(body.left, body.top, body.right, top - SPACE[0])
