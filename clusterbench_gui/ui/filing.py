"""Files of answers, on a thread of their own: copying a large one holds up no answer on its way to the disk."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.ui.jobs import Failure, OwnerThread, Progress

if TYPE_CHECKING:  # comes with the first file
    from clusterbench_gui.domain.attachments import Attachment, Source
    from clusterbench_gui.domain.questions import Kind

MOST_SHOWN = 64 * 1024 * 1024
"""Bytes of the largest picture that is shown; a larger one is named."""

Result = TypeVar("Result")
Stop = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants of a file: its kind, the longest edge of a picture, and a name that is not among those `taken`."""

    kind: "Kind"
    pixels: int | None
    taken: Collection[str]


class _Hands:
    """What the thread owns: nothing."""

    def close(self) -> None:
        """Nothing is held."""


class Filing:
    """The thread. A file that is half written when the program ends is taken away, or swept up at a later opening."""

    def __init__(self) -> None:
        """Nothing to do yet."""
        self._thread: OwnerThread[_Hands] = OwnerThread("files", _Hands)

    def shelf(self, study: Path) -> "Shelf":
        """The files of a study."""
        return Shelf(self._thread, study)

    def close(self) -> None:
        """Finish what was asked for; nothing is delivered any more."""
        self._thread.close()


class Shelf:
    """The files of one study. What is asked is done on the thread of files and answered on the caller's."""

    def __init__(self, thread: OwnerThread[_Hands], study: Path) -> None:
        """`study` is the folder of one that is open to write."""
        self._thread = thread
        self._study = study
        self._names: set[str] = set()

    def keep(
        self,
        source: "Source",
        wanted: Wanted,
        progress: Progress,
        done: "Callable[[Attachment], None]",
        failed: Failure,
    ) -> Stop:
        """Encrypt a file into the study; durable when `done` is called. Returns what stops it: `failed` gets `cancelled`."""

        def work(went_on: Progress) -> "Attachment":
            from clusterbench_gui.app.attaching import fresh_name, keep_file, size_of  # noqa: PLC0415 - imports the database
            from clusterbench_gui.domain.questions import Kind  # noqa: PLC0415 - with the first file
            from clusterbench_gui.ui.media import prepared  # noqa: PLC0415 - with the first file

            size_of(source)
            ready = prepared(source, wanted.kind, wanted.pixels)
            taken = {*wanted.taken, *self._names}
            name = fresh_name(ready.name, taken, with_stem=wanted.kind is Kind.FILE)
            self._names.add(name)
            return keep_file(self._study, ready, name, went_on)

        return self._work(work, progress, done, failed)

    def picture(self, kept: "Attachment", room: QSize, done: Callable[[QImage], None]) -> None:
        """What a picture looks like, no larger than `room`; a null image where it cannot be shown."""
        self._thread.ask(lambda _: self._picture(kept, room), done, lambda _: done(QImage()))

    def copy(
        self, kept: "Attachment", target: Path, progress: Progress, done: Callable[[None], None], failed: Failure
    ) -> Stop:
        """Write a copy of a file where somebody wants it, whole or not at all."""

        def work(went_on: Progress) -> None:
            from clusterbench_gui.app.attaching import save_copy  # noqa: PLC0415 - imports the database

            save_copy(self._study, kept, target, went_on)

        return self._work(work, progress, done, failed)

    def _picture(self, kept: "Attachment", room: QSize) -> QImage:
        from clusterbench_gui.app.attaching import content_of  # noqa: PLC0415 - imports the database
        from clusterbench_gui.ui.media import decoded  # noqa: PLC0415 - with the first file

        return decoded(content_of(self._study, kept), room) if kept.size <= MOST_SHOWN else QImage()

    def _work(
        self, task: Callable[[Progress], Result], progress: Progress, done: Callable[[Result], None], failed: Failure
    ) -> Stop:
        stop = threading.Event()
        told = -1

        def went_on(count: int, total: int) -> None:
            nonlocal told
            if stop.is_set():
                raise ProblemError(problem("cancelled"))
            if (hundredths := count * 100 // total) != told:
                told = hundredths
                self._thread.tell(partial(progress, count, total))

        self._thread.ask(lambda _: task(went_on), done, failed)
        return stop.set
