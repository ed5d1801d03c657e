"""The drawing of a network diagram: rounded boxes, lines with their days."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.patches import FancyBboxPatch

from clusterbench_gui.charts.networks.layers import (
    GUTTER,
    LEVEL,
    Edge,
    Item,
    Layout,
    gutter,
    height_of,
    laid_out,
    size_of,
)
from clusterbench_gui.charts.networks.nodes import Network, Node, Tie
from clusterbench_gui.charts.networks.view import wrap_name
from clusterbench_gui.charts.style import Box, Sheet, shorten, spread, width_of
from clusterbench_gui.support.theme import RADIUS, TEXT_SMALL

_GAP = 32.0
"""Between the boxes of two layers, where lines run and days stand."""

_BETWEEN = 5.0
"""Between boxes above each other."""

_TRACK = 4.0
"""Between lines that run to the next band beside each other."""

_MOST_HIGH, _MOST_WIDE = 58.0, 180.0
_SIZES = (float(TEXT_SMALL), 8.0, 7.5)
_DAYS = _SIZES[-1]
_LEADING = 1.22
_AROUND = 4.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where every item stands, and of each band its top and bottom; `left` and `right` are the edges of all boxes."""

    layout: Layout
    boxes: Mapping[Item, Box]
    bands: Sequence[tuple[float, float]]
    left: float
    right: float


def draw_diagram(sheet: Sheet, network: Network, focus: str) -> None:
    """All boxes and lines, as large as the body lets them be."""
    edges = [(tie.before, tie.after) for tie in network.ties]
    body = sheet.body
    layout = laid_out([one.key for one in network.nodes], edges, (body.width, body.height), _GAP)
    plan = _placed(sheet, layout)
    ways = _ways(plan)
    taken = [plan.boxes[one.key, one.key, _level(layout, one.key)] for one in network.nodes]
    for tie in network.ties:
        _draw_tie(sheet, tie, ways[tie.before, tie.after])
    leaving = Counter(tie.before for tie in network.ties)
    for tie in network.ties:
        _write_days(sheet, tie, ways[tie.before, tie.after], taken, early=leaving[tie.before] == 1)
    for node in network.nodes:
        _draw_node(sheet, node, plan.boxes[node.key, node.key, _level(layout, node.key)], focus)


def _level(layout: Layout, key: str) -> int:
    return next(number for number, layer in enumerate(layout.layers) if (key, key, number) in layer)


def _turns(layout: Layout) -> list[list[tuple[Edge, Item, Item]]]:
    """For each band but the last the steps that lead to the next one."""
    found: list[list[tuple[Edge, Item, Item]]] = [[] for _ in layout.bands[1:]]
    for edge, way in layout.ways.items():
        for before, after in pairwise(way):
            band = before[2] // layout.columns
            if after[2] // layout.columns != band:
                found[band].append((edge, before, after))
    return found


def _placed(sheet: Sheet, layout: Layout) -> _Plan:
    body, bands = sheet.body, layout.bands
    turns = [len(one) for one in _turns(layout)]
    side = (max(turns) + 1) * _TRACK if turns else 0.0
    wide = min((body.width - 2 * side - (layout.columns - 1) * _GAP) / layout.columns, _MOST_WIDE)
    pitch = (body.width - 2 * side - wide) / max(layout.columns - 1, 1)
    unit = (body.height - sum(map(gutter, turns))) / sum(map(height_of, bands))
    unit = min(unit, _MOST_HIGH * 1.5)
    boxes: dict[Item, Box] = {}
    top, edges = body.top, []
    for number, band in enumerate(bands):
        bottom = top + unit * height_of(band)
        for column, layer in enumerate(band):
            left = body.left + side + column * pitch
            _place_layer(boxes, layout, layer, Box(left, top, left + wide, bottom), unit)
        edges.append((top, bottom))
        top = bottom + (gutter(turns[number]) if number < len(turns) else 0.0)
    return _Plan(layout, boxes, edges, body.left + side, body.right - side)


def _place_layer(boxes: dict[Item, Box], layout: Layout, layer: Sequence[Item], room: Box, unit: float) -> None:
    """Items near the middle of those before them, in their order, not over each other."""
    before: dict[Item, list[float]] = {}
    for way in layout.ways.values():
        for one, other in pairwise(way):
            if other in layer and one in boxes and one[2] // layout.columns == other[2] // layout.columns:
                before.setdefault(other, []).append(boxes[one].middle[1])
    heights = [unit * size_of(item) for item in layer]
    free = (room.height - sum(heights)) / 2
    even, at = [], room.top + free
    for height in heights:
        even.append(at + height / 2)
        at += height
    wishes = [
        sum(found) / len(found) if (found := before.get(item)) else middle
        for item, middle in zip(layer, even, strict=True)
    ]
    for place in range(1, len(wishes)):
        wishes[place] = max(wishes[place], wishes[place - 1] + 0.01)
    middles = spread(wishes, heights, room.top, room.bottom, gap=0)
    for item, middle, height in zip(layer, middles, heights, strict=True):
        half = min((height - _BETWEEN) / 2, _MOST_HIGH / 2) if item[0] == item[1] else 0.0
        boxes[item] = Box(room.left, middle - half, room.right, middle + half)


