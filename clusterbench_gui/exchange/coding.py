"""Tables as statistical programs want them: numbers for choices, a 0/1 column for each of several choices, codes for absences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import Enum

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Names
from clusterbench_gui.exchange.names import short_names
from clusterbench_gui.exchange.tables import Cell, Dataset, Option, Table, ValueKind, Variable
from clusterbench_gui.exchange.values import Typed, typed

Coded = str | float | date | time | datetime | Absence | None


class Stored(Enum):
    """What a column holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a statistical file. `variable` is what it was made from, `option` the choice that a 0/1 column stands for.

    `labels` are those of its codes, by language. Empty cells are None, in texts "". `nominal` numbers are codes, not amounts.
    """

    name: str
    variable: Variable
    stored: Stored
    cells: Sequence[Coded]
    labels: Mapping[int, Names] = field(default_factory=dict)
    option: Option | None = None
    decimals: int = 0
    nominal: bool = False

    def label(self, language: str) -> str:
        """What stands beside the name: the question, and the choice where it is one of several."""
        label = self.variable.label(language)
        return f"{self.option.label(language)}: {label}" if self.option else label

    @property
    def absences(self) -> tuple[Absence, ...]:
        """The reasons that have a code in it: all that may stand there; among texts, where few can have one, those that do."""
        if self.stored is not Stored.TEXT:
            return self.variable.absences
        found = {cell for cell in self.cells if isinstance(cell, Absence)}
        return tuple(one for one in Absence if one in found)


_FIRST_DAY = "1582-10-15"
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")
_STORED = {
    ValueKind.INTEGER: Stored.NUMBER,
    ValueKind.DECIMAL: Stored.NUMBER,
    ValueKind.DATE: Stored.DATE,
    ValueKind.TIME: Stored.TIME,
    ValueKind.DATETIME: Stored.DATETIME,
}


def columns(dataset: Dataset, table: Table, *, longest: int, text_bytes: int | None = None) -> list[Column]:
    """The columns of a table with names of at most so many characters.

    A column of texts that are longer than `text_bytes` in UTF-8 goes on in further columns.
    """
    whole = (one for variable in table.variables for one in _columns(dataset, table, variable))
    made = [piece for one in whole for piece in _pieces(one, text_bytes)]
    names = short_names((one.name for one in made), longest)
    return [replace(one, name=name) for one, name in zip(made, names, strict=True)]


def absence_codes(coded: Sequence[Sequence[Column]]) -> dict[Absence, int]:
    """The numbers for reasons in all tables of a study: -96 to -99, or further out where answers have such values."""
    numbers: set[float] = set()
    texts: set[str] = set()
    for one in (one for table in coded for one in table):
        numbers |= {cell for cell in one.cells if isinstance(cell, float)} | set(one.labels)
        texts |= {cell.rstrip(" ") for cell in one.cells if isinstance(cell, str)}  # as SPSS keeps them
    base = 100
    while any(1 - base <= one <= 4 - base for one in numbers) or texts & {str(4 - base - place) for place in range(4)}:
        base *= 10
    return {absence: 4 - base - place for place, absence in enumerate(Absence)}


def codebook(table: Table, coded: Sequence[Column], language: str) -> dict[tuple[str, str], tuple[str, str]]:
    """By table and variable, for the dictionary: the names of its columns, and its choices with their codes."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for variable in table.variables:
        own = [one for one in coded if one.variable is variable]
        found[table.name, variable.name] = ("\n".join(one.name for one in own), _choices(variable, own, language))
    return found


def _choices(variable: Variable, own: Sequence[Column], language: str) -> str:
    if variable.kind is ValueKind.ONE_CHOICE and own[0].labels:
        codes = _codes(variable)
        return "\n".join(f"{codes[one.name]} = {one.name} = {one.label(language)}" for one in variable.options)
    return "\n".join(f"{one.name} = {one.option.name}" for one in own if one.option)


