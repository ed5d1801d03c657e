from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.numbers import has_two_readings, read_decimal, read_integer, write_grouped


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("41", "41"),
        (" 41 ", "41"),
        ("1 234", "1234"),
        ("1\u00a0234\u202f567", "1234567"),
        ("12 %", "12"),
        ("\u22127", "-7"),
        ("+7", "7"),
        ("007", "7"),
        ("-0", "0"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
    ],
)
def test_whole_numbers_are_read_as_people_type_them(typed, value):
    assert read_integer(typed) == value


@pytest.mark.parametrize(
    "typed", ["", "abc", "1e3", "1.000", "1,5", "4 1", "1 2345", "--1", "٣", "9" * 400, "%", "1/2"]
)
def test_what_is_no_certain_whole_number_is_not_read(typed):
    assert read_integer(typed) is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,50", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("12,5 %", "12.5"),
        (",5", "0.5"),
        ("-0,0", "0"),
        ("1234", "1234"),
    ],
)
def test_decimals_take_comma_and_dot(typed, value):
    assert read_decimal(typed) == value


@pytest.mark.parametrize("typed", ["", ".", "3,", "1e3", "1,2,3", "12,34.5", "NaN", "inf", "3,5,", "1_000", "٣,٥"])
def test_what_is_no_certain_decimal_is_not_read(typed):
    assert read_decimal(typed) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from([",", "."]))
def test_every_decimal_survives_being_written_with_either_sign(number, mark):
    read = read_decimal(f"{number:f}".replace(".", mark))
    assert read is not None
    assert Decimal(read) == number


@given(st.text())
def test_any_text_is_read_or_refused_and_reading_twice_changes_nothing(text):
    read = read_decimal(text)
    assert read is None or read_decimal(read) == read


@pytest.mark.parametrize(
    ("typed", "mark", "two"),
    [
        ("1.234", ",", True),
        ("1,234", ".", True),
        ("1,234", ",", False),
        ("1.234", ".", False),
        ("0.234", ",", False),
        ("1.23", ",", False),
        ("1234.567", ",", False),
        ("1 234", ",", False),
        ("-12.345 %", ",", True),
    ],
)
def test_three_digits_behind_the_other_sign_can_be_read_twice(typed, mark, two):
    assert has_two_readings(typed, mark) is two


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from([",", "."]))
def test_grouped_numbers_are_read_back(number, mark):
    value = read_decimal(f"{number:f}")
    assert read_decimal(write_grouped(value, mark)) == value
    assert write_grouped("1e5", mark) == "1e5"
