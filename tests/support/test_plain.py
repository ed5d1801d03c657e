import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from clusterbench_gui.support.plain import REPLACEMENT, plain


def test_what_people_write_stays_as_it_is():
    text = "Zażółć gęślą jaźń\n\t„—” 😀 مرحبا"
    assert plain(text) == text


def test_a_word_processors_break_is_a_line_and_a_broken_character_is_marked():
    assert plain("a\x0bb") == "a\nb"
    assert plain("x\ud800y\x00") == f"x{REPLACEMENT}y{REPLACEMENT}"


@given(st.text(st.characters(codec=None)))
def test_every_text_can_be_kept_in_files_and_forms(text):
    kept = plain(text)
    kept.encode("utf-8")
    ET.fromstring(f"<a>{kept.replace('&', '').replace('<', '')}</a>")
    assert plain(kept) == kept
