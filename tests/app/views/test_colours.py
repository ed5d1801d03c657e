"""Every view as seen by all, with protanopia, with deuteranopia, and in grey: categories are told apart, texts stand out from their ground.

What has the same shape must differ in colour, for every eye, or is listed in `OTHERWISE` with what tells it apart instead, which is looked for in the picture.
"""

from dataclasses import replace
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.text import Text

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.views.exporting import size_of
from clusterbench_gui.app.views.figures import drawn
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Selection, fitted
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import DARK, LIGHT
from tests.app.views.edges import furnished
from tests.app.views.studies import drawn_study, earlier_study
from tests.helpers.colours import VISIONS, distance
from tests.helpers.pictured import described

APART, LEGIBLE = 12.0, 30.0
THEMES = (LIGHT, DARK)
SCALES = frozenset({Kind.HEATMAP, Kind.MAP, Kind.CHANCES, Kind.DUELS, Kind.CORRELATIONS})
"""Views whose fills are steps of one scale; tests/charts measures the scales themselves."""


@pytest.fixture(scope="module")
def results():
    study = furnished(drawn_study(3, 18))
    return Results(study, furnished(earlier_study(study)), certainty_of(study), sensitivity_of(study))


@pytest.fixture(scope="module")
def pictures(results):
    """Every view in every theme, drawn once."""
    base = fitted(Selection(), results.study, 2)
    return {
        (kind, theme.name): drawn(
            results, replace(base, kind=kind), theme, texts("en"), size_of(results.study, kind)
        ).figure
        for kind in Kind
        for theme in THEMES
    }


def looks(figure):
    """Colours by shape: marks by their form, lines by width and dashes, fills."""
    found = {}
    for row in described(figure):
        if row[0] == "line":
            shape = ("mark", row[1]) if row[3].lower() == "none" else ("line", row[5], row[4])
            found.setdefault(shape, set()).add(row[6])
        elif row[0] == "area":
            found.setdefault(("fill",), set()).add(row[2])
        elif row[0] == "many":
            bars = [place for place, part in enumerate(row) if part == "|"]
            faces, edges = set(row[bars[0] + 1 : bars[1]]), set(row[bars[1] + 1 : bars[2]])
            shape, colors = (("fill",), faces) if faces - {""} else (("lines", row[2]), edges)
            found.setdefault(shape, set()).update(colors)
    return {shape: sorted(colors - {""}) for shape, colors in found.items()}


def alike(figure):
    """Shapes of which two colours are too near to each other for some eye, and how near they come."""
    found = {}
    for shape, colors in looks(figure).items():
        nearest = min(
            (distance(*pair, vision) for pair in combinations(colors, 2) for vision in VISIONS), default=APART
        )
        if nearest < APART:
            found[shape] = nearest
    return found


def said(figure):
    return [one.get_text() for one in figure.axes[0].texts]


def by_letters(figure):
    """Quarters carry their letter."""
    return {"A", "B", "C", "D"} <= set(said(figure))


def by_diamonds(figure):
    """Every tick of a benchmark has a diamond, no tick of a median has."""
    rows = [row for row in described(figure) if row[0] == "line"]
    ticks = [row for row in rows if row[5] == 2.0 and row[3] == "-"]
    diamonds = {tuple(row[8]) for row in rows if row[1] == "D" and row[6] in {tick[6] for tick in ticks}}
    ends = {tuple(row[8][:2]): row[6] for row in ticks}
    colors = {color for place, color in ends.items() if place in diamonds}
    return len(colors) == 1 and len(set(ends.values())) == 2 and list(ends.values()).count(*colors) == len(diamonds)


def by_own_letters(figure):
    """Every cluster that is compared has a small letter in all its marks."""
    letters = [text for text in said(figure) if text in {"a", "b", "c", "d"}]
    marks = [row for row in described(figure) if row[0] == "line" and row[3].lower() == "none" and row[2] > 8]
    return len(set(letters)) == 4 and len(letters) >= len([row for row in marks if row[1] != "D"])


