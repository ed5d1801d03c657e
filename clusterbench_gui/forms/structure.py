"""Checking how the rows of an XLSForm hang together, all at once: the converter stops at the first that does not."""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.forms.sheets import Row, Sheets, cell, choices_from, kind_of, name_of, numbered

_BEGIN = re.compile(r"begin[ _](group|lgroup|repeat|loop|looped group)(?: .*)?", re.IGNORECASE)
_END = re.compile(r"end[ _](group|lgroup|repeat|loop|looped group)", re.IGNORECASE)
_REPEATS = frozenset({"lgroup", "looped group"})
_CHOOSING = re.compile(r"(?:add )?(?:select|rank|cascading|osm)\w*\b.*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?")
_UNNAMED = frozenset({"note", "audit"})
_LABELS = re.compile(r"(?:label|caption|name|tag|value)\b.*", re.IGNORECASE)
_CALCULATED = re.compile(r"(?:bind::?)?calculat(?:e|ion)|default", re.IGNORECASE)
_DISABLED = frozenset({"yes", "true", "true()"})


@dataclass(slots=True)
class _Level:
    """A group or repeat that is open, with the names in it and their rows."""

    kind: str
    row: int
    name: str
    names: dict[str, int] = field(default_factory=dict)


def check_structure(file: str, sheets: Sheets, types: Collection[str]) -> Iterator[Problem]:
    """Types, names, and beginnings and ends of groups in the survey, and the lists that it chooses from.

    `types` are the words of the converter for questions that choose from no list.
    """
    known = {one.lower() for one in types}
    open_levels = [_Level("", 0, "")]
    for number, row in numbered(sheets.survey):
        kind = kind_of(row)
        if cell(row, "disabled").lower() in _DISABLED:
            continue
        place = Place(file, "survey", number, "type", name_of(row))
        if not kind:
            if any(_LABELS.fullmatch(str(column).strip()) and value for column, value in row.items()):
                yield problem("type-missing", place)
        elif ended := _END.fullmatch(kind):
            yield from _close(open_levels, _plain(ended[1]), place)
        else:
            yield from _check_type(kind, known, sheets, place)
            yield from _check_name(row, kind, open_levels[-1], place)
            if kind.lower() == "calculate" and not any(
                _CALCULATED.fullmatch(str(one).strip()) for one in row if row[one]
            ):
                yield problem("calculation-missing", Place(file, "survey", number, "calculation", name_of(row)))
            if begun := _BEGIN.fullmatch(kind):
                open_levels.append(_Level(_plain(begun[1]), number, name_of(row)))
    for level in open_levels[1:]:
        yield problem("begin-unclosed", Place(file, "survey", level.row, "type", level.name), kind=level.kind)


def _plain(kind: str) -> str:
    return "repeat" if kind.lower() in _REPEATS else kind.lower()


def _close(levels: list[_Level], kind: str, place: Place) -> Iterator[Problem]:
    if len(levels) == 1:
        yield problem("end-unopened", place, kind=kind)
        return
    level = levels.pop()
    if level.kind != kind:
        yield problem("end-mismatched", place, kind=kind, opened=level.kind, row=level.row)


def _check_type(kind: str, known: Collection[str], sheets: Sheets, place: Place) -> Iterator[Problem]:
    wanted = choices_from(kind)
    if wanted:
        if (
            sheets.lists and wanted not in sheets.lists
        ):  # without any, the sheet itself is missing, which the converter says
            yield problem("choice-list-unknown", place, text=wanted)
    elif not (kind.lower() in known or _BEGIN.fullmatch(kind) or _CHOOSING.fullmatch(kind)):
        near = difflib.get_close_matches(kind.lower(), sorted(known), n=1)
        yield problem("type-unknown-near" if near else "type-unknown", place, text=kind, near=near[0] if near else "")


def _check_name(row: Row, kind: str, level: _Level, place: Place) -> Iterator[Problem]:
    place = Place(place.file, place.sheet, place.row, "name", place.name)
    name = name_of(row)
    if not name:
        if kind.lower() not in _UNNAMED:
            yield problem("name-missing", place)
    elif not _NAME.fullmatch(name):
        yield problem("name-invalid", place, text=name)
    elif name in level.names:
        yield problem("name-twice", place, row=level.names[name])
    level.names.setdefault(name, place.row or 0)
