"""The summary: findings on one page, then the most pressing points for each audience."""

import re
from collections.abc import Iterator

from clusterbench_gui.domain.editions import AUDIENCES
from clusterbench_gui.reports.general.advice import advice_for
from clusterbench_gui.reports.general.audiences import lead_for
from clusterbench_gui.reports.general.certainty import settled
from clusterbench_gui.reports.general.changes import change_in_words
from clusterbench_gui.reports.general.grids import Column, Grid, Kind, Line
from clusterbench_gui.reports.general.models import models_in_words
from clusterbench_gui.reports.general.state import STRONG, WEAK, Spread, by_lead, in_state, spread, subareas
from clusterbench_gui.reports.general.writer import Writer, count_column
from clusterbench_gui.reports.words import audience_name

_POINTS = 2
"""Recommendations that a summary for an audience names."""
_SENTENCE_END = re.compile(r"(?<=\w{3})[.!?] (?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_AUDIENCE_ROOM = 150.0


def add_summary(writer: Writer) -> None:
    """Key figures and findings, then each audience."""
    texts = writer.texts
    writer.chapter("summary", texts.t("Summary"))
    whole = spread(writer.study, writer.top)
    if whole is None:
        writer.paragraph(
            texts.t(
                "Too few clusters have a result, so nothing can be said about the field without telling whose it is."
            )
        )
        return
    _add_key_figures(writer, whole)
    for head, finding, see in _findings(writer, whole):
        writer.point(head, finding, see)
    for audience in AUDIENCES:
        _add_audience(writer, audience)


def _add_key_figures(writer: Writer, whole: Spread) -> None:
    texts, figures = writer.texts, whole.figures
    columns = (
        count_column(texts.t("Clusters"), "clusters", 70),
        writer.points(texts.t("Lower quartile"), "lower", 85),
        writer.points(texts.t("Median"), "median", 85),
        writer.points(texts.t("Upper quartile"), "upper", 85),
        writer.points(texts.t("Benchmark"), "benchmark", 85),
    )
    line = Line((figures.count, figures.lower, whole.median, figures.upper, figures.benchmark))
    writer.grid(
        Grid((Column("", "node", Kind.TEXT), *columns), (Line((texts.t("Index"), *line.values), 1),)),
        texts.t("The index at a glance, in points"),
        "tab-glance",
    )


def _findings(writer: Writer, whole: Spread) -> Iterator[tuple[str, str, list[str]]]:
    """What a finding is about, the finding, and what it refers to: what is high, what is low, what changed, how sure."""
    texts, figures, figure = writer.texts, whole.figures, writer.figure_of
    middle = texts.t(
        "Half of the clusters reach {median} points of the index or more. The middle half of them lies between {lower} and"
        " {upper} points.",
        median=figure(whole.median),
        lower=figure(figures.lower),
        upper=figure(figures.upper),
    )
    yield texts.t("The whole field."), f"{middle} {_lead(writer, whole)}".strip(), ["tab-glance", "fig-ranking"]
    yield from _high_and_low(writer)
    yield texts.t("What changed."), change_in_words(writer, writer.top), ["trends"]
    yield texts.t("How sure."), settled(writer), ["robustness"]
    yield texts.t("Whom to learn from."), models_in_words(writer), ["models"]


def _lead(writer: Writer, whole: Spread) -> str:
    if whole.lead is None:
        return ""
    return writer.texts.n(
        "The best score, the benchmark, is {benchmark} points: {lead} above the median.",
        "The mean of the {n} best, the benchmark, is {benchmark} points: {lead} above the median.",
        writer.study.method.benchmark_best,
        benchmark=writer.figure_of(whole.figures.benchmark),
        lead=writer.figure_of(whole.lead),
    )


def _high_and_low(writer: Writer) -> Iterator[tuple[str, str, list[str]]]:
    texts, study = writer.texts, writer.study
    strong, weak = in_state(study, STRONG), in_state(study, WEAK)
    if strong and weak:
        yield texts.t("What is high."), texts.t("The highest medians: {nodes}.", nodes=writer.with_medians(strong)), []
        yield (
            texts.t("What is low."),
            texts.t("The lowest medians: {nodes}.", nodes=writer.with_medians(weak)),
            ["tab-subareas"],
        )
    ahead = by_lead(study, subareas(study.model))
    if ahead:
        nodes, lead = writer.foremost([(one.lead, writer.called(one.node)) for one in ahead])
        said = texts.t(
            "The best are the farthest ahead of the middle in {nodes}: {lead} points lie between median and benchmark.",
            nodes=nodes,
            lead=lead,
        )
        yield texts.t("Where to learn most."), said, []


def _add_audience(writer: Writer, audience: str) -> None:
    """A finding that matters to the audience, then the beginnings of its first recommendations."""
    texts, manuscript = writer.texts, writer.manuscript
    points = advice_for(writer, audience, WEAK)[:_POINTS]
    lead = lead_for(writer, audience)
    if not points and not lead:
        return
    manuscript.room(_AUDIENCE_ROOM)
    manuscript.section(audience_name(audience, texts))
    writer.paragraph(lead, see=["recommendations"] if points else [])
    writer.items((f"{writer.called(one.node)}.", _first_sentence(text)) for one, text in points)


def _first_sentence(text: str) -> str:
    """The first sentence of a text; an abbreviation, which is short, ends none."""
    end = _SENTENCE_END.search(text)
    return text if end is None else text[: end.start() + 1]
