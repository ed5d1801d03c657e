"""From answers to scores: formulas over each cluster's interview, then the scoring engine.

`collect` reads the workspace and gives plain data; `score` needs nothing else, so it can run in a worker process.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from clusterbench_gui import __version__
from clusterbench_gui.app.formulas import compile_formulas, edition_forms
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.events import Event
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.domain.studies import Cluster, Interview, Status, StudyInfo
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.formulas import Formula, evaluate
from clusterbench_gui.forms.session import FormSession

Value = float | Missing
NO_INTERVIEW = Missing("no-interview")


@dataclass(frozen=True, slots=True)
class StudyData:
    """What scoring needs of a study: plain data without keys, ready for another process."""

    info: StudyInfo
    edition: Edition
    clusters: tuple[Cluster, ...]
    interviews: tuple[Interview, ...]
    events: Mapping[str, tuple[Event, ...]]


def collect(study: Study) -> StudyData:
    """Read everything that scoring needs."""
    workspace = study.workspace
    return StudyData(
        info=workspace.info,
        edition=study.edition,
        clusters=workspace.clusters(),
        interviews=workspace.interviews(),
        events=workspace.current_all(),
    )


def score(data: StudyData) -> ScoredStudy:
    """Score every cluster that has a finished interview; the others have no values, and say so.

    Raises `ProblemError` where a formula of the edition is faulty or nothing was finished yet.
    """
    from clusterbench_gui.scoring.pipeline import score as score_table  # noqa: PLC0415 - numpy, needed only here

    table = indicator_table(data)
    model = data.edition.model
    chosen = chosen_interviews(data.interviews)
    return ScoredStudy(
        edition=data.edition.id,
        titles=data.edition.titles,
        notice=data.edition.notice,
        synthetic=data.info.synthetic,
        model=model,
        method=data.edition.method,
        clusters=data.clusters,
        scores=score_table([one.code for one in data.clusters], table, model, data.edition.method),
        as_of=max(chosen.values(), key=_moment).touched[:10],
        program=__version__,
    )


def indicator_table(data: StudyData) -> dict[str, dict[str, Value]]:
    """Raw indicators by cluster and code, a `Missing` with its reason where there is no number."""
    chosen = chosen_interviews(data.interviews)
    if not chosen:
        raise ProblemError(problem("nothing-finished", Place(name=data.info.title)))
    forms = edition_forms(data.edition)
    formulas = compile_formulas(data.edition, forms)
    table: dict[str, dict[str, Value]] = {}
    for cluster in data.clusters:
        row: dict[str, Value] = dict.fromkeys(formulas, NO_INTERVIEW)
        for instrument in data.edition.instruments:
            interview = chosen.get((cluster.code, instrument.id))
            if interview is not None:
                own = {code: formula for code, (formula, source) in formulas.items() if source == instrument.id}
                events = data.events.get(interview.id, ())
                row.update(_evaluated(own, forms[instrument.id], interview, events))
        table[cluster.code] = row
    return table


def _evaluated(
    formulas: Mapping[str, Formula], form: Form, interview: Interview, events: Sequence[Event]
) -> dict[str, Value]:
    session = FormSession(form, instance_id=interview.id, keep_violations=True)
    session.restore(events)
    return {code: evaluate(formula, session) for code, formula in formulas.items()}


def chosen_interviews(interviews: Sequence[Interview]) -> dict[tuple[str, str], Interview]:
    """The interview that counts, by cluster and instrument: the approved one, else the one finished last."""
    chosen: dict[tuple[str, str], Interview] = {}
    for one in sorted(interviews, key=lambda one: (one.status is Status.APPROVED, one.settled)):
        if one.status in {Status.FINISHED, Status.APPROVED}:
            chosen[one.cluster, one.instrument] = one
    return chosen


def _moment(interview: Interview) -> datetime:
    """When it was last touched; laptops have their own time zones, so the texts of wall times do not sort."""
    return datetime.fromisoformat(interview.touched)
