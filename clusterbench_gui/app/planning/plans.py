"""Plans for an instance: the front of cost and finish of one order, the cheapest plan of several, the shortest where nothing costs anything."""

from collections.abc import Callable
from dataclasses import dataclass

from clusterbench_gui.domain.networks import Aim, Answer, Instance, Status, Task
from clusterbench_gui.networks.fronts import MOST_POINTS, front_of
from clusterbench_gui.networks.ladder import Verdict, ladder
from clusterbench_gui.networks.several import plan_orders
from clusterbench_gui.networks.shortest import shortest_of
from clusterbench_gui.networks.solver import Progress, Search


@dataclass(frozen=True, slots=True)
class Planned:
    """What was found: `answers` by `aim`, each with a plan, the best first; none where `verdicts` or `status` say why."""

    instance: Instance
    aim: Aim
    search: Search
    status: Status
    answers: tuple[Answer, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def plan_instance(
    instance: Instance,
    search: Search,
    *,
    progress: Progress = lambda _value, _bound: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Planned:
    """Plans for all orders of an instance. Raises `ProblemError` ("route-cycle")."""
    task = instance.task
    aim = Aim.COST if has_costs(task) else Aim.FINISH
    verdicts = tuple(ladder(task, order)[-1] for order in range(task.orders)) if not task.stocks else ()
    if any(not verdict.holds for verdict in verdicts):
        return Planned(instance, aim, search, Status.IMPOSSIBLE, verdicts=verdicts)
    if aim is Aim.FINISH:
        answers: tuple[Answer, ...] = (shortest_of(task, search, progress=progress, cancelled=cancelled),)
    elif task.orders > 1:
        answers = (plan_orders(task, search, progress=progress, cancelled=cancelled),)
    else:
        each = Search(search.seconds / MOST_POINTS, search.seed, search.workers)
        points = front_of(task, each, progress=progress, cancelled=cancelled)
        answers = tuple(point.answer for point in reversed(points))
    status = answers[0].status if answers else Status.UNKNOWN
    if status is Status.IMPOSSIBLE and aim is Aim.COST:
        status = (
            Status.UNKNOWN
        )  # the solver alone is no proof that people are shown: the ladder has to say what is short
    found = tuple(one for one in answers if one.plan is not None)
    return Planned(instance, aim, search, status, found, verdicts)


def has_costs(task: Task) -> bool:
    """Whether anything costs anything."""
    modes = any(mode.cost for one in task.operations for mode in one.modes)
    return modes or any(cost for row in task.transport.costs for cost in row)
