"""`demo.toml` of an edition: how its invented clusters answer. The file itself says what the entries mean."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.model import Element

DEMO_FILE = "demo.toml"
KINDS = ("known", "median", "share", "months", "year", "yes", "level", "weights", "each", "texts")
"""Entries that say by what kind of draw a question is answered; a recipe has one of them, or none."""
KNOWN = frozenset(
    {"name", "code", "expert", "voivodeship", "industry", "products", "founded", "joined", "left", "members", "firms"}
    | {"members_by_type"}
)
"""What is known of a cluster without a draw."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one question is answered; without an entry of `KINDS` any choice, a small figure, no text."""

    known: str = ""
    median: float | None = None
    share: float | None = None
    months: float | None = None
    year: tuple[int, int, int] | None = None
    yes: float | None = None
    level: float | None = None
    weights: Mapping[str, float] | None = None
    each: float | None = None
    texts: tuple[str, ...] | None = None
    of: str = ""
    size: float = 0.0
    step: float = 1.0
    low: float = 0.0
    high: float = 1e12
    zero: float = 0.0
    after: date | None = None
    none: str = ""
    at_most: int = 99
    given: float = 1.0
    factor: str = ""
    pull: float = 0.0
    noise: float = 0.0
    absent: float | None = None
    like: str = ""
    severe: bool = False
    founded_before: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for what cannot be drawn from."""
        for name in ("share", "yes", "each"):
            value = getattr(self, name)
            if value is not None and not 0 < value < 1:
                raise ValueError(f"{name} = {value}")
        for name in ("zero", "given", "absent"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                raise ValueError(f"{name} = {value}")
        if self.known and self.known not in KNOWN:
            raise ValueError(f"known = {self.known!r}")
        if self.months is not None and self.after is None:
            raise ValueError("months, after")
        if self.weights is not None and not sum(self.weights.values()) > 0:
            raise ValueError("weights")
        if self.texts is not None and not self.texts:
            raise ValueError("texts")
        if self.step <= 0 or self.low > self.high:
            raise ValueError("step, low, high")


@dataclass(frozen=True, slots=True)
class Habits:
    """How an interviewer works: time for a question against the usual, absences likewise, chances of rounding and remarks."""

    name: str
    pace: float = 1.0
    absent: float = 1.0
    rounded: float = 0.0
    remark: float = 0.0
    clusters: int = 25


@dataclass(frozen=True, slots=True)
class Customs:
    """What is the same for all interviews: chances of an absence, an outlier, a correction, an approval."""

    absent: float
    outlier: float
    correction: float
    approved: float
    supervisor: str


@dataclass(frozen=True, slots=True)
class Population:
    """The clusters of an edition: `members` in so many `clusters`, shares by type, place and industry, words for names.

    `founded` is lowest, highest and most frequent year of clusters that took part in the edition before, `founded_later`
    first and last year of the others. Who was founded after `last_before` had no members two years ago.
    """

    members: int
    clusters: int
    spread: float
    smallest: int
    growth: float
    previous: int
    founded: tuple[float, float, float]
    founded_later: tuple[int, int]
    last_before: int
    enterprises: tuple[str, ...]
    types: Mapping[str, float]
    industries: Mapping[str, float]
    voivodeships: Mapping[str, float]
    subjects: Mapping[str, Sequence[Sequence[str]]]
    prefixes: Sequence[str]
    nicknames: Sequence[str]


@dataclass(frozen=True, slots=True)
class Panel:
    """The experts: their questionnaire, how many fill it in for a cluster (lowest, highest), and how they differ."""

    instrument: str
    forms: tuple[int, int]
    pool: int
    severity: float


@dataclass(frozen=True, slots=True)
class Staging:
    """Who does the field work of a demonstration; only the newest edition of a study needs it."""

    population: Population
    customs: Customs
    team: tuple[Habits, ...]
    first_names: Sequence[str]
    last_names: Sequence[str]
    panel: Panel | None
    remarks: Mapping[str, Sequence[str]]
    contacts: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Recipes:
    """What `demo.toml` says: recipes by instrument and question, and how maturity shows in each area.

    `drift` and `change` move the factors of an edition before against those of the one after it.
    """

    answers: Mapping[str, Mapping[str, Recipe]]
    loading: Mapping[str, float]
    drift: float = 0.0
    change: float = 0.0
    staging: Staging | None = None


def read_recipes(edition: Edition) -> Recipes:
    """Read an edition's recipes. Raises `ProblemError` where it has none, or an entry cannot be drawn from."""
    place = Place(file=DEMO_FILE)
    if DEMO_FILE not in edition.files:
        raise ProblemError(problem("edition-file-missing", place))
    try:
        table = tomllib.loads(edition.files[DEMO_FILE].decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemError(problem("toml-syntax", place, detail=str(error))) from error
    try:
        return _recipes(edition, table)
    except KeyError as error:
        raise ProblemError(problem("edition-key-missing", Place(file=DEMO_FILE, name=str(error.args[0])))) from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise ProblemError(problem("edition-value", place, detail=str(error))) from error


def check_recipes(edition: Edition, forms: Mapping[str, Form]) -> list[Problem]:
    """What is wrong with an edition's recipes: the file itself, and names that its questionnaires do not have."""
    try:
        recipes = read_recipes(edition)
    except ProblemError as error:
        return list(error.problems)
    found: list[Problem] = []
    for instrument, form in forms.items():
        elements = {one.name: one for one in form.elements if one.control is not None}
        for name, recipe in recipes.answers.get(instrument, {}).items():
            place = Place(file=DEMO_FILE, name=f"{instrument}.{name}")
            if name not in elements:
                found.append(problem("unknown-name", place, name=name))
            else:
                found += _wrong_choices(recipe, _choices(form, elements[name]), name, place)
    return found


def _wrong_choices(recipe: Recipe, known: frozenset[str], name: str, place: Place) -> Iterator[Problem]:
    for choice in (*(recipe.weights or ()), recipe.none):
        if choice and choice not in known:
            yield problem("choice-not-in-list", place, text=choice, question=name, known=", ".join(sorted(known)[:12]))


def _choices(form: Form, element: Element) -> frozenset[str]:
    """The names of a question's choices, whatever its filter."""
    control = element.control
    assert control is not None
    found = {one.value for one in control.choices}
    itemset = control.itemset
    if itemset is not None:
        for identity, document in form.instances.items():
            if f"'{identity}'" in itemset.source or f'"{identity}"' in itemset.source:
                found |= {
                    part.text() for node in document.walk() for part in node.children if part.name == itemset.value
                }
    return frozenset(found)


def _recipes(edition: Edition, table: Mapping[str, Any]) -> Recipes:
    wave = table.get("wave", {})
    loading = {area: float(value) for area, value in table["loading"].items()}
    if any(not 0 <= value <= 1 for value in loading.values()):
        raise ValueError("loading")
    return Recipes(
        answers={one.id: dict(_answers(one.id, table.get(one.id, {}), loading)) for one in edition.instruments},
        loading=loading,
        drift=float(wave.get("drift", 0.0)),
        change=float(wave.get("change", 0.0)),
        staging=_staging(table) if "population" in table else None,
    )


def _answers(instrument: str, table: Mapping[str, Any], loading: Mapping[str, float]) -> Iterator[tuple[str, Recipe]]:
    for name, entry in table.items():
        try:
            recipe = Recipe(**{key: _plain(value) for key, value in entry.items()})
        except (TypeError, ValueError) as error:
            raise ValueError(f"{instrument}.{name}: {error}") from error
        if recipe.factor and recipe.factor not in loading:
            raise ValueError(f"{instrument}.{name}: factor = {recipe.factor!r}")
        yield name, recipe


def _staging(table: Mapping[str, Any]) -> Staging:
    population = {key: _plain(value) for key, value in table["population"].items()}
    shares = {key: table[key] for key in ("industries", "voivodeships", "subjects")}
    people = Population(**population, **shares, **table["names"])
    if people.smallest * people.clusters > people.members or not people.clusters:
        raise ValueError("population.smallest")
    if missing := set(people.industries) - set(people.subjects):
        raise ValueError(f"subjects: {', '.join(sorted(missing))}")
    panel = Panel(**{key: _plain(value) for key, value in table["experts"].items()}) if "experts" in table else None
    if panel is not None and not 0 <= panel.forms[0] <= panel.forms[1] <= panel.pool:
        raise ValueError("experts.forms, experts.pool")
    return Staging(
        population=people,
        customs=Customs(**table["habits"]),
        team=tuple(Habits(**one) for one in table["interviewers"]),
        first_names=table["colleagues"]["first"],
        last_names=table["colleagues"]["last"],
        panel=panel,
        remarks={kind: table["remarks"][kind] for kind in ("any", "doubtful", "absent")},
        contacts={kind: table["contacts"][kind] for kind in ("functions", "streets", "towns", "places")},
    )


def _plain(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value
