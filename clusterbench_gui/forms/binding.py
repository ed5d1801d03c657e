"""Binding path expressions to places of the model, once per form (see `xpath.compiler.Binder`)."""

from typing import NamedTuple

from clusterbench_gui.forms.instance import Cell, Row
from clusterbench_gui.forms.model import Element, Program, Read
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.axes import walker
from clusterbench_gui.forms.xpath.compiler import Bound, CallFault, Compiler, Want
from clusterbench_gui.forms.xpath.context import Context, Nodes, Single
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import Axis, Path, Step, compiled


class ModelBinder:
    """Binds the paths of one expression that belongs to `element`; collects what it reads in `reads`.

    `is_own` where it would mean something else at another element of the same rows.
    """

    def __init__(self, document: Node, element: Element, *, outside: bool = False) -> None:
        """`document` is the parent of the model's root element. `outside`: of all rows of a repeat, as its count is."""
        self._document = document
        self._element = element
        self._outside = outside
        self.reads: dict[tuple[int, int], Read] = {}
        self.unknown: list[Path] = []
        self.is_own = outside

    def base(self) -> tuple[Node, ...]:
        """The element that the expression belongs to; the expression is its own from now on."""
        self.is_own = True
        return (self._element,)

    def bind(self, path: Path, *, from_current: bool) -> Bound | None:
        """Bind the leading steps that need no predicate."""
        self.is_own |= from_current
        leads_in = self._outside and from_current and (not path.steps or path.steps[0].axis is not Axis.PARENT)
        return None if leads_in else self._bound(path, from_current=from_current)

    def _bound(self, path: Path, *, from_current: bool) -> Bound | None:
        place: Node = self._element if from_current else self._document
        shared = self._element.depth if from_current else 0
        crossed: list[Element] = []
        taken = 0
        for step in path.steps:
            following = _simple(place, step)
            if following is None:
                if _names_nothing(place, step):
                    self.unknown.append(path)
                break
            if following.parent is place:
                if step.predicates:
                    break
                if isinstance(following, Element) and following.is_repeat:
                    shared = self._enter(following, shared, crossed, contextual=not from_current)
            elif isinstance(place, Element) and following is place.parent and place.is_repeat:
                if crossed and crossed[-1] is place:
                    break
                shared -= 1
            place = following
            taken += 1
        if not isinstance(place, Element):
            return self._unbound(path)
        return _bound(place, shared, tuple(crossed), taken)

    def _unbound(self, path: Path) -> Bound | None:
        if path.absolute and path.steps and path.steps[0].test.kind == "name" and path.steps[0].test.name != "*":
            self.unknown.append(path)
        return None

    def _enter(self, repeat: Element, shared: int, crossed: list[Element], *, contextual: bool) -> int:
        """Count a repeat that is entered: the context's own row where the path is absolute, all rows else."""
        beside = self._outside and repeat is self._element
        if contextual and not crossed and not beside and _around(self._element, repeat):
            return shared + 1
        crossed.append(repeat)
        return shared

    def follow(self, targets: tuple[Node, ...], step: Step) -> tuple[Node, ...]:
        """Where a step leads from elements of the model, predicates aside."""
        if step.axis is Axis.NAMESPACE or step.test.kind == "text":
            return targets
        walk = walker(step)
        if step.axis is Axis.ATTRIBUTE:  # an element stands for its attributes, unless the form computes one
            computed = [one for target in targets for one in walk(target) if isinstance(one, Element)]
            return (*targets, *computed)
        return tuple(dict.fromkeys(node for target in targets for node in walk(target)))

    def depend(self, targets: tuple[Node, ...], shared: int) -> None:
        """Note that the expression reads these elements."""
        for target in targets:
            if isinstance(target, Element):
                key = (target.index, shared)
                self.reads[key] = Read(target, shared)


def _names_nothing(place: Node, step: Step) -> bool:
    """Whether a step asks for a child that an element of the model does not have."""
    named = step.axis is Axis.CHILD and step.test.kind == "name" and step.test.name != "*" and not step.test.prefix
    return named and isinstance(place, Element) and step.test.name not in place.names


def _simple(place: Node, step: Step) -> Node | None:
    """The one element where a step without choice leads, or None."""
    test = step.test
    if step.axis is Axis.CHILD and test.kind == "name" and test.name != "*":
        return place.named(test.name) if isinstance(place, Element) else place.first(test.name)
    if step.predicates or test.kind != "node":
        return None
    if step.axis is Axis.PARENT:
        return place.parent
    return place if step.axis is Axis.SELF else None


def _around(element: Element, repeat: Element) -> bool:
    node: Node | None = element
    while node is not None:
        if node is repeat:
            return True
        node = node.parent
    return False


def _bound(place: Element, shared: int, crossed: tuple[Element, ...], taken: int) -> Bound:
    if crossed:
        return Bound(_many(shared, crossed, place), None, taken, (place,), shared)
    single = _one(shared, place.slot)
    return Bound(lambda context: context.env.visible([single(context)]), single, taken, (place,), shared)


def _row(context: Context, depth: int) -> Row:
    cell = context.current
    assert isinstance(cell, Cell)
    row = cell.row
    while row.depth > depth:
        assert row.parent is not None
        row = row.parent
    return row


def _one(shared: int, slot: int) -> Single:
    if shared == 0:
        return lambda context: context.current.row.top.slots[slot]  # type: ignore[attr-defined] # cells have rows
    return lambda context: _row(context, shared).slots[slot]


def _many(shared: int, crossed: tuple[Element, ...], place: Element) -> Nodes:
    slot = place.slot

    def gather(context: Context) -> list[Node]:
        rows = [_row(context, shared)]
        for repeat in crossed:
            for row in rows:
                context.env.entering(row.rosters[repeat].parent, repeat, place)
            rows = [inner for row in rows for inner in row.rosters[repeat].rows]
        cells: list[Node] = [row.slots[slot] for row in rows]
        return context.env.visible(cells)

    return gather


class Compiled(NamedTuple):
    """A program, the calls that cannot work, the paths that lead nowhere, and the tables read with their columns.

    Unless it `is_own`, other elements of the same rows may have the program as well.
    """

    program: Program
    faults: tuple[CallFault, ...]
    unknown: tuple[Path, ...]
    instances: tuple[tuple[str, int], ...]
    is_own: bool


def compile_program(text: str, document: Node, element: Element, want: Want, *, outside: bool = False) -> Compiled:
    """Compile an expression that belongs to an element, or (`outside`) to all rows of one. Raises `SyntaxFault`."""
    binder = ModelBinder(document, element, outside=outside)
    compiler = Compiler(binder)
    run = compiled(lambda tree: want(compiler, tree), parse(text))
    program = Program(text, run, tuple(binder.reads.values()))
    return Compiled(program, tuple(compiler.faults), tuple(binder.unknown), tuple(compiler.instances), binder.is_own)
