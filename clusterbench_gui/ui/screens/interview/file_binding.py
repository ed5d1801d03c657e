"""The editor of a file and the view-model, brought together."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from shiboken6 import isValid

from clusterbench_gui.domain.attachments import Attachment, Source
from clusterbench_gui.ui.dialogs import choose_file, choose_new_file
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.widgets.questions.filed import FileEditor


class FileBinder(QObject):
    """Lets the editor of a file and the view-model speak to each other, as long as the editor lives."""

    def __init__(self, editor: FileEditor, viewmodel: InterviewViewModel) -> None:
        """Belongs to the editor."""
        super().__init__(editor)
        self._editor = editor
        self._attaching = viewmodel.attaching
        self._drawn = ""
        editor.given.connect(self._give)
        editor.stopped.connect(self._stop)
        editor.file_wanted.connect(self._ask_file)
        editor.copy_wanted.connect(self._ask_copy)
        editor.shown.connect(self._show)
        self._attaching.moved.connect(self._on_moved)
        self._show()

    def _give(self, source: Source) -> None:
        self._attaching.give(self._editor.question.ref, source, partial(self._on_kept, source))

    def _on_kept(self, source: Source, kept: Attachment) -> None:
        if isValid(self):
            self._editor.on_kept(source, kept.file)

    def _stop(self) -> None:
        self._attaching.stop(self._editor.question.path)

    def _ask_file(self) -> None:
        chosen = choose_file(self._editor.window(), self._editor.choose_words(), self._editor.kinds())
        if chosen and isValid(self):
            self._editor.take_file(chosen)

    def _ask_copy(self) -> None:
        kept, t = self._editor.kept, self._editor.texts.t
        if kept is None:
            return
        title, every = t("Save a copy that anybody can read"), t("All files (*)")
        target = choose_new_file(self._editor.window(), title, kept.name, every)
        if target:
            self._attaching.copy(kept, Path(target), self._complain)

    def _complain(self, words: str) -> None:
        if isValid(self):
            self._editor.complain(words)

    def _on_moved(self, path: str) -> None:
        if path == self._editor.question.path:
            self._show()

    def _show(self) -> None:
        question = self._editor.question
        kept = self._attaching.file(question)
        self._editor.show_file(kept, self._attaching.percent(question.path))
        file = kept.file if kept is not None else ""
        if kept is not None and file != self._drawn and self._editor.wants_picture:
            self._attaching.picture(kept, self._editor.room, partial(self._take_picture, file))
        self._drawn = file

    def _take_picture(self, file: str, image: QImage) -> None:
        if isValid(self) and self._drawn == file:
            self._editor.show_picture(image)
