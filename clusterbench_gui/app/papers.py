"""Papers of one interview: the filled-in questionnaire, the respondent's copy, the provisional local report.

What is gathered here is plain data, so that the pages can be made in a worker process that never sees a key.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from clusterbench_gui import __version__
from clusterbench_gui.app.files import write_file
from clusterbench_gui.app.formulas import compile_formulas
from clusterbench_gui.app.interviews import cluster_of, confirmed_of, remarks_of, session_of
from clusterbench_gui.app.reports.kinds import file_name
from clusterbench_gui.app.scoring import scored_model
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.bundles import REFERENCE
from clusterbench_gui.domain.editions import Edition, Instrument, Model
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.papers import (
    FilledIn,
    LocalResult,
    Paper,
    RawIndicator,
    Reference,
    ReferenceValue,
    Source,
)
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.questions import QuestionState, RosterState, numbers
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Interview
from clusterbench_gui.forms.form import Unit
from clusterbench_gui.forms.formulas import Formula, evaluate
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.reports.papers.answers import absence_words, answer_words, number_words
from clusterbench_gui.support.texts import Texts, texts

Gathered: TypeAlias = FilledIn | LocalResult
Progress = Callable[[int, int], None]
_STANDING = {Status.FINISHED: 1, Status.APPROVED: 2}
"""Which of a cluster's interviews counts before others; those that are not settled count last."""


def filled_in(study: Study, interview: str, language: str) -> FilledIn:
    """An interview as it stands now, with the questionnaire's texts in a language ("pl" or "en").

    Raises `ProblemError`: `interview-unknown`, `interview-erased` (its consent was withdrawn).
    """
    found = _found(study, interview)
    return _filled_in(study, found, _session(study, found, language))


def local_result(study: Study, interview: str, language: str) -> LocalResult:
    """The indicators of one interview, and what the last assignment brought to compare them with. Raises as `filled_in`."""
    found = _found(study, interview)
    edition, instrument = _instrument_of(study, found)
    session = _session(study, found, language)
    filled = _filled_in(study, found, session)
    model = scored_model(edition)
    own = Model(tuple(one for one in model.nodes if one.level > 1 or one.instrument == instrument.id))
    formulas = compile_formulas(Model(tuple(one for one in own.nodes if one.level == 1)), {instrument.id: session.form})
    answers = _Answers(filled, session, texts(language))
    indicators = tuple(
        RawIndicator(node.code, evaluate(formulas[node.code], session), answers.sources(formulas[node.code]))
        for node in own.at(1)
    )
    return LocalResult(filled, own, edition.method, indicators, _reference(study, edition, own))


def gather(study: Study, interview: str, paper: Paper, language: str) -> Gathered:
    """What `pages` makes the paper of. Raises as `filled_in`."""
    return (local_result if paper is Paper.LOCAL else filled_in)(study, interview, language)


def pages(gathered: Gathered, paper: Paper, language: str) -> bytes:
    """The paper as PDF; needs no study, so it can be made in a worker process."""
    if isinstance(gathered, LocalResult):
        from clusterbench_gui.reports.papers.local import local_report  # noqa: PLC0415 - reportlab, only here

        return local_report(gathered, texts(language))
    from clusterbench_gui.reports.papers.questionnaire import questionnaire  # noqa: PLC0415 - reportlab, only here

    return questionnaire(gathered, paper, texts(language))


def write_papers(
    study: Study, interviews: Sequence[str], paper: Paper, language: str, folder: Path, *, progress: Progress
) -> tuple[Path, ...]:
    """Write a paper of each interview into a folder; returns the files. Raises as `filled_in`, and where nothing can be written."""
    written: list[Path] = []
    for done, interview in enumerate(interviews, start=1):
        gathered = gather(study, interview, paper, language)
        path = folder / paper_name(gathered, paper, language)
        write_file(path, pages(gathered, paper, language))
        written.append(path)
        progress(done, len(interviews))
    return tuple(written)


def paper_name(gathered: Gathered, paper: Paper, language: str) -> str:
    """File name of a paper, such as `K07-klaster-dolina-maszyn-coordinator-copy-pl.pdf`."""
    filled = gathered.filled if isinstance(gathered, LocalResult) else gathered
    instrument = filled.interview.instrument.replace("/", "-")
    return file_name(filled.cluster, instrument, paper.value, language)


def interview_called(study: Study, text: str) -> str:
    """The id of the interview that somebody means by its id or by the code of a cluster.

    Of a cluster it is that with the edition's first questionnaire that counts, else the newest one. Raises `ProblemError`:
    `interview-unknown`.
    """
    interviews = study.workspace.interviews()
    wanted = text.strip()
    if any(one.id == wanted for one in interviews):
        return wanted
    first = study.edition.wave(study.edition.instruments[0].id)
    of_cluster = [
        one
        for one in interviews
        if one.cluster.casefold() == wanted.casefold()
        and one.instrument == first
        and one.status is not Status.WITHDRAWN
    ]
    if not of_cluster:
        raise ProblemError(problem("interview-unknown", Place(name=wanted)))
    return max(reversed(of_cluster), key=lambda one: (_STANDING.get(one.status, 0), one.settled)).id


