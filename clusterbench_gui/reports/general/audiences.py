"""Whom the report addresses, and the finding that each should know first."""

from collections.abc import Callable, Mapping

from clusterbench_gui.charts import relations
from clusterbench_gui.charts.classes import hidden, name, shown
from clusterbench_gui.domain.scores import VOIVODESHIP
from clusterbench_gui.reports.general.changes import change_in_words
from clusterbench_gui.reports.general.state import by_lead, by_median, subareas
from clusterbench_gui.reports.general.writer import Writer


def lead_for(writer: Writer, audience: str) -> str:
    """What the data say that an audience should know first; empty where they say nothing."""
    return _LEADS[audience](writer)


def _lowest_subarea(writer: Writer) -> str:
    found = by_median(writer.study, subareas(writer.study.model))[::-1]
    if not found:
        return ""
    nodes, median = writer.foremost([(one.median, writer.called(one.node)) for one in found])
    return writer.texts.t(
        "The lowest median of all sub-areas, {median} points, is that of {nodes}: half of the clusters have no more there.",
        nodes=nodes,
        median=median,
    )


def _lowest_indicator(writer: Writer) -> str:
    found = by_median(writer.study, writer.study.model.at(1))[::-1]
    if not found:
        return ""
    nodes, median = writer.foremost([(one.median, writer.called(one.node)) for one in found])
    return writer.texts.t(
        "Of all indicators the lowest median, {median} points, is that of {nodes}.", nodes=nodes, median=median
    )


def _change(writer: Writer) -> str:
    return change_in_words(writer, writer.top)


def _regions(writer: Writer) -> str:
    """The voivodeships with the highest and the lowest median, of those with enough clusters."""
    texts = writer.texts
    found = next((one for one in writer.overview.regions if one.grouping == VOIVODESHIP), None)
    if found is None or hidden(writer.study, found, None):
        return ""
    rows = [(row.median, name(row, texts)) for row in shown(writer.study, found, None) if row.median is not None]
    rows.sort(key=lambda pair: -(pair[0] or 0.0))
    best, high = writer.foremost(rows)
    worst, low = writer.foremost(rows[::-1])
    if high == low:
        return ""
    return texts.t(
        "Among the voivodeships with enough clusters to be shown, the median of the index is highest in: {best} ({high}),"
        " and lowest in: {worst} ({low}). Where few clusters stand behind a median, one of them can move it.",
        best=best,
        high=high,
        worst=worst,
        low=low,
    )


def _relation(writer: Writer) -> str:
    """The closest relation of sub-areas that is beyond chance."""
    nodes = subareas(writer.study.model)
    data = writer.overview.correlations.get(nodes[0].level) if nodes else None
    found = None if data is None else relations.relations_of(writer.study, data, None)
    if found is None or not found.sure:
        return ""
    return writer.texts.t(
        "{relation}. Why these go together, the study does not say: that is a question for research.",
        relation=relations.title(found, writer.texts),
    )


def _widest(writer: Writer) -> str:
    found = by_lead(writer.study, subareas(writer.study.model))
    if not found:
        return ""
    nodes, lead = writer.foremost([(one.lead, writer.called(one.node)) for one in found])
    return writer.texts.t(
        "What the best can do and most cannot yet shows most clearly in {nodes}: {lead} points lie between median and"
        " benchmark.",
        nodes=nodes,
        lead=lead,
    )


_LEADS: Mapping[str, Callable[[Writer], str]] = {
    "coordinators": _lowest_subarea,
    "members": _lowest_indicator,
    "national": _change,
    "regional": _regions,
    "science": _relation,
    "support": _widest,
}
