"""Places as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.points import Unreadable, points, read_point, write_point

DEGREES = st.tuples(st.integers(-90 * 10**8, 90 * 10**8), st.integers(-180 * 10**8, 180 * 10**8))
METRES = st.lists(st.integers(0, 10**7), max_size=2)


def plain(number):
    return f"{number.normalize():f}" if number else "0"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("52.2297, 21.0122", "52.2297 21.0122 0 0"),
        ("52.2297,21.0122", "52.2297 21.0122 0 0"),
        ("52,2297 21,0122", "52.2297 21.0122 0 0"),
        ("52,2297, 21,0122", "52.2297 21.0122 0 0"),
        (" 52,2297;21,0122 ", "52.2297 21.0122 0 0"),
        ("52.2297 21.0122 115 m 4,5 m", "52.2297 21.0122 115 4.5"),
        ("52,2297; 21,0122; -12; 4", "52.2297 21.0122 -12 4"),
        ("52°13'47\"N 21°0'42\"E", "52.22972222 21.01166667 0 0"),
        ("52° 13′ 47,5″ N, 21° 0′ 42″ E", "52.22986111 21.01166667 0 0"),
        ("21°E 52°30'N", "52.5 21 0 0"),
        ("N52.5 W 21", "52.5 -21 0 0"),
        ("52 s 21 w", "-52 -21 0 0"),
        ("\u221252.5 \u22120.0", "-52.5 0 0 0"),
        ("52\u00a021", "52 21 0 0"),
        ("90 -180", "90 -180 0 0"),
    ],
)
def test_what_people_write_is_read(typed, value):
    assert read_point(typed) == value


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        *((one, Unreadable.NO_PLACE) for one in ("", "52", "52,21", "52.2,21", "Warszawa", "52 21 3 4 5", "1e5 3")),
        *((one, Unreadable.NO_PLACE) for one in ("52 21; 53 22", "52N 21N", "-52N 21E", "E52E 21", "9" * 400, "٥٢ x")),
        *((one, Unreadable.OUTSIDE) for one in ("90.1 0", "0 -180.001", "52°60'N 21°E", "52 21 0 -1", "52 21 999999")),
    ],
)
def test_what_is_not_certain_is_not_read(typed, why):
    assert read_point(typed) is why


@given(degrees=DEGREES, metres=METRES, mark=st.sampled_from(",."), apart=st.sampled_from(["; ", ";", ", ", " ", "  "]))
def test_every_place_is_read_back_however_it_is_written(degrees, metres, mark, apart):
    figures = [*(Decimal(one) / 10**8 for one in degrees), *(Decimal(one) / 100 for one in metres)]
    typed = apart.join(plain(one).replace(".", mark) for one in figures)
    value = read_point(typed)
    assert value == " ".join(map(plain, [*figures, Decimal(0), Decimal(0)][:4]))
    assert read_point(write_point(value, mark)) == value


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from("NS"), st.sampled_from("EW"))
def test_degrees_minutes_and_seconds(degrees, minutes, seconds, north, east):
    typed = f"{degrees}°{minutes}'{seconds}\"{north} {degrees + 80}°{minutes}'{seconds}\"{east}"
    latitude, longitude, *_ = map(float, read_point(typed).split())
    part = minutes / 60 + seconds / 3600
    assert latitude == pytest.approx((degrees + part) * (1 if north == "N" else -1), abs=1e-8)
    assert longitude == pytest.approx((degrees + 80 + part) * (1 if east == "E" else -1), abs=1e-8)


@given(st.text(max_size=300), st.text(alphabet="0123456789 .,;°'\"NSEWm+-", max_size=60))
def test_whatever_is_written_is_read_or_not(one, other):
    for typed in (one, other):
        found = read_point(typed)
        assert isinstance(found, Unreadable) or len(found.split()) == 4
        assert isinstance(write_point(typed, ","), str)


def test_what_is_no_place_is_shown_as_it_is():
    assert write_point("1e999999 2", ",") == "1e999999 2"
    assert write_point("a", ",") == "a"
    assert points("1 2 0 0; 3 4 0 0;") == ["1 2 0 0", "3 4 0 0"]
