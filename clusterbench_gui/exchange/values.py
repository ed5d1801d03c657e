"""Values of tables as numbers and dates, and cells that no spreadsheet computes."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from clusterbench_gui.exchange.tables import ValueKind

Typed = str | int | float | date | time | datetime

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_FIGURE = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?")
_FORMULA = "[=+\\-@\t\r\n＝＋－＠]"
_HARMFUL = re.compile(f"'*{_FORMULA}")
_HARMLESS = re.compile(f"'+{_FORMULA}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe more before `= + - @`, tab, line end or their wide forms.

    Apostrophes that stand there already are kept and one is put before them, so that `unharmed` undoes it without doubt.
    Numbers stay as they are.
    """
    return f"'{cell}" if _HARMFUL.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unharmed(cell: str) -> str:
    """The text that `harmless` was given: one apostrophe less where apostrophes stand before what begins a formula."""
    return cell[1:] if _HARMLESS.match(cell) else cell


def typed(text: str, kind: ValueKind) -> Typed:
    """A value as a number, date or time by its kind; the text itself where it is none, or its kind is no such thing."""
    read = _READERS.get(kind)
    if read is None:
        return text
    try:
        return read(text)
    except ValueError:
        return text


def is_figure(text: str) -> bool:
    """Whether a text is a number as calculations give it, without leading zeros that a code may have."""
    return _FIGURE.fullmatch(text) is not None


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise ValueError(text)
    return found


_READERS: Mapping[ValueKind, Callable[[str], Typed]] = {
    ValueKind.INTEGER: _integer,
    ValueKind.DECIMAL: _decimal,
    ValueKind.DATE: date.fromisoformat,
    ValueKind.TIME: time.fromisoformat,
    ValueKind.DATETIME: datetime.fromisoformat,
}