def _columns(dataset: Dataset, table: Table, one: Variable) -> Iterator[Column]:
    cells = table.column(one.name)
    if one.kind is ValueKind.ONE_CHOICE:
        yield _choice(one, cells)
        return
    yield _plain(one, cells)
    if one.kind in {ValueKind.SEVERAL_CHOICES, ValueKind.RANK}:
        for option in one.options:
            yield _chosen(dataset, one, option, cells)


def _plain(one: Variable, cells: Sequence[Cell]) -> Column:
    stored = _STORED.get(one.kind, Stored.TEXT)
    if stored is not Stored.TEXT:
        values = [_value(cell, one.kind) for cell in cells]
        if all(map(_is_countable, values)):
            return Column(one.name, one, stored, values, decimals=_decimals(one, cells))
    return Column(one.name, one, Stored.TEXT, list(cells))


def _pieces(column: Column, text_bytes: int | None) -> Iterator[Column]:
    size = max((len(cell.encode()) for cell in column.cells if isinstance(cell, str)), default=0)
    if text_bytes is None or size <= text_bytes:
        yield column
        return
    characters = text_bytes // 4  # no character is longer in UTF-8
    longest = max(len(cell) for cell in column.cells if isinstance(cell, str))
    for number, start in enumerate(range(0, longest, characters), start=1):
        cells = [cell[start : start + characters] if isinstance(cell, str) else cell for cell in column.cells]
        yield replace(column, name=column.name if number == 1 else f"{column.name}__{number}", cells=cells)


def _value(cell: Cell, kind: ValueKind) -> Coded:
    if isinstance(cell, Absence):
        return cell
    found: Typed | None = typed(cell, kind) if cell else None
    return float(found) if isinstance(found, int) else found


def _is_countable(value: Coded) -> bool:
    """Whether programs have a number for a value: SPSS has none for days before the Gregorian calendar."""
    is_early = isinstance(value, date) and value.isoformat()[:10] < _FIRST_DAY
    return not (isinstance(value, str) or is_early)


def _decimals(one: Variable, cells: Sequence[Cell]) -> int:
    if one.kind is not ValueKind.DECIMAL:
        return 0
    return min(6, max((len(cell.partition(".")[2]) for cell in cells if not isinstance(cell, Absence)), default=0))


def _choice(one: Variable, cells: Sequence[Cell]) -> Column:
    codes = _codes(one)
    labels = {codes[option.name]: option.labels or {"": option.name} for option in one.options}
    values: list[Coded] = [cell if isinstance(cell, Absence) else _code(codes, cell) for cell in cells]
    return Column(one.name, one, Stored.NUMBER, values, labels, nominal=True)


def _code(codes: Mapping[str, int], cell: str) -> float | None:
    return float(codes[cell]) if cell else None


def _codes(one: Variable) -> dict[str, int]:
    """Numbers for choices: their names where all of these are numbers, else 1, 2, 3 … as the form lists them."""
    names = [option.name for option in one.options]
    if all(_WHOLE.fullmatch(name) for name in names):
        return {name: int(name) for name in names}
    return {name: number for number, name in enumerate(names, start=1)}


def _chosen(dataset: Dataset, one: Variable, option: Option, cells: Sequence[Cell]) -> Column:
    """Whether a choice was made: 0 or 1; of a ranking its place, from 1."""
    is_rank = one.kind is ValueKind.RANK
    values = [cell if isinstance(cell, Absence) else _mark(cell.split(), option.name, is_rank) for cell in cells]
    words = {} if is_rank else dict(enumerate(dataset.chosen))
    return Column(f"{one.name}__{option.name}", one, Stored.NUMBER, values, words, option, nominal=not is_rank)


def _mark(chosen: Sequence[str], name: str, is_rank: bool) -> float | None:  # noqa: FBT001 - one of two ways to count
    if not chosen or (is_rank and name not in chosen):
        return None
    return float(chosen.index(name) + 1 if is_rank else name in chosen)
