"""Every view as a figure, in words, and as the table behind it. The same for the window, exports and reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.figure import Figure

from clusterbench_gui.app.findings import certainty_of, gap_of, peers_of, portfolio_of
from clusterbench_gui.app.groups import regions_of
from clusterbench_gui.app.relations import correlations_of, sensitivity_of
from clusterbench_gui.app.trends import split_of, trend_of
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import ABOUT_ONE, Kind, Selection
from clusterbench_gui.charts import (
    bullet,
    chances,
    comparison,
    correlations,
    duels,
    groups,
    heatmap,
    influences,
    missing,
    portfolio,
    radar,
    ranking,
    slope,
    split,
    strip,
    tree,
    voivodeships,
    waterfall,
)
from clusterbench_gui.charts.banner import banner
from clusterbench_gui.charts.words import Table, source
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.scores import VOIVODESHIP, ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import Theme

_OF_SOMEBODY = ABOUT_ONE | {Kind.COMPARISON}
"""Views that are nothing without a cluster in focus."""


class Drawn(NamedTuple):
    """A figure, what it shows in words, and the numbers behind it."""

    figure: Figure
    words: str
    table: Table


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a view is made of and for."""

    results: Results
    selection: Selection
    theme: Theme
    texts: Texts
    size: tuple[float, float]

    @property
    def study(self) -> ScoredStudy:
        return self.results.study

    @property
    def focus(self) -> str | None:
        return self.selection.cluster or None


def drawn(results: Results, selection: Selection, theme: Theme, texts: Texts, size: tuple[float, float]) -> Drawn:
    """A view in a size in inches. Raises `ProblemError` where what it needs cannot be found, in words for people."""
    if selection.kind in _OF_SOMEBODY and selection.cluster not in results.study.scores.cells:
        raise ProblemError(problem("view-of-nobody"))
    made = _VIEWS[selection.kind](_Asked(results, selection, theme, texts, size))
    if not results.study.experiment.is_official:
        banner(made.figure, texts.t("EXPERIMENT, NOT THE RESULT"), theme)
    return made


def source_line(results: Results, texts: Texts) -> str:
    """Edition, number of clusters, method, and whatever a reader has to be warned of, as under every picture."""
    return source(results.study, texts)


def _ranking(asked: _Asked) -> Drawn:
    study, node, focus = asked.study, asked.selection.node, asked.focus
    certainty = asked.results.certainty if node == study.model.at(study.model.levels)[0].code else None
    figure = ranking.ranking_figure(
        study, node, asked.theme, asked.texts, focus=focus, size=asked.size, certainty=certainty
    )
    words = ranking.describe(study, node, asked.texts, focus=focus, certainty=certainty)
    return Drawn(figure, words, ranking.table(study, node, asked.texts, focus=focus, certainty=certainty))


def _strip(asked: _Asked) -> Drawn:
    study, cluster, node = asked.study, asked.selection.cluster, asked.selection.node
    return Drawn(
        strip.strip_figure(study, cluster, node, asked.theme, asked.texts, size=asked.size),
        strip.describe(study, cluster, node, asked.texts),
        strip.table(study, cluster, node, asked.texts),
    )


def _profile(asked: _Asked) -> Drawn:
    study, cluster, level = asked.study, asked.selection.cluster, asked.selection.level
    return Drawn(
        radar.radar_figure(study, cluster, level, asked.theme, asked.texts, size=asked.size),
        radar.describe(study, cluster, level, asked.texts),
        radar.table(study, cluster, level, asked.texts),
    )


def _quarters(asked: _Asked) -> Drawn:
    study, level, focus = asked.study, asked.selection.level, asked.focus
    return Drawn(
        bullet.bullet_figure(study, level, asked.theme, asked.texts, focus=focus, size=asked.size),
        bullet.describe(study, level, asked.texts, focus=focus),
        bullet.table(study, level, asked.texts, focus=focus),
    )


def _heatmap(asked: _Asked) -> Drawn:
    study, level, focus = asked.study, asked.selection.level, asked.focus
    return Drawn(
        heatmap.heatmap_figure(study, level, asked.theme, asked.texts, focus=focus, size=asked.size),
        heatmap.describe(study, level, asked.texts, focus=focus),
        heatmap.table(study, level, asked.texts),
    )


def _portfolio(asked: _Asked) -> Drawn:
    found = portfolio_of(asked.study)
    return _of_all(asked, found, portfolio.portfolio_figure, portfolio.describe, portfolio.table)


