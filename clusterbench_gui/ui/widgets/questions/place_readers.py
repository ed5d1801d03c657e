"""Readers of places: one, or several with one in each line."""

from collections.abc import Iterator
from functools import partial

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.support.points import LATITUDE, LONGITUDE, Unreadable, points, read_point, write_point
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.reader import Reader, mark_of

_LEAST = {Kind.GEOTRACE: 2, Kind.GEOSHAPE: 3}
"""Places that make a line, or an area."""


def place_reader(kind: Kind, texts: Texts) -> Reader:
    """The reader of a place, a line or an area."""
    mark = mark_of(texts)
    example = write_point("52.2297 21.0122", mark)
    if kind is Kind.GEOPOINT:
        why = texts.t(
            "Please write latitude and longitude in degrees, such as {example}, then altitude and accuracy in metres if they are known.",
            example=example,
        )
        return Reader(_read_one, partial(write_point, mark=mark), why, 44, example, partial(_outside, texts))
    why = texts.n(
        "Please write at least {n} place, each on a line of its own, such as {example}.",
        "Please write at least {n} places, each on a line of its own, such as {example}.",
        _LEAST[kind],
        example=example,
    )
    read, show = partial(_read_several, kind), partial(_show_several, kind, mark)
    return Reader(read, show, why, example=example, special=partial(_why_not, texts, example))


def _read_one(text: str) -> str | None:
    point = read_point(text)
    return point if isinstance(point, str) else None


def _outside(texts: Texts, text: str) -> str:
    if read_point(text) is not Unreadable.OUTSIDE:
        return ""
    return texts.t(
        "There is no such place: latitude goes from −{latitude} to {latitude} degrees, longitude from −{longitude} to {longitude}, minutes and seconds to 59.",
        latitude=LATITUDE,
        longitude=LONGITUDE,
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The places of a text with the numbers of their lines; a line may also hold several as submissions have them."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        pieces = points(line) if _read_one(line) is None else [line]
        for one in pieces if all(_read_one(piece) for piece in pieces) else [line]:
            yield number, one


def _read_several(kind: Kind, text: str) -> str | None:
    found = [_read_one(line) for _, line in _lines(text)]
    places = [one for one in found if one is not None]
    if len(places) < len(found):
        return None
    if kind is Kind.GEOSHAPE and len(places) > 1 and places[0] == places[-1]:
        places.pop()
    if len(places) < _LEAST[kind]:
        return None
    return "; ".join([*places, *(places[:1] if kind is Kind.GEOSHAPE else [])])


def _show_several(kind: Kind, mark: str, value: str) -> str:
    """One to a line; the first place again at the end of an area goes without saying."""
    places = points(value)
    if kind is Kind.GEOSHAPE and len(places) > 1 and places[0] == places[-1]:
        places.pop()
    return "\n".join(write_point(one, mark) for one in places)


def _why_not(texts: Texts, example: str, text: str) -> str:
    wrong = next(((number, line) for number, line in _lines(text) if _read_one(line) is None), None)
    if wrong is None:
        return ""
    number, line = wrong
    return (
        texts.t("Line {n}:", n=number)
        + " "
        + (
            _outside(texts, line)
            or texts.t("Please write latitude and longitude in degrees, such as {example}.", example=example)
        )
    )
