"""Where do clusters score high? A map of Poland, every voivodeship coloured by the median of its clusters, with their number."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from clusterbench_gui.charts import classes, words
from clusterbench_gui.charts.borders import Outline, Point, spans, voivodeships
from clusterbench_gui.charts.heat import draw_heat_key, heat
from clusterbench_gui.charts.style import Box, Sheet, slanted, width_of, wrap
from clusterbench_gui.charts.tones import ink_on
from clusterbench_gui.domain.findings import Region, Regions
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_BODY, TEXT_SMALL, TEXT_TABLE, Theme

_STRIP = 4.0
"""Height of the strips by which the pointer finds a voivodeship."""

_STEPS = 20
"""The colours begin and end at a multiple of this part of the scale."""

_LEADING = 1.25
_LEAST_TEXT = 7.5
_PITCH = 1.4
_SWATCH = 24.0


def voivodeships_figure(
    study: ScoredStudy,
    regions: Regions,
    theme: Theme,
    texts: Texts,
    *,
    focus: str | None = None,
    names: bool = True,
    size: tuple[float, float] = (8, 8),
) -> Figure:
    """The map; voivodeships of few clusters are hatched, without a value, those of none are blank. `size` in inches.

    The voivodeship of the focus has a border in accent. The colours span the medians, their ends are printed.
    """
    sheet = Sheet(theme, texts, size)
    why = _why(study, regions, focus)
    title = texts.t(why) if why else classes.title(study, regions, texts, focus=focus, names=names)
    sheet.frame(title, _subtitle(study, regions, texts), words.source(study, texts))
    if why:
        sheet.sentence(texts.t(why))
        return sheet.figure
    known = {outline.value for outline in voivodeships()}
    rows = {row.value: row for row in classes.shown(study, regions, focus) if row.value in known}
    low, high = _ends(study, rows.values())
    _key(sheet, study, (low, high), _elsewhere(study, regions, texts, focus))
    own = classes.own_class(study, regions, focus)
    for place in _places(sheet):
        row = rows.get(place.value)
        color = "" if row is None or row.median is None else heat((row.median - low) / (high - low))
        _draw(sheet, place, row, color, own=place.value == own)
        _write(sheet, study, place, row, color)
        _answer(sheet, place)
    return sheet.figure


def describe(
    study: ScoredStudy, regions: Regions, texts: Texts, *, focus: str | None = None, names: bool = True
) -> str:
    """The map in words: the finding, then every voivodeship that has clusters."""
    why = _why(study, regions, focus)
    if why:
        return words.sentences([_subtitle(study, regions, texts), texts.t(why)])
    return words.sentences(
        [
            classes.title(study, regions, texts, focus=focus, names=names),
            _subtitle(study, regions, texts),
            classes.told(study, regions, texts, focus),
            _elsewhere(study, regions, texts, focus),
        ]
    )


table = classes.table
"""The same numbers as behind every chart of groups."""


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


def _why(study: ScoredStudy, regions: Regions, focus: str | None) -> str:
    """Why there is no map, as a text to translate."""
    known = {outline.value for outline in voivodeships()}
    if not known.intersection(row.value for row in regions.rows):
        return _("There is a map of voivodeships only")
    here = replace(regions, rows=tuple(row for row in regions.rows if row.value in known))
    return classes.hidden(study, here, focus)


def _subtitle(study: ScoredStudy, regions: Regions, texts: Texts) -> str:
    return texts.t(
        "{node}, {scale}; median of the clusters of each group, and how many they are",
        node=words.node_name(study.model.node(regions.node), texts),
        scale=words.scale(study.method, texts),
    )


def _elsewhere(study: ScoredStudy, regions: Regions, texts: Texts, focus: str | None) -> str:
    """Clusters that the map does not show: of classes that are no voivodeship, and of none."""
    known = {outline.value for outline in voivodeships()}
    parts = [
        f"{classes.name(row, texts)}: {classes.count(row, texts)}"
        for row in classes.shown(study, regions, focus)
        if row.value not in known and row.count
    ]
    return "; ".join(part for part in (*parts, classes.remarks(study, regions, texts)) if part)


def _ends(study: ScoredStudy, rows: Iterable[Region]) -> tuple[float, float]:
    """Round scores around all medians, so that the colours tell them apart."""
    medians = [row.median for row in rows if row.median is not None]
    step = (study.method.high - study.method.low) / _STEPS
    low = math.floor((min(medians) - study.method.low) / step)
    high = max(math.ceil((max(medians) - study.method.low) / step), low + 1)
    return study.method.low + low * step, study.method.low + high * step


def _key(sheet: Sheet, study: ScoredStudy, ends: tuple[float, float], elsewhere: str) -> None:
    """The colours with their ends, the hatch with its words, and who is not on the map; takes its room from the body."""
    body, theme, texts = sheet.body, sheet.theme, sheet.texts
    middle = body.top + TEXT_SMALL * 0.7
    low, high = (words.figure(study, end, texts) for end in ends)
    x = draw_heat_key(sheet, body.left, middle, low, high) + SPACE[4]
    few = texts.t("few: fewer than {n} clusters, no value", n=study.method.crowd)
    if x + _SWATCH + width_of(few, TEXT_SMALL) > body.right:
        x, middle = body.left, middle + TEXT_SMALL * _PITCH
    swatch = Box(x, middle - 5, x + _SWATCH - 4, middle + 5)
    sheet.boxes([swatch], theme.canvas, edge=theme.muted)
    sheet.hatch([swatch], theme.others)
    lines = wrap(few, TEXT_SMALL, body.right - x - _SWATCH, lines=2)
    lines += wrap(elsewhere, TEXT_SMALL, body.right - x - _SWATCH, lines=2) if elsewhere else []
    for line in lines:
        sheet.text(x + _SWATCH, middle, line, size=TEXT_SMALL, color=theme.muted, middle=True)
        middle += TEXT_SMALL * _PITCH
    sheet.body = Box(body.left, middle, body.right, body.bottom)


def _places(sheet: Sheet) -> list[Outline]:
    """The outlines on the sheet, as large as the body lets them be, in points."""
    outlines = voivodeships()
    xs, ys = ([point[axis] for outline in outlines for point in outline.ring] for axis in (0, 1))
    body = sheet.body
    scale = min(body.width / (max(xs) - min(xs)), body.height / (max(ys) - min(ys)))
    left = (body.left + body.right - scale * (max(xs) - min(xs))) / 2
    top = (body.top + body.bottom - scale * (max(ys) - min(ys))) / 2

    def placed(point: Point) -> Point:
        return left + (point[0] - min(xs)) * scale, top + (max(ys) - point[1]) * scale

    return [Outline(one.value, placed(one.label), tuple(placed(point) for point in one.ring)) for one in outlines]


def _draw(sheet: Sheet, place: Outline, row: Region | None, color: str, *, own: bool) -> None:
    """A voivodeship with its ground, its border, and the hatch of few."""
    theme = sheet.theme
    ground = Polygon(place.ring, closed=True, facecolor=color or theme.canvas, edgecolor=theme.muted, linewidth=0.8)
    ground.set_joinstyle("round")
    ground.set_gid(f"outline {place.value}")
    sheet.axes.add_patch(ground)
    left, right = min(x for x, _y in place.ring), max(x for x, _y in place.ring)
    top, bottom = min(y for _x, y in place.ring), max(y for _x, y in place.ring)
    if row is not None and row.count and not color:
        hatch = LineCollection(
            slanted(Box(left, top, right, bottom), 6.0, rising=True), colors=theme.others, linewidths=0.8, zorder=2.1
        )
        sheet.axes.add_collection(hatch, autolim=False)
        hatch.set_clip_path(ground)
        hatch.set_gid(f"few {place.value}")
    if own:
        sheet.line((*place.ring, place.ring[0]), theme.accent, 2.6, over=4).set_gid("focus")


def _answer(sheet: Sheet, place: Outline) -> None:
    """Strips by which the pointer finds a voivodeship: boxes around neighbours would overlap."""
    top, bottom = min(y for _x, y in place.ring), max(y for _x, y in place.ring)
    for strip in range(math.ceil((bottom - top) / _STRIP)):
        above = top + strip * _STRIP
        for start, end in spans(place.ring, above + _STRIP / 2):
            sheet.region(Box(start, above, end, above + _STRIP), f"region:{place.value}")


def _write(sheet: Sheet, study: ScoredStudy, place: Outline, row: Region | None, color: str) -> None:
    """Name, value and number of clusters below each other, as far as they find room inside; the value always."""
    if row is None:
        return
    layouts = list(_layouts(study, row, sheet.texts))
    lines = next((lines for lines in layouts if _fits(place, lines)), layouts[-1])
    top = place.label[1] - _height(lines) / 2
    if row.count and not color:
        half = max(line.width for line in lines) / 2 + 2
        sheet.rectangle(
            Box(place.label[0] - half, top, place.label[0] + half, top + _height(lines)), sheet.theme.canvas, over=2.2
        )
    ink = ink_on(color) if color else sheet.theme.ink
    for line in lines:
        top += line.size * _LEADING
        baseline = top - line.size * (_LEADING - 1)
        sheet.text(place.label[0], baseline, line.words, size=line.size, color=ink, bold=line.bold, align="center")


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    size: float
    bold: bool = False

    @property
    def width(self) -> float:
        return width_of(self.words, self.size, bold=self.bold)


def _layouts(study: ScoredStudy, row: Region, texts: Texts) -> Iterator[list[_Line]]:
    """What may be written on a voivodeship, from all of it to the figure alone."""
    name = classes.name(row, texts)
    parts = name.replace("-", "-\n").replace(" ", "\n").split("\n")
    if row.median is None:
        counts, value = [classes.count(row, texts)], []
    else:
        counts = [texts.n("{n} cluster", "{n} clusters", row.count), f"({row.count})"]
        value = [words.figure(study, row.median, texts)]
    for small, large in ((TEXT_SMALL, TEXT_BODY), (_LEAST_TEXT, TEXT_TABLE)):
        figures = [_Line(text, large, bold=True) for text in value]
        for count in counts:
            for lines in ([name], parts):
                yield [*(_Line(line, small) for line in lines), *figures, _Line(count, small)]
    yield [*(_Line(text, TEXT_SMALL, bold=True) for text in value), _Line(counts[-1], _LEAST_TEXT)]
    for size in (TEXT_SMALL, _LEAST_TEXT):
        yield [_Line(text, size, bold=bool(value)) for text in value or counts]


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.size for line in lines) * _LEADING


def _fits(place: Outline, lines: Sequence[_Line]) -> bool:
    """Whether every line stands inside of the outline, with two points to spare."""
    x, top = place.label[0], place.label[1] - _height(lines) / 2
    for line in lines:
        half = line.width / 2 + 2
        for y in (top, top + line.size * _LEADING):
            if not any(start <= x - half and x + half <= end for start, end in spans(place.ring, y)):
                return False
        top += line.size * _LEADING
    return True
