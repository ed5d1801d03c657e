"""What a screen shows: questions, rosters and sections as plain data, in the session's language."""

from collections.abc import Iterator, Mapping

from clusterbench_gui.domain.questions import (
    SELECTS,
    Check,
    Choice,
    Column,
    Fault,
    GroupState,
    Item,
    Kind,
    QuestionState,
    RosterState,
    RowState,
    SectionState,
    questions_in,
)
from clusterbench_gui.forms.choosing import ChoiceLists
from clusterbench_gui.forms.engine import Engine
from clusterbench_gui.forms.instance import Cell, Roster, Row, ref_of_cell
from clusterbench_gui.forms.involved import fingerprint, involved
from clusterbench_gui.forms.model import Element, Rule
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.values import accepted_at
from clusterbench_gui.forms.wordings import Wordings
from clusterbench_gui.support.markup import plain_words

_NONE: Mapping[str, QuestionState] = {}


class States:
    """Builds states from an engine's cells."""

    def __init__(self, engine: Engine) -> None:
        """States are of the moment; those of rows are kept with them while nothing in them changes."""
        self._engine = engine
        self._tables: dict[Element, tuple[Column, ...]] = {}
        self._known: Mapping[str, QuestionState] = _NONE
        self._sections_before: dict[str, SectionState] = {}
        self.wordings = Wordings(engine)
        self.lists = ChoiceLists(engine, self.wordings)

    def question(self, cell: Cell) -> QuestionState:
        """The state of a question's cell."""
        control = cell.element.control
        assert control is not None
        self._engine.env.refill()
        choices = self.lists.choices(cell)
        label, markup = self.wordings.both(control.label, cell)
        hint, hint_markup = self.wordings.both(control.hint, cell)
        failed, warning = self.failed(cell, choices), self.warning(cell)
        return QuestionState(
            ref=ref_of_cell(cell),
            path=ref_of_cell(cell, keys=True),
            name=cell.name,
            kind=control.kind,
            label=label,
            hint=hint,
            guidance=plain_words(self.wordings.text(control.hint, cell, "guidance")),
            appearance=control.appearance,
            value=cell.value,
            absence=cell.absence,
            required=self.required(cell),
            readonly=self.readonly(cell),
            choices=choices,
            absences=cell.element.bind.absences,
            failed=failed,
            warning=warning,
            former=self.lists.former(cell, choices),
            markup=markup,
            hint_markup=hint_markup,
            media=self.wordings.media(control.label, cell),
            scale=control.scale,
            longest=control.longest,
            rows=control.rows,
            pixels=cell.element.bind.pixels,
            listed=control.kind is Kind.TEXT and control.itemset is not None,
            involved=self._involved(cell, failed, warning),
            doubt=fingerprint(cell, Rule.WARNING) if warning else "",
        )

    def _seen(self, cell: Cell) -> QuestionState:
        known = None if cell.row.depth else self._known.get(cell.element.path)  # rows move, and with them refs
        return known or self.question(cell)

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
        return self.wordings.words(wording, cell) if wording else ""

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
        return self.failed(cell, self.lists.choices(cell))

    def failed(self, cell: Cell, choices: tuple[Choice, ...]) -> Check | None:
        """What is wrong with the value that the cell has."""
        if not self.holds(cell):
            return Check(Fault.CONSTRAINT, self.message(cell, Rule.CONSTRAINT))
        control = cell.element.control
        if control and control.kind in SELECTS and cell.value and not self.lists.fits(cell, choices):
            return Check(Fault.STALE)
        if cell.value and cell.failed and cell.failed.fault is Fault.INVALID and not self._is_typed(cell):
            return cell.failed
        if not cell.value and cell.absence is None and cell.failed:
            return cell.failed if self.required(cell) else None
        return None

    @staticmethod
    def _is_typed(cell: Cell) -> bool:
        return accepted_at(cell.element, cell.value) is not None

    def heading(self, cell: Cell) -> str:
        """The label of a group's or repeat's cell."""
        return self.wordings.words(cell.element.group_label, cell) if cell.element.group_label else ""

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
                yield self._seen(inner)
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
            label = self.wordings.words(
                element.group_label, roster.rows[0].cell if roster.rows else self._blank(roster)
            )
        return RosterState(
            ref=f"{ref_of_cell(parent)}/{element.name}",
            path=f"{path}/{element.name}",
            name=element.name,
            label=label,
            fixed=not element.user_rows,
            rows=tuple(self.row(row) for row in roster.rows if row.cell.relevant),
            columns=self._columns(element),
        )

    def _columns(self, repeat: Element) -> tuple[Column, ...]:
        if repeat not in self._tables:
            holder = _lone(repeat) or repeat
            found = list(_inside(holder))
            plain = all(one.control is not None for one in found)
            self._tables[repeat] = tuple(_column(one, repeat) for one in found) if plain else ()
        return self._tables[repeat]

    def _blank(self, roster: Roster) -> Cell:
        return Row(roster.element, roster.parent.row, roster.parent).cell

    def row(self, row: Row) -> RowState:
        """A row; made anew only where it looks different than it did."""
        language = self._engine.env.language
        if row.seen is not None and self._engine.is_at_rest:
            spoken, state = row.seen
            if spoken == language and state.ref == ref_of_cell(row.cell):
                return state
        made = self._row(row)
        if self._engine.is_at_rest:
            row.seen = language, made
        return made

    def _row(self, row: Row) -> RowState:
        lone = _lone(row.element)
        holder = row.slots[lone.slot] if lone else row.cell
        items = tuple(self.items(holder)) if holder.relevant else ()
        return RowState(ref_of_cell(row.cell), row.key, self.heading(holder), items)

    def sections(self, top: Cell, known: Mapping[str, QuestionState] = _NONE) -> Iterator[SectionState]:
        """The top level of the form. `known` are states by ref that still hold: outside of rows they are not made again.

        Rows move, and with them the refs of what is in them.
        """
        self._known = known
        try:
            yield from self._sections(top)
        finally:
            self._known = _NONE

    def _sections(self, top: Cell) -> Iterator[SectionState]:
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
        items = tuple(self._seen(cell) for cell in cells)
        return self._counted(items[0].ref, items[0].name, self._engine.form.title, items)

    def _counted(self, ref: str, name: str, label: str, items: tuple[Item, ...]) -> SectionState:
        """A section in which nothing changed is the same as before, so that nobody counts it again."""
        before = self._sections_before.get(ref)
        if before is None or (before.name, before.label) != (name, label) or not _are_same(before.items, items):
            before = self._sections_before[ref] = _count(ref, name, label, items)
        return before


