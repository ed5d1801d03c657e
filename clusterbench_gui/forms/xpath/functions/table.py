"""How a function of the dialect is declared."""

from collections.abc import Callable
from dataclasses import dataclass

from clusterbench_gui.forms.xpath.syntax import Call
from clusterbench_gui.forms.xpath.values import Value


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `apply(context, *arguments)`, and a letter per parameter for what it takes.

    s string, n number, b boolean, v any value, N node-set, l the closure itself (evaluated when wanted). `least` of the
    parameters must be given; with `repeats` the last one may be given any number of times.
    """

    apply: Callable[..., Value]
    parameters: str = ""
    least: int | None = None
    repeats: bool = False

    def takes(self, count: int) -> bool:
        """Whether so many arguments may be given."""
        least = len(self.parameters) if self.least is None else self.least
        return count >= least and (self.repeats or count <= len(self.parameters))

    def kinds(self, call: Call) -> str:
        """A letter per argument of a call."""
        count = len(call.arguments)
        return self.parameters[:count] + self.parameters[-1:] * (count - len(self.parameters))


Table = dict[str, Function]
