"""What a task was made of, by the positions of its parts."""

from dataclasses import dataclass
from datetime import date

from clusterbench_gui.domain.networks import Labels, Task
from clusterbench_gui.domain.planning import Book
from clusterbench_gui.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands behind a mode: the resource that works, its hours a day, and those of the whole work."""

    resource: str
    hours_per_day: int
    hours: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What stands behind an operation: the step of the order's route, and its portion (0: not shared) with the quantity."""

    order: str
    step: str
    portion: int
    quantity: float


@dataclass(frozen=True, slots=True)
class Made:
    """A task of some orders of a book. `firms`, `resources` and `orders` are codes by position, of firms and resources only those that can do something; `offers` by operation and mode.

    `days` are the dates of the slots. `taken` by resource and slot is what other variants hold already; capacities are what is left. `notes` are warnings: what had to
    be assumed, and operations that nobody offers (their task has a mode that never fits, so that the ladder names them).
    """

    book: Book
    task: Task
    labels: Labels
    firms: tuple[str, ...]
    resources: tuple[str, ...]
    orders: tuple[str, ...]
    days: tuple[date, ...]
    origins: tuple[Origin, ...]
    offers: tuple[tuple[Offer, ...], ...]
    notes: tuple[Problem, ...] = ()