def _are_same(before: tuple[Item, ...], now: tuple[Item, ...]) -> bool:
    """Whether nothing was made anew but headings, which are made each time."""
    pairs = zip(before, now, strict=False)
    return len(before) == len(now) and all(
        one is other or (isinstance(one, GroupState) and one == other) for one, other in pairs
    )


def _count(ref: str, name: str, label: str, items: tuple[Item, ...]) -> SectionState:
    questions = questions_in(items)
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


def _lone(repeat: Element) -> Element | None:
    """The group that is all there is in a repeat: its label is that of the row."""
    shown = [one for one in repeat.inner if one.in_body]
    return shown[0] if len(shown) == 1 and shown[0].group_label and not shown[0].is_repeat else None


def _inside(holder: Element) -> Iterator[Element]:
    """The questions, labelled groups and rosters that a screen shows of a group or row."""
    for one in holder.inner:
        if one.control is not None or (one.is_repeat and one.in_body):
            yield one
        elif not one.is_leaf and not one.is_repeat:
            if one.group_label:
                yield one
            yield from _inside(one)


def _column(element: Element, repeat: Element) -> Column:
    assert element.control is not None
    return Column(element.path.removeprefix(repeat.path), element.control.kind, element.control.appearance)


def asked(cell: Cell) -> Iterator[Cell]:
    """The relevant cells with a control at or below a cell, in form order."""
    if not cell.relevant:
        return
    if cell.element.control is not None:
        yield cell
    for child in cell.children:
        if isinstance(child, Cell):
            yield from asked(child)
