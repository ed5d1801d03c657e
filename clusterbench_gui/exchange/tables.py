"""The answers of a study as plain tables with everything that is known of their columns: what every outgoing format is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Names, text_in


class ValueKind(Enum):
    """What a value is. Values are texts as in submissions; `exchange.values` reads them by kind."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    ONE_CHOICE = "one choice"
    SEVERAL_CHOICES = "several choices"
    RANK = "rank"
    PLACE = "place"
    FILE = "file"


CHOICES = frozenset({ValueKind.ONE_CHOICE, ValueKind.SEVERAL_CHOICES, ValueKind.RANK})

Cell = str | Absence
"""A value, or why there is none; "" where nobody said anything yet."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its name, which is the value, and its labels by language."""

    name: str
    labels: Names = field(default_factory=dict)

    def label(self, language: str) -> str:
        """The label in a language, else in any, else the name."""
        return text_in(self.labels, language, self.name)


@dataclass(frozen=True, slots=True)
class Variable:
    """A column. Texts are by language; `path` is the question's place in the form, `relevant` the condition under which it is asked.

    `absences` are the reasons that may stand in place of a value; a column without any (a key, a calculation) has none.
    """

    name: str
    kind: ValueKind = ValueKind.TEXT
    labels: Names = field(default_factory=dict)
    hints: Names = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    absences: tuple[Absence, ...] = ()
    path: str = ""
    relevant: str = ""
    required: bool = False

    def label(self, language: str) -> str:
        """The label in a language, else in any, else the name."""
        return text_in(self.labels, language, self.name)


@dataclass(frozen=True, slots=True)
class Link:
    """These columns of a table stand for a row of another table, where the columns are called `others`."""

    columns: tuple[str, ...]
    table: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells in the order of the variables. `keys` together name a row, `links` lead to the tables around."""

    name: str
    titles: Names
    keys: tuple[str, ...]
    variables: tuple[Variable, ...]
    links: tuple[Link, ...] = ()
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def column(self, name: str) -> list[Cell]:
        """The cells of a variable. Raises `ValueError` where there is none of this name."""
        place = [one.name for one in self.variables].index(name)
        return [row[place] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is known of a study, its tables, and the words that tables need in every language.

    `moment` is the wall time of the newest statement in the study, "" where there is none: files made from equal answers
    bear equal dates. `chosen` says that a choice was not, or was made.
    """

    titles: Names
    edition: str
    notice: Names
    languages: tuple[str, ...]
    moment: str
    program: str
    tables: Sequence[Table]
    reasons: Mapping[Absence, Names]
    chosen: tuple[Names, Names]


def with_options_found(table: Table) -> Table:
    """The same table whose questions have every choice that was made as an option: a form may have offered it out of answers."""
    made = tuple(_with_options(one, table.rows, place) for place, one in enumerate(table.variables))
    return replace(table, variables=made)


def _with_options(one: Variable, rows: Sequence[tuple[Cell, ...]], place: int) -> Variable:
    if one.kind not in CHOICES:
        return one
    cells = (cell for row in rows if isinstance(cell := row[place], str) and cell)
    made = ([cell] if one.kind is ValueKind.ONE_CHOICE else cell.split() for cell in cells)
    known = {option.name for option in one.options}
    found = dict.fromkeys(name for names in made for name in names if name not in known)
    return replace(one, options=(*one.options, *map(Option, found))) if found else one


def reason(dataset: Dataset, absence: Absence, language: str) -> str:
    """A reason for absence in words."""
    return text_in(dataset.reasons[absence], language, absence.value)
