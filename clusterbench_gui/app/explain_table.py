"""The ranking of a table, and how one number of it came about, step by step from the top down to the raw value."""

import math
from collections.abc import Iterator

import numpy as np

from clusterbench_gui.domain.editions import Direction, Node
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.recipes import Choice
from clusterbench_gui.scoring.arrays import Floats, present
from clusterbench_gui.scoring.composite import Composite
from clusterbench_gui.scoring.hierarchy import Group
from clusterbench_gui.scoring.preparing.denominating import BY_ZERO, NO_DENOMINATOR
from clusterbench_gui.scoring.preparing.screening import EXCLUDED, TOO_FEW, TOO_MANY_ZEROS
from clusterbench_gui.support.texts import Texts

_INDENT = "    "
_LARGE = 10.0
"""From here up two decimals are enough."""
_MOST_DECIMALS = 12


def ranking(composite: Composite, words: Texts) -> list[str]:
    """A line per unit, best first, with the scores of the top two levels; then what was left out."""
    levels = composite.model.levels
    shown = [node.code for level in (levels, levels - 1) if level > 0 for node in composite.model.at(level)]
    places = composite.rank(shown[0])
    name = dict(zip(composite.units, composite.prepared.table.names, strict=False))
    columns = [composite.place(code) for code in shown]
    wide = [max(7, len(code)) for code in shown]
    code_width = max(len(words.t("Code")), *(len(unit) for unit in composite.units))
    name_width = max([len(one) for one in name.values()], default=0)
    heads = "  ".join(f"{code:>{width}}" for code, width in zip(shown, wide, strict=True))
    lines = [f"{'':>6}  {words.t('Code'):<{code_width}}  {'':<{name_width}}  {heads}"]
    for row in sorted(range(len(composite.units)), key=lambda one: (_last(float(places[one])), composite.units[one])):
        cells = (composite.scores[row, column] for column in columns)
        values = "  ".join(f"{words.number(float(cell), 2):>{width}}" for cell, width in zip(cells, wide, strict=True))
        unit = composite.units[row]
        place = place_text(places[row], words)
        lines.append(f"{place:>6}  {unit:<{code_width}}  {name.get(unit, ''):<{name_width}}  {values}")
    return [line.rstrip() for line in (*lines, *_left_out(composite, words))]


def place_text(place: float, words: Texts) -> str:
    """A place, which is a half where ties have the mean of theirs."""
    return words.number(float(place), 0 if float(place).is_integer() else 1)


def _last(place: float) -> float:
    return float("inf") if np.isnan(place) else place


def _left_out(composite: Composite, words: Texts) -> Iterator[str]:
    known = {
        TOO_FEW: words.t("left out, because it has too few values"),
        TOO_MANY_ZEROS: words.t("left out, because too many of its values are 0"),
        EXCLUDED: words.t("left out by the method"),
    }
    for unit, reason in composite.prepared.left_out.items():
        yield f"{unit}: {known[reason]}"
    for node, reason in composite.reasons.items():
        yield f"{node}: {reason_words(reason, words)}"


def reason_words(reason: str, words: Texts) -> str:
    """Why a node has no scores."""
    known = {
        "constant": words.t("left out, because all units have the same value"),
        "empty": words.t("no unit has a value"),
        "reference-missing": words.t("left out, because the unit of reference has no value"),
        "reference-worst": words.t("left out, because the unit of reference is the worst"),
        "target-worst": words.t("left out, because the target is no better than the worst value"),
        "spread-zero": words.t("left out, because the method would divide by 0"),
    }
    return known.get(reason, reason)


def explanation(composite: Composite, text: str, words: Texts) -> list[str]:
    """Lines that trace the scores of a unit to its raw values. Raises `ProblemError` (`unit-unknown`, `unit-left-out`)."""
    unit = next((one for one in composite.units if one.casefold() == text.strip().casefold()), "")
    if not unit:
        code = "unit-left-out" if text in composite.prepared.left_out else "unit-unknown"
        raise ProblemError(problem(code, Place(name=text)))
    return list(_Explanation(composite, unit, words).lines())


