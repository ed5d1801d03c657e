"""The entries of a TOML file of an edition, read part by part, so that one entry that is wrong hides no other."""

import re
import tomllib
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any, TypeVar

from clusterbench_gui.domain.editions import Names
from clusterbench_gui.domain.problems import Place, Problem, problem
from clusterbench_gui.support.toml import row_of

T = TypeVar("T")
_HEADER = re.compile(r"\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?")
_ENTRY = re.compile(r"([\w.\-\"' ]+?)\s*=")


class EntryReader:
    """The entries of one file. A part that is wrong is noted among the faults, and what stands for it is returned."""

    def __init__(self, file: str, files: Mapping[str, bytes], faults: list[Problem]) -> None:
        """Without a table that can be read, every part is as if it were empty."""
        self._file = file
        self._files = files
        self._faults = faults
        self._text = ""
        self._table: Mapping[str, Any] | None = self._read() if file in files else None

    def _read(self) -> Mapping[str, Any] | None:
        try:
            self._text = self._files[self._file].decode("utf-8-sig")
            return tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            place = Place(file=self._file, row=row_of(error))
            self._faults.append(problem("toml-syntax", place, detail=str(error)))
            return None

    def _known(self, table: Mapping[str, Any], known: Container[str], above: str = "") -> None:
        """Note the entries that nothing reads."""
        for key in table:
            if key not in known:
                self._faults.append(problem("edition-key-unknown", self.place(f"{above}{key}")))

    def place(self, entry: str) -> Place:
        """Where an entry (`groups.phase.question`) stands; the row is None where it cannot be found."""
        return place_of(self._file, self._text, entry)

    def _tables(self, key: str, *, required: bool = False) -> dict[str, Mapping[str, Any]]:
        """The tables below an entry, by their keys."""
        default: Mapping[str, Any] = {}
        read = self._part(
            key, lambda table: is_kind(get(table, key, None if required else default), Mapping, key), default
        )
        return {name: one for name, one in read.items() if self._is_table(f"{key}.{name}", one)}

    def _is_table(self, place: str, value: Any) -> bool:
        return self._nested(place, lambda: is_kind(value, Mapping, place)) is not None

    def _entry(self, table: Mapping[str, Any], place: str, key: str) -> str:
        return self._nested(place, lambda: text_of(table[key], f"{place}.{key}")) or ""

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
            where = Place(file=self._file, name=f"{prefix}{error.args[0]}")
            self._faults.append(problem("edition-key-missing", where))
        except (TypeError, ValueError, AttributeError) as error:
            self._faults.append(problem("edition-value", self.place(place), detail=str(error)))
        return None

    def _translated(self, names: Any, place: str, languages: Sequence[str]) -> Names:
        found: Mapping[str, Any] = is_kind(names, Mapping, place)
        for language in languages:
            if not found.get(language):
                self._faults.append(problem("edition-key-missing", Place(file=self._file, name=f"{place}.{language}")))
        return {language: text_of(text, f"{place}.{language}") for language, text in found.items()}


def place_of(file: str, text: str, entry: str) -> Place:
    """The place of an entry in the text of a file."""
    return Place(file=file, row=line_of(text, entry), name=entry)


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


def get(table: Mapping[str, Any], key: str, default: Any) -> Any:
    """An entry; one without a default must be there."""
    return table[key] if default is None else table.get(key, default)


def is_kind(value: Any, kind: Any, name: str) -> Any:
    """The value of an entry. Raises TypeError where it is of another kind."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} = {value!r}")
    return value


def text_of(value: Any, name: str) -> str:
    """The value of an entry that is a text."""
    text: str = is_kind(value, str, name)
    return text


def texts_of(value: Any, name: str) -> list[str]:
    """The value of an entry that is a list of texts."""
    return [text_of(one, name) for one in is_kind(value, list, name)]
