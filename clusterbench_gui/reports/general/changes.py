"""The trends between editions, over the clusters that took part in both."""

from collections.abc import Sequence

from clusterbench_gui.charts.slope import describe, slope_figure
from clusterbench_gui.domain.editions import Node, text_in
from clusterbench_gui.domain.findings import Trend
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, Line
from clusterbench_gui.reports.general.state import areas
from clusterbench_gui.reports.general.writer import Writer, count_column, text_column

_EDITIONS = 2


def add_trends(writer: Writer) -> None:
    """Then and now: a chart of the index, a table by area, and the finding in words."""
    texts = writer.texts
    shown = trends_grid(writer)
    writer.chapter("trends", texts.t("Trends between editions"), fresh=False)
    writer.paragraph(change_in_words(writer, writer.top), see=["fig-trend", "tab-trends"])
    if not shown.lines:
        return
    writer.paragraph(
        texts.t(
            "Compared are only clusters that took part in both editions, and only indicators that both editions have, on"
            " one scale for both. These scores are therefore not the published ones, and can be compared with nothing"
            " but each other."
        )
    )
    writer.paragraph(_by_area(writer))
    _add_slope(writer)
    writer.grid(shown, texts.t("Median and benchmark then and now, in points, clusters of both editions"), "tab-trends")


def trends_grid(writer: Writer) -> Grid:
    """The index and the areas: clusters of both editions, median and benchmark then and now with their changes."""
    texts = writer.texts
    found = [trend for node in (writer.top, *_areas(writer)) if (trend := trend_at(writer, node)) is not None]
    before, after = _editions(found[0], writer) if found else ("", "")
    columns = (
        text_column(texts.t("Area"), "node"),
        count_column(texts.t("Clusters"), "clusters", 44),
        writer.points(texts.t("Median, {edition}", edition=before), "median_then", 50),
        writer.points(texts.t("Median, {edition}", edition=after), "median_now", 50),
        Column(texts.t("Change"), "median_change", Kind.CHANGE, writer.decimals, 42),
        writer.points(texts.t("Benchmark, {edition}", edition=before), "benchmark_then", 56),
        writer.points(texts.t("Benchmark, {edition}", edition=after), "benchmark_now", 56),
        Column(texts.t("Change"), "benchmark_change", Kind.CHANGE, writer.decimals, 42),
    )
    return Grid(columns, tuple(_line(writer, trend) for trend in found))


def trend_at(writer: Writer, node: Node) -> Trend | None:
    """The panel at a node, None where there is none or it is no crowd."""
    found = writer.overview.trends.get(node.code)
    few = found is None or len(found.rows) < writer.study.method.crowd or len(found.editions) < _EDITIONS
    return None if few else found


def change_in_words(writer: Writer, node: Node) -> str:
    """How the median of a node moved among the clusters of both editions."""
    texts, trend = writer.texts, trend_at(writer, node)
    if trend is None:
        return texts.t(
            "Nothing can be said of changes: too few clusters took part in this edition and in an earlier one."
        )
    moved = _moved(trend.medians)
    if moved is None:
        return ""
    before, after = _editions(trend, writer)
    values = {
        "node": writer.called(node),
        "before": before,
        "after": after,
        "then": writer.figure_of(trend.medians[0]),
        "now": writer.figure_of(trend.medians[-1]),
    }
    if values["then"] == values["now"]:
        return texts.n(
            "Of the {n} cluster of both editions the median stayed the same: {node} ({before}: {then}; {after}: {now}).",
            "Among the {n} clusters of both editions the median stayed the same: {node} ({before}: {then}; {after}: {now}).",
            len(trend.rows),
            **values,
        )
    if moved > 0:
        return texts.n(
            "Of the {n} cluster of both editions the median rose: {node} ({before}: {then}; {after}: {now}).",
            "Among the {n} clusters of both editions the median rose: {node} ({before}: {then}; {after}: {now}).",
            len(trend.rows),
            **values,
        )
    return texts.n(
        "Of the {n} cluster of both editions the median fell: {node} ({before}: {then}; {after}: {now}).",
        "Among the {n} clusters of both editions the median fell: {node} ({before}: {then}; {after}: {now}).",
        len(trend.rows),
        **values,
    )


def _areas(writer: Writer) -> tuple[Node, ...]:
    return tuple(node for node in areas(writer.study.model) if node.code != writer.top.code)


def _by_area(writer: Writer) -> str:
    """The areas whose medians rose and fell most, by what is printed."""
    texts = writer.texts
    moves = [
        (moved, node)
        for node in _areas(writer)
        if (trend := trend_at(writer, node)) is not None and (moved := _moved(trend.medians)) is not None
    ]
    rose = [f"{writer.called(node)} ({_signed(writer, moved)})" for moved, node in moves if _sign(writer, moved) > 0]
    fell = [f"{writer.called(node)} ({_signed(writer, moved)})" for moved, node in moves if _sign(writer, moved) < 0]
    parts = [
        texts.t("The median rose in: {areas}.", areas="; ".join(rose)) if rose else "",
        texts.t("The median fell in: {areas}.", areas="; ".join(fell)) if fell else "",
    ]
    return " ".join(part for part in parts if part)


def _sign(writer: Writer, moved: float) -> int:
    """1, -1, or 0 for what prints as zero."""
    return 0 if writer.figure_of(abs(moved)) == writer.figure_of(0.0) else 1 if moved > 0 else -1


def _signed(writer: Writer, moved: float) -> str:
    return Column("", "", Kind.CHANGE, writer.decimals).printed(moved, writer.texts)


def _moved(values: Sequence[float | None]) -> float | None:
    first, last = values[0], values[-1]
    return None if first is None or last is None else last - first


def _editions(trend: Trend, writer: Writer) -> tuple[str, str]:
    language = writer.texts.language
    return text_in(trend.editions[0], language), text_in(trend.editions[-1], language)


def _line(writer: Writer, trend: Trend) -> Line:
    node, medians, benchmarks = writer.study.model.node(trend.node), trend.medians, trend.benchmarks
    values = (
        *(medians[0], medians[-1], _moved(medians)),
        *(benchmarks[0], benchmarks[-1], _moved(benchmarks)),
    )
    return Line((writer.called(node), len(trend.rows), *values), rank=int(node.code == writer.top.code))


def _add_slope(writer: Writer) -> None:
    trend, study, texts = trend_at(writer, writer.top), writer.drawn, writer.texts
    if trend is not None:
        writer.figure(
            lambda size: slope_figure(study, trend, writer.theme, texts, names=False, size=size),
            describe(study, trend, texts, names=False),
            texts.t("Scores of the index in both editions, a line for each cluster"),
            "fig-trend",
            heights=(230.0, 330.0),
        )
