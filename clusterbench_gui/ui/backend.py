"""The use cases as the window calls them: one object, owned by the database thread, that holds the open study.

Imported lazily on that thread (see `desk.py`): what it imports (SQLCipher, the form engine) is not needed for the first paint.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clusterbench_gui.app import closing, consent, interviews, paradata, studies
from clusterbench_gui.app.backups import Safekeeping
from clusterbench_gui.app.interviews import InterviewRow, OpenInterview
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.paradata import Stretch
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Closing, Person, StudyInfo

if TYPE_CHECKING:
    from clusterbench_gui.app.history import Told
    from clusterbench_gui.app.previous import Previous
    from clusterbench_gui.app.scoring import StudyData

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the window knows of an open study."""

    folder: Path
    info: StudyInfo
    edition: Edition
    rows: tuple[InterviewRow, ...]
    earlier: tuple[Edition, ...] = ()
    closing: Closing | None = None
    """How its edition was closed; None while it is open."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An interview as it was left, with the interviewer's remarks by path, and why it was returned, if it was."""

    interview: OpenInterview
    remarks: Mapping[str, str]
    reason: str = ""


class Backend:
    """One open study at a time."""

    def __init__(self) -> None:
        """No study yet."""
        self._study: Study | None = None
        self._folder = Path()
        self._safekeeping: Safekeeping | None = None

    def close(self) -> None:
        """Close the study, if one is open."""
        study, self._study = self._study, None
        self._stop_safekeeping()
        if study is not None:
            study.close()

    def open(self, folder: Path, passphrase: str | None = None) -> Opened:
        """Open another study; the one before stays open when this fails.

        The study that is open for writing stays open: to open it a second time would meet its own lock.
        """
        if self._study is not None and _are_same(folder, self._folder) and not self._study.workspace.info.read_only:
            return self.again()
        study = studies.open_study(folder, passphrase=passphrase)
        try:
            opened = _seen(folder, study)
        except BaseException:
            study.close()
            raise
        self._stop_safekeeping()
        before, self._study, self._folder = self._study, study, folder
        if before is not None:
            before.close()
        if not opened.info.read_only:
            _report(study.workspace.notices)
            self._safekeeping = Safekeeping(study, _report)
        return opened

    def again(self) -> Opened:
        """The open study as it is now."""
        return _seen(self._folder, self.study)

    def open_first(self, language: str) -> Opened:
        """Open the study of the built-in edition, made when it is not there yet."""
        return self.open(studies.first_study(language))

    def create(self, folder: Path, title: str) -> Opened:
        """Make a study of the built-in edition and open it."""
        studies.create_study(folder, title=title)
        return self.open(folder)

    def set_passphrase(self, new: str | None, old: str | None) -> None:
        """Set, change or (None) take away the passphrase of the study."""
        self.study.workspace.set_passphrase(new, old=old)

    def add_cluster(self, name: str) -> str:
        """Add a cluster to the study and return its code."""
        return interviews.add_cluster(self.study, name).code

    def say_contact(self, said: Contact | Appointment) -> None:
        """Say whom to see in a cluster, or when and where."""
        self.study.workspace.say_contacts(said)

    def reopen(self, interview: str, reason: str, author: Person) -> None:
        """Open a finished interview again."""
        interviews.reopen(self.study, interview, reason, author)

    def withdraw(self, interview: str, author: Person) -> tuple[Problem, ...]:
        """Erase an interview whose consent was withdrawn; returns what could not be reached, such as a backup."""
        before = len(self.study.workspace.notices)
        consent.withdraw_consent(self.study, interview, author)
        return self.study.workspace.notices[before:]

    def start(self, cluster: str, instrument: str, author: Person) -> str:
        """Start an interview and return its id; without an instrument it is the edition's first."""
        wanted = instrument or self.study.edition.instruments[0].id
        return interviews.start_interview(self.study, cluster, author, wanted)

    def interview(self, interview: str, language: str) -> Taken:
        """Bring an interview back as it was. Raises `ProblemError` (`workspace-read-only`) where nothing could be written."""
        if self.study.workspace.info.read_only:
            raise ProblemError(problem("workspace-read-only", Place(file=str(self._folder))))
        events = interviews.remarks_of(self.study.workspace.of_kind(interview, EventKind.REMARK))
        remarks = {path: one.value or "" for path, one in events.items()}
        opened = interviews.open_interview(self.study, interview, language)
        is_returned = opened.interview.status is Status.RETURNED
        return Taken(opened, remarks, interviews.reason_of(self.study, interview) if is_returned else "")

    def told_at(self, interview: str, path: str) -> "tuple[Told, ...]":
        """Everything that was said at one place of an interview, by whom and when."""
        from clusterbench_gui.app.history import told_at  # noqa: PLC0415 - when somebody stays at a question

        return told_at(self.study, interview, path)

    def previous(self, interview: str) -> "Previous | None":
        """What the cluster of an interview said in the edition before."""
        from clusterbench_gui.app.previous import previous_of  # noqa: PLC0415 - after the interview is shown

        return previous_of(self.study, self.study.workspace.interview(interview))

    def save(self, statements: Sequence[Statement], author: Person) -> str:
        """Append to the log; the wall time once it is durable."""
        return interviews.save(self.study, statements, author)

    def set_bookmark(self, interview: str, path: str) -> None:
        """Remember where the interview was left."""
        self.study.workspace.set_bookmark(interview, path)

    def keep_paradata(self, stretches: Sequence[Stretch], author: Person) -> None:
        """Keep how an interview goes."""
        paradata.keep_paradata(self.study, stretches, author)

    def save_draft(self, interview: str, path: str, text: str) -> None:
        """Keep what stands in a field that was not left yet."""
        self.study.workspace.save_draft(interview, path, text)

    def collect(self, edition: str | None = None) -> "StudyData":
        """All that scoring needs of the study's own edition or another that it keeps, as plain data."""
        from clusterbench_gui.app.scoring import collect  # noqa: PLC0415 - imports numpy, which interviews do without

        return collect(self.study, edition)

    def close_edition(self, fingerprint: str, author: Person) -> None:
        """Close the study's edition on the data and method of this fingerprint."""
        closing.close_edition(self.study, fingerprint, author)

    def reopen_edition(self, author: Person) -> None:
        """Open the closed edition again."""
        closing.reopen_edition(self.study, author)

    def _stop_safekeeping(self) -> None:
        safekeeping, self._safekeeping = self._safekeeping, None
        if safekeeping is not None:
            safekeeping.close()

    @property
    def study(self) -> Study:
        """The open study; the problem "no-study" where there is none."""
        if self._study is None:
            raise ProblemError(problem("no-study"))
        return self._study


def _report(problems: Sequence[Problem]) -> None:
    """Backups that failed are tried again; until a screen shows them, the log says why. Codes hold no answer."""
    for one in problems:
        _LOG.warning("automatic backup: %s", one.code)


def _seen(folder: Path, study: Study) -> Opened:
    rows = interviews.interview_rows(study)
    return Opened(folder, study.workspace.info, study.edition, rows, study.earlier, closing.closing_of(study))


def _are_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one folder; a folder that is not there is no other."""
    try:
        return one.samefile(other)
    except OSError:
        return False
