"""What if: changes to a study's method and data that are tried out and never mistaken for the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusterbench_gui.domain.recipes import Choice


@dataclass(frozen=True, slots=True)
class Target:
    """A raw value that a cluster is thought to reach at an indicator."""

    cluster: str
    indicator: str
    value: float


@dataclass(frozen=True, slots=True)
class Experiment:
    """Changes by node or part of the method; what is not named stays as the study has it.

    `weights` are by node. `normalise` and `aggregate` hold for all indicators and all levels. `dropped` are indicators
    without a say. `targets` are values in place of those that were answered.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    normalise: Choice | None = None
    aggregate: Choice | None = None
    dropped: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def is_official(self) -> bool:
        """Nothing is changed."""
        return self == OFFICIAL


OFFICIAL = Experiment()
"""The study's own method and data."""
