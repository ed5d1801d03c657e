"""Geography: ODK XForms specification "Geographic functions", JavaRosa's GeoUtils. Points are "latitude longitude …"."""

import math
from itertools import pairwise

from clusterbench_gui.forms.xpath.context import Context
from clusterbench_gui.forms.xpath.functions.strings import texts
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value

EARTH_RADIUS = 6378100.0
"""Metres, as JavaRosa has it."""
_PARTS = 2

Point = tuple[float, float]


def points_of(context: Context, values: tuple[Value, ...]) -> list[Point] | None:
    """The points of traces, shapes or many points, in degrees; None where one is no point."""
    found: list[Point] = []
    for text in texts(context, values):
        for piece in text.split(";"):
            if piece.strip():
                words = piece.split()
                if len(words) < _PARTS:
                    return None
                try:
                    found.append((float(words[0]), float(words[1])))
                except ValueError:
                    return None
    return found


def _distance(context: Context, *values: Value) -> float:
    """`distance(trace, …)`: metres along the points, on a sphere."""
    points = points_of(context, values)
    if points is None:
        return math.nan
    return _exact(context, sum((_between(one, other) for one, other in pairwise(points)), 0.0))


def _exact(context: Context, figure: float) -> float:
    """JavaRosa gives all digits, web-forms two decimals."""
    return figure if context.env.javarosa else round(figure, 2)


def _between(one: Point, other: Point) -> float:
    first, second = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(other[1] - one[1])
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _area(context: Context, *values: Value) -> float:
    """`area(shape)`: square metres inside, on a sphere."""
    points = points_of(context, values)
    if points is None:
        return math.nan
    total = 0.0
    for one, other in zip(points, points[1:] + points[:1], strict=False):
        turn = math.radians(other[1] - one[1])
        total += turn * (2 + math.sin(math.radians(one[0])) + math.sin(math.radians(other[0])))
    return _exact(context, abs(total * EARTH_RADIUS**2 / 2)) if len(points) > _PARTS else 0.0


def _geofence(context: Context, point: Value, shape: Value) -> bool:
    """`geofence(point, shape)`: whether the point is inside of the closed shape (crossing number)."""
    places, corners = points_of(context, (point,)), points_of(context, (shape,))
    if not places or not corners or corners[0] != corners[-1]:
        return False
    latitude, longitude = places[0]
    inside = False
    for one, other in pairwise(corners):
        if (one[1] > longitude) != (other[1] > longitude):
            crossing = (other[0] - one[0]) * (longitude - one[1]) / (other[1] - one[1]) + one[0]
            inside ^= latitude < crossing
    return inside


TABLE: Table = {
    "area": Function(_area, "v", 1, repeats=True),
    "enclosed-area": Function(_area, "v", 1, repeats=True),
    "distance": Function(_distance, "v", 1, repeats=True),
    "geofence": Function(_geofence, "vv"),
}
