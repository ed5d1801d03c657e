"""What the window has worked out in a process of its own: variants of a network, others beside them, and what would happen if.

Plain data in and out; `progress` is told the best value so far and the bound.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from clusterbench_gui.app.planning.answers import Found, Wish
from clusterbench_gui.app.planning.hindrances import why
from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.app.planning.verdicts import Sign, rungs
from clusterbench_gui.domain.networks import Answer, Status
from clusterbench_gui.domain.planning import Book, Job, Variant
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.networks.changes import fixed_until, replan, without_firm
from clusterbench_gui.networks.fronts import MOST_POINTS, Point, front_of
from clusterbench_gui.networks.making.calendar import slot_from
from clusterbench_gui.networks.making.made import Made
from clusterbench_gui.networks.making.tasks import made_of
from clusterbench_gui.networks.making.variants import proof_of, variant_of
from clusterbench_gui.networks.pareto import pareto_of
from clusterbench_gui.networks.several import plan_orders
from clusterbench_gui.networks.solver import Progress, Search
from clusterbench_gui.networks.variants import differing

Cancelled = Callable[[], bool]

_OTHERS = 5
"""How many variants with other partners are looked for."""

_WHY_SECONDS = 15.0
"""The most for all reasons."""


def find(
    book: Book,
    orders: Sequence[str],
    taken: Sequence[Job],
    wish: Wish,
    *,
    progress: Progress,
    cancelled: Cancelled,
) -> Found:
    """Variants that make the orders: of one order the front of cost and finish, of several the cheapest together.

    Raises `ProblemError`: as `made_of` does, "planning-memory".
    """
    with _memory():
        made = made_of(book, orders, taken=tuple(taken))
        ladders = tuple((code, rungs(made, number)) for number, code in enumerate(made.orders))
        if not any(rung.sign is Sign.BAD for _, some in ladders for rung in some):
            answers = _answers(made, wish, progress, cancelled)
            variants = _variants(made, answers, wish.seed)
            if variants or cancelled():
                status = answers[0].status if answers else Status.UNKNOWN
                return Found(status, variants, (), ladders, made.notes, stopped=cancelled())
        stuck = [code for code, some in ladders if any(rung.sign is Sign.BAD for rung in some)] or list(made.orders)
        each = Search(min(wish.seconds, _WHY_SECONDS) / len(stuck), wish.seed)
        found = [why(made_of(book, (code,), taken=tuple(taken)), each, cancelled) for code in stuck]
        if len(made.orders) == 1 and found[0].plan is not None:
            late = Answer(Status.FOUND, found[0].plan)
            return Found(Status.FOUND, _variants(made, (late,), wish.seed), (), ladders, made.notes)
        is_shown = any(one.status is Status.IMPOSSIBLE for one in found)
        ways = tuple(way for one in found if one.status is not Status.FOUND for way in one.ways)
        return Found(
            Status.IMPOSSIBLE if is_shown else Status.UNKNOWN, (), ways, ladders, made.notes, stopped=cancelled()
        )


def differ(subject: Subject, wish: Wish, *, progress: Progress, cancelled: Cancelled) -> Found:
    """Others for the same order, a tenth dearer at most, each with at least two of its firms replaced. Raises `ProblemError` as `find` does."""
    with _memory():
        made = subject.made()
        plan = subject.plan(made)
        progress(subject.variant.cost.all, 0)
        answers = differing(made.task, plan, _OTHERS, Search(wish.seconds, wish.seed), cancelled=cancelled)
        return _found(made, answers, wish.seed, cancelled)


def without(
    subject: Subject, firm: tuple[str, date | None], wish: Wish, *, progress: Progress, cancelled: Cancelled
) -> Found:
    """The variant planned anew when a firm takes part no more, at all or from a day on; work begun before that day stays. Raises `ProblemError` as `find` does."""
    with _memory():
        made = subject.made()
        plan = subject.plan(made)
        code, since = firm
        lost = made.firms.index(code)
        task = made.task
        if since is not None:
            task = fixed_until(task, plan, slot_from(made.days, since), lost)
        task = without_firm(task, lost)
        answer = replan(task, plan, Search(wish.seconds, wish.seed), progress=progress, cancelled=cancelled)
        return _found(replace(made, task=task), (answer,), wish.seed, cancelled)


def _found(made: Made, answers: Sequence[Answer], seed: int, cancelled: Cancelled) -> Found:
    status = answers[0].status if answers else Status.UNKNOWN
    return Found(status, _variants(made, answers, seed), (), (), made.notes, stopped=cancelled())


def _answers(made: Made, wish: Wish, progress: Progress, cancelled: Cancelled) -> tuple[Answer, ...]:
    if len(made.orders) > 1:
        search = Search(wish.seconds, wish.seed)
        return (plan_orders(made.task, search, progress=progress, cancelled=cancelled),)

    def told(point: Point) -> None:
        progress(point.cost, point.answer.bound or 0)

    if wish.by_risk:
        points = pareto_of(made.task, Search(wish.seconds, wish.seed), found=told, cancelled=cancelled)
    else:
        each = Search(wish.seconds / MOST_POINTS, wish.seed)
        points = front_of(made.task, each, found=told, progress=progress, cancelled=cancelled)
    return tuple(point.answer for point in points)


def _variants(made: Made, answers: Sequence[Answer], seed: int) -> tuple[Variant, ...]:
    plans = ((one, one.plan) for one in answers)
    return tuple(variant_of(made, plan, proof_of(made, one, seed=seed)) for one, plan in plans if plan is not None)


@contextmanager
def _memory() -> Iterator[None]:
    """Where memory runs out, one sentence."""
    try:
        yield
    except MemoryError:
        raise ProblemError(problem("planning-memory")) from None
