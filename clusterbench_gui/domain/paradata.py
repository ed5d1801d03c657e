"""Paradata: how an interview went, in stretches of time. Nobody's statement, so no part of the log (docs/adr/0010-paradata.md)."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from clusterbench_gui.support.plain import is_plain

_LONGEST = 366 * 24 * 3600 * 1000
_MOST = 1_000_000_000
_LAST_YEAR = 9000


class Doing(Enum):
    """What the time went to. Pauses (idle, away, asleep) are no thinking time; those without a length are moments."""

    OPENED = "opened"
    QUESTION = "question"
    JUMP = "jump"
    LIST = "list"
    IDLE = "idle"
    AWAY = "away"
    ASLEEP = "asleep"
    LEFT = "left"


_DOINGS = frozenset(one.value for one in Doing)
PAUSES = frozenset({Doing.IDLE.value, Doing.AWAY.value, Doing.ASLEEP.value})


class Stretch(NamedTuple):
    """A stretch of a sitting: one opening of an interview on one device. `number` counts within the sitting, from 1.

    Plain words instead of enumerations, as in `domain.records`: `doing` is the word of a `Doing`. `start` is ISO 8601 with offset; it and the length
    come from a clock that only runs on, set once to the machine's when the sitting began. `corrections` are answers given in
    the stretch in place of others.
    """

    sitting: str
    number: int
    interview: str
    person: str
    doing: str
    path: str
    start: str
    milliseconds: int
    corrections: int

    @property
    def is_pause(self) -> bool:
        """Whether nobody was at it."""
        return self.doing in PAUSES


def is_stretch(row: Sequence[object]) -> bool:
    """Whether a row from elsewhere (another device, a damaged database) can be a stretch, within bounds that dates allow."""
    match row:
        case (str(), int(number), str(), str(), str(doing), str(path), str(start), int(length), int(corrections)):
            counts = 0 < number <= _MOST and 0 <= length <= _LONGEST and 0 <= corrections <= _MOST
            words = all(is_plain(one) for one in row if isinstance(one, str))
            return counts and words and doing in _DOINGS and (not path or path[0] == "/") and _is_moment(start)
    return False


def _is_moment(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo is not None and 1970 < moment.year < _LAST_YEAR
