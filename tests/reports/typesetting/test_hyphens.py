"""Words broken at the end of a line: where, how often, and whole for whoever reads or searches the file."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT

from clusterbench_gui.app.guides import guide_text
from clusterbench_gui.reports.typesetting.archive import Metadata
from clusterbench_gui.reports.typesetting.hyphens import SOFT_HYPHEN, heads_of, hyphenated, unwanted
from clusterbench_gui.reports.typesetting.layout import Furniture, Manuscript
from clusterbench_gui.reports.typesetting.markdown import Passage, read_markdown, words_of
from clusterbench_gui.reports.typesetting.typography import bound, markup
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import texts

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")


def marked(text: str, language: str = "pl") -> str:
    return hyphenated(text, language).replace(SOFT_HYPHEN, "|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("przedsiębiorczości jest dużo", "przed|się|bior|czo|ści jest dużo"),
        ("oto przedsiębiorczości.", "oto przedsiębiorczości."),
        ("(wykształcenie), dalej", "(wy|kształ|ce|nie), dalej"),
        ("Wykształcenie PARPowskie i Podkarpackie razem", "Wykształcenie PARPowskie i Podkarpackie razem"),
        ("badawczo-rozwojowy projekt", "badawczo-rozwojowy projekt"),
        ("www.przedsiebiorczosc.example rok", "www.przedsiebiorczosc.example rok"),
        ("raz dwa trzy cztery", "raz dwa trzy cztery"),
    ],
)
def test_words_of_small_letters_may_be_broken_but_not_the_last(text: str, expected: str) -> None:
    assert marked(text) == expected


def test_english_has_patterns_of_its_own() -> None:
    assert marked("confidential recommendations follow", "en") == "con|fid|en|tial re|com|mend|a|tions fol|low".replace(
        "fol|low", "follow"
    )


def test_two_letters_stay_before_and_three_after() -> None:
    for word in {word for word in guide_text("pl").split() if word.isalpha() and word.islower()}:
        parts = marked(f"{word} x").removesuffix(" x").split("|")
        assert len(parts) == 1 or (len(parts[0]) >= 2 and len(parts[-1]) >= 3)


def test_spaces_that_must_not_break_stay_so() -> None:
    text = "wnioski w przedsięwzięciach klastra nr 5 i s. 7"
    assert hyphenated(bound(text, "pl"), "pl").replace(SOFT_HYPHEN, "") == bound(text, "pl")
    assert SOFT_HYPHEN in markup((Run("przedsięwzięcia"), Run(" razem", bold=True)), "pl", hyphens=True)


def test_hyphens_in_a_row_and_words_that_fill_up_nothing_are_unwanted() -> None:
    heads = heads_of(f"przed{SOFT_HYPHEN}siębiorca")
    line, end, word = (5.0, "siębiorca przed-"), (50.0, "siębiorca."), f"przed{SOFT_HYPHEN}siębiorca"
    assert unwanted([line, line, end], heads, 300, 5) == ""
    assert unwanted([line, line, line, end], heads, 300, 5) == word
    assert unwanted([(0.0, "jakiś przed-"), end], heads, 900, 5) == word
    assert unwanted([(0.0, "dwu- i przed"), end], heads, 900, 5) == ""


PASSAGES = [
    bound(words_of(block.runs), "pl").replace("\n", " ")
    for block in read_markdown(guide_text("pl"))
    if isinstance(block, Passage)
]
LONG = [" ".join(PASSAGES[start : start + 6]) for start in range(0, 60, 6)]


def paper(alignment: int, *, bold: bool = False) -> bytes:
    made = Manuscript(texts("pl"), Furniture("x"))
    made.title("Przedsiębiorczość " * 9)
    style = made.styles.body.clone("tested", alignment=alignment)
    for text in LONG:
        half = text.index(" ", len(text) // 2)
        made.paragraph((Run(text[:half]), Run(text[half:], bold=True)) if bold else text, style)
    return made.render(Metadata("t", "a", "pl", None, "1"))


@needs_poppler
@pytest.mark.parametrize("alignment", [TA_LEFT, TA_JUSTIFY])
@pytest.mark.parametrize("bold", [False, True])
def test_broken_words_are_one_word_for_search_and_for_screen_readers(
    tmp_path: Path, alignment: int, *, bold: bool
) -> None:
    made = paper(alignment, bold=bold)
    path = tmp_path / "paper.pdf"
    path.write_bytes(made)
    drawn = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert drawn.count(f"{SOFT_HYPHEN}\n") > 10
    assert "-\n" not in drawn
    joined = " ".join(drawn.replace(f"{SOFT_HYPHEN}\n", "").replace("\xa0", " ").replace("\f", " ").split())
    told = told_of(path)
    for text in LONG:
        words = text.replace("\xa0", " ").split()
        assert set(words) <= set(joined.split())
        assert " ".join(words) in told


def told_of(path: Path) -> str:
    """What a screen reader gets: the tree's text, where poppler begins a new string for each page and look."""
    told = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, check=True).stdout.decode()
    return " ".join(re.sub(r'"\n\s*"', "", told).replace(SOFT_HYPHEN, "").split())


@needs_poppler
def test_no_more_than_two_lines_in_a_row_and_no_page_end_with_a_hyphen(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper(TA_LEFT))
    drawn = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    for page in drawn.split("\f"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        row = 0
        for line in lines:
            row = row + 1 if line.endswith(SOFT_HYPHEN) else 0
            assert row <= 2
        text = [line for line in lines if len(line) > 5]
        assert not text or not text[-1].endswith(SOFT_HYPHEN)
