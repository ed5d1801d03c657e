"""The answers of a study as CSV files: one per questionnaire, and one per roster with the keys of its rows."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.interviews import remarks_of, session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.studies import Interview, Status
from clusterbench_gui.forms.tables import FlatRow, FlatTable, flat_tables

_INTERVIEW = ("_cluster", "_interview", "_status", "_person", "_opened", "_touched")
_ROW = ("_cluster", "_interview", "_row")
_REMARKS = "remarks.csv"
_REMARK = ("_cluster", "_interview", "question", "remark", "_person", "_time")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def export_csv(
    study: Study, folder: Path, *, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Path, ...]:
    """Write every interview that was not withdrawn, in the order in which they were begun. Returns the files.

    Each questionnaire has its files, if only with a header, so that none of an earlier export is left beside them. A
    question has a column of its name, and one `name__absence` with the reason where it has no value. Rows of rosters stand
    in `QUESTIONNAIRE.ROSTER.csv`, under the interview's id and the row's key. A text that a spreadsheet would take for a
    formula begins with an apostrophe. `remarks.csv` holds what interviewers noted, as it stands now. Persons stand by name.
    UTF-8 with a mark. Raises `ProblemError` as `write_file` does.
    """
    waves = [edition.wave(one.id) for edition in (study.edition, *study.earlier) for one in edition.instruments]
    files = {wave: [_answers_file(wave, table) for table in flat_tables(study.form(wave))] for wave in waves}
    remarks = _File(_REMARKS, _REMARK)
    persons = {one.id: one.name for one in study.workspace.persons()}
    language = study.edition.languages[0]
    interviews = [one for one in study.workspace.interviews() if one.status is not Status.WITHDRAWN]
    for number, interview in enumerate(interviews, 1):
        session = session_of(study, interview, study.workspace.current(interview.id), language)
        for table, file in files[interview.instrument]:
            for row in table.rows(session):
                file.write(_cells(table, interview, row, persons))
        for asked, event in remarks_of(study.workspace.events(interview.id)).items():
            person = persons.get(event.person, event.person)
            remarks.write([interview.cluster, interview.id, asked, event.value or "", person, event.wall])
        progress(number, len(interviews))
    written: list[Path] = []
    for file in (*(file for some in files.values() for _, file in some), remarks):
        path = _apart(folder / file.name, written)
        write_file(path, file.content())
        written.append(path)
    return tuple(written)


class _File:
    """A CSV file in the making."""

    def __init__(self, name: str, header: Sequence[str]) -> None:
        self.name = name
        self._out = io.StringIO()
        self._writer = csv.writer(self._out, lineterminator="\r\n")
        self.write(header)

    def write(self, cells: Iterable[str]) -> None:
        """Add a line."""
        self._writer.writerow([_harmless(cell) for cell in cells])

    def content(self) -> bytes:
        """The whole file."""
        return self._out.getvalue().encode("utf-8-sig")


def _apart(path: Path, taken: Sequence[Path]) -> Path:
    """A name that no file has yet: ids of questionnaires and rosters may together give the same one twice."""
    names = {one.name.casefold() for one in taken}
    while path.name.casefold() in names:
        path = path.with_stem(f"{path.stem}_")
    return path


def _answers_file(wave: str, table: FlatTable) -> tuple[FlatTable, _File]:
    name = ".".join(part.replace("/", ".") for part in (wave, table.roster, "csv") if part)
    columns = [column for question in table.columns for column in (question, f"{question}__absence")]
    return table, _File(name, [*(_ROW if table.roster else _INTERVIEW), *columns, *table.calculations])


def _cells(table: FlatTable, interview: Interview, row: FlatRow, persons: Mapping[str, str]) -> Iterator[str]:
    yield from (interview.cluster, interview.id)
    if table.roster:
        yield row.key
    else:
        person = persons.get(interview.person, interview.person)
        yield from (interview.status.value, person, interview.opened, interview.touched)
    for value, absence in zip(row.values, row.absences, strict=True):
        yield from (value, absence.value if absence else "")
    yield from row.calculated


def _harmless(cell: str) -> str:
    """A text that no spreadsheet computes; a number stays one."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
