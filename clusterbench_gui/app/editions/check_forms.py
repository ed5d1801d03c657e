"""Checking the questionnaires of an edition: the forms themselves, and what ties them to their files and the past."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath

from clusterbench_gui.app.editions.settings import WORKBOOK
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.authoring import check_authoring
from clusterbench_gui.forms.read import Examined, examine_form, read_form
from clusterbench_gui.forms.sheets import Row, Sheets, cells_of, kind_of, numbered
from clusterbench_gui.forms.xlsform import convert, is_xml, read_sheets

MARKDOWN = ".md"
_PREVIOUS = ("bind::cb:previous", "bind:cb:previous")
_SHEETS = ("survey", "choices", "settings")
_FIRST = 2


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An instrument's file as far as it could be read, and what is wrong with it."""

    file: str
    examined: Examined
    problems: tuple[Problem, ...]

    @property
    def kinds(self) -> dict[str, str]:
        """Types by the name of the question, as the author wrote them."""
        sheets = self.examined.sheets
        if sheets is not None:
            rows = dict(numbered(sheets.survey))
            return {name: kind_of(rows[number]) for name, number in sheets.questions.items()}
        form = self.examined.form
        return {one.name: one.control.kind.value for one in form.elements if one.control} if form else {}

    @property
    def asked(self) -> int:
        """How many questions it has; notes and calculations are none."""
        form = self.examined.form
        controls = [one.control for one in form.elements if one.control] if form else []
        return sum(one.kind is not Kind.NOTE for one in controls)


def read_questionnaires(
    edition: Edition, progress: Callable[[int, int], None] | None = None
) -> dict[str, Questionnaire]:
    """The questionnaires by instrument; one whose file is missing is left out."""
    moment = _moment(edition.field_window[0])
    there = [one for one in edition.instruments if one.file in edition.files]
    found: dict[str, Questionnaire] = {}
    for done, one in enumerate(there, start=1):
        found[one.id] = read_questionnaire(one.file, edition.files, moment)
        if progress is not None:
            progress(done, len(there))
    return found


def read_questionnaire(file: str, files: Mapping[str, bytes], moment: datetime | None) -> Questionnaire:
    """Read and check one questionnaire with the tables beside it, as it would be answered at a moment."""
    examined = examine_form(file, files[file], files=files.get)
    known = examined.problems + check_authoring(file, examined, now=moment)
    return Questionnaire(file, examined, _without_echoes(known))


def _moment(day: date) -> datetime | None:
    """Noon of a day where the program runs; None for a day that no calendar can shift."""
    try:
        return datetime.combine(day, time(12)).astimezone()
    except (OverflowError, ValueError, OSError):
        return None


def _without_echoes(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The converter's own words are left out where a cell of the row is known to be wrong."""
    rows = {(one.place.sheet, one.place.row) for one in found if one.code != "form-refused"}
    return tuple(one for one in found if one.code != "form-refused" or (one.place.sheet, one.place.row) not in rows)


def check_workbook(questionnaire: Questionnaire, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """A workbook that is not what the Markdown beside it says, at the first cell that differs."""
    path = PurePath(questionnaire.file)
    source = path.with_suffix(MARKDOWN).name
    sheets = questionnaire.examined.sheets
    if path.suffix != WORKBOOK or source not in files or sheets is None:
        return
    try:
        other = read_sheets(source, files[source])
    except ProblemError as error:
        yield from error.problems
        return
    place = _difference(path.name, sheets, other)
    if place is not None and not _same_form(questionnaire, source, files[source]):
        yield problem("workbook-differs", place, source=source)


def _same_form(questionnaire: Questionnaire, source: str, content: bytes) -> bool:
    form = questionnaire.examined.form
    return form is not None and form.xml == convert(source, content).xml


def _difference(file: str, sheets: Sheets, other: Sheets) -> Place | None:
    """The first cell in which two forms differ."""
    for sheet in _SHEETS:
        ours, theirs = getattr(sheets, sheet), getattr(other, sheet)
        for index in range(max(len(ours), len(theirs))):
            mine, yours = _row_at(ours, index), _row_at(theirs, index)
            columns = [column for column in {**mine, **yours} if mine.get(column) != yours.get(column)]
            if columns:
                return Place(file, sheet, index + _FIRST, columns[0])
    return None


def check_languages(questionnaire: Questionnaire, languages: Sequence[str]) -> Iterator[Problem]:
    """Languages of the edition in which the questionnaire says nothing."""
    examined = questionnaire.examined
    if examined.sheets is not None:
        sheets = examined.sheets
        plain = any(column.lower() == "label" for column in sheets.survey_columns)
        spoken = {*sheets.languages, *([sheets.default_language] if plain and sheets.default_language else [])}
    elif examined.form is not None:
        spoken = set(examined.form.languages)
    else:
        return
    sheet = "survey" if examined.sheets is not None else ""
    for language in languages if spoken else languages[1:]:  # without any, it speaks the first
        if not any(_is_language(language, name) for name in spoken):
            place = Place(questionnaire.file, sheet, name=language)
            yield problem("questionnaire-language-missing", place, text=language)


def _is_language(code: str, name: str) -> bool:
    """Whether a form's language, such as "Polski (pl)", is the one with this code."""
    said, _, behind = name.lower().partition("(")
    return code.strip().lower() in (said.strip(), behind.strip(") "), name.strip().lower())


def _row_at(rows: tuple[Row, ...], index: int) -> Row:
    return rows[index] if index < len(rows) else {}


def previous_cells(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """The cells that name a question of the previous edition."""
    sheets = questionnaire.examined.sheets
    for number, column, text in cells_of(sheets.survey) if sheets is not None else ():
        if column.lower() in _PREVIOUS:
            yield Place(questionnaire.file, "survey", number, column), text.strip()


def check_previous_questions(instrument: str, questionnaire: Questionnaire, previous: Edition) -> Iterator[Problem]:
    """Cells that name a question which the same questionnaire of the previous edition does not have."""
    cells = list(previous_cells(questionnaire))
    if not cells:
        return
    known = _questions(previous, instrument)
    if known is None:
        place = Place(questionnaire.file)
        yield problem("previous-unreadable", place, Severity.WARNING, edition=previous.id)
        return
    for place, text in cells:
        if text not in known:
            yield problem("previous-unknown", place, text=text, edition=previous.id)


def _questions(edition: Edition, instrument: str) -> frozenset[str] | None:
    """The names of a questionnaire's questions; None where its file cannot be read, none where there is no such one."""
    files = [one.file for one in edition.instruments if one.id == instrument and one.file in edition.files]
    try:
        return frozenset(name for file in files for name in _names(file, edition.files[file]))
    except ProblemError:
        return None


def _names(file: str, content: bytes) -> Iterable[str]:
    """The questions of a form, calculations included. Raises `ProblemError` where it cannot be read."""
    if not is_xml(content):
        return read_sheets(file, content).questions
    return [element.name for element in read_form(file, content).elements if element.is_leaf]
