"""What the pointer can find on a finished chart."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from clusterbench_gui.charts.style import Box, Places


def regions(figure: Figure) -> tuple[tuple[str, Box], ...]:
    """What the pointer can find on a chart: ids of the form "kind:code" and their boxes in points, topmost first."""
    found = []
    for axes in figure.axes:
        artists: list[Patch | Line2D] = [*axes.patches, *axes.lines]
        for artist in sorted(artists, key=lambda one: -one.get_zorder()):
            gid = artist.get_gid() or ""
            if ":" in gid:
                found.append((gid, _extent(artist)))
        found += [place for one in axes.artists if isinstance(one, Places) for place in one.found]
    return tuple(found)


def _extent(artist: Patch | Line2D) -> Box:
    """Where an artist stands; a mark is as large as it is drawn, a thin line takes two points to each side."""
    if isinstance(artist, Line2D):
        points = np.asarray(artist.get_xydata(), dtype=float)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        around = max(float(artist.get_markersize()) / 2 if artist.get_marker() not in {"", "None"} else 0.0, 2.0)
        return Box(float(left) - around, float(top) - around, float(right) + around, float(bottom) + around)
    extent = artist.get_path().transformed(artist.get_patch_transform()).get_extents()
    return Box(float(extent.x0), float(extent.y0), float(extent.x1), float(extent.y1))
