"""`demo.toml` of an edition: how its invented clusters answer. The file itself says what the entries mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.problems import Place, ProblemError, problem

DEMO_FILE = "demo.toml"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one question is answered. The first of the entries up to `texts` that is filled in says by what kind of draw."""

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
class Recipes:
    """What an edition's `demo.toml` says. `raw` holds the parts on the population, which only the newest edition has."""

    answers: Mapping[str, Mapping[str, Recipe]]
    loading: Mapping[str, float]
    drift: float = 0.0
    change: float = 0.0
    raw: Mapping[str, Any] = field(default_factory=dict)


def read_recipes(edition: Edition) -> Recipes:
    """Read an edition's recipes. Raises `ProblemError` where it has none, or an entry is not of the kind that belongs there."""
    place = Place(file=DEMO_FILE)
    if DEMO_FILE not in edition.files:
        raise ProblemError(problem("edition-file-missing", place))
    try:
        table = tomllib.loads(edition.files[DEMO_FILE].decode("utf-8"))
        wave = table.get("wave", {})
        answers = {one.id: _answers(table.get(one.id, {})) for one in edition.instruments}
        return Recipes(answers, table["population"]["loading"], wave.get("drift", 0.0), wave.get("change", 0.0), table)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemError(problem("toml-syntax", place, detail=str(error))) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProblemError(problem("edition-value", place, detail=str(error))) from error


def _answers(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Recipe]:
    return {name: Recipe(**{key: _plain(value) for key, value in one.items()}) for name, one in table.items()}


def _plain(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value
