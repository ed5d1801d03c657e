"""What an expert would say of a model at first sight, as codes and numbers; `app` words them.

Limits are rules of thumb, each with its source: they call for a look, they prove nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.statistics.components import adequacy, components, separates
from clusterbench_gui.scoring.statistics.correlation import correlate
from clusterbench_gui.scoring.statistics.effects import importance
from clusterbench_gui.scoring.statistics.reliability import reliability
from clusterbench_gui.scoring.statistics.univariate import univariate

_ALPHA, _REDUNDANT, _SILENT, _KMO, _FIRST, _DOMINANT = 0.6, 0.92, 0.3, 0.5, 0.4, 3.0
_AGAINST = 0.01
"""Alpha (Nunnally 1978: 0.6 for new scales), correlation of doubles and of mute indicators (JRC audits), KMO (Kaiser 1974: below 0.5 unacceptable), share
of the first component, and how many times its even share an indicator may carry."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `code` names it, `nodes` are what it is about, `value` the figure and `limit` what it was held against."""

    code: str
    nodes: tuple[str, ...]
    value: float
    limit: float


@dataclass(frozen=True, slots=True)
class Family:
    """A node with its children's scores (units x children) and its own."""

    node: str
    children: tuple[str, ...]
    scores: Floats
    own: Floats


def diagnose(names: Sequence[str], raw: Floats, families: Sequence[Family]) -> tuple[Finding, ...]:
    """Look at raw indicators (units x indicators) and at every family of normalised scores.

    Codes: "low-coverage", "many-zeros", "few-different", "skewed" of an indicator; "alpha-low", "item-against" (an indicator goes against the others of
    its group), "redundant" (two say the same), "silent" (hardly goes along with its parent), "dominant" (carries most of its parent),
    "sampling-inadequate" (KMO), "many-dimensions" (the first component explains little).

    Source: OECD/JRC Handbook (2008), steps 4 and 5; JRC audits of composite indicators.
    """
    return (*_of_indicators(names, raw), *(one for family in families for one in _of_family(family)))


def _of_indicators(names: Sequence[str], raw: Floats) -> Iterator[Finding]:
    limits = {"low-coverage": 0.65, "many-zeros": 0.5, "few-different": 0.5, "skewed": 2.0}
    units = len(raw)
    for name, one in zip(names, univariate(raw), strict=True):
        shares = {
            "low-coverage": one.available / units,
            "many-zeros": one.nonzero / units,
            "few-different": one.different / units,
            "skewed": one.skew,
        }
        for code in one.flags:
            yield Finding(code, (name,), shares[code], limits[code])


def _of_family(family: Family) -> Iterator[Finding]:
    varying = np.flatnonzero(separates(family.scores)).tolist()
    if len(varying) < 2:
        return
    scores, names = family.scores[:, varying], [family.children[place] for place in varying]
    found = reliability(scores)
    if found.alpha < _ALPHA:
        yield Finding("alpha-low", (family.node,), found.alpha, _ALPHA)
    for name, rest in zip(names, found.item_rest.tolist(), strict=True):
        if rest < -_AGAINST:
            yield Finding("item-against", (name, family.node), rest, 0.0)
    yield from _of_pairs(scores, names)
    yield from _of_shares(family, scores, names)
    yield from _of_components(family, scores)


def _of_pairs(scores: Floats, names: Sequence[str]) -> Iterator[Finding]:
    r = correlate(scores).r
    for one, other in combinations(range(len(names)), 2):
        if r[one, other] > _REDUNDANT:
            yield Finding("redundant", (names[one], names[other]), float(r[one, other]), _REDUNDANT)


def _of_shares(family: Family, scores: Floats, names: Sequence[str]) -> Iterator[Finding]:
    shares = importance(scores, family.own)
    for name, share in zip(names, shares.tolist(), strict=True):
        if share < _SILENT**2:
            yield Finding("silent", (name, family.node), float(np.sqrt(share)), _SILENT)
    total = float(np.nansum(shares))
    for name, share in zip(names, shares.tolist(), strict=True):
        if len(names) > _DOMINANT and total > 0 and share / total > _DOMINANT / len(names):
            yield Finding("dominant", (name, family.node), share / total, _DOMINANT / len(names))


def _of_components(family: Family, scores: Floats) -> Iterator[Finding]:
    complete = scores[~np.isnan(scores).any(axis=1)]
    if len(complete) <= scores.shape[1] or scores.shape[1] < 3 or (complete.std(axis=0) == 0).any():
        return
    try:
        overall = adequacy(complete).overall
    except ProblemError:  # one indicator follows from the others: they were called redundant already
        return
    if overall < _KMO:
        yield Finding("sampling-inadequate", (family.node,), overall, _KMO)
    first = float(components(complete).explained[0])
    if first < _FIRST:
        yield Finding("many-dimensions", (family.node,), first, _FIRST)
