"""The fact sheet: always one page, fit for the archive, silent about the others."""

import io
from dataclasses import replace

import pikepdf
import pytest

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.reports.factsheet import fact_sheet
from clusterbench_gui.support.texts import LANGUAGES, texts
from tests.app.reporting.studies import secret
from tests.reports.archival import assert_archival, pages_of

CODE = "QX003Z"


@pytest.fixture(scope="module")
def material():
    return material_of(secret(), replace(secret(11, seed=2010), year="2010"))


@pytest.fixture(scope="module")
def dossier(material) -> Dossier:
    return dossier_of(material, CODE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_page_for_the_archive(dossier: Dossier, language: str) -> None:
    sheet = fact_sheet(dossier, texts(language))
    assert len(pages_of(sheet)) == 1
    assert_archival(sheet, language)
    assert fact_sheet(dossier, texts(language)) == sheet


def test_its_figures_are_those_of_the_study(dossier: Dossier) -> None:
    (page,) = pages_of(fact_sheet(dossier, texts("en")))
    study, top = dossier.study, dossier.study.model.at(dossier.study.model.levels)[0].code
    cell, summary, standing = study.scores.cells[CODE][top], study.scores.summaries[top], dossier.standing
    assert standing is not None
    for figure in (cell.score, summary.median, summary.benchmark):
        assert f"{figure:.1f}" in page
    assert f"{cell.rank} of {summary.count}" in page
    assert f"{standing.low}–{standing.high} in nine of ten variants" in page
    for area in study.model.at(study.model.levels - 1):
        assert f"{study.scores.cells[CODE][area.code].score:.1f}" in page
    best = max(dossier.levers, key=lambda one: one.points)
    assert f"would add {best.points:.1f} points" in page


def test_a_fragile_mark_says_so(dossier: Dossier) -> None:
    marks = tuple(replace(one, steadiness=0.5) for one in dossier.marks)
    assert marks
    assert "fragile" in pages_of(fact_sheet(replace(dossier, marks=marks), texts("en")))[0]
    steady = tuple(replace(one, steadiness=1.0) for one in dossier.marks)
    assert "fragile" not in pages_of(fact_sheet(replace(dossier, marks=steady), texts("en")))[0]


@pytest.mark.parametrize("length", [40, 150, 600])
def test_however_long_the_names_are_it_stays_one_page(dossier: Dossier, length: int) -> None:
    words = ("Przedsiębiorczość Źródeł " * 40)[:length].strip()
    nodes = tuple(replace(one, names={"pl": words, "en": words}) for one in dossier.study.model.nodes)
    clusters = tuple(replace(one, name=one.name and words) for one in dossier.study.clusters)
    study = replace(dossier.study, clusters=clusters, model=replace(dossier.study.model, nodes=nodes))
    sheet = fact_sheet(replace(dossier, study=study), texts("pl"))
    assert len(pages_of(sheet)) == 1
    assert "Przedsiębiorczość" in pages_of(sheet)[0]
    assert_inside(sheet)


def test_what_is_not_known_is_said_and_nothing_is_invented(dossier: Dossier) -> None:
    bare = replace(dossier, standing=None, marks=(), levers=(), missing={"marks": ()})
    (page,) = pages_of(fact_sheet(bare, texts("en")))
    assert "variants" not in page
    assert page.count("nothing to compare with") == 2
    assert "No step to a next quarter" in page


def test_one_cluster_alone_and_one_without_answers(material) -> None:
    alone = dossier_of(material_of(secret(1)), "QX000Z")
    (page,) = pages_of(fact_sheet(alone, texts("en")))
    assert "median" not in page.replace("below the median", "")
    silent = secret()
    rows = dict(silent.scores.cells)
    rows[CODE] = {
        node: replace(cell, score=None, raw=None, rank=None, quartile="", missing=Missing("no-interview"))
        for node, cell in rows[CODE].items()
    }
    study = replace(silent, scores=replace(silent.scores, cells=rows))
    dossier = replace(dossier_of(material, CODE), study=study, standing=None, marks=(), levers=())
    assert len(pages_of(fact_sheet(dossier, texts("pl")))) == 1


def test_no_other_cluster_is_in_the_file(dossier: Dossier) -> None:
    with pikepdf.open(io.BytesIO(fact_sheet(dossier, texts("en")))) as file:
        file.save(
            plain := io.BytesIO(),
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    found = plain.getvalue().replace(b"\0", b"").decode("latin-1") + " ".join(pages_of(plain.getvalue()))
    for cluster in secret().clusters:
        if cluster.code != CODE:
            assert cluster.code not in found
            assert cluster.name not in found
    for code, row in secret().scores.cells.items():
        if code != CODE:
            assert not any(f"{cell.raw:.0f}" in found for cell in row.values() if cell.raw is not None)


def assert_inside(sheet: bytes) -> None:
    """All text stands between the margins."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(sheet)
    page = document[0]
    text, (width, height) = page.get_textpage(), page.get_size()
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        assert left >= 20
        assert right <= width - 20
        assert bottom >= 14
        assert top <= height - 20
    document.close()
