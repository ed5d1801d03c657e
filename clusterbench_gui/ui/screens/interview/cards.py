"""A question on the screen: number, label, hint, editor, what is wrong with the answer, and the reasons for none."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Medium, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import RADIUS, TEXT_LARGE
from clusterbench_gui.ui.screens.interview.file_binding import FileBinder
from clusterbench_gui.ui.screens.interview.messages import Messages
from clusterbench_gui.ui.screens.interview.sayings import sayings
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import KEY_NAMES
from clusterbench_gui.ui.theme import current_theme, mark
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.parts import set_down
from clusterbench_gui.ui.widgets.questions.base import Editor, label, show_words
from clusterbench_gui.ui.widgets.questions.factory import editor_for, shape
from clusterbench_gui.ui.widgets.questions.filed import FileEditor
from clusterbench_gui.ui.widgets.questions.pictures import Illustration
from clusterbench_gui.ui.widgets.stack import Stack

NUMBER_WIDTH = 38
MARGIN, TOP = 18, 14
HEIGHT = 24
"""Of a line with reasons for absence."""


class Frame(QWidget):
    """A card's ground: surface and border, 2 px in accent when it is the one that has the focus. Painted, not styled."""

    pressed = Signal()

    def __init__(self) -> None:
        """Not the one."""
        super().__init__()
        self.is_current = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - a setter in Qt's manner
        """Whether it is the one."""
        if current != self.is_current:
            self.is_current = current
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card brings the focus to its question."""
        event.accept()
        self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and border."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.accent if self.is_current else theme.line), 2 if self.is_current else 1)
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


class Absences(QWidget):
    """The reasons for absence that a question allows, with their keys; the stated one stands out."""

    stated = Signal(object)

    def __init__(self, texts: Texts) -> None:
        """Keeps its room while nothing is shown, so that nothing moves when the focus comes."""
        super().__init__()
        self._texts = texts
        self._buttons: dict[Absence, QToolButton] = {}
        self._flow = FlowLayout(self, gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def show_question(self, question: QuestionState, *, current: bool) -> None:
        """Offer the reasons, or show the stated one. The buttons are made when they are first needed."""
        offered = self._offered(question)
        self.setMinimumHeight(HEIGHT if offered else 0)
        if not current and question.absence is None and not self._buttons:
            return
        if list(self._buttons) != offered:
            self._make(offered)
        for absence, button in self._buttons.items():
            set_down(button, absence is question.absence)
            button.setAccessibleDescription(question.label)
            if question.absence is not None or current:  # else all go together, which moves nothing
                button.setVisible(current or absence is question.absence)
        self.setVisible(current or question.absence is not None)

    def prepare(self, question: QuestionState) -> None:
        """Make the buttons before the question is come to."""
        if not self._buttons and self._offered(question):
            self._make(self._offered(question))
            self.hide()

    def _offered(self, question: QuestionState) -> list[Absence]:
        return [one for one in KEY_NAMES if one in question.absences and question.is_asked]

    def _make(self, offered: list[Absence]) -> None:
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for absence in offered:
            button = QToolButton()
            button.setText(f"{KEY_NAMES[absence]}  {absence_word(absence, self._texts)}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            mark(button, "reason")
            button.toggled.connect(lambda _down=False, one=absence: self.stated.emit(one))
            self._flow.addWidget(button)
            self._buttons[absence] = button


class Card(Frame):
    """One question. Shows what the view-model says of its ref; tells it what the editor says."""

    advance = Signal()

    crossed = Signal()
    """Somebody wants to see the other question of a check."""

    def __init__(self, viewmodel: InterviewViewModel, question: QuestionState) -> None:
        """The widgets of one question; `refresh` fills them."""
        super().__init__()
        self._viewmodel = viewmodel
        self._files = viewmodel.interview.session.form.files
        self.ref = question.ref
        self.shape = shape(question)
        self._number = label(role="muted", wrap=False)
        self._label = label(role="muted")
        self._hints, self._pictures = QVBoxLayout(), QVBoxLayout()
        self._stack = Stack(self, gap=6, beside=16)
        self.editor = bind(editor_for(question, viewmodel.texts, self._files), viewmodel)
        self.editor.completed.connect(self.advance)
        self.messages = Messages()
        self.messages.crossed.connect(self.crossed)
        self._absences = Absences(viewmodel.texts)
        self._absences.stated.connect(lambda absence: viewmodel.absent(self.ref, absence))
        font = QFont(self.font())
        font.setPointSize(TEXT_LARGE)
        for one in (self._number, self._label):
            one.setFont(font)
        self._lay_out()
        restore(self.editor, viewmodel)

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The one editor, if it takes the focus."""
        return (self.editor,) if self.editor.question.is_asked else ()

    @property
    def targets(self) -> tuple[QWidget, ...]:
        """What takes the focus."""
        return tuple(one.target() for one in self.editors)

    def holds(self, ref: str) -> bool:
        """Whether a place is in here."""
        return self.ref == ref

    def target(self, ref: str) -> QWidget | None:
        """The widget that takes the focus for a place."""
        return self.editor.target() if self.editors and self.editor.question.ref == ref else None

    def refresh(self, question: QuestionState, number: int | None) -> None:
        """Show the question as it stands now."""
        self.ref = question.ref
        self._number.setText(str(number) if number else "")
        self._number.adjustSize()
        show_words(self._label, question.label, question.markup)
        self._label.setVisible(bool(question.label))
        self._show_media(question.media)
        self._show_hint(question.hint, question.hint_markup)
        draft = self._viewmodel.draft(question)
        self.editor.show_question(question, keep=draft is not None)
        for role, words in sayings(question, self._viewmodel).items():
            self.messages.say(role, words)
        self.editor.describe(" ".join(filter(None, (question.hint, self.messages.words))))
        self._show_state(question)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - see Frame
        """The one is in full ink and offers the reasons for absence; the others recede."""
        if current != self.is_current:
            super().set_current(current)
            self._show_state(self.editor.question)

    def prepare(self) -> None:
        """Make what the question will show when it is the one."""
        self._absences.prepare(self.editor.question)

    def _show_hint(self, hint: str, markup: str) -> None:
        made = self._hints.itemAt(0)
        shown = made.widget() if made is not None else None
        if shown is None and hint:
            shown = label(role="muted")
            self._hints.addWidget(shown)
        if isinstance(shown, QLabel):
            show_words(shown, hint, markup)
            shown.setVisible(bool(hint))

    def _show_media(self, media: tuple[Medium, ...]) -> None:
        made = self._pictures.itemAt(0)
        shown = made.widget() if made is not None else None
        if media == (shown.media if isinstance(shown, Illustration) else ()):
            return
        if shown is not None:
            self._pictures.removeWidget(shown)
            shown.deleteLater()
        if media:
            self._pictures.addWidget(Illustration(media, self._files, self._viewmodel.texts))

    def _show_state(self, question: QuestionState) -> None:
        mark(self._label, "" if self.is_current or not question.is_asked else "muted")
        self._absences.show_question(question, current=self.is_current)

    def _lay_out(self) -> None:
        narrow = self.editor.is_narrow
        self._number.setParent(self)
        self._number.move(MARGIN, TOP)
        self._stack.setContentsMargins(MARGIN + NUMBER_WIDTH, TOP, MARGIN, 12 if narrow else 6)
        self._stack.add_row(self._label)
        self._stack.add_row(self._hints)
        self._stack.add_row(self._pictures)
        self._stack.add_row(*((self.editor, self._absences) if narrow else (self.editor,)))
        self._stack.add_row(self.messages)
        if not narrow:
            self._stack.add_row(self._absences)


def bind(editor: Editor, viewmodel: InterviewViewModel) -> Editor:
    """Let an editor speak to the view-model, under the ref that its question has at that moment."""
    editor.answered.connect(lambda value, typed: viewmodel.answer(editor.question.ref, value, typed))
    editor.refused.connect(lambda text, why: viewmodel.refuse(editor.question.ref, text, why))
    editor.typing.connect(lambda text: viewmodel.typing(editor.question.ref, text))
    if isinstance(editor, FileEditor):
        FileBinder(editor, viewmodel)
    return editor


def restore(editor: Editor, viewmodel: InterviewViewModel) -> None:
    """Put back what was typed into this field and never became an answer."""
    draft = viewmodel.draft(editor.question)
    if draft is not None:
        editor.put_draft(draft)
