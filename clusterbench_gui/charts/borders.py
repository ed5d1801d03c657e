"""The outline of the voivodeships (`resources/maps/poland.json`): border lines that are named once and shared by neighbours."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from clusterbench_gui.support.resources import resource

REVERSED = "!"
"""Before the name of a border line that a region runs through from its end to its start."""

_MIDDLE = math.cos(math.radians(52.0))
"""Degrees of longitude are that much shorter than those of latitude in the middle of Poland."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """One voivodeship on the plane: x to the east, y to the north, both in degrees of latitude.

    `value` is its key in the questionnaires; `label` a place inside with room for words; `ring` its border, counterclockwise, not closed.
    """

    value: str
    label: Point
    ring: tuple[Point, ...]


@cache
def lines() -> Mapping[str, tuple[Point, ...]]:
    """Every border line by its name, on the plane."""
    arcs = cast("dict[str, list[list[float]]]", _file()["arcs"])
    return {name: tuple(plane(*point) for point in points) for name, points in arcs.items()}


@cache
def borders() -> Mapping[str, tuple[str, ...]]:
    """The names of the lines that surround each voivodeship, in turn, with `REVERSED` before those that run the other way."""
    return {value: tuple(cast("list[str]", region["border"])) for value, region in _regions().items()}


@cache
def voivodeships() -> tuple[Outline, ...]:
    """All sixteen, by their keys."""
    return tuple(
        Outline(value, plane(*cast("list[float]", region["label"])), _ring(borders()[value]))
        for value, region in sorted(_regions().items())
    )


def spans(ring: Sequence[Point], y: float) -> list[tuple[float, float]]:
    """From where to where a closed outline is inside at height `y`, from left to right."""
    crossed = sorted(
        start[0] + (y - start[1]) / (end[1] - start[1]) * (end[0] - start[0])
        for start, end in pairwise((*ring, ring[0]))
        if (start[1] <= y) != (end[1] <= y)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=True))


def _ring(names: Sequence[str]) -> tuple[Point, ...]:
    found: list[Point] = []
    for name in names:
        points = lines()[name.removeprefix(REVERSED)]
        found += (points[::-1] if name.startswith(REVERSED) else points)[:-1]
    return tuple(found)


def plane(longitude: float, latitude: float) -> Point:
    """A place on the plane."""
    return longitude * _MIDDLE, latitude


def _regions() -> dict[str, dict[str, object]]:
    return cast("dict[str, dict[str, object]]", _file()["regions"])


@cache
def _file() -> dict[str, object]:
    return cast("dict[str, object]", json.loads(resource("maps", "poland.json").read_text(encoding="utf-8")))
