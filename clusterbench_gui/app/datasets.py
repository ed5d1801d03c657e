"""The answers of a study as tables with everything that its questionnaires say of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from clusterbench_gui import __version__
from clusterbench_gui.app.conflicts import conflicted
from clusterbench_gui.app.interviews import remarks_of, session_of
from clusterbench_gui.app.studies import Study
from clusterbench_gui.app.variables import (
    IN_CONFLICT,
    calculation,
    interview_variables,
    paradata_variables,
    question,
    remark_variables,
    row_variables,
    worded,
)
from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import Instrument, Names
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Interview
from clusterbench_gui.exchange.tables import Cell, Dataset, Link, Table, ValueKind, Variable, with_options_found
from clusterbench_gui.exchange.values import is_figure
from clusterbench_gui.forms.descriptions import text_of
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.tables import FlatRow, FlatTable, flat_tables

Progress = Callable[[int, int], None]
REMARKS = "remarks"
PARADATA = "paradata"
_TAKEN = frozenset({"dictionary", "datapackage", "choices", "codebook"})
"""Names of files and sheets beside the tables."""


def dataset_of(study: Study, *, progress: Progress = lambda _done, _total: None) -> Dataset:
    """Every interview that was not withdrawn, in the order in which they were begun.

    Each questionnaire has its tables, if only without rows: one of the interviews, one of the rows of each roster under the
    interview's id and the row's key. A table of remarks holds what interviewers noted, as it stands now; one of paradata, where
    there is any, how the interviews went. Persons stand by name.
    """
    languages = study.edition.languages
    tables = _answer_tables(study)
    remarks = _remarks([one.name for some in tables.values() for _, one in some])
    spent = _paradata([remarks.name, *(one.name for some in tables.values() for _, one in some)])
    persons = {one.id: one.name for one in study.workspace.persons()}
    unsettled = conflicted(study)
    interviews = [one for one in study.workspace.interviews() if one.status is not Status.WITHDRAWN]
    for number, interview in enumerate(interviews, 1):
        person = persons.get(interview.person, interview.person)
        status = IN_CONFLICT if interview.id in unsettled else interview.status.value
        session = session_of(study, interview, study.workspace.current(interview.id), languages[0])
        for flat, table in tables[interview.instrument]:
            table.rows.extend(_cells(flat, interview, row, (status, person)) for row in flat.rows(session))
        for asked, event in remarks_of(study.workspace.events(interview.id)).items():
            said_by = persons.get(event.person, event.person)
            remarks.rows.append((interview.cluster, interview.id, asked, event.value or "", said_by, event.wall))
        spent.rows.extend(_stretches(study, interview, persons))
        progress(number, len(interviews))
    found = [_with_figures(with_options_found(one), flat) for some in tables.values() for flat, one in some]
    return Dataset(
        titles=dict.fromkeys(languages, study.workspace.info.title),
        edition=study.edition.id,
        notice=study.edition.notice,
        languages=languages,
        moment=study.workspace.newest(),
        program=__version__,
        tables=(*found, remarks, *((spent,) if spent.rows else ())),
        reasons={one: _reason(one) for one in Absence},
        chosen=(worded(lambda words: words.t("not chosen")), worded(lambda words: words.t("chosen"))),
    )


def _reason(absence: Absence) -> Names:
    return worded(lambda words: absence_word(absence, words))


def _answer_tables(study: Study) -> dict[str, list[tuple[FlatTable, Table]]]:
    """The tables of each questionnaire, those of earlier editions included, without rows."""
    found: dict[str, list[tuple[FlatTable, Table]]] = {}
    taken = list(_TAKEN)
    for edition in (study.edition, *study.earlier):
        for instrument in edition.instruments:
            wave = edition.wave(instrument.id)
            found[wave] = _tables_of(study.form(wave), wave, instrument, study.edition.languages, taken)
    return found


def _tables_of(
    form: Form, wave: str, instrument: Instrument, languages: Sequence[str], taken: list[str]
) -> list[tuple[FlatTable, Table]]:
    made: list[tuple[FlatTable, Table]] = []
    names: dict[str, str] = {}
    for flat in flat_tables(form):
        name = _apart(".".join(part.replace("/", ".") for part in (wave, flat.roster) if part), taken)
        taken.append(name)
        names[flat.roster] = name
        asked = zip(flat.columns, flat.questions, strict=True)
        computed = zip(flat.calculations, flat.computed, strict=True)
        codes = tuple(languages)
        variables = (
            *(row_variables(nested=bool(flat.parent)) if flat.roster else interview_variables()),
            *(question(form, column, element, codes) for column, element in asked),
            *(calculation(column, element) for column, element in computed),
        )
        titles = text_of(form, flat.scope.group_label, codes) if flat.roster else instrument.titles
        keys = ("_interview", "_row") if flat.roster else ("_interview",)
        made.append((flat, Table(name, titles, keys, variables, _links(flat, names))))
    return made


def _remarks(taken: Iterable[str]) -> Table:
    titles = worded(lambda words: words.t("Remarks"))
    return Table(_apart(REMARKS, taken), titles, ("_interview", "question"), remark_variables())


def _paradata(taken: Iterable[str]) -> Table:
    titles = worded(lambda words: words.t("How the interviews went"))
    return Table(_apart(PARADATA, taken), titles, ("_interview", "sitting", "number"), paradata_variables())


def _stretches(study: Study, interview: Interview, persons: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    for one in study.workspace.paradata(interview.id):
        seconds = f"{one.milliseconds / 1000:.3f}"
        counts = (seconds, str(one.corrections), persons.get(one.person, one.person))
        where = (one.sitting, str(one.number), one.doing, one.path, one.start)
        yield (interview.cluster, interview.id, *where, *counts)


def _apart(name: str, taken: Iterable[str]) -> str:
    """A name that no table has yet: ids of questionnaires and rosters may together give the same one twice."""
    names = {one.casefold() for one in taken}
    while name.casefold() in names:
        name += "_"
    return name


def _links(flat: FlatTable, names: Mapping[str, str]) -> tuple[Link, ...]:
    if not flat.roster:
        return ()
    around = (Link(("_interview", "_parent"), names[flat.parent], ("_interview", "_row")),) if flat.parent else ()
    return (Link(("_interview",), names[""], ("_interview",)), *around)


def _with_figures(table: Table, flat: FlatTable) -> Table:
    """Calculations that gave nothing but numbers are numbers; forms seldom say so."""
    computed = set(flat.calculations)
    made = (_figures(one, table) if one.name in computed else one for one in table.variables)
    return replace(table, variables=tuple(made))


def _figures(one: Variable, table: Table) -> Variable:
    texts = [cell for cell in table.column(one.name) if isinstance(cell, str) and cell]
    if one.kind is not ValueKind.TEXT or not texts or not all(map(is_figure, texts)):
        return one
    is_whole = not any("." in text for text in texts)
    return replace(one, kind=ValueKind.INTEGER if is_whole else ValueKind.DECIMAL)


def _cells(flat: FlatTable, interview: Interview, row: FlatRow, stands: tuple[str, str]) -> tuple[Cell, ...]:
    own: tuple[Cell, ...] = (interview.cluster, interview.id)
    if flat.roster:
        own = (*own, row.key, *((row.key.rpartition("/")[0],) if flat.parent else ()))
    else:
        own = (*own, *stands, interview.opened, interview.touched)
    answers = (absence or value for value, absence in zip(row.values, row.absences, strict=True))
    return (*own, *answers, *row.calculated)
