"""What makes the distance to the benchmark and to the median: steps that add up."""

from clusterbench_gui.charts import waterfall
from clusterbench_gui.charts.words import figure
from clusterbench_gui.domain.findings import BENCHMARK, Gap
from clusterbench_gui.reports.individual.base import Report

_HEAD, _STEP = 122.0, 14.2
_FEW, _MANY = 8, 10
"""Steps that a waterfall has room for; two of them with their words stand on a page."""


def add_distance(report: Report) -> None:
    """A waterfall to each, with its sum in words; a sentence where there is neither."""
    texts, dossier = report.texts, report.dossier
    gaps = [gap for gap in (dossier.benchmark, dossier.median) if gap is not None]
    if not gaps:
        report.manuscript.paragraph(
            texts.t("The distance cannot be told: a score or a crowd to compare with is missing.")
        )
    for gap in gaps:
        _add_gap(report, gap)


def _add_gap(report: Report, gap: Gap) -> None:
    texts, study, against_best = report.texts, report.printed, gap.against == BENCHMARK
    steps = sum(bool(points) for _, points in gap.parts)
    report.chart(
        lambda size: waterfall.waterfall_figure(study, gap, report.theme, texts, size=size),
        waterfall.describe(study, gap, texts),
        (_HEAD + _STEP * min(steps, _FEW), _HEAD + _STEP * min(steps, _MANY)),
        caption=texts.t("From the benchmark to the cluster")
        if against_best
        else texts.t("From the median to the cluster"),
        name=f"gap-{gap.against}",
        intro=_sum(report, gap),
    )


def _sum(report: Report, gap: Gap) -> str:
    """Start, what takes and what gives, end."""
    texts, study = report.texts, report.study
    losses = [points for _, points in gap.parts if points < 0]
    gains = [points for _, points in gap.parts if points > 0]
    values = {
        "start": figure(study, gap.start, texts),
        "end": figure(study, gap.end, texts),
        "behind": texts.n("{n} indicator takes away", "{n} indicators take away", len(losses)),
        "lost": figure(study, -sum(losses), texts),
        "ahead": texts.n("{n} indicator adds", "{n} indicators add", len(gains)),
        "gained": figure(study, sum(gains), texts),
    }
    if gap.against == BENCHMARK:
        return texts.t(
            "The benchmark is {start}. From there {behind} {lost} points and {ahead} {gained}, which makes {end}.",
            **values,
        )
    return texts.t(
        "The median is {start}. From there {behind} {lost} points and {ahead} {gained}, which makes {end}.", **values
    )
