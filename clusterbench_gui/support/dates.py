"""Reading dates and times as people type them: `1.7.2012`, `2012-07-01`, `1 lipca 2012`, `9:30`."""

import re
from datetime import date, time

_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})[-.,/ ]\s?([0-9]{1,2})[-.,/ ]\s?([0-9]{4})"
)  # a Polish keypad has a comma, no point
_DIGITS = re.compile(r"\s*([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})\s*")
_IN_WORDS = re.compile(r"([0-9]{1,2})\.?\s+([^\W\d_]+)\.?,?\s+([0-9]{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
_MONTH = re.compile(r"([0-9]{1,2})[-./ ]\s?([0-9]{4})")
_MONTH_LAST = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})")
_MONTH_WORD = re.compile(r"([^\W\d_]+)\.?\s+([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_TIME = re.compile(r"([0-9]{1,2})[:.,]([0-9]{2})(?:[:.,]([0-9]{2}))?")
_SLASHES = re.compile(r"\s*([0-9]{1,2})\s?/\s?([0-9]{1,2})\s?/\s?[0-9]{4}\b.*", re.DOTALL)

_MONTHS = (
    ("styczeń", "stycznia", "january", "i"),
    ("luty", "lutego", "february", "ii"),
    ("marzec", "marca", "march", "iii"),
    ("kwiecień", "kwietnia", "april", "iv"),
    ("maj", "maja", "may", "v"),
    ("czerwiec", "czerwca", "june", "vi"),
    ("lipiec", "lipca", "july", "vii"),
    ("sierpień", "sierpnia", "august", "viii"),
    ("wrzesień", "września", "september", "ix"),
    ("październik", "października", "october", "x"),
    ("listopad", "listopada", "november", "xi"),
    ("grudzień", "grudnia", "december", "xii"),
)
_PLAIN = str.maketrans("ńśź", "nsz")
_MONTH_NUMBERS = {
    form.translate(_PLAIN): number
    for number, names in enumerate(_MONTHS, start=1)
    for form in (*names, *(name[:3] for name in names[:3]))
}


def read_date(typed: str) -> str | None:
    """A typed date as `yyyy-mm-dd`, or None. Day before month, four digits of the year; impossible days are not bent.

    A month may be a word, Polish or English, in full or its first three letters, or a Roman number.
    """
    text = _trimmed(typed)
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _IN_WORDS.fullmatch(text):
        day, month, year = found[1], _month_number(found[2]), found[3]
    elif found := _MONTH_FIRST.fullmatch(text):
        day, month, year = found[2], _month_number(found[1]), found[3]
    else:
        return None
    return _day(year, month, day)


def read_digits(typed: str) -> str | None:
    """A date as eight digits, `01072012`, of this century or the last: for people who see at once what was read of it."""
    found = _DIGITS.fullmatch(typed)
    return _day(found[3], found[2], found[1]) if found else None


def read_month(typed: str) -> str | None:
    """A typed month as the date of its first day: `7.2012`, `2012-07`, `lipiec 2012`; or None."""
    text = _trimmed(typed)
    if found := _MONTH.fullmatch(text):
        month, year = found.groups()
    elif found := _MONTH_LAST.fullmatch(text):
        year, month = found.groups()
    elif found := _MONTH_WORD.fullmatch(text):
        month, year = _month_number(found[1]), found[2]
    else:
        return None
    return _day(year, month, "1")


def read_year(typed: str) -> str | None:
    """A typed year as the date of its first day, or None."""
    text = _trimmed(typed)
    return _day(text, "1", "1") if _YEAR.fullmatch(text) else None


def read_time(typed: str) -> str | None:
    """A typed time of day as `hh:mm:ss`, or None."""
    found = _TIME.fullmatch(typed.strip())
    if not found:
        return None
    hour, minute, second = found.groups(default="0")
    try:
        return time(int(hour), int(minute), int(second)).isoformat()
    except ValueError:
        return None


def read_datetime(typed: str) -> str | None:
    """A typed date and time, apart by a space, a comma or `T`, as `yyyy-mm-ddThh:mm:ss`, or None."""
    found = re.fullmatch(r"(.+?)[\sT,]+([^\sT,]+)", typed.strip(), re.DOTALL)
    if found is None:
        return None
    day, clock = read_date(found[1]), read_time(found[2])
    return f"{day}T{clock}" if day and clock else None


def has_two_readings(typed: str) -> bool:
    """Whether a date with slashes or in digits is another one where the month comes first, as in America: `1/7/2012`."""
    found = _SLASHES.fullmatch(typed) or _DIGITS.fullmatch(typed)
    return found is not None and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12


def looks_like_date(typed: str) -> bool:
    """Whether a text has the shape of a date, be the day possible or not."""
    text = _trimmed(typed)
    return any(shape.fullmatch(text) for shape in (_YEAR_FIRST, _DAY_FIRST, _DIGITS, _IN_WORDS, _MONTH_FIRST))


def write_date(value: str, language: str) -> str:
    """A stored date as it stands in a field: `1.07.2012` in Polish, `2012-07-01` otherwise."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{day.day}.{day.month:02d}.{day.year}" if language == "pl" else day.isoformat()


def write_month(value: str, language: str) -> str:
    """The month of a stored date as it stands in a field: `07.2012` in Polish, `2012-07` otherwise."""
    day = write_date(value, language)
    if language == "pl":
        return day.partition(".")[2] or value
    return day[:7] if read_date(day) else value


def _trimmed(typed: str) -> str:
    return typed.strip().removesuffix("r.").strip().rstrip(".")


def _month_number(word: str) -> str:
    return str(_MONTH_NUMBERS.get(word.casefold().translate(_PLAIN), 0))


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
