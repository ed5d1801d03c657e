"""The results of all clusters: ranking with intervals, quarters by area and sub-area, heat map."""

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bullet import bullet_figure
from clusterbench_gui.charts.bullet import describe as describe_quarters
from clusterbench_gui.charts.heatmap import describe as describe_heat
from clusterbench_gui.charts.heatmap import heatmap_figure
from clusterbench_gui.charts.ranking import describe as describe_ranking
from clusterbench_gui.charts.ranking import ranking_figure
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.reports.general.certainty import shown_certainty
from clusterbench_gui.reports.general.grids import Column, Grid, Line, Value
from clusterbench_gui.reports.general.state import areas, by_median, spread, states, subareas
from clusterbench_gui.reports.general.writer import Writer, count_column, text_column

_FULL = 610.0
_RANKING_ROW, _HEAT_ROW, _BULLET_ROW = 13.5, 12.0, 34.0
_CHART, _QUARTERS = 130.0, 95.0
_HEAT = 190.0
_LEAST = 0.75
"""Of the height of a chart: how far it may shrink to stay on a page."""


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_STATES = {"strong": _("strong"), "middle": _("in the middle"), "weak": _("weak")}


def add_results(writer: Writer) -> None:
    """Who stands where, as far as it may be told."""
    texts = writer.texts
    writer.chapter("results", texts.t("Results at a glance"), fresh=writer.is_crowd)
    if not writer.is_crowd:
        writer.paragraph(texts.t("Too few clusters have a result to be shown beside each other."))
        return
    writer.paragraph(
        texts.t("{finding}.", finding=words.overview(writer.study, writer.top.code, texts)),
        texts.t("Places that lie close together must not be taken for differences."),
        see=["fig-ranking", "robustness"],
    )
    _add_ranking(writer)
    _add_quarters(writer, areas(writer.study.model))
    writer.paragraph(_rule(writer), see=["fig-quarters", "tab-subareas"])
    writer.grid(
        subareas_grid(writer), texts.t("Sub-areas from the highest median to the lowest, in points"), "tab-subareas"
    )
    _add_heat(writer)


def subareas_grid(writer: Writer) -> Grid:
    """The sub-areas by median, with how they count."""
    texts, study = writer.texts, writer.study
    known = states(study)
    columns = (
        text_column(texts.t("Sub-area"), "node"),
        *figure_columns(writer),
        text_column(texts.t("Counts as"), "state", 72),
    )
    lines = (
        Line((writer.called(one.node), *figures_of(writer, one.node), texts.t(_STATES[known[one.node.code]])))
        for one in by_median(study, subareas(study.model))
    )
    return Grid(columns, tuple(lines))


def figure_columns(writer: Writer) -> tuple[Column, ...]:
    """Number of clusters, quartiles, median, benchmark."""
    texts = writer.texts
    return (
        count_column(texts.t("Clusters"), "clusters", 42),
        writer.points(texts.t("Lower quartile"), "lower", 44),
        writer.points(texts.t("Median"), "median", 44),
        writer.points(texts.t("Upper quartile"), "upper", 44),
        writer.points(texts.t("Benchmark"), "benchmark", 55),
    )


def figures_of(writer: Writer, node: Node) -> tuple[Value, ...]:
    """What stands in those columns; nothing but the number where the clusters are no crowd."""
    found = spread(writer.study, node)
    if found is None:
        return (None,) * 5
    figures = found.figures
    return figures.count, figures.lower, found.median, figures.upper, figures.benchmark


def _rule(writer: Writer) -> str:
    return writer.texts.t(
        "Sub-areas are ordered by their medians. The quarter with the highest medians counts as strong, the quarter with"
        " the lowest as weak, all others as in the middle; recommendations follow this rule."
    )


def _add_quarters(writer: Writer, nodes: tuple[Node, ...]) -> None:
    study, theme, texts, level = writer.drawn, writer.theme, writer.texts, nodes[0].level
    height = min(_QUARTERS + _BULLET_ROW * len(nodes), _FULL)
    writer.figure(
        lambda size: bullet_figure(study, level, theme, texts, size=size),
        describe_quarters(study, level, texts),
        texts.t("Quarters of the clusters, median and benchmark by area"),
        "fig-quarters",
        heights=(height, height),
    )


def _add_ranking(writer: Writer) -> None:
    study, theme, texts, node = writer.drawn, writer.theme, writer.texts, writer.top.code
    certainty = shown_certainty(writer)
    height = min(_CHART + _RANKING_ROW * len(study.scores.clusters), _FULL)
    writer.figure(
        lambda size: ranking_figure(study, node, theme, texts, names=False, certainty=certainty, size=size),
        describe_ranking(study, node, texts, names=False, certainty=certainty),
        texts.t("Ranking by the index, with the places that hold in nine of ten variants of the method")
        if certainty
        else texts.t("Ranking by the index"),
        "fig-ranking",
        heights=(_LEAST * height, height),
    )


def _add_heat(writer: Writer) -> None:
    study, theme, texts = writer.drawn, writer.theme, writer.texts
    level = subareas(study.model)[0].level
    height = min(_HEAT + _HEAT_ROW * len(study.scores.clusters), _FULL)
    writer.paragraph(_versatile(writer, level), see=["fig-heat"])
    writer.figure(
        lambda size: heatmap_figure(study, level, theme, texts, names=False, size=size),
        describe_heat(study, level, texts, names=False),
        texts.t("Scores of all clusters by sub-area"),
        "fig-heat",
        heights=(_LEAST * height, height),
    )


def _versatile(writer: Writer, level: int) -> str:
    """How many clusters are in the top quarter of something, and how many of nothing."""
    study, texts = writer.study, writer.texts
    cells = (study.scores.cells[code] for code in study.scores.clusters)
    somewhere = sum(any(row[node.code].quartile == "A" for node in study.model.at(level)) for row in cells)
    return texts.n(
        "{n} cluster of {of} is in the top quarter in at least one sub-area.",
        "{n} clusters of {of} are in the top quarter in at least one sub-area.",
        somewhere,
        of=len(study.scores.clusters),
    )
