"""A cell of a roster as text: what stands in it, how a pasted text is read, and what a screen reader says of it."""

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.questions import SELECTS, Kind, QuestionState, RosterState, RowState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.interview.words import row_word
from clusterbench_gui.ui.widgets.questions.factory import CELLS
from clusterbench_gui.ui.widgets.questions.matching import fold
from clusterbench_gui.ui.widgets.questions.reader import Reader
from clusterbench_gui.ui.widgets.questions.readers import reader

NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL})
"""Kinds that are summed up and stand at the right."""
SHORT = NUMBERS | {Kind.DATE, Kind.TIME}
"""Kinds whose answers need little room."""


def fits(roster: RosterState) -> bool:
    """Whether every question of a row is one that fits into a cell of a grid."""
    return bool(roster.columns) and all(
        one.kind in CELLS and "multiline" not in one.appearance for one in roster.columns
    )


class CellTexts:
    """Writes and reads cells in the interviewer's language; readers are made once per kind."""

    def __init__(self, texts: Texts) -> None:
        """None made yet."""
        self._texts = texts
        self._readers: dict[Kind, Reader] = {}

    def written(self, question: QuestionState) -> str:
        """The value as people read it, or the reason why there is none."""
        if question.absence is not None:
            return absence_word(question.absence, self._texts)
        if question.kind in SELECTS or question.kind is Kind.TEXT:
            return question.shown
        return self._reader(question).show(question.value) if question.value else ""

    def read(self, question: QuestionState, text: str) -> str | None:
        """The value of a pasted text; None where it cannot be read. An empty text is no answer and not asked for here."""
        if question.kind is Kind.SELECT_ONE:
            wanted = fold(text)
            named = (one.name for one in question.choices if wanted in {fold(one.label), one.name.casefold()})
            return next(named, None)
        return self._reader(question).read(text)

    def why(self, question: QuestionState) -> str:
        """A sentence about a text that cannot be read."""
        if question.kind is Kind.SELECT_ONE:
            return self._texts.t("Please choose one from the list.")
        return self._reader(question).why

    def told(self, row: str, question: QuestionState) -> str:
        """What a screen reader says of a cell: where it is, what stands in it, and what is special about it."""
        t = self._texts.t
        said = [self.written(question) or t("no answer")]
        if question.required and not question.is_answered:
            said.append(t("an answer is needed"))
        if question.readonly:
            said.append(t("computed, cannot be changed"))
        return f"{row}, {question.label}: {', '.join(said)}"

    def _reader(self, question: QuestionState) -> Reader:
        if question.kind not in self._readers:
            self._readers[question.kind] = reader(question.kind, self._texts)
        return self._readers[question.kind]


def row_name(row: RowState, roster: RosterState) -> str:
    """A row's number with its label: `2. Small firms`, `2.1. Anna`. A label that all rows share is no name of one."""
    number = row_word(row.ref)
    if row.label.startswith(number):
        return row.label
    return number if row.label == roster.label else f"{number} {row.label}".strip()
