"""A variant with the book that it was planned from and what others have taken: what questions about a variant are asked of."""

from dataclasses import dataclass

from clusterbench_gui.domain.networks import Plan
from clusterbench_gui.domain.planning import Book, Job, Variant
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.networks.making.made import Made
from clusterbench_gui.networks.making.tasks import made_of
from clusterbench_gui.networks.making.variants import plan_of


@dataclass(frozen=True, slots=True)
class Subject:
    """A variant, its book, and the work of other variants that is in the way."""

    book: Book
    taken: tuple[Job, ...]
    variant: Variant

    def made(self) -> Made:
        """Its task. Raises `ProblemError` as `made_of` does."""
        return made_of(self.book, self.variant.orders, taken=self.taken)

    def plan(self, made: Made) -> Plan:
        """Its plan in the task. Raises `ProblemError` "variant-outdated" where the book has an operation or an offer no more."""
        found = plan_of(made, self.variant)
        if found is None:
            raise ProblemError(problem("variant-outdated"))
        return found
