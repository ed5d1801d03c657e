"""Views as files: what is in them, what is not, and that they are the same each time."""

import csv
import io
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from shutil import which
from xml.etree import ElementTree as ET

import openpyxl
import pikepdf
import pytest
from PIL import Image

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.views.exporting import made, numbers_bytes, picture_bytes
from clusterbench_gui.app.views.filing import file_name
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Selection, fitted
from clusterbench_gui.app.views.showing import shown
from clusterbench_gui.app.views.wanted import FORMATS, PICTURES
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.texts import DASH, MINUS, NO_BREAK_SPACE, texts
from clusterbench_gui.support.theme import DARK, LIGHT
from tests.app.views.studies import drawn_study, earlier_study

PL, EN = texts("pl"), texts("en")
SVG = "{http://www.w3.org/2000/svg}"
WARNING = PL.t("EXPERIMENT, NOT THE RESULT")


@pytest.fixture(scope="module")
def results():
    study = drawn_study(4)
    return Results(study, earlier_study(study), certainty_of(study))


@pytest.fixture(scope="module")
def base(results):
    return fitted(Selection(), results.study, 2)


@pytest.fixture(scope="module")
def tried(base):
    """The same data under other weights."""
    selection = replace(base, experiment=Experiment(weights={"A": 3.0}))
    return Results(shown(drawn_study(4), selection)), selection


def test_equal_views_give_equal_bytes_in_every_format(results, base):
    for kind in (Kind.RANKING, Kind.MAP):
        selection = replace(base, kind=kind)
        for ending in PICTURES:
            first, second = (picture_bytes(results, selection, LIGHT, PL, ending) for _ in range(2))
            assert first == second, (kind, ending)
            assert first != picture_bytes(results, selection, DARK, PL, ending)
        for ending in ("csv", "xlsx"):
            assert numbers_bytes(results, selection, PL, ending) == numbers_bytes(results, selection, PL, ending)


def test_a_png_has_the_size_that_was_asked_for_and_says_what_it_shows(results, base):
    picture = Image.open(io.BytesIO(picture_bytes(results, base, LIGHT, PL, "png", size=(6, 4))))
    view = made(results, base, LIGHT, PL)
    assert picture.size == (1200, 800)
    assert round(picture.info["dpi"][0]) == 200
    assert picture.text["Title"] == view.title
    assert picture.text["Description"] == f"{view.drawn.words} {view.source}"
    assert picture.getpixel((3, 3))[:3] == (255, 255, 255)


def test_an_svg_is_xml_with_title_and_words_and_no_other_font_needed(results, base):
    for kind in tuple(Kind):
        view = made(results, replace(base, kind=kind), LIGHT, PL)
        root = ET.fromstring(picture_bytes(results, replace(base, kind=kind), LIGHT, PL, "svg"))
        assert root.tag == f"{SVG}svg"
        assert root.find(f"{SVG}title").text == view.title
        assert root.find(f"{SVG}desc").text == f"{view.drawn.words} {view.source}"
        assert not list(root.iter(f"{SVG}text"))
        ids = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        assert not any(":" in one for one in ids)


@pytest.mark.skipif(which("pdftotext") is None or which("pdffonts") is None, reason="poppler is not here")
def test_a_pdf_is_one_page_of_polish_letters_in_embedded_lato(results, base, tmp_path):
    file = tmp_path / "ranking.pdf"
    file.write_bytes(picture_bytes(results, base, LIGHT, PL, "pdf"))
    words = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode()
    names = [results.study.cluster(code).name for code in results.study.scores.clusters]
    assert all(name in words for name in names)
    fonts = subprocess.run(["pdffonts", file], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts
    assert all("Lato" in line and re.search(r" yes yes yes ", line) for line in fonts)


def test_a_pdf_has_title_language_and_the_words_in_place_of_the_picture(results, base):
    view = made(results, base, LIGHT, PL)
    with pikepdf.open(io.BytesIO(picture_bytes(results, base, LIGHT, PL, "pdf", size=(6, 4)))) as pdf:
        assert len(pdf.pages) == 1
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 432, 288]
        assert str(pdf.docinfo["/Title"]) == view.title
        assert str(pdf.Root.Lang) == "pl-PL"
        figure = pdf.Root.StructTreeRoot.K[0].K[0]
        assert str(figure.S) == "/Figure"
        assert str(figure.Alt) == f"{view.drawn.words} {view.source}"


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", tuple(Kind))
def test_numbers_are_the_cells_of_the_table(results, base, kind, language):
    """CSV and workbook hold what is printed: blanks, long minus and dashes aside."""
    words, selection = texts(language), replace(base, kind=kind)
    view = made(results, selection, LIGHT, words)
    content = numbers_bytes(results, selection, words, "csv")
    assert content.startswith("\ufeff".encode())
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";" if language == "pl" else ","))
    headings, rows = view.drawn.table
    expected = [[bare(cell, language) for cell in row] for row in rows]
    assert lines == [list(headings), *expected, [], [view.title], [view.source]]
    sheet = openpyxl.load_workbook(io.BytesIO(numbers_bytes(results, selection, words, "xlsx"))).active
    found = [[as_text(cell, language) for cell in row[: len(headings)]] for row in sheet.iter_rows()]
    pad = [""] * (len(headings) - 1)
    assert found == [list(headings), *expected, ["", *pad], [view.title, *pad], [view.source, *pad]]


