"""Which keys an interviewer presses to give answers: worked out from the form alone, never from a window.

A stroke is one press: a character as it is typed (Polish ones too), or the name of a key as Qt spells it, such as `Return`, `F4`.
"""

from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import SELECTS, Kind, QuestionState, RosterState
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.markup import plain_words
from clusterbench_gui.support.resources import resource
from clusterbench_gui.ui.screens.interview.cells import fits
from clusterbench_gui.ui.screens.interview.walk import following, section_stops
from clusterbench_gui.ui.widgets.questions.factory import is_searched
from clusterbench_gui.ui.widgets.questions.matching import fold, matches
from clusterbench_gui.ui.widgets.questions.options import KEYS
from tests.helpers.study import ANSWERS

ABSENCES = {Absence.DONT_KNOW: "F3", Absence.REFUSED: "F4", Absence.NOT_APPLICABLE: "F5"}
ON = "Return"
GIVEN = {
    **ANSWERS,
    "budget_private": Absence.REFUSED,
    "market_purchases": Absence.DONT_KNOW,
    "product_example": Absence.REFUSED,
    "coop_region": Absence.NOT_APPLICABLE,
    "policy_wish": Absence.REFUSED,
}
"""What a coordinator says who does not know everything."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One question on the way: what stands there in the end (None: left out), and the strokes, the one that goes on last."""

    question: object
    value: str | Absence | None
    in_grid: bool
    strokes: tuple[str, ...]


def built_in_session(cache: Path) -> FormSession:
    """A new session of the coordinator's questionnaire that comes with the program, in Polish."""
    path = resource("editions", "cluster-2012", "coordinator.md")
    form = read_form(path.name, path.read_bytes(), cache=cache)
    session = FormSession(form, instance_id="uuid:1", keep_violations=True)
    session.set_language(form.language_for("pl"))
    return session


def plan(session: FormSession, answers, left_out=frozenset()) -> list[Planned]:
    """The whole way from the first question to the end, as the form asks; `session` is answered on the way.

    `answers` by name: a value, an `Absence`, or a tuple with one of them per row. Raises `KeyError` or `StopIteration` where the
    form asks more than there is.
    """
    given = {name: iter(value if isinstance(value, tuple) else (value,)) for name, value in answers.items()}
    steps = []
    stop = _places(session)[0]
    while stop is not None:
        question = session.question(stop.ref)
        value = next(given[question.name])
        value = None if question.name in left_out else value
        in_grid = stop.ref in _gridded(session.sections())
        steps.append(Planned(question, value, in_grid, (*strokes(question, value, in_grid=in_grid), ON)))
        if isinstance(value, Absence):
            session.absent(stop.ref, value)
        elif value is not None:
            session.answer(stop.ref, value)
        stop = following(_places(session), stop.ref, 1)
    return steps


def strokes(question, value, *, in_grid=False) -> tuple[str, ...]:
    """The strokes that give this answer at an empty question, in a window that speaks Polish, the one that goes on left out."""
    if value is None:
        return ()
    if isinstance(value, Absence):
        return (ABSENCES[value],)
    if question.kind in SELECTS and (in_grid or is_searched(question)):
        return tuple(_sought(question, value))
    if question.kind in SELECTS:
        names = [one.name for one in question.choices]
        return tuple(KEYS[names.index(name)] for name in value.split())
    if question.kind is Kind.DATE:
        return tuple("".join(reversed(value.split("-"))))
    return tuple(value.replace(".", ",") if question.kind is Kind.DECIMAL else value)


def _sought(question, value: str) -> str:
    """The fewest letters that find a choice: the beginning of its label or of a word of it, lower case, without diacritics."""
    labels = [plain_words(one.label) or one.name for one in question.choices]
    at = [one.name for one in question.choices].index(value)
    whole = fold(labels[at])
    begins = [
        0,
        *(place for place, letter in enumerate(whole) if place and letter.isalnum() and whole[place - 1] == " "),
    ]
    tried = (whole[place : place + size] for size in range(1, len(whole) + 1) for place in begins)
    return next(text for text in tried if matches(labels, text)[0] == at)


def _gridded(sections) -> set[str]:
    """Refs of the questions that are cells of a grid."""
    return {ref for section in sections for item in section.items for ref in _cells(item)}


def _cells(item) -> list[str]:
    if not isinstance(item, RosterState) or not fits(item):
        return []
    return [one.ref for row in item.rows for one in row.items if isinstance(one, QuestionState)]


def _places(session):
    """Where the focus rests, in reading order."""
    return [stop for section in session.sections() for stop in section_stops(section)]
