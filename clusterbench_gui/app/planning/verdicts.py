"""Whether to accept an order, step by step, with the names and days of its book: the ladder as a form shows it while it is filled in."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from clusterbench_gui.domain.networks import Task, reliability_of
from clusterbench_gui.networks.ladder import Step, Verdict, ladder
from clusterbench_gui.networks.making.made import Made

_TIGHT_HOURS, _TIGHT_COST = 0.85, 0.95
"""Shares of what is free and of the budget from which on a step that holds is tight."""
_TIGHT_DAYS = 2


class Sign(Enum):
    """How a step stands. `OPEN`: not looked at, since an earlier one does not hold, or since it needs a search."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Rung:
    """A step with its numbers: what is `needed` and what is `allowed`, in the unit of the step, None where there is none.

    HOURS: hours needed and free. TIME: days, with the dates in `day` and `latest`. COST: PLN. RELIABILITY: per cent that can be reached and that are wanted.
    PARTNERS: firms. COMPETENCE: operations that somebody can do, of all. `about`: what operations are called.
    """

    step: Step
    sign: Sign
    needed: float | None = None
    allowed: float | None = None
    about: tuple[str, ...] = ()
    day: date | None = None
    latest: date | None = None


def rungs(made: Made, order: int = 0) -> tuple[Rung, ...]:
    """The steps of an order of a task that is made already."""
    found = {one.step: one for one in ladder(made.task, order)}
    return tuple(_rung(made, found[step]) if step in found else Rung(step, Sign.OPEN) for step in Step)


def day_of(made: Made, end: int) -> date | None:
    """The day on whose evening a slot has passed; None beyond the last."""
    return made.days[max(end - 1, 0)] if end <= len(made.days) and made.days else None


def _rung(made: Made, verdict: Verdict) -> Rung:
    about = tuple(dict.fromkeys(made.labels.operations[place] for place in verdict.about))
    sign = Sign.BAD if not verdict.holds else Sign.WARN if _is_tight(made.task, verdict) else Sign.OK
    needed, allowed = verdict.needed, verdict.allowed
    if verdict.step is Step.RELIABILITY:
        return Rung(verdict.step, sign, _reliability(needed), _reliability(allowed), about)
    if verdict.step is Step.TIME:
        day = None if needed is None else day_of(made, needed)
        latest = None if allowed is None else day_of(made, min(allowed, len(made.days)))
        return Rung(verdict.step, sign, needed, allowed, about, day, latest)
    return Rung(verdict.step, sign, needed, allowed, about)


def _reliability(risk: int | None) -> float | None:
    return None if risk is None else 100 * reliability_of(risk)


def _is_tight(task: Task, verdict: Verdict) -> bool:
    needed, allowed = verdict.needed, verdict.allowed
    if needed is None or allowed is None:
        return False
    return {
        Step.HOURS: needed > _TIGHT_HOURS * allowed,
        Step.TIME: needed > allowed - _TIGHT_DAYS,
        Step.COST: needed > _TIGHT_COST * allowed,
        Step.PARTNERS: needed == allowed and len(task.operations) > 1,
    }.get(verdict.step, False)
