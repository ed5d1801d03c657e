"""Checking the sheets of an XLSForm cell by cell, so that all its faults show at once and with their places."""

import re
from collections.abc import Callable, Container

from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.forms.sheets import Sheets, cells_of, rows_of
from clusterbench_gui.forms.xpath.compiler import Compiler
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import Expression, SyntaxFault, compiled

REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^{}\s]*)\s*\}")
EXPRESSIONS = frozenset(
    {"relevant", "relevance", "constraint", "calculation", "calculate", "choice_filter", "repeat_count"}
    | {"bind::cb:warning", "bind:relevant", "bind:constraint", "bind:calculate", "bind::calculate"}
)
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""What word processors make of quotes; the converter turns them back."""


def check_sheets(file: str, sheets: Sheets) -> tuple[Problem, ...]:
    """References to names that do not exist, expressions that cannot be parsed, and calls that cannot work."""
    names = rows_of(sheets.survey)
    found: list[Problem] = []
    for sheet, rows in (("survey", sheets.survey), ("choices", sheets.choices)):
        for number, column, text in cells_of(rows):
            place = Place(file, sheet, number, column)
            if sheet == "survey" and column.lower() in EXPRESSIONS:
                found += check_expression(text, names, place)
            else:
                found += _unknown(text, names, place)
    return tuple(found)


def check_expression(text: str, names: Container[str], place: Place) -> list[Problem]:
    """What is wrong with an expression over these names, as far as it shows without a form."""
    found = _unknown(text, names, place)
    if found:
        return found
    try:
        tree = parsed(text)
        compiler = Compiler()
        compiled(compiler.value, tree)
    except SyntaxFault as fault:
        return [problem("expression-syntax", place, text=text.strip(), at=fault.column, found=fault.found)]
    return [problem(one.code, place, function=one.name, at=one.at) for one in compiler.faults]


def _blank(match: re.Match[str]) -> str:
    """A reference stands for a path; one of the same length keeps the columns right."""
    return "_" * len(match.group())


def parsed(text: str, stand_in: Callable[[re.Match[str]], str] = _blank) -> Expression:
    """The tree of an expression as written in a cell, with stand-ins for its references. Raises `SyntaxFault`."""
    return parse(REFERENCE.sub(stand_in, text.translate(_STRAIGHT)).replace("\n", " "))


def _unknown(text: str, names: Container[str], place: Place) -> list[Problem]:
    unknown = [name for name in REFERENCE.findall(text) if name not in names]
    return [problem("unknown-name", place, name=name) for name in dict.fromkeys(unknown)]
