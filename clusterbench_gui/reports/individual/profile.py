"""The shape of the cluster: its sub-areas as a radar, and the same in figures."""

from clusterbench_gui.charts import radar, words
from clusterbench_gui.reports.individual.base import Report, tight_style

_WIDTHS = (230.5, 60.0, 60.0, 60.0, 60.0)
_MANY_AXES = 9
_MOST_ROWS = 30


def add_profile(report: Report) -> None:
    """The radar of the profile's level, or bars where it has few nodes, with a table; a sentence where none has a score."""
    study, texts, level = report.printed, report.texts, words.profile_level(report.study.model)
    nodes = study.model.at(level)
    if all(report.places[node.code].score is None for node in nodes):
        report.manuscript.paragraph(texts.t("There is nothing to draw: no score."))
        return
    report.chart(
        lambda size: radar.radar_figure(study, report.code, level, report.theme, texts, size=size),
        radar.describe(study, report.code, level, texts),
        _heights(len(nodes)),
        caption=texts.t("Profile of the cluster beside median and benchmark"),
        name="radar",
    )
    if len(nodes) <= _MOST_ROWS:  # more stand in the tables of the areas
        _add_figures(report, level)


def _add_figures(report: Report, level: int) -> None:
    texts = report.texts
    heads = (
        words.level_name(report.study.model, level, texts),
        texts.t("Score"),
        texts.t("Median"),
        texts.t("Benchmark"),
        texts.t("To the median"),
    )
    rows = [
        (
            report.called(place.node.code),
            report.points(place.score),
            report.points(place.median),
            report.points(place.benchmark),
            report.distance(place.to_median),
        )
        for place in report.at(level)
    ]
    report.table(
        heads,
        rows,
        _WIDTHS,
        texts.t("Profile in figures, in points"),
        name="profile-table",
        style=tight_style(len(rows)),
    )


def _heights(axes: int) -> tuple[float, float]:
    """Limits in points: bars need a row each, a radar room for the labels around it."""
    if axes < words.LEAST_AXES:
        return 120.0 + 42 * axes, 120.0 + 42 * axes
    return (320.0, 360.0) if axes < _MANY_AXES else (350.0, 396.0)
