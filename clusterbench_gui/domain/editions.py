"""An edition of the study: questionnaires, indicators, method and texts as data. Code knows no edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import TypeVar

from clusterbench_gui.domain.problems import Place

INDICATORS_FILE = "indicators.csv"
"""The file of an edition that lists its model."""

Names = Mapping[str, str]
"""A text by language code."""


def text_in(names: Names, language: str, default: str = "") -> str:
    """The text in a language, else in any, else the default."""
    return names.get(language) or next(iter(names.values()), default)


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
    normalisation, else the sample gives them. A `target` is a raw value to reach. `combine` says how several interviews become one value. A `denominator`
    stands where a cluster's size matters: the per-member variant is formula by denominator, in units of both. A value
    outside of `plausible` is doubtful, not wrong. `previous` is the code of the same thing in the previous edition, in the
    same unit. `source` is where it comes from. `row` is where the file lists it, for messages.
    """

    code: str
    names: Names
    level: int
    parent: str = ""
    weight: float = 1.0
    direction: Direction = Direction.STIMULANT
    nominal: tuple[float, float] | None = None
    goalposts: tuple[float, float] | None = None
    target: float | None = None
    unit: Names = field(default_factory=dict)
    formula: str = ""
    denominator: str = ""
    denominator_unit: Names = field(default_factory=dict)
    instrument: str = "coordinator"
    combine: str = "latest"
    axis: str = ""
    plausible: tuple[float, float] | None = None
    previous: str = ""
    source: str = ""
    row: int | None = None

    def name(self, language: str) -> str:
        """Name in a language, else in any."""
        return text_in(self.names, language, self.code)

    def place(self, column: str) -> Place:
        """Where the file lists it."""
        return Place(file=INDICATORS_FILE, row=self.row, column=column, name=self.code)

    def is_plausible(self, value: float) -> bool:
        """Whether a raw value lies where such values lie."""
        return self.plausible is None or self.plausible[0] <= value <= self.plausible[1]

    def per_member(self) -> "Node":
        """The variant in which the size of the cluster is divided out; the node itself where size does not matter.

        Bounds of the undivided value do not hold for it: the sample gives its goalposts. A nominant has no variant.
        """
        if not self.denominator or self.direction is Direction.NOMINANT:
            return self
        return replace(
            self,
            formula=f"({self.formula}) div ({self.denominator})",
            unit={key: f"{text} {self.denominator_unit.get(key, '')}".strip() for key, text in self.unit.items()},
            denominator="",
            goalposts=None,
            target=None,
            plausible=None,
        )


Key = TypeVar("Key", int, str)


def _grouped(pairs: Iterable[tuple[Key, Node]]) -> dict[Key, tuple[Node, ...]]:
    found: dict[Key, list[Node]] = {}
    for key, node in pairs:
        found.setdefault(key, []).append(node)
    return {key: tuple(nodes) for key, nodes in found.items()}


@dataclass(frozen=True)  # no slots: what is asked again and again is kept beside the nodes
class Model:
    """The tree of an edition, ordered by level and then as the file lists it."""

    nodes: tuple[Node, ...]

    def at(self, level: int) -> tuple[Node, ...]:
        """Nodes of one level, lowest is 1."""
        return self._by_level.get(level, ())

    @cached_property
    def levels(self) -> int:
        """Number of levels, indicators included."""
        return max(self._by_level, default=0)

    def node(self, code: str) -> Node:
        """The node with this code; KeyError where there is none."""
        return self._by_code[code]

    def children(self, code: str) -> tuple[Node, ...]:
        """Nodes right below."""
        return self._by_parent.get(code, ())

    @cached_property
    def _by_code(self) -> Mapping[str, Node]:
        return {node.code: node for node in reversed(self.nodes)}  # of two with one code the first

    @cached_property
    def _by_level(self) -> Mapping[int, tuple[Node, ...]]:
        return _grouped((node.level, node) for node in self.nodes)

    @cached_property
    def _by_parent(self) -> Mapping[str, tuple[Node, ...]]:
        return _grouped((node.parent, node) for node in self.nodes)

    def indicators(self, code: str) -> tuple[Node, ...]:
        """The indicators under a node, or the node itself where it is one; KeyError where there is none."""
        above = {code: self.node(code)}
        for node in reversed(self.nodes):  # from the index down
            if node.parent in above:
                above[node.code] = node
        return tuple(node for node in self.at(1) if node.code in above)

    def per_member(self) -> "Model":
        """The same tree with the per-member variant of every indicator that has one."""
        return Model(tuple(node.per_member() for node in self.nodes))


