"""Area by area: bullets over the quarters of all clusters, and a table of every indicator."""

from dataclasses import replace

from clusterbench_gui.charts import bullet
from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.individual.results_table import add_results
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.words import name

_BULLET, _BULLETS = 30.0, 115.0
_MOST_BULLETS = 12
_MORE = 100.0
_TABLE_BEGINS = 110.0
"""Points: a chart takes its heading and the beginning of its table with it."""


def add_areas(report: Report) -> None:
    """The level below the index at a glance, then each of its nodes with all that is below it."""
    texts, low_high = report.texts, report.study.method
    low, high = texts.number(low_high.low, 0), texts.number(low_high.high, 0)
    report.manuscript.paragraph(
        texts.t(
            "Score, median and benchmark are points from {low} to {high}; the gap is score less benchmark. Quartile A is the"
            " best, D the last. A dash stands where there is no value, or too few clusters have one.",
            low=low,
            high=high,
        )
    )
    if report.dossier.before:
        report.manuscript.paragraph(
            texts.t(
                "↑ stands where the score is better than in the edition before, ↓ where it is worse, → where it is the same,"
                " on one scale of both editions."
            )
        )
    areas = report.study.model.at(report.study.model.levels - 1)
    if len(areas) > 1:
        caption = texts.t("The areas over the quarters of all clusters")
        _add_bullets(report, report.printed, areas[0].level, caption, "areas-chart", more=_MORE)
        rows = [report.top, *(report.places[area.code] for area in areas)]
        add_results(report, rows, texts.t("Overall score and areas"), name="areas-table")
    for area in areas:
        if report.study.model.children(area.code):
            _add_area(report, area)


def _add_area(report: Report, area: Node) -> None:
    """A section: the bullets of the next level, and the table of all below the area."""
    texts, part, level = report.texts, _part(report.printed, area), area.level - 1
    report.manuscript.room(_height(part, level) + _TABLE_BEGINS)
    report.manuscript.section(name(area, texts))
    caption = texts.t("{area} over the quarters of all clusters", area=area.name(texts.language))
    _add_bullets(report, part, level, caption, f"bullets-{area.code}")
    caption = texts.t("{area}: every indicator", area=area.name(texts.language))
    add_results(report, _below(report, area), caption, name=f"table-{area.code}")


def _add_bullets(
    report: Report, study: ScoredStudy, level: int, caption: str, called: str, *, more: float = 0.0
) -> None:
    """Bullets of a level, where others can be shown; `more` points of height where the page has them."""
    if all(report.places[node.code].median is None for node in study.model.at(level)):
        return
    texts, height = report.texts, _height(study, level)
    report.chart(
        lambda size: bullet.bullet_figure(study, level, report.theme, texts, focus=report.code, size=size),
        bullet.describe(study, level, texts, focus=report.code),
        (height, height + more),
        caption=caption,
        name=called,
    )


def _height(study: ScoredStudy, level: int) -> float:
    return _BULLETS + _BULLET * min(len(study.model.at(level)), _MOST_BULLETS)


def _part(study: ScoredStudy, area: Node) -> ScoredStudy:
    """The study with one area only, so that charts of a level show what is below it."""
    kept = {area.code} | {node.code for node in study.model.nodes if node.level > area.level}
    for node in reversed(study.model.nodes):  # from the index down
        if node.parent in kept and node.level < area.level:
            kept.add(node.code)
    return replace(study, model=Model(tuple(node for node in study.model.nodes if node.code in kept)))


def _below(report: Report, area: Node) -> list[Standing]:
    """All below an area, each node right before what is below it."""
    found: list[Standing] = []
    for child in report.study.model.children(area.code):
        found += [report.places[child.code], *_below(report, child)]
    return found
