"""Data without widgets: what comes in, what goes out, and what two people answered differently."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Progress
from clusterbench_gui.ui.tasks import Tasks

if TYPE_CHECKING:  # these import the form engine, which the window does without at first
    from clusterbench_gui.app.reading import Reading
    from clusterbench_gui.ui.backend import Backend

Options = tuple[tuple[str, str], ...]
_ANSWERS = "answers"


class DataViewModel(QObject):
    """State of the screen; `tasks` does one thing at a time."""

    changed = Signal()
    sender_unknown = Signal(object, str)
    """Files that hold a bundle of somebody new, and the fingerprint to be compared before it is accepted."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read before it is asked for."""
        super().__init__()
        self._desk = desk
        self.tasks = Tasks(desk)
        self.format = self.formats[0][0]
        self.tasks.changed.connect(self.changed)
        desk.study_changed.connect(self.changed)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def is_ready(self) -> bool:
        """A study is open, and nothing else is done with it here."""
        return self._desk.opened is not None and not self.tasks.doing

    @property
    def is_writable(self) -> bool:
        """Something can be read into the study."""
        return self.is_ready and self._desk.opened is not None and not self._desk.opened.info.read_only

    @property
    def is_synthetic(self) -> bool:
        """The clusters are invented."""
        return self._desk.opened is not None and self._desk.opened.info.synthetic

    @property
    def about(self) -> str:
        """What this screen is for."""
        return self.texts.t("All answers of the study as files: from others, and for others")

    @property
    def formats(self) -> Options:
        """What can be written, with its name for people."""
        t = self.texts.t
        return (
            ("xlsx", t("Excel workbook")),
            ("csv", t("CSV tables with a data dictionary")),
            ("sav", t("SPSS (.sav)")),
            ("dta", t("Stata (.dta)")),
            ("ddi", t("DDI-Codebook with SPSS files")),
            ("odk", t("OpenRosa submissions, as ODK Briefcase keeps them")),
        )

    @property
    def readable(self) -> str:
        """The files that can be read, as a file dialog names them."""
        return f"{self.texts.t('Bundles, submissions, tables')} (*.cbundle *.xml *.zip *.csv *.xlsx)"

    @property
    def folder(self) -> Path:
        """The folder that is offered for files."""
        return studies_dir() / _ANSWERS

    def choose_format(self, name: str) -> None:
        """What is to be written."""
        self.format = name
        self.changed.emit()

    def export(self, folder: Path) -> None:
        """Write the answers into a folder in the chosen format."""
        chosen, language = self.format, self.texts.language

        def task(backend: "Backend", progress: Progress) -> tuple[Path, ...]:
            from clusterbench_gui.app.export import EXPORTERS  # noqa: PLC0415 - on the database thread

            return EXPORTERS[chosen](backend.study, folder, language, progress)

        def written(files: tuple[Path, ...]) -> None:
            words = self.texts.n("{n} file was written to", "{n} files were written to", len(files))
            self.tasks.end(f"{words} {folder}")

        self.tasks.begin(self.texts.t("Writing the answers…"), task, written)

    def read(self, files: Sequence[Path], accept: str = "") -> None:
        """Take files into the study: bundles, submissions, tables of answers. `accept` is the fingerprint of a new sender."""

        def task(backend: "Backend", progress: Progress) -> "Reading":
            from clusterbench_gui.app.reading import read_sources  # noqa: PLC0415 - on the database thread

            return read_sources(backend.study, files, accept=accept, progress=progress)

        def failed(problems: tuple[Problem, ...]) -> None:
            unknown = [one for one in problems if one.code == "sender-unknown"]
            self.tasks.end("", () if unknown else problems)
            if unknown:
                self.sender_unknown.emit(tuple(files), str(unknown[0].values["fingerprint"]))

        self.tasks.begin(self.texts.t("Reading…"), task, self._taken, failed)

    def _taken(self, reading: "Reading") -> None:
        from clusterbench_gui.app.reading import summary  # noqa: PLC0415 - it was imported by now

        self.tasks.end("\n".join(summary(reading, self.texts)), reading.problems)
        self._desk.refresh()