def by_place(figure):
    """Levels stand beside each other, each with a tone of its own."""
    sides = {}
    for row in described(figure):
        if row[0] == "area" and str(row[4]).startswith("node:"):
            sides.setdefault(row[2], set()).add(min(row[5][::2]))
    return len(sides) == 4 and all(len(lefts) == 1 for lefts in sides.values())


def by_words(figure):
    """Both ends are named: the cluster and what it is measured to."""
    return sum("benchmark" in text or "Gromada" in text for text in said(figure)) >= 2


OTHERWISE = {
    (Kind.QUARTERS, ("fill",)): (by_letters, 4.0),
    (Kind.QUARTERS, ("line", 2.0, False)): (by_diamonds, 0.0),
    (Kind.COMPARISON, ("line", 2.0, False)): (by_diamonds, 0.0),
    (Kind.COMPARISON, ("lines", 1.0)): (by_own_letters, 0.0),
    (Kind.COMPARISON, ("mark", "o")): (by_own_letters, 0.0),
    (Kind.GAP, ("line", 1.4, False)): (by_words, 0.0),
    (Kind.TREE, ("fill",)): (by_place, 3.0),
}
"""Looks of views that some eye takes for each other, what tells them apart instead, and how far apart they are at least."""


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("kind", tuple(Kind))
def test_categories_differ_for_every_eye_or_in_more_than_colour(pictures, kind, theme):
    figure = pictures[kind, theme]
    for shape, nearest in alike(figure).items():
        if shape == ("fill",) and kind in SCALES:
            continue
        assert (kind, shape) in OTHERWISE, (shape, nearest)
        tells, least = OTHERWISE[kind, shape]
        assert tells(figure)
        assert nearest > least


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", tuple(Kind))
def test_texts_stand_out_from_what_is_under_them_for_every_eye(pictures, kind, theme):
    figure = pictures[kind, theme.name]
    grounds = areas(figure)
    for text, (x, y) in middles(figure):
        over = text.get_zorder()
        under = [color for order, path, color in grounds if order <= over and path.contains_point((x, y))]
        ground = under[-1] if under else theme.surface
        for vision in VISIONS:
            assert distance(to_hex(text.get_color()), ground, vision) > LEGIBLE, (text.get_text(), ground, vision)


def areas(figure):
    """What is filled, as zorder, path and colour, the topmost last; what is seen through counts for nothing. Marks count as squares."""
    axes, found = figure.axes[0], []
    for one in axes.get_children():
        if (
            isinstance(one, Patch)
            and one is not axes.patch
            and (one.get_alpha() or 1) >= 0.5
            and one.get_facecolor()[3]
        ):
            path = one.get_path().transformed(one.get_patch_transform())
            found.append((one.get_zorder(), path, to_hex(one.get_facecolor())))
        elif isinstance(one, PolyCollection) and len(one.get_facecolor()):
            colors = one.get_facecolor()
            found += [
                (one.get_zorder(), path, to_hex(colors[place % len(colors)]))
                for place, path in enumerate(one.get_paths())
            ]
        elif isinstance(one, Line2D) and one.get_linestyle().lower() == "none":
            half = one.get_markersize() / 2
            found += [
                (
                    one.get_zorder(),
                    Path([(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]),
                    to_hex(one.get_color()),
                )
                for x, y in one.get_xydata()
            ]
    return sorted(found, key=lambda one: one[0])


def middles(figure):
    """The texts with the middles of what they cover, in points from the top left."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    points, height = 72 / figure.get_dpi(), 72 * figure.get_size_inches()[1]
    for text in figure.axes[0].texts:
        if isinstance(text, Text) and text.get_text().strip():
            box = text.get_window_extent(canvas.get_renderer())
            yield text, ((box.x0 + box.x1) / 2 * points, height - (box.y0 + box.y1) / 2 * points)
