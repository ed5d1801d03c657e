"""What the converter says of a form, as codes with places; what is not known here is passed on in its own words."""

import logging
import re
from collections.abc import Iterator

from clusterbench_gui.domain.problems import Place, Problem, Severity, problem

_LOG = logging.getLogger(__name__)
_ROW = re.compile(r"\[row\s*:\s*(\d+)\]")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet|provided for sheet: '(\w+)'")
_COLUMN = re.compile(r"the '([^']+)' value")
_NO_SHEET = re.compile(r"must have a sheet named '(\w+)'|should be a (\w+) sheet")
_UNTRANSLATED = re.compile(
    r"Language '(?P<language>[^']+)' is missing the (?P<sheet>survey|choices) (?:(?P<one>\S+) column|columns (?P<more>[^.]+))\."
)
_ERRORS = (
    (re.compile(r"find the name '(?P<name>[^']+)'"), "unknown-name"),
    (re.compile(r"Duplicate column header: (?P<name>.+)"), "column-twice"),
    (re.compile(r"names for the same column were found: '(?P<other>[^']+)', '(?P<column>[^']+)'"), "columns-alike"),
    (re.compile(r"Missing calculation"), "calculation-missing"),
)
_WARNINGS = (
    (re.compile(r"Choices should have a label"), "choice-without-label"),
    (re.compile(r"machine-readable codes: (?P<languages>[^.]+)\."), "language-without-code"),
    (
        re.compile(r"a sheet named '(?P<sheet>\w+)', the following sheets .*? were found: '(?P<found>[^']+)'"),
        "sheet-misspelt",
    ),
    (re.compile(r"uses or_other and translations"), "other-untranslated"),
    (re.compile(r"Use the max-pixels parameter"), "image-unbounded"),
    (re.compile(r"(?:Repeat|Group) has no label"), "group-without-label"),
    (re.compile(r"Column headers must not be empty and must not contain spaces"), "column-with-blanks"),
)


def refusal(file: str, error: Exception, *, is_workbook: bool) -> Problem:
    """The problem that an exception of the converter stands for."""
    text = str(error)
    place = _place(file, text)
    if missing := _NO_SHEET.search(text):
        return problem("sheet-missing", Place(file=file, sheet=missing[1] or missing[2]))
    for pattern, code in _ERRORS:
        if match := pattern.search(text):
            return problem(code, _at_column(place, match), **_values(match))
    if "was not recognized as a supported type" in text:
        return problem("form-unreadable" if is_workbook else "not-a-form", place)
    if not type(error).__module__.startswith("pyxform"):
        _LOG.info("a form could not be read: %s", type(error).__name__)
        return problem("form-unreadable", place)
    return problem("form-refused", place, text=_ROW.sub("", text).strip())


def doubts(file: str, text: str) -> Iterator[Problem]:
    """The problems that a warning of the converter stands for."""
    place = _place(file, text)
    untranslated = list(_UNTRANSLATED.finditer(text))
    for one in untranslated:
        for column in (one["one"] or one["more"]).split(", "):
            where = Place(file, one["sheet"], None, f"{column}::{one['language']}")
            yield problem("column-untranslated", where, Severity.WARNING)
    if untranslated:
        return
    for pattern, code in _WARNINGS:
        if match := pattern.search(text):
            yield problem(code, place, Severity.WARNING, **_values(match))
            return
    yield problem("form-warning", place, Severity.WARNING, text=_ROW.sub("", text).strip())


def _place(file: str, text: str) -> Place:
    row, sheet, column = _ROW.search(text), _SHEET.search(text), _COLUMN.search(text)
    return Place(
        file=file,
        sheet=(sheet[1] or sheet[2]) if sheet else "survey" if row else "",
        row=int(row[1]) if row else None,
        column=column[1] if column else "",
    )


def _at_column(place: Place, match: re.Match[str]) -> Place:
    column = match.groupdict().get("column")
    return Place(place.file, place.sheet, place.row, column.strip(), place.name) if column else place


def _values(match: re.Match[str]) -> dict[str, str | int]:
    return {key: value.strip() for key, value in match.groupdict().items() if value}
