"""Reports made by several processes at once. Each is handed what it needs once, and then asked for one report after the other.

A worker writes nothing and leaves nothing half done, so it may be ended at any moment: when all is made, when somebody stops the
work, and by itself when the process that started it is gone.
"""

import contextlib
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait

from clusterbench_gui.app.reports.kinds import Made, Report
from clusterbench_gui.app.reports.making import Maker
from clusterbench_gui.domain.problems import problem

Task = tuple[Report, ...]
"""Reports that one worker makes, because what it works out for the first serves the others."""

_MOST = 4  # each may need a third of a gigabyte
_BLINK = 0.2  # seconds until a wish to stop is heard


def worker_count(tasks: int) -> int:
    """How many workers so many tasks are worth on this computer."""
    return min(os.cpu_count() or 1, _MOST, tasks)


def made_by_workers(
    maker: Maker, tasks: Iterable[Task], count: int, cancelled: Callable[[], bool]
) -> Generator[Made, None, None]:
    """Every report as soon as it is made, in whatever order; no more of them once `cancelled` says so.

    Closing the iterator (`contextlib.closing`) ends the workers. One that dies takes its task with it, and another takes its place.
    """
    waiting = deque(tasks)
    workers: dict[object, _Worker] = {}
    try:
        while (waiting or workers) and not cancelled():
            while waiting and len(workers) < count:
                worker = _Worker(maker)
                workers[worker.connection] = worker
                worker.take(waiting.popleft())
            for connection in wait([one.connection for one in workers.values()], timeout=_BLINK):
                worker = workers[connection]
                yield from worker.answers()
                if worker.is_busy:
                    continue
                if waiting and worker.is_alive:
                    worker.take(waiting.popleft())
                else:
                    workers.pop(connection).end()
    finally:
        for worker in workers.values():
            worker.end()


class _Worker:
    """One process and what it was asked for."""

    def __init__(self, maker: Maker) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, maker), daemon=True)
        self._process.start()
        theirs.close()
        self._asked: deque[Report] = deque()
        self.is_alive = True

    @property
    def is_busy(self) -> bool:
        """It owes an answer."""
        return bool(self._asked)

    def take(self, task: Task) -> None:
        """Ask for these reports."""
        self._asked.extend(task)
        with contextlib.suppress(OSError):  # it is gone, which its missing answer will tell
            self.connection.send(task)

    def answers(self) -> list[Made]:
        """What it answers now: one report, or that there will be none any more."""
        try:
            made = [self.connection.recv()]
        except (EOFError, OSError):
            self.is_alive = False
            made = [Made(one, problems=(problem("process-ended"),)) for one in self._asked]
        for _ in made:
            self._asked.popleft()
        return made

    def end(self) -> None:
        """End the process and wait until it is gone."""
        self._process.terminate()
        self._process.join()
        self.connection.close()


def _serve(connection: "Connection[Made, Task]", maker: Maker) -> None:
    """The other end: answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who started it, which ends this one
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            for report in connection.recv():
                connection.send(maker.made(report))


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
