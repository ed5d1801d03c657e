"""Editors of questions that are answered by a file: chosen, dropped or pasted. The file itself goes to whoever listens."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.domain.attachments import Attachment, Source
from clusterbench_gui.domain.questions import Kind, QuestionState
from clusterbench_gui.support.texts import NO_BREAK_SPACE, Texts
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.questions.base import EMPTYING, Editor, is_plain, is_removal, label

ROOM = QSize(420, 240)
"""Within which a picture is shown."""

_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
_ONWARD = {Qt.Key.Key_Return, Qt.Key.Key_Enter, *_ARROWS}
_ENDINGS = {
    Kind.IMAGE: "*.png *.jpg *.jpeg *.gif *.bmp *.webp *.svg *.tif *.tiff",
    Kind.AUDIO: "*.wav *.mp3 *.m4a *.ogg *.oga *.opus *.amr *.aac *.flac *.3gp *.wma",
    Kind.VIDEO: "*.mp4 *.mov *.m4v *.3gp *.webm *.mkv *.avi *.mpg *.mpeg *.ogv *.wmv",
}
Act = Callable[[], object]


class FileEditor(Editor):
    """Shows the file that answers the question and offers what can be done with it, each by a key of the one button.

    Whoever listens keeps a `given` file and says so by `show_file`; a picture that is `wanted` comes by `show_picture`.
    """

    given = Signal(object)
    """A `Source` is to be the answer."""
    stopped = Signal()
    """Esc: keeping the file is to end, or what was wrong with it is settled."""
    file_wanted = Signal()
    """A file is to be chosen."""
    copy_wanted = Signal()
    """A copy of the file is wanted."""
    shown = Signal()
    """Another state is shown: its file is asked for."""

    def __init__(self, question: QuestionState, texts: Texts) -> None:
        """Nothing is known of a file yet."""
        super().__init__(question, texts)
        self.kept: Attachment | None = None
        self._words = ""
        self._view = self._make_view()
        self._about = label(role="muted")
        self._wrong = label(role="bad")
        self._wrong.hide()
        self._choose = KeyButton(self._keys())
        self._choose.clicked.connect(lambda _checked=False: self.file_wanted.emit())
        self._tools = {name: self._tool(words, act) for name, words, act in self._offers()}
        self._lay_out()
        self.setAcceptDrops(True)
        self.show_question(question)
        self.show_file(None, None)

    def show_question(self, question: QuestionState, *, keep: bool = False) -> None:  # noqa: ARG002 - nothing is typed here
        """Show a state; what its file is comes by `show_file`."""
        self.question = question
        self._choose.setText(keyed(self.choose_words(), self.texts.t("Space")))
        self.shown.emit()

    def show_file(self, kept: Attachment | None, percent: int | None) -> None:
        """Show which file answers the question; `percent`: so much of one that will is kept by now."""
        if kept != self.kept:
            self.kept = kept
            self._show_view(None)
        if kept is not None or percent is not None:
            self._wrong.hide()
        self._about.setText(self._words_of(kept, percent))
        self._tools["copy"].setVisible(kept is not None)
        self._tools["remove"].setVisible(kept is not None or bool(self.question.value))
        self._tools["stop"].setVisible(percent is not None)
        self._tell_name()

    def take_file(self, file: str) -> None:
        """Give a file that was chosen."""
        self._wrong.hide()
        self.given.emit(Source.of(Path(file)))

    def on_kept(self, source: Source, file: str) -> None:
        """What was given is kept in this file, and is about to be the answer."""

    def show_picture(self, image: QImage) -> None:
        """What the file looks like; a null image where it cannot be shown."""
        self._show_view(image)

    @property
    def wants_picture(self) -> bool:
        """Whether there is room for one."""
        return self.question.kind is Kind.IMAGE

    @property
    def room(self) -> QSize:
        """The largest picture that can be shown, in pixels."""
        return ROOM * self.devicePixelRatioF()

    def complain(self, words: str) -> None:
        """Say what went wrong that is no fault of the answer."""
        self._wrong.setText(words)
        self._wrong.show()
        self._tell_name()

    def target(self) -> QWidget:
        """The button that takes a file."""
        return self._choose

    def describe(self, words: str) -> None:
        """What a screen reader says after the name."""
        self._words = words
        self._tell_name()

    # --- what can be done ---------------------------------------------------------------------------------------

    def _keys(self) -> dict[Qt.Key, Act]:
        """What plain keys do at the button."""
        return {
            **dict.fromkeys(EMPTYING, self.remove),
            Qt.Key.Key_S: self._ask_copy,
            Qt.Key.Key_Escape: self.stopped.emit,
            Qt.Key.Key_V: self._paste,
        }

    def _offers(self) -> list[tuple[str, str, Act]]:
        """Buttons for the hand that has the mouse, in order."""
        t = self.texts.t
        return [
            ("paste", keyed(t("Paste"), t("Ctrl+V")), self._paste),
            ("copy", keyed(t("Save a copy…"), "S"), self._ask_copy),
            ("remove", keyed(t("Remove"), t("Delete")), self.remove),
            ("stop", keyed(t("Stop"), "Esc"), self.stopped.emit),
        ]

    def remove(self) -> None:
        """Take the answer back, or settle what was wrong with a file."""
        self._wrong.hide()
        self.answered.emit("", "")

    def take(self, data: QMimeData | None) -> bool:
        """Take the one file, or the picture, that somebody pastes or drops; False where there is none."""
        source = source_of(data, self.question.kind) if data is not None else None
        if source is not None:
            self._wrong.hide()
            self.given.emit(source)
        return source is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped, or a picture where one is wanted."""
        if source_of(event.mimeData(), self.question.kind, look=True) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_copy(self) -> None:
        if self.kept is not None:
            self.copy_wanted.emit()

    def _paste(self) -> None:
        if not self.take(QGuiApplication.clipboard().mimeData()):
            t = self.texts.t
            is_picture = self.question.kind is Kind.IMAGE
            self.complain(
                t("There is neither a picture nor a single file on the clipboard. Please copy one first.")
                if is_picture
                else t("There is no single file on the clipboard. Please copy one first.")
            )

    # --- parts --------------------------------------------------------------------------------------------------

    def _make_view(self) -> QWidget:
        """What shows the file itself."""
        made = label(wrap=False)
        made.hide()
        return made

    def _show_view(self, image: QImage | None) -> None:
        """Show a picture; nothing while there is none."""
        shown = QPixmap.fromImage(image) if image is not None else QPixmap()
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self._view.setPixmap(shown)  # type: ignore[attr-defined]  # a label, where it is not a drawing
        self._view.setVisible(not shown.isNull())
        self._view.setAccessibleName(self.texts.t("Picture: {file}", file=self.kept.name) if self.kept else "")

    def _tool(self, words: str, act: Act) -> QToolButton:
        made = QToolButton()
        made.setText(words)
        made.setAccessibleName(f"{words}: {self.question.label}")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark(made, "reason")
        made.clicked.connect(lambda _checked=False: act())
        return made

    def _lay_out(self) -> None:
        buttons = QWidget()
        line = FlowLayout(buttons)
        for one in (self._choose, *self._tools.values()):
            line.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._view, self._about, buttons, self._wrong):
            column.addWidget(part)
        column.addStretch(1)

    def _tell_name(self) -> None:
        about = self._about.text()
        self._choose.setAccessibleName(f"{self.question.label}: {about}")
        wrong = "" if self._wrong.isHidden() else self._wrong.text()
        said = (self.choose_words(), wrong, self._words)
        self._choose.setAccessibleDescription(" ".join(filter(None, said)))

    def _words_of(self, kept: Attachment | None, percent: int | None) -> str:
        t = self.texts.t
        if percent is not None:
            return t("The file is being encrypted and kept: {percent} %", percent=percent)
        if kept is not None:
            return f"{kept.name}, {size_words(kept.size, self.texts)}"
        if self.question.value:
            return t("{file}: the file itself is not in this study", file=self.question.value)
        return self._empty_words()

    def _empty_words(self) -> str:
        return self.texts.t("No file yet. One can also be dropped here.")

    def choose_words(self) -> str:
        """What is to be chosen."""
        t = self.texts.t
        return {
            Kind.IMAGE: t("Choose a picture…"),
            Kind.AUDIO: t("Choose a recording…"),
            Kind.VIDEO: t("Choose a film…"),
        }.get(self.question.kind, t("Choose a file…"))

    def kinds(self) -> str:
        """The kinds of files to choose from, as dialogs want them."""
        t = self.texts.t
        kind, every = self.question.kind, t("All files (*)")
        words = {Kind.IMAGE: t("Pictures"), Kind.AUDIO: t("Recordings"), Kind.VIDEO: t("Films")}
        return f"{words[kind]} ({_ENDINGS[kind]});;{every}" if kind in words else every