@dataclass(frozen=True, slots=True)
class Method:
    """How scores are made. Printed with every result.

    `coverage`: share of the weights that must be present for a level to have a value. `benchmark_best`: the benchmark is
    the mean of that many best; 1 is the maximum. `crowd`: fewer others than this are never shown. `per_member` takes the
    variants of indicators in which the size of the cluster is divided out.
    """

    normalise: str = "minmax"
    low: float = 0.0
    high: float = 100.0
    aggregate: str = "amean"
    coverage: float = 0.5
    benchmark_best: int = 3
    ties: str = "min"
    crowd: int = 3
    per_member: bool = False

    @property
    def decimals(self) -> int:
        """Decimals of a printed score: one on a scale of 100, two more on a scale of 1."""
        return 1 if self.high - self.low >= 10 else 3


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire of the edition, and its file inside the edition's folder.

    `thanks` are the words when an interview is finished. `internal` names the questions that the interviewer answers alone;
    they are not on a respondent's copy.
    """

    id: str
    file: str
    titles: Names
    thanks: Names = field(default_factory=dict)
    internal: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """Title in a language, else in any."""
        return text_in(self.titles, language, self.id)


@dataclass(frozen=True, slots=True)
class Group:
    """A way to group clusters: the question of the coordinator's interview that says it.

    Where the answer is a number, `bounds` are the lower ends of the classes above the first.
    """

    id: str
    names: Names
    question: str
    bounds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What an audience can do about a sub-area in a condition (`CONDITIONS`)."""

    subarea: str
    condition: str
    audience: str
    texts: Names


CONDITIONS = ("strong", "middle", "weak", "weak-fragile")
"""How a cluster stands in a sub-area: top quarter, between, bottom quarter, and weak by a mark that other methods revoke."""
AUDIENCES = ("coordinators", "members", "national", "regional", "science", "support")
"""Who is addressed: coordinators, members, national and regional administration, science, business support."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A described solution that others can learn from. `example`: invented, to show what such a description looks like."""

    code: str
    subarea: str
    titles: Names
    situation: Names
    steps: Names
    result: Names
    resources: Names
    example: bool


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    names: Names
    texts: Names


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """A report as an edition wants it: `sections` by their names in this order, `texts` (Markdown) that open a section.

    No sections: all that the report has, in its own order.
    """

    sections: tuple[str, ...] = ()
    texts: Mapping[str, Names] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportDesign:
    """What an edition's reports look like and who speaks in them. `logo`: a PNG picture, empty for none; `accent`: `#RRGGBB`, "" for the product's own.

    `contact`: where readers can turn to.
    """

    publisher: Names = field(default_factory=dict)
    contact: Names = field(default_factory=dict)
    logo: bytes = b""
    logo_words: Names = field(default_factory=dict)
    accent: str = ""
    individual: ReportPlan = ReportPlan()
    general: ReportPlan = ReportPlan()


PLAIN_DESIGN = ReportDesign()
"""Reports as the program makes them where the edition says nothing."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file of the edition comes from, and on what terms."""

    id: str
    file: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One round of the study. `notice` says that it is a reconstruction, wherever it shows.

    `named` is the question whose answer "yes" lets a cluster be named in public, "" where nobody is asked.

    `files` are the edition's files by name, as they lie in its folder or were copied into the study. `previous` is the id
    of the edition before, "" where there is none; `is_earlier` says that this one is kept in a study of a later edition.
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
    groups: tuple[Group, ...] = ()
    previous: str = ""
    named: str = ""
    origins: tuple[Origin, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    practices: tuple[Practice, ...] = ()
    glossary: tuple[Term, ...] = ()
    design: ReportDesign = PLAIN_DESIGN
    is_earlier: bool = False

    def title(self, language: str) -> str:
        """Title in a language, else in any."""
        return text_in(self.titles, language)

    def noticed(self, language: str) -> str:
        """The notice in a language, else in any."""
        return text_in(self.notice, language)

    def instrument(self, name: str) -> Instrument:
        """The questionnaire with this id; KeyError where there is none."""
        for one in self.instruments:
            if one.id == name:
                return one
        raise KeyError(name)

    def wave(self, instrument: str) -> str:
        """The name under which a study keeps interviews of an instrument: those of earlier editions carry their edition."""
        return f"{self.id}/{instrument}" if self.is_earlier else instrument
