"""Keys for 60 answers of the questionnaire that comes with the program: in our window, and in a web form where one tabs and types.

Run it as ``python benchmarks/keys.py [FOLDER]``; FOLDER is where the study is made (default: here). A key is one press, whatever is held
with it; the 60 answers are the first ones of the interview of `tests/helpers/keyboard.py`. Our keys are pressed in the real window, one after
the other, and the answers that stand there in the end are compared; nobody sees this window.

The web form is counted, not pressed. It has the same questions on one page, and is used as browsers are at their best:
- Tab goes to a question; text, numbers and dates are typed (a date as eight digits, its parts follow by themselves);
- a select-one of up to nine options is a group of radio buttons: one Tab, then Space on the first, or arrows, the shorter way round;
- a longer select-one is a native list: one Tab, then its first letters and arrows, whichever needs the fewest keys;
- select-many are check boxes: one Tab each, Space for each that is chosen;
- “don't know”, “refused” and “not applicable” are the last options of radio buttons, lists and check boxes; other questions have a button
  for each after the field: Tab to it, and Space. “plain” has these buttons in the order of Tab, as HTML does without further help; for
  “best” they cost something only where one is pressed.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from opened import enter, focused, press, program, wait_for
from PySide6.QtCore import Qt

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.support.markup import plain_words
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.widgets.questions.factory import OPEN_OPTIONS
from tests.helpers.keyboard import GIVEN, Planned, built_in_session, plan

ANSWERS = 60
TAB = SPACE = 1
DATE = len("31122013")
KINDS = {
    Kind.TEXT: "text",
    Kind.INTEGER: "number",
    Kind.DECIMAL: "number",
    Kind.DATE: "date",
    Kind.SELECT_MULTIPLE: "several of a list",
}


@dataclass(slots=True)
class Count:
    """Keys of some answers."""

    answers: int = 0
    ours: int = 0
    best: int = 0
    plain: int = 0

    def add(self, ours: int, best: int, plain: int) -> None:
        """One answer more."""
        self.answers += 1
        self.ours += ours
        self.best += best
        self.plain += plain


def kind_of(step: Planned) -> str:
    """The line of the table that an answer belongs to."""
    if isinstance(step.value, Absence):
        return "don't know, refused"
    cell = ", in a table" if step.in_grid else ""
    if step.question.kind is Kind.SELECT_ONE:
        return f"one of {'up to nine' if len(step.question.choices) <= OPEN_OPTIONS else 'more than nine'}{cell}"
    return KINDS[step.question.kind] + cell


def web(step: Planned, *, plain: bool) -> int:
    """Keys in a web form, the one that goes to the question included."""
    question, reasons = step.question, step.question.absences
    absent = reasons.index(step.value) if isinstance(step.value, Absence) else None
    if question.kind is Kind.SELECT_ONE:
        return TAB + _one(step, absent)
    if question.kind is Kind.SELECT_MULTIPLE:
        chosen = 1 if absent is not None else len(step.value.split())
        return TAB * (len(question.choices) + len(reasons)) + SPACE * chosen
    if absent is not None:
        return TAB + (TAB * len(reasons) if plain else TAB * (absent + 1)) + SPACE
    typed = DATE if question.kind is Kind.DATE else len(step.value)
    return TAB + typed + (TAB * len(reasons) if plain else 0)


def _one(step: Planned, absent: int | None) -> int:
    question = step.question
    labels = [plain_words(one.label) for one in question.choices]
    labels += [absence_word(one, texts("pl")) for one in question.absences]
    names = [one.name for one in question.choices]
    at = names.index(step.value) if absent is None else len(names) + absent
    if len(names) <= OPEN_OPTIONS:
        return SPACE if at == 0 else min(at, len(labels) - at)
    return min([at + 1, *_lettered(labels, at)])


def _lettered(labels: Sequence[str], at: int) -> Iterable[int]:
    """Letters that are typed into a native list, and arrows from the first label that begins with them."""
    for size in range(1, len(labels[at]) + 1):
        first = next(
            place for place, one in enumerate(labels) if one.casefold().startswith(labels[at][:size].casefold())
        )
        yield size + at - first


def pressed(place: Path, steps: Sequence[Planned]) -> list[int]:
    """Keys that were really pressed for each answer. Fails where one is not there in the end, or the way leads elsewhere."""
    counts = []
    with program(place, language="pl") as made:
        view = enter(made)
        for step in steps:
            wait_for(lambda ref=step.question.ref: focused(view) == ref)
            for stroke in step.strokes:
                named = getattr(Qt.Key, f"Key_{stroke.upper() if stroke.isascii() else ''}", Qt.Key.Key_unknown)
                press(getattr(Qt.Key, f"Key_{stroke}", named), stroke if len(stroke) == 1 else "")
            counts.append(len(step.strokes))
        for step in steps:
            found = view.viewmodel.questionnaire.question(step.question.ref)
            assert (found.absence or found.value) == (step.value or ""), found
    return counts


def main() -> None:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    with TemporaryDirectory() as cache:
        steps = plan(built_in_session(Path(cache)), GIVEN)[:ANSWERS]
    lines: dict[str, Count] = defaultdict(Count)
    for step, ours in zip(steps, pressed(place, steps), strict=True):
        for line in (kind_of(step), "all"):
            lines[line].add(ours, web(step, plain=False), web(step, plain=True))
    total = lines.pop("all")
    print(f"{f'keys for {ANSWERS} answers':<34}{'answers':>8}{'ours':>7}{'web, best':>11}{'web, plain':>12}")
    for name, one in [*sorted(lines.items()), ("all", total)]:
        print(f"{name:<34}{one.answers:>8}{one.ours:>7}{one.best:>11}{one.plain:>12}")


if __name__ == "__main__":
    main()
