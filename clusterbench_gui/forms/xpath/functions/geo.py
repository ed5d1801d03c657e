"""Geography: ODK XForms specification "Geographic functions", JavaRosa's GeoUtils. Points are "latitude longitude …"."""

import math
from itertools import combinations, pairwise

from clusterbench_gui.forms.xpath.context import Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.strings import texts
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.values import Value

EARTH_RADIUS = 6378100.0
"""Metres, as JavaRosa has it."""
_PARTS = 2

Point = tuple[float, float]
Segment = tuple[Point, Point]


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
    """`distance(points, …)`: the metres along a trace, around a shape, or from point to point.

    Source: JavaRosa GeoUtils.calculateDistance.
    """
    points = points_of(context, values)
    if points is None:
        return math.nan
    return _exact(context, sum((_between(one, other) for one, other in pairwise(points)), 0.0))


def _exact(context: Context, figure: float) -> float:
    """JavaRosa gives all digits, web-forms two decimals."""
    return figure if context.env.javarosa else round(figure, 2)


def _between(one: Point, other: Point) -> float:
    """The spherical law of cosines."""
    first, second = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(one[1] - other[1])
    cosine = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * EARTH_RADIUS


def _area(context: Context, shape: Value) -> float:
    """`area(shape)`: the square metres inside of a shape. Source: JavaRosa GeoUtils.calculateAreaOfGPSPolygon…."""
    points = points_of(context, (shape,))
    if points is None:
        return math.nan
    if len(points) <= _PARTS:
        return 0.0
    return abs(_flat_area(points)) if context.env.javarosa else _exact(context, abs(_round_area(points)))


def _flat_area(points: list[Point]) -> float:
    """Triangles from the first point, on a plane where degrees of longitude shrink with latitude (JavaRosa)."""
    degree = math.radians(EARTH_RADIUS)
    top, left = points[0]
    corners = [
        ((latitude - top) * degree, (longitude - left) * degree * math.cos(math.radians(latitude)))
        for latitude, longitude in points[1:]
    ]
    return sum((y * other_x - x * other_y) / 2 for (y, x), (other_y, other_x) in pairwise(corners))


def _round_area(points: list[Point]) -> float:
    """On a sphere (web-forms)."""
    total = 0.0
    for one, other in zip(points, points[1:] + points[:1], strict=False):
        turn = math.radians(other[1] - one[1])
        total += turn * (2 + math.sin(math.radians(one[0])) + math.sin(math.radians(other[0])))
    return total * EARTH_RADIUS**2 / 2


def _geofence(context: Context, point: Value, shape: Value) -> bool:
    """`geofence(point, shape)`: whether the point is inside of the closed shape; no where one has no answer yet.

    Source: JavaRosa GeoUtils.calculateIsPointInGPSPolygon.
    """
    places, corners = points_of(context, (point,)), points_of(context, (shape,))
    if "" in (point, shape):
        code = "wrong-arguments"
        raise EvaluationError(code, "geofence")
    if not places or not corners or corners[0] != corners[-1]:
        return False
    latitude, longitude = places[0]
    inside = False
    for one, other in pairwise(corners):
        if (one[0] > latitude) != (other[0] > latitude):
            crossing = (one[1] - other[1]) * (latitude - other[0]) / (one[0] - other[0]) + other[1]
            inside ^= longitude < crossing
    return inside


def _intersects(context: Context, line: Value) -> bool:
    """`intersects(line)`: whether a trace or a shape crosses or touches itself. Source: ODK Collect, XPath functions."""
    points = points_of(context, (line,)) or []
    segments = [(one, other) for one, other in pairwise(points) if one != other]
    closed = len(segments) > _PARTS and segments[0][0] == segments[-1][1]
    for (index, one), (other_index, other) in combinations(enumerate(segments), 2):
        if other_index == index + 1:
            crossing = _folds(one, other)
        elif closed and (index, other_index) == (0, len(segments) - 1):
            crossing = _folds(other, one)
        else:
            crossing = _meet(one, other)
        if crossing:
            return True
    return False


def _side(line: Segment, point: Point) -> float:
    (a, b), (c, d) = line
    return (c - a) * (point[1] - b) - (d - b) * (point[0] - a)


def _folds(one: Segment, other: Segment) -> bool:
    """Whether a segment goes back over the one before it."""
    (start, joint), (_, end) = one, other
    back = (joint[0] - start[0]) * (end[0] - joint[0]) + (joint[1] - start[1]) * (end[1] - joint[1])
    return _side(one, end) == 0 and back < 0


def _meet(one: Segment, other: Segment) -> bool:
    """Whether two segments share a point."""
    sides = [_side(one, other[0]), _side(one, other[1]), _side(other, one[0]), _side(other, one[1])]
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    ends = ((one, other[0]), (one, other[1]), (other, one[0]), (other, one[1]))
    return any(side == 0 and _between_ends(*end) for side, end in zip(sides, ends, strict=True))


def _between_ends(line: Segment, point: Point) -> bool:
    """Whether a point of the line through a segment lies on the segment itself."""
    return all(min(line[0][i], line[1][i]) <= point[i] <= max(line[0][i], line[1][i]) for i in range(_PARTS))


TABLE: Table = {
    "area": Function(_area, "v"),
    "enclosed-area": Function(_area, "v"),
    "distance": Function(_distance, "v", 1, repeats=True),
    "geofence": Function(_geofence, "vv"),
    "intersects": Function(_intersects, "v"),
}
