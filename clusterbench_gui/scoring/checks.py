"""What must hold before scoring begins. Every fault is found and named in one go; nothing is repaired silently."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clusterbench_gui.domain.editions import Direction, Method, Model, Node
from clusterbench_gui.domain.problems import Place, Problem, problem, raise_errors
from clusterbench_gui.domain.scores import Missing

Raw = Mapping[str, Mapping[str, "float | Missing"]]

_LARGEST_SCALE = 1e6
"""Scores are for readers; a scale beyond this is a slip."""


def check(codes: Sequence[str], raw: Raw, model: Model, method: Method) -> None:
    """Raise `ProblemError` with everything that makes scoring impossible."""
    raise_errors([*model_problems(model), *_method(method), *_data(codes, raw, model)])


def model_problems(model: Model) -> Iterator[Problem]:
    """What is wrong with a tree."""
    if not model.nodes:
        yield problem("model-empty")
    for code, count in Counter(node.code for node in model.nodes).items():
        if count > 1:
            yield problem("node-duplicate", Place(name=code), count=count)
    levels = {node.code: node.level for node in model.nodes}
    for node in model.nodes:
        yield from _node(node, levels, model.levels)
    for node in model.nodes:
        weights = [child.weight for child in model.children(node.code)]
        if node.level > 1 and not weights:
            yield problem("node-childless", Place(name=node.code))
        if weights and all(weight == 0 for weight in weights):
            yield problem("weights-zero", Place(name=node.code))


def _node(node: Node, levels: Mapping[str, int], top: int) -> Iterator[Problem]:
    place = Place(name=node.code)
    if node.level < 1:
        yield problem("node-level", place, level=node.level)
    if node.level < top and levels.get(node.parent) != node.level + 1:
        yield problem("parent-unknown", place, text=node.parent)
    if not (math.isfinite(node.weight) and node.weight >= 0):
        yield problem("weight-invalid", place, weight=str(node.weight))
    if node.level == 1:
        yield from _indicator(node, place)


def _indicator(node: Node, place: Place) -> Iterator[Problem]:
    if node.direction is Direction.NOMINANT and node.nominal is None:
        yield problem("nominal-missing", place)
    if node.nominal is not None and not _ordered(node.nominal, equal=True):
        yield problem("nominal-order", place, low=str(node.nominal[0]), high=str(node.nominal[1]))
    if node.goalposts is None:
        return
    low, high = node.goalposts
    if not _ordered(node.goalposts, equal=False):
        yield problem("goalposts-order", place, low=str(low), high=str(high))
    elif node.direction is Direction.NOMINANT and node.nominal and node.nominal[0] <= low and high <= node.nominal[1]:
        yield problem("goalposts-inside-nominal", place, low=str(low), high=str(high))


def _ordered(bounds: tuple[float, float], *, equal: bool) -> bool:
    low, high = bounds
    return math.isfinite(low) and math.isfinite(high) and (low < high or (equal and low == high))


def _method(method: Method) -> Iterator[Problem]:
    for part, value, known in (
        ("normalise", method.normalise, "minmax"),
        ("aggregate", method.aggregate, "amean"),
        ("ties", method.ties, "min"),
    ):
        if value != known:
            yield problem("method-unknown", part=part, value=value)
    if not (_ordered((method.low, method.high), equal=False) and max(-method.low, method.high) <= _LARGEST_SCALE):
        yield problem("scale-invalid", low=str(method.low), high=str(method.high))
    if not 0 <= method.coverage <= 1:
        yield problem("coverage-invalid", coverage=str(method.coverage))
    if method.benchmark_best < 1:
        yield problem("benchmark-invalid", best=method.benchmark_best)
    if method.crowd < 1:
        yield problem("crowd-invalid", crowd=method.crowd)


def _data(codes: Sequence[str], raw: Raw, model: Model) -> Iterator[Problem]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield problem("cluster-duplicate", Place(name=code), count=count)
    indicators = {node.code for node in model.at(1)}
    for code in codes:
        for name, value in raw.get(code, {}).items():
            place = Place(column=name, name=code)
            if name not in indicators:
                yield problem("indicator-unknown", place)
            elif not isinstance(value, Missing) and not _is_finite(value):
                yield problem("value-not-finite", place, value=str(value))


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the range of a float
        return False
