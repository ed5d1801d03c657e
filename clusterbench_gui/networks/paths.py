"""How early an operation can start and how much must still follow it, whatever is chosen: bounds by the longest path."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusterbench_gui.domain.networks import Link, Operation, Task
from clusterbench_gui.domain.problems import Place, ProblemError, problem


@dataclass(frozen=True, slots=True)
class Paths:
    """By operation the first slot in which it can start (`heads`) and the slots that follow its end at least (`tails`).

    `order`: all operations, those before first.
    """

    heads: tuple[int, ...]
    tails: tuple[int, ...]
    order: tuple[int, ...]


def paths_of(task: Task) -> Paths:
    """Longest paths over the shortest modes and the shortest ways. Raises `ProblemError` ("route-cycle") where operations wait for each other."""
    order = sorted_by_links(task)
    heads, tails = [0] * len(task.operations), [0] * len(task.operations)
    ways = {link: _way(task, link) for link in task.links}
    for place in order:
        one = task.operations[place]
        ready = [
            heads[link.before] + shortest(task.operations[link.before]) + ways[link] for link in task.before[place]
        ]
        heads[place] = max([one.release, *ready])
    for place in reversed(order):
        sent = task.deliveries[task.operations[place].order]
        to_customer = min((sent.lag(mode.firm) for mode in task.operations[place].modes), default=0)
        rest = [ways[link] + shortest(task.operations[link.after]) + tails[link.after] for link in task.behind[place]]
        tails[place] = max(rest, default=to_customer)
    return Paths(tuple(heads), tuple(tails), order)


def sorted_by_links(task: Task) -> tuple[int, ...]:
    """All operations, each after those that it waits for. Raises `ProblemError` ("route-cycle") naming those that wait for each other."""
    waits = [len(links) for links in task.before]
    ready = [place for place, count in enumerate(waits) if not count]
    done: list[int] = []
    while ready:
        place = ready.pop()
        done.append(place)
        for link in task.behind[place]:
            waits[link.after] -= 1
            if not waits[link.after]:
                ready.append(link.after)
    if len(done) < len(waits):
        stuck = sorted(set(range(len(waits))) - set(done))
        raise ProblemError(*(problem("route-cycle", Place(name=str(place))) for place in stuck))
    return tuple(done)


def shortest(one: Operation) -> int:
    """Slots that an operation takes at least; none where nobody can do it."""
    return min((mode.duration for mode in one.modes), default=0)


def _way(task: Task, link: Link) -> int:
    senders, receivers = (_firms(task.operations[end]) for end in (link.before, link.after))
    lags = (task.transport.lag(sender, receiver) for sender in senders for receiver in receivers)
    return link.lag + min(lags, default=0)


def _firms(one: Operation) -> Sequence[int]:
    return sorted({mode.firm for mode in one.modes})
