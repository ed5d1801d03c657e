"""What is found once for all reports of a run: dossiers and the overview are made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from clusterbench_gui.app.findings import certainty_of, composite_of
from clusterbench_gui.app.reporting.candidates import tested_portfolio
from clusterbench_gui.app.reporting.crowd import whole_of
from clusterbench_gui.app.reporting.marks import marks_of
from clusterbench_gui.app.trends import Change, changes_of, trend_of
from clusterbench_gui.domain.findings import Certainty, Portfolio, Trend
from clusterbench_gui.domain.problems import Problem, ProblemError, problem
from clusterbench_gui.domain.reporting import Mark
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.scoring.composite import Composite


@dataclass(frozen=True, slots=True)
class Material:
    """A study, all clusters of it, with its edition before and what is found for all of them at once.

    `marks` are by cluster, `trends` by node (the index and the areas), `changes` by node and cluster. `missing` says by name of a part why it is not there. Plain data: it may travel to another process.
    """

    study: ScoredStudy
    composite: Composite
    earlier: ScoredStudy | None
    certainty: Certainty | None
    portfolio: Portfolio
    marks: Mapping[str, tuple[Mark, ...]]
    trends: Mapping[str, Trend]
    changes: Mapping[str, Mapping[str, Change]]
    missing: Mapping[str, tuple[Problem, ...]]


def material_of(study: ScoredStudy, earlier: ScoredStudy | None = None) -> Material:
    """Find what the reports of a study share. `earlier`: the scored edition before, where there is one."""
    study = whole_of(study)
    earlier = None if earlier is None else whole_of(earlier)
    missing: dict[str, tuple[Problem, ...]] = {}
    try:
        certainty = certainty_of(study)
    except ProblemError as error:
        certainty, missing["standing"] = None, error.problems
    trends, missing["trend"] = _trends(study, earlier)
    return Material(
        study=study,
        composite=composite_of(study),
        earlier=earlier,
        certainty=certainty,
        portfolio=tested_portfolio(study),
        marks=marks_of(study),
        trends=trends,
        changes={} if earlier is None else changes_of(study, earlier),
        missing={name: why for name, why in missing.items() if why},
    )


def _trends(study: ScoredStudy, earlier: ScoredStudy | None) -> tuple[dict[str, Trend], tuple[Problem, ...]]:
    """The trends of index and areas, and why the index has none."""
    if earlier is None:
        return {}, (problem("no-earlier-edition"),)
    found: dict[str, Trend] = {}
    missing: tuple[Problem, ...] = ()
    for node in study.model.nodes:
        if node.level >= study.model.levels - 1:
            try:
                found[node.code] = trend_of(study, earlier, node.code)
            except ProblemError as error:  # the edition before had nothing like it
                missing = error.problems if node.level == study.model.levels else missing
    return found, missing
