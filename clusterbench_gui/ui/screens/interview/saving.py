"""The way of statements to the disk: one batch at a time, in order, and nothing forgotten when it fails."""

from collections.abc import Callable, Sequence
from enum import Enum

from clusterbench_gui.domain.events import Statement
from clusterbench_gui.domain.problems import Problem

Save = Callable[[Sequence[Statement], Callable[[str], None], Callable[[tuple[Problem, ...]], None]], None]
"""Append statements; then call `done(wall)` once they are durable, or `failed(problems)`. Both on the caller's thread."""


class Saving(Enum):
    """What the header says."""

    SAVED = "saved"
    PENDING = "pending"
    FAILED = "failed"


class SaveQueue:
    """Statements on their way.

    Only one batch is in flight. Whatever is said meanwhile waits and goes as the next batch, so that a failure can never let
    a later statement overtake an earlier one. A failed batch stays in front and goes again with the next statement, or when `send` is called.
    """

    def __init__(
        self, save: Save, *, changed: Callable[[], None], settled: Callable[[Sequence[Statement]], None]
    ) -> None:
        """`changed` is called after every change of `state`, `settled` with every batch that became durable."""
        self._save = save
        self._changed = changed
        self._settled = settled
        self._waiting: list[Statement] = []
        self._in_flight = 0
        self._has_failed = False
        self.wall = ""
        self.problems: tuple[Problem, ...] = ()

    @property
    def state(self) -> Saving:
        """Saved is true only when nothing waits."""
        if self._has_failed:
            return Saving.FAILED
        return Saving.PENDING if self._waiting else Saving.SAVED

    @property
    def unsaved(self) -> int:
        """How many statements are not durable."""
        return len(self._waiting)

    @property
    def is_sending(self) -> bool:
        """A batch is on its way, perhaps for another time."""
        return self._in_flight > 0

    def add(self, statements: Sequence[Statement]) -> None:
        """Take statements and send what waits."""
        if statements:
            self._waiting += statements
            self.send()

    def send(self) -> None:
        """Send everything that waits, unless a batch is on its way."""
        if self._waiting and not self._in_flight:
            self._in_flight = len(self._waiting)
            self._save(tuple(self._waiting), self._done, self._failed)
        self._changed()

    def _done(self, wall: str) -> None:
        batch = self._waiting[: self._in_flight]
        del self._waiting[: self._in_flight]
        self._in_flight = 0
        self.wall = wall
        self._has_failed, self.problems = False, ()
        self._settled(batch)
        self.send()

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        self._in_flight = 0
        self._has_failed, self.problems = True, problems
        self._changed()
