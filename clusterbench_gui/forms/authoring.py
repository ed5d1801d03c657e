"""What the author of a questionnaire must know beyond whether it runs: translations, choices, what is never asked.

The sheets are read cell by cell, so that all of it shows at once; the form, where there is one, is walked at random.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from clusterbench_gui.domain.problems import Place, Problem, Severity, problem
from clusterbench_gui.forms.checks import EXPRESSIONS, parsed
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.model import Element, Rule
from clusterbench_gui.forms.read import Examined
from clusterbench_gui.forms.sheets import (
    TRANSLATED,
    Sheets,
    cell,
    cells_of,
    choices_from,
    has_other,
    kind_of,
    name_of,
    numbered,
    rows_of,
    translations,
)
from clusterbench_gui.forms.walks import Walks, walks
from clusterbench_gui.forms.xpath.syntax import Binary, Call, Expression, Literal, Number, Path, SyntaxFault, parts
from clusterbench_gui.forms.xpath.values import number_text

MOST_WALKS = 300
LEAST_WALKS = 30
_SEED = 2012
_SHOWN = 12
_MARK = "cb_reference."
"""Stands before the name of a question in an expression that is read without its form."""
_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_WARNING = "bind::cb:warning"
_ASKING = EXPRESSIONS | {"required", "readonly", "read_only", "default"}
Choices = Mapping[str, frozenset[str]]
"""The names that a question's answer may have, by the name of the question."""


def check_authoring(file: str, examined: Examined, *, now: datetime | None = None) -> tuple[Problem, ...]:
    """What `check_form` does not look at. `now` is when the walks take place; the machine's time if None."""
    found: list[Problem] = []
    sheets = examined.sheets
    if sheets is not None:
        found += _translations(file, sheets)
        found += _choices(file, sheets)
        found += _wrong_choices(file, sheets)
        found += _warnings(file, sheets)
    if examined.form is not None:
        rows = rows_of(sheets.survey) if sheets is not None else {}
        found += check_reach(file, examined.form, rows, now=now)
    return tuple(found)


def _translations(file: str, sheets: Sheets) -> Iterator[Problem]:
    """Texts that stand in one language and not in another."""
    for sheet, rows, stems in (("survey", sheets.survey, TRANSLATED), ("choices", sheets.choices, TRANSLATED[:1])):
        for number, row in numbered(rows):
            for stem in stems:
                texts = translations(row, stem, sheets)
                for language in sheets.languages if texts else ():
                    if not texts.get(language):
                        place = Place(file, sheet, number, f"{stem}::{language}", name_of(row))
                        yield problem("translation-missing", place)


def _choices(file: str, sheets: Sheets) -> Iterator[Problem]:
    """Names that stand in a list twice, and lists that nothing uses."""
    lists = sheets.lists
    used = {choices_from(kind_of(row)) for row in sheets.survey}
    used |= {name for _, _, text in cells_of(sheets.survey) for name in _INSTANCE.findall(text)}
    for name, choices in lists.items():
        seen: set[str] = set()
        for number, choice in choices:
            if choice in seen and not sheets.may_repeat_choices:
                yield problem("choice-twice", Place(file, "choices", number, "name", choice), text=name)
            seen.add(choice)
        if name not in used:
            place = Place(file, "choices", choices[0][0], "list_name", name)
            yield problem("choice-list-unused", place, Severity.WARNING)


def choices_of(sheets: Sheets) -> Choices:
    """What the selects among the questions offer; a list of another file is not known, and left out."""
    lists = {name: frozenset(choice for _, choice in choices) for name, choices in sheets.lists.items()}
    found: dict[str, frozenset[str]] = {}
    for row in sheets.survey:
        offered = lists.get(choices_from(kind_of(row)))
        if offered is not None:
            found[name_of(row)] = offered | {"other"} if has_other(kind_of(row)) else offered
    return found


def _wrong_choices(file: str, sheets: Sheets) -> Iterator[Problem]:
    known = choices_of(sheets)
    for number, row in numbered(sheets.survey):
        for column, value in row.items():
            if str(column).strip().lower() in _ASKING:
                place = Place(file, "survey", number, str(column).strip(), name_of(row))
                yield from check_choices(str(value), known, place, own=name_of(row))


