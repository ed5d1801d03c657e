"""Workbooks of the COIN Tool (Joint Research Centre, 2019), sheets “Database” and “Framework” as filled in there.

Source of the layout: COINr 1.1.14, `import_coin_tool`. Database: indicators from column E, units from row 17 (name in B, code in C);
above them rows of weight (7), direction (8), lower and upper goalpost (9, 10), the index, sub-index, pillar and sub-pillar that an
indicator belongs to (11 to 14), its name (15) and code (16). Framework: under “Dimension/indicator” (column C) codes that
begin with `Index`, `si.`, `p.` or `sp.`, with the weight in E and the name in H. “n/a” is missing.
"""

import io
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from clusterbench_gui.domain.editions import Direction, Model, Node
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.exchange.composites.tables import ModelFile, number_of
from clusterbench_gui.exchange.incoming import refuse_unbounded
from clusterbench_gui.exchange.packages import DAMAGED
from clusterbench_gui.scoring.arrays import NAN
from clusterbench_gui.scoring.table import Table

DATABASE, FRAMEWORK = "Database", "Framework"
SUFFIXES = (".xlsm", ".xlsx")
_WEIGHT, _DIRECTION, _LOWER, _UPPER, _INDEX, _SUB_PILLAR, _NAME, _CODE, _FIRST_UNIT = 7, 8, 9, 10, 11, 14, 15, 16, 17
_UNIT_NAME, _UNIT_CODE, _FIRST = 2, 3, 5
_LAST_ROW, _LAST_COLUMN = 315, 103
_HEAD = "Dimension/indicator"
_UNUSED = "--"
_MISSING = frozenset({"", "n/a", "NA"})

Grid = list[list[str]]


def read_coin_tool(file: str, content: bytes) -> tuple[Table, ModelFile]:
    """Table and model of a workbook. A level at which all indicators belong to the same is one that was not used.

    Raises `ProblemError`: `workbook-unreadable`, `file-too-large`, `coin-tool-unknown` where the sheets are not those of the
    COIN Tool, `not-a-number`, `direction-unknown`, `code-missing`, `parent-unknown`.
    """
    database, framework = _sheets(file, content)
    sheet = _Database(file, database)
    parents = sheet.parents()
    indicators = tuple(sheet.indicators(parents))
    table = sheet.table()
    raise_errors(sheet.faults)
    return table, ModelFile(Model((*indicators, *_aggregates(file, framework, parents))))


def _sheets(file: str, content: bytes) -> tuple[Grid, Grid]:
    import openpyxl  # noqa: PLC0415 - only where a workbook comes

    try:
        refuse_unbounded(file, content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        grids = [_grid(book[name]) for name in (DATABASE, FRAMEWORK) if name in book.sheetnames]
        book.close()
    except ProblemError:
        raise
    except (*DAMAGED, LookupError, TypeError, AttributeError, SyntaxError, OSError) as error:
        raise ProblemError(problem("workbook-unreadable", Place(file=file))) from error
    if len(grids) < 2:
        raise ProblemError(problem("coin-tool-unknown", Place(file)))
    return grids[0], grids[1]


def _grid(sheet: Any) -> Grid:
    """The cells that the layout may use, as texts; row 1 is `[1]` and column A is `[1]`."""
    sheet.reset_dimensions()  # what a sheet says of its size may be anything
    rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=_LAST_COLUMN, values_only=True)
    grid: Grid = [[]]
    for row in rows:
        cells = ["", *(_text(cell) for cell in row)]
        grid.append(cells + [""] * (_LAST_COLUMN + 1 - len(cells)))
    return grid + [[""] * (_LAST_COLUMN + 1) for _ in range(_LAST_ROW + 1 - len(grid))]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell).strip()


