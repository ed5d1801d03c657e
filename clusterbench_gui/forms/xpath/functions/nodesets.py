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
    """`position(question)`: the number of the row, from 1: of a repeat that is named, as `position(..)`, or of the context.

    An element's place among its neighbours of the same name. Source: JavaRosa XPathFuncExpr.position.
    """
    if nodes is None:
        return float(context.position)
    if not nodes:
        return 0.0 if context.env.javarosa else math.nan
    node = nodes[0]
    if node.kind is not NodeKind.ELEMENT:
        code = "not-an-element"
        raise EvaluationError(code, "position")
    if node.ordinal:
        return float(node.ordinal)
    place = 1
    before = preceding_siblings(node)
    context.env.spend(len(before))
    for sibling in before:
        if sibling.kind is NodeKind.ELEMENT:
            if sibling.name != node.name:
                break
            place += 1
    return float(place)


def _count_non_empty(context: Context, nodes: list[Node]) -> float:
    """`count-non-empty(questions)`: how many have an answer; a group counts as one.

    Source: JavaRosa XPathNodeset.getNonEmptySize.
    """
    return float(sum(1 for node in nodes if next(node.elements(), None) or context.env.read(node) != ""))


def _last(context: Context) -> float:
    """`last()`: inside of brackets, how many there are. Source: XPath 1.0, 4.1."""
    return float(context.size)


def _count(_context: Context, nodes: list[Node]) -> float:
    """`count(questions)`: how many there are, answered or not. Source: XPath 1.0, 4.1."""
    return float(len(nodes))


def _selected(_context: Context, answer: str, name: str) -> bool:
    """`selected(answer, name)`: whether the choice is among the selected ones. Source: ODK XForms, XPath functions."""
    return f" {name.strip()} " in f" {answer} "


def _selected_at(_context: Context, answer: str, index: float) -> str:
    """`selected-at(answer, index)`: the name of one of the selected choices, counted from 0.

    Source: ODK XForms, XPath functions.
    """
    names = answer.split()
    if math.isnan(index):
        return ""
    return names[int(index)] if 0 <= int(index) < len(names) else ""


def _count_selected(_context: Context, answer: str) -> float:
    """`count-selected(answer)`: how many choices are selected. Source: ODK XForms, XPath functions."""
    return float(len(answer.split()))


def _instance(context: Context, name: str) -> list[Node]:
    """`instance(name)`: a list of choices or another table of the form, for paths: `instance('county')/root/item`.

    Source: XForms 1.1, 7.10.1.
    """
    found = context.env.instance(name)
    if found is None:
        code = "unknown-instance"
        raise EvaluationError(code, name)
    return [found]


def _randomize(_context: Context, nodes: list[Node], seed: Value | None = None) -> list[Node]:
    """`randomize(choices, seed)`: in random order, in the same one for the same seed.

    Fisher-Yates with the generator of Park and Miller. Source: JavaRosa XPathNodeset.shuffle.
    """
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
    if not text:
        return 0
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)


def _by_id(context: Context, value: Value) -> list[Node]:
    """`id(names)`: the elements with these `id` attributes. Source: XPath 1.0, 4.1."""
    texts = [context.env.read(node) for node in value] if isinstance(value, list) else [to_string(value, context.env)]
    wanted = {name for text in texts for name in text.split()}
    everywhere = context.node.root().walk()
    return [node for node in everywhere if node.kind is NodeKind.ELEMENT and node.attribute("id") in wanted]


def _lang(context: Context, language: str) -> bool:
    """`lang(code)`: whether `xml:lang` of the context is that language. Source: XPath 1.0, 4.3."""
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
    """`name(question)`: its name in the instance, with the prefix. Source: XPath 1.0, 4.1."""
    node = _named(context, nodes)
    return node.qualified_name if node else ""


def _local_name(context: Context, nodes: list[Node] | None = None) -> str:
    """`local-name(question)`: its name without the prefix. Source: XPath 1.0, 4.1."""
    node = _named(context, nodes)
    return node.name if node else ""


def _namespace(context: Context, nodes: list[Node] | None = None) -> str:
    """`namespace-uri(question)`: the namespace of its name. Source: XPath 1.0, 4.1."""
    node = _named(context, nodes)
    return node.space if node else ""


def _pulldata(context: Context, table: str, column: str, key_column: str, key: str) -> str:
    """`pulldata(table, column, key column, key)`: a cell of an attached table, from the first row with that key.

    Source: ODK Collect, XPath functions.
    """
    found = context.env.instance(table)
    row = found.find(key_column, key) if isinstance(found, Library) else None
    wanted = row.first(column) if row is not None else None
    return wanted.text() if wanted is not None else ""


TABLE: Table = {
    "position": Function(_position, "N", 0),
    "last": Function(_last),
    "count": Function(_count, "N"),
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
