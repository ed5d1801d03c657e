"""DATA.csv and MODEL.csv: COINr's iData and iMeta (vignettes “Building coins” of COINr 1.1.14).

MODEL has a row per indicator, aggregate, group and denominator (`Type`), with the parent of each; a nominant has direction 0 and its
optimum in `nominal` (a point) or `nominal_low` and `nominal_high` (an interval), which COINr has not.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clusterbench_gui.domain.editions import Direction, Model, Node
from clusterbench_gui.domain.problems import Problem, problem, raise_errors
from clusterbench_gui.exchange.incoming import Line, read_csv
from clusterbench_gui.exchange.incoming import Table as Text
from clusterbench_gui.scoring.arrays import NAN, Floats
from clusterbench_gui.scoring.table import Table

UNIT, UNIT_NAME = "uCode", "uName"
INDICATOR, AGGREGATE, GROUP, DENOMINATOR = "Indicator", "Aggregate", "Group", "Denominator"
_OTHER = ("Other", "")
_TYPES = (INDICATOR, AGGREGATE, GROUP, DENOMINATOR, *_OTHER)
_NEEDED = ("iCode", "Direction", "Level", "Weight", "Type", "Parent")
_MISSING = frozenset({"", "NA"})
_MOST_PROBLEMS = 20
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+([eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The tree of a MODEL, and which columns of DATA are groups and denominators."""

    model: Model
    groups: tuple[str, ...] = ()
    denominators: tuple[str, ...] = ()


def read_model(file: str, content: bytes) -> ModelFile:
    """The model of a CSV file.

    Raises `ProblemError` with everything that is wrong: those of `read_csv`, `column-missing`, `code-missing`,
    `code-twice`, `choice-unknown`, `direction-unknown`, `cell-empty`, `not-a-number`, `not-whole`, `nominal-missing`.
    """
    text = read_csv(file, "model", content)
    missing = [problem("column-missing", text.place(1), name=name) for name in _NEEDED if name not in text.header]
    raise_errors(missing)
    reader = _Model(text)
    for line in text.lines:
        reader.take(line)
    raise_errors(reader.faults)
    return ModelFile(Model(tuple(reader.nodes)), tuple(reader.groups), tuple(reader.denominators))


def read_data(file: str, content: bytes, described: ModelFile) -> Table:
    """The table of a CSV file: what the model knows of its columns. Groups and denominators may be absent; the steps that need them say so.

    Raises `ProblemError` with everything that is wrong: those of `read_csv`, `column-missing`, `code-missing`,
    `not-a-number`, `value-not-finite`; after 20 faults the rest is not looked for.
    """
    text = read_csv(file, "data", content)
    indicators = tuple(node.code for node in described.model.at(1))
    needed = (UNIT, *indicators)
    raise_errors(problem("column-missing", text.place(1), name=name) for name in needed if name not in text.header)
    places = {name: place for place, name in enumerate(text.header)}
    faults: list[Problem] = []

    def numbers(name: str) -> Floats:
        return _numbers(text, name, places[name], faults)

    faults += [
        problem("code-missing", text.place(line.row, UNIT))
        for line in text.lines
        if not line.cells[places[UNIT]].strip()
    ]
    table = Table(
        units=_texts(text, places[UNIT]),
        indicators=indicators,
        values=np.column_stack([numbers(name) for name in indicators])
        if indicators
        else np.empty((len(text.lines), 0)),
        names=_texts(text, places[UNIT_NAME]) if UNIT_NAME in places else (),
        groups={name: _texts(text, places[name]) for name in described.groups if name in places},
        denominators={name: numbers(name) for name in described.denominators if name in places},
    )
    raise_errors(faults)
    return table


def _texts(text: Text, place: int) -> tuple[str, ...]:
    return tuple(line.cells[place].strip() for line in text.lines)


def _numbers(text: Text, name: str, place: int, faults: list[Problem]) -> Floats:
    cells = tuple(_plain(text, cell) for cell in _texts(text, place))
    try:
        column = np.array([NAN if cell in _MISSING else float(cell) for cell in cells])
    except ValueError:
        return _named(text, name, cells, faults)
    doubtful = int(np.isfinite(column).sum()) + sum(cell in _MISSING for cell in cells) < len(cells)
    return _named(text, name, cells, faults) if doubtful or any("_" in cell for cell in cells) else column


