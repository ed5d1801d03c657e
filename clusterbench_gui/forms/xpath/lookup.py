"""Finding rows of a secondary instance by what stands in a column, without walking all of them.

JavaRosa does the same for predicates such as `[county = /data/county]` (EqualityExpressionIndexFilterStrategy).
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping

from clusterbench_gui.forms.nodes import Node, NodeKind, TableRow
from clusterbench_gui.forms.xpath.axes import walker
from clusterbench_gui.forms.xpath.comparison import TOLERANCE
from clusterbench_gui.forms.xpath.context import Closure, Context, Environment
from clusterbench_gui.forms.xpath.syntax import Axis, Binary, Call, Expression, Literal, Number, Path, Step, Test
from clusterbench_gui.forms.xpath.values import Atom, Value, text_number, to_string
from clusterbench_gui.support.memory import collection_paused


class Column:
    """The rows under a node by the texts that one of their children has."""

    def __init__(self, rows: list[Node], texts: Iterable[list[str]]) -> None:
        """Rows in document order, and for each what stands in the column; nothing where it has no such child."""
        self.rows = rows
        self._places: dict[str, list[int]] = {}
        self._without: list[int] = []
        self._numbers: tuple[list[float], list[int]] | None = None
        for place, found in enumerate(texts):
            for text in found:
                self._places.setdefault(text, []).append(place)
            if not found:
                self._without.append(place)

    def first(self, text: str) -> Node | None:
        """The first row where this text stands."""
        found = self._places.get(text)
        return self.rows[found[0]] if found else None

    def equal(self, value: Value, env: Environment) -> list[int] | None:
        """The places of all rows that may be equal to a value (`comparison.compare`), in order; None: any may be."""
        atoms = ([env.value(node) for node in value] or [""]) if isinstance(value, list) else [value]
        if not env.javarosa or any(isinstance(one, bool) for one in atoms):
            return None
        return sorted({place for one in atoms for place in self._of(one, env)})

    def _of(self, atom: Atom, env: Environment) -> list[int]:
        if isinstance(atom, float):
            return self._of_number(atom, env)
        text = to_string(atom, env)
        found = self._places.get(text, [])
        return found if text else found + self._without  # no column is as good as an empty one

    def _of_number(self, number: float, env: Environment) -> list[int]:
        if self._numbers is None:
            read = ((text_number(text, env), places) for text, places in self._places.items())
            pairs = sorted((figure, place) for figure, places in read if not math.isnan(figure) for place in places)
            self._numbers = [figure for figure, _ in pairs], [place for _, place in pairs]
        figures, places = self._numbers
        if math.isnan(number):
            return []
        return places[bisect_left(figures, number - TOLERANCE) : bisect_right(figures, number + TOLERANCE)]


class Library(Node):
    """The document of a secondary instance. It never changes, so that an index of a column is good for as long as it lives."""

    __slots__ = ("_columns",)

    def __init__(self, roots: Iterable[Node] = ()) -> None:
        """Takes over nodes of another document."""
        super().__init__(NodeKind.DOCUMENT)
        self._columns: dict[tuple[Node, Test, str], Column] = {}
        for root in roots:
            root.parent = self
            self.children.append(root)

    def column(self, parent: Node, rows: Test, name: str) -> Column:
        """The rows right under a node by the column with a name."""
        key = parent, rows, name
        found = self._columns.get(key)
        if found is None:
            nodes = walker(Step(Axis.CHILD, rows))(parent)
            cells = walker(Step(Axis.CHILD, Test("name", name)))
            texts = (
                one.texts(name) if isinstance(one, TableRow) else [inner.text() for inner in cells(one)]
                for one in nodes
            )
            with collection_paused():
                found = self._columns[key] = Column(nodes, texts)
        return found

    def find(self, name: str, text: str) -> Node | None:
        """The first row of the table in whose column this text stands."""
        root = next(self.elements(), None)
        row = next(root.elements(), None) if root else None
        return self.column(root, Test("name", row.name), name).first(text) if root and row else None


def _key(step: Step) -> tuple[str, Expression] | None:
    """The column and the value that the first predicate compares before all else: `item[county = /data/county and …]`."""
    if step.axis is not Axis.CHILD or step.test.kind != "name" or not step.predicates:
        return None
    first = step.predicates[0]
    while isinstance(first, Binary) and first.operator == "and":
        first = first.left
    if not isinstance(first, Binary) or first.operator != "=":
        return None
    for column, other in ((first.left, first.right), (first.right, first.left)):
        if isinstance(column, Path) and _is_column(column) and _is_fixed(other):
            return column.steps[0].test.name, other
    return None


def _is_column(path: Path) -> bool:
    if path.absolute or path.start is not None or len(path.steps) != 1:
        return False
    (step,) = path.steps
    named = step.test.kind == "name" and step.test.name != "*" and not step.test.prefix
    return step.axis is Axis.CHILD and named and not step.predicates


def _is_fixed(expression: Expression) -> bool:
    """Whether an expression means the same at every row: a constant, or a plain path that starts elsewhere."""
    if isinstance(expression, Path):
        from_current = isinstance(expression.start, Call) and expression.start.name == "current"
        plain = not any(step.predicates for step in expression.steps)
        return plain and (expression.absolute or from_current)
    return isinstance(expression, (Literal, Number))


Candidates = tuple[Mapping[int, Node], int]
"""The rows that may pass a predicate, by their positions among all; and how many there are in all."""
Look = Callable[[Node, Context], Candidates | None]


def looking_up(step: Step, compiled: Callable[[Expression], Closure]) -> Look | None:
    """Finds the candidates of a step under a node; it gives None where all must be tried. None if no predicate helps."""
    key = _key(step)
    if key is None:
        return None
    column, value, rows = key[0], compiled(key[1]), step.test

    def look(parent: Node, context: Context) -> Candidates | None:
        library = parent.root()
        if not isinstance(library, Library):
            return None
        table = library.column(parent, rows, column)
        places = table.equal(value(context), context.env) if table.rows else None
        if places is None:
            return None
        return {place + 1: table.rows[place] for place in places}, len(table.rows)

    return look
