"""An answer is a value or a reason for its absence. None of the four reasons is a zero."""

from dataclasses import dataclass
from enum import Enum


class Absence(Enum):
    """Why there is no value. The values are the words in submissions and tables."""

    NOT_ASKED = "not-asked"
    NOT_APPLICABLE = "not-applicable"
    REFUSED = "refused"
    DONT_KNOW = "dont-know"


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at one question. `value` is as in a submission; `typed` is what the person wrote, where it differs."""

    value: str = ""
    absence: Absence | None = None
    typed: str | None = None

    @property
    def is_empty(self) -> bool:
        """Neither a value nor a stated absence."""
        return not self.value and self.absence is None
