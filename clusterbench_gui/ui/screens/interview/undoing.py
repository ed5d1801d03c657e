"""The steps of one opening of an interview that can be taken back, and those that can be done again."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from clusterbench_gui.domain.changes import Change

STEPS = 500
"""How many steps can be taken back."""
ROOM = 4_000_000
"""How many characters they may keep in memory, all together; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Done:
    """A step: where it was made, and what it changed; else the remark before and after."""

    path: str
    change: Change | None
    remark: tuple[str, str] = ("", "")

    @property
    def size(self) -> int:
        """About how many characters it keeps."""
        return self.change.size if self.change else sum(map(len, self.remark))


class Steps:
    """The newest steps. The log keeps all of them, and what takes them back, whatever goes from here."""

    def __init__(self, room: int = ROOM) -> None:
        """Nothing to take back yet."""
        self._room = room
        self._size = 0
        self._back: deque[Done] = deque()
        self._forth: list[Done] = []
        self._is_moving = False

    def keep(self, done: Done) -> None:
        """A step was made: it can be taken back, and what was taken back before cannot be done again any more."""
        if self._is_moving:
            return
        self._forth.clear()
        self._back.append(done)
        self._size += done.size
        while self._back and (len(self._back) > STEPS or self._size > self._room):
            self._size -= self._back.popleft().size

    def back(self) -> Done | None:
        """The step to take back now; None where there is none."""
        if not self._back:
            return None
        self._forth.append(self._back.pop())
        self._size -= self._forth[-1].size
        return self._forth[-1]

    def forth(self) -> Done | None:
        """The step to do again now; None where there is none."""
        if not self._forth:
            return None
        self._back.append(self._forth.pop())
        self._size += self._back[-1].size
        return self._back[-1]

    @contextmanager
    def moving(self) -> Iterator[None]:
        """What is done meanwhile takes a step back or does it again: it is no step of its own."""
        self._is_moving = True
        try:
            yield
        finally:
            self._is_moving = False
