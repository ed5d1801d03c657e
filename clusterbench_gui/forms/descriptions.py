"""What a form says of its questions, apart from any interview: texts and choices in all languages, for tables of answers."""

from collections.abc import Iterator

from clusterbench_gui.domain.editions import Names
from clusterbench_gui.forms.attached import table_of
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.model import ITEXT, OUTPUT, Control, Itemset, Wording
from clusterbench_gui.forms.nodes import Node, TableRow


def text_of(form: Form, wording: Wording | None, codes: tuple[str, ...]) -> Names:
    """A wording in languages. What an interview would fill in stands as the name of its question, `${name}`."""
    if wording is None:
        return {}
    found = {code: _joined(form.texts(wording, form.language_for(code))) for code in codes}
    return {code: text for code, text in found.items() if text}


def choices_of(form: Form, control: Control, codes: tuple[str, ...]) -> dict[str, Names]:
    """Every choice that a question can offer, whatever was answered before it: its labels by name.

    Empty where choices come out of answers. Of two choices of one name the first counts.
    """
    found: dict[str, Names] = {}
    if control.itemset is None:
        for choice in control.choices:
            found.setdefault(choice.value, text_of(form, choice.label, codes))
        return found
    for row in _rows(form, control.itemset):
        name = _part(row, control.itemset.value)
        if name:
            found.setdefault(name, _labels(form, row, control.itemset, codes))
    return found


def _joined(parts: tuple[str, ...]) -> str:
    return "".join(_quoted(part) if part.startswith(OUTPUT) else part for part in parts)


def _quoted(output: str) -> str:
    """The question that an output names; three dots for any other expression."""
    name = output.removeprefix(OUTPUT).strip().rpartition("/")[2]
    return f"${{{name}}}" if name.replace("_", "").replace("-", "").isalnum() else "…"


def _rows(form: Form, itemset: Itemset) -> Iterator[Node]:
    table = form.instances.get(table_of(itemset.source))
    for root in table.elements() if table else ():
        yield from root.elements()


def _labels(form: Form, row: Node, itemset: Itemset, codes: tuple[str, ...]) -> Names:
    text = _part(row, itemset.label_column)
    if itemset.label.startswith(ITEXT):
        return text_of(form, Wording(itext=text), codes)
    if itemset.external:
        found = {code: _part(row, f"label::{form.language_for(code)}") or text for code in codes}
        return {code: label for code, label in found.items() if label}
    return dict.fromkeys(codes, text) if text else {}


def _part(row: Node, name: str) -> str:
    if isinstance(row, TableRow):
        return next(iter(row.texts(name)), "")
    found = row.first(name)
    return found.text() if found else ""