def _named(text: Text, name: str, cells: Sequence[str], faults: list[Problem]) -> Floats:
    """The numbers of a column one by one, with a fault for every cell that is none."""
    column = np.full(len(cells), NAN)
    for number, (line, cell) in enumerate(zip(text.lines, cells, strict=True)):
        if len(faults) >= _MOST_PROBLEMS:
            break
        if cell in _MISSING:
            continue
        value = number_of(cell)
        if value is None:
            faults.append(problem("not-a-number", text.place(line.row, name), text=cell))
        elif math.isinf(value):
            faults.append(problem("value-not-finite", text.place(line.row, name), value=cell))
        else:
            column[number] = value
    return column


def _plain(text: Text, cell: str) -> str:
    """A number with a decimal comma as one with a dot, where no comma separates the cells, as Polish spreadsheets write CSV."""
    return cell.replace(",", ".") if text.separator in {";", "\t"} and _DECIMAL_COMMA.fullmatch(cell) else cell


def number_of(cell: str) -> float | None:
    """The number that a cell holds, an infinity too; None where it holds none."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return None if math.isnan(value) or "_" in cell else value


class _Model:
    """The rows of a MODEL, one after another."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._places = {name: place for place, name in enumerate(text.header)}
        self._codes: set[str] = set()
        self.faults: list[Problem] = []
        self.nodes: list[Node] = []
        self.groups: list[str] = []
        self.denominators: list[str] = []

    def take(self, line: Line) -> None:
        code, kind = self._cell(line, "iCode"), self._cell(line, "Type")
        if not code:
            self._fault(line, "iCode", "code-missing")
        elif code in self._codes:
            self._fault(line, "iCode", "code-twice", name=code)
        elif kind not in _TYPES:
            self._fault(line, "Type", "choice-unknown", text=kind, name=code, known=", ".join(_TYPES[:-1]))
        elif kind == GROUP:
            self.groups.append(code)
        elif kind == DENOMINATOR:
            self.denominators.append(code)
        elif kind in {INDICATOR, AGGREGATE}:
            self.nodes.append(self._node(line, code, kind))
        self._codes.add(code)

    def _node(self, line: Line, code: str, kind: str) -> Node:
        parent = self._cell(line, "Parent")
        weight = self._number(line, "Weight")
        if weight is None and parent:
            self._fault(line, "Weight", "cell-empty")
        return Node(
            code,
            {"": self._cell(line, "iName")},
            level=self._level(line),
            parent=parent,
            weight=1.0 if weight is None else weight,
            direction=self._direction(line) if kind == INDICATOR else Direction.STIMULANT,
            nominal=self._nominal(line),
            goalposts=self._pair(line, "goalpost_lower", "goalpost_upper"),
            target=self._number(line, "Target"),
            unit={"": self._cell(line, "Unit")},
            denominator=self._cell(line, "Denominator"),
            row=line.row,
        )

    def _level(self, line: Line) -> int:
        value = self._number(line, "Level")
        if value is None or not value.is_integer():
            self._fault(line, "Level", "not-whole", text=self._cell(line, "Level"))
            return 1
        return int(value)

    def _direction(self, line: Line) -> Direction:
        value = self._number(line, "Direction")
        if value in {-1.0, 0.0, 1.0}:
            return Direction(int(value or 0))
        self._fault(line, "Direction", "direction-unknown", text=self._cell(line, "Direction"))
        return Direction.STIMULANT

    def _nominal(self, line: Line) -> tuple[float, float] | None:
        point = self._number(line, "nominal")
        return (point, point) if point is not None else self._pair(line, "nominal_low", "nominal_high")

    def _pair(self, line: Line, lower: str, upper: str) -> tuple[float, float] | None:
        low, high = self._number(line, lower), self._number(line, upper)
        if (low is None) != (high is None):
            self._fault(line, lower if low is None else upper, "cell-empty")
        return None if low is None or high is None else (low, high)

    def _number(self, line: Line, name: str) -> float | None:
        cell = self._cell(line, name)
        if not cell:
            return None
        value = number_of(_plain(self._text, cell))
        if value is None or math.isinf(value):
            self._fault(line, name, "not-a-number", text=cell)
            return None
        return value

    def _cell(self, line: Line, name: str) -> str:
        place = self._places.get(name)
        cell = "" if place is None else line.cells[place].strip()
        return "" if cell in _MISSING else cell

    def _fault(self, line: Line, column: str, code: str, **values: str) -> None:
        self.faults.append(problem(code, self._text.place(line.row, column), **values))
