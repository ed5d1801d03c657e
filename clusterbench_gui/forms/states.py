"""What a screen shows: questions, rosters and sections as plain data, in the session's language."""

from collections.abc import Callable, Iterator

from clusterbench_gui.domain.questions import (
    SELECTS,
    Check,
    Choice,
    Fault,
    GroupState,
    Item,
    Kind,
    Medium,
    QuestionState,
    RosterState,
    RowState,
    SectionState,
)
from clusterbench_gui.forms.attached import table_of
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell, Roster, Row, ref_of_cell
from clusterbench_gui.forms.involved import fingerprint, involved
from clusterbench_gui.forms.looks import MEDIA, file_name
from clusterbench_gui.forms.model import ITEXT, OUTPUT, Control, Element, Itemset, Rule, Wording, shared_depth
from clusterbench_gui.forms.nodes import Node, TableRow
from clusterbench_gui.forms.values import accepted_at
from clusterbench_gui.forms.xpath.lookup import Library
from clusterbench_gui.forms.xpath.values import to_string
from clusterbench_gui.support.markup import escaped, plain_words


class States:
    """Builds states from an engine's cells."""

    def __init__(self, engine: Engine) -> None:
        """States are of the moment; nothing is kept."""
        self._engine = engine
        engine.env.labels = self._choice_name

    def text(self, wording: Wording, cell: Cell, form: str = "", *, quote: Callable[[str], str] = str) -> str:
        """A wording in the current language with its outputs filled in, each as `quote` writes it."""
        parts = self._engine.form.texts(wording, self._engine.env.language, form)
        if len(parts) == 1 and not parts[0].startswith(OUTPUT):
            return parts[0]
        return "".join(quote(self._output(part, cell)) if part.startswith(OUTPUT) else part for part in parts)

    def words(self, wording: Wording, cell: Cell) -> str:
        """As `text`, without markup."""
        return self._both(wording, cell)[0]

    def _both(self, wording: Wording, cell: Cell) -> tuple[str, str]:
        """A text without its markup, and with it ("" where it has none). What answers say in it is never markup."""
        if not self._engine.form.is_styled(wording):
            return self.text(wording, cell), ""
        markup = self.text(wording, cell, quote=escaped)
        return plain_words(markup), markup

    def _media(self, wording: Wording, cell: Cell) -> tuple[Medium, ...]:
        if wording.itext not in self._engine.form.illustrated:
            return ()
        named = ((form, file_name(self.text(wording, cell, form))) for form in MEDIA)
        return tuple(Medium(form, file) for form, file in named if file)

    def _output(self, part: str, cell: Cell) -> str:
        program = self._engine.form.outputs.get((cell.element.index, part))
        return to_string(self._engine.value(program, cell), self._engine.env) if program else ""

    def question(self, cell: Cell) -> QuestionState:
        """The state of a question's cell."""
        control = cell.element.control
        assert control is not None
        self._engine.env.refill()
        choices = self.choices(cell)
        label, markup = self._both(control.label, cell)
        hint, hint_markup = self._both(control.hint, cell)
        failed, warning = self.failed(cell, choices), self.warning(cell)
        return QuestionState(
            ref=ref_of_cell(cell),
            path=ref_of_cell(cell, keys=True),
            name=cell.name,
            kind=control.kind,
            label=label,
            hint=hint,
            guidance=plain_words(self.text(control.hint, cell, "guidance")),
            appearance=control.appearance,
            value=cell.value,
            absence=cell.absence,
            required=self.required(cell),
            readonly=self.readonly(cell),
            choices=choices,
            absences=cell.element.bind.absences,
            failed=failed,
            warning=warning,
            former=self.former(cell, choices),
            markup=markup,
            hint_markup=hint_markup,
            media=self._media(control.label, cell),
            scale=control.scale,
            longest=control.longest,
            rows=control.rows,
            pixels=cell.element.bind.pixels,
            listed=control.kind is Kind.TEXT and control.itemset is not None,
            involved=self._involved(cell, failed, warning),
            doubt=fingerprint(cell, Rule.WARNING) if warning else "",
        )

    @staticmethod
    def _involved(cell: Cell, failed: Check | None, warning: str) -> tuple[str, ...]:
        """Nothing is looked for where all is well: a check may read thousands of answers."""
        rules = [Rule.CONSTRAINT] if failed and failed.fault is Fault.CONSTRAINT else []
        rules += [Rule.WARNING] if warning else []
        return tuple(dict.fromkeys(ref_of_cell(one) for rule in rules for one in involved(cell, rule)))

    def warning(self, cell: Cell) -> str:
        """The message of a soft check that does not hold for the value, else ""."""
        program = cell.element.program(Rule.WARNING)
        if program is None or not cell.value or self._engine.truth(program, cell, otherwise=True):
            return ""
        return self.message(cell, Rule.WARNING)

    def required(self, cell: Cell) -> bool:
        """Whether an answer is required now."""
        program = cell.element.program(Rule.REQUIRED)
        return program is not None and self._engine.truth(program, cell, otherwise=False)

    def readonly(self, cell: Cell) -> bool:
        """Whether the form alone sets the value."""
        node: Node | None = cell
        while isinstance(node, Cell):
            program = node.element.program(Rule.READONLY)
            if program is not None and self._engine.truth(program, node, otherwise=False):
                return True
            node = node.parent
        return False

    def holds(self, cell: Cell) -> bool:
        """Whether the constraint holds for the cell's value; an empty one is never constrained."""
        program = cell.element.program(Rule.CONSTRAINT)
        return program is None or not cell.value or self._engine.truth(program, cell, otherwise=False)

    def message(self, cell: Cell, rule: Rule) -> str:
        """The author's message for a rule, in the current language."""
        wording = cell.element.bind.messages.get(rule)
        return self.words(wording, cell) if wording else ""

    def required_message(self, cell: Cell) -> str:
        """The author's words for a missing answer."""
        return self.message(cell, Rule.REQUIRED)

    def constraint_message(self, cell: Cell) -> str:
        """The author's words for a violated constraint."""
        return self.message(cell, Rule.CONSTRAINT)

    def check(self, cell: Cell) -> Check | None:
        """What is wrong with a question when the interview is to be finished."""
        self._engine.env.refill()
        if not cell.value and cell.absence is None and self.required(cell):
            return Check(Fault.REQUIRED, self.required_message(cell))
        return self.failed(cell, self.choices(cell))

    def failed(self, cell: Cell, choices: tuple[Choice, ...]) -> Check | None:
        """What is wrong with the value that the cell has."""
        if not self.holds(cell):
            return Check(Fault.CONSTRAINT, self.message(cell, Rule.CONSTRAINT))
        control = cell.element.control
        if control and control.kind in SELECTS and cell.value and not self.fits(cell, choices):
            return Check(Fault.STALE)
        if cell.value and cell.failed and cell.failed.fault is Fault.INVALID and not self._is_typed(cell):
            return cell.failed
        if not cell.value and cell.absence is None and cell.failed:
            return cell.failed if self.required(cell) else None
        return None

    @staticmethod
    def _is_typed(cell: Cell) -> bool:
        return accepted_at(cell.element, cell.value) is not None

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
                Choice(one.value, self.text(one.label, cell), self._media(one.label, cell)) for one in control.choices
            )
        nodes = self._engine.nodes(itemset.program, cell)
        if itemset.label.startswith(ITEXT) and self._engine.form.illustrated:
            return tuple(self._illustrated(node, itemset, cell) for node in nodes)
        return tuple(Choice(self._part(node, itemset.value), self._label(node, itemset, cell)) for node in nodes)

    def _illustrated(self, node: Node, itemset: Itemset, cell: Cell) -> Choice:
        wording = Wording(itext=self._part(node, itemset.label_column))
        return Choice(self._part(node, itemset.value), self.text(wording, cell), self._media(wording, cell))

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
            return self.text(Wording(itext=text), cell)
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

    def heading(self, cell: Cell) -> str:
        """The label of a group's or repeat's cell."""
        return self.words(cell.element.group_label, cell) if cell.element.group_label else ""

    def items(self, cell: Cell, depth: int = 0) -> Iterator[Item]:
        """What is below a group's cell, relevant and in form order."""
        for element in cell.element.inner:
            if element.is_repeat:
                if element.in_body:
                    yield self.roster(cell.row.rosters[element])
                continue
            inner = cell.row.slots[element.slot]
            if not inner.relevant:
                continue
            if element.control is not None:
                yield self.question(inner)
            elif not element.is_leaf:
                if element.group_label:
                    yield GroupState(ref_of_cell(inner), self.heading(inner), depth + 1)
                yield from self.items(inner, depth + 1)

    def roster(self, roster: Roster) -> RosterState:
        """A repeat with its relevant rows."""
        element, parent = roster.element, roster.parent
        path = ref_of_cell(parent, keys=True)
        label = ""
        if element.group_label:
            label = self.words(element.group_label, roster.rows[0].cell if roster.rows else self._blank(roster))
        return RosterState(
            ref=f"{ref_of_cell(parent)}/{element.name}",
            path=f"{path}/{element.name}",
            name=element.name,
            label=label,
            fixed=not element.user_rows,
            rows=tuple(self._row(row) for row in roster.rows if row.cell.relevant),
        )

    def _blank(self, roster: Roster) -> Cell:
        return Row(roster.element, roster.parent.row, roster.parent).cell

    def _row(self, row: Row) -> RowState:
        shown = [one for one in row.element.inner if one.in_body]
        lone = shown[0] if len(shown) == 1 and shown[0].group_label and not shown[0].is_repeat else None
        label = self.heading(row.slots[lone.slot]) if lone else self.heading(row.cell)
        return RowState(ref_of_cell(row.cell), row.key, label, tuple(self.question(one) for one in asked(row.cell)))

    def sections(self, top: Cell) -> Iterator[SectionState]:
        """The top level of the form."""
        loose: list[Cell] = []
        for element in top.element.inner:
            if element.control is not None:
                cell = top.row.slots[element.slot]
                if cell.relevant:
                    loose.append(cell)
                continue
            made = self._section_of(top, element)
            if made is not None:
                if loose:
                    yield self._loose(loose)
                    loose = []
                yield made
        if loose:
            yield self._loose(loose)

    def section_at(self, top: Cell, ref: str) -> SectionState:
        """The section with a ref; raises `KeyError`."""
        for one in self.sections(top):
            if one.ref == ref:
                return one
        raise KeyError(ref)

    def _section_of(self, top: Cell, element: Element) -> SectionState | None:
        if element.is_repeat:
            roster = self.roster(top.row.rosters[element]) if element.in_body else None
            if roster is None or (roster.fixed and not roster.rows):
                return None
            return self._counted(roster.ref, roster.name, roster.label, (roster,))
        cell = top.row.slots[element.slot]
        if element.is_leaf or not cell.relevant:
            return None
        items = tuple(self.items(cell))
        return self._counted(ref_of_cell(cell), cell.name, self.heading(cell), items) if items else None

    def _loose(self, cells: list[Cell]) -> SectionState:
        items = tuple(self.question(cell) for cell in cells)
        return self._counted(items[0].ref, items[0].name, self._engine.form.title, items)

    @staticmethod
    def _counted(ref: str, name: str, label: str, items: tuple[Item, ...]) -> SectionState:
        questions = list(_questions(items))
        waiting = [one for one in questions if one.is_asked]
        return SectionState(
            ref=ref,
            name=name,
            label=label,
            items=items,
            answered=sum(one.is_answered for one in waiting),
            asked=len(waiting),
            problems=sum(one.failed is not None for one in questions),
        )


def _questions(items: tuple[Item, ...]) -> Iterator[QuestionState]:
    for item in items:
        if isinstance(item, QuestionState):
            yield item
        elif isinstance(item, RosterState):
            for row in item.rows:
                yield from row.questions


def chosen(cell: Cell) -> list[str]:
    """The names that a select's cell holds; that of a single choice as it is."""
    control = cell.element.control
    return [cell.value] if control and control.kind is Kind.SELECT_ONE else cell.value.split()


def asked(cell: Cell) -> Iterator[Cell]:
    """The relevant cells with a control at or below a cell, in form order."""
    if not cell.relevant:
        return
    if cell.element.control is not None:
        yield cell
    for child in cell.children:
        if isinstance(child, Cell):
            yield from asked(child)
