"""The other end of a job: runs in the spawned process, imports no Qt, is handed plain data and never a key."""

import pkgutil
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from clusterbench_gui.domain.problems import Problem, ProblemError, problem


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
    trace: str


def serve(connection: Connection, stop: Stop, function: str, arguments: tuple[Any, ...], reports: bool) -> None:  # noqa: FBT001 - multiprocessing hands arguments over by position
    """Call the function named "package.module:function" and send what became of it. With `reports` it is given `progress` and `cancelled`."""
    extra: dict[str, Any] = {}
    if reports:
        extra["progress"] = lambda done, total: connection.send(Progressed(done, total))
        extra["cancelled"] = stop.is_set
    try:
        message: Finished | Failed = Finished(pkgutil.resolve_name(function)(*arguments, **extra))
    except ProblemError as error:
        message = Failed(error.problems, "")
    except OSError as error:
        values = {"reason": error.strerror or type(error).__name__, "file": str(error.filename or "")}
        message = Failed((problem("file-system", None, **values),), "")
    except Exception as error:  # noqa: BLE001 - the process ends here; what happened is told to the window
        if stop.is_set():
            message = Failed((problem("cancelled"),), "")
        else:
            trace = "".join(traceback.format_tb(error.__traceback__))
            message = Failed((problem("unexpected", None, kind=type(error).__name__),), trace)
    connection.send(message)
    connection.close()
