"""Where the boxes of a network diagram stand: in layers from the first operations to the customer, few lines crossing. Knows nothing of drawing.

Layers run from left to right and, where there are many, go on in the next band below, as lines of text do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

_SWEEPS = 6
"""Times the order in the layers is improved, there and back."""

_PASSING = 0.35
"""Room of a line that only passes through a layer, in boxes."""

_GOOD = (110.0, 44.0)
"""Width and height from which on a box is legible at ease."""

_AGAIN = 0.94
"""What a further band costs: lines that go on below are harder to follow."""

GUTTER, LEVEL = 12.0, 10.0
"""Between two bands, and what it takes more for every line that goes on below."""

Edge = tuple[str, str]
Item = tuple[str, str, int]
"""A box: its name twice and its layer. A line that passes a layer: the names of its ends and the layer."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The order of the items in each layer, how many layers a band has, and the way of every edge through the layers."""

    layers: tuple[tuple[Item, ...], ...]
    columns: int
    ways: Mapping[Edge, tuple[Item, ...]]

    @property
    def bands(self) -> list[Sequence[tuple[Item, ...]]]:
        """The layers of each band."""
        return [self.layers[start : start + self.columns] for start in range(0, len(self.layers), self.columns)]


def size_of(item: Item) -> float:
    """Height of an item, in boxes."""
    return 1.0 if item[0] == item[1] else _PASSING


def gutter(turns: int) -> float:
    """Height between two bands with so many lines that go on below."""
    return GUTTER + LEVEL * turns


def height_of(band: Sequence[Sequence[Item]]) -> float:
    """Height of the fullest layer, in boxes."""
    return max(sum(map(size_of, layer)) for layer in band)


def laid_out(nodes: Sequence[str], edges: Sequence[Edge], room: tuple[float, float], gap: float) -> Layout:
    """Layers with few crossings, in as many bands as make the largest boxes on a body of this width and height with `gap` between layers."""
    level = _levels(nodes, edges)
    ways = {edge: _way(edge, level) for edge in edges}
    layers: list[list[Item]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for node in nodes:
        layers[level[node]].append((node, node, level[node]))
    for way in ways.values():
        for item in way[1:-1]:
            layers[item[2]].append(item)
    steps = [pair for way in ways.values() for pair in pairwise(way)]
    ordered = _untangled(layers, steps)
    return Layout(tuple(tuple(layer) for layer in ordered), _columns(ordered, steps, room, gap), ways)


def _levels(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Every node right of all that come before it; those with nothing before them as near to what follows as they can be."""
    level = dict.fromkeys(nodes, 0)
    for _ in nodes:
        moved = False
        for before, after in edges:
            if level[after] <= level[before]:
                level[after], moved = level[before] + 1, True
        if not moved:
            break
    later = {after for _, after in edges}
    for node in nodes:
        next_ = [level[after] for before, after in edges if before == node]
        if node not in later and next_:
            level[node] = min(next_) - 1
    return level


def _way(edge: Edge, level: Mapping[str, int]) -> tuple[Item, ...]:
    before, after = edge
    passed = ((before, after, one) for one in range(level[before] + 1, level[after]))
    return ((before, before, level[before]), *passed, (after, after, level[after]))


def _untangled(layers: Sequence[Sequence[Item]], steps: Sequence[tuple[Item, Item]]) -> list[list[Item]]:
    """The layers ordered by where their neighbours stand, there and back; the order with the fewest crossings is kept."""
    now = [list(layer) for layer in layers]
    best, fewest = now, _crossings(now, steps)
    back: dict[Item, list[Item]] = {}
    forth: dict[Item, list[Item]] = {}
    for before, after in steps:
        forth.setdefault(before, []).append(after)
        back.setdefault(after, []).append(before)
    for sweep in range(2 * _SWEEPS):
        now = _swept(now, back if sweep % 2 == 0 else forth, backwards=sweep % 2 == 1)
        crossings = _crossings(now, steps)
        if crossings < fewest:
            best, fewest = now, crossings
    return best


def _swept(
    layers: Sequence[Sequence[Item]], near: Mapping[Item, Sequence[Item]], *, backwards: bool
) -> list[list[Item]]:
    found = [list(layer) for layer in layers]
    for number in reversed(range(len(found))) if backwards else range(len(found)):
        beside = number + 1 if backwards else number - 1
        if 0 <= beside < len(found):
            stand = {item: place / max(len(found[beside]) - 1, 1) for place, item in enumerate(found[beside])}
            own = {item: place / max(len(found[number]) - 1, 1) for place, item in enumerate(found[number])}
            wish = {
                item: fmean(stand[one] for one in near[item]) if near.get(item) else own[item] for item in found[number]
            }
            found[number].sort(key=wish.__getitem__)
    return found


def _crossings(layers: Sequence[Sequence[Item]], steps: Sequence[tuple[Item, Item]]) -> int:
    place = {item: number for layer in layers for number, item in enumerate(layer)}
    found = 0
    for number, (before, after) in enumerate(steps):
        for other, third in steps[number + 1 :]:
            if before[2] == other[2] and (place[before] - place[other]) * (place[after] - place[third]) < 0:
                found += 1
    return found


def _columns(
    layers: Sequence[Sequence[Item]], steps: Sequence[tuple[Item, Item]], room: tuple[float, float], gap: float
) -> int:
    """How many layers stand beside each other so that boxes are as legible as can be; the most where several do as well."""
    best, most = 1, -1.0
    for columns in range(min(3, len(layers)), len(layers) + 1):
        bands = [layers[start : start + columns] for start in range(0, len(layers), columns)]
        turns = sum(before[2] // columns != after[2] // columns for before, after in steps)
        wide = room[0] / columns - gap
        high = (room[1] - GUTTER * (len(bands) - 1) - LEVEL * turns) / sum(map(height_of, bands))
        good = min(wide / _GOOD[0], 1.0) * min(high / _GOOD[1], 1.0) * _AGAIN ** (len(bands) - 1)
        if good >= most - 1e-9:
            best, most = columns, good
    return max(best, 1)