def bare(cell, language):
    """A printed cell without what print writes for people only."""
    if cell == DASH:
        return ""
    if re.fullmatch(rf"[+{MINUS}]?\d[\d,.{NO_BREAK_SPACE}]*({NO_BREAK_SPACE}%)?", cell) is None:
        return cell
    cell = cell.replace(MINUS, "-").replace(NO_BREAK_SPACE, "")
    return cell if language == "pl" else cell.replace(",", "")


def as_text(cell, language):
    """A cell of the workbook as its format shows it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    pattern = cell.number_format.split(";")[0]
    value = Decimal(repr(cell.value)) * (100 if "%" in pattern else 1)
    decimals = len(pattern.partition(".")[2].rstrip(f"%{NO_BREAK_SPACE}"))
    assert value == round(value, decimals), "a figure has more decimals than are printed"
    text = f"{value:+.{decimals}f}" if pattern.startswith("+") and value > 0 else f"{value:.{decimals}f}"
    return text.replace(".", "," if language == "pl" else ".") + ("%" if "%" in pattern else "")


def test_a_cluster_called_like_a_number_or_a_formula_stays_a_text():
    study = drawn_study(5)
    first, second, *rest = study.clusters
    named = replace(study, clusters=(replace(first, name="2012"), replace(second, name="=1+1"), *rest))
    results = Results(named)
    selection = fitted(Selection(), named, 2)
    sheet = openpyxl.load_workbook(io.BytesIO(numbers_bytes(results, selection, PL, "xlsx"))).active
    assert {"2012", "'=1+1"} <= {row[1].value for row in sheet.iter_rows()}
    assert "'=1+1" in numbers_bytes(results, selection, PL, "csv").decode()


def test_an_experiment_says_so_in_every_format_and_name(tried):
    results, base = tried
    for kind in (Kind.RANKING, Kind.TREE):
        selection = replace(base, kind=kind)
        assert all(file_name(results.study.model, selection, one).startswith("experiment-") for one in FORMATS)
        png = Image.open(io.BytesIO(picture_bytes(results, selection, LIGHT, PL, "png")))
        assert WARNING in png.text["Description"]
        svg = picture_bytes(results, selection, LIGHT, PL, "svg").decode()
        assert f"<!-- {WARNING} -->" in svg  # drawn, not only described
        with pikepdf.open(io.BytesIO(picture_bytes(results, selection, LIGHT, PL, "pdf"))) as pdf:
            assert WARNING in str(pdf.Root.StructTreeRoot.K[0].K[0].Alt)
        assert WARNING in numbers_bytes(results, selection, PL, "csv").decode()
        book = openpyxl.load_workbook(io.BytesIO(numbers_bytes(results, selection, PL, "xlsx")))
        assert book.sheetnames[0].startswith(PL.t("Experiment, {view}", view=""))
        assert any(WARNING in str(row[0].value) for row in book.active.iter_rows())


def test_the_result_itself_has_no_such_mark(results, base):
    assert file_name(results.study.model, base, "png") == "ranking.png"
    assert file_name(results.study.model, replace(base, node="A"), "svg") == "ranking-A.svg"
    assert file_name(results.study.model, replace(base, kind=Kind.STRIP), "pdf") == f"strip-{base.cluster}.pdf"
    assert WARNING not in picture_bytes(results, base, LIGHT, PL, "svg").decode()


def test_an_unknown_format_is_a_problem(results, base):
    for write in (
        lambda: picture_bytes(results, base, LIGHT, PL, "csv"),
        lambda: numbers_bytes(results, base, PL, "png"),
    ):
        with pytest.raises(ProblemError) as caught:
            write()
        assert [one.code for one in caught.value.problems] == ["format-unknown"]


def test_a_ranking_of_many_is_as_high_as_it_needs_to_be():
    study = drawn_study(6, count=60)
    results = Results(study)
    view = made(results, fitted(Selection(), study, 2), LIGHT, EN)
    drawn = {text.get_text() for text in view.drawn.figure.axes[0].texts}
    assert all(cluster.name in drawn for cluster in study.clusters)
