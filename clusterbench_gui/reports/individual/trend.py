"""The way since the edition before: the cluster among those of both editions, and what its change is made of."""

from collections.abc import Mapping

from clusterbench_gui.charts import slope, split
from clusterbench_gui.charts.words import change, figure
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.findings import Split, Trend
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.individual.headline import moved

_SLOPE = (170.0, 235.0)
_SPLIT = (165.0, 195.0)


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_REASONS: Mapping[str, str] = {
    "editions-node": _("The edition before had nothing like this index."),
    "editions-nothing-shared": _("No indicator is the same in both editions."),
    "editions-per-member": _("Only one of the editions divides counts by members."),
    "change-unit": _("This cluster did not take part in the edition before."),
    "no-earlier-edition": _("The study has no edition before that it could be compared with."),
    "others-too-few": _("Too few other clusters took part in both editions."),
    "editions-no-panel": _("No cluster took part in both editions."),
}
_OTHERWISE = _("The change since the edition before cannot be told.")


def add_trend(report: Report) -> None:
    """Slopes of all, the split of the change; in their place why there is none."""
    trend, split_, missing = report.dossier.trend, report.dossier.split, report.dossier.missing
    if trend is None:
        codes = [one.code for one in missing.get("trend", ())]
        why = next((_REASONS[code] for code in codes if code in _REASONS), _OTHERWISE)
        report.manuscript.paragraph(report.texts.t(why))
        return
    _add_slope(report, trend)
    if split_ is not None:
        _add_split(report, split_)


def _add_slope(report: Report, trend: Trend) -> None:
    texts, study = report.texts, report.printed
    report.chart(
        lambda size: slope.slope_figure(
            study, trend, report.theme, texts, focus=report.code, only_focus=True, size=size
        ),
        slope.describe(study, trend, texts, focus=report.code),
        _SLOPE,
        caption=texts.t("The clusters of both editions"),
        name="slope",
        intro=_way(report, trend),
    )


def _way(report: Report, trend: Trend) -> str:
    """From the first score to the last, in a sentence."""
    texts, way = report.texts, moved(report)
    if way is None:
        return texts.t("This cluster has no score in one of the editions; the others are shown.")
    return texts.t(
        "{first}: {then} points; {last}: {now} points. The scores are made of the indicators that both editions have, on one"
        " scale, so they differ from the published ones.",
        first=text_in(trend.editions[0], texts.language),
        last=text_in(trend.editions[-1], texts.language),
        then=figure(report.study, way[0], texts),
        now=figure(report.study, way[1], texts),
    )


def _add_split(report: Report, found: Split) -> None:
    texts, study = report.texts, report.printed
    intro = texts.t(
        "A score also moves because others do: the best and the last make the scale. So the change of {points} points, each"
        " edition by itself, is split into what the cluster did and what happened around it.",
        points=change(study, found.after - found.before, texts),
    )
    report.chart(
        lambda size: split.split_figure(study, found, report.theme, texts, size=size),
        split.describe(study, found, texts),
        _SPLIT,
        caption=texts.t("What the change is made of"),
        name="split",
        intro=intro,
    )
