"""The guide on paper: its contents, its structure, its links, its bytes."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from clusterbench_gui.app.guides import guide_text
from clusterbench_gui.reports.guide import guide
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH
from clusterbench_gui.reports.typesetting.markdown import BOX, Grid, Heading, Listing, Passage, read_markdown, words_of
from clusterbench_gui.support.texts import LANGUAGES, texts
from tests.reports.archival import pages_of

POLISH = set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")


def made(language: str) -> bytes:
    return guide(guide_text(language), texts(language), "0.1.0")


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return {language: made(language) for language in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def every_text(language: str) -> Iterator[str]:
    for block in read_markdown(guide_text(language)):
        match block:
            case Heading(text=text):
                yield text
            case Passage(runs=runs):
                yield words_of(runs)
            case Listing(entries=entries):
                yield from map(words_of, entries)
            case Grid(rows=rows):
                yield from (words_of(cell) for row in rows for cell in row)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def test_every_sentence_of_the_text_is_on_paper(papers: dict[str, bytes], language: str) -> None:
    """Word for word within each page's text; a break between pages may divide a paragraph, so that words are compared."""
    printed = {word for page in pages_of(papers[language]) for word in page.split()}
    for text in every_text(language):
        missing = [word for word in text.replace("\n", " ").split() if word not in printed]
        assert not missing, text


def test_all_polish_letters_can_be_read_back(papers: dict[str, bytes]) -> None:
    written = POLISH & set(guide_text("pl"))
    assert len(written) >= 12
    assert written <= set("".join(pages_of(papers["pl"])))


def test_the_same_text_gives_the_same_bytes(papers: dict[str, bytes], language: str) -> None:
    assert made(language) == papers[language]


def test_contents_name_the_page_of_every_chapter_and_lead_to_it(papers: dict[str, bytes], language: str) -> None:
    chapters = [one.text for one in read_markdown(guide_text(language)) if isinstance(one, Heading) and one.level == 2]
    printed = pages_of(papers[language])
    with pikepdf.open(io.BytesIO(papers[language])) as pdf:
        links = list(pdf.pages[1].Annots)
        assert len(links) == len(chapters)
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        led: list[int] = []
        for chapter, link in zip(chapters, links, strict=True):
            page = numbers[link.Dest[0].objgen]
            led.append(page)
            assert chapter in printed[page - 1]
            assert str(link.Contents).replace("\xa0", " ") == f"{chapter} {page}"
            assert f"{chapter} {page}" in printed[1]
        assert led == sorted(led)
        assert led[0] == 3


def test_every_link_belongs_to_an_element_and_leads_back_to_it(papers: dict[str, bytes], language: str) -> None:
    with pikepdf.open(io.BytesIO(papers[language])) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        assert len(parents) == int(pdf.Root.StructTreeRoot.ParentTreeNextKey)
        for link in pdf.pages[1].Annots:
            element = parents[int(link.StructParent)]
            assert str(element.S) == "/Link"
            assert int(link.F) & 4
            assert any(child.get("/Obj") == link for child in element.K if isinstance(child, pikepdf.Dictionary))


def test_the_tree_has_lists_tables_and_headings_that_skip_no_level(papers: dict[str, bytes], language: str) -> None:
    blocks = read_markdown(guide_text(language))
    with pikepdf.open(io.BytesIO(papers[language])) as pdf:
        roles = [str(one.S)[1:] for one in elements(pdf.Root.StructTreeRoot.K[0])]
    levels = [int(role[1:]) for role in roles if role in ("H1", "H2", "H3")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(levels) == sum(isinstance(one, Heading) for one in blocks) + 1  # and that of the contents
    assert roles.count("L") == sum(isinstance(one, Listing) for one in blocks)
    assert roles.count("Table") == sum(isinstance(one, Grid) for one in blocks)
    assert roles.count("TR") == sum(len(one.rows) for one in blocks if isinstance(one, Grid))
    assert roles.count("BlockQuote") == 1


def test_bookmarks_are_the_headings(papers: dict[str, bytes], language: str) -> None:
    headings = [one.text for one in read_markdown(guide_text(language)) if isinstance(one, Heading)]
    with pikepdf.open(io.BytesIO(papers[language])) as pdf, pdf.open_outline() as outline:
        found: list[str] = []

        def walk(items: list[pikepdf.OutlineItem]) -> None:
            for item in items:
                found.append(item.title)
                walk(item.children)

        walk(list(outline.root))
    assert [headings[0], *found[2:]] == headings


def test_nothing_is_drawn_outside_of_the_page(papers: dict[str, bytes], language: str) -> None:
    document = pdfium.PdfDocument(papers[language])
    for page in document:
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            assert left >= 60
            assert right <= 62.4 + TEXT_WIDTH + 3
            assert bottom > 20
            assert top < 800
    document.close()


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="needs poppler")
def test_poppler_reads_the_text_and_finds_all_fonts_embedded(papers: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(papers["pl"])
    listed = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in listed)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert written_in(text, "Zaufanie: jak rośnie i jak się łamie")
    assert BOX in text


def written_in(text: str, words: str) -> bool:
    return words in " ".join(text.replace("\xa0", " ").split())