class _Explanation:
    """One unit of a composite, in words."""

    def __init__(self, composite: Composite, unit: str, words: Texts) -> None:
        self._composite = composite
        self._words = words
        self._unit = unit
        self._row = composite.units.index(unit)
        self._below = {group.parent: group for group in composite.tree.groups}

    def lines(self) -> Iterator[str]:
        names = self._composite.prepared.table.names
        yield f"{self._unit} · {names[self._row]}" if names else self._unit
        for node in self._composite.model.at(self._composite.model.levels):
            yield from self._node(node, "")

    def _node(self, node: Node, indent: str) -> Iterator[str]:
        place = self._composite.place(node.code)
        yield f"{indent}{node.code} {node.name(self._words.language)}: {self._value(node, place)}"
        inner = indent + "  "
        if node.code in self._composite.reasons:
            yield inner + reason_words(self._composite.reasons[node.code], self._words)
        if place in self._below:
            yield inner + self._combination(self._below[place])
            for child in self._below[place].children.tolist():
                yield from self._node(self._composite.model.node(self._composite.tree.codes[child]), indent + _INDENT)
        else:
            for line in self._stages(node, place):
                yield inner + line

    def _value(self, node: Node, place: int) -> str:
        words, composite = self._words, self._composite
        ranks = composite.ranks[:, place]
        parts = [self._number(composite.scores[self._row, place])]
        if not np.isnan(ranks[self._row]):
            ranked = int((~np.isnan(ranks)).sum())
            parts.append(words.t("place {place} of {n}", place=place_text(ranks[self._row], words), n=ranked))
        if node.level > 1:
            share = 100 * float(composite.coverage[self._row, place])
            parts.append(words.t("coverage {share} %", share=words.number(share, 0)))
        if node.parent:
            parts.append(words.t("weight {weight}", weight=words.number(float(composite.weights[place]), 2)))
        return " · ".join(parts)

    def _combination(self, group: Group) -> str:
        """The method of a node, and the sum itself where it is a weighted mean."""
        choice = self._composite.recipe.aggregation(group.step)
        scores, weights = self._composite.scores[self._row, group.children], self._composite.weights[group.children]
        there = ~np.isnan(scores)
        if choice.method != "amean" or not weights[there].any():
            return f"= {_said(choice)}"
        shares = weights[there] / weights[there].sum()
        terms = (
            f"{self._number(share)} × {self._number(score)}" for share, score in zip(shares, scores[there], strict=True)
        )
        return f"= {_said(choice)}: {' + '.join(terms)}"

    def _stages(self, node: Node, place: int) -> Iterator[str]:
        """The value after each step that changed it, then what the normalisation reads."""
        words, prepared = self._words, self._composite.prepared
        shown = float("nan")
        for stage in prepared.stages:
            value = float(stage.table.values[self._row, place])
            if stage.name == "raw" or not _same(value, shown):
                yield f"{stage_words(stage.name, words)}: {self._number(value)}"
            shown = value
        lost = str(prepared.lost[self._row, place])
        if lost:
            yield lost_words(lost, words)
        point = str(prepared.points[self._row, place])
        if point:
            yield treatment_words(point, words)
        how = self._composite.recipe.by_indicator.get(node.code, self._composite.recipe.normalise)
        yield f"= {_said(how)} · {_direction(node, words)} · {self._column(prepared.table.column(node.code))}"

    def _column(self, column: Floats) -> str:
        there = present(column)
        if not len(there):
            return self._words.number(None)
        figures = {"low": self._number(there[0]), "high": self._number(there[-1]), "mean": self._number(there.mean())}
        return self._words.t("all units: {low} to {high}, mean {mean}", **figures)

    def _number(self, value: float) -> str:
        """With as many decimals as it takes to follow the arithmetic: four figures of a small number."""
        size = abs(float(value))
        if not 0 < size < _LARGE:
            return self._words.number(float(value), 2)
        return self._words.number(float(value), min(3 - math.floor(math.log10(size)), _MOST_DECIMALS))


def lost_words(reason: str, words: Texts) -> str:
    """Why a value has no quotient by its denominator."""
    return {
        BY_ZERO: words.t("no quotient, because the denominator is 0"),
        NO_DENOMINATOR: words.t("no quotient, because the denominator has no value"),
    }[reason]


def treatment_words(point: str, words: Texts) -> str:
    """What the treatment did to a value."""
    known = {
        "winhi": words.t("an outlier, lowered to the next value"),
        "winlo": words.t("an outlier, raised to the next value"),
    }
    return known[point] if point in known else words.t("transformed by {method}", method=point)


def stage_words(name: str, words: Texts) -> str:
    """What a stage of the values is called."""
    return {
        "raw": words.t("raw value"),
        "screen": words.t("screened"),
        "denominate": words.t("divided by its denominator"),
        "impute": words.t("imputed"),
        "treat": words.t("treated"),
    }[name]


def _same(one: float, other: float) -> bool:
    return one == other or (np.isnan(one) and np.isnan(other))


def _said(choice: Choice) -> str:
    """A method with its parameters, as METHOD.toml names them."""
    parameters = ", ".join(f"{name} = {value}" for name, value in sorted(choice.parameters.items()))
    return f"{choice.method} ({parameters})" if parameters else choice.method


def _direction(node: Node, words: Texts) -> str:
    if node.direction is Direction.NOMINANT and node.nominal is not None:
        low, high = (words.number(bound, 2) for bound in node.nominal)
        return words.t("best from {low} to {high}", low=low, high=high)
    return words.t("more is better") if node.direction is Direction.STIMULANT else words.t("less is better")
