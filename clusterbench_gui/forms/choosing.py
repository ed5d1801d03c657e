"""What can be chosen: the options of selects and ranks at a place, and those chosen that are no longer offered."""

from clusterbench_gui.domain.questions import SELECTS, Choice, Kind
from clusterbench_gui.forms.attached import table_of
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.model import ITEXT, Control, Itemset, Wording, shared_depth
from clusterbench_gui.forms.nodes import Node, TableRow
from clusterbench_gui.forms.wordings import Wordings
from clusterbench_gui.forms.xpath.lookup import Library

_LISTS = 1000
"""Lists of choices whose labels are kept, at most."""


class ChoiceLists:
    """The options of an engine's cells. Only labels that no answer changes are kept."""

    def __init__(self, engine: Engine, wordings: Wordings) -> None:
        """`jr:choice-name` reads labels here from now on."""
        self._engine = engine
        self._wordings = wordings
        self._choices: dict[tuple[object, ...], tuple[Choice, ...]] = {}
        engine.env.labels = self._choice_name

    def fits(self, cell: Cell, choices: tuple[Choice, ...]) -> bool:
        """Whether what is chosen can still be chosen."""
        names = {one.name for one in choices}
        return all(name in names for name in chosen(cell))

    def former(self, cell: Cell, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """What is chosen and no longer offered, with its label where the form still knows it."""
        control = cell.element.control
        if control is None or control.kind not in SELECTS or not cell.value or self.fits(cell, choices):
            return ()
        offered = {one.name for one in choices}
        return tuple(
            Choice(name, self._former_label(cell, control, name)) for name in chosen(cell) if name not in offered
        )

    def _former_label(self, cell: Cell, control: Control, name: str) -> str:
        itemset = control.itemset
        if itemset is not None:
            table = self._engine.env.instance(table_of(itemset.source))
            node = table.find(itemset.value, name) if isinstance(table, Library) else None
            if node is not None:
                return self._label(node, itemset, cell)
        return name

    def choices(self, cell: Cell) -> tuple[Choice, ...]:
        """The choices of a select or rank now, or those that a text of `select_one_external` is meant to be one of."""
        control = cell.element.control
        if control is None:
            return ()
        itemset = control.itemset
        if itemset is None or itemset.program is None:
            return tuple(
                Choice(one.value, self._wordings.text(one.label, cell), self._wordings.media(one.label, cell))
                for one in control.choices
            )
        nodes = self._engine.nodes(itemset.program, cell)
        if itemset.label.startswith(ITEXT) and self._engine.form.illustrated:
            return tuple(self._illustrated(node, itemset, cell) for node in nodes)
        key = (itemset.value, itemset.label, itemset.external, self._engine.env.language, *nodes)
        kept = self._choices.get(key)
        if kept is None:
            kept = self._choices_of(nodes, itemset, cell)
            if self._is_lasting(nodes, itemset):
                self._choices[key] = kept
        return kept

    def _is_lasting(self, nodes: list[Node], itemset: Itemset) -> bool:
        """Whether no answer changes these choices: they stand in no answer, and quote none."""
        quoting = self._engine.form.quoting if itemset.label.startswith(ITEXT) else ()
        return len(self._choices) < _LISTS and not any(
            isinstance(node, Cell) or self._part(node, itemset.label_column) in quoting for node in nodes
        )

    def _choices_of(self, nodes: list[Node], itemset: Itemset, cell: Cell) -> tuple[Choice, ...]:
        return tuple(Choice(self._part(node, itemset.value), self._label(node, itemset, cell)) for node in nodes)

    def _illustrated(self, node: Node, itemset: Itemset, cell: Cell) -> Choice:
        wording = Wording(itext=self._part(node, itemset.label_column))
        return Choice(
            self._part(node, itemset.value), self._wordings.text(wording, cell), self._wordings.media(wording, cell)
        )

    def names(self, cell: Cell) -> list[str]:
        """The names of the choices of a select or rank now: `choices` without looking for labels."""
        control = cell.element.control
        if control is None or control.kind not in SELECTS:
            return []
        itemset = control.itemset
        if itemset is None or itemset.program is None:
            return [one.value for one in control.choices]
        return [self._part(node, itemset.value) for node in self._engine.nodes(itemset.program, cell)]

    def _part(self, node: Node, name: str) -> str:
        if isinstance(node, TableRow):
            return next(iter(node.texts(name)), "")
        for one in node.children:
            if one.name == name:
                return self._engine.env.read(one)
        return ""

    def _label(self, node: Node, itemset: Itemset, cell: Cell) -> str:
        text = self._part(node, itemset.label_column)
        if itemset.label.startswith(ITEXT):
            return self._wordings.text(Wording(itext=text), cell)
        if itemset.external:
            return self._part(node, f"label::{self._engine.env.language}") or text
        return text

    def _choice_name(self, value: str, path: str, context: Node) -> str:
        if not isinstance(context, Cell):
            return ""
        element = context.element.at(path.strip()) or self._engine.form.by_path.get(path.strip())
        if element is None:
            return ""
        shared = shared_depth(context.element, element)
        cell = next(iter(context.row.within(shared).cells(element)), None)
        if cell is None:
            return ""
        return next((one.label for one in self.choices(cell) if one.name == value), "")


def chosen(cell: Cell) -> list[str]:
    """The names that a select's cell holds; that of a single choice as it is."""
    control = cell.element.control
    return [cell.value] if control and control.kind is Kind.SELECT_ONE else cell.value.split()
