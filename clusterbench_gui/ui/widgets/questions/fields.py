"""Editors in which one writes: text in one line or several, numbers, dates, times."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.questions.base import Editor, label, put_text
from clusterbench_gui.ui.widgets.questions.calendars import Calendar
from clusterbench_gui.ui.widgets.questions.lines import MAX_LENGTH, Line, Lines
from clusterbench_gui.ui.widgets.questions.readers import reader_of

LINES = 4

_HIDING = {"masked", "hidden-answer"}
_SEVERAL = {Kind.GEOTRACE, Kind.GEOSHAPE}
_NO_CALENDAR = {"no-calendar", "month-year", "year"}


class Field(Editor):
    """A field with a reader for its kind of answer."""

    def __init__(self, question: QuestionState, texts: Texts, *, compact: bool = False) -> None:
        """`compact`: as a cell of a grid, as wide as its column."""
        super().__init__(question, texts)
        self._reader = reader_of(question, texts)
        self._touched = False
        self._compact = compact
        self._counter = label(role="caption", wrap=False)
        self._calendar: Calendar | None = None
        self._field: Line | Lines = self._many() if self._is_long() else self._one()
        self._field.emptied.connect(self.clear_answer)
        self._field.setReadOnly(question.readonly)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addWidget(self._field)
        self._lay_out()
        self.is_narrow = bool(self._reader.width) and not compact
        self.setFocusProxy(self._field)
        self.show_question(question)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:
        """Write the value into the field, unless what stands there is newer."""
        self.question = question
        self._field.setAccessibleName(question.label)
        self._field.setPlaceholderText(absence_word(question.absence, self.texts) or self._reader.example)
        shown = self._reader.show(question.value)
        if not keep and self._text() != shown:
            self._write(shown)
        if not keep:
            self._touched = False
        self._count()

    def put_draft(self, text: str) -> None:
        """The text comes back as typed; it becomes an answer when the field is left."""
        self._write(text)
        self._touched = True
        if isinstance(self._field, Line):
            self._field.holds_draft = True
        else:
            self._field.moveCursor(QTextCursor.MoveOperation.End)
        self._count()

    def commit(self) -> None:
        """Read what was written: an answer, no answer, or a sentence why not."""
        if not self._touched:
            return
        self._touched = False
        if isinstance(self._field, Line):
            self._field.holds_draft = False
        text = self._text()
        value = self._reader.read(text) if text.strip() else ""
        if len(text) >= MAX_LENGTH:
            self.refused.emit(text, self._too_long())
        elif value is None:
            self.refused.emit(text, self._reader.explain(text))
        else:
            if isinstance(self._field, Line):
                put_text(self._field, text)  # it is an answer now: Ctrl+Z takes back that, no longer the typing
            self.answered.emit(value, text)

    def target(self) -> QWidget:
        """The field itself."""
        return self._field

    # --- parts --------------------------------------------------------------------------------------------------

    def _is_long(self) -> bool:
        asks = "multiline" in self.question.looks or self.question.rows > 1
        is_text = self.question.kind is Kind.TEXT and asks
        return (is_text or self.question.kind in _SEVERAL) and not self._compact

    def _one(self) -> Line:
        line, looks = Line(), self.question.looks
        if self.question.kind in {Kind.INTEGER, Kind.DECIMAL} and self._compact:
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self._reader.width and not self._compact:
            line.set_width(self._reader.width)
        if _HIDING & set(looks):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.steps = self.question.kind is Kind.INTEGER and "counter" in looks and not self.question.readonly
        line.stepped.connect(self._step)
        line.textChanged.connect(self._on_edit)
        return line

    def _many(self) -> Lines:
        lines = Lines(self.question.rows or LINES)
        lines.textChanged.connect(self._on_change)
        return lines

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        if self.question.kind in _SEVERAL:
            column.addWidget(label(self.texts.t("One place a line; Alt+Enter begins the next one."), "caption"))
        elif self._is_long() or (self.question.longest and not self._compact):
            column.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignRight)
        if isinstance(self._field, Line) and not (self._compact or self.question.readonly):
            self._add_helpers(self._field)
        column.addStretch(1)

    def _add_helpers(self, line: Line) -> None:
        looks, t = set(self.question.looks), self.texts.t
        if self.question.kind in {Kind.DATE, Kind.DATETIME} and not looks & _NO_CALENDAR:
            line.opened.connect(self._open_calendar)
            self._add_button("calendar", t("Open the calendar (Alt+Down)")).clicked.connect(self._open_calendar)
        if line.steps:
            self._add_button("minus", t("One less (Down)")).clicked.connect(lambda: self._step(-1))
            self._add_button("plus", t("One more (Up)")).clicked.connect(lambda: self._step(1))

    def _add_button(self, picture: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(picture, "muted"))
        button.setToolTip(words)
        button.setAccessibleName(f"{words}: {self.question.label}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark(button, "helper")
        self._row.addWidget(button)
        return button

    # --- what helps ---------------------------------------------------------------------------------------------

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = Calendar(self, self.texts)
            self._calendar.taken.connect(self._take_day)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        typed = self._reader.read(self._text()) or self.question.value
        self._calendar.open_at(typed[:10], self._field)

    def _take_day(self, day: date) -> None:
        _, _, clock = (self._reader.read(self._text()) or "").partition("T")
        moment = f"{day.isoformat()}T{clock or '00:00'}" if self.question.kind is Kind.DATETIME else day.isoformat()
        self._put(self._reader.show(moment))

    def _step(self, by: int) -> None:
        value = self._reader.read(self._text())
        self._put(self._reader.show(str(int(value) + by if value else max(by, 0))))

    def _put(self, text: str) -> None:
        """Write as a person would: told as typed, and an answer when the field is left."""
        self._write(text)
        self._on_edit(text)

    # --- text ---------------------------------------------------------------------------------------------------

    def _text(self) -> str:
        return self._field.text() if isinstance(self._field, Line) else self._field.toPlainText()

    def _write(self, text: str) -> None:
        if isinstance(self._field, Line):
            put_text(self._field, text)
        else:
            blocked = self._field.blockSignals(True)
            self._field.setPlainText(text)
            self._field.blockSignals(blocked)

    def _on_change(self) -> None:
        self._on_edit(self._text())

    def _on_edit(self, text: str) -> None:
        self._count()
        if text and text == self._reader.show(
            self.question.value
        ):  # taken back to the answer: nothing of it is a draft
            self._touched = False
            self.answered.emit(self.question.value, "")
            return
        self._touched = True
        self.typing.emit(text)
        if len(text) >= MAX_LENGTH:
            self.refused.emit(text, self._too_long())

    def _count(self) -> None:
        if not self._counter.parent():
            return
        length, longest = len(self._text()), self.question.longest
        if longest is None:
            words = self.texts.n("{n} character", "{n} characters", length)
        else:
            words = self.texts.t("{n} of {longest} characters", n=length, longest=longest)
        self._counter.setText(words)

    def _too_long(self) -> str:
        return self.texts.t(
            "This text is too long for one answer: {n} characters fit. What is beyond them was not taken.", n=MAX_LENGTH
        )
