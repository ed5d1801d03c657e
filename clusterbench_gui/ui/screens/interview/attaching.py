"""Files on their way to being answers: kept first, then said together with the answer that names them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSize, Signal, SignalInstance
from PySide6.QtGui import QImage

from clusterbench_gui.domain.attachments import Attachment, Source
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.filing import Shelf, Stop, Wanted
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.interview.questionnaire import Questionnaire
from clusterbench_gui.ui.screens.interview.unread import Unread
from clusterbench_gui.ui.screens.interview.watch import Watch

if TYPE_CHECKING:  # it imports the form engine and the database, which the first paint does without
    from clusterbench_gui.app.interviews import OpenInterview

OnKept = Callable[[Attachment], None]


class _Copying:
    """A file that is being kept."""

    def __init__(self) -> None:
        self.percent = 0
        self.stop: Stop = lambda: None


class Host(Protocol):
    """What the view-model of the interview is to its files."""

    texts: Texts
    questionnaire: Questionnaire
    unread: Unread
    watch: Watch
    interview: "OpenInterview"

    @property
    def changed(self) -> SignalInstance:
        """Tells that questions look different."""

    def is_locked(self, change: Callable[[], object]) -> bool:
        """Whether nothing may change; then what was wanted is kept."""

    def answer(self, ref: str, value: str) -> None:
        """Give an answer."""


class Attaching(QObject):
    """The files of one interview, by the paths of their questions. They outlive the editors that gave them."""

    settled = Signal()
    """A file is kept, or will not be."""
    moved = Signal(str)
    """There is something new about the file at a path."""

    def __init__(self, viewmodel: Host) -> None:
        """Nothing is kept until there is a `shelf`."""
        super().__init__()
        self._viewmodel = viewmodel
        self.shelf: Shelf | None = None
        """Keeps the files of the study."""
        self._copying: dict[str, _Copying] = {}

    @property
    def is_sending(self) -> bool:
        """Files are being kept, which are no answers yet."""
        return bool(self._copying)

    def percent(self, path: str) -> int | None:
        """How much of a file for this path is kept; None where none is on its way."""
        copying = self._copying.get(path)
        return copying.percent if copying else None

    def file(self, question: QuestionState) -> Attachment | None:
        """The file that the answer names."""
        return self._viewmodel.interview.files.at(question.path, question.value) if question.value else None

    def give(self, ref: str, source: Source, on_kept: OnKept = lambda _: None) -> None:
        """Keep a file, then answer with its name; `on_kept` is told just before that. One that is on its way is stopped."""
        model = self._viewmodel
        question = model.questionnaire.question(ref)
        if question is None or self.shelf is None or model.is_locked(lambda: self.give(ref, source, on_kept)):
            return
        model.watch.recorder.acted()
        path, copying = question.path, _Copying()
        self._end(path)
        self._copying[path] = copying
        wanted = Wanted(question.kind, question.pixels, model.interview.files.names)
        copying.stop = self.shelf.keep(
            source,
            wanted,
            partial(self._on_progress, path, copying),
            partial(self._on_kept, path, copying, on_kept),
            partial(self._on_failed, path, copying),
        )
        self.moved.emit(path)

    def stop(self, path: str) -> None:
        """Stop keeping a file; where none is on its way, what was wrong with the last one is settled."""
        if path in self._copying:
            self._end(path)
            self.settled.emit()
        else:
            self._viewmodel.unread.forget(path)
        self._tell(path)

    def picture(self, kept: Attachment, room: QSize, done: Callable[[QImage], None]) -> None:
        """What a file looks like."""
        if self.shelf is not None:
            self.shelf.picture(kept, room, done)

    def copy(self, kept: Attachment, target: Path, failed: Callable[[str], None]) -> None:
        """Write a copy of a file where somebody wants it; `failed` gets the sentence that says why it is not there."""
        if self.shelf is not None:
            told = partial(self._on_uncopied, failed)
            self.shelf.copy(kept, target, lambda _done, _total: None, lambda _: None, told)

    def _on_progress(self, path: str, copying: _Copying, done: int, total: int) -> None:
        if self._copying.get(path) is copying:
            copying.percent = done * 100 // total
            self.moved.emit(path)

    def _on_kept(self, path: str, copying: _Copying, on_kept: OnKept, kept: Attachment) -> None:
        if self._copying.get(path) is not copying:
            return  # nobody waits for it any more: no event names it, and it is swept up
        del self._copying[path]
        model = self._viewmodel
        ref = model.questionnaire.ref_of(path)
        if model.questionnaire.question(ref) is not None:
            model.interview.files.know(path, kept)
            on_kept(kept)
            model.answer(ref, kept.name)
        self.moved.emit(path)
        self.settled.emit()

    def _on_failed(self, path: str, copying: _Copying, problems: tuple[Problem, ...]) -> None:
        if self._copying.get(path) is not copying:
            return
        del self._copying[path]
        self._viewmodel.unread.refuse(path, words_of(problems, self._viewmodel.texts))
        self._tell(path)
        self.settled.emit()

    def _on_uncopied(self, failed: Callable[[str], None], problems: tuple[Problem, ...]) -> None:
        failed(words_of(problems, self._viewmodel.texts))

    def _end(self, path: str) -> None:
        copying = self._copying.pop(path, None)
        if copying is not None:
            copying.stop()

    def _tell(self, path: str) -> None:
        ref = self._viewmodel.questionnaire.ref_of(path)
        self.moved.emit(path)
        self._viewmodel.changed.emit(frozenset({ref}) & self._viewmodel.questionnaire.refs)
