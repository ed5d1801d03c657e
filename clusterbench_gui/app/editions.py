"""Editions: find the bundled ones, read one from its files, and say what is wrong with it by file, row and column."""

import csv
import io
import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from clusterbench_gui.domain.editions import Direction, Edition, Instrument, Method, Model, Node
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.support.resources import resource

EDITION_FILE = "edition.toml"
INDICATORS_FILE = "indicators.csv"
COMBINE = ("latest",)
"""How several interviews of a cluster become one: the approved, else the one finished last."""
_COLUMNS = ("code", "level", "parent", "name_pl", "name_en", "weight", "direction", "formula")


def bundled_edition_files(edition: str) -> dict[str, bytes]:
    """Files of an edition that comes with the program, by name. Raises `ProblemError` where there is no such edition."""
    folder = resource("editions", edition)
    if not (folder / EDITION_FILE).is_file():
        raise ProblemError(problem("edition-unknown", Place(file=str(folder), name=edition)))
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def load_edition(files: Mapping[str, bytes]) -> Edition:
    """Read an edition. Raises `ProblemError` with every error found in `edition.toml` and `indicators.csv`."""
    table = _read_toml(files)
    faults: list[Problem] = []
    model = _read_model(files, faults)
    raise_errors(faults)
    try:
        return _edition(files, table, model)
    except KeyError as error:
        raise ProblemError(problem("edition-key-missing", Place(file=EDITION_FILE, name=str(error.args[0])))) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ProblemError(problem("edition-value", Place(file=EDITION_FILE), detail=str(error))) from error


def _edition(files: Mapping[str, bytes], table: Mapping[str, Any], model: Model) -> Edition:
    window = table["field_window"]
    instruments = tuple(
        Instrument(key, value["file"], value["title"], value.get("combine", "latest"))
        for key, value in table["instruments"].items()
    )
    raise_errors(_instrument_faults(instruments, files))
    return Edition(
        id=table["id"],
        files=files,
        titles=table["title"],
        notice=table["notice"],
        languages=tuple(table["languages"]),
        field_window=(_date(window["first"]), _date(window["last"])),
        instruments=instruments,
        model=model,
        method=_method(table.get("method", {})),
        groups=table.get("groups", {}),
    )


def _instrument_faults(instruments: Iterable[Instrument], files: Mapping[str, bytes]) -> Iterator[Problem]:
    for instrument in instruments:
        if instrument.file not in files:
            yield problem("edition-file-missing", Place(file=instrument.file))
        if instrument.combine not in COMBINE:
            place = Place(file=EDITION_FILE, name=f"instruments.{instrument.id}.combine")
            yield problem("choice-unknown", place, text=instrument.combine, known=", ".join(COMBINE))


def _method(table: Mapping[str, Any]) -> Method:
    """The method, each entry of the kind that it has by default; a whole number stands for a fraction as well."""
    method = Method(**table)
    for entry in fields(method):
        value, kind = getattr(method, entry.name), type(entry.default)
        if not isinstance(value, (int, float) if kind is float else kind) or isinstance(value, bool):
            raise TypeError(f"method.{entry.name} = {value!r}")
    return method


def _date(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(str(value))
    return value


def _read_toml(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    place = Place(file=EDITION_FILE)
    if EDITION_FILE not in files:
        raise ProblemError(problem("edition-file-missing", place))
    try:
        return tomllib.loads(files[EDITION_FILE].decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemError(problem("toml-syntax", place, detail=str(error))) from error


def _read_model(files: Mapping[str, bytes], faults: list[Problem]) -> Model:
    if INDICATORS_FILE not in files:
        raise ProblemError(problem("edition-file-missing", Place(file=INDICATORS_FILE)))
    try:
        text = files[INDICATORS_FILE].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemError(problem("not-utf8", Place(file=INDICATORS_FILE))) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise ProblemError(
            *(problem("column-missing", Place(file=INDICATORS_FILE, row=1, name=name)) for name in missing)
        )
    rows = [(reader.line_num, row) for row in reader]
    nodes = [node for line, row in rows if (node := _node(_Row(line, row, faults)))]
    faults.extend(_tree_faults(nodes, {row["code"]: line for line, row in rows}))
    return Model(tuple(sorted(nodes, key=lambda node: node.level)))


class _Row:
    """A row of `indicators.csv` whose cells are read with their place."""

    def __init__(self, line: int, cells: Mapping[str, str | None], faults: list[Problem]) -> None:
        self.number_of_line = line
        self._cells = cells
        self._faults = faults

    def text(self, column: str) -> str:
        return (self._cells.get(column) or "").strip()

    def number(self, column: str, default: float) -> float:
        text = self.text(column)
        if not text:
            return default
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.fault("not-a-number", column)
            return default
        return value

    def whole(self, column: str, default: int) -> int:
        value = self.number(column, default)
        if value != int(value):
            self.fault("not-whole", column)
            return default
        return int(value)

    def interval(self, low: str, high: str) -> tuple[float, float] | None:
        if not self.text(low) and not self.text(high):
            return None
        bounds = self.number(low, float("nan")), self.number(high, self.number(low, 0.0))
        if bounds[0] > bounds[1]:
            self.fault("interval-reversed", low)
        return bounds

    def fault(self, code: str, column: str) -> None:
        place = Place(file=INDICATORS_FILE, row=self.number_of_line, column=column, name=self.text("code"))
        self._faults.append(problem(code, place, text=self.text(column)))


def _node(row: _Row) -> Node | None:
    code = row.text("code")
    if not code:
        row.fault("code-missing", "code")
        return None
    direction = row.whole("direction", 1)
    if direction not in {-1, 0, 1}:
        row.fault("direction-unknown", "direction")
        direction = 1
    nominal = row.interval("nominal_low", "nominal_high")
    if direction == 0 and nominal is None:
        row.fault("nominal-missing", "nominal_low")
    level = row.whole("level", 1)
    if level == 1 and not row.text("formula"):
        row.fault("formula-missing", "formula")
    return Node(
        code=code,
        names={"pl": row.text("name_pl"), "en": row.text("name_en")},
        level=level,
        parent=row.text("parent"),
        weight=row.number("weight", 1.0),
        direction=Direction(direction),
        nominal=nominal,
        goalposts=row.interval("goalpost_low", "goalpost_high"),
        unit={"pl": row.text("unit_pl"), "en": row.text("unit_en")},
        formula=row.text("formula"),
        instrument=row.text("instrument") or "coordinator",
        axis=row.text("axis"),
        row=row.number_of_line,
    )


def _tree_faults(nodes: list[Node], lines: Mapping[str, int]) -> Iterator[Problem]:
    levels = {node.code: node.level for node in nodes}
    seen: set[str] = set()
    top = max(levels.values(), default=1)
    for node in nodes:
        place = Place(file=INDICATORS_FILE, row=lines[node.code], column="parent", name=node.code)
        if node.code in seen:
            yield problem("code-twice", place)
        seen.add(node.code)
        if node.level < top and levels.get(node.parent) != node.level + 1:
            yield problem("parent-unknown", place, text=node.parent)