class _Database:
    """The sheet with the data, and what stands above them."""

    def __init__(self, file: str, grid: Grid) -> None:
        self._file = file
        self._grid = grid
        self.faults: list[Problem] = []
        units = range(_FIRST_UNIT, _LAST_ROW + 1)
        columns = range(_FIRST, _LAST_COLUMN + 1)
        self._columns = [one for one in columns if any(self._grid[row][one] not in _MISSING for row in units)]
        self._units = [row for row in units if any(self._grid[row][one] not in _MISSING for one in self._columns)]
        if not self._columns:
            raise ProblemError(problem("coin-tool-unknown", Place(file, DATABASE)))

    def parents(self) -> list[list[str]]:
        """By indicator what it belongs to, from the lowest level that was used up to the index."""
        rows = range(_SUB_PILLAR, _INDEX - 1, -1)
        used = [row for row in rows if row == _INDEX or len({self._grid[row][column] for column in self._columns}) > 1]
        return [[self._grid[row][column] for row in used] for column in self._columns]

    def indicators(self, parents: Sequence[Sequence[str]]) -> Iterator[Node]:
        """The nodes of level 1."""
        for column, above in zip(self._columns, parents, strict=True):
            low, high = self._number(_LOWER, column), self._number(_UPPER, column)
            weight = self._number(_WEIGHT, column)
            yield Node(
                self._code(_CODE, column),
                {"": self._grid[_NAME][column]},
                level=1,
                parent=above[0],
                weight=1.0 if math.isnan(weight) else weight,
                direction=self._direction(column),
                goalposts=None if math.isnan(low + high) else (low, high),
                row=_CODE,
            )

    def table(self) -> Table:
        """The values."""
        return Table(
            units=tuple(self._code(row, _UNIT_CODE) for row in self._units),
            indicators=tuple(self._grid[_CODE][column] for column in self._columns),
            values=np.array([[self._number(row, column) for column in self._columns] for row in self._units]),
            names=tuple(self._grid[row][_UNIT_NAME] for row in self._units),
        )

    def _code(self, row: int, column: int) -> str:
        text = self._grid[row][column]
        if not text:
            self.faults.append(problem("code-missing", self._place(row, column)))
        return text

    def _direction(self, column: int) -> Direction:
        value = self._number(_DIRECTION, column)
        if value in {-1.0, 1.0}:
            return Direction(int(value))
        text = self._grid[_DIRECTION][column]
        self.faults.append(problem("direction-unknown", self._place(_DIRECTION, column), text=text))
        return Direction.STIMULANT

    def _number(self, row: int, column: int) -> float:
        text = self._grid[row][column]
        if text in _MISSING:
            return NAN
        value = number_of(text)
        if value is None or math.isinf(value):
            self.faults.append(problem("not-a-number", self._place(row, column), text=text))
            return NAN
        return value

    def _place(self, row: int, column: int) -> Place:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only where a workbook comes

        return Place(self._file, DATABASE, row, get_column_letter(column))


def _aggregates(file: str, grid: Grid, parents: Sequence[Sequence[str]]) -> Iterator[Node]:
    """The nodes above the indicators that are used, level by level, each once, in the order of the framework."""
    head = next((row for row, cells in enumerate(grid) if _HEAD in cells[3:4]), 0)
    if not head:
        raise ProblemError(problem("coin-tool-unknown", Place(file, FRAMEWORK)))
    listed = {cells[3]: (row, cells) for row, cells in enumerate(grid) if row > head and cells[3] not in {"", _UNUSED}}
    above = {lower: upper for chain in parents for lower, upper in pairwise((*chain, ""))}
    levels = {code: level for chain in parents for level, code in enumerate(chain, start=2)}
    for code in levels:
        if code not in listed:
            raise ProblemError(problem("parent-unknown", Place(file, DATABASE, name=DATABASE), text=code))
    for code in sorted(levels, key=lambda one: (levels[one], listed[one][0])):
        row, cells = listed[code]
        weight = number_of(cells[5])
        if weight is None and above[code]:
            raise ProblemError(problem("not-a-number", Place(file, FRAMEWORK, row, "E"), text=cells[5]))
        yield Node(code, {"": cells[8]}, levels[code], above[code], weight=1.0 if weight is None else weight, row=row)
