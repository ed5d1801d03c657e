"""What the screen of networks is given: the open network, its tables as typed, the book read from them, problems, and kept variants.

It works without any study. Everything of the file is done on a thread of its own, in order; what is typed shows at once, and `saved` says when it is durable.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.planning import Book, Happening, KeptVariant, Variant
from clusterbench_gui.domain.planning import Job as WorkJob
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.sheets import Row, Sheets
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Failure, Job, Progress


class NetworkDesk(QObject):
    """The one object shared by the parts of the screen. Made once, by the program; `close` it before the desk."""

    changed = Signal()
    """Tables, book, problems, variants or history are new, or another network is open, or none."""
    failed = Signal(object)
    """Problems that nobody asked for himself, as a tuple."""
    passphrase_needed = Signal(object, bool)
    """A network (its folder) opens only with a passphrase; True where the one given was wrong."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is open. `desk` gives texts, settings, pictures and processes."""
        super().__init__()
        self.desk = desk
        self.folder: Path | None = None
        self.title = ""
        self.is_synthetic = False
        """The firms are invented: the demonstration."""
        self.read_only = False
        self.sheets: Sheets = {}
        self.book: Book | None = None
        """The tables as far as they could be read; None where nothing is open or an error stands in `problems`."""
        self.problems: tuple[Problem, ...] = ()
        self.is_checked = False
        """`book` and `problems` are those of `sheets` as they stand."""
        self.variants: tuple[KeptVariant, ...] = ()
        self.history: tuple[Happening, ...] = ()
        self.taken: tuple[WorkJob, ...] = ()
        """The work of all committed variants."""
        self.saved = ""
        """When everything was durable (HH:MM:SS); "" while something is not yet."""
        self.can_undo = False

    @property
    def texts(self) -> Texts:
        """Texts in the language of the window."""
        return self.desk.texts

    @property
    def is_open(self) -> bool:
        """A network is open."""
        return self.folder is not None

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        """Open a network; the one before stays open when this fails."""
        raise NotImplementedError

    def open_last(self) -> None:
        """Open the network of last time where there is one and it is still there; says nothing where it is not."""
        raise NotImplementedError

    def create(self, folder: Path, title: str, sheets: Sheets) -> None:
        """Make a network of these tables, and open it."""
        raise NotImplementedError

    def open_demo(self) -> None:
        """Open the demonstration cluster in its usual place; it is made where it is missing."""
        raise NotImplementedError

    def set_cells(self, sheet: str, row: int, column: int, texts: tuple[Row, ...]) -> None:
        """Type a block of cells at a place, counted from 0; the table grows where it must."""
        raise NotImplementedError

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Put empty rows before a row."""
        raise NotImplementedError

    def remove_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Take rows out."""
        raise NotImplementedError

    def replace(self, sheets: Sheets) -> None:
        """Put other tables in place of all."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take the last change of the tables back; nothing where there is none."""
        raise NotImplementedError

    def keep(self, variant: Variant, done: Callable[[KeptVariant], None]) -> None:
        """Keep a variant; `done` gets it with its number."""
        raise NotImplementedError

    def commit(self, number: int, done: Callable[[], None], failed: Failure) -> None:
        """Take the windows of a kept variant; `failed` where they are not free any more."""
        raise NotImplementedError

    def withdraw(self, number: int, done: Callable[[], None], failed: Failure) -> None:
        """Give the windows of a variant back."""
        raise NotImplementedError

    def run(
        self,
        function: str,
        arguments: tuple[Any, ...],
        *,
        done: Callable[[Any], None],
        failed: Failure,
        progress: Progress | None = None,
    ) -> Job:
        """Call a function, named as "package.module:function", in a process of its own with plain data (`ui.jobs.Jobs.run_process`)."""
        return self.desk.jobs.run_process(function, arguments, done=done, failed=failed, progress=progress)

    def close(self) -> None:
        """Finish what was asked for and close the network; nothing is told any more."""
        raise NotImplementedError
