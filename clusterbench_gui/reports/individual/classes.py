"""Where the cluster stands within the classes it belongs to: its size, its industry, and whatever else groups clusters."""

from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.reporting import Membership
from clusterbench_gui.reports.individual.base import Cell, Report
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.support.texts import DASH

_WIDTHS = (120.5, 150.0, 48.0, 46.0, 66.0, 40.0)


def add_classes(report: Report) -> None:
    """A line for each class, with the reason where it is no crowd; nothing without classes."""
    if not report.dossier.memberships:
        return
    texts = report.texts
    heads = (
        texts.t("Grouping"),
        texts.t("Class of this cluster"),
        texts.t("Clusters"),
        texts.t("Median"),
        texts.t("Middle half"),
        texts.t("Rank"),
    )
    rows = [_class(report, one) for one in report.dossier.memberships]
    caption = texts.t("Overall score within the classes of this cluster")
    report.table(heads, rows, _WIDTHS, caption, name="classes", in_words=2)


def _class(report: Report, one: Membership) -> list[Cell]:
    texts, region, styles = report.texts, one.region, report.manuscript.styles
    names = text_in(one.names, texts.language), text_in(region.names, texts.language, region.value)
    label, value = names[0], report.manuscript.cell(names[1], styles.cell)
    if region.median is None:
        why = report.manuscript.cell(texts.t("too few others to compare with"), styles.cell_note)
        return [label, TableCell(value), TableCell(why, span=4)]
    span = DASH
    if region.lower is not None and region.upper is not None:
        span = f"{report.points(region.lower)}{DASH}{report.points(region.upper)}"
    count = texts.number(region.count, 0)
    rank = f"{texts.number(one.rank, 0)}/{count}" if one.rank is not None else DASH
    return [label, TableCell(value), count, report.points(region.median), span, rank]
