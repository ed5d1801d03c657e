"""How the figures of a report were made and where they come from, in the same words in every report."""

from collections.abc import Mapping

from clusterbench_gui.charts.words import share
from clusterbench_gui.domain.editions import Method
from clusterbench_gui.domain.scores import ScoredStudy
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


def method_sentences(study: ScoredStudy, texts: Texts) -> list[str]:
    """How scores, places and references are made, in words that need no formula."""
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
        *([texts.t(_MEAN)] if any(node.combine != "latest" for node in study.model.at(1)) else []),
        *([texts.t(_PER_MEMBER)] if method.per_member else []),
        texts.t(_AGGREGATION.get(method.aggregate, _("Aggregation: {name}.")), name=method.aggregate),
        texts.t(
            "A missing value is never a zero. Nothing is put in its place: the others share its weight. A level has a score"
            " where values with at least {share} of the weights are present; coverage says how many are.",
            share=share(method.coverage, texts),
        ),
        _benchmark(method, texts),
        texts.t(
            "Figures are rounded only when they are printed: a difference may be one in its last place away from what the"
            " printed figures would give."
        ),
        texts.t(
            "Equal scores share the better rank. Quartile A begins at the upper quartile of all clusters, B at the median,"
            " C at the lower quartile; D is below. Quartiles are interpolated linearly."
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


def provenance(study: ScoredStudy, texts: Texts) -> list[str]:
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
