"""The answers of a study as CSV files: one per questionnaire, and one per roster with the keys of its rows."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.interviews import session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.studies import Interview, Status
from clusterbench_gui.forms.tables import FlatRow, flat_rows

_INTERVIEW = ("cluster", "interview", "status", "person", "opened", "touched")
_ROW = ("cluster", "interview", "row")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_csv(
    study: Study, folder: Path, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Path, ...]:
    """Write every interview that was not withdrawn, in the order in which they were begun. Returns the files.

    A question has a column of its name, and one `name__absence` with the reason where it has no value. Rows of rosters
    stand in `QUESTIONNAIRE.ROSTER.csv`, under the interview's id and the row's key. A text that a spreadsheet would take
    for a formula begins with an apostrophe. UTF-8 with a mark. Raises `ProblemError` as `write_file` does.
    """
    interviews = [one for one in study.workspace.interviews() if one.status is not Status.WITHDRAWN]
    files: dict[str, io.StringIO] = {}
    for number, interview in enumerate(interviews, 1):
        session = session_of(study, interview, study.workspace.current(interview.id), "en")
        for row in flat_rows(session):
            _write(files, interview, row)
        progress(number, len(interviews))
    written = []
    for name, out in sorted(files.items()):
        path = folder / name
        write_file(path, out.getvalue().encode("utf-8-sig"))
        written.append(path)
    return tuple(written)


def _write(files: dict[str, io.StringIO], interview: Interview, row: FlatRow) -> None:
    name = ".".join(part for part in (interview.instrument.replace("/", "."), row.roster, "csv") if part)
    if name not in files:
        files[name] = io.StringIO()
        columns = [column for question in row.names for column in (question, f"{question}__absence")]
        _line(files[name], [*(_ROW if row.roster else _INTERVIEW), *columns])
    about = [interview.cluster, interview.id]
    about += (
        [row.key] if row.roster else [interview.status.value, interview.person, interview.opened, interview.touched]
    )
    cells = [
        cell
        for value, absence in zip(row.values, row.absences, strict=True)
        for cell in (_harmless(value), absence.value if absence else "")
    ]
    _line(files[name], [*about, *cells])


def _line(out: io.StringIO, cells: Sequence[str]) -> None:
    csv.writer(out, lineterminator="\r\n").writerow(cells)


def _harmless(value: str) -> str:
    """A text, unless it is a plain number, that no spreadsheet computes."""
    if value.startswith(_FORMULA) and not value[1:].replace(".", "", 1).isdigit():
        return f"'{value}"
    return value
