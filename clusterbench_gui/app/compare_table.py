"""How one unit of a table stands: its distances split by indicator, strengths and weaknesses, nearest peers, what would help most."""

from collections.abc import Iterator, Sequence

import numpy as np

from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.explaining.gaps import at_benchmark, at_median, split
from clusterbench_gui.scoring.explaining.peers import nearest
from clusterbench_gui.scoring.explaining.steps import one_quartile_more
from clusterbench_gui.scoring.explaining.strengths import by_places
from clusterbench_gui.support.texts import Texts

BEST = 3
_SHOWN = 8
"""Parts of a distance that are named; the rest is one line."""
_FEW = 5


def comparison(composite: Composite, code: str, words: Texts) -> list[str]:
    """Lines on a unit beside the mean of the best three and the median, its peers, and single improvements.

    Raises `ProblemError` where there is no such unit; what cannot be told under a method is one sentence in its place.
    """
    if code not in composite.units:
        raise ProblemError(problem("cluster-unknown", Place(name=code)))
    unit, top = composite.units.index(code), composite.tree.codes[-1]
    return [
        *_distance(composite, unit, at_benchmark(composite, top, BEST), words.t("the best {n}", n=BEST), words),
        *_distance(composite, unit, at_median(composite, top), words.t("the median"), words),
        *_marks(composite, unit, words),
        *_peers(composite, unit, words),
        *_gains(composite, unit, top, words),
    ]


def _distance(composite: Composite, unit: int, rows: Sequence[int], to: str, words: Texts) -> Iterator[str]:
    try:
        found = split(composite, composite.tree.codes[-1], unit, rows)
    except ProblemError as error:
        yield from (sentence(one, words) for one in error.problems)
        return
    far = words.number(found.own - found.reference, 2)
    yield words.t("Distance to {to}: {points} points, made by", to=to, points=far)
    order = np.argsort(-np.abs(found.parts), kind="stable").tolist()
    for place in order[:_SHOWN]:
        yield f"  {words.number(-float(found.parts[place]), 2):>8}  {composite.tree.codes[place]}"
    rest = order[_SHOWN:]
    if rest:
        others = words.n("{n} other indicator", "{n} other indicators", len(rest))
        yield f"  {words.number(-float(found.parts[rest].sum()), 2):>8}  {others}"


def _marks(composite: Composite, unit: int, words: Texts) -> Iterator[str]:
    places = composite.ranks[:, : composite.tree.indicators]
    last = np.fmax.reduce(places, axis=0)
    found = by_places(places[unit], _FEW, last=last)
    for title, columns in ((words.t("Best places"), found.strengths), (words.t("Worst places"), found.weaknesses)):
        listed = (f"{composite.tree.codes[one]} ({words.number(float(places[unit, one]), 0)})" for one in columns)
        yield f"{title}: {', '.join(listed)}"


def _peers(composite: Composite, unit: int, words: Texts) -> Iterator[str]:
    level = min(2, composite.model.levels - 1)  # sub-areas: a profile has many of them
    columns = [composite.place(node.code) for node in composite.model.at(level)]
    found = nearest(composite.scores[:, columns], unit)
    listed = (f"{composite.units[one.unit]} ({words.number(one.distance, 1)})" for one in found)
    title = words.t("Nearest profiles (points apart)")
    yield f"{title}: {', '.join(listed)}"


def _gains(composite: Composite, unit: int, top: str, words: Texts) -> Iterator[str]:
    yield words.t("One quarter better in a single indicator would bring, all else as it is:")
    for gain in one_quartile_more(composite, unit, top)[:_FEW]:
        places = words.n("{n} place", "{n} places", round(gain.places))
        yield f"  {words.number(gain.points, 2):>8}  {composite.tree.codes[gain.indicator]} ({places})"
