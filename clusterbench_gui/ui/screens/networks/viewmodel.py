"""Networks without widgets: which network is open, which part of the screen is shown, and files in and out."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.sheets import CLUSTER, Sheets
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.tables.viewmodel import TablesViewModel

PARTS = ("planning", "data", "history")
SUFFIX = ".network"
_NAMELESS = "network"


class NetworksViewModel(QObject):
    """State of the screen. `part` is what is shown of an open network."""

    changed = Signal()
    failed = Signal(object)
    """Problems of what was asked for, as a tuple."""

    def __init__(self, network: NetworkDesk) -> None:
        """Open the network of last time."""
        super().__init__()
        self.network = network
        self.tables = TablesViewModel(network)
        self.planning = PlanningViewModel(network)
        self.part = PARTS[0]
        self.said = ""
        """What became of the last file that was read or written; "" once something else was done."""
        self.notes: tuple[Problem, ...] = ()
        """What was passed over in it."""
        self.doing = ""
        """What is being done with a file."""
        network.changed.connect(self.changed)
        network.failed.connect(self.failed)
        self.tables.failed.connect(self.failed)
        network.open_last()

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self.network.texts

    @property
    def is_open(self) -> bool:
        """A network is open."""
        return self.network.is_open

    @property
    def about(self) -> str:
        """Which network is open; what the screen is for where none is."""
        if self.network.is_synthetic:
            return self.texts.t("Demonstration cluster")
        if self.is_open:
            return self.network.title
        return self.texts.t("Which of your firms together can make an order, by when, and at what cost")

    @property
    def saved(self) -> str:
        """Since when everything is durable, in words."""
        t, network = self.texts.t, self.network
        if network.read_only:
            return t("Only to be read")
        if not network.saved:
            return t("Saving…")
        when = datetime.fromisoformat(network.saved)
        is_today = when.date() == datetime.now(when.tzinfo).date()
        clock = self.texts.time(when) if is_today else f"{self.texts.date(when.date())} {when:%H:%M}"
        return t("Saved {time}", time=clock)

    def show_part(self, part: str) -> None:
        """Show another part of the open network."""
        if part != self.part:
            self.said = ""
        self.part = part
        self.changed.emit()

    # --- which network ------------------------------------------------------------------------------------------

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        """Open the network in a folder."""
        self._say("")
        self.network.open(folder, passphrase)

    def open_demo(self) -> None:
        """Open the demonstration cluster."""
        self._say("")
        self.network.open_demo()

    def create(self, title: str) -> None:
        """Make an empty network of this title among the studies; its cluster has the title as its name."""
        self.part = "data"
        cells = ["" for _ in CLUSTER.columns]
        cells[CLUSTER.column("name")] = title
        self.network.create(network_folder(title), title, {CLUSTER.id: (tuple(cells),)})

    # --- files --------------------------------------------------------------------------------------------------

    def read_tables(self, file: Path) -> None:
        """Take all tables of a workbook, or of a folder of CSV files: into the open network, else into a new one of its name.

        Invented firms are never mixed with real ones: beside the demonstration a new network is made.
        """

        def read() -> tuple[Sheets, tuple[Problem, ...]]:
            from clusterbench_gui.app.planning import tables  # noqa: PLC0415 - on the thread of networks

            return tables.read_tables(file)

        def take(found: tuple[Sheets, tuple[Problem, ...]]) -> None:
            sheets, notes = found
            t, said = self.texts.t, [self.texts.t("Read: {file}.", file=file.name)]
            if self.is_open and not self.network.is_synthetic:
                self.network.replace(sheets)
                said.append(t("Ctrl+Z in the tables brings those of before back."))
            else:
                title = _name_in(sheets) or file.stem
                self.network.create(network_folder(title), title, sheets)
            self.part = "data"
            self._end(" ".join(said), notes)

        self._do(self.texts.t("Reading…"), read, take)

    def write_workbook(self, file: Path) -> None:
        """Write all tables as a workbook."""
        sheets, language = self.network.sheets, self.texts.language

        def write() -> None:
            from clusterbench_gui.app.planning.tables import write_workbook  # noqa: PLC0415 - on the thread of networks

            write_workbook(sheets, file, language)

        self._do(self.texts.t("Writing…"), write, lambda _: self._tell_written(file))

    def write_csv(self, folder: Path) -> None:
        """Write each table as a CSV file into a folder."""
        sheets = self.network.sheets

        def write() -> None:
            from clusterbench_gui.app.planning.tables import write_csv  # noqa: PLC0415 - on the thread of networks

            write_csv(sheets, folder)

        self._do(self.texts.t("Writing…"), write, lambda _: self._tell_written(folder))

    def write_template(self, file: Path) -> None:
        """Write an empty workbook with headings, hints and choices."""
        language = self.texts.language

        def write() -> None:
            from clusterbench_gui.app.planning.tables import write_template  # noqa: PLC0415 - on the thread of networks

            write_template(file, language)

        self._do(self.texts.t("Writing…"), write, lambda _: self._tell_written(file))

    def _do(self, words: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        if self.doing:
            return

        def refused(problems: tuple[Problem, ...]) -> None:
            self._end("")
            self.failed.emit(problems)

        self.doing, self.said, self.notes = words, "", ()
        self.changed.emit()
        self.network.read(work, done, refused)

    def _tell_written(self, path: Path) -> None:
        self._end(self.texts.t("Written: {file}", file=str(path)))

    def _end(self, said: str, notes: tuple[Problem, ...] = ()) -> None:
        self.doing = ""
        self._say(said, notes)

    def _say(self, said: str, notes: tuple[Problem, ...] = ()) -> None:
        self.said, self.notes = said, notes
        self.changed.emit()


def _name_in(sheets: Sheets) -> str:
    """What the tables call the cluster."""
    rows = sheets.get(CLUSTER.id, ())
    return rows[0][CLUSTER.column("name")].strip() if rows else ""


def network_folder(title: str) -> Path:
    """A folder among the studies that does not exist yet: letters and digits of the title, joined by hyphens."""
    words = "".join(letter if letter.isalnum() else " " for letter in title).split()
    name = "-".join(words)[:60] or _NAMELESS
    folder, number = studies_dir() / f"{name}{SUFFIX}", 1
    while folder.exists():
        number += 1
        folder = studies_dir() / f"{name}-{number}{SUFFIX}"
    return folder
