"""Inventing the clusters: who they are, how large and how mature. Shares are met as nearly as whole numbers allow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from math import exp, sqrt
from random import Random
from statistics import NormalDist

from clusterbench_gui.app.demo.recipes import Population, Recipes
from clusterbench_gui.domain.problems import ProblemError, problem

MAX_CLUSTERS = 6000


@dataclass(frozen=True, slots=True)
class Invented:
    """A cluster as chance made it.

    `factors` are its maturity by area, standard normal; `members` its size by type, `enterprises` the types that are firms.
    `joined` and `left` are of the two years before; `was_there` says that it took part in the edition before.
    """

    code: str
    name: str
    voivodeship: str
    industry: str
    products: str
    founded: int
    members: Mapping[str, int]
    enterprises: tuple[str, ...]
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
        return sum(self.members[kind] for kind in self.enterprises)

    def before(self, recipes: Recipes, rng: Random) -> "Invented":
        """The same cluster at the edition before: its size then, and its factors moved by that edition's drift.

        `joined` and `left` stay those of the later edition, which alone asks for them.
        """
        size = max(1, self.size - self.joined + self.left)
        members = dict(zip(self.members, apportioned(size, list(self.members.values())), strict=True))
        shift = {area: recipes.drift + recipes.change * rng.gauss(0, 1) for area in sorted(self.factors)}
        return replace(self, members=members, factors={area: self.factors[area] + shift[area] for area in shift})


def invented_clusters(people: Population, loading: Mapping[str, float], count: int, rng: Random) -> list[Invented]:
    """So many clusters by the population's shares. Raises `ProblemError` (`demo-clusters`) for too few or too many."""
    if not 1 <= count <= MAX_CLUSTERS:
        raise ProblemError(problem("demo-clusters", text=str(count)))
    sizes = _sizes(people, count, rng)
    regions = spread_over(people.voivodeships, count, rng)
    names = _names(people, spread_over(people.industries, count, rng), rng)
    previous = round(count * people.previous / people.clusters)
    there = [number < previous for number in range(count)]
    rng.shuffle(there)
    width = max(2, len(str(count)))
    parts = zip(names, regions, _members(people.types, sizes, rng), there, strict=True)
    return [
        _Maker(people, loading, rng).cluster((f"K{number:0{width}d}", *name, region), members, was_there=was_there)
        for number, (name, region, members, was_there) in enumerate(parts, 1)
    ]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Draws what a cluster is besides its name and its members."""

    people: Population
    loading: Mapping[str, float]
    rng: Random

    def cluster(
        self, identity: tuple[str, str, str, str, str], members: Mapping[str, int], *, was_there: bool
    ) -> Invented:
        """A cluster of this code, name, industry, products and region."""
        code, name, industry, products, region = identity
        size, rng = sum(members.values()), self.rng
        maturity = rng.gauss(0, 1)
        factors = {area: one * maturity + sqrt(1 - one**2) * rng.gauss(0, 1) for area, one in self.loading.items()}
        founded = self._founded(was_there=was_there)
        left = min(round(size * 0.05 * exp(rng.gauss(0, 0.7) - 0.2 * maturity)), size)
        growth = self.people.growth * exp(rng.gauss(0, 0.6) + 0.3 * maturity)
        joined = min(round(size * growth / (1 + growth)) + left, size - 1)
        if founded > self.people.last_before:
            joined = size + left
        return Invented(
            code,
            name,
            region,
            industry,
            products,
            founded,
            members,
            tuple(self.people.enterprises),
            joined,
            left,
            factors,
            was_there=was_there,
        )

    def _founded(self, *, was_there: bool) -> int:
        if was_there:
            return int(self.rng.triangular(*self.people.founded))
        return self.rng.randint(*self.people.founded_later)


def _sizes(people: Population, count: int, rng: Random) -> list[int]:
    """Log-normal sizes that add up to the published mean, the quantiles of the distribution in random order."""
    total, smallest = round(people.members / people.clusters * count), people.smallest
    quantiles = [NormalDist().inv_cdf((number + 0.5) / count) for number in range(count)]
    parts = apportioned(total - smallest * count, [exp(people.spread * one) for one in quantiles])
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


def _names(people: Population, industries: Sequence[str], rng: Random) -> Iterator[tuple[str, str, str]]:
    """Name, industry and products for each industry, subjects in turn. A name that is taken gets a second nickname."""
    taken: set[str] = set()
    turns = {industry: cycle(rng.sample(some, len(some))) for industry, some in people.subjects.items()}
    for industry in industries:
        subject, products = next(turns[industry])
        stem = f"{rng.choice(people.prefixes)} {subject}"
        name = f"{stem} „{rng.choice(people.nicknames)}”"
        while name in taken:
            first, second = rng.sample(people.nicknames, 2)
            name = f"{stem} „{first} i {second}”"
        taken.add(name)
        yield name, industry, products