def _found(study: Study, interview: str) -> Interview:
    found = next((one for one in study.workspace.interviews() if one.id == interview), None)
    if found is None:
        raise ProblemError(problem("interview-unknown", Place(name=interview)))
    if found.status is Status.WITHDRAWN:
        raise ProblemError(problem("interview-erased", Place(name=interview)))
    return found


def _instrument_of(study: Study, interview: Interview) -> tuple[Edition, Instrument]:
    return next(
        (edition, one)
        for edition in (study.edition, *study.earlier)
        for one in edition.instruments
        if edition.wave(one.id) == interview.instrument
    )


def _session(study: Study, interview: Interview, language: str) -> FormSession:
    return session_of(study, interview, study.workspace.current(interview.id), language)


def _filled_in(study: Study, interview: Interview, session: FormSession) -> FilledIn:
    workspace = study.workspace
    edition, instrument = _instrument_of(study, interview)
    person = next((one.name for one in workspace.persons() if one.id == interview.person), "")
    in_conflict = any(one.blocks for one in workspace.conflicts(interview.id))
    remarks = {path: one.value or "" for path, one in remarks_of(workspace.events(interview.id)).items()}
    confirmed = confirmed_of(workspace.of_kind(interview.id, EventKind.CONFIRMED))
    return FilledIn(
        cluster=cluster_of(study, interview),
        interview=interview,
        person=person,
        titles=instrument.titles,
        edition=edition.titles,
        notice=edition.notice,
        sections=session.sections(),
        remarks=remarks,
        synthetic=workspace.info.synthetic,
        is_settled=interview.status in _STANDING and not in_conflict,
        program=__version__,
        internal=frozenset(instrument.internal),
        confirmed=frozenset(
            one.path for one in session.questions() if one.doubt and confirmed.get(one.path) == one.doubt
        ),
    )


class _Answers:
    """The answers of an interview by the names that formulas call them."""

    def __init__(self, filled: FilledIn, session: FormSession, words: Texts) -> None:
        self._session, self._words = session, words
        self._numbers = numbers(filled.sections)
        self._asked: dict[str, list[tuple[str, QuestionState]]] = {}
        for section in filled.sections:
            for item in section.items:
                if isinstance(item, QuestionState):
                    self._asked.setdefault(item.name, []).append(("", item))
                elif isinstance(item, RosterState):
                    self._take_roster(item)

    def _take_roster(self, roster: RosterState) -> None:
        for place, row in enumerate(roster.rows, start=1):
            for one in row.questions:
                self._asked.setdefault(one.name, []).append((row.label or str(place), one))
                self._numbers.setdefault(one.ref, self._numbers[roster.ref])

    def sources(self, formula: Formula) -> tuple[Source, ...]:
        """What the formula reads, in its order."""
        return tuple(self._source(name, formula) for name in formula.names)

    def _source(self, name: str, formula: Formula) -> Source:
        asked = self._asked.get(name)
        if not asked:
            units = [unit for unit in formula.calculations if unit.element.name == name]
            value = self._computed(units) if units else absence_words(Absence.NOT_ASKED, self._words)
            return Source(name, 0, "", value, is_computed=bool(units))
        values = (
            f"{row}: {answer_words(one, self._words)}" if row else answer_words(one, self._words) for row, one in asked
        )
        return Source(name, self._numbers.get(asked[0][1].ref, 0), asked[0][1].label, "; ".join(values))

    def _computed(self, units: Iterable[Unit]) -> str:
        cells = [cell.value for unit in units for cell in self._session.top.cells(unit.element)]
        return "; ".join(number_words(one, self._words) for one in cells if one)


def _reference(study: Study, edition: Edition, model: Model) -> Reference | None:
    """What the office handed out to compare with, if it is of this edition or of the one before."""
    text = study.workspace.keepsake(REFERENCE)
    kept: Mapping[str, Any] = json.loads(text) if text else {}
    of = kept.get("edition")
    if of not in {edition.id, edition.previous or edition.id}:
        return None
    titles = next((one.titles for one in (study.edition, *study.earlier) if one.id == of), {"": str(of)})
    codes = {node.code: node.code if of == edition.id else node.previous for node in model.at(1)}
    values = {code: ReferenceValue(*found) for code, found in _values(kept["nodes"], codes)}
    return Reference(titles, kept["as_of"], bool(kept["synthetic"]), values) if values else None


def _values(
    nodes: Mapping[str, Mapping[str, Any]], codes: Mapping[str, str]
) -> Iterable[tuple[str, tuple[int, float | None, float | None]]]:
    for code, theirs in codes.items():
        one = nodes.get(theirs)
        if one is not None:
            yield code, (one["count"], one["raw_median"], one["raw_benchmark"])
