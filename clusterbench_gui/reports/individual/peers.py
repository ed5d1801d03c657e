"""The cluster beside those most like it, which are told as their mean."""

from clusterbench_gui.charts.words import coded
from clusterbench_gui.domain.reporting import Peers
from clusterbench_gui.reports.individual.base import INDICATOR, Cell, Report, tight_style

_WIDTHS = (245.5, 65.0, 95.0, 65.0)
_MOST_ROWS = 40


def add_peers(report: Report) -> None:
    """Own scores beside the mean of the most similar; a sentence where there is no crowd."""
    texts, dossier = report.texts, report.dossier
    if dossier.peers is None:
        report.manuscript.paragraph(texts.t("No other clusters can be called similar: too few have scores to compare."))
    else:
        _add_means(report, dossier.peers)


def _add_means(report: Report, peers: Peers) -> None:
    texts = report.texts
    report.manuscript.paragraph(
        texts.n(
            "Beside the mean of the {n} cluster whose profile over the sub-areas is most like that of this one.",
            "Beside the mean of the {n} clusters whose profiles over the sub-areas are most like that of this one.",
            peers.count,
        )
    )
    levels = report.study.model.levels
    nodes = [place for place in report.places.values() if place.node.level >= levels - 1]
    below = [place for place in report.places.values() if INDICATOR < place.node.level < levels - 1]
    rows: list[list[Cell]] = []
    for place in [*nodes, *below][:_MOST_ROWS]:
        mean = peers.means.get(place.node.code)
        distance = None if mean is None or place.score is None else place.score - mean
        style = report.manuscript.styles.cell_strong if place in nodes else report.manuscript.styles.cell
        label = report.manuscript.cell(coded(place.node, texts), style)
        rows.append([label, report.points(place.score), report.points(mean), report.distance(distance)])
    heads = (
        texts.t("Area and sub-area"),
        texts.t("Score"),
        texts.t("Most similar, mean"),
        texts.t("Difference"),
    )
    report.table(
        heads,
        rows,
        _WIDTHS,
        texts.t("Beside the most similar clusters, in points"),
        name="peers-table",
        style=tight_style(len(rows)),
    )
