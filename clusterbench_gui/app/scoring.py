"""From answers to scores: formulas over each cluster's interview, then the scoring engine.

`collect` reads the workspace and gives plain data; `score` needs nothing else, so it can run in a worker process.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import fsum
from typing import TYPE_CHECKING

from clusterbench_gui import __version__
from clusterbench_gui.app.formulas import compile_formulas, edition_forms
from clusterbench_gui.app.grouping import agreed_in, answers_in, asked_of, groupings_of
from clusterbench_gui.domain.editions import Edition, Model
from clusterbench_gui.domain.events import Event
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Closing, Cluster, Interview, StudyInfo
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.formulas import evaluate
from clusterbench_gui.forms.session import FormSession

if TYPE_CHECKING:  # the database, which a worker process does without
    from clusterbench_gui.app.studies import Study

Value = float | Missing
NO_INTERVIEW = Missing("no-interview")
IN_CONFLICT = Missing("in-conflict")
TOO_FEW = Missing("too-few")
_AT_LEAST = {"mean": 1, "mean-of-3": 3}


@dataclass(frozen=True, slots=True)
class StudyData:
    """What scoring needs of a study: plain data without keys, ready for another process."""

    info: StudyInfo
    edition: Edition
    clusters: tuple[Cluster, ...]
    interviews: tuple[Interview, ...]
    events: Mapping[str, tuple[Event, ...]]
    in_conflict: frozenset[str] = frozenset()
    """Interviews that do not count until a supervisor has settled what two devices said."""
    closing: Closing | None = None
    """What its reports are final for; None while the edition is open."""


def collect(study: "Study", edition: str | None = None) -> StudyData:
    """Read everything that scoring needs, for the study's own edition or an earlier one that it keeps.

    Of interviews that do not count (`chosen_interviews`) no answer is read: a study of years would not fit into memory.
    Raises `ProblemError` (`edition-unknown`) where the study has no such edition.
    """
    from clusterbench_gui.app.closing import closing_of  # noqa: PLC0415 - the database, needed only here
    from clusterbench_gui.app.interviews import clusters_of  # noqa: PLC0415 - likewise

    workspace = study.workspace
    wanted = study.edition_called(edition)
    waves = {wanted.wave(one.id) for one in wanted.instruments}
    data = StudyData(
        info=workspace.info,
        edition=wanted,
        clusters=clusters_of(study),
        interviews=tuple(one for one in workspace.interviews() if one.instrument in waves),
        events={},
        in_conflict=frozenset(one.interview for one in workspace.conflicts() if one.blocks),
        closing=closing_of(study),
    )
    counted = [one.id for some in chosen_interviews(data).values() for one in some]
    return replace(data, events=workspace.current_all(counted))


def score(data: StudyData) -> ScoredStudy:
    """Score every cluster that has a finished interview; the others have no values, and say so.

    Raises `ProblemError` where a formula of the edition is faulty or nothing was finished yet.
    """
    from clusterbench_gui.scoring.pipeline import score as score_table  # noqa: PLC0415 - numpy, needed only here

    forms = edition_forms(data.edition)
    values, answers = _evaluate(data, forms)
    model = scored_model(data.edition)
    table = _table(model, values)
    scores = score_table([one.code for one in data.clusters], table, model, data.edition.method)
    chosen = chosen_interviews(data)
    return ScoredStudy(
        edition=data.edition.id,
        titles=data.edition.titles,
        notice=data.edition.notice,
        synthetic=data.info.synthetic,
        model=model,
        method=data.edition.method,
        clusters=data.clusters,
        scores=scores,
        as_of=max((one for some in chosen.values() for one in some), key=_moment).touched[:10],
        program=__version__,
        instruments={one.id: one.titles for one in data.edition.instruments},
        counted=_ids(chosen),
        in_conflict=_ids(unsettled_interviews(data)),
        averaged=_averaged(model, values),
        recommendations=data.edition.recommendations,
        practices=data.edition.practices,
        glossary=data.edition.glossary,
        design=data.edition.design,
        is_draft=data.info.synthetic or data.closing is None or data.closing.fingerprint != scores.fingerprint,
        groupings=groupings_of(data.edition, forms, answers),
        agreed=agreed_in(data.edition, answers),
        year=str(data.edition.field_window[0].year),
    )


def _ids(chosen: Mapping[tuple[str, str], tuple[Interview, ...]]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for (cluster, instrument), some in chosen.items():
        found.setdefault(cluster, {})[instrument] = tuple(one.id for one in some)
    return found


def _averaged(model: Model, values: Mapping[str, Mapping[str, Sequence[Value]]]) -> dict[str, dict[str, int]]:
    means = [node.code for node in model.at(1) if node.combine != "latest"]
    return {
        cluster: {code: sum(not isinstance(one, Missing) for one in row[code]) for code in means}
        for cluster, row in values.items()
    }


def scored_model(edition: Edition) -> Model:
    """The model as the edition's method takes it."""
    return edition.model.per_member() if edition.method.per_member else edition.model


