"""Plans told in people's words, and the way back."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

from clusterbench_gui import __version__
from clusterbench_gui.domain.networks import Aim, Answer, Link, Mode, Plan, reliability_of
from clusterbench_gui.domain.planning import Cost, Job, Proof, Shipment, Variant
from clusterbench_gui.networks.checker import chosen, figures
from clusterbench_gui.networks.making.made import Made
from clusterbench_gui.networks.making.ways import road_km


def variant_of(made: Made, plan: Plan, proof: Proof, *, by_hand: bool = False) -> Variant:
    """A plan that holds, with firms, dates and costs by name."""
    found, modes = figures(made.task, plan), chosen(made.task, plan)
    work, penalty = sum(mode.cost for mode in modes), penalty_of(made, plan)
    firms = [made.firms[place] for place in found.firms]
    known = all(made.book.firm(code).on_time is not None or made.book.firm(code).dropout is not None for code in firms)
    return Variant(
        made.orders,
        tuple(_job(made, plan, modes, place) for place in range(len(modes))),
        tuple(_shipments(made, plan, modes)),
        made.days[max(found.finish, 1) - 1],
        found.finish,
        Cost(work, found.cost - work - penalty, penalty),
        reliability_of(found.risk) if known else None,
        proof,
        by_hand,
    )


def proof_of(made: Made, answer: Answer, *, aim: Aim = Aim.COST, seed: int = 1) -> Proof:
    """What is known of an answer, with what it takes to find its value again."""
    fingerprint = fingerprint_of(made)
    return Proof(
        answer.status,
        answer.bound,
        answer.gap,
        aim.value,
        answer.seconds,
        seed,
        fingerprint,
        __version__,
        f"OR-Tools {_solver()}",
    )


def fingerprint_of(made: Made) -> str:
    """Of everything that the task was solved with."""
    return hashlib.sha256(repr(made.task).encode()).hexdigest()


def penalty_of(made: Made, plan: Plan) -> int:
    """What missing soft due dates costs, in whole PLN."""
    finishes = (figures(made.task, plan, number).finish for number in range(made.task.orders))
    return sum(rules.late(finish) for rules, finish in zip(made.task.rules, finishes, strict=True))


def plan_of(made: Made, variant: Variant) -> Plan | None:
    """The plan of a variant in a task; None where an operation, an offer or the day on which work begins is not there any more."""
    jobs = {(job.order, job.operation, job.portion): job for job in variant.jobs}
    slots = {day: slot for slot, day in enumerate(made.days)}
    modes, starts = [], []
    for place, origin in enumerate(made.origins):
        job = jobs.get((origin.order, origin.step, origin.portion))
        start = None if job is None else slots.get(job.first)
        if job is None or start is None:
            return None
        number = _mode_of(made, place, job, start)
        if number is None:
            return None
        modes.append(number)
        starts.append(start)
    return Plan(tuple(modes), tuple(starts))


def _mode_of(made: Made, place: int, job: Job, start: int) -> int | None:
    """The mode of a job; of several that are alike but for the days on which their rates hold, one that holds."""
    alike = list(_alike(made, place, job))
    held = (number for number in alike if _holds(made, made.task.operations[place].modes[number], start))
    return next(held, alike[0] if alike else None)


def _holds(made: Made, mode: Mode, start: int) -> bool:
    slots = range(start, min(start + mode.duration, len(made.days)))
    return all(made.task.capacity(resource, slot) >= amount for resource, amount in mode.needs for slot in slots)


def _alike(made: Made, place: int, job: Job) -> Iterator[int]:
    for number, (offer, mode) in enumerate(zip(made.offers[place], made.task.operations[place].modes, strict=True)):
        wanted = (job.resource, job.hours_per_day, job.end - job.start, job.cost)
        if (offer.resource, offer.hours_per_day, mode.duration, mode.cost) == wanted:
            yield number


def _job(made: Made, plan: Plan, modes: tuple[Mode, ...], place: int) -> Job:
    origin, mode, start = made.origins[place], modes[place], plan.starts[place]
    offer = made.offers[place][plan.modes[place]]
    order = made.book.order(origin.order)
    step = next(one for one in made.book.steps if (one.product, one.code) == (order.product, origin.step))
    end = start + mode.duration
    return Job(
        origin.order,
        origin.step,
        made.labels.operations[place],
        made.firms[mode.firm],
        offer.resource,
        step.technology,
        made.days[start],
        made.days[end - 1],
        start,
        end,
        offer.hours_per_day,
        mode.cost,
        origin.portion,
    )


def _shipments(made: Made, plan: Plan, modes: tuple[Mode, ...]) -> Iterator[Shipment]:
    task = made.task
    for link in task.links:
        sender, receiver = modes[link.before].firm, modes[link.after].firm
        if sender != receiver:
            yield _between(made, plan, modes, link)
    for number, code in enumerate(made.orders):
        sent = task.deliveries[number]
        for place in task.last(number):
            if not sent.lags:
                continue
            firm, end = modes[place].firm, plan.starts[place] + modes[place].duration
            order = made.book.order(code)
            yield Shipment(
                code,
                made.firms[firm],
                "",
                made.origins[place].step,
                "",
                made.days[end - 1],
                made.days[end + sent.lag(firm) - 1],
                sent.lag(firm),
                sent.cost(firm),
                road_km(made.book, made.book.firm(made.firms[firm]).place, order.place),
            )


def _between(made: Made, plan: Plan, modes: tuple[Mode, ...], link: Link) -> Shipment:
    """Goods between two firms: they leave in the evening of a day, and are there in the evening of another."""
    sender, receiver = modes[link.before].firm, modes[link.after].firm
    end, days = plan.starts[link.before] + modes[link.before].duration, made.task.transport.lag(sender, receiver)
    ends = [made.book.firm(made.firms[firm]).place for firm in (sender, receiver)]
    return Shipment(
        made.orders[made.task.operations[link.before].order],
        made.firms[sender],
        made.firms[receiver],
        made.origins[link.before].step,
        made.origins[link.after].step,
        made.days[end - 1],
        made.days[end + days - 1],
        days,
        made.task.transport.cost(sender, receiver, link.kg),
        road_km(made.book, *ends),
    )


@cache
def _solver() -> str:
    return version("ortools")
