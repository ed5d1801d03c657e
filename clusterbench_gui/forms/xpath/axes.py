"""Walking the axes of XPath 1.0 with node tests. Each axis gives nodes in its own order: nearest first on reverse axes."""

from collections.abc import Callable, Iterator

from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.forms.xpath.context import EvaluationError
from clusterbench_gui.forms.xpath.syntax import Axis, Step, Test

XML_SPACE = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"
_KNOWN = {"xhtml": XHTML, "h": XHTML, "xml": XML_SPACE}
_INSIDE = frozenset({NodeKind.ATTRIBUTE, NodeKind.NAMESPACE})
REVERSE = frozenset({Axis.ANCESTOR, Axis.ANCESTOR_OR_SELF, Axis.PRECEDING, Axis.PRECEDING_SIBLING})
_KINDS = {
    "text": NodeKind.TEXT,
    "comment": NodeKind.COMMENT,
    "processing-instruction": NodeKind.INSTRUCTION,
}


def _children(node: Node) -> list[Node]:
    if node.children or not node.value or node.kind is not NodeKind.ELEMENT:
        return node.children
    made = [Node(NodeKind.TEXT, value=node.value, parent=node)]
    if type(node) is Node:  # of a document, which does not change: its text is one node whenever it is asked for
        node.children = made
    return made


def _parent(node: Node) -> list[Node]:
    return [] if node.parent is None else [node.parent]


def _below(node: Node) -> Iterator[Node]:
    for child in _children(node):
        yield child
        yield from _below(child)


def _below_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _below(node)


def _above(node: Node) -> Iterator[Node]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _above_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _above(node)


def _siblings(node: Node, *, after: bool) -> list[Node]:
    if node.parent is None or node.kind in _INSIDE:
        return []
    all_of_them = node.parent.children
    index = next((i for i, one in enumerate(all_of_them) if one is node), 0)
    return all_of_them[index + 1 :] if after else all_of_them[:index][::-1]


def _following_siblings(node: Node) -> list[Node]:
    return _siblings(node, after=True)


def preceding_siblings(node: Node) -> list[Node]:
    """The nodes before a node under the same parent, nearest first."""
    return _siblings(node, after=False)


def _following(node: Node) -> Iterator[Node]:
    if node.kind in _INSIDE and node.parent is not None:
        yield from _below(node.parent)
        node = node.parent
    for one in _above_or_self(node):
        for sibling in _following_siblings(one):
            yield from _below_or_self(sibling)


def _preceding(node: Node) -> Iterator[Node]:
    if node.kind in _INSIDE and node.parent is not None:
        node = node.parent
    for one in _above_or_self(node):
        for sibling in preceding_siblings(one):
            yield from reversed(list(_below_or_self(sibling)))


def _attributes(node: Node) -> list[Node]:
    return [one for one in node.attributes if not is_declaration(one)]


def is_declaration(attribute: Node) -> bool:
    """Whether an attribute only declares a namespace."""
    return attribute.prefix == "xmlns" or attribute.name == "xmlns"


def _declarations(node: Node) -> list[Node]:
    """The namespaces that an element itself declares, as DOM engines see them."""
    return [one for one in node.attributes if is_declaration(one)]


def _spaces(node: Node) -> dict[str, str]:
    """Namespaces in scope by prefix."""
    found: dict[str, str] = {}
    for one in _above_or_self(node):
        for attribute in one.attributes:
            if is_declaration(attribute):
                found.setdefault(attribute.name if attribute.prefix else "", attribute.value)
    return found


_AXES: dict[Axis, Callable[[Node], list[Node] | Iterator[Node]]] = {
    Axis.CHILD: _children,
    Axis.PARENT: _parent,
    Axis.SELF: lambda node: [node],
    Axis.ATTRIBUTE: _attributes,
    Axis.DESCENDANT: _below,
    Axis.DESCENDANT_OR_SELF: _below_or_self,
    Axis.ANCESTOR: _above,
    Axis.ANCESTOR_OR_SELF: _above_or_self,
    Axis.FOLLOWING: _following,
    Axis.FOLLOWING_SIBLING: _following_siblings,
    Axis.PRECEDING: _preceding,
    Axis.PRECEDING_SIBLING: preceding_siblings,
    Axis.NAMESPACE: _declarations,
}
_PRINCIPAL = {Axis.ATTRIBUTE: NodeKind.ATTRIBUTE, Axis.NAMESPACE: NodeKind.ATTRIBUTE}


def matcher(axis: Axis, test: Test) -> Callable[[Node], bool]:
    """The predicate of a node test."""
    if test.kind == "node":
        return lambda _node: True
    if test.kind != "name":
        kind, target = _KINDS[test.kind], test.name
        return lambda node: node.kind is kind and (not target or node.name == target)
    principal = _PRINCIPAL.get(axis, NodeKind.ELEMENT)
    name, prefix = test.name, test.prefix
    if name == "*" and not prefix:
        return lambda node: node.kind is principal
    if not prefix:
        return lambda node: node.name == name and node.kind is principal and not _is_foreign(node)
    return lambda node: node.kind is principal and name in ("*", node.name) and _in_space(node, prefix)


def _is_foreign(node: Node) -> bool:
    """A prefixed attribute needs its prefix, an element of XHTML too; `meta` may stand for `orx:meta`."""
    if node.kind is NodeKind.ATTRIBUTE:
        return bool(node.prefix)
    return node.space == XHTML


def _in_space(node: Node, prefix: str) -> bool:
    if node.prefix == prefix:
        return True
    wanted = _KNOWN.get(prefix) or _spaces(node).get(prefix)
    return bool(node.space) and wanted == node.space


def walker(step: Step) -> Callable[[Node], list[Node]]:
    """The nodes of a step, without its predicates, from one node."""
    axis = _AXES.get(step.axis)
    if axis is None:
        code = "unknown-axis"
        raise EvaluationError(code, step.axis.value)
    if step.axis is Axis.CHILD and step.test.kind == "name" and step.test.name != "*" and not step.test.prefix:
        name, element = step.test.name, NodeKind.ELEMENT
        return lambda node: [
            one for one in node.children if one.name == name and one.kind is element and one.space != XHTML
        ]
    matches = matcher(step.axis, step.test)
    walk = axis
    return lambda node: [one for one in walk(node) if matches(one)]
