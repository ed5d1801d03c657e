"""The answers of a study as CSV files: one per questionnaire, and one per roster with the keys of its rows."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.interviews import session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.studies import Interview, Status
from clusterbench_gui.forms.tables import FlatRow, FlatTable, flat_tables

_INTERVIEW = ("_cluster", "_interview", "_status", "_person", "_opened", "_touched")
_ROW = ("_cluster", "_interview", "_row")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def export_csv(
    study: Study, folder: Path, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Path, ...]:
    """Write every interview that was not withdrawn, in the order in which they were begun. Returns the files.

    Each questionnaire has its files, if only with a header, so that none of an earlier export is left beside them. A
    question has a column of its name, and one `name__absence` with the reason where it has no value. Rows of rosters stand
    in `QUESTIONNAIRE.ROSTER.csv`, under the interview's id and the row's key. A text that a spreadsheet would take for a
    formula begins with an apostrophe. UTF-8 with a mark. Raises `ProblemError` as `write_file` does.
    """
    waves = [edition.wave(one.id) for edition in (study.edition, *study.earlier) for one in edition.instruments]
    files = {wave: [_File(wave, table) for table in flat_tables(study.form(wave))] for wave in waves}
    interviews = [one for one in study.workspace.interviews() if one.status is not Status.WITHDRAWN]
    for number, interview in enumerate(interviews, 1):
        session = session_of(study, interview, study.workspace.current(interview.id), "en")
        for file in files[interview.instrument]:
            for row in file.table.rows(session):
                file.write(interview, row)
        progress(number, len(interviews))
    written = []
    for file in (one for some in files.values() for one in some):
        path = folder / file.name
        write_file(path, file.content())
        written.append(path)
    return tuple(written)


class _File:
    """A CSV file in the making."""

    def __init__(self, wave: str, table: FlatTable) -> None:
        self.table = table
        self.name = ".".join(part.replace("/", ".") for part in (wave, table.roster, "csv") if part)
        self._out = io.StringIO()
        self._writer = csv.writer(self._out, lineterminator="\r\n")
        columns = [column for question in table.columns for column in (question, f"{question}__absence")]
        self._line([*(_ROW if table.roster else _INTERVIEW), *columns])

    def write(self, interview: Interview, row: FlatRow) -> None:
        """Add a row of an interview."""
        about = [interview.cluster, interview.id]
        if self.table.roster:
            about.append(row.key)
        else:
            about += [interview.status.value, interview.person, interview.opened, interview.touched]
        pairs = zip(row.values, row.absences, strict=True)
        self._line([*about, *(cell for value, why in pairs for cell in (value, why.value if why else ""))])

    def content(self) -> bytes:
        """The whole file."""
        return self._out.getvalue().encode("utf-8-sig")

    def _line(self, cells: Sequence[str]) -> None:
        self._writer.writerow([_harmless(cell) for cell in cells])


def _harmless(cell: str) -> str:
    """A text that no spreadsheet computes; a number stays one."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
