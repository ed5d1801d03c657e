"""What the window asks while a hand waits: the ladder of an order, the board of a variant, and what becomes of work that is moved.

Each answer takes less than a tenth of a second. A bench belongs to one thread and keeps the tasks that it made last.
"""

from dataclasses import dataclass, replace

from clusterbench_gui.app.planning.boards import Board, JobKey, board_of
from clusterbench_gui.app.planning.breaking import Broken, broken_of
from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.app.planning.verdicts import Rung, rungs
from clusterbench_gui.domain.networks import Answer, Plan, Status
from clusterbench_gui.domain.planning import Book, Job, Order, Proof, Variant
from clusterbench_gui.networks.checker import figures
from clusterbench_gui.networks.making.made import Made
from clusterbench_gui.networks.making.tasks import made_of, rules_of
from clusterbench_gui.networks.making.variants import proof_of, variant_of
from clusterbench_gui.networks.trying import Tried, delayed, delivered_late, settle, try_move

_KEPT = 6
"""Tasks that are kept: an order whose limits are typed, and the variant that is looked at."""


@dataclass(frozen=True, slots=True)
class Move:
    """A job put at a firm, from a slot on."""

    key: JobKey
    firm: str
    start: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of a variant: what breaks, and how many PLN and working days more it takes. `variant` is there only where it holds.

    `end`: the slot before which the moved job ends.
    """

    broken: tuple[Broken, ...]
    cost: int
    days: int
    variant: Variant | None = None
    end: int | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing breaks."""
        return not self.broken


class Bench:
    """Answers from the book as it stands; raises `ProblemError` as `made_of` does, and "variant-outdated" where the book has an offer no more."""

    def __init__(self) -> None:
        """Nothing is made."""
        self._made: list[tuple[Book, tuple[str, ...], tuple[Job, ...], Made]] = []

    def ladder(self, book: Book, order: Order, taken: tuple[Job, ...]) -> tuple[Rung, ...]:
        """The steps of an order of the book under the limits that it has here; the last is open."""
        made = self._task(book, (order.code,), taken)
        return rungs(replace(made, task=replace(made.task, rules=(rules_of(made.days, order),))))

    def board(self, subject: Subject) -> Board:
        """The board of a variant."""
        made, plan = self._plan(subject)
        return board_of(made, plan, subject.variant)

    def move(self, subject: Subject, move: Move) -> Moved:
        """One job at a firm and from a slot on, everything else as it was."""
        made, plan = self._plan(subject)
        place = _place(made, move.key)
        if not any(made.firms[mode.firm] == move.firm for mode in made.task.operations[place].modes):
            return Moved((Broken("move-unable", made.labels.operations[place], _firm_name(made, move.firm)),), 0, 0)
        tried = self._try(made, plan, place, move)
        end = move.start + made.task.operations[place].modes[tried.plan.modes[place]].duration
        return replace(_moved(made, tried), end=end)

    def push(self, subject: Subject, move: Move) -> Moved | None:
        """The same, with the rest following it; None where that does not help."""
        made, plan = self._plan(subject)
        place = _place(made, move.key)
        tried = self._try(made, plan, place, move)
        found = settle(made.task, tried.plan, place) or settle(made.task, tried.plan, place, earlier=True)
        return None if found is None else _settled(made, plan, found)

    def delay(self, subject: Subject, before: JobKey, after: JobKey, days: int) -> Moved:
        """What becomes of a variant when goods come so many working days later, everything that waits for them following."""
        made, plan = self._plan(subject)
        ends = _place(made, before), _place(made, after)
        link = next(one for one in made.task.links if (one.before, one.after) == ends)
        return _moved(made, delayed(made.task, plan, link, days))

    def delay_delivery(self, subject: Subject, order: str, firm: str, days: int) -> Moved:
        """What becomes of a variant when what a firm sends to the customer of an order comes so many working days later."""
        made, plan = self._plan(subject)
        ends = made.orders.index(order), made.firms.index(firm)
        return _moved(made, delivered_late(made.task, plan, *ends, days))

    def close(self) -> None:
        """Nothing is held but memory."""
        self._made.clear()

    def _try(self, made: Made, plan: Plan, place: int, move: Move) -> Tried:
        at = made.firms.index(move.firm)
        if made.task.operations[place].modes[plan.modes[place]].firm == at:
            return try_move(made.task, plan, place, start=move.start)
        return try_move(made.task, plan, place, firm=at, start=move.start)

    def _plan(self, subject: Subject) -> tuple[Made, Plan]:
        made = self._task(subject.book, subject.variant.orders, subject.taken)
        return made, subject.plan(made)

    def _task(self, book: Book, orders: tuple[str, ...], taken: tuple[Job, ...]) -> Made:
        for place, (known, codes, held, made) in enumerate(self._made):
            if known is book and codes == orders and held == taken:
                self._made.append(self._made.pop(place))
                return made
        made = made_of(book, orders, taken=taken)
        self._made = [*self._made[-_KEPT + 1 :], (book, orders, taken, made)]
        return made


def _place(made: Made, key: JobKey) -> int:
    return next(place for place, one in enumerate(made.origins) if (one.order, one.step, one.portion) == key)


def _firm_name(made: Made, code: str) -> str:
    return next((one.name for one in made.book.firms if one.code == code), code)


def _moved(made: Made, tried: Tried) -> Moved:
    broken = broken_of(made, tried.problems)
    told = None if broken else variant_of(made, tried.plan, _by_hand(made, tried.plan), by_hand=True)
    return Moved(broken, tried.cost_change, tried.finish_change, told)


def _settled(made: Made, before: Plan, plan: Plan) -> Moved:
    was, now = figures(made.task, before), figures(made.task, plan)
    variant = variant_of(made, plan, _by_hand(made, plan), by_hand=True)
    return Moved((), now.cost - was.cost, now.finish - was.finish, variant)


def _by_hand(made: Made, plan: Plan) -> Proof:
    """Nothing is known of how good it is."""
    return proof_of(made, Answer(Status.FOUND, plan))