def _comparison(asked: _Asked) -> Drawn:
    study, level, focus = asked.study, asked.selection.level, asked.focus
    others = asked.selection.compared or peers_of(study, asked.selection.cluster)
    clusters = (asked.selection.cluster, *others)
    return Drawn(
        comparison.comparison_figure(
            study, level, asked.theme, asked.texts, clusters=clusters, focus=focus, size=asked.size
        ),
        comparison.describe(study, level, asked.texts, clusters=clusters, focus=focus),
        comparison.table(study, level, asked.texts, clusters=clusters),
    )


def _groups(asked: _Asked) -> Drawn:
    found = regions_of(asked.study, asked.selection.grouping, asked.selection.node)
    return _of_all(asked, found, groups.groups_figure, groups.describe, groups.table)


def _map(asked: _Asked) -> Drawn:
    found = regions_of(asked.study, VOIVODESHIP, asked.selection.node)
    return _of_all(asked, found, voivodeships.voivodeships_figure, voivodeships.describe, voivodeships.table)


def _chances(asked: _Asked) -> Drawn:
    found = asked.results.certainty or certainty_of(asked.study)
    return _of_all(asked, found, chances.chances_figure, chances.describe, chances.table)


def _duels(asked: _Asked) -> Drawn:
    found = asked.results.certainty or certainty_of(asked.study)
    return _of_all(asked, found, duels.duels_figure, duels.describe, duels.table)


def _gap(asked: _Asked) -> Drawn:
    chosen = asked.selection
    found = gap_of(asked.study, chosen.cluster, chosen.node, chosen.against)
    return Drawn(
        waterfall.waterfall_figure(asked.study, found, asked.theme, asked.texts, size=asked.size),
        waterfall.describe(asked.study, found, asked.texts),
        waterfall.table(asked.study, found, asked.texts),
    )


def _influences(asked: _Asked) -> Drawn:
    found = asked.results.sensitivity or sensitivity_of(asked.study)
    return _of_all(asked, found, influences.influences_figure, influences.describe, influences.table)


def _correlations(asked: _Asked) -> Drawn:
    found = correlations_of(asked.study, asked.selection.level)
    return _of_all(asked, found, correlations.correlations_figure, correlations.describe, correlations.table)


def _trend(asked: _Asked) -> Drawn:
    found = trend_of(asked.study, _earlier(asked), asked.selection.node)
    return _of_all(asked, found, slope.slope_figure, slope.describe, slope.table)


def _split(asked: _Asked) -> Drawn:
    found = split_of(asked.study, _earlier(asked), asked.selection.cluster, asked.selection.node)
    return Drawn(
        split.split_figure(asked.study, found, asked.theme, asked.texts, size=asked.size),
        split.describe(asked.study, found, asked.texts),
        split.table(asked.study, found, asked.texts),
    )


def _earlier(asked: _Asked) -> ScoredStudy:
    if asked.results.earlier is None:
        raise ProblemError(problem("no-earlier-edition"))
    return asked.results.earlier


def _missing(asked: _Asked) -> Drawn:
    study, focus = asked.study, asked.focus
    return Drawn(
        missing.missing_figure(study, asked.theme, asked.texts, focus=focus, size=asked.size),
        missing.describe(study, asked.texts, focus=focus),
        missing.table(study, asked.texts, focus=focus),
    )


def _tree(asked: _Asked) -> Drawn:
    study, focus = asked.study, asked.focus
    return Drawn(
        tree.tree_figure(study, asked.theme, asked.texts, focus=focus, size=asked.size),
        tree.describe(study, asked.texts, focus=focus),
        tree.table(study, asked.texts, focus=focus),
    )


def _of_all(
    asked: _Asked,
    found: object,
    figure: Callable[..., Figure],
    describe: Callable[..., str],
    table: Callable[..., Table],
) -> Drawn:
    """A view of something found, with the focus marked."""
    return Drawn(
        figure(asked.study, found, asked.theme, asked.texts, focus=asked.focus, size=asked.size),
        describe(asked.study, found, asked.texts, focus=asked.focus),
        table(asked.study, found, asked.texts, focus=asked.focus),
    )


_VIEWS: Mapping[Kind, Callable[[_Asked], Drawn]] = {
    Kind.RANKING: _ranking,
    Kind.STRIP: _strip,
    Kind.PROFILE: _profile,
    Kind.QUARTERS: _quarters,
    Kind.HEATMAP: _heatmap,
    Kind.COMPARISON: _comparison,
    Kind.GROUPS: _groups,
    Kind.MAP: _map,
    Kind.PORTFOLIO: _portfolio,
    Kind.GAP: _gap,
    Kind.TREND: _trend,
    Kind.SPLIT: _split,
    Kind.CHANCES: _chances,
    Kind.DUELS: _duels,
    Kind.INFLUENCES: _influences,
    Kind.CORRELATIONS: _correlations,
    Kind.MISSING: _missing,
    Kind.TREE: _tree,
}
