"""Functioning by promise: the cluster among all others, which have no names here."""

from clusterbench_gui.charts import portfolio
from clusterbench_gui.reports.individual.base import Report

_HEIGHTS = (235.0, 280.0)


def add_portfolio(report: Report) -> None:
    """The portfolio, and what it is for; a sentence where it cannot be drawn."""
    texts, found = report.texts, report.dossier.portfolio
    if found is None or not any(place.code == report.code for place in found.places):
        report.manuscript.paragraph(
            texts.t("The cluster has no place in the portfolio: one of the two scores is missing.")
        )
        return
    intro = texts.t(
        "Functioning is what the cluster has, does and achieves today; promise is what its surroundings let it become."
        " The dashed lines are the medians of all clusters. Right of and above both stand the candidates for model clusters."
    )
    study = report.printed
    report.chart(
        lambda size: portfolio.portfolio_figure(
            study, found, report.theme, texts, focus=report.code, only_focus=True, size=size
        ),
        portfolio.describe(study, found, texts, focus=report.code, only_focus=True),
        _HEIGHTS,
        caption=texts.t("Functioning and promise"),
        name="portfolio-chart",
        intro=intro,
    )