class KeyButton(QPushButton):
    """A button that Space presses; other keys do other things, Enter goes on like everywhere."""

    def __init__(self, keys: dict[Qt.Key, Act]) -> None:
        """`keys` are plain keys and what they do; that of V waits for the keys that paste."""
        super().__init__()
        self._keys = keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key says."""
        act = self._keys.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Paste):
            self._keys[Qt.Key.Key_V]()
        elif act is not None and event.key() != Qt.Key.Key_V and is_plain(event) and not is_removal(event):
            act()
        elif event.key() in _ONWARD:
            event.ignore()
        else:
            super().keyPressEvent(event)


def source_of(data: QMimeData, kind: Kind, *, look: bool = False) -> Source | None:
    """The one file of what is pasted or dropped, else its picture where one is wanted. `look`: its content does not matter."""
    files = [one.toLocalFile() for one in data.urls() if one.isLocalFile()]
    if len(files) == 1:
        return Source.of(Path(files[0]))
    if files or kind is not Kind.IMAGE or not data.hasImage():
        return None
    if look:
        return Source("", b"")
    from clusterbench_gui.ui.media import png  # noqa: PLC0415 - with the first picture

    image = QImage(data.imageData())
    return None if image.isNull() else Source("clipboard.png", png(image))


def keyed(words: str, key: str) -> str:
    """What a button does, and its key."""
    return f"{words}  {key}"


def size_words(size: int, texts: Texts) -> str:
    """The size of a file as people say it."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{texts.number(size / factor, 1)}{NO_BREAK_SPACE}{unit}"
    return f"{size}{NO_BREAK_SPACE}B"