def check_choices(text: str, known: Choices, place: Place, *, own: str = "") -> Iterator[Problem]:
    """Choices that an expression asks a select about, and that its list does not have. `own` is the question of `.`."""
    for name, choice in dict.fromkeys(_asked_about(text, own)):
        if name in known and choice not in known[name]:
            offered = ", ".join(sorted(known[name])[:_SHOWN])
            yield problem("choice-not-in-list", place, text=choice, question=name, known=offered)


def _asked_about(text: str, own: str) -> Iterator[tuple[str, str]]:
    """Pairs of a question and the choice that it is compared with."""
    try:
        tree = parsed(text, lambda match: f" {_MARK}{match[1]} ")
    except SyntaxFault:
        return
    for one in parts(tree):
        sides: tuple[Expression, ...] = ()
        if isinstance(one, Binary) and one.operator in ("=", "!="):
            sides = one.left, one.right
        elif isinstance(one, Call) and one.name == "selected":
            sides = one.arguments
        for side, other in (sides, sides[::-1]) if len(sides) == 2 else ():
            question, choice = _question(side, own), _choice(other)
            if question and choice:
                yield question, choice


def _question(side: Expression, own: str) -> str:
    if not isinstance(side, Path) or side.absolute or side.start is not None or len(side.steps) != 1:
        return ""
    test = side.steps[0].test
    if test.name.startswith(_MARK):
        return test.name.removeprefix(_MARK)
    return own if test.kind == "node" and side.steps[0].axis.value == "self" else ""


def _choice(side: Expression) -> str:
    if isinstance(side, Number):
        return number_text(side.value)
    return side.value.strip() if isinstance(side, Literal) else ""


def _warnings(file: str, sheets: Sheets) -> Iterator[Problem]:
    for number, row in numbered(sheets.survey):
        message = "bind::cb:warningMsg"
        if cell(row, _WARNING) and not translations(row, message, sheets) and not cell(row, message.lower()):
            place = Place(file, "survey", number, message, name_of(row))
            yield problem("warning-without-message", place, Severity.WARNING)


def check_reach(
    file: str, form: Form, rows: Mapping[str, int], *, now: datetime | None = None, seed: int = _SEED
) -> Iterator[Problem]:
    """Questions that no random walk reaches, and those where walks get stuck. `rows` are those of the survey sheet."""
    made = walks(form, MOST_WALKS, seed, least=LEAST_WALKS, now=now)
    for path in _outermost(form, made):
        place = _place(file, form.by_path[path], rows, Rule.RELEVANT)
        yield problem("question-unreachable", place, count=made.count)
    for element in form.elements:
        yield from _refusals(element, made, _place(file, element, rows, Rule.CONSTRAINT))
    unsure = [element for element in form.elements if element.path in made.unsure]
    if unsure:
        place = Place(file, name=unsure[0].name)
        yield problem("walks-incomplete", place, Severity.WARNING, count=made.count, questions=len(unsure))


def _refusals(element: Element, made: Walks, place: Place) -> Iterator[Problem]:
    if element.path in made.dead_ends:
        yield problem("question-dead-end", place)
    if element.path in made.stuck:
        stuck = made.stuck[element.path]
        yield problem("question-often-stuck", place, Severity.WARNING, stuck=stuck, count=made.count)
    if element.path in made.futile:
        yield problem("question-futile", place, Severity.WARNING)
    if element.path in made.unanswered:
        yield problem("question-unanswerable", place, Severity.WARNING)


def _outermost(form: Form, made: Walks) -> list[str]:
    """What was missed: a group in place of all that is in it, where it is the group that was never relevant."""
    found: dict[str, None] = {}
    for path in (element.path for element in form.elements if element.path in made.missed):
        steps = path.split("/")
        above = ["/".join(steps[:count]) for count in range(3, len(steps))]
        closed = (one for one in above if one not in made.groups and form.by_path[one].program(Rule.RELEVANT))
        found.setdefault(next(closed, path))
    return list(found)


def _place(file: str, element: Element, rows: Mapping[str, int], rule: Rule) -> Place:
    row = rows.get(element.name)
    column = rule.value if element.program(rule) is not None and row is not None else ""
    return Place(file, "survey" if row is not None else "", row, column, element.name)
