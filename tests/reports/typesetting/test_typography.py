"""Spaces that must not break, and names that are printed as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.reports.typesetting.typography import bound, markup

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("klaster w Polsce", f"klaster w{NBSP}Polsce"),
        ("a w domu i z nami", f"a{NBSP}w{NBSP}domu i{NBSP}z{NBSP}nami"),
        ("W Łodzi (o czym mowa)", f"W{NBSP}Łodzi (o{NBSP}czym mowa)"),
        ("kino ma mowę", "kino ma mowę"),
        ("wynik 12,5 pkt", f"wynik 12,5{NBSP}pkt"),
        ("dnia 14 sierpnia 2012 r. o świcie", f"dnia 14{NBSP}sierpnia 2012{NBSP}r. o{NBSP}świcie"),
        ("rys. 2, nr 5 i s. 7", f"rys.{NBSP}2, nr{NBSP}5 i{NBSP}s.{NBSP}7"),
        ("prof. J. K. Nowak", f"prof. J.{NBSP}K.{NBSP}Nowak"),
        ("koniec zdania. Dalej", "koniec zdania. Dalej"),
        ("co najmniej 50 % wag", f"co najmniej 50{NBSP}% wag"),
    ],
)
def test_one_letter_words_and_units_stay_with_what_follows(text: str, expected: str) -> None:
    assert bound(text, "pl") == expected


def test_english_keeps_its_articles_loose() -> None:
    assert bound("a cluster i know", "en") == "a cluster i know"


@given(st.text(max_size=40))
def test_nothing_but_spaces_changes(text: str) -> None:
    assert bound(text, "pl").replace(NBSP, " ") == text.replace(NBSP, " ")


def test_markup_of_a_name_is_text() -> None:
    assert markup("R&D <b>", "en") == "R&amp;D &lt;b&gt;"
