"""How an interview goes, as stretches of time: which question, how long, in what order, with which pauses.

The rule for pauses: time counts for a question until the last key or click that typed, chose or moved something; where none
follows within `IDLE`, all of the time from that one to the next is a pause. So is the time in which the window is not in front,
and the time in which the machine slept, which shows in a clock that ran on without us.
"""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from clusterbench_gui.domain.paradata import PAUSES, Doing, Stretch
from clusterbench_gui.domain.studies import Person

if TYPE_CHECKING:  # it imports the form engine and the database
    from clusterbench_gui.app.studies import Study

IDLE = 120.0
"""Seconds without a key or click that make a pause: people think and look things up in less."""
TICK = 10.0
"""Seconds between two calls of `Recorder.tick`."""
ASLEEP = 4 * TICK
"""Seconds without any call: the machine or the program stood still."""
_LEAP = 5.0
"""Seconds that the machine's clock runs ahead of the one that only runs on, which stands still while some machines sleep."""


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def keep_paradata(study: "Study", stretches: Sequence[Stretch], author: Person) -> None:
    """Keep stretches in the name of the person who works here. Durable on return; raises as `Workspace.keep_paradata` does."""
    study.workspace.keep_paradata([one._replace(person=author.id) for one in stretches])


@dataclass(frozen=True, slots=True)
class _Open:
    """A stretch that goes on; `start` in seconds of the sitting."""

    number: int
    doing: Doing
    path: str
    start: float
    corrections: int = 0


class Recorder:
    """One sitting. It is told what happens, in order, and hands out stretches; it knows no person and keeps nothing."""

    def __init__(
        self, interview: str, *, now: Callable[[], datetime] = _now, runs: Callable[[], float] = time.monotonic
    ) -> None:
        """`now` is the machine's time, aware; `runs` are seconds of a clock that only runs on."""
        self._interview = interview
        self._sitting = uuid.uuid4().hex
        self._now, self._runs = now, runs
        self._begun, self._origin = now(), runs()
        self._slept = self._heard = self._acted = 0.0
        self._number = 0
        self._open: _Open | None = None
        self._closed: list[Stretch] = []
        self._given: Stretch | None = None
        self._is_here = False

    def came(self, path: str, *, jumped: bool = False) -> None:
        """The focus came to a place: by a step, or by a jump over others."""
        self.acted()
        is_there = self._open is not None and (self._open.doing, self._open.path) == (Doing.QUESTION, path)
        if not is_there:
            self._turn(Doing.QUESTION, path, moment=Doing.JUMP if jumped else None)

    def listed(self) -> None:
        """The list of problems before finishing is shown."""
        self.acted()
        self._turn(Doing.LIST, "")

    def acted(self) -> None:
        """Somebody typed, chose or moved something."""
        self._go_on()
        if self._open is not None and self._open.doing.value in PAUSES:
            self._turn(Doing.QUESTION if self._open.path else Doing.LIST, self._open.path)
        self._acted = self._heard

    def corrected(self) -> None:
        """An answer took the place of another."""
        self.acted()
        if self._open is not None:
            self._open = replace(self._open, corrections=self._open.corrections + 1)

    def away(self) -> None:
        """The window is not in front any more."""
        self.tick()
        if self._open is not None and self._open.doing is not Doing.AWAY:
            self._turn(Doing.AWAY, self._open.path)

    def back(self) -> None:
        """The window is in front again."""
        self.tick()
        if self._open is not None and self._open.doing is Doing.AWAY:
            self._turn(Doing.QUESTION if self._open.path else Doing.LIST, self._open.path)
            self._acted = self._heard

    def tick(self) -> None:
        """Time passes; call it every `TICK` seconds."""
        if self._is_here:
            self._go_on()

    def left(self) -> None:
        """The interview is left. Whatever is told afterwards opens it again."""
        if self._is_here:
            self._go_on()
            self._close(self._heard)
            self._note(Doing.LEFT, "")
            self._is_here = False

    def take(self) -> tuple[Stretch, ...]:
        """What is new since the last call. A question that goes on is among it, as far as it surely counts, and comes again longer."""
        taken, self._closed = self._closed, []
        going = self._open
        if going is not None and going.doing.value not in PAUSES:
            one = self._stretch(going, max(going.start, self._acted))
            if one != self._given:
                self._given = one
                taken.append(one)
        return tuple(taken)

    def _go_on(self) -> None:
        """Find out what went on since the last call."""
        now = self._elapsed()
        if not self._is_here:
            self._is_here, self._heard, self._acted = True, now, now
            self._note(Doing.OPENED, "")
            return
        going, is_pause = self._open, self._open is not None and self._open.doing.value in PAUSES
        if going is not None and not is_pause:
            if now - self._heard > ASLEEP:
                self._close(self._heard)
                self._begin(Doing.ASLEEP, going.path, self._heard)
                self._close(now)
                self._begin(going.doing, going.path, now)
                self._acted = now
            elif now - self._acted > IDLE:
                at = max(going.start, self._acted)
                self._close(at)
                self._begin(Doing.IDLE, going.path, at)
        self._heard = now

    def _elapsed(self) -> float:
        runs = self._runs() - self._origin
        leap = (self._now() - self._begun).total_seconds() - runs - self._slept
        if leap > _LEAP:
            self._slept += leap
        return max(self._heard, runs + self._slept)

    def _turn(self, doing: Doing, path: str, *, moment: Doing | None = None) -> None:
        self._close(self._heard)
        if moment is not None:
            self._note(moment, path)
        self._begin(doing, path, self._heard)

    def _begin(self, doing: Doing, path: str, start: float) -> None:
        self._number += 1
        self._open = _Open(self._number, doing, path, start)

    def _close(self, end: float) -> None:
        going, self._open = self._open, None
        if going is not None:
            self._closed.append(self._stretch(going, end))

    def _note(self, doing: Doing, path: str) -> None:
        """Something without a length."""
        self._begin(doing, path, self._heard)
        self._close(self._heard)

    def _stretch(self, one: _Open, end: float) -> Stretch:
        start = (self._begun + timedelta(seconds=one.start)).isoformat(timespec="milliseconds")
        length = round((end - one.start) * 1000)
        return Stretch(
            self._sitting,
            one.number,
            self._interview,
            "",
            one.doing.value,
            one.path,
            start,
            length,
            one.corrections,
        )
