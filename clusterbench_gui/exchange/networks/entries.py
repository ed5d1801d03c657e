"""Entries of a JSON table, each asked for with what it has to be; what is wrong is named by its path."""

from collections.abc import KeysView, Sequence
from typing import Any, TypeVar, overload

from clusterbench_gui.domain.problems import Place, ProblemError, problem

Default = TypeVar("Default", int, None)
_MOST = 10**12


class Entries:
    """A table of a file. Every question raises `ProblemError` where the entry is not as wanted: it is missing, of another kind, or out of bounds."""

    def __init__(self, table: Any, file: str, path: str = "") -> None:
        """`path`: where the table stands."""
        self.file, self._path = file, path
        if not isinstance(table, dict):
            raise ProblemError(problem("instance-table" if path else "instance-top", Place(file=file, name=path)))
        self._table = table

    def place(self, key: str) -> Place:
        """Where an entry stands."""
        return Place(file=self.file, name=f"{self._path}.{key}" if self._path else key)

    def has(self, key: str) -> bool:
        """Whether there is an entry."""
        return key in self._table

    def keys(self) -> KeysView[str]:
        """The names of all entries."""
        return self._table.keys()

    def under(self, key: str) -> "Entries":
        """A table."""
        return Entries(self._get(key), self.file, self.place(key).name)

    def several(self, key: str) -> list["Entries"]:
        """A list of tables."""
        return [
            Entries(one, self.file, f"{self.place(key).name}[{number}]") for number, one in enumerate(self._list(key))
        ]

    def among(self, name: str, names: Sequence[str]) -> int:
        """The position of the name of an entry among names."""
        if name not in names:
            raise ProblemError(problem("instance-name", self.place(name), known=", ".join(names)))
        return names.index(name)

    @overload
    def whole(self, key: str, least: int, most: int = _MOST) -> int: ...
    @overload
    def whole(self, key: str, least: int, most: int = _MOST, *, default: Default) -> int | Default: ...
    def whole(self, key: str, least: int, most: int = _MOST, *, default: int | None = -1) -> int | None:
        """A whole number between bounds; without a default (-1) it must be there."""
        if key not in self._table and default != -1:
            return default
        number = self._get(key)
        if not isinstance(number, int) or isinstance(number, bool):
            raise ProblemError(problem("instance-whole", self.place(key)))
        if not least <= number <= most:
            raise ProblemError(problem("instance-bounds", self.place(key), number=number, least=least, most=most))
        return number

    def number(self, key: str, least: float, most: float, *, default: float | None = None) -> float:
        """A number between bounds."""
        if key not in self._table and default is not None:
            return default
        number = self._get(key)
        if not isinstance(number, (int, float)) or isinstance(number, bool):
            raise ProblemError(problem("instance-decimal", self.place(key)))
        if not least <= number <= most:
            raise ProblemError(
                problem("instance-bounds", self.place(key), number=str(number), least=str(least), most=str(most))
            )
        return float(number)

    def text(self, key: str, *, default: str) -> str:
        """A text."""
        found = self._table.get(key, default)
        if not isinstance(found, str):
            raise ProblemError(problem("instance-words", self.place(key)))
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self._list(key)
        if not all(isinstance(one, str) for one in found):
            raise ProblemError(problem("instance-texts", self.place(key)))
        return tuple(found)

    def wholes(self, key: str, *, count: int | None = None) -> tuple[int, ...]:
        """A list of whole numbers from 0 up, or one for all; with a `count` it may be missing, and has to have so many."""
        if key not in self._table and count is not None:
            return ()
        found = self._get(key)
        numbers = found if isinstance(found, list) else [found]
        if not all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= _MOST for one in numbers):
            raise ProblemError(problem("instance-wholes", self.place(key)))
        if count is not None and len(numbers) != count:
            raise ProblemError(problem("instance-count", self.place(key), number=len(numbers), wanted=count))
        return tuple(numbers)

    def rows(self, key: str, least: int) -> list[list[int]]:
        """A list of lists of at least so many whole numbers."""
        found = self._list(key) if key in self._table else []
        for number, row in enumerate(found):
            if not isinstance(row, list) or len(row) < least or not all(type(one) is int for one in row):
                raise ProblemError(problem("instance-wholes", self.place(f"{key}[{number}]")))
        return found

    def matrix(self, key: str, size: int) -> tuple[tuple[int, ...], ...]:
        """A square of whole numbers from 0 up, or nothing where it is missing."""
        rows = self.rows(key, size) if size else []
        if key in self._table and (len(rows) != size or any(len(row) != size or min(row) < 0 for row in rows)):
            raise ProblemError(problem("instance-count", self.place(key), number=len(rows), wanted=size))
        return tuple(tuple(row) for row in rows)

    def _get(self, key: str) -> Any:
        if key not in self._table:
            raise ProblemError(problem("instance-entry", self.place(key), entry=key))
        return self._table[key]

    def _list(self, key: str) -> list[Any]:
        found = self._get(key)
        if not isinstance(found, list):
            raise ProblemError(problem("instance-list", self.place(key)))
        return found
