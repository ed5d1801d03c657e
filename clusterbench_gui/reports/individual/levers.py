"""What would help most: the indicators that bring the most points when the cluster reaches the next quarter in them."""

from clusterbench_gui.reports.individual.base import Report
from clusterbench_gui.reports.words import signed

_WIDTHS = (236.5, 48.0, 48.0, 46.0, 46.0, 46.0)
_LISTED = 8


def add_levers(report: Report) -> None:
    """The assumption and a table, the greatest gain first; a sentence where nothing can be gained or told."""
    texts, levers = report.texts, report.dossier.levers
    if not levers:
        report.manuscript.paragraph(texts.t("No step to a next quarter can be told for this cluster."))
        return
    report.manuscript.paragraph(
        texts.t(
            "Each line asks: what if this one indicator rose to the lower end of the next quarter, and everything else, the"
            " other clusters too, stayed as it is? The gains of several lines do not simply add up in places, and nothing here"
            " says how hard the step is."
        )
    )
    ordered = sorted(levers, key=lambda one: (-one.points, one.node))[:_LISTED]
    heads = (
        texts.t("Indicator"),
        texts.t("Score now"),
        texts.t("Score then"),
        texts.t("Quartile then"),
        texts.t("Overall score"),
        texts.t("Places"),
    )
    rows = [
        (
            report.called(one.node),
            report.points(one.start),
            report.points(one.end),
            one.quartile,
            report.distance(one.points),
            signed(one.places, texts, 0),
        )
        for one in ordered
    ]
    report.table(heads, rows, _WIDTHS, texts.t("One step in one indicator, in points"), name="levers-table")
