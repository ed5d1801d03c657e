"""How the figures were made, in words that need no formula, and where they come from."""

from collections.abc import Mapping

from clusterbench_gui.charts.words import coded, share
from clusterbench_gui.domain.editions import Method, Node
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.individual.base import INDICATOR, Report
from clusterbench_gui.reports.words import day
from clusterbench_gui.support.texts import Texts


def _(message: str) -> str:
    """Mark a text for the catalogue; it is translated where it is used."""
    return message


_NORMALISATION: Mapping[str, str] = {
    "minmax": _(
        "Every indicator is put on one scale by unitarisation: its value less the lowest value, divided by the range from"
        " the lowest to the highest. The lowest value gets {low} points, the highest {high}."
        " Where the edition fixes goalposts, these take the place of the lowest and the highest."
    ),
}
_AGGREGATION: Mapping[str, str] = {
    "amean": _(
        "The score of a sub-area is the weighted mean of its indicators, that of an area the weighted mean of its"
        " sub-areas, and the overall score the weighted mean of the areas. The weights stand in the attached file."
    ),
}
_MEAN = _("Where several experts rate the same thing, their mean counts; who gave no rating is left out of it.")
_PER_MEMBER = _("Counts that grow with the size of a cluster are divided by its members; their units say so.")
_WIDTHS = (390.5, 80.0)
_ROOM = 110.0


def add_method(report: Report) -> None:
    """From the values to the scores, what is missing, what is compared, what is not told, and how all of it was tested."""
    study, texts = report.study, report.texts
    for sentence in _sentences(study, texts):
        report.manuscript.paragraph(sentence)
    if report.dossier.variants:
        report.manuscript.paragraph(_variants(report))
    _add_weights(report)
    report.manuscript.room(_ROOM)
    report.manuscript.section(texts.t("Where the figures come from"))
    report.manuscript.items(_provenance(report.study, report.texts))


def _sentences(study: ScoredStudy, texts: Texts) -> list[str]:
    method = study.method
    low, high = texts.number(method.low, 0), texts.number(method.high, 0)
    return [
        texts.t(
            _NORMALISATION.get(method.normalise, _("Normalisation: {name}.")), low=low, high=high, name=method.normalise
        ),
        texts.t(
            "Of a stimulant more is better. Of a destimulant less is better, so the scale is turned round. A nominant is"
            " best at its optimum, and counts by its distance to it."
        ),
        *([texts.t(_MEAN)] if any(node.combine != "latest" for node in study.model.at(INDICATOR)) else []),
        *([texts.t(_PER_MEMBER)] if method.per_member else []),
        texts.t(_AGGREGATION.get(method.aggregate, _("Aggregation: {name}.")), name=method.aggregate),
        texts.t(
            "A missing value is never a zero. Nothing is put in its place: the others share its weight. A level has a score"
            " where values with at least {share} of the weights are present; coverage says how many are.",
            share=share(method.coverage, texts),
        ),
        _benchmark(method, texts),
        texts.t(
            "Equal scores share the better rank. Quartile A begins at the upper quartile of all clusters, B at the median,"
            " C at the lower quartile; D is below. Quartiles are interpolated linearly."
        ),
        texts.n(
            "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least {n} other"
            " cluster has a value.",
            "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least {n} other"
            " clusters have a value.",
            method.crowd,
        ),
    ]


def _benchmark(method: Method, texts: Texts) -> str:
    if method.benchmark_best < method.crowd:
        return texts.t(
            "No benchmark is shown: the method takes it from fewer clusters than make a crowd, and it would be another "
            "cluster's own result. The median is the middle score."
        )
    return texts.n(
        "The benchmark is the mean of the {n} best score. The median is the middle one. The gap is score less benchmark.",
        "The benchmark is the mean of the {n} best scores. The median is the middle one. The gap is score less benchmark.",
        method.benchmark_best,
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


def _provenance(study: ScoredStudy, texts: Texts) -> list[str]:
    """Edition, date of the data, version, fingerprint, and what has no score in the whole study."""
    facts = [
        texts.t("Edition: {edition}", edition=study.edition),
        texts.t("Date of the newest answer: {date}", date=day(study.as_of, texts)),
        texts.t("Program: ClusterBench {version}", version=study.program),
        texts.t("Fingerprint of data and method: {fingerprint}", fingerprint=study.scores.fingerprint),
    ]
    if study.synthetic:
        facts.append(texts.t("The clusters and all figures are invented."))
    return facts
