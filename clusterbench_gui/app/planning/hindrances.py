"""Why orders have no plan, in the names and days of their book, with the limits that would make one possible."""

from collections.abc import Callable
from dataclasses import dataclass

from clusterbench_gui.app.planning.answers import Hindrance, WayOut
from clusterbench_gui.app.planning.limits import Limits, limits_of
from clusterbench_gui.app.planning.verdicts import day_of
from clusterbench_gui.domain.networks import RISK_STEPS, Plan, Status, reliability_of
from clusterbench_gui.domain.planning import Order
from clusterbench_gui.networks.causes import Cause, Reason
from clusterbench_gui.networks.making.made import Made
from clusterbench_gui.networks.reasons import ReasonSet, explain
from clusterbench_gui.networks.solver import Search

_TRIED = {Cause.DUE, Cause.BUDGET, Cause.RELIABILITY, Cause.PARTNERS}


@dataclass(frozen=True, slots=True)
class Why:
    """What is known of an order for which no plan was found: the smallest ways out first, of the same size the cheapest; `plan` where there is one after all."""

    status: Status
    ways: tuple[WayOut, ...] = ()
    plan: Plan | None = None


def why(made: Made, search: Search, cancelled: Callable[[], bool]) -> Why:
    """Why a task of one order has no plan. Raises `ProblemError` ("route-cycle")."""
    found = explain(made.task, search, cancelled=cancelled)
    return Why(found.status, tuple(_way_out(made, one) for one in found.sets), found.plan)


def _way_out(made: Made, one: ReasonSet) -> WayOut:
    order = made.book.order(made.orders[0])
    hindrances = tuple(_hindrance(made, reason) for reason in one.reasons)
    is_tried = all(reason.cause in _TRIED for reason in one.reasons)
    finish = None if one.finish is None else day_of(made, one.finish)
    limits = _loosened(order, made, one.reasons) if is_tried else None
    return WayOut(order.code, hindrances, one.cost, finish, limits)


def _hindrance(made: Made, reason: Reason) -> Hindrance:
    labels = made.labels
    first, last = (None, None) if reason.slots is None else (made.days[slot] for slot in reason.slots)
    day = None
    amount: float = reason.amount
    if reason.cause is Cause.DUE:
        day = day_of(made, (reason.limit or 0) + reason.amount)
    if reason.cause is Cause.RELIABILITY:
        now = reason.limit or 0
        amount = 100 * (reliability_of(now) - reliability_of(now + reason.amount))
    return Hindrance(
        reason.cause,
        amount,
        tuple(dict.fromkeys(labels.operations[place] for place in reason.about)),
        tuple(dict.fromkeys(labels.firms[place] for place in reason.firms)),
        tuple(dict.fromkeys(labels.resources[place] for place in reason.resources if made.resources[place])),
        first,
        last,
        day,
    )


def _loosened(order: Order, made: Made, reasons: tuple[Reason, ...]) -> Limits:
    """The limits of an order that give way by exactly what is missing."""
    limits = limits_of(order)
    due, budget, reliability, partners = limits.due, limits.budget, limits.reliability, limits.partners
    for one in reasons:
        value = (one.limit or 0) + one.amount
        if one.cause is Cause.DUE:
            due = day_of(made, value)
        elif one.cause is Cause.BUDGET:
            budget = float(value)
        elif one.cause is Cause.RELIABILITY:
            reliability = _not_above(value)
        elif one.cause is Cause.PARTNERS:
            partners = value
    return Limits(due, budget, reliability, partners)


def _not_above(risk: int) -> float:
    """A reliability in hundredths of a per cent that allows at least this risk."""
    exact = reliability_of(risk)
    return int(exact * RISK_STEPS) / RISK_STEPS
