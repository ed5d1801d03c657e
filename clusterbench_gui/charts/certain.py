"""How sure places are, in order and in words: what the charts of certainty share."""

import numpy as np
import numpy.typing as npt

from clusterbench_gui.charts import words
from clusterbench_gui.domain.findings import Certainty, Standing
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import DASH, Texts

Shares = npt.NDArray[np.float64]


def chances_of(certainty: Certainty) -> Shares:
    """The chances of all standings, a row for each."""
    return np.array([standing.chances for standing in certainty.standings], dtype=np.float64)


def mean_places(chances: Shares) -> list[float]:
    """The means of the clusters' places over the variants in which they have one."""
    places = np.arange(1, chances.shape[1] + 1)
    means: list[float] = (chances @ places / chances.sum(axis=1)).tolist()
    return means


def places(first: int, last: int, texts: Texts) -> str:
    """One place or a range of them."""
    low, high = texts.number(first, 0), texts.number(last, 0)
    return low if first == last else f"{low}{DASH}{high}"


def span(standing: Standing, texts: Texts) -> str:
    """The places that hold nine in ten variants."""
    return places(standing.low, standing.high, texts)


def spoken(standing: Standing, texts: Texts) -> str:
    """The same in the middle of a sentence."""
    said = span(standing, texts)
    return (
        texts.t("place {places}", places=said)
        if standing.low == standing.high
        else texts.t("places {places}", places=said)
    )


def not_computed(certainty: Certainty, texts: Texts) -> str:
    """What a reader of the variants has to be warned of; empty where all were computed."""
    if not certainty.failed:
        return ""
    return texts.n(
        "{count} more variant could not be computed",
        "{count} more variants could not be computed",
        certainty.failed,
        count=texts.number(certainty.failed, 0),
    )


def source(study: ScoredStudy, certainty: Certainty, texts: Texts) -> str:
    """The source line with the warning."""
    return "; ".join(part for part in (words.source(study, texts), not_computed(certainty, texts)) if part)


def nothing(study: ScoredStudy, certainty: Certainty, texts: Texts, focus: str | None) -> str:
    """Why nothing can be shown; empty where something can."""
    if not certainty.standings:
        return texts.t("No cluster has a result here yet")
    if words.few_others(study, focus, (standing.code for standing in certainty.standings)):
        return texts.t("Too few clusters to compare")
    return ""
