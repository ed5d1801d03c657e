"""Files as answers: encrypted first, then said together with the answer that names them.

A question that is answered by a file has the file's name as its answer, as in a submission, and at the same path an event
`attachment` with what opens it. The file is durable before both are said, in one transaction: a crash leaves a file that no
event names and nobody can open, which `attachments.sweep` takes, but never an answer without its file.
"""

import errno
import io
import os
import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from clusterbench_gui.app.files import file_problems
from clusterbench_gui.domain.attachments import Attachment, Source, safe_name
from clusterbench_gui.domain.events import Event, EventKind, Statement
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.storage import attachments
from clusterbench_gui.support.files import flush, flush_folder

MOST_BYTES = 256 * 1024 * 1024
"""The largest file that is taken: an import reads no larger one back (`exchange.packages`)."""

Progress = Callable[[int, int], None]
"""So many bytes of so many; raises `ProblemError` where nobody wants to go on."""

_ENDING = re.compile(r"\.[0-9A-Za-z]{1,10}")
_STEM = 60
_SAID = frozenset({EventKind.ANSWER, EventKind.ABSENCE})


def fresh_name(source: str, taken: Collection[str], *, with_stem: bool = False) -> str:
    """A name that no other answer has, as ODK Collect makes them: the milliseconds of the clock, and the ending.

    `with_stem`: what the file was called goes before it, so that people know their documents again.
    """
    plain = safe_name(source)
    ending = Path(plain).suffix.lower()
    ending = ending if _ENDING.fullmatch(ending) else ""
    stem = f"{Path(plain).stem[:_STEM].rstrip(' .')}-" if with_stem else ""
    moment = time.time_ns() // 1_000_000
    while (name := f"{stem}{moment}{ending}") in taken:
        moment += 1
    return name


def keep_file(study: Path, source: Source, name: str, progress: Progress) -> Attachment:
    """Encrypt a file into the study's folder under the name that its answer will have; durable on return.

    No more than a piece of it is in memory, where it comes from the disk. Raises `ProblemError`: `attachment-unreadable`,
    `attachment-empty`, `attachment-too-large`, what `progress` raises, and those of `attachments.store`.
    """
    size = size_of(source)
    content = io.BytesIO(source.content) if isinstance(source.content, bytes) else source.content
    with attachments.opened_source(content) as stream:
        metered = _Metered(stream, size, progress)
        try:
            return attachments.store(study, metered, name)
        except ProblemError:
            if metered.stopped is not None:
                raise metered.stopped from None
            raise


def size_of(source: Source) -> int:
    """The bytes of a source that can be taken. Raises `ProblemError`: `attachment-unreadable`, `-empty`, `-too-large`."""
    place = Place(name=source.name)
    if isinstance(source.content, bytes):
        size = len(source.content)
    else:
        try:
            size = source.content.stat().st_size
        except (OSError, ValueError) as error:
            raise ProblemError(problem("attachment-unreadable", place)) from error
        if not source.content.is_file():  # a folder, or what never ends
            raise ProblemError(problem("attachment-unreadable", place))
        with attachments.opened_source(source.content):
            pass
    if not size:
        raise ProblemError(problem("attachment-empty", place))
    if size > MOST_BYTES:
        raise ProblemError(_too_large())
    return size


def content_of(study: Path, attachment: Attachment) -> bytes:
    """What an attachment holds, in memory. Raises `ProblemError` as `attachments.write_to` does."""
    content = io.BytesIO()
    attachments.write_to(study, attachment, content)
    return content.getvalue()


def save_copy(study: Path, attachment: Attachment, target: Path, progress: Progress) -> None:
    """Write what an attachment holds to a file, which is there whole or not at all.

    Raises `ProblemError`: those of `attachments.write_to` and `app.files.write_file`, and what `progress` raises.
    """
    with file_problems(target):
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                _write(study, attachment, _Metered(stream, attachment.size, progress))
                stream.flush()
                flush(stream.fileno())
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
        flush_folder(target.parent)


def _write(study: Path, attachment: Attachment, target: "_Metered") -> None:
    try:
        attachments.write_to(study, attachment, target)
    except OSError:
        if target.stopped is not None:
            raise target.stopped from None
        raise


class AnswerFiles:
    """The files of an interview: which one stands at each path, and every one that ever did, by the answer that names it."""

    def __init__(self, said: Iterable[Event] = (), answers: Iterable[Event] = ()) -> None:
        """`said` are the interview's events of attachments, oldest first; `answers` those that stand (`Workspace.current`)."""
        self._known: dict[tuple[str, str], str] = {}
        self._standing: dict[str, str] = {}
        for event in said:
            kept = Attachment.of(event.value)
            self._standing[event.path] = event.value if kept and event.value else ""
            if kept and event.value:
                self._known[event.path, kept.name] = event.value
        for event in answers:  # an imported file may have lost signs of the name that the answer has
            value = self._standing.get(event.path)
            if value and event.value and event.kind is EventKind.ANSWER:
                self._known.setdefault((event.path, event.value), value)

    @property
    def names(self) -> frozenset[str]:
        """All names that were given."""
        return frozenset(name for _, name in self._known)

    def know(self, path: str, kept: Attachment) -> None:
        """A file is kept that the next answer at this path names."""
        self._standing.setdefault(path, "")
        self._known[path, kept.name] = kept.value

    def at(self, path: str, answer: str) -> Attachment | None:
        """The file that an answer names; None where none came along."""
        return Attachment.of(self._known.get((path, answer)))

    def along(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """What is said, with the file before each answer that brings another one to its path, or takes the one there away."""
        return tuple(self._with_files(statements))

    def _with_files(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        for one in statements:
            if one.kind in _SAID and one.path in self._standing:
                answer = one.value if one.kind is EventKind.ANSWER else ""
                wanted = self._known.get((one.path, answer), "")
                if wanted != self._standing[one.path]:
                    self._standing[one.path] = wanted
                    yield Statement(one.interview, EventKind.ATTACHMENT, wanted, one.path)
            yield one


class _Metered:
    """A stream that tells how far it is, and ends where nobody wants more of it."""

    def __init__(self, stream: BinaryIO, size: int, progress: Progress) -> None:
        self._stream = stream
        self._size = size
        self._progress = progress
        self._done = 0
        self.stopped: ProblemError | None = None

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self._count(len(content))
        return content

    def write(self, content: bytes) -> int:
        self._stream.write(content)
        self._count(len(content))
        return len(content)

    def flush(self) -> None:
        self._stream.flush()

    def _count(self, size: int) -> None:
        """What storage hands its streams to passes on no errors but the system's, and tries again after an interruption."""
        self._done += size
        if self._done > MOST_BYTES:  # it grew since it was looked at
            self.stopped = ProblemError(_too_large())
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        try:
            self._progress(self._done, max(self._size, self._done))
        except ProblemError as error:
            self.stopped = error
            raise OSError(errno.ECANCELED, os.strerror(errno.ECANCELED)) from error


def _too_large() -> Problem:
    return problem("attachment-too-large", megabytes=MOST_BYTES // 1024**2)
