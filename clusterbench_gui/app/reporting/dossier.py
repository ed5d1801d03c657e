"""Everything that the report of one cluster may tell, already anonymous (`domain.reporting.Dossier`)."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from clusterbench_gui.app.reporting.company import memberships_of, peers_among, practices_for
from clusterbench_gui.app.reporting.crowd import anonymous, codes_for, has_crowd, portfolio_among, trend_among
from clusterbench_gui.app.reporting.distances import to_benchmark, to_median
from clusterbench_gui.app.reporting.levers import levers_of
from clusterbench_gui.app.reporting.material import Material
from clusterbench_gui.app.trends import split_of
from clusterbench_gui.domain.findings import Portfolio, Split, Standing, Trend
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.domain.reporting import Before, Dossier, Lever, Mark
from clusterbench_gui.domain.scores import ScoredStudy

Found = TypeVar("Found")


def dossier_of(material: Material, cluster: str) -> Dossier:
    """The dossier of a cluster. Raises `ProblemError` (`cluster-unknown`) where the study has no such cluster."""
    study = material.study
    if cluster not in study.scores.cells:
        raise ProblemError(problem("cluster-unknown", Place(name=cluster)))
    called = codes_for(study, cluster)
    shown = anonymous(study, cluster, called)
    parts = _Parts()
    marks = parts.part("marks", lambda: _marks(material, cluster)) or ()
    return Dossier(
        study=shown,
        cluster=cluster,
        standing=parts.part("standing", lambda: _standing(material, cluster)),
        variants=material.certainty.runs if material.certainty else 0,
        marks=marks,
        benchmark=parts.part("benchmark", lambda: to_benchmark(material, cluster)),
        median=parts.part("median", lambda: to_median(material, cluster)),
        portfolio=parts.part("portfolio", lambda: _portfolio(material, cluster, called)),
        peers=parts.part("peers", lambda: peers_among(shown, cluster)),
        memberships=memberships_of(study, cluster),
        trend=parts.part("trend", lambda: _trend(material, cluster, called)),
        split=parts.part("split", lambda: _split(material, cluster, called)),
        before=_before(material, cluster),
        levers=parts.part("levers", lambda: _levers(material, cluster)) or (),
        practices=practices_for(study, _weak_subareas(study, marks)),
        missing=parts.missing,
    )


class _Parts:
    """Parts of a dossier as they are found, with the reasons of those that are not."""

    def __init__(self) -> None:
        self.missing: dict[str, tuple[Problem, ...]] = {}

    def part(self, name: str, find: Callable[[], Found]) -> Found | None:
        """What is found; None where a problem says why there is nothing."""
        try:
            return find()
        except ProblemError as error:
            self.missing[name] = error.problems
            return None


def _standing(material: Material, cluster: str) -> Standing:
    study = material.study
    if material.certainty is None:
        raise ProblemError(*material.missing["standing"])
    found = next((one for one in material.certainty.standings if one.code == cluster), None)
    if found is None:
        raise ProblemError(problem("gap-no-score", Place(name=cluster)))
    if not has_crowd(study, cluster, _top(study)):
        raise _too_few(study)
    return found


def _portfolio(material: Material, cluster: str, called: dict[str, str]) -> Portfolio:
    found = portfolio_among(material.study, material.portfolio, cluster, called)
    if found is None:
        raise _too_few(material.study)
    return found


def _trend(material: Material, cluster: str, called: dict[str, str]) -> Trend:
    found = _panel(material, cluster)
    made = trend_among(material.study, found, cluster, called)
    if made is None:
        raise _too_few(material.study)
    return made


def _split(material: Material, cluster: str, called: dict[str, str]) -> Split:
    _trend(material, cluster, called)  # what the others did needs a crowd of them
    assert material.earlier is not None
    return split_of(material.study, material.earlier, cluster, _top(material.study))


def _panel(material: Material, cluster: str) -> Trend:
    """The trend of the index with the cluster in it. Raises `ProblemError` where there is none."""
    found = material.trends.get(_top(material.study))
    if found is None:
        raise ProblemError(*material.missing["trend"])
    if cluster not in dict(found.rows):
        raise ProblemError(problem("change-unit", Place(name=cluster)))
    return found


def _before(material: Material, cluster: str) -> dict[str, Before]:
    """By node what is known of the cluster in the edition before."""
    if material.earlier is None or cluster not in material.earlier.scores.cells:
        return {}
    cells = material.earlier.scores.cells[cluster]
    found = {}
    for node in material.study.model.nodes:
        then, now = material.changes.get(node.code, {}).get(cluster, (None, None))
        raw = cells[node.previous].raw if node.level == 1 and node.previous in cells else None
        way = None if then is None or now is None else _way(now - then, material.study.method.decimals)
        if (raw, way) != (None, None):
            found[node.code] = Before(raw, way)
    return found


def _way(change: float, decimals: int) -> int:
    """1, -1, or 0 for what prints as zero."""
    printed = round(change, decimals)
    return (printed > 0) - (printed < 0)


def _marks(material: Material, cluster: str) -> tuple[Mark, ...]:
    _comparable(material.study, cluster)
    return material.marks[cluster]


def _levers(material: Material, cluster: str) -> tuple[Lever, ...]:
    study, top = material.study, _top(material.study)
    if study.scores.cells[cluster][top].score is None:
        raise ProblemError(problem("gap-no-score", Place(name=cluster)))
    if not has_crowd(study, cluster, top):
        raise _too_few(study)
    return levers_of(study, material.composite, cluster)


def _comparable(study: ScoredStudy, cluster: str) -> None:
    """Raise `ProblemError` where there is no indicator at which the others are a crowd."""
    if not any(has_crowd(study, cluster, node.code) for node in study.model.at(1)):
        raise _too_few(study)


def _weak_subareas(study: ScoredStudy, marks: Iterable[Mark]) -> list[str]:
    """Sub-areas below the median, the farthest first."""
    level = max(study.model.levels - 2, 1)
    return [mark.node for mark in marks if mark.sign < 0 and study.model.node(mark.node).level == level]


def _too_few(study: ScoredStudy) -> ProblemError:
    return ProblemError(problem("others-too-few", crowd=study.method.crowd))


def _top(study: ScoredStudy) -> str:
    return study.model.at(study.model.levels)[0].code
