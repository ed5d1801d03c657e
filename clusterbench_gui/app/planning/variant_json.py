"""Variants as JSON, for the workspace and for other programs. Strict: what is missing, unknown or of another kind is refused, never guessed."""

import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from clusterbench_gui.domain.planning import Variant
from clusterbench_gui.domain.problems import Place, ProblemError, problem


def variant_json(variant: Variant) -> str:
    """A variant as JSON; equal variants give equal texts."""
    return json.dumps(_plain(variant), ensure_ascii=False)


def variant_of_json(text: str) -> Variant:
    """The variant of a JSON text. Raises `ProblemError` ("variant-damaged") with the entry that is wrong."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise ProblemError(problem("variant-damaged")) from None
    found = _read(Variant, content, "")
    assert isinstance(found, Variant)
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _read(kind: Any, value: Any, path: str) -> Any:
    """A value of the kind that a field declares."""
    if is_dataclass(kind):
        return _read_object(kind, value, path)
    if isinstance(kind, types.UnionType):
        inner = next(one for one in kind.__args__ if one is not types.NoneType)
        return None if value is None else _read(inner, value, path)
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise _damaged(path)
        return tuple(_read(typing.get_args(kind)[0], one, f"{path}[{place}]") for place, one in enumerate(value))
    if kind is date or issubclass(kind, Enum):
        return _read_text(kind, value, path)
    is_right = type(value) is kind or (kind is float and type(value) is int)
    if not is_right:
        raise _damaged(path)
    return kind(value)


def _read_object(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        raise _damaged(path)
    hints, found = typing.get_type_hints(kind), {}
    known = {one.name: one for one in fields(kind)}
    for name in value:
        if name not in known:
            raise _damaged(f"{path}.{name}")
    for name, one in known.items():
        where = f"{path}.{name}".lstrip(".")
        if name in value:
            found[name] = _read(hints[name], value[name], where)
        elif one.default is MISSING:
            raise _damaged(where)
    return kind(**found)


def _read_text(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, str):
        raise _damaged(path)
    try:
        return date.fromisoformat(value) if kind is date else kind(value)
    except ValueError:
        raise _damaged(path) from None


def _damaged(path: str) -> ProblemError:
    return ProblemError(problem("variant-damaged", Place(name=path)))
