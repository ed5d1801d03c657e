"""Compiling all expressions of a form, with the problems they have."""

from collections.abc import Mapping

from clusterbench_gui.domain.problems import Place, Problem, Severity, problem
from clusterbench_gui.forms.binding import Compiled, compile_program
from clusterbench_gui.forms.body import RawAction
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.model import CHANGED, ITEXT, OUTPUT, Action, Element, Itemset, Program, Rule, Wording
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.xpath.compiler import Compiler, Want
from clusterbench_gui.forms.xpath.syntax import SyntaxFault

_WANTS: dict[Rule, Want] = {
    Rule.RELEVANT: Compiler.truth,
    Rule.CALCULATE: Compiler.value,
    Rule.COUNT: Compiler.figure,
    Rule.REQUIRED: Compiler.truth,
    Rule.READONLY: Compiler.truth,
    Rule.CONSTRAINT: Compiler.truth,
    Rule.WARNING: Compiler.truth,
}
_COLUMNS = {
    Rule.CALCULATE: "calculation",
    Rule.COUNT: "repeat_count",
    Rule.WARNING: "bind::cb:warning",
}


class _Workshop:
    def __init__(self, holder: Node, file: str, instances: Mapping[str, Node]) -> None:
        self._holder = holder
        self._instances = instances
        self._file = file
        self.problems: list[Problem] = []
        self.quoted: dict[str, list[Wording]] = {}
        self._shared: dict[tuple[str, Want, Element], Compiled] = {}

    def program(self, text: str, element: Element, column: str, want: Want) -> Program | None:
        try:
            made = self._compiled(text, element, want)
        except SyntaxFault as fault:
            self.note("expression-syntax", element, column, text=text.strip(), at=fault.column, found=fault.found)
            return None
        for one in made.faults:
            self.note(one.code, element, column, function=one.name, at=one.at)
        for path in made.unknown:
            name = path.steps[-1].test.name
            self.note("unknown-path", element, column, Severity.WARNING, text=text.strip(), at=path.at, path=name)
        for table, at in made.instances:
            if table not in self._instances:
                self.note("unknown-instance", element, column, Severity.WARNING, text=text.strip(), at=at, table=table)
        return made.program

    def _compiled(self, text: str, element: Element, want: Want) -> Compiled:
        """Forms repeat themselves: an expression is compiled once for all elements of the same rows, where it may be."""
        made = self._shared.get((text, want, element.scope))
        if made is None:
            made = compile_program(text, self._holder, element, want, outside=want is Compiler.figure)
            if not made.is_own:
                self._shared[text, want, element.scope] = made
        return made

    def note(
        self, code: str, element: Element, column: str, severity: Severity = Severity.ERROR, /, **values: str | int
    ) -> None:
        place = Place(file=self._file, column=column, name=element.name)
        self.problems.append(problem(code, place, severity, **values))


def compile_form(form: Form, holder: Node, actions: list[RawAction], file: str) -> list[Problem]:
    """Compile binds, itemsets, outputs and actions into the form; returns what is wrong with them."""
    shop = _Workshop(holder, file, form.instances)
    for element in form.elements:
        for rule, text in element.bind.sources.items():
            program = shop.program(text, element, _COLUMNS.get(rule, rule.value), _WANTS[rule])
            if program is not None:
                element.bind.programs[rule] = program
        if Rule.WARNING in element.bind.programs and Rule.WARNING not in element.bind.messages:
            shop.note("warning-without-message", element, "bind::cb:warningMsg", Severity.WARNING)
        _compile_itemset(shop, element)
        _compile_outputs(shop, form, element)
    for raw in actions:
        program = shop.program(raw.value, raw.target, "calculation", Compiler.value)
        if program is not None:
            action = Action(raw.events, raw.target, program)
            if raw.origin is not None:
                raw.origin.actions.append(action)
            if raw.origin is None or raw.events - {CHANGED}:
                form.actions.append(action)
    return shop.problems


def _compile_itemset(shop: _Workshop, element: Element) -> None:
    itemset = element.control.itemset if element.control else None
    if itemset is not None:
        itemset.program = shop.program(itemset.source, element, "choice_filter", Compiler.nodes)


def _choice_wordings(shop: _Workshop, form: Form, itemset: Itemset | None) -> list[Wording]:
    """The texts with outputs that choices from nodes may have: all those that the nodes name."""
    if itemset is None or not itemset.label.startswith(ITEXT) or not form.quoting:
        return []
    column = itemset.label_column
    if column not in shop.quoted:
        named = (one.text() for top in form.instances.values() for one in top.walk() if one.name == column)
        shop.quoted[column] = [Wording(itext=name) for name in sorted(form.quoting.intersection(named))]
    return shop.quoted[column]


def _compile_outputs(shop: _Workshop, form: Form, element: Element) -> None:
    wordings = list(element.bind.messages.values())
    if element.group_label:
        wordings.append(element.group_label)
    if element.control:
        wordings += [element.control.label, element.control.hint, *(one.label for one in element.control.choices)]
        wordings += _choice_wordings(shop, form, element.control.itemset)
    pieces = {piece for one in wordings for piece in one.parts}
    for one in wordings:
        for texts in form.itext.values():
            for parts in texts.get(one.itext, {}).values():
                pieces.update(parts)
    for piece in sorted(pieces):
        if piece.startswith(OUTPUT):
            program = shop.program(piece[1:], element, "label", Compiler.text)
            if program is not None:
                form.outputs[element.index, piece] = program
