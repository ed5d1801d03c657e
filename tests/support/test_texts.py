from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.texts import DASH, MINUS, NO_BREAK_SPACE, preferred_language, texts

PL, EN = texts("pl"), texts("en")


@pytest.mark.parametrize(
    ("value", "decimals", "polish", "english"),
    [
        (1234.5, 1, f"1{NO_BREAK_SPACE}234,5", "1,234.5"),
        (0.0, 1, "0,0", "0.0"),
        (-0.04, 1, "0,0", "0.0"),
        (-2.5, 1, f"{MINUS}2,5", f"{MINUS}2.5"),
        (12, 0, "12", "12"),
        (None, 1, DASH, DASH),
        (float("nan"), 1, DASH, DASH),
    ],
)
def test_numbers_are_written_as_the_language_does(value, decimals, polish, english):
    assert PL.number(value, decimals) == polish
    assert EN.number(value, decimals) == english


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_never_reads_as_minus_zero(value):
    assert EN.number(value, 1) != f"{MINUS}0.0"


def test_dates_are_written_as_the_language_does():
    assert PL.date(date(2012, 7, 1)) == "1.07.2012"
    assert EN.date(date(2012, 7, 1)) == "1 Jul 2012"


def test_polish_names_are_sorted_the_polish_way():
    names = ["Żory", "Łódź", "Zabrze", "Lublin", "Świdnica", "Sopot", "Luboń"]
    assert sorted(names, key=PL.sort_key) == ["Lublin", "Luboń", "Łódź", "Sopot", "Świdnica", "Zabrze", "Żory"]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 wymyślony klaster"),
        (2, "2 wymyślone klastry"),
        (5, "5 wymyślonych klastrów"),
        (22, "22 wymyślone klastry"),
    ],
)
def test_polish_plurals_have_three_forms(count, words):
    text = PL.n("{n} invented cluster in {folder}", "{n} invented clusters in {folder}", count, folder="x")
    assert text.startswith(words)


def test_the_system_language_decides_first(monkeypatch):
    monkeypatch.setenv("LC_ALL", "pl_PL.UTF-8")
    assert preferred_language() == "pl"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert preferred_language() == "en"


def test_nothing_stays_nothing():
    """A catalogue answers the empty message with its own heading."""
    assert PL.t("") == EN.t("") == ""
