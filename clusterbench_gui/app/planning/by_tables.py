"""Plans for the orders of a book: those that nothing can save are named, the others planned together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clusterbench_gui.app.planning.plans import Planned, plan_instance
from clusterbench_gui.app.planning.tables import write_template
from clusterbench_gui.domain.networks import Aim, Instance, Status
from clusterbench_gui.domain.planning import Book
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.networks.ladder import Step, Verdict, ladder
from clusterbench_gui.networks.making.made import Made
from clusterbench_gui.networks.making.tasks import made_of
from clusterbench_gui.networks.solver import Search

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class BookPlanned:
    """What was found for the orders that can be made; `impossible` says of each other order why, `notes` what had to be assumed."""

    planned: Planned
    impossible: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def plan_book(book: Book, search: Search, codes: Sequence[str] = ()) -> BookPlanned:
    """Plans for some orders of a book (none named: all). Raises `ProblemError`: "instance-empty", and as `made_of` does."""
    wanted = tuple(dict.fromkeys(codes)) or tuple(one.code for one in book.orders)
    if not wanted:
        raise ProblemError(problem("instance-empty", Place(sheet="orders")))
    impossible: list[Problem] = []
    possible: list[str] = []
    verdicts: list[Verdict] = []
    for code in wanted:
        made = made_of(book, [code])
        last = ladder(made.task)[-1]
        if last.holds:
            possible.append(code)
        else:
            verdicts.append(last)
            impossible.append(_reason(made, code, last))
    made = made_of(book, possible or wanted)
    instance = Instance(made.task, replace(made.labels, days=made.days))
    if possible:
        planned = plan_instance(instance, search)
    else:
        planned = Planned(instance, Aim.COST, search, Status.IMPOSSIBLE, verdicts=tuple(verdicts))
    return BookPlanned(planned, tuple(impossible), made.notes)


def write_new_template(path: Path, language: str) -> None:
    """Write the workbook to be filled in, but over no file. Raises `ProblemError`: "template-there", and as `write_template` does."""
    if path.exists():
        raise ProblemError(problem("template-there", Place(file=str(path))))
    write_template(path, language)


def _reason(made: Made, code: str, verdict: Verdict) -> Problem:
    """The first condition that does not hold, with its numbers."""
    names = [made.labels.operations[place] for place in verdict.about]
    operations = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    values: dict[str, str | int] = {"order": code, "operations": operations}
    values |= {"needed": verdict.needed or 0, "allowed": verdict.allowed or 0}
    name = f"order-{verdict.step.value}"
    if verdict.step is Step.TIME:
        if verdict.needed is None or verdict.needed > len(made.days):
            name = "order-due-beyond"
        else:
            due = made.book.order(code).due
            values |= {"day": made.days[verdict.needed - 1].isoformat(), "due": "" if due is None else due.isoformat()}
    return Problem(name, Place(sheet="orders"), values, Severity.WARNING)
