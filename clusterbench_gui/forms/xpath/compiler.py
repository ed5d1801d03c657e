"""Syntax trees to closures. Each part is compiled for the type that is wanted of it, so that little is converted later."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.arithmetic import divide, remainder
from clusterbench_gui.forms.xpath.comparison import COMPARISONS, compare
from clusterbench_gui.forms.xpath.context import (
    Closure,
    Context,
    EvaluationError,
    Figure,
    Nodes,
    Single,
    Text,
    Truth,
)
from clusterbench_gui.forms.xpath.functions import FUNCTIONS
from clusterbench_gui.forms.xpath.functions.table import Function
from clusterbench_gui.forms.xpath.lookup import looking_up
from clusterbench_gui.forms.xpath.paths import filtered, inside, nth, stepping, united
from clusterbench_gui.forms.xpath.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Literal,
    Negation,
    Number,
    Path,
    Step,
)
from clusterbench_gui.forms.xpath.values import Value, to_boolean, to_number, to_string

Targets = tuple[Node, ...] | None
"""Elements of the model that a node-set may hold; None where it is of another document, or there is no model."""


class Bound(NamedTuple):
    """The part of a path that was bound to places of the model: how to get there, and how many steps that took.

    `single` where it is always exactly one node. `shared` is the number of repeats whose row is that of the context.
    """

    nodes: Nodes
    single: Single | None
    steps: int
    targets: tuple[Node, ...]
    shared: int


class Binder(Protocol):
    """What the compiler asks a form's model."""

    def bind(self, path: Path, *, from_current: bool) -> Bound | None:
        """Bind the leading steps of a path; None where it cannot start in the model."""

    def follow(self, targets: tuple[Node, ...], step: Step) -> tuple[Node, ...]:
        """Where a step leads from elements of the model, predicates aside."""

    def depend(self, targets: tuple[Node, ...], shared: int) -> None:
        """Note that the expression reads these elements."""

    def base(self) -> tuple[Node, ...]:
        """The element that the expression belongs to."""


class NodeSet(NamedTuple):
    """A compiled node-set."""

    nodes: Nodes
    single: Single | None = None
    targets: Targets = None
    shared: int = 0


@dataclass(frozen=True, slots=True)
class CallFault:
    """A call that will fail when it is reached: "unknown-function" or "wrong-arguments"."""

    code: str
    name: str
    at: int


_FEWEST = 3
_READERS = frozenset({"instance", "pulldata"})
_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


Want = Callable[["Compiler", Expression], Closure]
"""The type that is wanted of an expression: a method of the compiler, such as `Compiler.truth`."""


