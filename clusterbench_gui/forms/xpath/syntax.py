"""The syntax tree of an expression. `at` is the column where a part starts, from 1."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Axis(Enum):
    """The axes of XPath 1.0."""

    CHILD = "child"
    PARENT = "parent"
    SELF = "self"
    ATTRIBUTE = "attribute"
    DESCENDANT = "descendant"
    DESCENDANT_OR_SELF = "descendant-or-self"
    ANCESTOR = "ancestor"
    ANCESTOR_OR_SELF = "ancestor-or-self"
    FOLLOWING = "following"
    FOLLOWING_SIBLING = "following-sibling"
    PRECEDING = "preceding"
    PRECEDING_SIBLING = "preceding-sibling"
    NAMESPACE = "namespace"


class Literal(NamedTuple):
    """A quoted string."""

    value: str


class Number(NamedTuple):
    """A number."""

    value: float


class Negation(NamedTuple):
    """A minus sign before an operand."""

    operand: "Expression"


class Binary(NamedTuple):
    """Two operands and an operator, as written."""

    operator: str
    left: "Expression"
    right: "Expression"


class Call(NamedTuple):
    """A function call."""

    name: str
    arguments: tuple["Expression", ...]
    at: int = 1


class Test(NamedTuple):
    """A node test: `kind` is "name", "node", "text", "comment" or "processing-instruction"; a name may be "*" or "p:*"."""

    kind: str
    name: str = ""
    prefix: str = ""


class Step(NamedTuple):
    """One step of a path."""

    axis: Axis
    test: Test
    predicates: tuple["Expression", ...] = ()


class Path(NamedTuple):
    """Steps from the root ("absolute"), from the context node (`start` None), or from the nodes of an expression."""

    absolute: bool
    start: "Expression | None"
    steps: tuple[Step, ...]
    at: int = 1


class Filter(NamedTuple):
    """An expression with predicates: `instance('a')[1]`."""

    primary: "Expression"
    predicates: tuple["Expression", ...]


Expression = Literal | Number | Negation | Binary | Call | Path | Filter


def inner(expression: Expression) -> tuple[Expression, ...]:
    """The expressions right inside of one, as written."""
    match expression:
        case Negation(operand):
            return (operand,)
        case Binary(_, left, right):
            return left, right
        case Call(_, arguments):
            return arguments
        case Path(_, start, steps):
            predicates = tuple(one for step in steps for one in step.predicates)
            return (start, *predicates) if start is not None else predicates
        case Filter(primary, predicates):
            return primary, *predicates
        case _:
            return ()


def parts(expression: Expression) -> Iterator[Expression]:
    """An expression and all inside of it, as written."""
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(inner(one))


class SyntaxFault(Exception):  # noqa: N818 - a fault of the author's, turned into a Problem by whoever knows the place
    """The text is not an expression. `column` counts from 1; `found` is what stands there."""

    def __init__(self, column: int, found: str) -> None:
        super().__init__(f"column {column}: {found}")
        self.column = column
        self.found = found
