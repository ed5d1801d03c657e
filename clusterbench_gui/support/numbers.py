"""Reading numbers as people type them: `1 234,5`, `1234.5`, `12 %`.

Qt's Polish locale refuses `3.5` and takes `1e3`; an interviewer needs the opposite. What cannot be read with certainty is
not read at all.
"""

import re
from decimal import Decimal

MAX_DIGITS = 18

_SPACE = r"[\s\u00a0\u2007\u2009\u202f]"
_GROUPED = re.compile(rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})


def read_integer(typed: str) -> str | None:
    """The canonical form of a typed whole number, or None. `1.000` is not read: it may be one or a thousand."""
    sign, body = _sign(typed)
    digits = _whole(body)
    return None if digits is None else _canonical(sign, digits, "")


def read_decimal(typed: str) -> str | None:
    """The canonical form of a typed number (a dot, no grouping, no trailing zeros), or None.

    A single comma or dot is the decimal sign, in every language; where both occur, the last one is.
    """
    sign, body = _sign(typed)
    whole = _whole(body)
    if whole is not None:
        return _canonical(sign, whole, "")
    head, mark, fraction = _split(body)
    if not mark or not fraction.isdecimal():
        return None
    other = "," if mark == "." else "."
    if other in head:
        groups = head.split(other)
        well_grouped = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        head = "".join(groups) if well_grouped else "?"
    digits = _whole(head) if head else "0"
    return None if digits is None else _canonical(sign, digits, fraction)


def has_two_readings(typed: str, mark: str) -> bool:
    """Whether a number is another one where its only sign groups thousands: `1.234` where decimals have a comma.

    `mark` is the decimal sign of the reader's language; a number with that sign, and no other, has one reading.
    """
    other = "," if mark == "." else "."
    head, found, fraction = _split(_sign(typed)[1])
    grouped = 1 <= len(head) <= 3 and head.isdecimal() and not head.startswith("0") and len(fraction) == 3
    return found == other and grouped and fraction.isdecimal()


def digits(typed: str) -> int:
    """How many digits a text has."""
    return sum(one.isdecimal() for one in typed)


def write_grouped(value: str, mark: str) -> str:
    """A canonical number with its thousands apart by blanks that do not break, which every reader here takes."""
    sign, body = ("-", value[1:]) if value.startswith("-") else ("", value)
    whole, dot, fraction = body.partition(".")
    if not whole.isdecimal():
        return value
    return f"{sign}{int(whole):,}".replace(",", "\u00a0") + (mark + fraction if dot else "")


def _sign(typed: str) -> tuple[str, str]:
    text = typed.translate(_MINUS).strip().removesuffix("%").strip()
    if text[:1] in {"+", "-"}:
        return text[0].replace("+", ""), text[1:].strip()
    return "", text


def _whole(text: str) -> str | None:
    if not text.isascii() and not re.fullmatch(rf"(?:[0-9]|{_SPACE})+", text):
        return None
    if _GROUPED.fullmatch(text) or _THOUSANDS.fullmatch(text):
        return re.sub(r"\D", "", text)
    return None


def _split(text: str) -> tuple[str, str, str]:
    at = max(text.rfind(","), text.rfind("."))
    return (text, "", "") if at < 0 else (text[:at], text[at], text[at + 1 :])


def _canonical(sign: str, whole: str, fraction: str) -> str | None:
    whole = whole.lstrip("0") or "0"
    fraction = fraction.rstrip("0")
    if len(whole) + len(fraction) > MAX_DIGITS or not (whole + fraction).isascii():
        return None
    text = f"{whole}.{fraction}" if fraction else whole
    return text if Decimal(text) == 0 else sign + text
