from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.dates import read_date, read_datetime, read_time, write_date


@pytest.mark.parametrize(
    "typed", ["1.7.2012", "01.07.2012", "1/7/2012", "1-7-2012", "2012-07-01", "2012-7-1", "1. 7. 2012", "1.07.2012 r."]
)
def test_the_first_of_july_is_read_in_every_usual_form(typed):
    assert read_date(typed) == "2012-07-01"


@pytest.mark.parametrize("typed", ["", "31.02.2012", "1.7.12", "1.7", "32.1.2012", "lipiec", "1.13.2012", "2012"])
def test_what_is_no_certain_date_is_not_read(typed):
    assert read_date(typed) is None


def test_times_of_day():
    assert read_time("9:30") == "09:30:00"
    assert read_time("23.59.58") == "23:59:58"
    assert read_time("24:00") is None
    assert read_time("half past nine") is None


def test_a_date_with_a_time():
    assert read_datetime("1.7.2012 9:30") == "2012-07-01T09:30:00"
    assert read_datetime("1.7.2012") is None
    assert read_datetime("1.7.2012 25:00") is None


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["pl", "en"]))
def test_what_a_field_shows_is_read_back(day, language):
    assert read_date(write_date(day.isoformat(), language)) == day.isoformat()


def test_a_stored_text_that_is_no_date_is_shown_as_it_is():
    assert write_date("soon", "pl") == "soon"
