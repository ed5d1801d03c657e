"""Inventing the clusters: who they are, how large and how mature. Shares are met as nearly as whole numbers allow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from math import exp, sqrt
from random import Random
from statistics import NormalDist
from typing import Any

from clusterbench_gui.app.demo.recipes import Recipes
from clusterbench_gui.domain.problems import ProblemError, problem

MAX_CLUSTERS = 6000
_ENTERPRISES = ("micro", "small", "medium", "large")
_FOUNDED = (2002.0, 2009.4, 2007.5)
"""Lowest, highest and most frequent year of a cluster that took part in the edition before."""
_FOUNDED_LATER = (2008, 2011)
_LAST_BEFORE = 2009
"""A cluster founded later has no members two years before, so all of them joined since."""


@dataclass(frozen=True, slots=True)
class Invented:
    """A cluster as chance made it. `factors` are its maturity by area, standard normal; `members` its size by type.

    `joined` and `left` are of the two years before; `was_there` says that it took part in the edition before.
    """

    code: str
    name: str
    voivodeship: str
    industry: str
    products: str
    founded: int
    members: Mapping[str, int]
    joined: int
    left: int
    factors: Mapping[str, float]
    was_there: bool = False

    @property
    def size(self) -> int:
        """Members of all types."""
        return sum(self.members.values())

    @property
    def firms(self) -> int:
        """Members that are enterprises."""
        return sum(self.members.get(kind, 0) for kind in _ENTERPRISES)

    def before(self, recipes: Recipes, rng: Random) -> "Invented":
        """The same cluster at the edition before: its size then, and its factors moved by that edition's drift."""
        size = max(1, self.size - self.joined + self.left)
        members = dict(zip(self.members, apportioned(size, list(self.members.values())), strict=True))
        shift = {area: recipes.drift + recipes.change * rng.gauss(0, 1) for area in sorted(self.factors)}
        return replace(self, members=members, factors={area: self.factors[area] + shift[area] for area in shift})


def invented_clusters(recipes: Recipes, count: int, rng: Random) -> list[Invented]:
    """So many clusters by the population's shares. Raises `ProblemError` (`demo-clusters`) for too few or too many."""
    if not 1 <= count <= MAX_CLUSTERS:
        raise ProblemError(problem("demo-clusters", text=str(count), most=MAX_CLUSTERS))
    table = recipes.raw
    sizes = _sizes(table["population"], count, rng)
    regions = spread_over(table["voivodeships"], count, rng)
    industries = spread_over(table["industries"], count, rng)
    names = _names(table["names"], table["subjects"], industries, rng)
    population = table["population"]
    previous = round(count * population["previous"] / population["clusters"])
    there = [number < previous for number in range(count)]
    rng.shuffle(there)
    width = max(2, len(str(count)))
    parts = zip(names, regions, _members(population["types"], sizes, rng), there, strict=True)
    return [
        _cluster(recipes, (f"K{number:0{width}d}", *name, region), members, rng, was_there=was_there)
        for number, (name, region, members, was_there) in enumerate(parts, 1)
    ]


def _cluster(
    recipes: Recipes,
    identity: tuple[str, str, str, str, str],
    members: Mapping[str, int],
    rng: Random,
    *,
    was_there: bool,
) -> Invented:
    code, name, industry, products, region = identity
    size = sum(members.values())
    maturity = rng.gauss(0, 1)
    factors = {
        area: loading * maturity + sqrt(1 - loading**2) * rng.gauss(0, 1) for area, loading in recipes.loading.items()
    }
    founded = int(rng.triangular(*_FOUNDED)) if was_there else rng.randint(*_FOUNDED_LATER)
    left = min(round(size * 0.05 * exp(rng.gauss(0, 0.7) - 0.2 * maturity)), size)
    growth = recipes.raw["population"]["growth"] * exp(rng.gauss(0, 0.6) + 0.3 * maturity)
    joined = min(round(size * growth / (1 + growth)) + left, size - 1)
    if founded > _LAST_BEFORE:
        joined = size + left
    return Invented(
        code, name, region, industry, products, founded, members, joined, left, factors, was_there=was_there
    )


def _sizes(population: Mapping[str, Any], count: int, rng: Random) -> list[int]:
    """Log-normal sizes that add up to the published mean, the quantiles of the distribution in random order."""
    total, smallest = round(population["members"] / population["clusters"] * count), population["smallest"]
    quantiles = [NormalDist().inv_cdf((number + 0.5) / count) for number in range(count)]
    parts = apportioned(total - smallest * count, [exp(population["spread"] * one) for one in quantiles])
    sizes = [smallest + part for part in parts]
    rng.shuffle(sizes)
    return sizes


def _members(shares: Mapping[str, float], sizes: Sequence[int], rng: Random) -> Iterator[dict[str, int]]:
    """Members by type for each cluster: dealt from one shuffled deck in which the types have their shares."""
    counts = apportioned(sum(sizes), list(shares.values()))
    deck = [kind for kind, count in zip(shares, counts, strict=True) for _ in range(count)]
    rng.shuffle(deck)
    for size in sizes:
        dealt = [deck.pop() for _ in range(size)]
        yield {kind: dealt.count(kind) for kind in shares}


def apportioned(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total`, in proportion to the weights, by the largest remainder."""
    exact = [total * weight / sum(weights) for weight in weights]
    found = [int(one) for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda number: (found[number] - exact[number], number))
    for number in by_remainder[: total - sum(found)]:
        found[number] += 1
    return found


def spread_over(shares: Mapping[str, float], count: int, rng: Random) -> list[str]:
    """`count` keys in random order: each at least once where there are enough, the rest by their shares."""
    keys = list(shares)
    if count < len(keys):
        return rng.sample(keys, count)
    rest = apportioned(count - len(keys), list(shares.values()))
    found = [key for key, more in zip(keys, rest, strict=True) for _ in range(1 + more)]
    rng.shuffle(found)
    return found


def _names(
    words: Mapping[str, Sequence[str]],
    subjects: Mapping[str, Sequence[Sequence[str]]],
    industries: Sequence[str],
    rng: Random,
) -> Iterator[tuple[str, str, str]]:
    """Name, industry and products for each industry, subjects in turn. A name that is taken gets a second nickname."""
    taken: set[str] = set()
    turns = {industry: cycle(rng.sample(some, len(some))) for industry, some in subjects.items()}
    for industry in industries:
        subject, products = next(turns[industry])
        stem = f"{rng.choice(words['prefixes'])} {subject}"
        name = f"{stem} „{rng.choice(words['nicknames'])}”"
        while name in taken:
            first, second = rng.sample(words["nicknames"], 2)
            name = f"{stem} „{first} i {second}”"
        taken.add(name)
        yield name, industry, products
