"""Projects with several modes of each activity, as PSPLIB keeps them (`.mm`; Kolisch and Sprecher 1997)."""

import re
from collections.abc import Iterator

from clusterbench_gui.domain.networks import Link, Mode, Operation, Task
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.exchange.networks.numbers import Numbers

_COUNT = re.compile(r"^(?P<what>jobs|horizon|\s+- renewable|\s+- nonrenewable)[^:]*:\s*(?P<count>\d+)", re.MULTILINE)
_MOST = 10_000


def read_project(text: str, file: str) -> Task:
    """The task of a file; source and sink are operations without a need. Raises `ProblemError` with the line."""
    counts = {found["what"].strip(" -"): int(found["count"]) for found in _COUNT.finditer(text)}
    missing = [what for what in ("jobs", "horizon", "renewable", "nonrenewable") if what not in counts]
    if missing:
        raise ProblemError(*(problem("instance-entry", Place(file=file), entry=what) for what in missing))
    links = tuple(_links(_numbers(text, file, "PRECEDENCE RELATIONS", 2), counts["jobs"]))
    shared, kept = counts["renewable"], counts["nonrenewable"]
    numbers = _numbers(text, file, "REQUESTS/DURATIONS", 3)
    modes = _modes(text, file)
    operations = tuple(
        Operation(tuple(_mode(numbers, number, shared, kept) for number in range(many))) for many in modes
    )
    there = _numbers(text, file, "RESOURCEAVAILABILITIES", 2).several(shared + kept)
    capacities = tuple((free,) for free in there[:shared])
    return Task(operations, links, capacities, counts["horizon"], stocks=tuple(there[shared:]))


def _links(numbers: Numbers, jobs: int) -> Iterator[Link]:
    for before in range(jobs):
        numbers.next(before + 1, before + 1)
        numbers.next(1, _MOST)
        for _ in range(numbers.next(0, jobs)):
            yield Link(before, numbers.next(1, jobs) - 1)


def _modes(text: str, file: str) -> list[int]:
    """How many modes each activity has."""
    numbers = _numbers(text, file, "PRECEDENCE RELATIONS", 2)
    found = []
    while numbers.row is not None:
        row = numbers.row
        if not text.splitlines()[row - 1].split()[0].isdecimal():
            break
        numbers.next()
        found.append(numbers.next(1, _MOST))
        numbers.skip_to_row(row + 1)
    return found


def _mode(numbers: Numbers, number: int, shared: int, kept: int) -> Mode:
    if not number:
        numbers.next()
    numbers.next(number + 1, number + 1)
    duration = numbers.next()
    needs, uses = numbers.several(shared), numbers.several(kept)
    return Mode(duration, _above_nothing(needs), uses=_above_nothing(uses))


def _above_nothing(amounts: list[int]) -> tuple[tuple[int, int], ...]:
    return tuple((place, amount) for place, amount in enumerate(amounts) if amount)


def _numbers(text: str, file: str, title: str, below: int) -> Numbers:
    """The numbers of a table, which begin so many lines below its title."""
    rows = [row for row, line in enumerate(text.splitlines(), start=1) if line.startswith(title)]
    if not rows:
        raise ProblemError(problem("instance-entry", Place(file=file), entry=title))
    numbers = Numbers(text, file)
    numbers.skip_to_row(rows[0] + below)
    return numbers
