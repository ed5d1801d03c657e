"""What an expression is evaluated against."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Protocol

from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.values import Atom, Value


class EvaluationError(Exception):
    """An expression cannot be evaluated: an unknown function, a wrong number of arguments, a value of the wrong kind."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(f"{code}: {name}" if name else code)
        self.code = code
        self.name = name


FAILURES = (EvaluationError, ArithmeticError, ValueError, RecursionError)
"""What an evaluation may raise; whoever starts one decides what that means."""


class Environment(Protocol):
    """What stands around a context node: a session, a formula's strict reader, or a plain document.

    `seed` is what `randomize` shuffles by where the form gives none; it stays while an interview lasts.

    `javarosa`: in an interview no node is an empty text in comparisons, as in JavaRosa; XPath 1.0 says false.
    """

    random: Random
    seed: int
    javarosa: bool

    @property
    def root(self) -> Node:
        """The document that a leading "/" means."""

    def read(self, node: Node) -> str:
        """The string value of a node."""

    def value(self, node: Node) -> Atom:
        """The value of a node as its type has it."""

    def truth(self, nodes: list[Node]) -> bool:
        """Whether a node-set counts as true."""

    def visible(self, nodes: list[Node]) -> list[Node]:
        """The nodes that expressions may see (relevant ones)."""

    def entering(self, holder: Node, repeat: Node, wanted: Node) -> None:
        """Told when a path to the element `wanted` of the model goes through the rows of a repeat at a holder."""

    def optional(self, closure: "Closure", context: "Context") -> Value:
        """Evaluate what `coalesce` may replace: "" where a strict reader would give up."""

    def instance(self, name: str) -> Node | None:
        """The document of a secondary instance."""

    def itext(self, name: str, form: str = "") -> str | None:
        """A text of the form in the current language."""

    def now(self) -> datetime:
        """The moment, aware of its offset."""

    def choice_name(self, value: str, path: str, context: Node, /) -> str:
        """The label of a choice of the select at a path."""

    def property(self, name: str, /) -> str:
        """A property of the device or person."""


class Context:
    """A context node with its position and size. `current` is the node that the whole expression belongs to."""

    __slots__ = ("current", "env", "node", "position", "size")

    def __init__(
        self, env: Environment, node: Node, current: Node | None = None, position: int = 1, size: int = 1
    ) -> None:
        """Stand at `node`; `current` is the same unless this is a predicate."""
        self.env = env
        self.node = node
        self.current = node if current is None else current
        self.position = position
        self.size = size


Closure = Callable[[Context], Value]
Text = Callable[[Context], str]
Figure = Callable[[Context], float]
Truth = Callable[[Context], bool]
Nodes = Callable[[Context], list[Node]]
Single = Callable[[Context], Node]
