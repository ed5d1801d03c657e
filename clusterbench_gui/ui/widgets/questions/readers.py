"""How a typed text becomes a value, and how a value is written back into its field: one reader per kind of answer."""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import partial

from clusterbench_gui.domain.questions import Kind, QuestionState, Scale
from clusterbench_gui.support import dates, numbers
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.place_readers import place_reader
from clusterbench_gui.ui.widgets.questions.reader import Reader, mark_of

WHOLE_DIGITS = 9
"""Digits of a whole number: more do not fit into the type that forms have for it."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_BETWEEN = re.compile(r"[+-]?\d+[.,]\d{3}\s*%?")


def reader_of(question: QuestionState, texts: Texts) -> Reader:
    """The reader of a question."""
    return reader(question.kind, texts, question.looks, question.scale)


def reader(kind: Kind, texts: Texts, looks: Collection[str] = (), scale: Scale | None = None) -> Reader:
    """The reader of a kind, with the words of an appearance. Kinds that take no typing are read as plain text."""
    match kind:
        case Kind.INTEGER:
            return _whole_reader(texts, looks)
        case Kind.RANGE if scale is not None:
            return _scale_reader(texts, scale)
        case Kind.DECIMAL | Kind.RANGE:
            return _decimal_reader(texts, looks)
        case Kind.DATE:
            return _date_reader(texts, looks)
        case Kind.TIME:
            why = texts.t("Please write a time of day, such as 9:30.")
            return Reader(dates.read_time, lambda value: value[:5], why, 10, texts.t("h:mm"))
        case Kind.DATETIME:
            return _moment_reader(texts)
        case Kind.GEOPOINT | Kind.GEOTRACE | Kind.GEOSHAPE:
            return place_reader(kind, texts)
    return Reader(clean, _written)


def clean(text: str) -> str:
    """A text without what XML cannot carry, its line ends of one kind; spaces at both ends go too."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text)).strip()


def _whole_reader(texts: Texts, looks: Collection[str]) -> Reader:
    why = texts.t("Please write a whole number in digits, such as 41.")
    show = _grouped(texts) if "thousands-sep" in looks else _written
    return Reader(_read_whole, show, why, 14, special=partial(_why_not_whole, texts))


def _decimal_reader(texts: Texts, looks: Collection[str]) -> Reader:
    mark = mark_of(texts)
    why = texts.t("Please write a number in digits, such as {example}.", example=f"12{mark}5")
    show = _grouped(texts) if "thousands-sep" in looks else partial(_marked, mark)
    return Reader(partial(_read_decimal, mark), show, why, 14, special=partial(_why_not_decimal, texts))


def _scale_reader(texts: Texts, scale: Scale) -> Reader:
    mark = mark_of(texts)
    low, high, step = (_marked(mark, f"{one.normalize():f}") for one in (scale.low, scale.high, scale.step))
    why = texts.t("Please write a number from {low} to {high}, in steps of {step}.", low=low, high=high, step=step)

    def read(text: str) -> str | None:
        value = _read_decimal(mark, text)
        return value if value is not None and scale.place(Decimal(value)) is not None else None

    return Reader(read, partial(_marked, mark), why, 8)


def _date_reader(texts: Texts, looks: Collection[str]) -> Reader:
    t, language = texts.t, texts.language
    if "year" in looks:
        why = t("Please write a year of four digits, such as 2012.")
        return Reader(dates.read_year, lambda value: value[:4], why, 8, t("yyyy"))
    if "month-year" in looks:
        why = t("Please write a month and a year, such as 7.2012.")
        return Reader(dates.read_month, lambda value: dates.write_month(value, language), why, 14, t("mm.yyyy"))
    why = t("Please write a date as day, month and year, such as 1.07.2012.")
    show = partial(dates.write_date, language=language)
    return Reader(
        partial(_read_sure, language, lambda text: dates.read_digits(text) or dates.read_date(text)),
        show,
        why,
        16,
        t("d.mm.yyyy"),
        partial(_why_no_date, texts, looks_like=dates.looks_like_date),
    )


def _moment_reader(texts: Texts) -> Reader:
    why = texts.t("Please write a date and a time, such as 1.07.2012 9:30.")
    return Reader(
        partial(_read_sure, texts.language, dates.read_datetime),
        lambda value: _moment(value, texts.language),
        why,
        20,
        texts.t("d.mm.yyyy h:mm"),
        partial(_why_no_date, texts, looks_like=lambda text: dates.looks_like_date(text.rpartition(" ")[0])),
    )


def _read_whole(text: str) -> str | None:
    value = numbers.read_integer(text)
    return value if value is not None and numbers.digits(value) <= WHOLE_DIGITS else None


def _why_not_whole(texts: Texts, text: str) -> str:
    if numbers.read_integer(text) is not None or numbers.digits(text) > numbers.MAX_DIGITS:
        return _too_long(texts, WHOLE_DIGITS)
    if _BETWEEN.fullmatch(text.strip()):
        return texts.t(
            "“{typed}” can be read in two ways. Please write a whole number without dot and comma.", typed=text.strip()
        )
    return ""


def _read_decimal(mark: str, text: str) -> str | None:
    return None if numbers.has_two_readings(text, mark) else numbers.read_decimal(text)


def _why_not_decimal(texts: Texts, text: str) -> str:
    if numbers.digits(text) > numbers.MAX_DIGITS:
        return _too_long(texts, numbers.MAX_DIGITS)
    if not numbers.has_two_readings(text, mark_of(texts)):
        return ""
    one, other = text.replace(",", "").replace(".", ""), text.translate(str.maketrans(",.", ".,"))
    return texts.t(
        "“{typed}” can be read in two ways. Please write {one} or {other}.",
        typed=text.strip(),
        one=one.strip(),
        other=other.strip(),
    )


def _too_long(texts: Texts, most: int) -> str:
    return texts.t("This number is too long: at most {n} digits can be kept.", n=most)


def _read_sure(language: str, read: Callable[[str], str | None], text: str) -> str | None:
    """In English a date with slashes may begin with the month; in Polish it never does."""
    return None if language == "en" and dates.has_two_readings(text) else read(text)


def _why_no_date(texts: Texts, text: str, *, looks_like: Callable[[str], bool]) -> str:
    if texts.language == "en" and dates.has_two_readings(text):
        return texts.t(
            "“{typed}” can be read in two ways. Please write the month as a word, or the year first: 2012-07-01.",
            typed=text.strip(),
        )
    return texts.t("There is no such day: {typed}.", typed=text.strip()) if looks_like(text.strip()) else ""


def _written(value: str) -> str:
    return value


def _marked(mark: str, value: str) -> str:
    return value.replace(".", mark)


def _grouped(texts: Texts) -> Callable[[str], str]:
    return partial(numbers.write_grouped, mark=mark_of(texts))


def _moment(value: str, language: str) -> str:
    day, _, clock = value.partition("T")
    return f"{dates.write_date(day, language)} {clock[:5]}".strip()
