"""The sheets of an XLSForm as their author sees them: rows of cells by column, counted as a spreadsheet counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Row = Mapping[str, Any]
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message", "bind::cb:warningMsg")
"""Columns that may stand once per language."""

_FIRST = 2
_NAME_COLUMNS = ("name", "value", "id")
_LIST_COLUMNS = ("list_name", "list name")
_TRANSLATION = re.compile(rf"({'|'.join(TRANSLATED)})\s*::?\s*(\S.*)", re.IGNORECASE)
_LISTED = re.compile(r"(?:(?:add )?(?:select|rank)[\w ]*?)\s+(\w[\w.-]*)")
_OR_OTHER = re.compile(r"\s+(?:or_other|or specify other|or other)$")
_FROM_ELSEWHERE = re.compile(r"select[ _](?:(?:one|multiple)[ _]from[ _]file|one_external)")
_STRUCTURE = re.compile(r"(?:begin|end)[ _]\w+")
_YES = frozenset({"yes", "true", "true()"})


@dataclass(frozen=True)
class Sheets:
    """Survey, choices and settings, and the columns that survey and choices have.

    Questions and lists are asked for by every row that is checked, so they are gathered once.
    """

    survey: Sequence[Row] = ()
    choices: Sequence[Row] = ()
    settings: Sequence[Row] = ()
    survey_columns: tuple[str, ...] = ()
    choices_columns: tuple[str, ...] = ()

    @cached_property
    def questions(self) -> dict[str, int]:
        """Rows by the name of the question, calculations included; groups and repeats are none."""
        asked = [(number, row) for number, row in numbered(self.survey) if not _STRUCTURE.match(kind_of(row))]
        return {name: number for number, row in reversed(asked) if (name := name_of(row))}

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the columns, in their order."""
        matches = (_TRANSLATION.fullmatch(column) for column in (*self.survey_columns, *self.choices_columns))
        return tuple(dict.fromkeys(match[2] for match in matches if match))

    @property
    def default_language(self) -> str:
        """The language of columns without one."""
        return cell(self.settings[0], "default_language") if self.settings else ""

    @property
    def may_repeat_choices(self) -> bool:
        """Whether the author allows that a list has a name twice."""
        return bool(self.settings) and cell(self.settings[0], "allow_choice_duplicates").lower() in _YES

    @cached_property
    def lists(self) -> dict[str, list[tuple[int, str]]]:
        """The choices of every list, as rows with names."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, row in numbered(self.choices):
            if name := list_of(row):
                found.setdefault(name, []).append((number, name_of(row)))
        return found


def numbered(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Rows with their numbers; below the header, the first is 2."""
    return enumerate(rows, start=_FIRST)


def cells_of(rows: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    """Row, column and text of every cell that is not blank."""
    for number, row in numbered(rows):
        for column, value in row.items():
            if isinstance(value, str) and value.strip():
                yield number, str(column).strip(), value


def rows_of(survey: Sequence[Row]) -> dict[str, int]:
    """Rows of the survey sheet, from 2, by the name of the question."""
    found: dict[str, int] = {}
    for number, row in numbered(survey):
        name = name_of(row)
        if name:
            found.setdefault(name, number)
    return found


def cell(row: Row, *columns: str) -> str:
    """The text of the first of these columns that is filled in, whatever the case of its header; else ""."""
    lowered = {str(key).strip().lower(): value for key, value in row.items()}
    return next((str(lowered[one]).strip() for one in columns if lowered.get(one)), "")


def name_of(row: Row) -> str:
    """The name that a row gives to a question or choice."""
    return cell(row, *_NAME_COLUMNS)


def list_of(row: Row) -> str:
    """The list that a choice belongs to."""
    return cell(row, *_LIST_COLUMNS)


def kind_of(row: Row) -> str:
    """The type of a question, as written."""
    return cell(row, "type")


def choices_from(kind: str) -> str:
    """The list that a question of this type chooses from; "" where it chooses from none, a file, or answers."""
    match = None if _FROM_ELSEWHERE.match(kind) else _LISTED.fullmatch(_OR_OTHER.sub("", kind))
    return match[1] if match else ""


def has_other(kind: str) -> bool:
    """Whether a question of this type offers the choice `other` besides its list."""
    return bool(_OR_OTHER.search(kind))


def translations(row: Row, stem: str, sheets: Sheets) -> dict[str, str]:
    """The texts of a row for one translated column, by language; a column without one speaks the default language."""
    found: dict[str, str] = {}
    for column, value in row.items():
        match = _TRANSLATION.fullmatch(str(column).strip())
        if match and match[1].lower() == stem.lower():
            found[match[2]] = str(value).strip()
    if (plain := cell(row, stem.lower())) and sheets.default_language:
        found.setdefault(sheets.default_language, plain)
    return found
