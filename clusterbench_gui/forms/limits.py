"""Bounds that no sound questionnaire reaches: a broken or hostile one takes neither all memory nor for ever."""

from clusterbench_gui.domain.problems import ProblemError, problem

MOST_NODES = 1_000_000
"""Elements, attributes and texts of an XML document."""
MOST_CELLS = 100_000
"""Places for answers in an interview, over all rows of all rosters."""
MOST_LETTERS = 1_000_000
"""Letters of a text that an expression makes."""
MOST_SIGNS = 100_000
"""Letters of an expression."""
MOST_WORK = 20_000_000
"""Nodes that the expressions of one step visit; some seconds."""
MANY_STEPS = 100
"""As many steps' work may be done at once where the work of many is: coming back, undoing a pasted table, moving rows."""
MOST_CHAINED = 100
"""Questions that set each other one after the other."""


class Meter:
    """Counts the work of a step's expressions. An environment is one."""

    left = MOST_WORK

    def spend(self, work: int) -> None:
        """Work is to be done. Raises `ProblemError` ("form-too-slow") where the step has done too much already."""
        self.left -= work
        if self.left < 0:
            raise ProblemError(problem("form-too-slow"))

    def refill(self, steps: int = 1) -> None:
        """Another step begins, or so many in one."""
        self.left = MOST_WORK * steps