class Compiler:
    """Compiles the expressions of one context. `faults` lists the calls that cannot work, `instances` the tables read."""

    def __init__(self, binder: Binder | None = None) -> None:
        """Without a binder, paths are walked anew at each evaluation."""
        self._binder = binder
        self._here: Targets = None
        self._at_current = True
        self.faults: list[CallFault] = []
        self.instances: list[tuple[str, int]] = []

    def value(self, node: Expression) -> Closure:
        """Compile for whatever type the expression has."""
        if isinstance(node, (Literal, Number)):
            constant = node.value
            return lambda _context: constant
        if isinstance(node, (Path, Filter)):
            return self.node_set(node).nodes
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Negation):
            return self.figure(node)
        if node.operator in ("and", "or") or node.operator in COMPARISONS:
            return self.truth(node)
        if node.operator == "|":
            return self.node_set(node).nodes
        return self.figure(node)

    def text(self, node: Expression) -> Text:
        """Compile for a string."""
        if isinstance(node, (Path, Filter)):
            found = self.node_set(node)
            if found.single is not None:
                single = found.single
                return lambda context: context.env.read(single(context))
        value = self.value(node)
        return lambda context: to_string(value(context), context.env)

    def figure(self, node: Expression) -> Figure:
        """Compile for a number."""
        if isinstance(node, Number):
            constant = node.value
            return lambda _context: constant
        if isinstance(node, Negation):
            operand = self.figure(node.operand)
            return lambda context: -operand(context)
        if isinstance(node, Binary) and node.operator in ("+", "-", "*", "div", "mod"):
            return self._arithmetic(node)
        if isinstance(node, Path):
            found = self.node_set(node)
            if found.single is not None:
                single = found.single
                return lambda context: to_number(context.env.value(single(context)), context.env)
            nodes = found.nodes
            return lambda context: to_number(nodes(context), context.env)
        value = self.value(node)
        return lambda context: to_number(value(context), context.env)

    def _arithmetic(self, node: Binary) -> Figure:
        left, right = self.figure(node.left), self.figure(node.right)
        if node.operator == "div":
            return lambda context: divide(left(context), right(context))
        if node.operator == "mod":
            return lambda context: remainder(left(context), right(context))
        apply = _ARITHMETIC[node.operator]
        return lambda context: apply(left(context), right(context))

    def truth(self, node: Expression) -> Truth:
        """Compile for a boolean."""
        if isinstance(node, Binary) and node.operator in ("and", "or"):
            left, right = self.truth(node.left), self.truth(node.right)
            if node.operator == "and":
                return lambda context: left(context) and right(context)
            return lambda context: left(context) or right(context)
        if isinstance(node, Binary) and node.operator in COMPARISONS:
            return self._comparison(node)
        if isinstance(node, (Path, Filter)):
            nodes = self.node_set(node).nodes
            return lambda context: context.env.truth(nodes(context))
        value = self.value(node)
        return lambda context: _truth(value(context), context)

    def _comparison(self, node: Binary) -> Truth:
        sign = node.operator
        if sign in ("=", "!=") and isinstance(node.right, Literal) and isinstance(node.left, Path):
            found = self.node_set(node.left)
            if found.single is not None:
                return _equal_text(found.single, node.right.value, negate=sign == "!=")
            left: Closure = found.nodes
        else:
            left = self._operand(node.left)
        right = self._operand(node.right)
        return lambda context: compare(sign, left(context), right(context), context.env)

    def _operand(self, node: Expression) -> Closure:
        if isinstance(node, Path):
            found = self.node_set(node)
            if found.single is not None:
                single = found.single
                return lambda context: context.env.value(single(context))
            return found.nodes
        return self.value(node)

    def nodes(self, node: Expression) -> Nodes:
        """Compile for a node-set; evaluation raises `EvaluationError` where the value is none."""
        return self.node_set(node).nodes

    def node_set(self, node: Expression) -> NodeSet:
        """Compile for a node-set and note what it reads."""
        found = self._node_set(node)
        if self._binder and found.targets:
            self._binder.depend(found.targets, found.shared)
        return found

    def _node_set(self, node: Expression) -> NodeSet:
        if isinstance(node, Path):
            return self._path(node)
        if isinstance(node, Filter):
            primary = self._node_set(node.primary)
            filters = self._predicates(node.predicates, primary.targets)
            return NodeSet(filtered(primary.nodes, filters), None, primary.targets)
        if isinstance(node, Binary) and node.operator == "|":
            left, right = self.node_set(node.left), self.node_set(node.right)
            return NodeSet(united(left.nodes, right.nodes), None, (left.targets or ()) + (right.targets or ()))
        if isinstance(node, Call) and node.name == "current" and not node.arguments:
            targets = self._binder.base() if self._binder else None
            return NodeSet(lambda context: [context.current], None, targets)
        if isinstance(node, Call) and node.name == "indexed-repeat":
            return self._indexed_repeat(node)
        value = self.value(node)
        inner = node.arguments[0] if isinstance(node, Call) and node.name == "randomize" and node.arguments else None
        return NodeSet(
            lambda context: _as_nodes(value(context)), None, self._node_set(inner).targets if inner else None
        )

    def _path(self, path: Path) -> NodeSet:
        from_current = isinstance(path.start, Call) and path.start.name == "current"
        if self._binder and (path.start is None or from_current):
            bound = self._bind(path, from_current=from_current)
            if bound is not None:
                start = NodeSet(bound.nodes, bound.single, bound.targets, bound.shared)
                return self._follow(start, path.steps[bound.steps :])
        if path.start is not None:
            return self._follow(self._node_set(path.start), path.steps)
        if path.absolute:
            return self._follow(NodeSet(lambda context: [context.env.root]), path.steps)
        here = self._binder.base() if self._binder and self._at_current else self._here
        return self._follow(NodeSet(lambda context: [context.node], None, here), path.steps)

    def _bind(self, path: Path, *, from_current: bool) -> Bound | None:
        assert self._binder is not None
        if not (path.absolute or from_current or self._at_current):
            return None
        return self._binder.bind(path, from_current=from_current or not path.absolute)

    def _follow(self, start: NodeSet, steps: tuple[Step, ...]) -> NodeSet:
        if not steps:
            return start
        nodes, single, targets, shared = start.nodes, start.single, start.targets, start.shared
        for step in steps:
            if self._binder and targets is not None:
                targets = self._binder.follow(targets, step)
            filters = self._predicates(step.predicates, targets)
            look = looking_up(step, self._operand) if targets is None else None
            nodes, single, shared = stepping(nodes, step, filters, look), None, 0
        return NodeSet(nodes, single, targets, shared)

    def _predicates(self, predicates: tuple[Expression, ...], targets: Targets) -> list[Closure]:
        if not predicates:
            return []
        here, at_current = self._here, self._at_current
        self._here, self._at_current = targets, False
        try:
            return [self.value(one) for one in predicates]
        finally:
            self._here, self._at_current = here, at_current

    def _indexed_repeat(self, call: Call) -> NodeSet:
        """`indexed-repeat(node, group, index, …)`: the node, with each group's row chosen by its position."""
        target = call.arguments[0] if call.arguments else None
        if not isinstance(target, Path) or len(call.arguments) < _FEWEST or len(call.arguments) % 2 == 0:
            return NodeSet(self._fails("wrong-arguments", call))
        chosen: dict[int, Figure] = {}
        for group, index in zip(call.arguments[1::2], call.arguments[2::2], strict=True):
            if not isinstance(group, Path):
                return NodeSet(self._fails("wrong-arguments", call))
            if target.steps[: len(group.steps)] != group.steps or target.absolute != group.absolute:
                return self._indexed_apart(target, call)
            chosen[len(group.steps)] = self.figure(index)
        first = min(chosen) - 1
        found = self._path(Path(target.absolute, target.start, target.steps[:first], target.at))
        for count, step in enumerate(target.steps[first:], start=first + 1):
            found = self._follow(found, (step,))
            if count in chosen:
                found = NodeSet(nth(found.nodes, chosen[count]), None, found.targets)
        return found

    def _indexed_apart(self, target: Path, call: Call) -> NodeSet:
        """The same where node and groups are written from different places: rows are found by who is inside of them."""
        found = self._walked(target)
        nodes = found.nodes
        for group, index in zip(call.arguments[1::2], call.arguments[2::2], strict=True):
            assert isinstance(group, Path)
            nodes = inside(nodes, nth(self._walked(group).nodes, self.figure(index)))
        return NodeSet(nodes, None, found.targets)

    def _walked(self, path: Path) -> NodeSet:
        """A path from its start without taking the context's rows."""
        if path.absolute and self._binder:
            top = tuple({one.root() for one in self._binder.base()})
            return self._follow(NodeSet(lambda context: [context.env.root], None, top), path.steps)
        return self._path(path)

    def _call(self, call: Call) -> Closure:
        if call.name in ("current", "indexed-repeat"):
            return self.node_set(call).nodes
        function = FUNCTIONS.get(call.name)
        if function is None:
            return self._fails("unknown-function", call)
        if not function.takes(len(call.arguments)):
            return self._fails("wrong-arguments", call)
        if call.name in _READERS and isinstance(call.arguments[0], Literal):
            self.instances.append((call.arguments[0].value, call.at))
        arguments = [self._argument(kind, one) for kind, one in zip(function.kinds(call), call.arguments, strict=True)]
        return _applied(function, arguments)

    def _argument(self, kind: str, node: Expression) -> Callable[[Context], object]:
        if kind == "l":
            value = self.value(node)
            return lambda _context: value
        return _BUILDERS[kind](self, node)

    def _fails(self, code: str, call: Call) -> Callable[[Context], list[Node]]:
        name = call.name
        self.faults.append(CallFault(code, name, call.at))

        def fail(_context: Context) -> list[Node]:
            raise EvaluationError(code, name)

        return fail


_BUILDERS: Mapping[str, Want] = {
    "s": Compiler.text,
    "n": Compiler.figure,
    "b": Compiler.truth,
    "v": Compiler.value,
    "N": Compiler.nodes,
}


def _applied(function: Function, arguments: list[Callable[[Context], object]]) -> Closure:
    apply = function.apply
    if not arguments:
        return apply
    if len(arguments) == 1:
        one = arguments[0]
        return lambda context: apply(context, one(context))
    if len(arguments) == 2:
        first, second = arguments
        return lambda context: apply(context, first(context), second(context))
    return lambda context: apply(context, *[argument(context) for argument in arguments])


def _truth(value: Value, context: Context) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, list):
        return context.env.truth(value)
    return to_boolean(value, context.env)


def _equal_text(single: Single, text: str, *, negate: bool) -> Truth:
    def equal(context: Context) -> bool:
        value = context.env.value(single(context))
        found = value == text if isinstance(value, str) else compare("=", value, text, context.env)
        return found != negate

    return equal


def _as_nodes(value: Value) -> list[Node]:
    if not isinstance(value, list):
        code = "not-a-nodeset"
        raise EvaluationError(code)
    return value
