from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.dates import (
    has_two_readings,
    looks_like_date,
    read_date,
    read_datetime,
    read_digits,
    read_month,
    read_time,
    read_year,
    write_date,
    write_month,
)


@pytest.mark.parametrize(
    "typed",
    [
        "1.7.2012",
        "01.07.2012",
        "1/7/2012",
        "1-7-2012",
        "2012-07-01",
        "2012-7-1",
        "1. 7. 2012",
        "1.07.2012 r.",
        "1,7,2012",
    ],
)
def test_the_first_of_july_is_read_in_every_usual_form(typed):
    assert read_date(typed) == "2012-07-01"


@pytest.mark.parametrize("typed", ["", "31.02.2012", "1.7.12", "1.7", "32.1.2012", "lipiec", "1.13.2012", "2012"])
def test_what_is_no_certain_date_is_not_read(typed):
    assert read_date(typed) is None


@pytest.mark.parametrize("typed", ["", "31022012", "1072012", "20120701", "01071812", "010720125", "1.7.2012"])
def test_other_digits_are_no_date(typed):
    assert read_digits(typed) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_eight_digits_are_a_date_where_somebody_types_and_nowhere_else(day):
    assert read_digits(f"{day:%d%m%Y}") == day.isoformat()
    assert read_date(f"{day:%d%m%Y}") is None
    assert read_digits(f"{day:%Y%m%d}") is None


def test_times_of_day():
    assert read_time("9:30") == "09:30:00"
    assert read_time("23.59.58") == "23:59:58"
    assert read_time("9,30") == "09:30:00"
    assert read_time("24:00") is None
    assert read_time("half past nine") is None


def test_a_date_with_a_time():
    assert read_datetime("1.7.2012 9:30") == "2012-07-01T09:30:00"
    assert read_datetime("1,7,2012 9:30") == "2012-07-01T09:30:00"
    assert read_datetime("1.7.2012") is None
    assert read_datetime("1,7,2012") is None
    assert read_datetime("1.7.2012 25:00") is None


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["pl", "en"]))
def test_what_a_field_shows_is_read_back(day, language):
    assert read_date(write_date(day.isoformat(), language)) == day.isoformat()


def test_a_stored_text_that_is_no_date_is_shown_as_it_is():
    assert write_date("soon", "pl") == "soon"


@pytest.mark.parametrize(
    "typed",
    ["1 lipca 2012", "1 LIPIEC 2012 r.", "1 lip 2012", "1 July 2012", "July 1, 2012", "1 Jul. 2012", "1 VII 2012"],
)
def test_a_month_may_be_a_word(typed):
    assert read_date(typed) == "2012-07-01"


def test_every_month_is_known_by_its_names_and_no_two_are_the_same():
    names = [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "wrzesnia",
        "października",
        "listopada",
        "grudnia",
    ]
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    english = ["January", "Feb", "March", "April", "May", "June", "July", "August", "Sep", "October", "Nov", "December"]
    for number, words in enumerate(zip(names, romans, english, strict=True), start=1):
        assert {read_date(f"2 {word} 2012") for word in words} == {f"2012-{number:02d}-02"}


def test_an_impossible_day_in_words_is_not_bent():
    assert read_date("31 lutego 2012") is None
    assert looks_like_date("31 lutego 2012")
    assert not looks_like_date("soon")


def test_months_and_years_alone():
    assert {read_month(one) for one in ("7.2012", "07/2012", "2012-07", "lipiec 2012", "July 2012")} == {"2012-07-01"}
    assert read_month("13.2012") is None
    assert read_month("2012") is None
    assert read_year("2012") == "2012-01-01"
    assert read_year("12") is None
    assert read_datetime("1 lipca 2012 9:30") == "2012-07-01T09:30:00"


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["pl", "en"]))
def test_a_month_that_a_field_shows_is_read_back(day, language):
    first = day.replace(day=1).isoformat()
    assert read_month(write_month(first, language)) == first
    assert write_month("soon", language) == "soon"


@pytest.mark.parametrize(
    ("typed", "two"),
    [
        ("1/7/2012", True),
        ("13/7/2012", False),
        ("7/7/2012", False),
        ("1.7.2012", False),
        ("01072012", True),
        ("31072012", False),
    ],
)
def test_slashes_may_be_american(typed, two):
    assert has_two_readings(typed) is two
