"""How a function of the dialect is declared, and what its docstring says to authors of forms."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from clusterbench_gui.forms.xpath.syntax import Call
from clusterbench_gui.forms.xpath.values import Value

_DOCSTRING = re.compile(r"`(?P<signature>[^`]+)`: (?P<about>.+?) Source: (?P<source>.+)\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Account:
    """What a function is called with, what it gives, and whose definition it follows."""

    signature: str
    about: str
    source: str


def account(docstring: str | None) -> Account:
    """Read a docstring of the form "`name(argument)`: what it gives. Source: whose."; raises `ValueError` if it is not."""
    match = _DOCSTRING.fullmatch(" ".join((docstring or "").split()))
    if match is None:
        raise ValueError(docstring)
    return Account(match["signature"], match["about"], match["source"])


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

    @property
    def account(self) -> Account:
        """The docstring of `apply`, taken apart."""
        return account(self.apply.__doc__)

    def takes(self, count: int) -> bool:
        """Whether so many arguments may be given."""
        least = len(self.parameters) if self.least is None else self.least
        return count >= least and (self.repeats or count <= len(self.parameters))

    def kinds(self, call: Call) -> str:
        """A letter per argument of a call."""
        count = len(call.arguments)
        return self.parameters[:count] + self.parameters[-1:] * (count - len(self.parameters))


Table = dict[str, Function]
