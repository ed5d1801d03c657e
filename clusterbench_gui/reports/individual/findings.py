"""Strengths and weaknesses by a rule that is printed, each with how well it stands other methods."""

from collections.abc import Sequence

from clusterbench_gui.charts.words import share
from clusterbench_gui.domain.reporting import FRAGILE_BELOW, Mark
from clusterbench_gui.reports.individual.base import INDICATOR, Cell, Report, tight_style
from clusterbench_gui.support.texts import DASH

_LISTED = 5
_WIDTHS = (258.5, 52.0, 70.0, 90.0)
_ROOM = 150.0


def add_findings(report: Report) -> None:
    """Both, at sub-areas and at indicators; a sentence where nothing can be compared."""
    texts, manuscript = report.texts, report.manuscript
    if all(place.to_median is None for place in report.places.values()):
        manuscript.paragraph(texts.t("Nothing can be compared: there is no score, or too few others have one."))
        return
    manuscript.paragraph(
        texts.t(
            "Sub-areas stand before indicators, those farthest from the median first. A mark that holds in less than {share}"
            " of the variants of the method is fragile: other defensible methods often revoke it.",
            share=share(FRAGILE_BELOW, texts),
        ),
        see=("method",),
    )
    strong = texts.t("A strength lies in the top quartile and above the median.")
    weak = texts.t("A weakness lies below the median.")
    for sign, title, rule in ((1, texts.t("Strengths"), strong), (-1, texts.t("Weaknesses"), weak)):
        manuscript.room(_ROOM)
        manuscript.section(title)
        manuscript.paragraph(rule, manuscript.styles.note)
        _add_marks(report, sign)


def _add_marks(report: Report, sign: int) -> None:
    """A table of the clearest at each level, sub-areas first."""
    texts, rows, left_out = report.texts, [], 0
    for level in (INDICATOR + 1, INDICATOR):
        marks = report.marks(sign, level) if level < report.study.model.levels else []
        rows += [_row(report, mark) for mark in marks[:_LISTED]]
        left_out += max(len(marks) - _LISTED, 0)
    if not rows:
        report.manuscript.paragraph(texts.t("None by this rule."))
        return
    heads = (
        texts.t("Sub-area or indicator"),
        texts.t("Score"),
        texts.t("To the median"),
        texts.t("Holds in variants"),
    )
    caption = texts.t("Strengths, in points") if sign > 0 else texts.t("Weaknesses, in points")
    report.table(heads, rows, _WIDTHS, caption, style=tight_style(len(rows)))
    if left_out:
        more = texts.n("{n} more stands in the tables.", "{n} more stand in the tables.", left_out)
        report.manuscript.paragraph(more, report.manuscript.styles.note, see=("areas",))


def _row(report: Report, mark: Mark) -> Sequence[Cell]:
    place = report.places[mark.node]
    styles = report.manuscript.styles
    style = styles.cell_strong if place.node.level > INDICATOR else styles.cell
    name = report.manuscript.cell(report.called(mark.node), style)
    return name, report.points(place.score), report.distance(place.to_median), _steadiness(report, mark)


def _steadiness(report: Report, mark: Mark) -> str:
    if mark.steadiness is None:
        return DASH
    known = share(mark.steadiness, report.texts)
    return report.texts.t("{share}, fragile", share=known) if mark.is_fragile else known
