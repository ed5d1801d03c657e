"""METHOD.toml: a recipe as people write it."""

from collections.abc import Mapping, Sequence
from inspect import signature
from typing import Any

from clusterbench_gui.domain.recipes import STEPS, Choice, Ranking, Recipe, Screening
from clusterbench_gui.exchange.composites.entries import Entries, Table
from clusterbench_gui.scoring.aggregating.methods import METHODS

_PARTS = ("order", "screen", "denominate", "impute", "treat", "normalise", "aggregate", "weights", "rank")
_DEFAULT = Recipe()
_OF_AGGREGATE = ("coverage", "weights")


def read_method(file: str, content: bytes) -> Recipe:
    """The recipe of a file; a part that is not there is as `Recipe` has it.

    Raises `ProblemError` with everything that is wrong: `toml-syntax`, `entry-unknown`, `entry-not-…`, `entry-no-parameter`.
    """
    entries = Entries(file, content)
    entries.only(entries.top, _PARTS)
    normalise = entries.table("normalise")
    recipe = Recipe(
        screen=_screening(entries),
        denominate=_denominate(entries),
        impute=entries.choice(entries.table("impute"), "impute", "none"),
        treat=entries.choice(entries.table("treat"), "treat", "none"),
        normalise=entries.choice(normalise, "normalise", _DEFAULT.normalise.method, ("indicators",)),
        by_indicator=_by_indicator(entries, normalise),
        aggregate=aggregations(entries, entries.table("aggregate")),
        coverage=entries.number(entries.table("aggregate"), "aggregate.coverage", _DEFAULT.coverage),
        weights=_weights(entries),
        rank=_ranking(entries),
        order=entries.texts(entries.top, "order", STEPS),
    )
    entries.close()
    return recipe


def _screening(entries: Entries) -> Screening:
    table = entries.table("screen")
    entries.only(table, ("min_coverage", "min_nonzero", "include", "exclude"), "screen.")
    return Screening(
        entries.number(table, "screen.min_coverage", 0.0),
        entries.number(table, "screen.min_nonzero", 0.0),
        entries.texts(table, "screen.include"),
        entries.texts(table, "screen.exclude"),
    )


def _denominate(entries: Entries) -> bool:
    """The model says which denominator an indicator has, in the column of this name."""
    table = entries.table("denominate")
    entries.only(table, ("columns",), "denominate.")
    columns = entries.text(table, "denominate.columns", "")
    if columns not in {"", "Denominator"}:
        entries.note("entry-choice", "denominate.columns", value=columns, known="Denominator")
    return bool(columns)


def _by_indicator(entries: Entries, normalise: Table) -> Mapping[str, Choice]:
    found = normalise.get("indicators", {})
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        entries.note("entry-not-a-table", "normalise.indicators")
        return {}
    own = _DEFAULT.normalise.method
    return {code: entries.choice(table, f"normalise.indicators.{code}", own) for code, table in found.items()}


def aggregations(entries: Entries, table: Table) -> tuple[Choice, ...]:
    """One method for all levels, or a list: names, or tables with parameters of their own.

    Parameters beside a list go to those of its methods that have such; where none has, to all, which refuse it.
    """
    methods = table.get("method", _DEFAULT.aggregate[0].method)
    rest = {key: value for key, value in table.items() if key != "method"}
    several = methods if isinstance(methods, list) else [methods]
    return tuple(entries.choice(_one(rest, one, several), "aggregate", "amean", _OF_AGGREGATE) for one in several)


def _one(rest: Table, method: Any, several: Sequence[Any]) -> Table:
    if isinstance(method, dict):
        return method
    known = {
        key: value for key, value in rest.items() if _knows(method, key) or not any(_knows(one, key) for one in several)
    }
    return {**known, "method": method}


def _knows(method: Any, parameter: str) -> bool:
    made = METHODS.get(method) if isinstance(method, str) else None
    return made is not None and parameter in signature(made).parameters


def _weights(entries: Entries) -> Choice:
    """`[aggregate] weights` names them; a table `[weights]` has the parameters of those that are made of the data."""
    named = entries.text(entries.table("aggregate"), "aggregate.weights", "")
    choice = entries.choice(entries.table("weights"), "weights", named or _DEFAULT.weights.method)
    if named and choice.method != named:
        entries.note("entry-twice", "aggregate.weights", value=named, other=choice.method)
    return choice


def _ranking(entries: Entries) -> Ranking:
    table = entries.table("rank")
    entries.only(table, ("ties", "decimals"), "rank.")
    return Ranking(entries.text(table, "rank.ties", "min"), entries.whole(table, "rank.decimals", None))
