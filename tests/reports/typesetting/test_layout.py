"""A manuscript that refers to its own pages: captions, links, contents, a look, and drafts that say so."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from matplotlib.figure import Figure
from PIL import Image

from clusterbench_gui.domain.editions import ReportDesign
from clusterbench_gui.reports.typesetting.archive import Metadata
from clusterbench_gui.reports.typesetting.flowables import Chart, TableCell
from clusterbench_gui.reports.typesetting.furniture import pale
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH, Furniture, Known, Manuscript, typeset
from clusterbench_gui.reports.typesetting.look import PLAIN_LOOK, Look, look_of
from clusterbench_gui.reports.typesetting.typography import figures_style
from clusterbench_gui.support.colours import READABLE, contrast
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT
from tests.reports.archival import assert_archival, elements, pages_of

ABOUT = Metadata("Title", "Author", "en", None, "1")
SENTENCE = "Zażółć gęślą jaźń"


def chart(drawn: list[int] | None = None) -> Chart:
    def draw(size: tuple[float, float]) -> Figure:
        if drawn is not None:
            drawn.append(1)
        figure = Figure(figsize=size)
        figure.text(0.1, 0.5, SENTENCE)
        figure.text(0.1, 0.2, SENTENCE, weight="bold")
        return figure

    return Chart(draw, "A sentence with all letters", 150, 170)


def rows(count: int) -> list[list[TableCell]]:
    head = [TableCell("Name", head="Column"), TableCell("Value", head="Column")]
    return [head, *([TableCell(f"row {one}", head="Row"), TableCell("1.0")] for one in range(count))]


def chapters(known: Known, drawn: list[int] | None = None, look: Look = PLAIN_LOOK, draft: str = "") -> Manuscript:
    """Five chapters, each on a page of its own, that refer to what comes before and after them."""
    made = Manuscript(texts("en"), Furniture("Paper", draft=draft), known, look)
    made.cover("A paper", "on nothing", ["A note"])
    made.chapter("Contents")
    made.contents(with_sections=True)
    for one in range(5):
        made.chapter(f"Chapter {one}", room=700, name=f"c{one}")
        made.section(f"Section {one}")
        made.paragraph("Some words.", see=(f"f{(one + 2) % 5}", f"t{(one + 4) % 5}", f"c{(one + 1) % 5}", "nowhere"))
        made.figure(chart(drawn), "What it shows", name=f"f{one}")
        made.table(rows(3), (100, 60), figures_style(), "What it lists", name=f"t{one}")
    return made


@pytest.fixture(scope="module")
def paper() -> bytes:
    return typeset(chapters, ABOUT)


def test_references_name_the_pages_where_things_stand(paper: bytes) -> None:
    pages = pages_of(paper)
    for one in range(5):
        page = next(text for text in pages if f"Chapter {one} Section {one}" in text and "Some words." in text)
        figure, table, chapter = (one + 2) % 5, (one + 4) % 5, (one + 1) % 5
        where = [
            next(number for number, text in enumerate(pages, start=1) if words in text and "Some words" in text)
            for words in (f"Figure {figure + 1}. What", f"Table {table + 1}. What", f"Chapter {chapter} Section")
        ]
        said = f"(Figure {figure + 1}, page {where[0]}; Table {table + 1}, page {where[1]}; page {where[2]})"
        assert f"Some words. {said}" in page


def test_each_reference_is_a_link_to_the_thing(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as file:
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, start=1)}
        links = [link for page in file.pages for link in page.obj.get("/Annots", [])]
        leading = {str(link.Contents): numbers[link.Dest[0].objgen] for link in links}
        boxes = [[float(side) for side in link.Rect] for link in links]
    assert len(leading) == 5 + 15
    for words, page in leading.items():
        assert int(re.split(r"\D+", words.strip())[-1]) == page
    assert all(10 < box[3] - box[1] < 20 and 30 < box[2] - box[0] <= TEXT_WIDTH + 1 for box in boxes)


def test_contents_list_the_chapters_with_sections_and_pages(paper: bytes) -> None:
    contents = next(page for page in pages_of(paper) if "Contents Chapter 0" in page)
    assert re.findall(r"Chapter (\d) (\d+) Section (\d)", contents) == [(str(n), str(n + 3), str(n)) for n in range(5)]


def test_captions_stand_with_their_things_and_are_read_beside_them(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as file:
        roles = [str(one.S) for one in elements(file)]
        tables = [one for one in elements(file) if one.S == "/Table"]
    assert all(one.K[0].S == "/Caption" for one in tables)
    assert [roles[place + 1] for place, role in enumerate(roles) if role == "/Figure"] == ["/Caption"] * 5


def test_charts_are_drawn_once() -> None:
    drawn: list[int] = []
    typeset(lambda known: chapters(known, drawn), ABOUT)
    assert len(drawn) == 5


def test_numbers_that_move_a_page_are_looked_up_again() -> None:
    """A reference that is gone in the second setting, because there is no such thing, pulls all that follows up."""

    drawn: list[int] = []

    def make(known: Known) -> Manuscript:
        made = Manuscript(texts("en"), Furniture("Paper"), known)
        made.title("Title")
        made.figure(chart(drawn))
        made.paragraph("x", see=("later",))
        for _ in range(60):
            made.paragraph("Word. " * 12, see=("nothing", "nobody", "nowhere", "never"))
        made.chapter("Later", room=0, name="later")
        return made

    first = make(Known(is_rough=True))
    first.lay_out()
    pages = pages_of(typeset(make, ABOUT))
    where = next(number for number, text in enumerate(pages, start=1) if "Later" in text)
    assert first.known().pages["later"] != where
    assert drawn == [1]
    assert f"x (page {where})" in pages[0]


def test_a_name_is_given_once() -> None:
    made = Manuscript(texts("en"), Furniture("Paper"))
    made.chapter("One", name="x")
    with pytest.raises(ValueError, match="x"):
        made.section("Two", name="x")


def test_a_tables_caption_goes_with_its_head_and_two_rows_and_two_go_on() -> None:
    for points in range(100, 705, 7):
        made = Manuscript(texts("en"), Furniture("Paper"))
        made.space(points)
        made.table(rows(30), (100, 60), figures_style(), "Many rows")
        pages = pages_of(made.render(ABOUT))
        assert "row 0 1.0 row 1" in next(text for text in pages if "Many rows" in text)
        assert "row 28 1.0 row 29 1.0" in pages[-1]
        assert " ".join(pages).count("row ") == 30


def test_headings_never_end_a_page() -> None:
    for points in range(500, 720, 4):
        made = Manuscript(texts("en"), Furniture("Paper"))
        made.title("first")
        made.space(points)
        made.chapter("Heading of a chapter")
        made.section("Heading of a section")
        made.paragraph("Some text that goes on. " * 60)
        page = next(text for text in pages_of(made.render(ABOUT)) if "Heading of a chapter" in text)
        assert page.count("Some text that goes on") >= 9


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_look_of_an_edition(language: str) -> None:
    picture = io.BytesIO()
    Image.new("RGBA", (40, 20), (200, 0, 0, 120)).save(picture, "PNG")
    design = ReportDesign(
        publisher={"pl": "Wydawca", "en": "Publisher"},
        contact={"pl": "tel. 1", "en": "tel. 1"},
        logo=picture.getvalue(),
        logo_words={"pl": "Znak wydawcy", "en": "Sign of the publisher"},
        accent="#7A2E00",
    )
    look = look_of(design, texts(language))
    paper = typeset(lambda known: chapters(known, look=look, draft="DRAFT"), Metadata("T", "A", language, None, "1"))
    assert_archival(paper, language)
    pages = pages_of(paper)
    assert look.theme.accent == "#7A2E00"
    assert look.publisher in pages[0]
    assert "tel. 1" in pages[0]
    assert all("not closed" in page or "robocza" in page for page in pages)
    assert not any("DRAFT" in page for page in pages)
    with pikepdf.open(io.BytesIO(paper)) as file:
        assert str(next(elements_of(file, "/Figure")).Alt) == look.logo_words


@pytest.mark.parametrize("name", ["ink", "muted", "accent", "benchmark", "median", "warn", "bad"])
def test_text_on_the_word_of_a_draft_can_be_read(name: str) -> None:
    assert contrast(getattr(LIGHT, name), pale(LIGHT)) >= READABLE


def elements_of(file: pikepdf.Pdf, role: str):
    return (one for one in elements(file) if role == one.S)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_polish_letters_are_found_in_every_style_bold_italic_caption_and_chart(tmp_path: Path) -> None:
    made = Manuscript(texts("pl"), Furniture(SENTENCE))
    names = list(made.styles.__slots__)
    looks = {"plain": {}, "bold": {"bold": True}, "italic": {"italic": True}, "both": {"bold": True, "italic": True}}
    for name in names:
        for look, options in looks.items():
            made.paragraph((Run(f"{name} {look}: {SENTENCE}", **options),), getattr(made.styles, name))
    made.figure(chart(), SENTENCE)
    path = tmp_path / "styles.pdf"
    path.write_bytes(made.render(Metadata("t", "a", "pl", None, "1")))
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    for name in names:
        for look in looks:
            assert f"{name} {look}: {SENTENCE}" in text
    assert f"Figure 1. {SENTENCE}" in text.replace("Wykres", "Figure")
    assert text.count(SENTENCE) >= 4 * len(names) + 3
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert {line.split()[0].split("+")[1] for line in fonts} == {
        "Lato-Regular",
        "Lato-Bold",
        "Lato-Italic",
        "Lato-BoldItalic",
    }
    assert all(line.split()[-5:-2] == ["yes"] * 3 for line in fonts)


def test_two_processes_make_the_same_bytes(paper: bytes) -> None:
    """Whatever order sets and dictionaries of strings have there."""
    code = "import sys, hashlib; from tests.reports.typesetting.test_layout import *; "
    code += "print(hashlib.sha256(typeset(chapters, ABOUT)).hexdigest())"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {hashlib.sha256(paper).hexdigest()}
