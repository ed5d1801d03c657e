"""In whose company a cluster is: those with the nearest profile, those of its classes, and what others do where it is weak."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np

from clusterbench_gui.app.findings import peers_of
from clusterbench_gui.app.groups import regions_of
from clusterbench_gui.domain.editions import Practice
from clusterbench_gui.domain.findings import Region
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.reporting import Membership, Peers
from clusterbench_gui.domain.scores import Grouping, ScoredStudy
from clusterbench_gui.scoring.rank import ranks

PEERS = 3
"""Clusters with the nearest profile, or as many as a crowd has."""

PRACTICES = 4
"""Practices that somebody reads."""


def peers_among(study: ScoredStudy, cluster: str) -> Peers:
    """Mean scores of the nearest clusters at the nodes above the indicators where a crowd of them has one.

    Raises `ProblemError` ("others-too-few") where fewer than a crowd are near.
    """
    crowd = study.method.crowd
    near = peers_of(study, cluster, max(PEERS, crowd))
    if len(near) < crowd:
        raise ProblemError(problem("others-too-few", crowd=crowd))
    means = {}
    for node in study.model.nodes:
        there = [score for code in near if (score := study.scores.cells[code][node.code].score) is not None]
        if node.level > 1 and len(there) >= crowd:
            means[node.code] = fmean(there)
    return Peers(len(near), means)


def memberships_of(study: ScoredStudy, cluster: str) -> tuple[Membership, ...]:
    """The cluster among those of its class, for every grouping in which it has one; `study` knows the classes of all."""
    return tuple(_membership(study, one, cluster) for one in study.groupings if cluster in one.members)


def _membership(study: ScoredStudy, grouping: Grouping, cluster: str) -> Membership:
    top = study.model.at(study.model.levels)[0].code
    own = grouping.members[cluster]
    region = next(row for row in regions_of(study, grouping.id, top).rows if row.value == own)
    members = [code for code in study.scores.clusters if grouping.members.get(code) == own]
    found = {code: study.scores.cells[code][top].score for code in members}
    scored = found[cluster] is not None
    others = region.count - scored
    if others < study.method.crowd:
        return Membership(grouping.names, Region(own, region.names, int(scored)))
    if (
        others < 2 * study.method.crowd
    ):  # with quartiles, the median and its own score a cluster of few could work out the others'
        region = replace(region, lower=None, upper=None)
    scores = np.array([np.nan if score is None else score for score in found.values()], dtype=np.float64)
    place = int(ranks(scores)[members.index(cluster)])
    return Membership(grouping.names, region, place or None)


def practices_for(study: ScoredStudy, weaknesses: Sequence[str]) -> tuple[Practice, ...]:
    """Practices of the sub-areas that are weak, the weakest first: one of each before the second of any."""
    found = sorted(_ranked(study, weaknesses), key=lambda ranked: ranked[:2])
    return tuple(practice for _number, _place, practice in found[:PRACTICES])


def _ranked(study: ScoredStudy, weaknesses: Sequence[str]) -> Iterator[tuple[int, int, Practice]]:
    for place, code in enumerate(weaknesses):
        for number, practice in enumerate(one for one in study.practices if one.subarea == code):
            yield number, place, practice