def indicator_table(data: StudyData) -> dict[str, dict[str, Value]]:
    """Raw indicators by cluster and code, a `Missing` with its reason where there is no number."""
    return _table(scored_model(data.edition), indicator_values(data))


def _table(model: Model, values: Mapping[str, Mapping[str, Sequence[Value]]]) -> dict[str, dict[str, Value]]:
    return {
        cluster: {node.code: _combined(node.combine, row[node.code]) for node in model.at(1)}
        for cluster, row in values.items()
    }


def indicator_values(data: StudyData) -> dict[str, dict[str, tuple[Value, ...]]]:
    """The same for each of the interviews that count, the latest last, before they are combined."""
    return _evaluate(data, edition_forms(data.edition))[0]


def _evaluate(
    data: StudyData, forms: Mapping[str, Form]
) -> tuple[dict[str, dict[str, tuple[Value, ...]]], dict[str, dict[str, str]]]:
    """Values by cluster and indicator, and what groups the clusters, by cluster and question: of the latest interview."""
    chosen, unsettled = chosen_interviews(data), unsettled_interviews(data)
    if not chosen:
        code = "nothing-settled" if unsettled else "nothing-finished"
        raise ProblemError(problem(code, Place(name=data.info.title)))
    model = scored_model(data.edition)
    formulas = compile_formulas(model, forms)
    table: dict[str, dict[str, tuple[Value, ...]]] = {cluster.code: {} for cluster in data.clusters}
    answers: dict[str, dict[str, str]] = {}
    for instrument, form in forms.items():
        nodes = [node for node in model.at(1) if node.instrument == instrument]
        asked = asked_of(data.edition, form)
        for code, row in table.items():
            sessions = [_session(form, one, data.events) for one in chosen.get((code, instrument), ())]
            values = [{node.code: evaluate(formulas[node.code], one) for node in nodes} for one in sessions]
            if not values and (code, instrument) in unsettled:
                values = [dict.fromkeys((node.code for node in nodes), IN_CONFLICT)]
            row.update({node.code: tuple(one[node.code] for one in values) for node in nodes})
            if sessions:
                answers[code] = {**answers_in(sessions[-1], asked), **answers.get(code, {})}
    return table, answers


def _session(form: Form, interview: Interview, events: Mapping[str, Sequence[Event]]) -> FormSession:
    session = FormSession(form, instance_id=interview.id, keep_violations=True)
    session.restore(events.get(interview.id, ()))
    return session


def _combined(combine: str, values: Sequence[Value]) -> Value:
    """One value from those of several interviews, the one that counts before others last (`editions.model.COMBINE`)."""
    if not values:
        return NO_INTERVIEW
    if combine == "latest":
        return values[-1]
    present = [value for value in values if not isinstance(value, Missing)]
    if len(present) < _AT_LEAST[combine]:
        return next((value for value in values if isinstance(value, Missing)), TOO_FEW)
    return fsum(present) / len(present)


def chosen_interviews(data: StudyData) -> dict[tuple[str, str], tuple[Interview, ...]]:
    """The interviews behind each cluster's values, by cluster and instrument: all that a mean may take, else the latest.

    They stand as they were finished, an approved one after all others. One in an open conflict does not count, and no older
    one counts in its place.
    """
    return _chosen(data, in_conflict=False)


def unsettled_interviews(data: StudyData) -> dict[tuple[str, str], tuple[Interview, ...]]:
    """Those that would count, were it not for an open conflict."""
    return _chosen(data, in_conflict=True)


def _chosen(data: StudyData, *, in_conflict: bool) -> dict[tuple[str, str], tuple[Interview, ...]]:
    means = {node.instrument for node in data.edition.model.at(1) if node.combine != "latest"}
    done: dict[tuple[str, str], list[Interview]] = {}
    instruments = {data.edition.wave(one.id): one.id for one in data.edition.instruments}
    for one in sorted(data.interviews, key=lambda one: (one.status is Status.APPROVED, one.settled)):
        if one.status in {Status.FINISHED, Status.APPROVED}:
            done.setdefault((one.cluster, instruments[one.instrument]), []).append(one)
    found: dict[tuple[str, str], tuple[Interview, ...]] = {}
    for key, some in done.items():
        taken = some if key[1] in means else some[-1:]
        if kept := tuple(one for one in taken if (one.id in data.in_conflict) is in_conflict):
            found[key] = kept
    return found


def _moment(interview: Interview) -> datetime:
    """When it was last touched; laptops have their own time zones, so the texts of wall times do not sort."""
    return datetime.fromisoformat(interview.touched)
