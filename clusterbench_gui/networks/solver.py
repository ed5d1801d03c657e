"""The best plan by constraint programming (OR-Tools CP-SAT), with the bound that it proves.

Several modes of one operation are intervals of fixed size: the form with a common variable for the end has certified wrong optima
(docs/adr/0012). Runs in a worker process: the import takes most of a second, and a search cannot be stopped from outside of it otherwise.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from clusterbench_gui.domain.networks import Aim, Answer, Plan, Status, Task
from clusterbench_gui.networks.building import Built, Meetings, Windows, build
from clusterbench_gui.networks.checker import check, figures
from clusterbench_gui.networks.paths import paths_of

Progress = Callable[[int, int], None]
"""Told the best value so far and the bound."""

WORKERS = 2
_LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Search:
    """How long and how to look, and how near to the bound is near enough, as a share. Same seed and workers give the same value where it is proved; the plan may differ."""

    seconds: float = 30.0
    seed: int = 1
    workers: int = WORKERS
    gap: float = 0.0


def solve(
    task: Task,
    aim: Aim,
    search: Search = Search(),
    *,
    hint: Plan | None = None,
    least: int = 0,
    most: int | None = None,
    windows: Windows | None = None,
    meetings: Meetings = (),
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The plan that makes `aim` least under the rules of the task.

    `least` is a bound known from elsewhere, `most` a limit on the finish of everything, `windows` are bounds of every start, `meetings` firms of which only some may take part. Every plan is checked and counted anew: what is returned holds. Raises `ProblemError` "route-cycle"; RuntimeError where the solver's plan does not hold.
    """
    began = time.monotonic()
    built = build(task, paths_of(task), aim, hint=hint, least=least, most=most, windows=windows, meetings=meetings)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = search.seconds
    solver.parameters.num_workers = search.workers
    solver.parameters.random_seed = search.seed
    solver.parameters.relative_gap_limit = search.gap
    solver.parameters.use_feasibility_jump = False  # it ends the process now and then (docs/adr/0012)
    watch = _Watch(progress)
    done = threading.Event()
    stopper = threading.Thread(target=_stop_when, args=(cancelled, done, solver), name="stopper")
    stopper.start()
    solver.best_bound_callback = watch.bounded
    try:
        status = solver.solve(built.model, watch)
    finally:
        done.set()
        stopper.join()
    seconds = time.monotonic() - began
    if status == cp_model.INFEASIBLE:
        return Answer(Status.IMPOSSIBLE, seconds=seconds)
    bound = max(round(solver.best_objective_bound), least)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(Status.UNKNOWN, bound=bound, seconds=seconds)
    proved = status == cp_model.OPTIMAL and bound >= round(solver.objective_value)
    return _checked(task, aim, _plan(built, solver), bound, seconds, proved=proved)


def _checked(task: Task, aim: Aim, plan: Plan, bound: int, seconds: float, *, proved: bool) -> Answer:
    """The answer with everything counted anew. A proof counts only where the recount comes to the bound."""
    if wrong := check(task, plan):
        raise RuntimeError(f"a plan that does not hold: {[one.code for one in wrong]}")
    value = value_of(task, plan, aim)
    is_best = proved and value <= bound
    return Answer(Status.OPTIMAL if is_best else Status.FOUND, plan, value, min(bound, value), seconds)


def value_of(task: Task, plan: Plan, aim: Aim) -> int:
    """What an aim comes to in a plan, recounted."""
    found = figures(task, plan)
    return {Aim.FINISH: found.finish, Aim.COST: found.cost, Aim.RISK: found.risk}[aim]


def _plan(built: Built, solver: cp_model.CpSolver) -> Plan:
    modes = tuple(_chosen([bool(solver.value(one)) for one in literals]) for literals in built.picked)
    return Plan(modes, tuple(int(solver.value(start)) for start in built.starts))


def _chosen(picked: Sequence[bool]) -> int:
    return picked.index(True)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes on what the search finds."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._value: int | None = None

    def on_solution_callback(self) -> None:
        """A better plan was found."""
        self._value = round(self.objective_value)
        self._progress(self._value, round(self.best_objective_bound))

    def bounded(self, bound: float) -> None:
        """A better bound was proved."""
        if self._value is not None:
            self._progress(self._value, round(bound))


def _stop_when(cancelled: Callable[[], bool], done: threading.Event, solver: cp_model.CpSolver) -> None:
    while not done.wait(_LOOK):
        if cancelled():
            solver.stop_search()
