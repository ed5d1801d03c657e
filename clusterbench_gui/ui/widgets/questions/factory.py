"""Which editor takes which question."""

from clusterbench_gui.domain.questions import FILES, SELECTS, Kind, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.base import Editor
from clusterbench_gui.ui.widgets.questions.choices import ChoiceList, ChoicesList, Picker
from clusterbench_gui.ui.widgets.questions.fields import Field
from clusterbench_gui.ui.widgets.questions.filed import FileEditor
from clusterbench_gui.ui.widgets.questions.heads import Heads
from clusterbench_gui.ui.widgets.questions.options import KEYS, Options
from clusterbench_gui.ui.widgets.questions.pads import LOOKS, DrawingEditor
from clusterbench_gui.ui.widgets.questions.pictures import Files, no_files
from clusterbench_gui.ui.widgets.questions.plain import Shown
from clusterbench_gui.ui.widgets.questions.ranges import MOST_STEPS, Range
from clusterbench_gui.ui.widgets.questions.ranking import Ranking
from clusterbench_gui.ui.widgets.questions.rating import Rating

OPEN_OPTIONS = 9
"""Up to so many choices stand open, one digit each; a longer select-one is searched by typing."""

_SEARCHED = {"minimal", "autocomplete", "search"}
_LAID_OUT = {"columns", "columns-pack", "likert", "list-nolabel", "no-buttons", "image-map"}
CELLS = {Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.TIME, Kind.SELECT_ONE, Kind.BARCODE}
"""Kinds that fit into a cell of a grid."""


def editor_for(question: QuestionState, texts: Texts, files: Files = no_files) -> Editor:
    """A new editor that shows the question. `files` are those that lie beside the form, such as pictures of choices."""
    if question.is_heading:
        return Heads(question, texts)
    if not question.is_asked:
        return Shown(question, texts)
    if question.kind in FILES:
        return _file(question, texts)
    if question.kind in SELECTS or question.kind is Kind.ACKNOWLEDGE:
        return _select(question, texts, files)
    if question.kind is Kind.RANGE:
        return _range(question, texts)
    return ChoiceList(question, texts) if question.listed else Field(question, texts)


def cell_for(question: QuestionState, texts: Texts) -> Editor:
    """A new editor for a question of `CELLS` as a cell of a grid."""
    if not question.is_asked:
        return Shown(question, texts)
    if question.kind is Kind.SELECT_ONE or question.listed:
        return ChoiceList(question, texts, compact=True)
    return Field(question, texts, compact=True)


def shape(question: QuestionState) -> tuple[object, ...]:
    """What decides which editor a question has. As long as it stays the same, the editor can be kept."""
    return question.kind, question.appearance, question.is_asked, is_searched(question)


def _select(question: QuestionState, texts: Texts, files: Files) -> Editor:
    if question.kind is Kind.RANK:
        return Ranking(question, texts, files)
    if not is_searched(question):
        return Options(question, texts, files)
    return ChoiceList(question, texts) if question.kind is Kind.SELECT_ONE else ChoicesList(question, texts)


def _file(question: QuestionState, texts: Texts) -> FileEditor:
    is_drawn = question.kind is Kind.IMAGE and LOOKS & set(question.looks)
    return DrawingEditor(question, texts) if is_drawn else FileEditor(question, texts)


def _range(question: QuestionState, texts: Texts) -> Editor:
    if question.scale is None or question.scale.steps > MOST_STEPS:
        return Field(question, texts)
    if "picker" in question.looks:
        return Picker(question, texts)
    if "rating" in question.looks and question.scale.steps < len(KEYS):
        return Rating(question, texts)
    return Range(question, texts)


def is_searched(question: QuestionState) -> bool:
    """Whether choices are searched by typing.

    A select-one without choices waits for another answer; how many there will be is not known, so it is searched too.
    """
    looks = set(question.looks)
    asks = bool(looks & _SEARCHED) or any(word.startswith("search(") for word in looks)
    count = len(question.choices)
    if question.kind is Kind.SELECT_ONE:
        laid_out = bool(looks & _LAID_OUT) or any(word.startswith("columns-") for word in looks)
        return asks or count == 0 or count > (len(KEYS) if laid_out else OPEN_OPTIONS)
    return question.kind is Kind.SELECT_MULTIPLE and (asks or count > len(KEYS))
