"""Checking an edition for its authors: everything that is wrong in its folder, by file, sheet, row and column."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from clusterbench_gui.app.editions.check_forms import (
    MARKDOWN,
    Questionnaire,
    check_languages,
    check_previous_questions,
    check_workbook,
    previous_cells,
    read_questionnaires,
)
from clusterbench_gui.app.editions.check_model import (
    check_formulas,
    check_previous_nodes,
    check_recommendations,
    check_scoring,
)
from clusterbench_gui.app.editions.design import check_sections
from clusterbench_gui.app.editions.read import edition_files, read_edition
from clusterbench_gui.app.editions.settings import EDITION_FILE, WORKBOOK, entry_place
from clusterbench_gui.domain.editions import INDICATORS_FILE, Edition, Group
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.forms.form import Form
from clusterbench_gui.support.resources import resource

_COORDINATOR = "coordinator"
_NUMBERS = frozenset({"integer", "int", "decimal", "range", "calculate"})
"""Types of questions whose answers can fall into classes; what a calculation gives shows only with answers."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with an edition, and how much there is of it."""

    problems: tuple[Problem, ...]
    questions: int
    indicators: int
    subareas: int


FurtherCheck = Callable[[Edition, Mapping[str, Form]], Iterable[Problem]]
"""Looks at an edition that could be read and at its questionnaires, all of which run."""


def check_edition(folder: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the edition in a folder; empty where it is sound.

    Raises `ProblemError` where there is no edition.
    """
    return examine_edition(folder).problems


def examine_edition(
    folder: Path, *, progress: Callable[[int, int], None] | None = None, further: Iterable[FurtherCheck] = ()
) -> Examination:
    """Check an edition and count what is in it; `progress` is told how many of its questionnaires are read.

    `further` are checks by parts of the program that read editions themselves.

    Raises `ProblemError` where there is none.
    """
    faults: list[Problem] = []
    edition = read_edition(edition_files(folder), faults)
    forms = read_questionnaires(edition, progress)
    settings_read = not any(one.code == "toml-syntax" and one.place.file == EDITION_FILE for one in faults)
    if settings_read:
        faults += _check_origins(edition, {one.place.file for one in faults if one.code == "edition-file-missing"})
        faults += _check_groups(edition, forms)
        faults += _check_named(edition, forms)
        faults += _check_internal(edition, forms)
    for questionnaire in forms.values():
        faults += questionnaire.problems
        faults += check_workbook(questionnaire, edition.files)
        faults += check_languages(questionnaire, edition.languages)
    if edition.model.nodes or not any(one.place.file == INDICATORS_FILE for one in faults):
        faults += check_scoring(edition)
    faults += check_formulas(edition.model, forms, {one.id for one in edition.instruments})
    faults += check_recommendations(edition, tuple(faults))
    faults += check_sections(edition)
    faults += _check_previous(edition, forms, folder)
    running = {name: one.examined.form for name, one in forms.items() if one.examined.form is not None}
    if edition.model.nodes and settings_read and len(running) == len(edition.instruments):
        faults += [one for check in further for one in check(edition, running)]
    return Examination(
        problems=_distinct(faults),
        questions=sum(one.asked for one in forms.values()),
        indicators=len(edition.model.at(1)),
        subareas=len(edition.model.at(2)),
    )


def _distinct(faults: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple({(one.code, one.place, *sorted(one.values.items())): one for one in faults}.values())


def _check_origins(edition: Edition, missing: Container[str]) -> Iterator[Problem]:
    """Files of which nobody says where they come from, and the reverse; `missing` are files that are named already."""
    named = {one.file for one in edition.origins}
    for name in edition.files:
        path = PurePath(name)
        is_source = path.suffix == MARKDOWN and path.with_suffix(WORKBOOK).name in edition.files
        if name not in named and name != EDITION_FILE and not is_source:
            yield problem("origin-missing", Place(file=name))
    for one in edition.origins:
        if one.file and one.file not in edition.files and one.file not in missing:
            place = entry_place(_settings(edition), f"origin.{one.id}.file")
            yield problem("origin-file-missing", place, text=one.file)


def _check_groups(edition: Edition, forms: Mapping[str, Questionnaire]) -> Iterator[Problem]:
    """Clusters are grouped by answers of their coordinators."""
    if _COORDINATOR not in forms:
        return
    kinds = forms[_COORDINATOR].kinds
    for group in edition.groups if kinds else ():
        if group.question not in kinds:
            yield problem("group-question-unknown", _group_place(edition, group, "question"), text=group.question)
        elif group.bounds and kinds[group.question] not in _NUMBERS:
            yield problem("group-bounds-without-number", _group_place(edition, group, "bounds"), text=group.question)


def _check_named(edition: Edition, forms: Mapping[str, Questionnaire]) -> Iterator[Problem]:
    """Whether a cluster may be named is asked of its coordinator."""
    kinds = forms[_COORDINATOR].kinds if _COORDINATOR in forms else {}
    if edition.named and kinds and edition.named not in kinds:
        yield problem("named-question-unknown", entry_place(_settings(edition), "named"), text=edition.named)


def _check_internal(edition: Edition, forms: Mapping[str, Questionnaire]) -> Iterator[Problem]:
    """Names of questions that a respondent's copy would leave out, and that the questionnaire does not have."""
    for one in edition.instruments:
        kinds = forms[one.id].kinds if one.id in forms else {}
        place = entry_place(_settings(edition), f"instruments.{one.id}.internal")
        for name in one.internal if kinds else ():
            if name not in kinds:
                yield problem("internal-question-unknown", place, text=name)


def _group_place(edition: Edition, group: Group, key: str) -> Place:
    """The entry, or the group's table where it relies on the default."""
    place = entry_place(_settings(edition), f"groups.{group.id}.{key}")
    return place if place.row is not None else entry_place(_settings(edition), f"groups.{group.id}")


def _settings(edition: Edition) -> str:
    return edition.files.get(EDITION_FILE, b"").decode("utf-8-sig", "replace")


def _check_previous(edition: Edition, forms: Mapping[str, Questionnaire], folder: Path) -> Iterator[Problem]:
    """What the edition says of the one before it."""
    if not edition.previous:
        place = _first_reference(edition, forms)
        if place is not None:
            yield problem("previous-not-named", place, Severity.WARNING)
        return
    if edition.previous == edition.id:
        return
    previous = _previous_edition(edition.previous, folder)
    if previous is None:
        place = entry_place(_settings(edition), "previous")
        yield problem("previous-edition-missing", place, Severity.WARNING, text=edition.previous)
        return
    for instrument, questionnaire in forms.items():
        yield from check_previous_questions(instrument, questionnaire, previous)
    if previous.model.nodes:
        yield from check_previous_nodes(edition, previous)


def _first_reference(edition: Edition, forms: Mapping[str, Questionnaire]) -> Place | None:
    places = [place for one in forms.values() for place, _ in previous_cells(one)]
    places += [node.place("previous") for node in edition.model.nodes if node.previous]
    return places[0] if places else None


def _previous_edition(edition: str, folder: Path) -> Edition | None:
    """The edition beside this one, else the bundled one of that id; None where there is neither."""
    for place in (folder.resolve().parent / edition, resource("editions", edition)):
        try:
            return read_edition(edition_files(place), [])
        except ProblemError:
            continue
    return None
