"""An answer is a value or a reason for its absence. None of the four reasons is a zero."""

from enum import Enum


class Absence(Enum):
    """Why there is no value. The values are the words in submissions and tables."""

    NOT_ASKED = "not-asked"
    NOT_APPLICABLE = "not-applicable"
    REFUSED = "refused"
    DONT_KNOW = "dont-know"
