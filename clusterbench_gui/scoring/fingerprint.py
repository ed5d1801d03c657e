"""SHA-256 over everything that a score depends on: equal fingerprint, equal bits.

Names, units and the order of files do not count; a `-0.0` is a 0. The recipe's own version stands first.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import numpy as np

from clusterbench_gui.domain.editions import Method, Model, Node
from clusterbench_gui.domain.recipes import Choice, Recipe
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.scoring.arrays import Floats
from clusterbench_gui.scoring.checks import Raw
from clusterbench_gui.scoring.table import Table

RECIPE = "minmax-amean/1"
TABLE_RECIPE = "table/1"
"""Each changes when a formula of the engine changes."""

_Plain = str | list["_Plain"] | dict[str, "_Plain"] | None


def fingerprint(codes: Sequence[str], raw: Raw, model: Model, method: Method) -> str:
    """Hexadecimal digest of data, model and method."""
    indicators = sorted(node.code for node in model.at(1))
    content: _Plain = {
        "recipe": RECIPE,
        "method": {
            name: _number(value) if isinstance(value, int | float) else value for name, value in asdict(method).items()
        },
        "model": {node.code: _node(node) for node in model.nodes},
        "data": {code: {name: _value(raw.get(code, {}).get(name)) for name in indicators} for code in codes},
    }
    return hashlib.sha256(_canonical(content)).hexdigest()


def table_fingerprint(table: Table, model: Model, recipe: Recipe) -> str:
    """Hexadecimal digest of a table, its model and the recipe. The order of rows and columns does not count."""
    indicators = sorted(node.code for node in model.at(1))
    rows = sorted(range(len(table.units)), key=table.units.__getitem__)
    content: _Plain = {
        "recipe": TABLE_RECIPE,
        "method": {one.name: _part(getattr(recipe, one.name)) for one in fields(recipe)},
        "model": {node.code: _table_node(node) for node in model.nodes},
        "units": [table.units[row] for row in rows],
        "groups": {name: [column[row] for row in rows] for name, column in table.groups.items()},
    }
    digest = hashlib.sha256(_canonical(content))
    for code in indicators:
        digest.update(_bytes(table.column(code)[rows]))
    for name in sorted(table.denominators):
        digest.update(_bytes(table.denominators[name][rows]))
    return digest.hexdigest()


def _canonical(content: _Plain) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _bytes(column: Floats) -> bytes:
    """The same bytes for the same numbers on every machine: one NaN, no negative zero, least byte first."""
    return np.where(np.isnan(column), np.nan, column + 0.0).astype("<f8").tobytes()


def _part(value: Any) -> _Plain:  # a recipe's parts are of many kinds
    if isinstance(value, Choice):
        return [value.method, {name: _part(one) for name, one in value.parameters.items()}]
    if isinstance(value, Mapping):
        return {str(name): _part(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [_part(one) for one in value]
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int | float):
        return _number(value)
    return None if value is None else {one.name: _part(getattr(value, one.name)) for one in fields(value)}


def _table_node(node: Node) -> _Plain:
    target = None if node.target is None else _number(node.target)
    return [_node(node), target, node.denominator]


def _node(node: Node) -> _Plain:
    return [
        str(node.level),
        node.parent,
        _number(node.weight),
        str(int(node.direction)),
        _bounds(node.nominal),
        _bounds(node.goalposts),
        node.formula,
    ]


def _bounds(bounds: tuple[float, float] | None) -> _Plain:
    return None if bounds is None else [_number(bounds[0]), _number(bounds[1])]


def _value(value: float | Missing | None) -> _Plain:
    if value is None:
        return None
    if isinstance(value, Missing):
        return [value.reason, value.question, value.absence.value if value.absence else ""]
    return _number(value)


def _number(value: float) -> str:
    return (float(value) + 0.0).hex()