def _ways(plan: _Plan) -> dict[Edge, list[list[Point]]]:
    """The lines of every edge, in pieces from layer to layer; those that pass a layer run level there."""
    turns = {
        (before, after): (band, number)
        for band, steps in enumerate(_turns(plan.layout))
        for number, (_, before, after) in enumerate(sorted(steps, key=lambda one: plan.boxes[one[1]].middle[1]))
    }
    found: dict[Edge, list[list[Point]]] = {}
    for edge, way in plan.layout.ways.items():
        pieces = []
        for before, after in pairwise(way):
            one, other = plan.boxes[before], plan.boxes[after]
            start, end = (one.right, one.middle[1]), (other.left, other.middle[1])
            if (before, after) in turns:
                pieces.append(_turn(plan, start, end, *turns[before, after]))
            else:
                pieces.append([start, end])
            if after[0] != after[1]:
                pieces.append([end, (other.right, end[1])])
        found[edge] = pieces
    return found


def _turn(plan: _Plan, start: Point, end: Point, band: int, number: int) -> list[Point]:
    """Out to the right, along the gutter below the band, and in from the left."""
    track = (number + 1) * _TRACK
    right, left = plan.right + track, plan.left - track
    level = plan.bands[band][1] + GUTTER / 2 + LEVEL * (number + 0.5)
    return [start, (right, start[1]), (right, level), (left, level), (left, end[1]), end]


def _draw_tie(sheet: Sheet, tie: Tie, pieces: Sequence[Sequence[Point]]) -> None:
    color, width = (sheet.theme.ink, 1.0) if tie.shipment else (sheet.theme.muted, 0.7)
    points = [pieces[0][0], *(point for piece in pieces for point in piece[1:])]
    sheet.line(points, color, width, over=1.5).set_gid("tie")
    (x, y) = points[-1]
    sheet.area([(x, y), (x - 5, y - 2.6), (x - 5, y + 2.6)], color, 1.0, over=1.6)


def _write_days(sheet: Sheet, tie: Tie, pieces: Sequence[Sequence[Point]], taken: list[Box], *, early: bool) -> None:
    """The days at a place of the line where nothing else stands; `early`: near the box where they leave, as no other line does."""
    if tie.shipment is None:
        return
    said = sheet.texts.t("{n} d", n=tie.shipment.days)
    half, high = width_of(said, _DAYS) / 2 + 1.5, _DAYS * 0.6
    stretches = [piece if len(piece) == 2 else piece[2:4] for piece in pieces]
    for (x0, y0), (x1, y1) in stretches:
        for share in (0.36, 0.5, 0.64, 0.25, 0.75) if early else (0.5, 0.6, 0.4, 0.7, 0.3):
            x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            box = Box(x - half, y - high, x + half, y + high)
            if not any(box.touches(other) for other in taken):
                taken.append(box)
                sheet.rectangle(box, sheet.theme.surface, over=1.8)
                sheet.text(x, y, said, size=_DAYS, align="center", middle=True)
                return


def _draw_node(sheet: Sheet, node: Node, box: Box, focus: str) -> None:
    """A rounded box with the operation in bold and the firm below it; the customer's is filled."""
    theme = sheet.theme
    own = bool(node.firm) and focus in {"", node.firm}
    round_ = min(RADIUS, box.height / 3)
    face = theme.ink if node.customer else theme.accent_soft if own else theme.surface
    edge = theme.ink if node.customer else theme.accent if own else theme.muted
    patch = FancyBboxPatch(
        (box.left + round_, box.top + round_),
        box.width - 2 * round_,
        box.height - 2 * round_,
        boxstyle=f"round,pad={round_},rounding_size={round_}",
        facecolor=face,
        edgecolor=edge,
        linewidth=1.0,
        zorder=3,
    )
    patch.set_mutation_aspect(1.0)
    patch.set_gid(node.key)
    sheet.axes.add_artist(patch)
    ink = theme.surface if node.customer else theme.ink
    _write_node(sheet, node, box, ink)


def _write_node(sheet: Sheet, node: Node, box: Box, ink: str) -> None:
    """What is done, in bold, and by whom."""
    size, lines = _lines(node, box)
    middle = box.middle[1] - size * _LEADING * (len(lines) - 1) / 2
    for number, (line, bold) in enumerate(lines):
        at = middle + number * size * _LEADING
        sheet.text(box.middle[0], at, line, size=size, color=ink, bold=bold, align="center", middle=True)


def _lines(node: Node, box: Box) -> tuple[float, list[tuple[str, bool]]]:
    """All words in the largest letters in which they fit; in the smallest, as many as there is room for; one line in a low box."""
    room = box.width - 2 * _AROUND
    for size in _SIZES:
        most = int((box.height - 2) / (size * _LEADING))
        above, below = (
            wrap_name(words, size, room, 99, bold=bold) for words, bold in ((node.title, True), (node.who, False))
        )
        if len(above) + len(below) <= most:
            return size, [*((line, True) for line in above), *((line, False) for line in below)]
    size = _SIZES[-1]
    if most < 2:
        size = min(size, box.height * 0.8)
        return size, [(shorten(f"{node.title}, {node.who}", size, room), False)]
    below = below[: max(most - len(above), most // 2)]
    above = wrap_name(node.title, size, room, most - len(below), bold=True)
    below = wrap_name(node.who, size, room, most - len(above))
    return size, [*((line, True) for line in above), *((line, False) for line in below)]
