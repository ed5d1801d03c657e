"""Data without widgets: what comes in, what goes out, and what two people answered differently."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.handing_over import make_bundle
from clusterbench_gui.ui.jobs import Failure, Progress
from clusterbench_gui.ui.tasks import Tasks

if TYPE_CHECKING:  # these import the form engine, which the window does without at first
    from clusterbench_gui.app.disputes import Dispute
    from clusterbench_gui.app.reading import Reading
    from clusterbench_gui.ui.backend import Backend

Options = tuple[tuple[str, str], ...]
_ANSWERS = "answers"


class DataViewModel(QObject):
    """State of the screen; `tasks` does one thing at a time."""

    changed = Signal()
    sender_unknown = Signal(str, object)
    """The fingerprint of somebody new, to be compared before the bundle is read; and what reads it then."""

    def __init__(self, desk: Desk) -> None:
        """Looks for conflicts at once, for the study is open before the screen is visited."""
        super().__init__()
        self._desk = desk
        self.tasks = Tasks(desk)
        self.disputes: tuple[Dispute, ...] = ()
        """The open conflicts, as far as they were read."""
        self.format = self.formats[0][0]
        self.tasks.changed.connect(self.changed)
        desk.study_changed.connect(self.load)
        self.load()

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
        return self.texts.t("Bundles, submissions, tables (*.cbundle *.xml *.zip *.csv *.xlsx)")

    @property
    def folder(self) -> Path:
        """The folder that is offered for files."""
        return studies_dir() / _ANSWERS

    def load(self) -> None:
        """Look for conflicts in the study as it is now."""
        if self._desk.opened is None:
            self.disputes = ()
        self.changed.emit()
        if self._desk.opened is None:
            return
        texts = self.texts

        def read(backend: "Backend", _: Progress) -> "tuple[Dispute, ...]":
            from clusterbench_gui.app.disputes import disputes  # noqa: PLC0415 - on the database thread

            return disputes(backend.study, texts)

        self._desk.work(read, lambda _done, _total: None, self._take_disputes, self._desk.fail)

    def settle(self, head: int) -> None:
        """Of the first conflict, say that this one of its answers holds."""
        person = self._desk.person
        if not self.disputes:
            return
        if person is None:
            self.tasks.end("", (problem("person-missing"),))
            return
        conflict, author = self.disputes[0].conflict, replace(person, role=Role.SUPERVISOR)

        def task(backend: "Backend", _: Progress) -> None:
            from clusterbench_gui.app.conflicts import settle  # noqa: PLC0415 - on the database thread

            settle(backend.study, conflict, conflict.heads[head], author)

        def settled(_: None) -> None:
            from clusterbench_gui.app.disputes import settled_words  # noqa: PLC0415 - it was imported by now

            self.tasks.end(settled_words(self.texts))
            self._desk.refresh()

        self.tasks.begin(self.texts.t("Saving…"), task, settled)

    def make_bundle(self, file: Path) -> None:
        """Write everything that was said on this computer for the office."""
        make_bundle(self.tasks, file)

    def save_card(self, file: Path) -> None:
        """Write the card of this computer, by which the office knows it, and show the fingerprint to be read to the office."""

        def task(_: "Backend", _progress: Progress) -> str:
            from clusterbench_gui.app.bundles import own_card, write_card  # noqa: PLC0415 - on the database thread

            write_card(file)
            return own_card().fingerprint

        def written(fingerprint: str) -> None:
            lines = (
                self.texts.t("Written: {file}", file=str(file)),
                self.texts.t("Fingerprint: {fingerprint}", fingerprint=fingerprint),
            )
            self.tasks.end("\n".join(lines))

        self.tasks.begin(self.texts.t("Writing the card…"), task, written)

    def begin_assignment(self, file: Path, accept: str = "") -> None:
        """Make this computer's study from the office's bundle, and open it."""
        folder = studies_dir() / f"{file.stem}.clusterbench"

        def task(_: "Backend", _progress: Progress) -> None:
            from clusterbench_gui.app.bundles import open_assignment  # noqa: PLC0415 - on the database thread

            open_assignment(file, folder, accept=accept)

        def made(_: None) -> None:
            self.tasks.end(self.texts.t("The study was made in {folder} and is open now.", folder=str(folder)))
            self._desk.open(folder)

        self.tasks.begin(
            self.texts.t("Reading…"), task, made, self._asking(lambda found: self.begin_assignment(file, found))
        )

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

        asking = self._asking(lambda found: self.read(files, found))

        def failed(problems: tuple[Problem, ...]) -> None:
            self._desk.refresh()  # what came before the failure is in the study
            asking(problems)

        self.tasks.begin(self.texts.t("Reading…"), task, self._taken, failed)

    def _asking(self, again: Callable[[str], None]) -> Failure:
        """Whoever hears of a failure: that of an unknown sender becomes a question, whose yes does it `again`."""

        def failed(problems: tuple[Problem, ...]) -> None:
            unknown = [one for one in problems if one.code == "sender-unknown"]
            self.tasks.end("", () if unknown else problems)
            if unknown:
                fingerprint = str(unknown[0].values["fingerprint"])
                self.sender_unknown.emit(fingerprint, lambda: again(fingerprint))

        return failed

    def _take_disputes(self, found: "tuple[Dispute, ...]") -> None:
        self.disputes = found if self._desk.opened is not None else ()
        self.changed.emit()

    def _taken(self, reading: "Reading") -> None:
        from clusterbench_gui.app.reading import summary  # noqa: PLC0415 - it was imported by now

        self.tasks.end("\n".join(summary(reading, self.texts)), reading.problems)
        self._desk.refresh()
