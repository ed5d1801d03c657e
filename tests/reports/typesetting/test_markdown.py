"""Markdown as guides use it: every kind of block, and a word for what is not known."""

import pytest

from clusterbench_gui.reports.typesetting.markdown import (
    BOX,
    Grid,
    Heading,
    Listing,
    PageBreak,
    Passage,
    UnknownMarkupError,
    read_markdown,
    words_of,
)
from clusterbench_gui.support.markup import Run


def test_headings_have_their_level() -> None:
    assert read_markdown("# Źródła\n\n## Ścieżka *krótka*") == (Heading(1, "Źródła"), Heading(2, "Ścieżka krótka"))


def test_emphasis_becomes_runs() -> None:
    (block,) = read_markdown("Raz **dwa *trzy*** cztery.")
    assert block == Passage((Run("Raz "), Run("dwa ", bold=True), Run("trzy", bold=True, italic=True), Run(" cztery.")))


def test_lines_of_a_paragraph_join_unless_broken_on_purpose() -> None:
    (block,) = read_markdown("jeden\ndwa\\\ntrzy")
    assert isinstance(block, Passage)
    assert words_of(block.runs) == "jeden dwa\ntrzy"


def test_a_quote_is_marked() -> None:
    (block,) = read_markdown("> Wzór\n> do wypełnienia")
    assert block == Passage((Run("Wzór"), Run(" "), Run("do wypełnienia")), is_quoted=True)


@pytest.mark.parametrize(
    ("text", "signs", "words"),
    [
        ("- a\n- **b** c", ("–", "–"), ["a", "b c"]),
        ("3. a\n4. b", ("3.", "4."), ["a", "b"]),
        ("- [ ] a\n- [ ] *b*", (BOX, BOX), ["a", "b"]),
        ("- [ ] a\n- b", ("–", "–"), ["[ ] a", "b"]),
    ],
)
def test_lists_have_signs(text: str, signs: tuple[str, ...], words: list[str]) -> None:
    (block,) = read_markdown(text)
    assert isinstance(block, Listing)
    assert block.signs == signs
    assert [words_of(entry) for entry in block.entries] == words


def test_a_table_has_its_head_first_and_may_have_empty_cells() -> None:
    (block,) = read_markdown("| A | B |\n| --- | --- |\n| **c** |  |")
    assert block == Grid(((((Run("A"),)), (Run("B"),)), ((Run("c", bold=True),), ())))


def test_dashes_begin_a_page() -> None:
    assert read_markdown("a\n\n---\n\nb")[1] == PageBreak()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a\n\n```\ncode\n```", "line 3: fence"),
        ("![picture](a.png)", "line 1: image"),
        ("- a\n  - b", "line 1: list_item"),
        ("<b>bold</b>", "line 1: html_inline"),
        ("[link](https://example.org)", "line 1: link_open"),
        ("> a\n>\n> b", "line 1: blockquote"),
    ],
)
def test_what_is_not_known_is_named_with_its_line(text: str, what: str) -> None:
    with pytest.raises(UnknownMarkupError, match=what):
        read_markdown(text)
