"""Planning tasks from files of any format that the program reads."""

from collections.abc import Callable, Mapping
from pathlib import Path

from clusterbench_gui.app.planning.tables import read_tables
from clusterbench_gui.domain.networks import Instance, Task
from clusterbench_gui.domain.planning import Book
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.exchange.networks.books import book_of
from clusterbench_gui.exchange.networks.job_shop import read_job_shop
from clusterbench_gui.exchange.networks.json_files import instance_names, read_json
from clusterbench_gui.exchange.networks.projects import read_project

LARGEST = 50_000_000
"""Bytes of a file."""


_TABLES = {".xlsx", ".xlsm", ".csv"}


def is_tables(path: Path) -> bool:
    """Whether a file or folder holds tables as people keep them: a workbook, a folder of CSV files, or one of these."""
    return path.is_dir() or path.suffix.lower() in _TABLES


def read_book(path: Path) -> tuple[Book, tuple[Problem, ...]]:
    """The book that tables hold, with warnings. Raises `ProblemError` with everything that is wrong, by sheet, row and column."""
    sheets, notes = read_tables(path)
    book, found = book_of(sheets, str(path))
    if book is None:
        raise ProblemError(*notes, *found)
    return book, (*notes, *found)


def read_instance(path: Path) -> Instance:
    """The instance of a file, by its ending. Raises `ProblemError` with the line or the entry that is wrong."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        known = ", ".join(sorted({*_READERS, ".xlsx"}))
        raise ProblemError(problem("instance-format", Place(file=str(path)), known=known))
    try:
        if path.stat().st_size > LARGEST:
            raise ProblemError(problem("instance-large", Place(file=str(path)), most=LARGEST // 1_000_000))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemError(problem("instance-text", Place(file=str(path)))) from None
    except OSError:
        raise ProblemError(problem("file-missing", Place(file=str(path)))) from None
    instance = read(text, str(path))
    if not instance.task.operations:
        raise ProblemError(problem("instance-empty", Place(file=str(path))))
    return instance


def _named(read: Callable[[str, str], Task]) -> Callable[[str, str], Instance]:
    def instance(text: str, file: str) -> Instance:
        task = read(text, file)
        return Instance(task, instance_names(task))

    return instance


_READERS: Mapping[str, Callable[[str, str], Instance]] = {
    ".json": read_json,
    ".fjs": _named(read_job_shop),
    ".txt": _named(read_job_shop),
    ".mm": _named(read_project),
}
