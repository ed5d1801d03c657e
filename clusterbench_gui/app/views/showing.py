"""A scored study as a selection shows it: under an experiment, only a group of it, by names or by codes.

Everything that follows, pictures, words, tables and exports, is made of the study that comes out, so that nothing can show more.
"""

import math
from dataclasses import replace

import numpy as np

from clusterbench_gui.app.findings import composite_of, raw_of
from clusterbench_gui.app.groups import grouping_called
from clusterbench_gui.app.views.naming import called
from clusterbench_gui.app.views.selection import Selection
from clusterbench_gui.domain.editions import Method, Model
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.scores import Group, ScoredStudy
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.pipeline import scores_of
from clusterbench_gui.scoring.subset import among


def shown(study: ScoredStudy, selection: Selection) -> ScoredStudy:
    """The study as selected.

    Raises `ProblemError`: "group-too-small" where the group is no crowd, and what scoring under the experiment refuses.
    """
    return called(
        within(tried(study, selection.experiment), selection.grouping, selection.group),
        selection.names,
    )


def tried(study: ScoredStudy, experiment: Experiment) -> ScoredStudy:
    """The study scored under an experiment: weights, methods, targets. Raises `ProblemError` as `compose` does."""
    if experiment.is_official:
        return study
    changed = replace(study, model=weighed(study.model, experiment), experiment=experiment)
    composite = composite_of(changed)
    low, high = scale_under(composite, study.method, experiment)
    method = replace(study.method, low=low, high=high)
    scores = scores_of(composite, raw_of(changed), method, study.scores.fingerprint)
    return replace(changed, method=method, scores=scores)


def weighed(model: Model, experiment: Experiment) -> Model:
    """The model with the weights of an experiment; a node of which all below is dropped has none either."""
    weights = {node.code: experiment.weights.get(node.code, node.weight) for node in model.nodes}
    weights |= dict.fromkeys(experiment.dropped, 0.0)
    for node in model.nodes:  # by level, lowest first
        below = model.children(node.code)
        if below and node.level < model.levels and not any(weights[child.code] for child in below):
            weights[node.code] = 0.0
    return Model(tuple(replace(node, weight=weights[node.code]) for node in model.nodes))


def within(study: ScoredStudy, grouping: str, value: str) -> ScoredStudy:
    """Only the clusters of a class, with places and figures among them. All of them where `value` is ""."""
    if not value:
        return study
    found = grouping_called(study, grouping)
    codes = members_of(study, grouping, value)
    members = set(codes)
    return replace(
        study,
        clusters=tuple(one for one in study.clusters if one.code in members),
        scores=among(study.scores, codes, study.model, study.method),
        whole=study.scores,
        group=Group(found.id, value, found.names, dict(found.classes)[value]),
    )


def members_of(study: ScoredStudy, grouping: str, value: str) -> tuple[str, ...]:
    """The scored clusters of a class, all where `value` is "". Raises `ProblemError` "group-too-small" as `within` does."""
    if not value:
        return study.scores.clusters
    members = grouping_called(study, grouping).members
    codes = tuple(code for code in study.scores.clusters if members.get(code) == value)
    if len(codes) < study.method.crowd:
        raise ProblemError(problem("group-too-small", least=study.method.crowd))
    return codes


def scale_under(composite: Composite, method: Method, experiment: Experiment) -> tuple[float, float]:
    """The ends of the scale: the method's, or round figures around the scores that another normalisation gave."""
    scores = composite.scores[~np.isnan(composite.scores)]
    if experiment.normalise is None or not len(scores):
        return method.low, method.high
    step = 10.0 ** math.floor(math.log10(max(float(np.ptp(scores)), 1.0)))
    low, high = math.floor(float(scores.min()) / step) * step, math.ceil(float(scores.max()) / step) * step
    return low, high if high > low else low + step
