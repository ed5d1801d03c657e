"""Trees that expressions walk: XML documents, the form's model and an interview's instance are all made of `Node`."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum


class NodeKind(Enum):
    """What an XPath node test asks for."""

    DOCUMENT = "document"
    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    TEXT = "text"
    COMMENT = "comment"
    INSTRUCTION = "processing-instruction"
    NAMESPACE = "namespace"


SEPARATOR = "\x1f"
"""Stands between namespace, name and prefix in the keys of `Node.written`, as expat is asked to write them."""

_NOTHING: Mapping[str, str] = {}


class Node:
    """A node of a tree. `space` is the namespace URI; `value` the text of a leaf, an attribute, a comment and so on.

    `written` are an element's attributes by name, or by `SEPARATOR` between namespace, name and prefix. Few elements are
    ever asked for their attributes as nodes, so that these are made when they are.
    """

    __slots__ = ("_attributes", "children", "kind", "name", "parent", "prefix", "space", "value", "written")

    relevant = True
    """Overridden by the cells of an interview: an irrelevant node is as good as absent for expressions."""
    ordinal = 0
    """Overridden by the cells of rows, which know their position; 0 for a node whose siblings must be counted."""

    def __init__(  # noqa: PLR0917 - made by the ten thousands while somebody waits; names cost a third of it
        self,
        kind: NodeKind,
        name: str = "",
        space: str = "",
        prefix: str = "",
        value: str = "",
        parent: "Node | None" = None,
    ) -> None:
        """Make a node without children; the caller puts it into its parent's list."""
        self.kind = kind
        self.name = name
        self.space = space
        self.prefix = prefix
        self.value = value
        self.parent = parent
        self.children: list[Node] = []
        self.written: Mapping[str, str] = _NOTHING
        self._attributes: list[Node] | None = None

    @property
    def attributes(self) -> list["Node"]:
        """The attributes as nodes, declarations of namespaces included."""
        if self._attributes is None:
            self._attributes = [
                Node(NodeKind.ATTRIBUTE, *split(key), value, self) for key, value in self.written.items()
            ]
        return self._attributes

    @attributes.setter
    def attributes(self, nodes: list["Node"]) -> None:
        self._attributes = nodes

    @property
    def qualified_name(self) -> str:
        """Name with its prefix, as written."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    def text(self) -> str:
        """The string value that XPath 1.0 (section 5) gives the node."""
        if not self.children:
            return self.value
        if len(self.children) == 1 and self.children[0].kind is NodeKind.TEXT:
            return self.children[0].value
        return "".join(one.value for one in self.walk() if not one.children and one.kind in _WITH_TEXT)

    def walk(self) -> "Iterator[Node]":
        """The node and everything below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def attribute(self, name: str, space: str = "") -> str | None:
        """The value of an attribute, or None."""
        if not space:
            return self.written.get(name)
        return self.foreign.get((space, name))

    @property
    def foreign(self) -> dict[tuple[str, str], str]:
        """The attributes that have a namespace, by namespace and name."""
        found: dict[tuple[str, str], str] = {}
        for key, value in self.written.items():
            if SEPARATOR in key:
                name, space, _ = split(key)
                found[space, name] = value
        return found

    def elements(self) -> "Iterator[Node]":
        """Child elements."""
        return (one for one in self.children if one.kind is NodeKind.ELEMENT)

    def first(self, name: str) -> "Node | None":
        """The first child element with this local name."""
        for one in self.children:
            if one.name == name and one.kind is NodeKind.ELEMENT:
                return one
        return None

    def root(self) -> "Node":
        """The top of the tree."""
        node: Node = self
        while node.parent is not None:
            node = node.parent
        return node


class TableRow(Node):
    """A row of a table: a child element per column. Few rows of a long table are ever looked into, so that these are made then."""

    __slots__ = ("_cells", "_columns", "_made")

    kind = NodeKind.ELEMENT
    name = "item"
    space = prefix = value = ""
    written = _NOTHING

    def __init__(
        self, columns: Sequence[str], cells: Sequence[str], parent: Node
    ) -> None:  # super's are constants here
        """A cell per column; the caller puts the row into the parent's list."""
        self.parent = parent
        self._attributes = None
        self._columns = columns
        self._cells = cells
        self._made: list[Node] | None = None

    @property
    def children(self) -> list[Node]:  # type: ignore[override]  # a row of a table never changes
        """The cells as elements."""
        if self._made is None:
            pairs = zip(self._columns, self._cells, strict=True)
            self._made = [Node(NodeKind.ELEMENT, name, "", "", text, self) for name, text in pairs]
        return self._made

    def texts(self, name: str) -> list[str]:
        """What stands in the columns with a name."""
        return [text for column, text in zip(self._columns, self._cells, strict=True) if column == name]


_WITH_TEXT = frozenset({NodeKind.TEXT, NodeKind.ELEMENT})


def split(key: str) -> tuple[str, str, str]:
    """Name, namespace and prefix of a key of `Node.written`."""
    space, *rest = key.split(SEPARATOR)
    return (rest[0], space, rest[1] if len(rest) > 1 else "") if rest else (space, "", "")


def document_order(nodes: list[Node]) -> list[Node]:
    """The same nodes without repetition, in document order (attributes after their element, before its children)."""
    unique = list(dict.fromkeys(nodes))
    if len(unique) < 2:
        return unique
    places: dict[Node, dict[Node, int]] = {}
    return sorted(unique, key=lambda node: _order_key(node, places))


def _order_key(node: Node, places: dict[Node, dict[Node, int]]) -> tuple[int, ...]:
    key: list[int] = []
    while node.parent is not None:
        parent = node.parent
        if parent not in places:
            siblings = [*parent.attributes, *parent.children]
            places[parent] = {one: index for index, one in enumerate(siblings)}
        key.append(places[parent].get(node, 0))
        node = parent
    key.append(id(node))
    return tuple(reversed(key))
