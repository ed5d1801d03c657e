"""An edition of the study: questionnaires, indicators, method and texts as data. Code knows no edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

Names = Mapping[str, str]
"""A text by language code."""


class Direction(IntEnum):
    """Which way is good."""

    STIMULANT = 1
    DESTIMULANT = -1
    NOMINANT = 0


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the model: an indicator (level 1), a sub-area, an area or the index (the highest level).

    Indicators have a formula over answers (`${name}` as in an XLSForm), a unit and a direction; a nominant has its optimum
    as an interval `nominal` (equal bounds for a point). Columns follow COINr's iMeta. `goalposts` fix the bounds of the
    normalisation, else the sample gives them. `row` is where the file lists it, for messages.
    """

    code: str
    names: Names
    level: int
    parent: str = ""
    weight: float = 1.0
    direction: Direction = Direction.STIMULANT
    nominal: tuple[float, float] | None = None
    goalposts: tuple[float, float] | None = None
    unit: Names = field(default_factory=dict)
    formula: str = ""
    instrument: str = "coordinator"
    axis: str = ""
    row: int | None = None

    def name(self, language: str) -> str:
        """Name in a language, else in any."""
        return self.names.get(language) or next(iter(self.names.values()), self.code)


@dataclass(frozen=True, slots=True)
class Model:
    """The tree of an edition, ordered by level and then as the file lists it."""

    nodes: tuple[Node, ...]

    def at(self, level: int) -> tuple[Node, ...]:
        """Nodes of one level, lowest is 1."""
        return tuple(node for node in self.nodes if node.level == level)

    @property
    def levels(self) -> int:
        """Number of levels, indicators included."""
        return max((node.level for node in self.nodes), default=0)

    def node(self, code: str) -> Node:
        """The node with this code; KeyError where there is none."""
        for node in self.nodes:
            if node.code == code:
                return node
        raise KeyError(code)

    def children(self, code: str) -> tuple[Node, ...]:
        """Nodes right below."""
        return tuple(node for node in self.nodes if node.parent == code)


@dataclass(frozen=True, slots=True)
class Method:
    """How scores are made. Printed with every result.

    `coverage`: share of the weights that must be present for a level to have a value. `benchmark_best`: the benchmark is
    the mean of that many best; 1 is the maximum. `crowd`: fewer others than this are never shown.
    """

    normalise: str = "minmax"
    low: float = 0.0
    high: float = 100.0
    aggregate: str = "amean"
    coverage: float = 0.5
    benchmark_best: int = 3
    ties: str = "min"
    crowd: int = 3


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire of the edition: its file inside the edition's folder, and how several interviews combine."""

    id: str
    file: str
    titles: Names
    combine: str = "latest"


@dataclass(frozen=True, slots=True)
class Edition:
    """One round of the study. `notice` says that it is a reconstruction, wherever it shows.

    `files` are the edition's files by name, as they lie in its folder or were copied into the study.
    """

    id: str
    files: Mapping[str, bytes]
    titles: Names
    notice: Names
    languages: tuple[str, ...]
    field_window: tuple[date, date]
    instruments: tuple[Instrument, ...]
    model: Model
    method: Method
    groups: Mapping[str, Names] = field(default_factory=dict)

    def instrument(self, name: str) -> Instrument:
        """The questionnaire with this id; KeyError where there is none."""
        for one in self.instruments:
            if one.id == name:
                return one
        raise KeyError(name)
