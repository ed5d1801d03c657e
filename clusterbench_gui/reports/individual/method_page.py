"""How the figures were made, in words that need no formula, and where they come from."""

from clusterbench_gui.charts.words import coded
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.individual.base import INDICATOR, Report
from clusterbench_gui.reports.method import method_sentences, provenance
from clusterbench_gui.support.texts import Texts

_WIDTHS = (390.5, 80.0)
_ROOM = 110.0


def add_method(report: Report) -> None:
    """From the values to the scores, what is missing, what is compared, what is not told, and how all of it was tested."""
    study, texts = report.study, report.texts
    for sentence in (*method_sentences(study, texts), _disclosure(study, texts)):
        report.manuscript.paragraph(sentence)
    if report.dossier.variants:
        report.manuscript.paragraph(_variants(report))
    _add_weights(report)
    report.manuscript.room(_ROOM)
    report.manuscript.section(texts.t("Where the figures come from"))
    report.manuscript.items(provenance(study, texts))


def _disclosure(study: ScoredStudy, texts: Texts) -> str:
    return texts.n(
        "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least {n} other"
        " cluster has a value.",
        "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least {n} other"
        " clusters have a value.",
        study.method.crowd,
    )


def _variants(report: Report) -> str:
    """What was varied, as `app.findings.DESIGN` has it."""
    return report.texts.t(
        "How sure a place is was tested by making the ranking {count} times. Each time the scale of the indicators was chosen"
        " at random from three (unitarisation, standardisation, places), the mean of each level from two (arithmetic,"
        " geometric), the weights within a quarter of those of the edition, and one indicator or none was left out. Nine in"
        " ten variants lie in the interval that is given.",
        count=report.texts.number(report.dossier.variants, 0),
    )


def _add_weights(report: Report) -> None:
    """One sentence where everything below the same node weighs the same, else a table of areas and sub-areas."""
    texts, model = report.texts, report.study.model
    if all(_is_even(model.children(node.code)) for node in model.nodes):
        report.manuscript.paragraph(
            texts.t("All indicators of a sub-area weigh the same, and so do all sub-areas of an area and all areas.")
        )
        return
    nodes = [place.node for place in report.places.values() if INDICATOR < place.node.level < model.levels]
    rows = [(coded(node, texts), texts.number(node.weight, 2)) for node in nodes]
    heads = (texts.t("Area and sub-area"), texts.t("Weight"))
    report.table(heads, rows, _WIDTHS, texts.t("Weights of areas and sub-areas"), name="weights")


def _is_even(nodes: tuple[Node, ...]) -> bool:
    return len({node.weight for node in nodes}) <= 1
