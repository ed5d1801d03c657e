"""Places from GeoJSON, as JavaRosa reads them: an `item` per feature with `geometry`, its properties and its `id`."""

import json
from typing import Any

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.forms.nodes import Node, NodeKind, TableRow
from clusterbench_gui.forms.xpath.values import number_text

Json = dict[str, Any]


def read_geojson(file: str, content: bytes) -> tuple[Node, list[Problem]]:
    """The root with a row per feature, and what is wrong with them. Raises `ProblemError` for anything else."""
    try:
        # numbers of properties stay as they are written
        found = json.loads(content.decode("utf-8-sig"), parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        found = None
    features = found.get("features") if isinstance(found, dict) and found.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise ProblemError(problem("not-geojson", Place(file)))
    root = Node(NodeKind.ELEMENT, "root")
    problems: list[Problem] = []
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            problems.append(problem("feature-unreadable", Place(file), number=number))
            continue
        row = _cells(Place(file), number, feature, problems)
        root.children.append(TableRow(tuple(row), tuple(row.values()), root))
    return root, problems


def _cells(place: Place, number: int, feature: Json, problems: list[Problem]) -> dict[str, str]:
    row: dict[str, str] = {}
    try:
        row["geometry"] = _geometry(feature["geometry"])
    except (AttributeError, KeyError, TypeError, ValueError):
        row["geometry"] = ""
        problems.append(problem("feature-geometry", place, number=number))
    properties = feature.get("properties")
    for name, value in (properties if isinstance(properties, dict) else {}).items():
        row[name] = _plain(value)
        if isinstance(value, (dict, list)):
            problems.append(problem("feature-property", place, number=number, name=name))
    if feature.get("id") is not None:
        row["id"] = _plain(feature["id"])
    return row


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""


def _geometry(geometry: Json) -> str:
    """Latitude and longitude of each point; of a polygon, those around it."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return _point(coordinates)
    if kind not in ("LineString", "Polygon"):
        raise ValueError(kind)
    points = coordinates if kind == "LineString" else coordinates[0] if coordinates else []
    return "; ".join(_point(one) for one in points)


def _point(pair: list[str]) -> str:
    longitude, latitude = (one if one.lstrip("-").isdecimal() else _decimal(one) for one in pair[:2])
    return f"{latitude} {longitude} 0 0"


def _decimal(text: str) -> str:
    """A number with a fraction, which it keeps where that is 0 (JavaRosa)."""
    figure = number_text(float(text))
    return figure if "." in figure else f"{figure}.0"
