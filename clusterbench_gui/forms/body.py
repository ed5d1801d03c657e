"""The body of an XForm: groups, repeats and questions with their appearance; and the actions of model and body."""

from dataclasses import dataclass
from typing import Protocol

from clusterbench_gui.domain.problems import Severity
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.looks import longest_of, rows_of, scale_of
from clusterbench_gui.forms.model import FIRST_LOAD, NEW_REPEAT, Control, Element, FixedChoice, Itemset, Rule
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.texts import wording

ROSA = "http://openrosa.org/javarosa"
_INPUTS = {
    "int": Kind.INTEGER,
    "integer": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "dateTime": Kind.DATETIME,
    "geopoint": Kind.GEOPOINT,
    "geotrace": Kind.GEOTRACE,
    "geoshape": Kind.GEOSHAPE,
    "barcode": Kind.BARCODE,
}
_CONTROLS = {
    "select": Kind.SELECT_MULTIPLE,
    "select1": Kind.SELECT_ONE,
    "rank": Kind.RANK,
    "range": Kind.RANGE,
    "trigger": Kind.ACKNOWLEDGE,
    "secret": Kind.TEXT,
}
_OLD_NAMES = {"xforms-ready": FIRST_LOAD, "jr-insert": NEW_REPEAT}
_UPLOADS = {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}


class Draft(Protocol):
    """The form in the making, as the body needs it."""

    model: Node
    body: Node

    def element(self, path: str) -> Element | None:
        """The element at a ref."""

    def note(self, code: str, name: str = "", severity: Severity = ..., /, **values: str | int) -> None:
        """Add a problem."""


@dataclass(frozen=True, slots=True)
class RawAction:
    """An action before its expression is compiled. `origin` is the question whose change starts it, if one does."""

    events: frozenset[str]
    target: Element
    value: str
    origin: Element | None


def read_body(draft: Draft) -> list[RawAction]:
    """Put controls, labels and counts on the model's elements; returns the actions found."""
    actions: list[RawAction] = []
    for node in draft.model.elements():
        _action(draft, node, None, actions)
    _walk(draft, draft.body, actions)
    return actions


def _walk(draft: Draft, node: Node, actions: list[RawAction]) -> None:
    for child in node.elements():
        if child.name == "group":
            _group(draft, child)
            _walk(draft, child, actions)
        elif child.name == "repeat":
            _repeat(draft, child)
            _walk(draft, child, actions)
        elif child.name in _CONTROLS or child.name in ("input", "upload"):
            _control(draft, child, actions)
        else:
            _action(draft, child, None, actions)


def _group(draft: Draft, node: Node) -> None:
    element = draft.element(node.attribute("ref") or node.attribute("nodeset") or "")
    inner = node.first("repeat")
    if element is None and inner is not None:
        element = draft.element(inner.attribute("nodeset") or "")
    if element is None:
        return
    element.in_body = True
    element.appearance = node.attribute("appearance") or element.appearance
    label = node.first("label")
    if label is not None:
        element.group_label = wording(label)


def _repeat(draft: Draft, node: Node) -> None:
    element = draft.element(node.attribute("nodeset") or "")
    if element is None:
        draft.note("control-without-node", node.attribute("nodeset") or "")
        return
    element.in_body = True
    count = node.attribute("count", ROSA)
    if count:
        element.bind.sources[Rule.COUNT] = count
    element.user_rows = not count and node.attribute("noAddRemove", ROSA) is None
    label = node.first("label")
    if label is not None:
        element.group_label = wording(label)


def _control(draft: Draft, node: Node, actions: list[RawAction]) -> None:
    path = node.attribute("ref") or ""
    element = draft.element(path)
    if element is None or element.is_repeat:  # whose cells are rows
        draft.note("control-without-node", path)
        return
    element.in_body = True
    choices = [one for one in node.elements() if one.name == "item"]
    itemset = node.first("itemset")
    element.control = Control(
        kind=_kind(node, element),
        tag=node.name,
        label=wording(node.first("label")),
        hint=wording(node.first("hint")),
        appearance=node.attribute("appearance") or "",
        choices=tuple(FixedChoice(_value(one), wording(one.first("label"))) for one in choices),
        itemset=_itemset(itemset) if itemset is not None else _query(node),
        scale=scale_of(node) if node.name == "range" else None,
        rows=rows_of(node),
        longest=longest_of(element.bind.sources.get(Rule.CONSTRAINT, "")),
    )
    for child in node.elements():
        _action(draft, child, element, actions)


def _kind(node: Node, element: Element) -> Kind:
    if node.name == "upload":
        return _UPLOADS.get((node.attribute("mediatype") or "").partition("/")[0], Kind.FILE)
    if node.name in _CONTROLS:
        return _CONTROLS[node.name]
    sources = element.bind.sources
    if sources.get(Rule.READONLY, "").strip() == "true()" and Rule.CALCULATE not in sources and not element.default:
        return Kind.NOTE
    return _INPUTS.get(element.bind.type, Kind.TEXT)


def _itemset(node: Node) -> Itemset:
    value, label = node.first("value"), node.first("label")
    return Itemset(
        node.attribute("nodeset") or "",
        (value.attribute("ref") if value else None) or "name",
        (label.attribute("ref") if label else None) or "label",
    )


def _query(node: Node) -> Itemset | None:
    """The choices of `select_one_external`: an input of text that says where to look for them."""
    source = node.attribute("query")
    return Itemset(source, "name", "label", external=True) if source else None


def _value(item: Node) -> str:
    value = item.first("value")
    return value.text().strip() if value else ""


def _action(draft: Draft, node: Node, origin: Element | None, actions: list[RawAction]) -> None:
    if node.name != "setvalue":
        return
    target = draft.element(node.attribute("ref") or node.attribute("bind") or "")
    if target is None:
        return
    value = node.attribute("value") or ""
    literal = node.text()
    if not value:
        value = f"'{literal}'" if "'" not in literal else f'"{literal}"'
    events = frozenset(_OLD_NAMES.get(one, one) for one in (node.attribute("event") or "").split())
    actions.append(RawAction(events, target, value, origin))
