"""The plan that is finished first: a search from a quick plan on, then one that is only asked for a plan as short as the bound, which is mostly either found or ruled out soon."""

import time
from collections.abc import Callable
from dataclasses import replace

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Status, Task
from clusterbench_gui.networks.dispatch import dispatch
from clusterbench_gui.networks.paths import paths_of
from clusterbench_gui.networks.solver import Progress, Search, solve

_BEGIN, _AT_BOUND = 0.4, 0.4
"""Of the seconds those for the first search, and of what is left those for a plan as short as the bound."""

_LEAST_SECONDS = 0.2


def shortest_of(
    task: Task,
    search: Search,
    *,
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The plan that has delivered everything first, found in the seconds of the search. Raises `ProblemError` "route-cycle"."""
    began = time.monotonic()

    def look(share: float, hint: Plan | None, least: int = 0, most: int | None = None) -> Answer:
        left = search.seconds - (time.monotonic() - began)
        some = replace(search, seconds=max(left * share, _LEAST_SECONDS))
        return solve(task, Aim.FINISH, some, hint=hint, least=least, most=most, progress=progress, cancelled=cancelled)

    def is_over() -> bool:
        return cancelled() or time.monotonic() - began > search.seconds - _LEAST_SECONDS

    hint = None if task.stocks else dispatch(task, paths_of(task))
    answer = look(_BEGIN, hint)
    while answer.plan is not None and _is_open(answer, search.gap) and not is_over():
        bound = answer.bound or 0
        short = look(_AT_BOUND, answer.plan, bound, bound)
        if short.status is Status.IMPOSSIBLE:
            answer = _with_bound(answer, bound + 1)
            continue
        answer = answer if short.plan is None else short
        break
    if answer.status in (Status.FOUND, Status.UNKNOWN) and not is_over() and _is_open(answer, search.gap):
        last = look(1.0, answer.plan or hint, answer.bound or 0, answer.value)
        answer = answer if last.plan is None and answer.plan is not None else last
    return replace(answer, seconds=time.monotonic() - began)


def _is_open(answer: Answer, gap: float) -> bool:
    return answer.gap is None or answer.gap > gap


def _with_bound(answer: Answer, bound: int) -> Answer:
    """An answer of which a better bound is known."""
    value = answer.value or 0
    return replace(answer, status=Status.OPTIMAL if value <= bound else Status.FOUND, bound=min(bound, value))
