"""Tables as CSV files, each with its Frictionless Table Schema; a data package that joins them; a data dictionary.

Data Package and Table Schema 2.0 (datapackage.org/standard).
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.exchange.dictionary import lines
from clusterbench_gui.exchange.tables import Cell, Dataset, Table, ValueKind, Variable, reason
from clusterbench_gui.exchange.values import harmless, typed

Json = dict[str, object]

_TYPES: Mapping[ValueKind, Json] = {
    ValueKind.INTEGER: {"type": "integer"},
    ValueKind.DECIMAL: {"type": "number"},
    ValueKind.DATE: {"type": "date"},
    ValueKind.TIME: {"type": "time"},
    ValueKind.DATETIME: {"type": "datetime"},
    ValueKind.SEVERAL_CHOICES: {"type": "list", "delimiter": " "},
    ValueKind.RANK: {"type": "list", "delimiter": " "},
}
_PROFILE = "https://datapackage.org/profiles/2.0"


def files(dataset: Dataset, language: str) -> Iterator[tuple[str, bytes]]:
    """Names and contents: `TABLE.csv` and `TABLE.schema.json` of each table, `datapackage.json`, `dictionary.csv`."""
    for table in dataset.tables:
        yield f"{table.name}.csv", csv_bytes(_lines(table))
    for table in dataset.tables:
        yield f"{table.name}.schema.json", _json(schema(dataset, table, language))
    yield "datapackage.json", _json(_package(dataset, language))
    yield dictionary_file(lines(dataset, language))


def dictionary_file(made: Iterable[Iterable[str]]) -> tuple[str, bytes]:
    """Name and content of the data dictionary."""
    return "dictionary.csv", csv_bytes(made)


def csv_bytes(made: Iterable[Iterable[str]]) -> bytes:
    """Lines as CSV: UTF-8 with a mark, commas, CRLF (RFC 4180); no cell that a spreadsheet would compute."""
    return ready_bytes([harmless(cell) for cell in line] for line in made)


def ready_bytes(made: Iterable[Iterable[str]], delimiter: str = ",") -> bytes:
    """Lines whose cells are harmless already, likewise."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", delimiter=delimiter).writerows(made)
    return out.getvalue().encode("utf-8-sig")


def header(table: Table) -> list[str]:
    """The columns of a table: one a variable, and `name__absence` behind it where a reason may stand in place of a value."""
    return [name for one in table.variables for name in _columns(one)]


def absence_column(variable: Variable) -> str:
    """The name of the column that holds the reason why a variable has no value."""
    return f"{variable.name}__absence"


def _columns(variable: Variable) -> tuple[str, ...]:
    return (variable.name, absence_column(variable)) if variable.absences else (variable.name,)


def _lines(table: Table) -> Iterator[list[str]]:
    yield header(table)
    for row in table.rows:
        yield [text for one, cell in zip(table.variables, row, strict=True) for text in _texts(one, cell)]


def _texts(variable: Variable, cell: Cell) -> tuple[str, ...]:
    value, absence = ("", cell.value) if isinstance(cell, Absence) else (cell, "")
    return (value, absence) if variable.absences else (value,)


def schema(dataset: Dataset, table: Table, language: str) -> Json:
    """The Table Schema of a table's CSV file."""
    made: Json = {
        "$schema": f"{_PROFILE}/tableschema.json",
        "fields": [field for one in table.variables for field in _fields(dataset, table, one, language)],
        "missingValues": [""],
        "primaryKey": list(table.keys),
    }
    if table.links:
        made["foreignKeys"] = [
            {"fields": list(one.columns), "reference": {"resource": one.table, "fields": list(one.others)}}
            for one in table.links
        ]
    return made


def _fields(dataset: Dataset, table: Table, one: Variable, language: str) -> Iterator[Json]:
    field: Json = {"name": one.name, "title": one.label(language)}
    if one.hints:
        field["description"] = text_in(one.hints, language)
    field |= _TYPES.get(one.kind, {"type": "string"}) if _fits(table, one) else {"type": "string"}
    if one.kind is ValueKind.ONE_CHOICE and one.options:
        field["categories"] = [{"value": option.name, "label": option.label(language)} for option in one.options]
    if one.name in table.keys:
        field["constraints"] = {"required": True}
    yield field
    if one.absences:
        words = [{"value": word.value, "label": reason(dataset, word, language)} for word in one.absences]
        yield {"name": absence_column(one), "title": one.label(language), "type": "string", "categories": words}


def _fits(table: Table, one: Variable) -> bool:
    """Whether every value is of its kind: a draft of an interview may hold one that is not."""
    if one.kind not in _TYPES or one.kind in {ValueKind.SEVERAL_CHOICES, ValueKind.RANK}:
        return True
    cells = (cell for cell in table.column(one.name) if cell and not isinstance(cell, Absence))
    return not any(isinstance(typed(cell, one.kind), str) for cell in cells)


def _package(dataset: Dataset, language: str) -> Json:
    return {
        "$schema": f"{_PROFILE}/datapackage.json",
        "name": dataset.edition,
        "title": text_in(dataset.titles, language),
        "description": text_in(dataset.notice, language),
        "created": dataset.moment,
        "resources": [
            {
                "name": table.name,
                "type": "table",
                "title": text_in(table.titles, language),
                "path": f"{table.name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": f"{table.name}.schema.json",
            }
            for table in dataset.tables
        ],
    }


def _json(made: Json) -> bytes:
    made = {key: value for key, value in made.items() if value != ""}
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()
