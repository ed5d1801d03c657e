"""`edition.toml`, read part by part, so that one entry that is wrong hides no other."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from clusterbench_gui.app.editions.entries import EntryReader, get, is_kind, place_of, text_of, texts_of
from clusterbench_gui.domain.editions import Group, Instrument, Method, Names, Origin
from clusterbench_gui.domain.problems import Place, Problem, problem

EDITION_FILE = "edition.toml"
WORKBOOK = ".xlsx"
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


class SettingsReader(EntryReader):
    """The entries of `edition.toml`."""

    def __init__(self, files: Mapping[str, bytes], faults: list[Problem]) -> None:
        """An edition must have this file."""
        super().__init__(EDITION_FILE, files, faults)
        if EDITION_FILE not in files:
            faults.append(problem("edition-file-missing", Place(file=EDITION_FILE)))
        self._check(self._table or {})

    def _check(self, table: Mapping[str, Any]) -> None:
        """Note what nothing reads, and ids that are none."""
        self._known(table, _KEYS)
        for key in ("id", "previous"):
            value = table.get(key)
            if key in table and isinstance(value, str) and (value or key == "id"):
                self._id(value, key)
        if table.get("previous") and table.get("previous") == table.get("id"):
            self._faults.append(problem("edition-twice", self.place("previous"), name=str(table["id"])))

    def _id(self, value: str, entry: str) -> None:
        """Note an id that could not be one."""
        if not _ID.fullmatch(value):
            self._faults.append(problem("edition-id", self.place(entry), text=value))

    def languages(self, guess: Sequence[str]) -> tuple[str, ...]:
        """The languages of the edition's texts; those that its tables seem to have, where the entry is missing."""
        found = self._part("languages", lambda table: tuple(texts_of(table["languages"], "languages")), tuple(guess))
        distinct = tuple(language for language in dict.fromkeys(found) if language.strip())
        if self._table is not None and (not distinct or len(distinct) < len(found)):
            self._faults.append(problem("edition-languages", self.place("languages")))
        return distinct or tuple(guess)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text; one without a default must be there."""
        return self._part(key, lambda table: text_of(get(table, key, default), key), default or "")

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
        internal = self._nested(place, lambda: texts_of(table.get("internal", []), f"{place}.internal"))
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
        question = self._nested(place, lambda: text_of(table.get("question", key), f"{place}.question"))
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


def entry_place(text: str, entry: str) -> Place:
    """The place of an entry in the text of `edition.toml`."""
    return place_of(EDITION_FILE, text, entry)


def _bounds(value: Any, name: str) -> tuple[float, ...]:
    numbers: list[float] = is_kind(value, list, name)
    for one in numbers:
        if isinstance(one, bool) or not isinstance(one, int | float):
            raise TypeError(f"{name} = {value!r}")
    return tuple(float(one) for one in numbers)


def _window(table: Mapping[str, Any]) -> tuple[date, date]:
    window = table["field_window"]
    first, last = (_day(window[key], f"field_window.{key}") for key in ("first", "last"))
    return first, last


def _day(value: Any, name: str) -> date:
    day: date = is_kind(value, date, name)
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
