"""Where an interview stands. A module of its own, because the first window needs no more of a study."""

from enum import Enum


class Status(Enum):
    """Where an interview stands."""

    OPEN = "open"
    FINISHED = "finished"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
