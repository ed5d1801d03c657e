"""The other end of a job: runs in the spawned process, imports no Qt, is handed plain data and never a key."""

import pkgutil
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class Stop(Protocol):
    """What says that the job was cancelled."""

    def is_set(self) -> bool:
        """Whether the job should stop now."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """So much of so much is done."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The function returned."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """The function raised; `trace` is empty where the problems say all."""

    problems: tuple[Problem, ...]
    trace: str = ""


def serve(connection: "Connection", stop: Stop, function: str, arguments: tuple[Any, ...], reports: bool) -> None:  # noqa: FBT001 - multiprocessing hands arguments over by position
    """Call the function named "package.module:function" and send what became of it. With `reports` it is given `progress` and `cancelled`."""
    extra: dict[str, Any] = {}
    if reports:
        extra["progress"] = lambda done, total: connection.send(Progressed(done, total))
        extra["cancelled"] = stop.is_set
    try:
        message: Finished | Failed = Finished(pkgutil.resolve_name(function)(*arguments, **extra))
    except Exception as error:  # noqa: BLE001 - the process ends here; what happened is told to the window
        message = Failed((problem("cancelled"),)) if stop.is_set() else failure_of(error)
    connection.send(message)
    connection.close()


def failure_of(error: Exception) -> Failed:
    """The problems an error carries. Of one that nobody expected, the trace without its text: that may quote an answer."""
    if isinstance(error, ProblemError):
        return Failed(error.problems)
    if isinstance(error, OSError):
        place = Place(file=str(error.filename or ""))
        return Failed((problem("file-refused", place, detail=error.strerror or type(error).__name__),))
    kind = type(error).__name__
    trace = "".join(traceback.format_tb(error.__traceback__))
    return Failed((problem("unexpected", None, kind=kind),), f"{kind}\n{trace}")
