"""Data without widgets: what comes in, what goes out, and what two people answered differently."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Progress

if TYPE_CHECKING:  # these import the form engine, which the window does without at first
    from clusterbench_gui.app.imports.run import Imported
    from clusterbench_gui.app.studies import Study

Options = tuple[tuple[str, str], ...]
Result = TypeVar("Result")
_ANSWERS = "answers"


class DataViewModel(QObject):
    """State of the screen. One thing is done at a time: `doing` says what, in words; empty where nothing is."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is read before it is asked for."""
        super().__init__()
        self._desk = desk
        self._stop: Callable[[], None] | None = None
        self.doing = ""
        self.said = ""
        self.progress = (0, 0)
        self.problems: tuple[Problem, ...] = ()
        self.format = self.formats[0][0]
        desk.study_changed.connect(self._forget)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def is_ready(self) -> bool:
        """A study is open, and nothing else is done with it here."""
        return self._desk.opened is not None and not self.doing

    @property
    def is_writable(self) -> bool:
        """Something can be read into the study."""
        return self.is_ready and self._desk.opened is not None and not self._desk.opened.info.read_only

    @property
    def is_synthetic(self) -> bool:
        """The clusters are invented."""
        return self._desk.opened is not None and self._desk.opened.info.synthetic

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
    def about(self) -> str:
        """What this screen is for."""
        return self.texts.t("All answers of the study as files: from others, and for others")

    @property
    def readable(self) -> str:
        """The files that can be read, as a file dialog names them."""
        return f"{self.texts.t('Submissions and tables')} (*.xml *.zip *.csv *.xlsx)"

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

        def task(study: "Study", progress: Progress) -> tuple[Path, ...]:
            from clusterbench_gui.app.export import EXPORTERS  # noqa: PLC0415 - on the database thread

            return EXPORTERS[chosen](study, folder, language, progress)

        def written(files: tuple[Path, ...]) -> None:
            self._end(f"{self.texts.n('{n} file was written to', '{n} files were written to', len(files))} {folder}")

        self._begin(self.texts.t("Writing the answers…"), task, written)

    def read(self, files: Sequence[Path]) -> None:
        """Take files into the study: bundles, submissions, tables of answers."""

        def task(study: "Study", progress: Progress) -> "Imported":
            from clusterbench_gui.app.imports.run import import_files  # noqa: PLC0415 - on the database thread

            return import_files(study, files, progress=progress)

        self._begin(self.texts.t("Reading…"), task, self._taken)

    def cancel(self) -> None:
        """Stop what is being done; nothing is left half done."""
        if self._stop is not None:
            self._stop()

    def _taken(self, imported: "Imported") -> None:
        from clusterbench_gui.app.imports.words import summary  # noqa: PLC0415 - it was imported by now

        self._end(
            summary(imported, self.texts),
            (*imported.problems, *(one for taken in imported.taken for one in taken.problems)),
        )
        self._desk.refresh()

    def _begin(self, words: str, task: Callable[["Study", Progress], Result], done: Callable[[Result], None]) -> None:
        if not self.is_ready:
            return
        self.doing, self.said, self.problems, self.progress = words, "", (), (0, 0)
        self._stop = self._desk.work(task, self._went_on, done, lambda problems: self._end("", problems))
        self.changed.emit()

    def _end(self, said: str, problems: tuple[Problem, ...] = ()) -> None:
        self.doing, self.said, self.problems = "", said, problems
        self._stop = None
        self.changed.emit()

    def _went_on(self, done: int, total: int) -> None:
        self.progress = (done, total)
        self.changed.emit()

    def _forget(self) -> None:
        self.changed.emit()
