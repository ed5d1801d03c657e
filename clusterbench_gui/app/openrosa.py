"""The interviews of a study as OpenRosa submissions, in the layout of ODK Briefcase's storage."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.imports.columns import REMARKS
from clusterbench_gui.app.imports.submissions import REMARKS_FILE
from clusterbench_gui.app.interviews import remarks_of, session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.events import Event, EventKind
from clusterbench_gui.domain.studies import Interview, Status
from clusterbench_gui.exchange.odk_audit import AUDIT, AuditLine, audit_csv
from clusterbench_gui.exchange.submissions import SUBMISSION, Stated, with_stated
from clusterbench_gui.exchange.values import harmless
from clusterbench_gui.forms.contents import attached, fingerprint
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import ref_of_cell
from clusterbench_gui.forms.session import FormSession

_STRANGE = re.compile(r"[^0-9A-Za-z._-]")
_PLAIN_NAME = re.compile(r'[^\x00-\x1f<>:"/\\|?*]{1,200}')
_RESERVED = re.compile(r"\.|(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)|$", re.IGNORECASE)
"""Names that Windows or a folder keeps for itself."""
_STEP = re.compile(r"([^\[\]]+)\[([0-9A-Za-z]+)\]")
_DONE = frozenset({Status.FINISHED, Status.APPROVED})
_STATUS = {Status.FINISHED.value: "form finalize", Status.OPEN.value: "form resume"}
_ROWS = {EventKind.REPEAT_ADDED: "add repeat", EventKind.REPEAT_REMOVED: "delete repeat"}


def export_odk(
    study: Study, folder: Path, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Path, ...]:
    """Write every interview that was not withdrawn as `QUESTIONNAIRE/instances/ID/submission.xml`. Returns the files.

    Beside it lie `audit.csv`, how the interview went as the log has it, and the files that answers name. Each questionnaire
    comes along as XForm, and as the workbook that it was made from. Cluster, person and status stand on the submission's
    root in a namespace of our own, which other programs pass over. Raises `ProblemError` as `write_file` does.
    """
    written: list[Path] = []
    for edition in (study.edition, *study.earlier):
        for one in edition.instruments:
            written += _form(study, folder, edition, one.id)
    persons = {one.id: one.name for one in study.workspace.persons()}
    interviews = [one for one in study.workspace.interviews() if one.status is not Status.WITHDRAWN]
    for number, interview in enumerate(interviews, 1):
        written += _interview(study, folder / _plain(interview.instrument) / "instances", interview, persons)
        progress(number, len(interviews))
    return tuple(written)


def _form(study: Study, folder: Path, edition: Edition, instrument: str) -> Iterator[Path]:
    """Write a questionnaire: what other programs read, and what it was made from."""
    wave = edition.wave(instrument)
    source = edition.instrument(instrument).file
    place = folder / _plain(wave)
    for name, content in ((f"{_plain(wave)}.xml", study.form(wave).xml), (Path(source).name, edition.files[source])):
        write_file(place / name, content)
        yield place / name


def _interview(study: Study, folder: Path, interview: Interview, persons: dict[str, str]) -> Iterator[Path]:
    workspace = study.workspace
    session = session_of(study, interview, workspace.current(interview.id), study.edition.languages[0])
    events = workspace.events(interview.id)
    stated = Stated(
        cluster=interview.cluster,
        said=fingerprint(session),
        person=persons.get(interview.person, interview.person),
        opened=interview.opened,
        sent=interview.touched,
        is_complete=interview.status in _DONE,
    )
    files = {
        SUBMISSION: with_stated(session.submission(), stated),
        AUDIT: audit_csv(_Audit(session.form, persons).lines(events)),
        **dict(_attachments(study, interview, session)),
    }
    remarks = remarks_of(events)
    if remarks:
        files[REMARKS_FILE] = _remarks(interview, remarks, persons)
    for name, content in files.items():
        path = folder / _plain(interview.id) / name
        write_file(path, content)
        yield path


def _remarks(interview: Interview, remarks: Mapping[str, Event], persons: Mapping[str, str]) -> bytes:
    """What interviewers noted, in the columns of the CSV export: a submission has no place for it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(REMARKS)
    for path, one in remarks.items():
        cells = (interview.cluster, interview.id, path, one.value or "", persons.get(one.person, one.person), one.wall)
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _attachments(study: Study, interview: Interview, session: FormSession) -> Iterator[tuple[str, bytes]]:
    """The files that answers name, as far as they are kept and have a name that every disk can hold."""
    workspace = study.workspace
    kept = workspace.attachments(interview.id)
    for path, name in attached(session):
        is_plain = _PLAIN_NAME.fullmatch(name) and name.strip(". ") and name not in {SUBMISSION, AUDIT, REMARKS_FILE}
        if path in kept and is_plain:
            yield name, workspace.attachment(kept[path])


