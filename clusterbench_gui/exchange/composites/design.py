"""DESIGN.toml, and runs and weight sets that were made elsewhere (CONTRACTS: `uncertainty`).

A table of METHOD.toml that is repeated in double brackets (`[[treat]]`, `[[normalise]]`, `[[aggregate]]`, `[[impute]]`) is a factor
with these alternatives. `[weights]` says how weights vary, `[noise]` adds errors to the data, `[drop]` leaves out indicators.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from clusterbench_gui.domain.designs import SETS, WEIGHTINGS, DataNoise, GivenRuns, Variation, WeightBounds, WeightDraws
from clusterbench_gui.domain.problems import Problem, problem, raise_errors
from clusterbench_gui.domain.recipes import Choice, Parameter, Recipe
from clusterbench_gui.exchange.composites.entries import Entries, Table
from clusterbench_gui.exchange.composites.method import aggregations
from clusterbench_gui.exchange.composites.tables import number_of
from clusterbench_gui.exchange.incoming import Table as Text
from clusterbench_gui.exchange.incoming import read_csv

_TOP = (
    *("runs", "seed", "factorial", "points", "impute", "treat", "normalise", "aggregate", "weights", "noise", "drop"),
    "extremes",
)
_WEIGHT_KEYS = ("method", "spread", "certainty", "low", "high", "levels", "sets")
_NAMED = {"minmax": ("low", "high"), "zscore": ("mean", "sd")}
"""Parameters of normalisations in the order of a label such as `minmax_1_100`."""
_SET_COLUMNS = frozenset({"iCode", "Level", "Nominal"})
_NORM, _AGG, _WEIGHT_SET = "norm", "agg", "weightset"
_MOST_DRAWS = 1000
_MOST_SPREAD = 10
_RUN_NAMES = ("rep", "run")


def read_design(file: str, content: bytes, sets: tuple[Mapping[str, float], ...] = ()) -> Variation:
    """The design of a file; `sets` are the weight sets for `[weights] method = "sets"`.

    Raises `ProblemError` with everything that is wrong: `toml-syntax`, `entry-unknown`, `entry-not-…`, `entry-choice`.
    """
    entries = Entries(file, content)
    entries.only(entries.top, _TOP)
    default = Variation()
    aggregate = _tables(entries, "aggregate")
    drop = entries.table("drop")
    entries.only(drop, ("indicators",), "drop.")
    made = Variation(
        impute=tuple(_imputations(entries)),
        treat=_choices(entries, "treat"),
        normalise=_choices(entries, "normalise"),
        aggregate=tuple(aggregations(entries, _without(one, "levels")) for one in aggregate),
        apart=_apart(entries, aggregate),
        weights=_weights(entries, sets),
        noise=_noise(entries),
        drop=entries.texts(drop, "drop.indicators"),
        runs=entries.whole(entries.top, "runs", default.runs) or 0,
        seed=entries.whole(entries.top, "seed", default.seed) or 0,
        factorial=entries.flag(entries.top, "factorial", default=False),
        points=entries.whole(entries.top, "points", default.points) or 0,
        extremes=_extremes(entries),
    )
    _bounds(entries, made)
    entries.close()
    return made


def _bounds(entries: Entries, made: Variation) -> None:
    for name, value, least, most in (
        ("runs", made.runs, 1, 10_000_000),
        ("seed", made.seed, 0, 2**63),
        ("points", made.points, 1, 20),
    ):
        if not least <= value <= most:
            entries.note("entry-range", name, low=least, high=most)


def _tables(entries: Entries, name: str) -> Sequence[Table]:
    found = entries.top.get(name, [])
    tables = [found] if isinstance(found, dict) else found
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        entries.note("entry-not-tables", name)
        return ()
    return tables


def _choices(entries: Entries, name: str) -> tuple[Choice, ...]:
    return tuple(entries.choice(table, name, "none") for table in _tables(entries, name))


def _imputations(entries: Entries) -> Iterator[Choice]:
    """Multiple imputation has as many alternatives as it has draws, each with a seed of its own."""
    for choice in _choices(entries, "impute"):
        draws, first = (choice.parameters.get(name, default) for name, default in (("draws", 20), ("seed", 1)))
        if choice.method != "multiple" or not (isinstance(draws, int) and isinstance(first, int)):
            yield choice  # whose parameters the package of imputations checks
        elif not 1 <= draws <= _MOST_DRAWS:
            entries.note("entry-range", "impute.draws", low=1, high=_MOST_DRAWS)
        else:
            for draw in range(draws):
                yield Choice(choice.method, {**choice.parameters, "draws": 1, "seed": first + draw})


def _without(table: Table, key: str) -> Table:
    return {name: value for name, value in table.items() if name != key}


def _apart(entries: Entries, aggregate: Sequence[Table]) -> bool:
    said = {entries.text(table, "aggregate.levels", "together") for table in aggregate}
    for one in said - {"together", "apart"}:
        entries.note("entry-choice", "aggregate.levels", value=one, known="together, apart")
    return "apart" in said


def _weights(entries: Entries, sets: tuple[Mapping[str, float], ...]) -> WeightDraws | None:
    if "weights" not in entries.top:
        return None
    table, default = entries.table("weights"), WeightDraws()
    entries.only(table, _WEIGHT_KEYS, "weights.")
    method = entries.text(table, "weights.method", SETS if sets else default.method)
    if method not in WEIGHTINGS:
        entries.note("entry-choice", "weights.method", value=method, known=", ".join(WEIGHTINGS))
    if method == SETS and not sets:
        entries.note("weight-sets-missing", "weights.method")
    return WeightDraws(
        method,
        entries.number(table, "weights.spread", default.spread),
        entries.number(table, "weights.certainty", default.certainty),
        entries.number(table, "weights.low", default.low),
        entries.number(table, "weights.high", default.high),
        entries.wholes(table, "weights.levels"),
        entries.whole(table, "weights.sets", 0) or 0,
        sets,
    )


def _extremes(entries: Entries) -> WeightBounds | None:
    if "extremes" not in entries.top:
        return None
    table, default = entries.table("extremes"), WeightBounds()
    entries.only(table, ("spread", "level"), "extremes.")
    spread = entries.number(table, "extremes.spread", default.spread)
    if not 0 <= spread <= 1:
        entries.note("entry-range", "extremes.spread", low=0, high=1)
    return WeightBounds(spread, entries.whole(table, "extremes.level", 0) or 0)


def _noise(entries: Entries) -> DataNoise | None:
    if "noise" not in entries.top:
        return None
    table = entries.table("noise")
    entries.only(table, ("spread", "draws"), "noise.")
    noise = DataNoise(entries.number(table, "noise.spread", 0.1), entries.whole(table, "noise.draws", 100) or 0)
    if not 0 <= noise.spread <= _MOST_SPREAD:
        entries.note("entry-range", "noise.spread", low=0, high=_MOST_SPREAD)
    if not 1 <= noise.draws <= _MOST_DRAWS:
        entries.note("entry-range", "noise.draws", low=1, high=_MOST_DRAWS)
    return noise


def read_weight_sets(file: str, content: bytes) -> tuple[Mapping[str, float], ...]:
    """Weight sets by node: a column `iCode`, and a column per set beside `Level` and `Nominal`.

    Raises `ProblemError`: those of `read_csv`, `column-missing`, `not-a-number`.
    """
    text = read_csv(file, "sets", content)
    if "iCode" not in text.header:
        raise_errors([problem("column-missing", text.place(1), name="iCode")])
    codes = _column(text, "iCode")
    faults: list[Problem] = []
    sets = [
        dict(zip(codes, _figures(text, name, faults), strict=True)) for name in text.header if name not in _SET_COLUMNS
    ]
    raise_errors(faults)
    return tuple(sets)


def _column(text: Text, name: str) -> list[str]:
    place = text.header.index(name)
    return [line.cells[place].strip() for line in text.lines]


def _figures(text: Text, name: str, faults: list[Problem]) -> list[float]:
    found = []
    for line, cell in zip(text.lines, _column(text, name), strict=True):
        value = number_of(cell)
        if value is None:
            faults.append(problem("not-a-number", text.place(line.row, name), text=cell))
        found.append(value or 0.0)
    return found


def read_runs(
    file: str, content: bytes, recipe: Recipe, sets: tuple[Mapping[str, float], ...], variation: Variation
) -> GivenRuns:
    """Runs that were made elsewhere; the alternatives are what stands in their columns.

    `norm`: a normalisation with its parameters (`minmax_1_100`, `zscore_10_2`); `agg`: an aggregation, with or without `a_`;
    `weightset`: the number of a weight set; a parameter of the recipe's treatment (`winmax`) by its value. Other columns
    are not looked at. Raises `ProblemError`: those of `read_csv`, `runs-none`, `runs-cell`, `weight-sets-missing`.
    """
    text = read_csv(file, "runs", content)
    reader = _Runs(text, recipe, sets)
    runs = reader.runs(variation)
    raise_errors(reader.faults)
    return runs


class _Runs:
    """The columns of a file of runs as factors."""

    def __init__(self, text: Text, recipe: Recipe, sets: tuple[Mapping[str, float], ...]) -> None:
        self._text = text
        self._recipe = recipe
        self._sets = sets
        self._choices: dict[str, tuple[int, ...]] = {}
        self._labels: dict[str, str] = {}
        self.faults: list[Problem] = []

    def runs(self, variation: Variation) -> GivenRuns:
        treatments = self._treatments()
        normalisations = self._alternatives("normalise", _NORM, self._normalisation)
        aggregations_ = self._alternatives("aggregate", _AGG, self._aggregation)
        weights = self._weights()
        if not self._choices:
            self.faults.append(problem("runs-none", self._text.place(1)))
        names = next((_column(self._text, name) for name in _RUN_NAMES if name in self._text.header), None)
        return GivenRuns(
            Variation(
                treat=treatments,
                normalise=normalisations,
                aggregate=tuple((one,) for one in aggregations_),
                weights=weights,
                seed=variation.seed,
                points=variation.points,
            ),
            tuple(names if names is not None else map(str, range(1, len(self._text.lines) + 1))),
            self._choices,
            self._labels,
        )

    def _treatments(self) -> tuple[Choice, ...]:
        names = [
            name for name in self._text.header if name in {"winmax", "skew", "kurt", *self._recipe.treat.parameters}
        ]
        if not names:
            return ()
        columns = [_column(self._text, name) for name in names]

        def made(cells: tuple[str, ...]) -> Choice:
            own = {name: _typed(cell) for name, cell in zip(names, cells, strict=True)}
            return Choice(self._recipe.treat.method, {**self._recipe.treat.parameters, **own})

        rows = list(zip(*columns, strict=True))
        return self._factor("treat", " ".join(names), rows, made)

    def _alternatives(self, factor: str, column: str, read: Callable[[str], Choice]) -> tuple[Choice, ...]:
        if column not in self._text.header:
            return ()
        return self._factor(factor, column, _column(self._text, column), read)

    def _factor(
        self, factor: str, label: str, cells: Sequence[Any], read: Callable[[Any], Choice]
    ) -> tuple[Choice, ...]:
        """The different cells as alternatives, in a fixed order: numbers by size, texts by letters."""
        different = sorted(set(cells), key=_by_size)
        self._labels[factor] = label
        self._choices[factor] = tuple(different.index(cell) for cell in cells)
        return tuple(read(cell) for cell in different)

    def _normalisation(self, label: str) -> Choice:
        method, *values = label.split("_")
        numbers = [number_of(value) for value in values]
        names = _NAMED.get(method, ())
        if len(numbers) > len(names) or None in numbers:
            self.faults.append(problem("runs-cell", self._text.place(1, _NORM), text=label))
        return Choice(method, {name: value for name, value in zip(names, numbers, strict=False) if value is not None})

    def _aggregation(self, label: str) -> Choice:
        return Choice(label.removeprefix("a_"))

    def _weights(self) -> WeightDraws | None:
        if _WEIGHT_SET not in self._text.header:
            return None
        cells = _column(self._text, _WEIGHT_SET)
        numbers = [int(cell) if cell.isdecimal() else 0 for cell in cells]
        for line, cell, number in zip(self._text.lines, cells, numbers, strict=True):
            if not 0 < number <= len(self._sets):
                place = self._text.place(line.row, _WEIGHT_SET)
                code = "runs-cell" if self._sets else "weight-sets-missing"
                self.faults.append(problem(code, place, text=cell))
                break
        self._labels["weights"] = _WEIGHT_SET
        self._choices["weights"] = tuple(number - 1 for number in numbers)
        return WeightDraws(SETS, given=self._sets)


def _typed(cell: str) -> Parameter:
    value = number_of(cell)
    if value is None:
        return cell
    return int(value) if value.is_integer() else value


def _by_size(cell: Any) -> tuple[Any, ...]:
    cells = cell if isinstance(cell, tuple) else (cell,)
    return tuple((0, number, "") if (number := number_of(one)) is not None else (1, 0.0, one) for one in cells)
