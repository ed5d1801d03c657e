"""The interviews of a study as OpenRosa submissions, in the layout of ODK Briefcase's storage."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from clusterbench_gui.app.audit import Audit
from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.imports.columns import REMARKS
from clusterbench_gui.app.imports.submissions import REMARKS_FILE
from clusterbench_gui.app.interviews import remarks_of, session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.attachments import Attachment
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.events import Event, EventKind
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Interview
from clusterbench_gui.exchange.odk_audit import AUDIT, audit_csv
from clusterbench_gui.exchange.submissions import SUBMISSION, Stated, with_stated
from clusterbench_gui.exchange.values import harmless
from clusterbench_gui.forms.auditing import audit_wishes
from clusterbench_gui.forms.contents import attached, fingerprint
from clusterbench_gui.forms.session import FormSession

_STRANGE = re.compile(r"[^0-9A-Za-z._-]")
_PLAIN_NAME = re.compile(r'[^\x00-\x1f<>:"/\\|?*]{1,200}')
_RESERVED = re.compile(r"\.|(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)|$", re.IGNORECASE)
"""Names that Windows or a folder keeps for itself."""
_DONE = frozenset({Status.FINISHED, Status.APPROVED})


def export_odk(
    study: Study, folder: Path, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Path, ...]:
    """Write every interview that was not withdrawn as `QUESTIONNAIRE/instances/ID/submission.xml`. Returns the files.

    Beside it lie `audit.csv`, how the interview went (`app.audit`), and the files that answers name. Each questionnaire
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
    events, paradata = workspace.events(interview.id), workspace.paradata(interview.id)
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
        AUDIT: audit_csv(Audit(session.form, persons).lines(events, paradata), audit_wishes(session.form)),
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
    named = {
        (one.path, file.name): one
        for one in workspace.of_kind(interview.id, EventKind.ATTACHMENT)
        if (file := Attachment.of(one.value))
    }
    for path, name in attached(session):
        is_plain = _PLAIN_NAME.fullmatch(name) and name.strip(". ") and name not in {SUBMISSION, AUDIT, REMARKS_FILE}
        if path in kept and is_plain:
            # two devices may have attached there, and the answer of the earlier one may be the one that was settled on
            yield name, workspace.attachment(named.get((path, name), kept[path]))


def _plain(name: str) -> str:
    """A name for a folder; where it had to be changed, with a mark that keeps it apart from others."""
    plain = _STRANGE.sub("", name.replace("/", "."))[:100]
    is_own = plain in {name.replace("/", "."), name.replace("uuid:", "uuid", 1)} and not _RESERVED.match(plain)
    return plain if is_own else f"x{plain}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
