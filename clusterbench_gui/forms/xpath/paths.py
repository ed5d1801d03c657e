"""Walking the steps of a path at evaluation time, with predicates."""

import math
from collections.abc import Iterable

from clusterbench_gui.forms.nodes import Node, document_order
from clusterbench_gui.forms.xpath.axes import REVERSE, reach
from clusterbench_gui.forms.xpath.context import Closure, Context, Figure, Nodes
from clusterbench_gui.forms.xpath.lookup import Look
from clusterbench_gui.forms.xpath.syntax import Axis, Step
from clusterbench_gui.forms.xpath.values import Value
from clusterbench_gui.support.memory import collection_paused

_PREDICATE = 20
"""What a predicate costs beside a visit of the node."""
_PASSED = 4
"""So many children are passed by in the time of visiting one."""
_SORTED = 30
"""What putting a node in its place costs."""
_FAR = 15
"""What a node costs on an axis that leads far."""
_MANY = 1000
_IN_ORDER = frozenset({Axis.CHILD, Axis.SELF, Axis.ATTRIBUTE})


def stepping(nodes: Nodes, step: Step, predicates: list[Closure], look: Look | None = None) -> Nodes:
    """One more step from each of the nodes, filtered, in document order.

    `look` finds the nodes that may pass the first predicate; it is asked of them alone.
    """
    walk, matches = reach(step)

    def reached_from(node: Node, context: Context) -> list[Node]:
        reached = context.env.visible(walk(node))
        if matches is None:
            return reached
        context.env.spend(_FAR * len(reached))
        return [one for one in reached if matches(one)]

    ordered = step.axis in _IN_ORDER
    reverse = step.axis in REVERSE

    def take(context: Context) -> list[Node]:
        start = nodes(context)
        found: list[Node] = []
        passed = 0
        for node in start:
            candidates = look(node, context) if look else None
            if candidates is None:
                passed += len(node.children)
                reached, rest = reached_from(node, context), predicates
            else:
                placed, size = candidates
                reached, rest = _kept(placed.items(), size, predicates[0], context), predicates[1:]
            for predicate in rest:
                reached = _filtered(reached, predicate, context)
            found += reached
        context.env.spend(passed // _PASSED)
        if ordered or len(found) < 2:
            return found
        if reverse and len(start) == 1:
            return found[::-1]
        context.env.spend(_SORTED * len(found))
        return document_order(found)

    return take


def filtered(nodes: Nodes, predicates: list[Closure]) -> Nodes:
    """A node-set filtered as a whole."""

    def take(context: Context) -> list[Node]:
        found = nodes(context)
        for predicate in predicates:
            found = _filtered(found, predicate, context)
        return found

    return take


def united(left: Nodes, right: Nodes) -> Nodes:
    """The union of two node-sets in document order."""

    def unite(context: Context) -> list[Node]:
        found = left(context) + right(context)
        context.env.spend(_SORTED * len(found))
        return document_order(found)

    return unite


def _filtered(nodes: list[Node], predicate: Closure, context: Context) -> list[Node]:
    if len(nodes) < _MANY:
        return _kept(enumerate(nodes, start=1), len(nodes), predicate, context)
    with collection_paused():  # rows of a table make their cells when they are first walked through
        return _kept(enumerate(nodes, start=1), len(nodes), predicate, context)


def _kept(placed: Iterable[tuple[int, Node]], size: int, predicate: Closure, context: Context) -> list[Node]:
    current, env = context.current, context.env
    inner = Context(env, context.node, current, 1, size)
    kept: list[Node] = []
    for place, node in placed:
        env.spend(_PREDICATE)
        inner.node, inner.position = node, place
        if _holds(predicate(inner), inner):
            kept.append(node)
    return kept


def _holds(value: Value, context: Context) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value == context.position
    return bool(value)


def nth(nodes: Nodes, index: Figure) -> Nodes:
    """Of each parent's nodes the one at the position that `index` gives; in interviews the first where it gives none."""

    def pick(context: Context) -> list[Node]:
        wanted = index(context)
        if context.env.javarosa:
            wanted = float(int(wanted)) if 1 <= wanted < math.inf else 1.0
        seen: dict[Node | None, int] = {}
        found: list[Node] = []
        for node in nodes(context):
            place = seen[node.parent] = seen.get(node.parent, 0) + 1
            if place == wanted:
                found.append(node)
        return found

    return pick


def inside(nodes: Nodes, around: Nodes) -> Nodes:
    """The nodes that are one of the others, or below one."""

    def pick(context: Context) -> list[Node]:
        allowed = set(around(context))
        return [node for node in nodes(context) if _is_inside(node, allowed)]

    return pick


def _is_inside(node: Node | None, allowed: set[Node]) -> bool:
    while node is not None:
        if node in allowed:
            return True
        node = node.parent
    return False
