"""Events of the log (docs/adr/0001-event-table.md): what happened, to what, by whom."""

from dataclasses import dataclass
from enum import Enum


class EventKind(Enum):
    """What happened."""

    CREATED = "created"
    ANSWER = "answer"
    ABSENCE = "absence"
    REMARK = "remark"
    REVIEW = "review"
    STATUS = "status"
    REPEAT_ADDED = "repeat-added"
    REPEAT_REMOVED = "repeat-removed"
    ATTACHMENT = "attachment"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    SETTLED = "settled"
    CONFIRMED = "confirmed"


class Role(Enum):
    """What a person does in the study. A convenience of the window, not protection."""

    INTERVIEWER = "interviewer"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says: the part of an event that the program hands to storage.

    `value` is the answer as in a submission, the word of an `Absence`, the text of a remark, the word of a status, what an
    `Attachment` says of itself, which doubt about an answer was confirmed, or the key of the row before which a row is added;
    empty where an answer, a remark or an attachment is taken back, and for a row at the end.
    """

    interview: str
    kind: EventKind
    value: str
    path: str = ""
    typed: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A statement as it stands in the log. `value` is None where consent was withdrawn and the payload erased."""

    id: str
    device: str
    sequence: int
    clock: int
    wall: str
    person: str
    role: Role
    interview: str
    form: str
    version: str
    path: str
    kind: EventKind
    replaces: str | None
    value: str | None
    typed: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Several things said at one place that know nothing of each other, oldest first; the last is what is shown meanwhile."""

    interview: str
    path: str
    heads: tuple[Event, ...]

    @property
    def blocks(self) -> bool:
        """Whether it is about an answer, so that the interview cannot count until it is settled; remarks can wait."""
        return any(one.kind is not EventKind.REMARK for one in self.heads)
