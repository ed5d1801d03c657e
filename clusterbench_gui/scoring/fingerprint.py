"""SHA-256 over everything that a score depends on: equal fingerprint, equal bits.

Names, units and the order of files do not count; a `-0.0` is a 0. The recipe's own version stands first.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from clusterbench_gui.domain.editions import Method, Model, Node
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.scoring.checks import Raw

RECIPE = "minmax-amean/1"
"""Changes when a formula of the engine changes."""

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
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


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
