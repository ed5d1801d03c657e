"""Work beside the window: one thread for the database, one for pictures, one process for each long job. Answers come back on the UI thread.

Both deliver through one queued signal, so a callback never runs while the window is in the middle of something else.
"""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.ui.worker import Failed, Finished, Progressed, failure_of, serve

if TYPE_CHECKING:  # the first window does without processes
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_LOG = logging.getLogger(__name__)
_GRACE = 3.0  # seconds that a cancelled process has before it is ended


class Closable(Protocol):
    """What a thread owns."""

    def close(self) -> None:
        """Give back what is held."""


Owner = TypeVar("Owner", bound=Closable)
Result = TypeVar("Result")
Failure = Callable[[tuple[Problem, ...]], None]
Progress = Callable[[int, int], None]


class _Post(QObject):
    """Runs a callable on the thread that made this object."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_open = True
        self._arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def send(self, work: Callable[[], None]) -> None:
        """Ask for `work` to be run soon; callable from any thread."""
        self._arrived.emit(work)

    def close(self) -> None:
        """Run nothing more, not even what has been sent already."""
        self._is_open = False

    def _run(self, work: Callable[[], None]) -> None:
        if self._is_open:
            work()


def _told(failed: Failed) -> tuple[Problem, ...]:
    """The problems of a failure, after logging what nobody expected."""
    if failed.trace:
        _LOG.error("unexpected error beside the window: %s", failed.trace)
    return failed.problems


class OwnerThread(Generic[Owner]):
    """One thread that makes and owns one object, such as the open study; everything asked of it runs there, in order."""

    def __init__(self, name: str, make: Callable[[], Owner]) -> None:
        """`make` runs on the new thread with the first thing asked, so that its imports do not hold the window up."""
        self._post = _Post()
        self._queue: queue.SimpleQueue[Callable[[Callable[[], Owner]], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, args=(make,), name=name)
        self._thread.start()

    def ask(self, work: Callable[[Owner], Result], done: Callable[[Result], None], failed: Failure) -> None:
        """Run `work` on this thread; then `done` or `failed` on the UI thread."""

        def step(owner: Callable[[], Owner]) -> None:
            try:
                result = work(owner())
            except Exception as error:  # noqa: BLE001 - an outermost catch: whatever happens is shown, the thread lives on
                problems = _told(failure_of(error))
                self._post.send(lambda: failed(problems))
            else:
                self._post.send(lambda: done(result))

        self._queue.put(step)

    def tell(self, work: Callable[[], None]) -> None:
        """Run `work` on the UI thread; for what is done here to say how far it is."""
        self._post.send(work)

    def close(self) -> None:
        """Finish everything that was asked for, close the owner, and wait for the thread. Nothing is delivered any more."""
        self._post.close()
        self._queue.put(None)
        self._thread.join()

    def _serve(self, make: Callable[[], Owner]) -> None:
        made: list[Owner] = []

        def owner() -> Owner:
            if not made:
                made.append(make())
            return made[0]

        while (step := self._queue.get()) is not None:
            step(owner)
        for one in made:
            one.close()


class Job:
    """A long job in a process of its own."""

    def __init__(self, process: "SpawnProcess", stop: Any) -> None:
        """`stop` is the event that the job looks at."""
        self._process = process
        self._stop = stop
        self._has_started = threading.Event()
        self.is_abandoned = False

    def cancel(self) -> None:
        """Ask the job to stop; what it returns or raises then still arrives."""
        self._stop.set()

    def abandon(self) -> None:
        """End the job at once and hear no more of it; for work that leaves nothing half done."""
        self.is_abandoned = True
        if self._has_started.is_set():
            self._process.terminate()

    def start(self) -> None:
        """Start the process; one that was abandoned meanwhile ends at once. Only the job's own thread starts it and waits."""
        self._process.start()
        self._has_started.set()
        if self.is_abandoned:
            self._process.terminate()

    def wait(self) -> None:
        """Wait until the process is gone."""
        self._process.join()


class Jobs:
    """Starts processes and watches them; `close` leaves none behind."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._post = _Post()
        self._running: dict[Job, threading.Thread] = {}

    @property
    def is_busy(self) -> bool:
        """A process runs."""
        return bool(self._running)

    def run_process(
        self,
        function: str,
        arguments: tuple[Any, ...],
        *,
        done: Callable[[Any], None],
        failed: Failure,
        progress: Progress | None = None,
    ) -> Job:
        """Call a function, named as "package.module:function", in a new process with plain data only.

        It is named, not passed, so that its imports burden the new process alone. With `progress`, the function is also given
        `progress` and `cancelled`; what it reports arrives on the UI thread.

        The job's thread starts the process, for the arguments are pickled then: with a large study that takes seconds.
        """
        from multiprocessing import get_context  # noqa: PLC0415 - the first window does without processes

        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        stop = context.Event()
        # no daemon, so that it may have workers of its own (reports); its thread waits for it anyway
        process = context.Process(
            target=serve, args=(theirs, stop, function, arguments, progress is not None), daemon=False
        )
        job = Job(process, stop)

        def deliver(last: Finished | Failed) -> None:
            watcher = self._running.pop(job, None)
            if watcher is None:
                return
            watcher.join()
            if job.is_abandoned:
                return
            if isinstance(last, Finished):
                done(last.result)
            else:
                failed(_told(last))

        self._running[job] = threading.Thread(
            target=self._watch, args=(job, ours, theirs, progress, deliver), name="job"
        )
        self._running[job].start()
        return job

    def close(self) -> None:
        """Stop what runs and wait for it; nothing is delivered any more, not even progress."""
        self._post.close()
        running, self._running = self._running, {}
        for job, watcher in running.items():
            job.cancel()
            watcher.join(_GRACE)
            if watcher.is_alive():
                job.abandon()
                watcher.join()

    def _watch(
        self,
        job: Job,
        ours: "Connection",
        theirs: "Connection",
        progress: Progress | None,
        deliver: Callable[[Finished | Failed], None],
    ) -> None:
        last: Finished | Failed
        try:
            job.start()
        except Exception as error:  # noqa: BLE001 - an outermost catch: a process that cannot be started is shown as a problem
            last = failure_of(error)
            theirs.close()
        else:
            theirs.close()
            last = self._hear(ours, progress)
            job.wait()
        ours.close()
        self._post.send(partial(deliver, last))

    def _hear(self, ours: "Connection", progress: Progress | None) -> Finished | Failed:
        """Pass progress on until the last word comes."""
        last: Finished | Failed
        try:
            while isinstance(message := ours.recv(), Progressed):
                if progress is not None:
                    self._post.send(partial(progress, message.done, message.total))
            last = message
        except (EOFError, OSError):
            last = Failed((problem("process-ended"),), "the process ended without an answer")
        return last