def _plain(name: str) -> str:
    """A name for a folder; where it had to be changed, with a mark that keeps it apart from others."""
    plain = _STRANGE.sub("", name.replace("/", "."))[:100]
    is_own = plain in {name.replace("/", "."), name.replace("uuid:", "uuid", 1)} and not _RESERVED.match(plain)
    return plain if is_own else f"x{plain}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


class _Audit:
    """What the log says of an interview, in the words of ODK's audit."""

    def __init__(self, form: Form, persons: dict[str, str]) -> None:
        self._form = form
        self._persons = persons
        self._values: dict[str, str] = {}
        self._rows: dict[str, list[str]] = {}
        for roster in FormSession(form).top.rosters.values():
            place = ref_of_cell(roster.parent, keys=True)
            self._rows[f"{place}/{roster.element.step}"] = [row.key for row in roster.rows]

    def lines(self, events: tuple[Event, ...]) -> Iterator[AuditLine]:
        """A line for each event that ODK knows, in order; what was erased is left out."""
        is_finished = False
        for event in events:
            name, node, old, new = self._said(event)
            if event.kind is EventKind.STATUS and event.value == Status.OPEN.value and not is_finished:
                name = ""
            is_finished = event.value in {one.value for one in _DONE} if event.kind is EventKind.STATUS else is_finished
            if name:
                user = self._persons.get(event.person, event.person)
                yield AuditLine(name, datetime.fromisoformat(event.wall), node, old, new, user)

    def _said(self, event: Event) -> tuple[str, str, str, str]:
        """Name, node, old and new value of an event; no name where ODK has none for it."""
        match event.kind:
            case EventKind.CREATED:
                return "form start", "", "", ""
            case EventKind.ANSWER | EventKind.ABSENCE:
                return self._answered(event)
            case EventKind.REPEAT_ADDED | EventKind.REPEAT_REMOVED:
                node = self._node(event.path)
                if event.kind is EventKind.REPEAT_REMOVED:
                    roster, _, key = event.path.rstrip("]").rpartition("[")
                    self._rows[roster].remove(key)
                return _ROWS[event.kind], node, "", ""
            case EventKind.STATUS:
                return _STATUS.get(event.value or "", ""), "", "", ""
        return "", "", "", ""

    def _answered(self, event: Event) -> tuple[str, str, str, str]:
        element = self._form.by_path.get(re.sub(r"\[[^\]]*\]", "", event.path))
        if element is None or element.control is None:
            return "", "", "", ""
        old = self._values.get(event.path, "")
        new = (event.value or "") if event.kind is EventKind.ANSWER else ""
        self._values[event.path] = new
        return "question", self._node(event.path), old, new

    def _node(self, path: str) -> str:
        """A path with the positions that rows have at this moment."""
        keyed, node = "", ""
        for step in path.split("/")[1:]:
            found = _STEP.fullmatch(step)
            if found is None:
                keyed, node = f"{keyed}/{step}", f"{node}/{step}"
                continue
            rows = self._rows.setdefault(f"{keyed}/{found[1]}", [])
            if found[2] not in rows:
                rows.append(found[2])
            keyed, node = f"{keyed}/{step}", f"{node}/{found[1]}[{rows.index(found[2]) + 1}]"
        return node
