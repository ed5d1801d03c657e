"""A recipe: how scores are made of a table, as METHOD.toml says it. Printed with every result."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Parameter = float | int | str | bool | tuple[float, ...] | tuple[str, ...]
"""What a method can be told."""

Parameters = Mapping[str, Parameter]

NONE = "none"

STEPS = ("screen", "denominate", "impute", "treat")
"""What is done to the raw values, in the order of a recipe that says nothing else."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A method by its name, with its parameters by theirs; a parameter that is not said has the method's own default."""

    method: str = NONE
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Screening:
    """Which units are left out: those with a smaller share of values (or of values that are not 0) than stated.

    Those in `include` stay in any case, those in `exclude` never.
    """

    min_coverage: float = 0.0
    min_nonzero: float = 0.0
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """How ties share a place: "min", "max", "average" or "dense". `decimals`: scores are rounded before, None for not."""

    ties: str = "min"
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """The whole method. A part that METHOD.toml leaves out does nothing, or is as the first edition of the study has it.

    `denominate`: whether indicators are divided by the denominators of the model. `by_indicator`: normalisations other
    than `normalise`, by indicator. `aggregate`: one method for all levels, or one a level, lowest first. `coverage`: share
    of the weights that must be present for a level to have a value. `weights`: "model", "equal", or a method of
    `scoring.weighting`. `order`: the steps before normalisation as they follow each other.
    """

    screen: Screening = Screening()
    denominate: bool = False
    impute: Choice = Choice()
    treat: Choice = Choice()
    normalise: Choice = Choice("minmax")
    by_indicator: Mapping[str, Choice] = field(default_factory=dict)
    aggregate: tuple[Choice, ...] = (Choice("amean"),)
    coverage: float = 0.5
    weights: Choice = Choice("model")
    rank: Ranking = Ranking()
    order: tuple[str, ...] = STEPS

    def aggregation(self, step: int) -> Choice:
        """How the nodes of a level are made of those below; step 0 makes level 2. The last one holds for all above."""
        return self.aggregate[min(step, len(self.aggregate) - 1)]
