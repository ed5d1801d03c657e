"""Where is a cluster strong, where weak? Its scores at one level against the median and the benchmark."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bars import Entry, Spoke, below_key, draw_bars, draw_key, legible_bars, note_below
from clusterbench_gui.charts.scale import Axis, decimals
from clusterbench_gui.charts.style import Box, Sheet, height_of, width_of, wrap
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import TEXT_SMALL, TEXT_TABLE, Theme

_LABEL_GAP = 7.0
_RING_POINTS = 120
_LEAST_RADIUS = 12.0
_MOST_AXES = 40
_ROOMS = ((0.24, 3), (0.3, 2), (0.34, 2), (0.3, 1), (0.2, 1), (0.0, 0))
"""Widths of the labels as shares of the body, and their most lines: tried until no label touches another.

With no lines at all the codes of the nodes stand alone.
"""

_SIDE = 0.15
"""Sine of the angle from which a label stands beside the ring, not above or below it."""


def radar_figure(
    study: ScoredStudy,
    cluster: str,
    level: int,
    theme: Theme,
    texts: Texts,
    *,
    size: tuple[float, float] = (7, 6.5),
) -> Figure:
    """Profile of `cluster` over the nodes of `level`; bars where there are fewer than five, or more than the ring has room for. `size` in inches.

    Median and benchmark are drawn where at least `method.crowd` other clusters have a value. A node without a value is a
    gap in the outline and says so in its label.
    """
    sheet = Sheet(theme, texts, size)
    sheet.frame(
        words.profile(study, cluster, level, texts), _subtitle(study, cluster, level, texts), words.source(study, texts)
    )
    spokes = _spokes(study, cluster, level, texts)
    if not spokes:
        sheet.sentence(texts.t("The model has no such level"))
        return sheet.figure
    key = _key(sheet, study, cluster, spokes)
    radar = _radar(sheet, study, spokes, key)
    if radar is None:
        _bars(sheet, study, spokes, [replace(one, upright=one.marker != "" or one.dashed) for one in key])
    else:
        draw_key(sheet, key)
        radar.draw()
    return sheet.figure


def describe(study: ScoredStudy, cluster: str, level: int, texts: Texts) -> str:
    """The profile in words, node by node."""
    parts = [words.profile(study, cluster, level, texts), _subtitle(study, cluster, level, texts)]
    for spoke in _spokes(study, cluster, level, texts):
        compared = words.References(spoke.median, spoke.benchmark)
        line = [
            f"{spoke.label}: {_value(study, spoke.score, texts)}",
            words.median_label(study, compared, texts),
            words.benchmark_label(study, compared, texts),
        ]
        parts.append(", ".join(piece for piece in line if piece))
    return words.sentences(parts)


def table(study: ScoredStudy, cluster: str, level: int, texts: Texts) -> words.Table:
    """The numbers behind the profile: a row per node."""
    rows = []
    for node in study.model.at(level):
        one, compared = words.cell(study, cluster, node.code), words.references(study, cluster, node.code)
        values = (words.figure(study, value, texts) for value in (one.score, compared.median, compared.benchmark))
        rows.append((node.code, words.node_name(node, texts), *values, texts.number(one.rank, 0)))
    t = texts.t
    return (t("Code"), t("Name"), t("Score"), t("Median"), t("Benchmark"), t("Rank")), tuple(rows)


def _subtitle(study: ScoredStudy, cluster: str, level: int, texts: Texts) -> str:
    return texts.t(
        "{name}: {level}, {scale}",
        name=words.label(study, cluster),
        level=words.level_name(study.model, level, texts).lower(),
        scale=words.scale(study.method, texts),
    )


def _value(study: ScoredStudy, score: float | None, texts: Texts) -> str:
    return texts.t("no data") if score is None else words.figure(study, score, texts)


def _spokes(study: ScoredStudy, cluster: str, level: int, texts: Texts) -> list[Spoke]:
    spokes = []
    for node in study.model.at(level):
        compared = words.references(study, cluster, node.code)
        label = f"{node.code} {words.node_name(node, texts)}" if node.names else node.code
        spokes.append(
            Spoke(node.code, label, words.cell(study, cluster, node.code).score, compared.median, compared.benchmark)
        )
    return spokes


def _key(sheet: Sheet, study: ScoredStudy, cluster: str, spokes: Sequence[Spoke]) -> list[Entry]:
    theme, texts = sheet.theme, sheet.texts
    entries = [Entry(words.label(study, cluster), theme.accent, 3, bold=True)]
    if any(spoke.median is not None for spoke in spokes):
        entries.append(Entry(texts.t("median"), theme.median, 1.5, dashed=True))
    if any(spoke.benchmark is not None for spoke in spokes):
        rule = words.benchmark_rule(study.method, texts)
        benchmark = texts.t("benchmark ({rule})", rule=rule)
        entries.append(Entry(benchmark, theme.benchmark, 1.5, marker="D"))
    return entries


def _radar(sheet: Sheet, study: ScoredStudy, spokes: Sequence[Spoke], key: Sequence[Entry]) -> "_Radar | None":
    """The radar below its key; None with too few axes for a shape, or too many for their labels."""
    if not words.LEAST_AXES <= len(spokes) <= _MOST_AXES:
        return None
    radar = _Radar(sheet, study, spokes, below_key(sheet, key))
    return radar if radar.is_legible else None


def _bars(sheet: Sheet, study: ScoredStudy, spokes: Sequence[Spoke], key: Sequence[Entry]) -> None:
    """Bars below their key; where not all fit, those of the nodes that are farthest from the median."""
    own, *others = key
    draw_key(sheet, [replace(own, width=6), *others])
    shown, room = spokes, legible_bars(sheet.body.height)
    if len(spokes) > max(room, words.LEAST_AXES):
        farthest = {spoke.code for spoke in sorted(spokes, key=_from_median)[:room]}
        shown = [spoke for spoke in spokes if spoke.code in farthest]
        left = len(spokes) - len(shown)
        note_below(sheet, sheet.texts.n("… {n} more, which differ less", "… {n} more, which differ less", left))
    draw_bars(sheet, study.method, shown, [_value(study, spoke.score, sheet.texts) for spoke in shown])


def _from_median(spoke: Spoke) -> float:
    """Less for what is farther from the median; nodes without either come last."""
    return 1.0 if spoke.score is None or spoke.median is None else -abs(spoke.score - spoke.median)


@dataclass(frozen=True, slots=True)
class _Label:
    """The lines at the end of one axis, the direction in which it stands, and its size."""

    lines: list[str]
    across: float
    down: float
    width: float
    height: float

    def reach(self, half_width: float, half_height: float) -> float:
        """Longest radius at which the label stays inside a body of that half size."""
        limits = [math.inf]
        if abs(self.across) >= _SIDE:
            limits.append((half_width - self.width) / abs(self.across))
        if abs(self.down) >= _SIDE:
            limits.append((half_height - self.height * (0.5 + 0.5 * abs(self.down))) / abs(self.down))
        return min(limits) - _LABEL_GAP

    def box(self, x: float, y: float, radius: float) -> Box:
        """Where the label stands around a ring: anchored by its angle, beside the ring or centred above and below it."""
        x, y = x + (radius + _LABEL_GAP) * self.across, y + (radius + _LABEL_GAP) * self.down
        share = 0.5 if self.align == "center" else float(self.align == "right")
        left, top = x - share * self.width, y - self.height * (0.5 - 0.5 * self.down)
        return Box(left, top, left + self.width, top + self.height)

    @property
    def align(self) -> Literal["left", "center", "right"]:
        """The end of the text that is fixed."""
        if abs(self.across) < _SIDE:
            return "center"
        return "left" if self.across > 0 else "right"


class _Radar:
    """Geometry and drawing of one radar in the body of a sheet. The first axis points up, the others go clockwise."""

    def __init__(self, sheet: Sheet, study: ScoredStudy, spokes: Sequence[Spoke], body: Box) -> None:
        self._sheet, self._spokes = sheet, spokes
        self._x, self._y = (body.left + body.right) / 2, (body.top + body.bottom) / 2
        for room, lines in _ROOMS:
            self._labels = [self._label(index, spoke, body.width * room, lines) for index, spoke in enumerate(spokes)]
            reach = max(min(label.reach(body.width / 2, body.height / 2) for label in self._labels), _LEAST_RADIUS)
            boxes = [label.box(self._x, self._y, reach) for label in self._labels]
            self.is_legible = not any(one.touches(other) for one, other in combinations(boxes, 2))
            if self.is_legible:
                break
        self._axis = Axis(min(0.0, study.method.low), study.method.high, 0.0, reach)

    def draw(self) -> None:
        """Rings and axes, the series, then labels and ring values over them."""
        self._grid()
        theme = self._sheet.theme
        self._series([spoke.benchmark for spoke in self._spokes], theme.benchmark, 1.4, marker="D", mark=4.5)
        self._series([spoke.median for spoke in self._spokes], theme.median, 1.4, dashed=True)
        scores = [spoke.score for spoke in self._spokes]
        self._fill(scores)
        self._series(scores, theme.accent, 2.6, marker="o", mark=6.5)
        for label in self._labels:
            self._write(label)
        self._ring_values()

    def _angle(self, index: float) -> tuple[float, float]:
        turn = 2 * math.pi * index / len(self._spokes)
        return math.sin(turn), -math.cos(turn)

    def _point(self, index: float, score: float) -> tuple[float, float]:
        across, down = self._angle(index)
        radius = self._axis.at(score)
        return self._x + radius * across, self._y + radius * down

    def _label(self, index: int, spoke: Spoke, room: float, most: int) -> _Label:
        across, down = self._angle(index)
        lines = wrap(spoke.label, TEXT_TABLE, room, lines=most) if most else [spoke.code]
        if spoke.score is None and not most:
            lines = [f"{spoke.code} {DASH}"]
        elif spoke.score is None:
            gap = f"({self._sheet.texts.t('no data')})"
            last = f"{lines[-1]} {gap}"
            lines = [*lines[:-1], last] if width_of(last, TEXT_TABLE) <= room else [*lines, gap]
        width = max(width_of(line, TEXT_TABLE) for line in lines)
        return _Label(lines, across, down, width, height_of(len(lines), TEXT_TABLE))

    def _grid(self) -> None:
        theme, count = self._sheet.theme, len(self._spokes)
        turns = [count * step / _RING_POINTS for step in range(_RING_POINTS + 1)]
        rings = [[self._point(turn, tick) for turn in turns] for tick in self._axis.ticks(4)]
        axes = [((self._x, self._y), self._point(index, self._axis.high)) for index in range(count)]
        self._sheet.lines([*rings, *axes], theme.line, 0.7)

    def _runs(self, values: Sequence[float | None]) -> list[list[int]]:
        """Neighbouring axes with a value, around the circle; one closed run where all have one."""
        count = len(values)
        gaps = [index for index, value in enumerate(values) if value is None]
        if not gaps:
            return [[*range(count), 0]]
        runs: list[list[int]] = [[]]
        for step in range(1, count + 1):
            index = (gaps[0] + step) % count
            if values[index] is None:
                runs.append([])
            else:
                runs[-1].append(index)
        return [run for run in runs if run]

    def _series(
        self,
        values: Sequence[float | None],
        color: str,
        width: float,
        *,
        dashed: bool = False,
        marker: str = "",
        mark: float = 0.0,
    ) -> None:
        points = {index: self._point(index, value) for index, value in enumerate(values) if value is not None}
        for run in self._runs(values):
            self._sheet.line([points[index] for index in run], color, width, dashed=dashed)
        if points and marker:
            self._sheet.markers(list(points.values()), color, mark, shape=marker)

    def _fill(self, values: Sequence[float | None]) -> None:
        """The area of the cluster; where a value is missing the area opens to the centre."""
        for run in self._runs(values):
            outline = [self._point(index, value) for index in run if (value := values[index]) is not None]
            if len(run) <= len(self._spokes):
                outline.append((self._x, self._y))
            if len(outline) > 2:
                self._sheet.area(outline, self._sheet.theme.accent, 0.13)

    def _write(self, label: _Label) -> None:
        box = label.box(self._x, self._y, self._axis.end)
        x = {"left": box.left, "center": (box.left + box.right) / 2, "right": box.right}[label.align]
        self._sheet.block(x, box.top, label.lines, size=TEXT_TABLE, align=label.align)

    def _ring_values(self) -> None:
        """Values of the rings between two axes, where the lines of the series leave them most room."""
        ticks = [tick for tick in self._axis.ticks(4) if tick > self._axis.low]
        gaps = [index + 0.5 for index in range(len(self._spokes))]
        best = max(gaps, key=lambda turn: min(self._clearance(turn, tick) for tick in ticks))
        theme = self._sheet.theme
        for tick in ticks:
            x, y = self._point(best, tick)
            value = self._sheet.texts.number(tick, decimals(ticks))
            half = width_of(value, TEXT_SMALL) / 2 + 1
            behind = self._sheet.rectangle(Box(x - half, y - 5, x + half, y + 5), theme.surface, over=4)
            behind.set_alpha(0.7)
            mark = self._sheet.text(x, y, value, size=TEXT_SMALL, color=theme.muted, align="center", middle=True)
            mark.set_gid("ring")

    def _clearance(self, turn: float, tick: float) -> float:
        """Distance from a ring value to the nearest line of a series along its direction."""
        left, right = self._spokes[int(turn)], self._spokes[(int(turn) + 1) % len(self._spokes)]
        pairs = ((left.score, right.score), (left.median, right.median), (left.benchmark, right.benchmark))
        middles = [(one + other) / 2 for one, other in pairs if one is not None and other is not None]
        return min((abs(middle - tick) for middle in middles), default=math.inf)
