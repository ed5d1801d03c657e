"""Cells that no spreadsheet computes, and the way back; values by their kind."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.exchange.tables import ValueKind
from clusterbench_gui.exchange.values import harmless, is_figure, typed, unharmed

STARTS = "=+-@\t\r\n＝＋－＠"
TEXTS = st.text() | st.text("'=+-@\t\r\n＝＋－＠01.eE ab", max_size=8)


@given(TEXTS)
def test_what_was_made_harmless_comes_back_as_it_was(text):
    assert unharmed(harmless(text)) == text


@given(TEXTS)
def test_nothing_but_a_number_begins_like_a_formula(text):
    made = harmless(text)
    if made.startswith(tuple(STARTS)):
        assert made == text
        float(made)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "=5", "@5", "'=1", "''-x"]
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe_more(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+5.25", "-1e5", "0", "", "a=b", "2012-07-01", "Źdźbło", "'", "'tak'", "''"])
def test_numbers_and_plain_texts_stay_as_they_are(text):
    assert harmless(text) == text
    assert unharmed(text) == text


WARSAW = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("7", ValueKind.INTEGER, 7),
        ("-007", ValueKind.INTEGER, -7),
        ("0.1", ValueKind.DECIMAL, 0.1),
        ("2012-07-01", ValueKind.DATE, date(2012, 7, 1)),
        ("09:30:00.000+02:00", ValueKind.TIME, time(9, 30, tzinfo=WARSAW)),
        ("2012-07-01T09:30:00.000+02:00", ValueKind.DATETIME, datetime(2012, 7, 1, 9, 30, tzinfo=WARSAW)),
        ("siedem", ValueKind.INTEGER, "siedem"),
        ("7.5", ValueKind.INTEGER, "7.5"),
        ("nan", ValueKind.DECIMAL, "nan"),
        ("2012-02-30", ValueKind.DATE, "2012-02-30"),
        ("7", ValueKind.TEXT, "7"),
    ],
)
def test_a_value_is_read_by_its_kind_or_stays_a_text(text, kind, value):
    assert typed(text, kind) == value
    assert type(typed(text, kind)) is type(value)


def test_codes_with_leading_zeros_are_no_figures():
    assert [one for one in ("0", "-12", "3.50", "007", "1e5", "", "12a", ".5") if is_figure(one)] == [
        "0",
        "-12",
        "3.50",
    ]
