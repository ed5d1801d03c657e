"""`edition.toml`, read part by part, so that one entry that is wrong hides no other."""

import math
import re
import tomllib
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import pairwise
from pathlib import PurePath
from typing import Any, TypeVar

from clusterbench_gui.domain.editions import Group, Instrument, Method, Names, Origin
from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.support.toml import row_of

EDITION_FILE = "edition.toml"
WORKBOOK = ".xlsx"
T = TypeVar("T")
_HEADER = re.compile(r"\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?")
_ENTRY = re.compile(r"([\w.\-\"' ]+?)\s*=")
_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
"""Ids become names of folders and parts of paths."""
_KEYS = frozenset(
    {
        "id",
        "languages",
        "previous",
        "named",
        "title",
        "notice",
        "field_window",
        "instruments",
        "groups",
        "method",
        "origin",
    }
)
_INSTRUMENT_KEYS = frozenset({"file", "title", "thanks", "internal"})
_GROUP_KEYS = frozenset({"question", "bounds"})
_ORIGIN_KEYS = ("file", "source", "licence")
_NO_DATES = date.min, date.max


class SettingsReader:
    """The entries of `edition.toml`. A part that is wrong is noted among the faults, and what stands for it is returned."""

    def __init__(self, files: Mapping[str, bytes], faults: list[Problem]) -> None:
        """Without a table that can be read, every part is as if it were empty."""
        self._files = files
        self._faults = faults
        self._text = ""
        self._table: Mapping[str, Any] | None = self._read()

    def _read(self) -> Mapping[str, Any] | None:
        if EDITION_FILE not in self._files:
            self._faults.append(problem("edition-file-missing", Place(file=EDITION_FILE)))
            return None
        try:
            self._text = self._files[EDITION_FILE].decode("utf-8-sig")
            table = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            place = Place(file=EDITION_FILE, row=row_of(error))
            self._faults.append(problem("toml-syntax", place, detail=str(error)))
            return None
        self._known(table, _KEYS)
        for key in ("id", "previous"):
            value = table.get(key)
            if key in table and isinstance(value, str) and (value or key == "id"):
                self._id(value, key)
        if table.get("previous") and table.get("previous") == table.get("id"):
            self._faults.append(problem("edition-twice", self.place("previous"), name=str(table["id"])))
        return table

    def _known(self, table: Mapping[str, Any], known: Container[str], above: str = "") -> None:
        """Note the entries that nothing reads."""
        for key in table:
            if key not in known:
                self._faults.append(problem("edition-key-unknown", self.place(f"{above}{key}")))

    def _id(self, value: str, entry: str) -> None:
        """Note an id that could not be one."""
        if not _ID.fullmatch(value):
            self._faults.append(problem("edition-id", self.place(entry), text=value))

    def place(self, entry: str) -> Place:
        """Where an entry (`groups.phase.question`) stands; the row is None where it cannot be found."""
        return entry_place(self._text, entry)

    def languages(self, guess: Sequence[str]) -> tuple[str, ...]:
        """The languages of the edition's texts; those that its tables seem to have, where the entry is missing."""
        found = self._part("languages", lambda table: tuple(_texts(table["languages"], "languages")), tuple(guess))
        distinct = tuple(language for language in dict.fromkeys(found) if language.strip())
        if self._table is not None and (not distinct or len(distinct) < len(found)):
            self._faults.append(problem("edition-languages", self.place("languages")))
        return distinct or tuple(guess)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text; one without a default must be there."""
        return self._part(key, lambda table: _text(_get(table, key, default), key), default or "")

    def names(self, key: str, languages: Sequence[str]) -> Names:
        """A text in every language."""
        return self._part(key, lambda table: self._translated(table[key], key, languages), {})

    def field_window(self) -> tuple[date, date]:
        """The first and the last day of the field work."""
        window = self._part("field_window", _window, _NO_DATES)
        if window[0] > window[1]:
            self._faults.append(problem("field-window-reversed", self.place("field_window")))
        return window

    def instruments(self, languages: Sequence[str]) -> tuple[Instrument, ...]:
        """The questionnaires; where the table cannot be read, every workbook is taken for one."""
        if self._table is None:
            books = [name for name in sorted(self._files) if PurePath(name).suffix == WORKBOOK]
            return tuple(Instrument(PurePath(name).stem, name, {}) for name in books)
        tables = self._tables("instruments", required=True)
        return tuple(self._instrument(key, one, languages) for key, one in tables.items())

    def _instrument(self, key: str, table: Mapping[str, Any], languages: Sequence[str]) -> Instrument:
        place = f"instruments.{key}"
        self._id(key, place)
        self._known(table, _INSTRUMENT_KEYS, f"{place}.")
        file = self._entry(table, place, "file")
        if file and file not in self._files:
            self._faults.append(problem("edition-file-missing", Place(file=file)))
        titles = self._nested(place, lambda: self._translated(table["title"], f"{place}.title", languages))
        thanks = table.get("thanks")
        words = self._nested(place, lambda: self._translated(thanks, f"{place}.thanks", languages)) if thanks else {}
        internal = self._nested(place, lambda: _texts(table.get("internal", []), f"{place}.internal"))
        return Instrument(key, file, titles or {}, words or {}, tuple(internal or ()))

    def groups(self, languages: Sequence[str]) -> tuple[Group, ...]:
        """The ways to group clusters."""
        return tuple(self._group(key, one, languages) for key, one in self._tables("groups").items())

    def _group(self, key: str, table: Mapping[str, Any], languages: Sequence[str]) -> Group:
        place = f"groups.{key}"
        self._known(table, {*languages, *_GROUP_KEYS}, f"{place}.")
        names = {language: text for language, text in table.items() if language in languages}
        names = dict(self._nested(place, lambda: self._translated(names, place, languages)) or {})
        bounds = self._nested(place, lambda: _bounds(table.get("bounds", []), f"{place}.bounds")) or ()
        if any(low >= high for low, high in pairwise(bounds)) or not all(math.isfinite(one) for one in bounds):
            self._faults.append(problem("group-bounds-order", self.place(f"{place}.bounds")))
        question = self._nested(place, lambda: _text(table.get("question", key), f"{place}.question"))
        return Group(key, names, question or key, bounds)

    def method(self) -> Method:
        """How scores are made, each entry of the kind that it has by default."""
        return self._part("method", lambda table: _method(table.get("method", {})), Method())

    def origins(self) -> tuple[Origin, ...]:
        """Where each file comes from."""
        return tuple(self._origin(key, one) for key, one in self._tables("origin").items())

    def _origin(self, key: str, table: Mapping[str, Any]) -> Origin:
        self._known(table, _ORIGIN_KEYS, f"origin.{key}.")
        return Origin(key, *(self._entry(table, f"origin.{key}", name) for name in _ORIGIN_KEYS))

    def _tables(self, key: str, *, required: bool = False) -> dict[str, Mapping[str, Any]]:
        """The tables below an entry, by their keys."""
        default: Mapping[str, Any] = {}
        read = self._part(
            key, lambda table: _is(_get(table, key, None if required else default), Mapping, key), default
        )
        return {name: one for name, one in read.items() if self._is_table(f"{key}.{name}", one)}

    def _is_table(self, place: str, value: Any) -> bool:
        return self._nested(place, lambda: _is(value, Mapping, place)) is not None

    def _entry(self, table: Mapping[str, Any], place: str, key: str) -> str:
        return self._nested(place, lambda: _text(table[key], f"{place}.{key}")) or ""

    def _part(self, key: str, read: Callable[[Mapping[str, Any]], T], default: T) -> T:
        """A part at the top of the table; an entry missing in it is named as it is written there."""
        table = self._table
        if table is None:
            return default
        found = self._guarded(key, "", lambda: read(table))
        return default if found is None else found

    def _nested(self, place: str, read: Callable[[], T]) -> T | None:
        return self._guarded(place, f"{place}.", read)

    def _guarded(self, place: str, prefix: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except KeyError as error:
            where = Place(file=EDITION_FILE, name=f"{prefix}{error.args[0]}")
            self._faults.append(problem("edition-key-missing", where))
        except (TypeError, ValueError, AttributeError) as error:
            self._faults.append(problem("edition-value", self.place(place), detail=str(error)))
        return None

    def _translated(self, names: Any, place: str, languages: Sequence[str]) -> Names:
        found: Mapping[str, Any] = _is(names, Mapping, place)
        for language in languages:
            if not found.get(language):
                self._faults.append(
                    problem("edition-key-missing", Place(file=EDITION_FILE, name=f"{place}.{language}"))
                )
        return {language: _text(text, f"{place}.{language}") for language, text in found.items()}


def entry_place(text: str, entry: str) -> Place:
    """The place of an entry in the text of `edition.toml`."""
    return Place(file=EDITION_FILE, row=line_of(text, entry), name=entry)


def line_of(text: str, entry: str) -> int | None:
    """The line of an entry or table in a TOML text as people write it; None where it is written in another way."""
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.fullmatch(line.strip()):
            table = header[1]
            if table == entry:
                return number
        elif key := _ENTRY.match(line.strip()):
            name = key[1].replace('"', "").replace("'", "").replace(" ", "")
            if entry == (f"{table}.{name}" if table else name):
                return number
    return None


def _get(table: Mapping[str, Any], key: str, default: Any) -> Any:
    """An entry; one without a default must be there."""
    return table[key] if default is None else table.get(key, default)


def _is(value: Any, kind: Any, name: str) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{name} = {value!r}")
    return value


def _text(value: Any, name: str) -> str:
    text: str = _is(value, str, name)
    return text


def _texts(value: Any, name: str) -> list[str]:
    return [_text(one, name) for one in _is(value, list, name)]


def _bounds(value: Any, name: str) -> tuple[float, ...]:
    numbers: list[float] = _is(value, list, name)
    for one in numbers:
        if isinstance(one, bool) or not isinstance(one, int | float):
            raise TypeError(f"{name} = {value!r}")
    return tuple(float(one) for one in numbers)


def _window(table: Mapping[str, Any]) -> tuple[date, date]:
    window = table["field_window"]
    first, last = (_day(window[key], f"field_window.{key}") for key in ("first", "last"))
    return first, last


def _day(value: Any, name: str) -> date:
    day: date = _is(value, date, name)
    return day.date() if isinstance(day, datetime) else day


def _method(table: Mapping[str, Any]) -> Method:
    """The method, each entry of the kind that it has by default; a whole number stands for a fraction as well."""
    known = {entry.name for entry in fields(Method)}
    for key, value in table.items():
        if key not in known:
            raise TypeError(f"method.{key} = {value!r}")
    method = Method(**table)
    for entry in fields(method):
        value, kind = getattr(method, entry.name), type(entry.default)
        is_kind = isinstance(value, (int, float) if kind is float else kind)
        if not is_kind or (isinstance(value, bool) and kind is not bool):
            raise TypeError(f"method.{entry.name} = {value!r}")
    return method
