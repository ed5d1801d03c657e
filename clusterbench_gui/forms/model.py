"""The form's model: its elements with what the binds and the body say of them. Made once, shared by all sessions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Kind, Scale
from clusterbench_gui.forms.nodes import Node, NodeKind
from clusterbench_gui.forms.xpath.context import Closure

Part = str
"""A piece of a wording: literal text, or an expression behind the mark `OUTPUT`."""

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
CHANGED = "xforms-value-changed"
"""When a `setvalue` runs: an interview begins, is brought back, gets a row; a question's value changes."""

ITEXT = "jr:itext("
OUTPUT = "\x00"
"""Starts a part of a wording that is an expression to be filled in."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of the form: its own parts, the id of an itext, or literals by language."""

    parts: tuple[Part, ...] = ()
    itext: str = ""
    languages: tuple[tuple[str, str], ...] = ()


class Read(NamedTuple):
    """An element that an expression reads. `shared` repeats of its place are the rows that the reader stands in."""

    element: "Element"
    shared: int


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled expression."""

    source: str
    run: Closure
    reads: tuple[Read, ...] = ()


class Rule(Enum):
    """What an expression of a bind decides."""

    RELEVANT = "relevant"
    CALCULATE = "calculate"
    COUNT = "count"
    REQUIRED = "required"
    READONLY = "readonly"
    CONSTRAINT = "constraint"
    WARNING = "warning"

    __hash__ = object.__hash__  # rules are looked up by the ten thousands; Enum's own hash is written in Python


@dataclass(slots=True)
class Bind:
    """What a bind says. Sources are texts of expressions; `programs` are compiled when the model is complete.

    `saveto` is the property of an entity that takes the value; `previous` the question of the edition before; `pixels` the
    longest edge that a picture is to have.
    """

    type: str = "string"
    sources: dict[Rule, str] = field(default_factory=dict)
    programs: dict[Rule, Program] = field(default_factory=dict)
    messages: dict[Rule, Wording] = field(default_factory=dict)
    preload: tuple[str, str] = ("", "")
    absences: tuple[Absence, ...] = ()
    saveto: str = ""
    previous: str = ""
    pixels: int | None = None


@dataclass(frozen=True, slots=True)
class FixedChoice:
    """A choice written into the body."""

    value: str
    label: Wording


@dataclass(slots=True)
class Itemset:
    """Choices from nodes: the expression that finds them, and the children that hold value and label.

    Where it is `external`, labels in other languages stand in columns such as `label::English (en)`.
    """

    source: str
    value: str
    label: str
    external: bool = False
    program: Program | None = None
    label_column: str = field(init=False)

    def __post_init__(self) -> None:
        """The child that holds the label, or the id of its text."""
        self.label_column = self.label.strip().removeprefix(ITEXT).removesuffix(")").strip()


@dataclass(slots=True)
class Control:
    """A question of the body."""

    kind: Kind
    tag: str
    label: Wording
    hint: Wording
    appearance: str = ""
    choices: tuple[FixedChoice, ...] = ()
    itemset: Itemset | None = None
    scale: Scale | None = None
    rows: int = 0
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A `setvalue`: the events that start it, its target, and what it sets."""

    events: frozenset[str]
    target: "Element"
    program: Program


@dataclass(slots=True)
class Stated:
    """What the form states of a row, or of the whole instance: values, and the rows of the repeats right inside."""

    values: dict["Element", str] = field(default_factory=dict)
    rows: dict["Element", list["Stated"]] = field(default_factory=dict)


class Element(Node):
    """An element of the model. `path` is `/data/firm/name`; `index` counts in document order.

    An attribute that the form computes is one as well (`computed` of its owner, path `/data/meta/entity/@id`).

    A repeat is the `scope` of what is inside of it, itself included; `slot` is the place in the scope's rows. `depth` is
    the number of repeats around it, itself included. `template` is what a new row of a repeat starts with; the root's
    is that of the whole instance.
    """

    __slots__ = (
        "actions",
        "appearance",
        "bind",
        "computed",
        "control",
        "default",
        "depth",
        "group_label",
        "in_body",
        "index",
        "is_repeat",
        "names",
        "path",
        "scope",
        "slot",
        "template",
        "user_rows",
    )

    def __init__(self, source: Node, parent: "Element | None") -> None:
        """Copy name and attributes; children, bind and control are added while reading the form."""
        super().__init__(source.kind, source.name, space=source.space, prefix=source.prefix, parent=parent)
        self.path: str = f"{parent.path if parent else ''}/{self.step}"
        self.index = -1
        self.is_repeat = False
        self.names: dict[str, Element] = {}
        self.computed: list[Element] = []
        self.scope: Element = self
        self.slot = -1
        self.depth = 0
        self.bind = Bind()
        self.control: Control | None = None
        self.group_label: Wording | None = None
        self.appearance = ""
        self.in_body = False
        self.default = ""
        self.template = Stated()
        self.user_rows = True
        self.actions: list[Action] = []

    def add(self, element: "Element") -> None:
        """Append a child."""
        self.children.append(element)
        self.names.setdefault(element.name, element)

    def compute(self, name: str) -> "Element":
        """Let an attribute be computed; returns the element that stands for it."""
        made = Element(next(one for one in self.attributes if one.qualified_name == name), self)
        made.default = self.written[name]
        self.attributes = [made if one.qualified_name == name else one for one in self.attributes]
        self.computed.append(made)
        self.names[made.step] = made
        return made

    def named(self, name: str) -> "Element | None":
        """The child with a name, where there is one and no more."""
        found = self.names.get(name)
        return found if len(self.names) == len(self.children) else self._only(name)

    def _only(self, name: str) -> "Element | None":
        found = [one for one in self.inner if one.name == name]
        return found[0] if len(found) == 1 else None

    def at(self, path: str) -> "Element | None":
        """The element at a relative path of names and dots, such as `../firm/name`; None where there is none."""
        place: Element | None = self
        for step in path.split("/"):
            if place is None:
                return None
            if step == "..":
                place = place.parent if isinstance(place.parent, Element) else None
            elif step != ".":
                place = place.names.get(step)
        return place

    @property
    def inner(self) -> list["Element"]:
        """Child elements of the model."""
        return [one for one in self.children if isinstance(one, Element)]

    def subtree(self) -> list["Element"]:
        """The element and all below it, in document order; attributes that are computed after their owner."""
        below = (one for one in self.walk() if isinstance(one, Element))
        return [one for element in below for one in (element, *element.computed)]

    @property
    def step(self) -> str:
        """What leads here from the parent, in paths."""
        return f"@{self.name}" if self.kind is NodeKind.ATTRIBUTE else self.name

    def program(self, rule: Rule) -> Program | None:
        """The compiled expression for a rule, if the form states one."""
        return self.bind.programs.get(rule)

    @property
    def is_leaf(self) -> bool:
        """An element that holds a value."""
        return self.has_value and self.kind is NodeKind.ELEMENT

    @property
    def has_value(self) -> bool:
        """Holds a value: a leaf, or an attribute that is computed."""
        return not self.children


def shared_depth(one: Element, other: Element) -> int:
    """How many repeats are around both."""
    scopes = {id(scope) for scope in _scopes(one)}
    return max((scope.depth for scope in _scopes(other) if id(scope) in scopes), default=0)


def _scopes(element: Element) -> Iterator[Element]:
    scope: Element = element.scope
    while True:
        yield scope
        parent = scope.parent
        if not isinstance(parent, Element):
            return
        scope = parent.scope
