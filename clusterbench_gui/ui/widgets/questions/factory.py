"""Which editor takes which question."""

from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import Editor
from clusterbench_gui.ui.widgets.questions.choices import ChoiceList
from clusterbench_gui.ui.widgets.questions.fields import Field
from clusterbench_gui.ui.widgets.questions.options import Options
from clusterbench_gui.ui.widgets.questions.plain import Shown, Unrecordable

OPEN_OPTIONS = 9
"""Up to so many choices stand open, one digit each; a longer select-one is searched by typing."""

_MEDIA = {Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE}
_ALWAYS_OPEN = {Kind.SELECT_MULTIPLE, Kind.RANK, Kind.ACKNOWLEDGE}
CELLS = {Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.TIME, Kind.SELECT_ONE, Kind.BARCODE}
"""Kinds that fit into a cell of a grid."""


def editor_for(question: QuestionState, texts: Texts) -> Editor:
    """A new editor that shows the question."""
    if not question.is_asked:
        return Shown(question, texts)
    if question.kind in _MEDIA:
        return Unrecordable(question, texts)
    if question.kind in _ALWAYS_OPEN:
        return Options(question, texts)
    if question.kind is Kind.SELECT_ONE:
        return ChoiceList(question, texts) if _is_searched(question) else Options(question, texts)
    return Field(question, texts)


def cell_for(question: QuestionState, texts: Texts) -> Editor:
    """A new editor for a question of `CELLS` as a cell of a grid."""
    if not question.is_asked:
        return Shown(question, texts)
    if question.kind is Kind.SELECT_ONE:
        return ChoiceList(question, texts, compact=True)
    return Field(question, texts, compact=True)


def shape(question: QuestionState) -> tuple[object, ...]:
    """What decides which editor a question has. As long as it stays the same, the editor can be kept."""
    return question.kind, question.appearance, question.is_asked, _is_searched(question)


def _is_searched(question: QuestionState) -> bool:
    """A select-one without choices waits for another answer; how many there will be is not known, so it is searched too."""
    if question.kind is not Kind.SELECT_ONE:
        return False
    words = question.appearance.split()
    return not 0 < len(question.choices) <= OPEN_OPTIONS or "minimal" in words or "autocomplete" in words
