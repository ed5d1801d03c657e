"""Node-sets and selections: XPath 1.0 section 4.1, ODK XForms specification "Utility functions", JavaRosa."""

import hashlib
import math

from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.forms.xpath.axes import XML_SPACE, preceding_siblings
from clusterbench_gui.forms.xpath.context import Context, EvaluationError
from clusterbench_gui.forms.xpath.functions.table import Function, Table
from clusterbench_gui.forms.xpath.lookup import Library
from clusterbench_gui.forms.xpath.values import Value, to_string


def _position(context: Context, nodes: list[Node] | None = None) -> float:
    """`position()`, or `position(node)`: the node's place in its run of like-named siblings (JavaRosa)."""
    if nodes is None:
        return float(context.position)
    if not nodes:
        return math.nan
    node = nodes[0]
    if node.kind is not NodeKind.ELEMENT:
        code = "not-an-element"
        raise EvaluationError(code, "position")
    if node.ordinal:
        return float(node.ordinal)
    place = 1
    for sibling in preceding_siblings(node):
        if sibling.kind is NodeKind.ELEMENT:
            if sibling.name != node.name:
                break
            place += 1
    return float(place)


def _count_non_empty(context: Context, nodes: list[Node]) -> float:
    """`count-non-empty(nodes)`."""
    return float(sum(1 for node in nodes if context.env.read(node) != ""))


def _selected(_context: Context, answer: str, name: str) -> bool:
    """`selected(answer, name)`: whether the choice is among the selected ones."""
    return f" {name.strip()} " in f" {answer} "


def _selected_at(_context: Context, answer: str, index: float) -> str:
    """`selected-at(answer, index)`: from 0; "" beyond."""
    names = answer.split()
    if math.isnan(index):
        return ""
    return names[int(index)] if 0 <= int(index) < len(names) else ""


def _count_selected(_context: Context, answer: str) -> float:
    """`count-selected(answer)`."""
    return float(len(answer.split()))


def _instance(context: Context, name: str) -> list[Node]:
    """`instance(id)`: the document element's holder, so that the path goes on with `/root`."""
    found = context.env.instance(name)
    if found is None:
        code = "unknown-instance"
        raise EvaluationError(code, name)
    return [found]


def _randomize(_context: Context, nodes: list[Node], seed: Value | None = None) -> list[Node]:
    """`randomize(nodes, seed)`: Fisher-Yates with the Park-Miller generator, as JavaRosa and Enketo do."""
    shuffled = list(nodes)
    figure = _seed(_context, seed)
    state = int(figure) % 2147483647
    if state <= 0:
        state += 2147483646
    for last in range(len(shuffled) - 1, 0, -1):
        state = state * 16807 % 2147483647
        chosen = (state - 1) * (last + 1) // 2147483646
        shuffled[last], shuffled[chosen] = shuffled[chosen], shuffled[last]
    return shuffled


def _seed(context: Context, seed: Value | None) -> int:
    if seed is None:
        return context.env.seed
    if isinstance(seed, float):
        return int(seed) if math.isfinite(seed) else 0
    text = to_string(seed, context.env)
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)


def _by_id(context: Context, value: Value) -> list[Node]:
    """`id(names)`: elements by their `id` attribute."""
    texts = [context.env.read(node) for node in value] if isinstance(value, list) else [to_string(value, context.env)]
    wanted = {name for text in texts for name in text.split()}
    everywhere = context.node.root().walk()
    return [node for node in everywhere if node.kind is NodeKind.ELEMENT and node.attribute("id") in wanted]


def _lang(context: Context, language: str) -> bool:
    """`lang(code)`: whether `xml:lang` around the context node is that language."""
    node: Node | None = context.node
    while node is not None:
        stated = node.attribute("lang", XML_SPACE)
        if stated is not None:
            return stated.lower() == language.lower() or stated.lower().startswith(language.lower() + "-")
        node = node.parent
    return False


def _named(context: Context, nodes: list[Node] | None) -> Node | None:
    if nodes is None:
        return context.node
    return nodes[0] if nodes else None


def _name(context: Context, nodes: list[Node] | None = None) -> str:
    """`name(node)`: with its prefix."""
    node = _named(context, nodes)
    return node.qualified_name if node else ""


def _local_name(context: Context, nodes: list[Node] | None = None) -> str:
    """`local-name(node)`."""
    node = _named(context, nodes)
    return node.name if node else ""


def _namespace(context: Context, nodes: list[Node] | None = None) -> str:
    """`namespace-uri(node)`."""
    node = _named(context, nodes)
    return node.space if node else ""


def _pulldata(context: Context, table: str, column: str, key_column: str, key: str) -> str:
    """`pulldata(table, column, key column, key)`: the first row's cell whose key matches; "" where there is none."""
    found = context.env.instance(table)
    row = found.find(key_column, key) if isinstance(found, Library) else None
    wanted = row.first(column) if row is not None else None
    return wanted.text() if wanted is not None else ""


TABLE: Table = {
    "position": Function(_position, "N", 0),
    "last": Function(lambda context: float(context.size)),
    "count": Function(lambda _context, nodes: float(len(nodes)), "N"),
    "count-non-empty": Function(_count_non_empty, "N"),
    "selected": Function(_selected, "ss"),
    "is-selected": Function(_selected, "ss"),
    "selected-at": Function(_selected_at, "sn"),
    "count-selected": Function(_count_selected, "s"),
    "instance": Function(_instance, "s"),
    "randomize": Function(_randomize, "Nv", 1),
    "id": Function(_by_id, "v"),
    "lang": Function(_lang, "s"),
    "name": Function(_name, "N", 0),
    "local-name": Function(_local_name, "N", 0),
    "namespace-uri": Function(_namespace, "N", 0),
    "pulldata": Function(_pulldata, "ssss"),
}
