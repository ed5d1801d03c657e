"""A finished chart as rows of plain data: what is written and drawn, where (points, rounded), in which colours (`#RRGGBB`).

Pixels differ between machines and versions of matplotlib; this does not, and a difference says what it is.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

Row = list[object]
_MOST_POINTS = 8
"""Points that are told one by one; of more only their number, their box and their mean."""


def described(figure: Figure) -> list[Row]:
    """A row for everything that is seen, in the order in which it is drawn."""
    axes = figure.axes[0]
    seen = [one for one in axes.get_children() if one.get_visible() and one is not axes.patch]
    order = sorted(range(len(seen)), key=lambda place: (seen[place].get_zorder(), place))
    rows = [["sheet", *(round(float(72 * side)) for side in figure.get_size_inches()), to_hex(figure.get_facecolor())]]
    return rows + [row for place in order if (row := _row(seen[place]))]


def _row(one: Artist) -> Row:
    gid = one.get_gid() or ""
    if isinstance(one, Text):
        x, y = one.get_position()
        look = f"{one.get_ha()} {one.get_weight()} {one.get_rotation():.0f}"
        return ["text", one.get_text(), _near(x), _near(y), one.get_fontsize(), look, to_hex(one.get_color()), gid]
    if isinstance(one, Line2D):
        dashed = bool(one._dash_pattern[1])
        marks = [str(one.get_marker()), _near(one.get_markersize()), one.get_linestyle(), dashed, one.get_linewidth()]
        return ["line", *marks, to_hex(one.get_color()), gid, _points(np.asarray(one.get_xydata(), dtype=float))]
    if isinstance(one, Patch):
        path = one.get_path().transformed(one.get_patch_transform())
        alpha = one.get_alpha() or 1.0
        return ["area", alpha, _color(one.get_facecolor()), _color(one.get_edgecolor()), gid, _points(path.vertices)]
    if isinstance(one, Collection):
        return _many(one, gid)
    return []


def _many(one: Collection, gid: str) -> Row:
    """Lines or boxes of one look, or tiles of as many colours: the colours in turn, how many there are, and where all of them lie."""
    paths = [np.asarray(path.vertices, dtype=float) for path in one.get_paths()]
    if not paths:
        return []
    faces = [_color(color) for color in one.get_facecolor()]
    edges = [_color(color) for color in one.get_edgecolor()]
    width = _near(float(one.get_linewidth()[0])) if len(one.get_linewidth()) else 0.0
    return [
        "many",
        len(paths),
        width,
        gid,
        "|",
        *_in_turn(faces),
        "|",
        *_in_turn(edges),
        "|",
        _points(np.vstack(paths)),
    ]


def _in_turn(colors: Sequence[str]) -> list[str]:
    return [colors[0]] if len(set(colors)) == 1 else list(colors)


def _color(color: tuple[float, ...]) -> str:
    return "" if len(color) > 3 and color[3] == 0 else str(to_hex(color))


def _points(points: np.ndarray) -> list[float]:
    found = np.asarray(points, dtype=float)
    if len(found) > _MOST_POINTS:
        found = np.vstack([found.min(axis=0), found.max(axis=0), found.mean(axis=0)])
        return [len(points), *(_near(value) for value in found.ravel())]
    return [_near(value) for value in found.ravel()]


def _near(value: float) -> float:
    return round(float(value), 1) + 0.0
