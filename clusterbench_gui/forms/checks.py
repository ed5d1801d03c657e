"""Checking the sheets of an XLSForm cell by cell, so that all its faults show at once and with their places."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import SyntaxFault

_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^{}\s]*)\s*\}")
_EXPRESSIONS = frozenset(
    {"relevant", "relevance", "constraint", "calculation", "calculate", "choice_filter", "repeat_count"}
    | {"bind::cb:warning", "bind:relevant", "bind:constraint", "bind:calculate", "bind::calculate"}
)
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""What word processors make of quotes; the converter turns them back."""
_NAME_COLUMNS = ("name", "value", "id")
Row = Mapping[str, Any]


def rows_of(survey: Sequence[Row]) -> dict[str, int]:
    """Rows of the survey sheet, from 2, by the name of the question."""
    found: dict[str, int] = {}
    for number, row in enumerate(survey, start=2):
        name = _name(row)
        if name:
            found.setdefault(name, number)
    return found


def check_sheets(file: str, survey: Sequence[Row], choices: Sequence[Row]) -> tuple[Problem, ...]:
    """References to names that do not exist, and expressions that cannot be parsed."""
    names = rows_of(survey)
    found: list[Problem] = []
    for sheet, rows in (("survey", survey), ("choices", choices)):
        for number, column, text in _cells(rows):
            place = Place(file, sheet, number, column)
            unknown = [name for name in _REFERENCE.findall(text) if name not in names]
            found += [problem("unknown-name", place, name=name) for name in dict.fromkeys(unknown)]
            if sheet == "survey" and column.lower() in _EXPRESSIONS and not unknown:
                found += _syntax(text, place)
    return tuple(found)


def _syntax(text: str, place: Place) -> list[Problem]:
    """A reference stands for a path; one of the same length keeps the columns right."""
    text = text.translate(_STRAIGHT)
    stand_in = _REFERENCE.sub(lambda match: "_" * len(match.group()), text)
    try:
        parse(stand_in.replace("\n", " "))
    except SyntaxFault as fault:
        return [problem("expression-syntax", place, text=text.strip(), at=fault.column, found=fault.found)]
    return []


def _cells(rows: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    for number, row in enumerate(rows, start=2):
        for column, value in row.items():
            if isinstance(value, str) and value.strip():
                yield number, str(column).strip(), value


def _name(row: Row) -> str:
    lowered = {str(key).strip().lower(): value for key, value in row.items()}
    return next((str(lowered[key]).strip() for key in _NAME_COLUMNS if lowered.get(key)), "")
