"""What can be wrong: a code, a place and values. `app/wording` turns it into a sentence with what to do next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """An error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is wrong, as exactly as known. Row and column count from 1, as a spreadsheet shows them."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `code` is stable and worded by the faces; `values` fill the wording."""

    code: str
    place: Place = Place()
    values: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


class ProblemError(Exception):
    """Raised where work cannot go on; carries everything that was found until then."""

    def __init__(self, *problems: Problem) -> None:
        """Carry one problem or more."""
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems


def problem(
    code: str,
    place: Place | None = None,
    severity: Severity = Severity.ERROR,
    /,
    **values: str | int,
) -> Problem:
    """Shorthand for a `Problem` with named values."""
    return Problem(code, place or Place(), values, severity)


def raise_errors(problems: Iterable[Problem]) -> None:
    """Raise a `ProblemError` with all problems if one of them is an error."""
    found = tuple(problems)
    if any(one.severity is Severity.ERROR for one in found):
        raise ProblemError(*found)
