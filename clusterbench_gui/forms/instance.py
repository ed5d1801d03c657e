"""An interview's instance: cells for the model's elements, in rows of its repeats."""

import secrets
from collections.abc import Iterator

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Check, RowState
from clusterbench_gui.forms.model import Element, Stated
from clusterbench_gui.forms.nodes import Node


class Cell(Node):
    """The place of an element in one row. `own` is its own relevance, `relevant` that of all around it as well."""

    __slots__ = ("absence", "element", "failed", "own", "relevant", "row")

    def __init__(self, element: Element, row: "Row", parent: Node) -> None:
        """An empty, relevant cell; `Row` makes them."""
        self.kind = element.kind
        self.name = element.name
        self.space = element.space
        self.prefix = element.prefix
        self.value = element.default
        self.parent = parent
        self.children = []
        self.written = element.written
        self._attributes = None
        self.element = element
        self.row = row
        self.own = True
        self.relevant = True
        self.absence: Absence | None = None
        self.failed: Check | None = None

    @property
    def ordinal(self) -> int:  # type: ignore[override] # a constant of plain nodes
        """The position of the row, for the cell that stands for it."""
        return self.row.position if self.element.is_repeat else 0


class Roster:
    """The rows of a repeat under one cell. `aside` are rows that a lowered count took away; they come back as they were."""

    __slots__ = ("_placed", "aside", "element", "made", "parent", "rows", "stated")

    def __init__(self, element: Element, parent: Cell) -> None:
        """No rows yet. `made` counts the rows that the form itself made, `stated` are those written into it."""
        self.element = element
        self.parent = parent
        self.rows: list[Row] = []
        self.aside: dict[str, Row] = {}
        self.made = 0
        self.stated: list[Stated] = []
        self._placed: dict[str, Row] = {}

    def row(self, key: str) -> "Row | None":
        """The row with a key, set aside or not."""
        return self._placed.get(key) or self.aside.get(key)

    def next_key(self) -> str:
        """The ordinal of the next row that the form makes."""
        self.made += 1
        return str(self.made)

    def place(self) -> None:
        """Put the rows' cells among the parent's children, in the order of the model."""
        children: list[Node] = [one for one in self.parent.children if one.name != self.element.name]
        after = 0
        for sibling in self.parent.element.inner:
            if sibling is self.element:
                break
            while after < len(children) and children[after].name == sibling.name:
                after += 1
        children[after:after] = [row.cell for row in self.rows]
        self.parent.children = children
        self._placed = {row.key: row for row in self.rows}
        for position, row in enumerate(self.rows, start=1):
            row.position = position


class Row:
    """A scope of cells: a row of a repeat, or the whole instance (depth 0).

    `position` counts from 1 in its roster; 0 is a row that is not in place. `seen` is what a screen was last told of the
    row, and in which language; None once that is no longer true.
    """

    __slots__ = ("cell", "depth", "element", "key", "parent", "position", "rosters", "seen", "slots", "top")

    def __init__(self, element: Element, parent: "Row | None", holder: Node, key: str = "") -> None:
        """Make the cells of an element's scope; repeats inside of it have no rows yet."""
        self.element = element
        self.parent = parent
        self.depth = element.depth
        self.key = key
        self.position = 0
        self.top: Row = parent.top if parent else self
        self.slots: list[Cell] = []
        self.rosters: dict[Element, Roster] = {}
        self.seen: tuple[str, RowState] | None = None
        self.cell = self._make(element, holder)

    def _make(self, element: Element, holder: Node) -> Cell:
        cell = Cell(element, self, holder)
        self.slots.append(cell)
        if element.computed:
            made = {one.name: self._make(one, cell) for one in element.computed}
            cell.attributes = [one if one.prefix else made.get(one.name, one) for one in cell.attributes]
        for inner in element.inner:
            if inner.is_repeat:
                self.rosters[inner] = Roster(inner, cell)
            else:
                cell.children.append(self._make(inner, cell))
        return cell

    @property
    def size(self) -> int:
        """The number of cells in the row and in the rows inside of it, those set aside too."""
        inner = [row for one in self.rosters.values() for row in (*one.rows, *one.aside.values())]
        return len(self.slots) + sum(row.size for row in inner)

    def unsee(self) -> None:
        """It looks different now, and so does every row around it."""
        row: Row | None = self
        while row is not None:
            row.seen = None
            row = row.parent

    def within(self, depth: int) -> "Row":
        """The row around at a depth."""
        row = self
        while row.depth > depth:
            assert row.parent is not None
            row = row.parent
        return row

    def cells(self, element: Element) -> Iterator[Cell]:
        """The cells of an element in this row, or in all the rows inside of it."""
        chain: list[Element] = []
        scope = element.scope
        while scope.depth > self.depth:
            chain.append(scope)
            parent = scope.parent
            assert isinstance(parent, Element)
            scope = parent.scope
        rows = [self]
        for repeat in reversed(chain):
            rows = [inner for row in rows for inner in row.rosters[repeat].rows]
        return (row.slots[element.slot] for row in rows)


def random_key() -> str:
    """The key of a row that a person adds: eight hexadecimal digits."""
    return secrets.token_hex(4)


def new_keys(roster: Roster, count: int) -> list[str]:
    """Keys for rows that a person adds, unused in their roster."""
    keys: dict[str, None] = {}
    while len(keys) < count:
        key = random_key()
        if roster.row(key) is None:
            keys[key] = None
    return list(keys)


def ref_of_cell(cell: Cell, *, keys: bool = False) -> str:
    """A cell's ref with positions (`/data/firm[2]/name`), or its path with row keys."""
    if not cell.row.depth:
        return cell.element.path
    steps: list[str] = []
    node: Node | None = cell
    while isinstance(node, Cell):
        step = node.element.step
        if node.element.is_repeat:
            row = node.row
            step += f"[{row.key if keys else row.position}]"
        steps.append(step)
        node = node.parent
    return "/" + "/".join(reversed(steps))
