"""A chapter for each area: how it stands, what is strong and weak in it, the figures of all its indicators."""

from collections.abc import Iterator, Sequence

from clusterbench_gui.charts import words
from clusterbench_gui.charts.distribution import describe, distribution_figure, height_for, least_height_for
from clusterbench_gui.charts.relations import Relations, relations_of
from clusterbench_gui.domain.editions import Node, text_in
from clusterbench_gui.reports.general.changes import change_in_words, trend_at
from clusterbench_gui.reports.general.grids import Grid, Line
from clusterbench_gui.reports.general.results import figure_columns, figures_of
from clusterbench_gui.reports.general.state import Spread, areas, below, by_lead, by_median, spread
from clusterbench_gui.reports.general.writer import Writer, text_column

_FULL = 600.0
_LEAST = 0.75
"""Of the height of a chart: how far it may shrink to stay on a page."""
_NAMED = 2
"""Indicators that a sentence names at either end."""


def add_areas(writer: Writer) -> None:
    """The chapters in the order of the model."""
    writer.opening("areas")
    for area in areas(writer.study.model):
        _add_area(writer, area)


def _add_area(writer: Writer, area: Node) -> None:
    texts, study = writer.texts, writer.study
    title = texts.t("Area {code}: {name}", code=area.code, name=words.node_name(area, texts))
    is_index = area.code == writer.top.code
    whole = spread(study, area)
    name = words.node_name(area, texts) if is_index else title
    writer.chapter(f"area-{area.code}", name, fresh=whole is not None)
    if whole is None:
        writer.paragraph(texts.t("Too few clusters have a result in this area to say anything of it."))
        return
    names = {"figure": f"fig-area-{area.code}", "table": f"tab-area-{area.code}"}
    writer.paragraph(*_position(writer, whole), see=[names["figure"], names["table"]])
    writer.paragraph(*_inside(writer, area))
    writer.paragraph(*_indicators(writer, area))
    if trend_at(writer, area) is not None and area.code != writer.top.code:
        writer.paragraph(change_in_words(writer, area), see=["tab-trends"])
    writer.paragraph(*_relations(writer, area))
    caption = texts.t("Figures of {area}, in points", area=writer.called(area))
    writer.grid(area_grid(writer, area), caption, names["table"])
    _add_distribution(writer, area, names["figure"])


def area_grid(writer: Writer, area: Node) -> Grid:
    """The area and everything below it: number of clusters, quartiles, median, benchmark."""
    columns = (text_column(writer.texts.t("Area, sub-area, indicator"), "node"), *figure_columns(writer))
    return Grid(columns, tuple(_line(writer, node) for node in (area, *below(writer.study.model, area.code))))


def _line(writer: Writer, node: Node) -> Line:
    aside = text_in(node.unit, writer.texts.language)
    return Line((writer.called(node), *figures_of(writer, node)), rank=min(node.level - 1, 2), aside=aside)


def _position(writer: Writer, whole: Spread) -> Iterator[str]:
    """The area itself, and where its median stands among the areas."""
    texts, figures = writer.texts, whole.figures
    yield texts.n(
        "{n} cluster has a score here.",
        "{n} clusters have a score here.",
        figures.count,
    )
    yield texts.t(
        "The median is {median} points; the middle half of the clusters lies between {lower} and {upper}.",
        median=writer.figure_of(whole.median),
        lower=writer.figure_of(figures.lower),
        upper=writer.figure_of(figures.upper),
    )
    if whole.lead is not None:
        yield texts.t(
            "The benchmark is {benchmark} points, {lead} above the median.",
            benchmark=writer.figure_of(figures.benchmark),
            lead=writer.figure_of(whole.lead),
        )
    ranked = by_median(writer.study, areas(writer.study.model))
    if len(ranked) > 1 and writer.figure_of(ranked[0].median) != writer.figure_of(ranked[-1].median):
        if whole.node.code == ranked[0].node.code:
            yield texts.t("No other area has a higher median.")
        elif whole.node.code == ranked[-1].node.code:
            yield texts.t("No other area has a lower median.")


def _inside(writer: Writer, area: Node) -> Iterator[str]:
    """The sub-areas from the strongest to the weakest, and where the best are farthest ahead."""
    texts, study = writer.texts, writer.study
    children = by_median(study, study.model.children(area.code))
    if area.level > 2 and len(children) > 1:
        yield texts.t("From the highest median to the lowest: {nodes}.", nodes=writer.with_medians(children))
        ahead = by_lead(study, study.model.children(area.code))
        if ahead:
            nodes, lead = writer.foremost([(one.lead, writer.called(one.node)) for one in ahead])
            yield texts.t(
                "The distance between median and benchmark is the longest in {nodes}: {lead} points.",
                nodes=nodes,
                lead=lead,
            )


def _indicators(writer: Writer, area: Node) -> Iterator[str]:
    """What is strong and what is weak across the clusters: the indicators at either end, with all that print the same."""
    texts = writer.texts
    found = by_median(writer.study, writer.study.model.indicators(area.code))
    high, low = _end(writer, found), _end(writer, found[::-1])
    if len(high) + len(low) > len(found):
        return
    yield texts.t(
        "Strong across the clusters are the indicators with the highest medians: {nodes}.",
        nodes=writer.with_medians(high),
    )
    yield texts.t("Weak are those with the lowest: {nodes}.", nodes=writer.with_medians(low))


def _end(writer: Writer, found: Sequence[Spread]) -> list[Spread]:
    """The first of them, and whatever prints the same median as the last of these."""
    if len(found) < _NAMED:
        return list(found)
    last = writer.figure_of(found[_NAMED - 1].median)
    return [one for place, one in enumerate(found) if place < _NAMED or writer.figure_of(one.median) == last]


def _relations(writer: Writer, area: Node) -> Iterator[str]:
    """How its sub-areas go together, and whether they measure one thing."""
    texts = writer.texts
    children = {node.code for node in writer.study.model.children(area.code)}
    data = writer.overview.correlations.get(area.level - 1)
    if data is None:
        return
    relations = relations_of(writer.study, data, None)
    inside = [pair for pair in relations.sure if {pair.first.code, pair.second.code} <= children]
    if inside:
        yield texts.t(
            "Of the sub-areas of this area the closest relation is between {first} and {second} (correlation {value}).",
            first=writer.called(inside[0].first),
            second=writer.called(inside[0].second),
            value=words.coefficient(inside[0].r, texts),
        )
    elif len(children) > 1:
        yield texts.t("No relation between the sub-areas of this area can be told from chance.")
    yield _alpha(writer, relations, area)


def _alpha(writer: Writer, relations: Relations, area: Node) -> str:
    alpha = next((one.alpha for one in relations.consistency if one.node == area.code), None)
    if alpha is None:
        return ""
    return writer.texts.t(
        "Cronbach’s alpha of the area is {alpha}; the nearer it is to 1, the more its sub-areas rise and fall together.",
        alpha=words.coefficient(alpha, writer.texts),
    )


def _add_distribution(writer: Writer, area: Node, name: str) -> None:
    study, theme, texts = writer.drawn, writer.theme, writer.texts
    every, children = below(study.model, area.code), study.model.children(area.code)
    rows = every if least_height_for(len(every)) <= _FULL else children
    height = min(height_for(len(rows)), _FULL)
    writer.figure(
        lambda size: distribution_figure(study, area.code, theme, texts, size=size),
        describe(study, area.code, texts),
        texts.t("Middle half of the clusters, median and benchmark: {area}", area=writer.called(area)),
        name,
        heights=(_LEAST * height, height),
    )
