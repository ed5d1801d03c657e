"""What the screen of networks is given: the open network, its tables as typed, the book read from them, problems, and kept variants.

It works without any study. Everything of the file is done on a thread of its own, in order; what is typed shows at once, and `saved` says when it is durable.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from clusterbench_gui.app.planning.editing import fitted, with_cells, with_inserted, without_rows
from clusterbench_gui.domain.planning import Book, Happening, KeptVariant, Variant
from clusterbench_gui.domain.planning import Job as WorkJob
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.sheets import Row, Sheets
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Failure, Job, OwnerThread, Progress

if TYPE_CHECKING:  # the database, which the first visit does without
    from clusterbench_gui.app.planning.keeping import Network
    from clusterbench_gui.ui.network_backend import NetworkBackend, State

_DEMO = "demo.network"
_CHECK_AFTER = 150  # milliseconds after the last change: nobody waits for it between two keys
Result = TypeVar("Result")


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
        self.has_passphrase = False
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
        """When the last change was made that is durable with all before it (ISO, local time); "" while something is not yet."""
        self.can_undo = False
        self._pending = 0
        self._checking = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._checking.timeout.connect(self._check)
        self._owner: OwnerThread[NetworkBackend] = OwnerThread("networks", _make_backend)

    @property
    def texts(self) -> Texts:
        """Texts in the language of the window."""
        return self.desk.texts

    @property
    def is_open(self) -> bool:
        """A network is open."""
        return self.folder is not None

    # --- which network ------------------------------------------------------------------------------------------

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        """Open a network; the one before stays open when this fails."""
        self._open(lambda backend: backend.open(folder, passphrase), self._refusal(folder))

    def open_last(self) -> None:
        """Open the network of last time; nothing where there is none, or where it is not there (a stick that is not plugged in)."""
        folder = self.last_folder
        if folder is not None and not self.is_open:
            self.open(folder)

    def create(self, folder: Path, title: str, sheets: Sheets) -> None:
        """Make a network of these tables, and open it."""
        self._open(lambda backend: backend.create(folder, title, sheets), self.failed.emit)

    def open_demo(self) -> None:
        """Open the demonstration cluster in its usual place; it is made where it is missing."""
        folder, title = studies_dir() / _DEMO, self.texts.t("Demonstration cluster")
        self._open(lambda backend: backend.open_demo(folder, title), self._refusal(folder))

    def leave(self) -> None:
        """Close the network after all that was asked for; its key and its tables are forgotten."""

        def left(_: None) -> None:
            self.folder, self.title, self.saved, self._pending = None, "", "", 0
            self.is_synthetic = self.read_only = self.has_passphrase = self.can_undo = False
            self.sheets, self.book, self.problems, self.is_checked = {}, None, (), False
            self.variants, self.history, self.taken = (), (), ()
            self.changed.emit()

        self._checking.stop()
        self._owner.ask(lambda backend: backend.close(), left, self.failed.emit)

    @property
    def last_folder(self) -> Path | None:
        """The network of last time, where it is not open and still there."""
        folder = Path(self.desk.settings.network)
        return folder if self.desk.settings.network and folder != self.folder and folder.exists() else None

    def _open(self, open_it: "Callable[[NetworkBackend], State]", failed: Failure) -> None:
        def take(state: "State") -> None:
            if state.folder != self.folder:  # else it was open already, and its book is known
                self.book, self.problems, self.is_checked = None, (), False
            self._pending = 0
            self.desk.change_settings(network=str(state.folder.absolute()))
            self._adopt(state)

        self._owner.ask(open_it, take, failed)

    def _refusal(self, folder: Path) -> Failure:
        def refused(problems: tuple[Problem, ...]) -> None:
            codes = {one.code for one in problems}
            if codes & {"network-passphrase-needed", "network-passphrase-wrong"}:
                self.passphrase_needed.emit(folder, "network-passphrase-wrong" in codes)
            else:
                self.failed.emit(problems)

        return refused

    def set_passphrase(self, new: str | None, old: str | None) -> None:
        """Set, change or (None) take away the passphrase of the network."""
        self._act(lambda network: network.set_passphrase(new, old), _nothing, self.failed.emit)

    # --- tables -------------------------------------------------------------------------------------------------

    def set_cells(self, sheet: str, row: int, column: int, texts: tuple[Row, ...]) -> None:
        """Type a block of cells at a place, counted from 0; the table grows where it must."""
        self._edit(
            with_cells(self.sheets, sheet, row, column, texts),
            lambda network: network.set_cells(sheet, row, column, texts),
        )

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Put empty rows before a row."""
        self._edit(
            with_inserted(self.sheets, sheet, row, count), lambda network: network.insert_rows(sheet, row, count)
        )

    def remove_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Take rows out."""
        self._edit(without_rows(self.sheets, sheet, row, count), lambda network: network.remove_rows(sheet, row, count))

    def replace(self, sheets: Sheets) -> None:
        """Put other tables in place of those that are given."""
        self._edit(fitted({**self.sheets, **sheets}), lambda network: network.replace(sheets))

    def undo(self) -> None:
        """Take the last change of the tables back; nothing where there is none."""
        self._edit(self.sheets, lambda network: network.undo())

    def _edit(self, shown: Sheets, write: "Callable[[Network], None]") -> None:
        """Show tables at once and write them; where that fails, what stands in the file is shown again."""
        if not self.is_open:
            return
        self.sheets, self.saved, self.is_checked = shown, "", False
        self._checking.stop()
        self._act(write, _nothing, self.failed.emit)
        self.changed.emit()

    # --- variants -----------------------------------------------------------------------------------------------

    def keep(self, variant: Variant, done: Callable[[KeptVariant], None]) -> None:
        """Keep a variant; `done` gets it with its number."""
        self._act(lambda network: network.keep(variant), done, self.failed.emit)

    def commit(self, number: int, done: Callable[[], None], failed: Failure) -> None:
        """Take the windows of a kept variant; `failed` where they are not free any more."""
        self._act(lambda network: network.commit(number), lambda _: done(), failed)

    def withdraw(self, number: int, done: Callable[[], None], failed: Failure) -> None:
        """Give the windows of a variant back."""
        self._act(lambda network: network.withdraw(number), lambda _: done(), failed)

    # --- beside the window --------------------------------------------------------------------------------------

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

    def read(self, ask: Callable[[], Result], done: Callable[[Result], None], failed: Failure) -> None:
        """Do something with files on the thread of networks, such as reading a workbook, after all that was asked for before."""
        self._owner.ask(lambda _: ask(), done, failed)

    def close(self) -> None:
        """Finish what was asked for and close the network; nothing is told any more."""
        self._checking.stop()
        self._owner.close()

    def _act(self, work: "Callable[[Network], Result]", done: Callable[[Result], None], failed: Failure) -> None:
        folder = self.folder
        self._pending += 1

        def settled(found: "tuple[State, Result]") -> None:
            self._pending = max(self._pending - 1, 0)  # another network may be open by now
            self._adopt(found[0])
            done(found[1])

        def refused(problems: tuple[Problem, ...]) -> None:
            self._pending = max(self._pending - 1, 0)  # another network may be open by now
            # what stands in the file is shown again
            self._owner.ask(
                lambda backend: backend.act(folder, _nothing), lambda found: self._adopt(found[0]), _nothing
            )
            failed(problems)

        self._owner.ask(lambda backend: backend.act(folder, work), settled, refused)

    def _adopt(self, state: "State") -> None:
        """Show what is on disk; not the tables while more of them is on its way there."""
        self.variants, self.history, self.taken = state.variants, state.history, state.taken
        self.can_undo = state.can_undo
        if not self._pending:
            if state.sheets != self.sheets or state.folder != self.folder:
                self.sheets, self.is_checked = state.sheets, False
            self.folder, self.title = state.folder, state.title
            self.is_synthetic, self.read_only = state.is_synthetic, state.read_only
            self.has_passphrase = state.has_passphrase
            self.saved = state.history[-1].when
            if not self.is_checked:
                self._checking.start()
        self.changed.emit()

    def _check(self) -> None:
        """Read the book once nothing was typed for a moment."""
        checked = self.sheets

        def take(found: "tuple[Book | None, tuple[Problem, ...]]") -> None:
            if self.sheets is checked:
                self.book, self.problems = found
                self.is_checked = True
                self.changed.emit()

        self._owner.ask(lambda backend: backend.check(), take, self.failed.emit)


def _nothing(_: object) -> None:
    """Nobody waits for the answer."""


def _make_backend() -> "NetworkBackend":
    from clusterbench_gui.ui.network_backend import NetworkBackend  # noqa: PLC0415 - imported on the thread of networks

    return NetworkBackend()
