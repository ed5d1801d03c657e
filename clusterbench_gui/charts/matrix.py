"""Rows by columns of shares in the one colour scale: what the charts of chances and of duels share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.collections import PolyCollection

from clusterbench_gui.charts.heat import draw_heat_key, heat
from clusterbench_gui.charts.style import Box, Sheet, shorten, width_of
from clusterbench_gui.charts.tones import ink_on
from clusterbench_gui.charts.words import share
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE

Cell = tuple[int, int, float]
"""Row, column, share of 1."""

Sign = Callable[[Sheet, Box], object]
"""Draws a sample of what cells may have on them."""

LEAST_TEXT = 6.8
"""Smaller labels and numbers of cells are not written."""

BANDS = 20
"""Bands that stand for clusters or places too many for rows of their own."""

_NAMES_SHARE = 0.24
_HEADS = 60.0
_SAMPLE = 14.0
"""Room of a sample in the key before its words."""
_LEAST_PITCH, _MOST_PITCH = 2.5, 24.0
_AROUND = 90.0
"""Height that key, heads and scale may take."""


@dataclass(frozen=True, slots=True)
class Grid:
    """So many rows and columns in a box."""

    box: Box
    rows: int
    columns: int

    @property
    def breadth(self) -> float:
        """Width of a column."""
        return self.box.width / self.columns

    @property
    def pitch(self) -> float:
        """Height of a row."""
        return self.box.height / self.rows

    def cell(self, row: int, column: int) -> Box:
        """One cell."""
        left, top = self.box.left + column * self.breadth, self.box.top + row * self.pitch
        return Box(left, top, left + self.breadth, top + self.pitch)

    def row(self, row: int) -> Box:
        """All cells of a row."""
        top = self.box.top + row * self.pitch
        return Box(self.box.left, top, self.box.right, top + self.pitch)

    def column(self, column: int) -> Box:
        """All cells of a column."""
        left = self.box.left + column * self.breadth
        return Box(left, self.box.top, left + self.breadth, self.box.bottom)


def bands(count: int, most: int) -> list[tuple[int, int]]:
    """First and one past the last row of each band."""
    return [(band * count // most, (band + 1) * count // most) for band in range(most)]


def too_small(sheet: Sheet, rows: int) -> str:
    """A sentence where so many rows would be too thin to be seen in the body; empty where they fit."""
    room = sheet.body.height - _AROUND
    return sheet.texts.t("This picture needs a larger sheet") if room < rows * _LEAST_PITCH else ""


def percent(value: float, texts: Texts) -> str:
    """A share as a percentage without its sign, as cells print it."""
    return texts.number(value * 100, 0)


def fit(sheet: Sheet, labels: Sequence[str], columns: int, edges: Box) -> Grid:
    """A grid beside its labels with so much room around it as the sides of `edges` say."""
    body, size = sheet.body, TEXT_TABLE
    room = min(max(width_of(label, size, bold=True) for label in labels), body.width * _NAMES_SHARE)
    left, top = body.left + room + edges.left, body.top + edges.top
    height = min(max(body.bottom - edges.bottom - top, 1.0), len(labels) * _MOST_PITCH)
    return Grid(Box(left, top, body.right - edges.right, top + height), len(labels), columns)


def size_in(grid: Grid) -> float:
    """The size of numbers in cells, 0 where two digits would be too small to read."""
    size = min(grid.pitch * 0.8, TEXT_SMALL, (grid.breadth - 1) / width_of("00", 1.0))
    return size if size >= LEAST_TEXT else 0.0


def seam(side: float) -> float:
    """Width of the lines between cells, the shorter side of which is given."""
    return 0.6 if side > 5 else 0.0


def draw_tiles(sheet: Sheet, grid: Grid, cells: Sequence[Cell], top: float) -> None:
    """Cells (row, column, share) in the colours of the scale from 0 to `top`."""
    tiles = PolyCollection(
        [grid.cell(row, column).corners() for row, column, _ in cells],
        facecolors=[heat(value / top) for _, _, value in cells],
        edgecolors=sheet.theme.surface,
        linewidths=seam(min(grid.pitch, grid.breadth)),
        zorder=2,
    )
    tiles.set_gid("cells")
    sheet.axes.add_collection(tiles, autolim=False)


def write_shares(sheet: Sheet, grid: Grid, cells: Sequence[Cell], top: float) -> None:
    """The percentages of cells where they are legible."""
    size = size_in(grid)
    for row, column, value in cells if size else ():
        said = percent(value, sheet.texts)
        if width_of(said, size) <= grid.breadth:
            x, y = grid.cell(row, column).middle
            sheet.text(x, y, said, size=size, color=ink_on(heat(value / top)), align="center", middle=True)


def write_labels(sheet: Sheet, grid: Grid, labels: Sequence[str], own: int | None) -> None:
    """Labels of rows where they are legible, else that of the row in focus."""
    theme, size, right = sheet.theme, min(grid.pitch * 0.84, TEXT_TABLE), grid.box.left - SPACE[1]
    for row, label in enumerate(labels):
        mine = row == own
        if size < LEAST_TEXT and not mine:
            continue
        height = max(size, LEAST_TEXT)
        said = shorten(label, height, right - sheet.body.left, bold=mine)
        color = theme.accent if mine else theme.ink
        sheet.text(sheet.body.left, grid.row(row).middle[1], said, size=height, color=color, bold=mine, middle=True)


def heads_room(heads: Sequence[str]) -> float:
    """Height that the heads of columns take above the cells."""
    return min(max(width_of(head, TEXT_SMALL, bold=True) for head in heads), _HEADS) + SPACE[0]


def write_heads(sheet: Sheet, grid: Grid, heads: Sequence[str], own: int | None) -> None:
    """Heads over the columns, turned upwards, where they are legible, else that of the column in focus."""
    size, foot = min(grid.breadth * 0.84, TEXT_SMALL), grid.box.top - SPACE[0]
    for column, head in enumerate(heads):
        mine = column == own
        if size < LEAST_TEXT and not mine:
            continue
        height, color = max(size, LEAST_TEXT), sheet.theme.accent if mine else sheet.theme.muted
        said = shorten(head, height, _HEADS, bold=mine)
        sheet.text(
            grid.column(column).middle[0], foot, said, size=height, color=color, bold=mine, middle=True, upwards=True
        )


def frame(sheet: Sheet, box: Box) -> None:
    """A line in accent around what is in focus, with a rim of the background so that it shows on every tone."""
    around, width = [*box.corners(), (box.left, box.top)], min(min(box.width, box.height) * 0.13, 1.8)
    sheet.line(around, sheet.theme.surface, width * 1.8, over=3.9)
    sheet.line(around, sheet.theme.accent, width, over=4).set_gid("focus")


def key(sheet: Sheet, top: float, entries: Sequence[tuple[Sign, str]]) -> None:
    """The colour scale from 0 % to `top` and samples with their words at the head of the body, which they take their room from."""
    body, texts, pitch = sheet.body, sheet.texts, TEXT_SMALL * 1.6
    middle = body.top + TEXT_SMALL * 0.7
    x = draw_heat_key(sheet, body.left, middle, share(0.0, texts), share(top, texts)) + SPACE[3]
    for sample, said in entries:
        breadth = _SAMPLE + width_of(said, TEXT_SMALL)
        if x > body.left and x + breadth > body.right:
            x, middle = body.left, middle + pitch
        sample(sheet, Box(x, middle - 5, x + 10, middle + 5))
        line = shorten(said, TEXT_SMALL, body.right - x - _SAMPLE)
        sheet.text(x + _SAMPLE, middle, line, size=TEXT_SMALL, color=sheet.theme.muted, middle=True)
        x += breadth + SPACE[3]
    sheet.body = Box(body.left, middle + TEXT_SMALL * 1.3, body.right, body.bottom)
