"""What views are drawn of: the study as selected, and what was found beyond its scores."""

from dataclasses import dataclass

from clusterbench_gui.domain.findings import Certainty, Sensitivity
from clusterbench_gui.domain.scores import ScoredStudy


@dataclass(frozen=True, slots=True)
class Results:
    """`study` is as `showing.shown` gives it, `earlier` the edition before, as scored. None: not known, or not yet."""

    study: ScoredStudy
    earlier: ScoredStudy | None = None
    certainty: Certainty | None = None
    sensitivity: Sensitivity | None = None
