"""What a respondent may be told of the others on the spot: rounded marks of a crowd, and on which side of its middle they are."""

from dataclasses import dataclass

from clusterbench_gui.domain.editions import Direction, Node
from clusterbench_gui.domain.papers import LocalResult, RawIndicator
from clusterbench_gui.domain.scores import Missing

_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """The crowd at one indicator. `count` is 0 where no crowd has a value; `side` is 1 better, 0 about, -1 worse than its middle.

    `side` is None where there is nothing to compare, or where neither more nor less is better.
    """

    count: int = 0
    median: float | None = None
    benchmark: float | None = None
    side: int | None = None


def comparison(result: LocalResult, indicator: RawIndicator) -> Comparison:
    """The marks of the crowd, where there is one without this cluster, which may be among those that the office counted."""
    reference = result.reference.values.get(indicator.code) if result.reference is not None else None
    method = result.method
    if reference is None or reference.count - 1 < method.crowd:
        return Comparison()
    median = rounded(reference.median)
    benchmark = rounded(reference.benchmark) if method.benchmark_best >= method.crowd else None
    node = result.model.node(indicator.code)
    return Comparison(reference.count, median, benchmark, _side(indicator.value, median, node))


def rounded(value: float | None) -> float | None:
    """A value of others to two digits: enough to compare with, too little to be recognised."""
    return None if value is None else float(f"{value:.{_DIGITS - 1}e}")


def _side(value: float | Missing, median: float | None, node: Node) -> int | None:
    if isinstance(value, Missing) or median is None or node.direction is Direction.NOMINANT:
        return None
    own = rounded(value) or 0.0
    return int(node.direction) * ((own > median) - (own < median))
