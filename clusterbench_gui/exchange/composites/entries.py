"""Entries of a TOML file, each checked for its kind; everything that is wrong is found in one go."""

import math
import tomllib
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.domain.recipes import Choice, Parameter
from clusterbench_gui.support.toml import row_of

T = TypeVar("T")
Table = Mapping[str, Any]


class Entries:
    """One file's entries, by dotted names (`treat.winmax`). What cannot be read is noted, and the default stands for it."""

    def __init__(self, file: str, content: bytes) -> None:
        """Raises `ProblemError` (`toml-syntax`) for what is no TOML in UTF-8."""
        self._file = file
        self._faults: list[Problem] = []
        try:
            self.top: Table = tomllib.loads(content.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ProblemError(problem("toml-syntax", Place(file, row=row_of(error)), detail=str(error))) from None

    def close(self) -> None:
        """Raise `ProblemError` with everything that was noted."""
        raise_errors(self._faults)

    def only(self, table: Table, known: Collection[str], above: str = "") -> None:
        """Note entries that nothing reads (`entry-unknown`)."""
        for key in table:
            if key not in known:
                self._fault("entry-unknown", f"{above}{key}", known=", ".join(known))

    def table(self, name: str) -> Table:
        """A table of the file, empty where it is not there."""
        found = self.top.get(name, {})
        if isinstance(found, dict):
            return found
        self._fault("entry-not-a-table", name)
        return {}

    def number(self, table: Table, name: str, default: float) -> float:
        """A finite number."""
        return self._typed(table, name, default, _number, "entry-not-a-number")

    def whole(self, table: Table, name: str, default: int | None) -> int | None:
        """A whole number."""
        return self._typed(table, name, default, _whole, "entry-not-whole")

    def text(self, table: Table, name: str, default: str) -> str:
        """A text."""
        return self._typed(table, name, default, _text, "entry-not-a-text")

    def texts(self, table: Table, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        return self._typed(table, name, default, _texts, "entry-not-texts")

    def wholes(self, table: Table, name: str, default: tuple[int, ...] = ()) -> tuple[int, ...]:
        """A list of whole numbers."""
        return self._typed(table, name, default, _wholes, "entry-not-wholes")

    def flag(self, table: Table, name: str, *, default: bool) -> bool:
        """True or false."""
        return self._typed(table, name, default, _flag, "entry-not-a-flag")

    def choice(self, table: Table, name: str, default: str, apart: Collection[str] = ()) -> Choice:
        """A method with its parameters: all entries of a table but `method` and those in `apart`."""
        method = self.text(table, f"{name}.method", default)
        parameters = {}
        for key, value in table.items():
            if key != "method" and key not in apart:
                try:
                    parameters[key] = _parameter(value)
                except TypeError:
                    self._fault("entry-no-parameter", f"{name}.{key}")
        return Choice(method, parameters)

    def note(self, code: str, name: str, **values: str | int) -> None:
        """Note another fault of an entry."""
        self._fault(code, name, **values)

    def _typed(self, table: Table, name: str, default: T, read: Callable[[Any], T], code: str) -> T:
        key = name.rpartition(".")[2]
        if key not in table:
            return default
        try:
            return read(table[key])
        except TypeError:
            self._fault(code, name)
            return default

    def _fault(self, code: str, name: str, **values: str | int) -> None:
        self._faults.append(problem(code, Place(self._file, name=name), **values))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(one) for one in value)


def _wholes(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_whole(one) for one in value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _parameter(value: Any) -> Parameter:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, list):
        return _texts(value) if value and isinstance(value[0], str) else tuple(_number(one) for one in value)
    return _whole(value) if isinstance(value, int) else _number(value)
