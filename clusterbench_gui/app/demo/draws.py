"""Drawing an answer from its recipe, the cluster's maturity, and what was answered before."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import exp, log
from random import Random

from clusterbench_gui.app.demo.population import Invented
from clusterbench_gui.app.demo.recipes import KINDS, Habits, Recipe
from clusterbench_gui.domain.questions import Kind, QuestionState

_DAYS = 30.4375
_FIGURES = {Kind.INTEGER, Kind.DECIMAL, Kind.RANGE}
_KEPT = 0.85
"""How often a coordinator says the same of the same day as two years before."""
_ROUNDED_FROM = 20
_ROW = re.compile(r"\[(\d+)\]")
_MEAN_SIZE = 55


@dataclass(slots=True)
class Respondent:
    """Who answers in one interview: the cluster, its answers so far by name, and those of the edition before.

    `known` is what can be said of the cluster without a draw; `severity` lowers an expert's ratings; `asked` holds the
    refs of the questions that were asked.
    """

    cluster: Invented
    habits: Habits
    rng: Random
    known: Mapping[str, str]
    earlier: Mapping[str, str] = field(default_factory=dict)
    severity: float = 0.0
    given: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)


def known_of(cluster: Invented, code: str = "") -> dict[str, str]:
    """What recipes may take from a cluster by name; `code` is the expert's, where one answers."""
    return {
        "name": cluster.name,
        "code": cluster.code,
        "expert": code,
        "voivodeship": cluster.voivodeship,
        "industry": cluster.industry,
        "products": cluster.products,
        "founded": str(cluster.founded),
        "joined": str(cluster.joined),
        "left": str(cluster.left),
        "members": str(cluster.size),
        "firms": str(cluster.firms),
    }


def draw(recipe: Recipe, question: QuestionState, who: Respondent) -> str:
    """An answer of the question's kind; "" where the cluster has nothing to say."""
    if recipe.like in who.earlier and who.rng.random() < _KEPT:
        return who.earlier[recipe.like]
    if recipe.founded_before is not None and who.cluster.founded >= recipe.founded_before:
        return "0"
    if who.rng.random() >= recipe.given:
        return ""
    for kind in KINDS:
        if getattr(recipe, kind) not in (None, ""):
            return _DRAWS[kind](recipe, question, who)
    return _plain(question, who)


def is_figure(question: QuestionState) -> bool:
    """Whether the answer is a number, which can be too large."""
    return question.kind in _FIGURES


def _moved(recipe: Recipe, who: Respondent) -> float:
    """How far maturity and chance move an answer, in the units of the recipe's scale."""
    pulled = recipe.pull * who.cluster.factors[recipe.factor] if recipe.factor else 0.0
    return pulled + (who.rng.gauss(0, recipe.noise) if recipe.noise else 0.0)


def _chance(share: float, recipe: Recipe, who: Respondent) -> float:
    """A probability or share, moved on the logistic scale."""
    return 1 / (1 + exp(-(log(share / (1 - share)) + _moved(recipe, who))))


def _base(recipe: Recipe, who: Respondent) -> float:
    if not recipe.of:
        return 1.0
    return float(who.given.get(recipe.of) or who.known.get(recipe.of) or 0)


def _figure(value: float, recipe: Recipe, question: QuestionState, who: Respondent) -> str:
    step = recipe.step
    if value >= _ROUNDED_FROM and who.rng.random() < who.habits.rounded:
        step = max(step, 10.0 ** max(1, len(str(int(value))) - 2))
    value = min(max(round(value / step) * step, recipe.low), recipe.high)
    return f"{value:.12g}" if question.kind is Kind.DECIMAL else str(round(value))


def _known(recipe: Recipe, question: QuestionState, who: Respondent) -> str:
    if recipe.known == "members_by_type":
        row = _ROW.findall(question.ref)[-1]
        return str(list(who.cluster.members.values())[int(row) - 1])
    return who.known[recipe.known]


def _median(recipe: Recipe, question: QuestionState, who: Respondent) -> str:
    assert recipe.median is not None
    if recipe.zero and who.rng.random() < recipe.zero:
        return "0"
    size = (who.cluster.size / _MEAN_SIZE) ** recipe.size
    return _figure(recipe.median * _base(recipe, who) * size * exp(_moved(recipe, who)), recipe, question, who)


def _share(recipe: Recipe, question: QuestionState, who: Respondent) -> str:
    assert recipe.share is not None
    if recipe.zero and who.rng.random() < recipe.zero:
        return "0"
    base = _base(recipe, who)
    return str(min(int(_figure(base * _chance(recipe.share, recipe, who), recipe, question, who)), int(base)))


def _months(recipe: Recipe, _question: QuestionState, who: Respondent) -> str:
    assert recipe.months is not None
    assert recipe.after is not None
    return (recipe.after + timedelta(days=round(_DAYS * recipe.months * exp(_moved(recipe, who))))).isoformat()


def _year(recipe: Recipe, _question: QuestionState, who: Respondent) -> str:
    assert recipe.year is not None
    low, high, mode = recipe.year
    return str(min(high, max(round(who.rng.triangular(low, high, mode)), who.cluster.founded)))


def _yes(recipe: Recipe, _question: QuestionState, who: Respondent) -> str:
    assert recipe.yes is not None
    return "yes" if who.rng.random() < _chance(recipe.yes, recipe, who) else "no"


def _level(recipe: Recipe, question: QuestionState, who: Respondent) -> str:
    assert recipe.level is not None
    place = round(recipe.level + _moved(recipe, who) - (who.severity if recipe.severe else 0.0))
    return question.choices[min(max(place, 1), len(question.choices)) - 1].name


def _weights(recipe: Recipe, _question: QuestionState, who: Respondent) -> str:
    assert recipe.weights is not None
    return who.rng.choices(list(recipe.weights), weights=list(recipe.weights.values()))[0]


def _each(recipe: Recipe, question: QuestionState, who: Respondent) -> str:
    assert recipe.each is not None
    offered = [one.name for one in question.choices if one.name != recipe.none]
    chosen = [name for name in offered if who.rng.random() < _chance(recipe.each, recipe, who)]
    if len(chosen) > recipe.at_most:
        kept = set(who.rng.sample(chosen, recipe.at_most))
        chosen = [name for name in chosen if name in kept]
    return " ".join(chosen) or recipe.none or who.rng.choice(offered)


def _texts(recipe: Recipe, _question: QuestionState, who: Respondent) -> str:
    assert recipe.texts is not None
    return who.rng.choice(recipe.texts)


def _plain(question: QuestionState, who: Respondent) -> str:
    """An answer without a recipe: any choice, a small figure, no text."""
    if question.choices:
        return who.rng.choice(question.choices).name
    return str(who.rng.randint(0, 9)) if is_figure(question) else ""


_DRAWS: Mapping[str, Callable[[Recipe, QuestionState, Respondent], str]] = {
    "known": _known,
    "median": _median,
    "share": _share,
    "months": _months,
    "year": _year,
    "yes": _yes,
    "level": _level,
    "weights": _weights,
    "each": _each,
    "texts": _texts,
}
