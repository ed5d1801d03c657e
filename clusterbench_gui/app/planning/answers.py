"""What the window asks of a search and what comes back, as plain data: the solver stays out of the window's process."""

from dataclasses import dataclass
from datetime import date

from clusterbench_gui.app.planning.limits import Limits
from clusterbench_gui.app.planning.verdicts import Rung
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Variant
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.networks.causes import Cause


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that has to give way: by how much (days, PLN, hours, per cent points, firms), and what it is about by name. `day`: the due date that would do."""

    cause: Cause
    amount: float
    about: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class WayOut:
    """What has to give way together for a plan of an order, what it then costs and when it delivers. `limits`: the order's, loosened; None where no limit of it would do."""

    order: str
    hindrances: tuple[Hindrance, ...]
    cost: int | None = None
    finish: date | None = None
    limits: Limits | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How long to look, with which seed, and whether reliability is a third thing to choose by."""

    seconds: float = 30.0
    seed: int = 1
    by_risk: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Variants, the earliest first; where there are none, `status`, `rungs` (by order) and `ways` out say what is known, `notes` what had to be assumed."""

    status: Status
    variants: tuple[Variant, ...] = ()
    ways: tuple[WayOut, ...] = ()
    rungs: tuple[tuple[str, tuple[Rung, ...]], ...] = ()
    notes: tuple[Problem, ...] = ()
    stopped: bool = False
