"""Flexible job shops (`.fjs`, `.txt`): jobs of operations, each on one of several machines; a machine is a firm with one resource.

A line for each job: the number of operations, then for each the number of alternatives and pairs of machine and time. Files with transport
begin with operations, arcs and machines; then the arcs, a line of alternatives for each operation, and the matrix of the ways between machines.
"""

from clusterbench_gui.domain.networks import Link, Mode, Operation, Rules, Task, Transport
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.exchange.networks.numbers import Numbers

_MOST = 100_000


def read_job_shop(text: str, file: str) -> Task:
    """The task of a file. All jobs are one order. Raises `ProblemError` with the line."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not lines:
        raise ProblemError(problem("instance-short", Place(file=file)))
    return (
        _with_ways(text, file) if len(lines) > 1 and len(lines[0]) == 3 and len(lines[1]) <= 3 else _plain(text, file)
    )


def _plain(text: str, file: str) -> Task:
    """Machines are counted from 1 unless one is called 0. The first line may say after jobs and machines how many alternatives there are on average."""
    numbers = Numbers(text, file)
    jobs, machines = numbers.next(1, _MOST), numbers.next(1, _MOST)
    numbers.skip_to_row(2)
    read = [[_alternatives(numbers, machines) for _ in range(numbers.next(1, _MOST))] for _ in range(jobs)]
    first = 0 if any(machine == 0 for job in read for one in job for machine, _ in one) else 1
    last = machines - 1 + first
    highest = max(machine for job in read for one in job for machine, _ in one)
    if highest > last:
        where = Place(file=file)
        raise ProblemError(problem("instance-range", where, number=highest, least=first, most=last))
    operations: list[Operation] = []
    links: list[Link] = []
    for job in read:
        for step, one in enumerate(job):
            if step:
                links.append(Link(len(operations) - 1, len(operations)))
            operations.append(_operation(one, first))
    return _task(operations, links, machines, Transport())


def _with_ways(text: str, file: str) -> Task:
    numbers = Numbers(text, file)
    count, arcs, machines = numbers.next(1, _MOST), numbers.next(0, _MOST), numbers.next(1, _MOST)
    links = []
    for _ in range(arcs):
        row = numbers.row
        before, after = numbers.next(0, count - 1), numbers.next(0, count - 1)
        links.append(Link(before, after))
        numbers.skip_to_row((row or 0) + 1)
    operations = [_operation(_alternatives(numbers, machines - 1), 0) for _ in range(count)]
    ways = tuple(tuple(numbers.several(machines)) for _ in range(machines))
    return _task(operations, links, machines, Transport(lags=ways))


def _alternatives(numbers: Numbers, last: int) -> list[tuple[int, int]]:
    return [(numbers.next(0, last), numbers.next()) for _ in range(numbers.next(1, _MOST))]


def _operation(alternatives: list[tuple[int, int]], first: int) -> Operation:
    return Operation(tuple(Mode(time, ((machine - first, 1),), firm=machine - first) for machine, time in alternatives))


def _task(operations: list[Operation], links: list[Link], machines: int, transport: Transport) -> Task:
    longest_way = max((lag for row in transport.lags for lag in row), default=0)
    horizon = sum(max(mode.duration for mode in one.modes) + longest_way for one in operations)
    return Task(tuple(operations), tuple(links), ((1,),) * machines, horizon, transport=transport, rules=(Rules(),))
