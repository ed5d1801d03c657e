"""Slides of the general results: one message each, for the archive, with clusters by name only where they agreed."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest

from clusterbench_gui.app.reporting.overview import overview_of
from clusterbench_gui.domain.editions import AUDIENCES, Recommendation
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.reports.slides.slides import slides
from clusterbench_gui.support.texts import LANGUAGES, texts
from tests.app.reporting.studies import secret
from tests.reports.archival import assert_archival, elements, pages_of


def advised(clusters: int = 14):
    study = secret(clusters)
    words = {"en": "Do this within a month. " * 8, "pl": "Zrobić to w ciągu miesiąca. " * 8}
    found = tuple(
        Recommendation(node.code, "weak", audience, words) for node in study.model.at(2) for audience in AUDIENCES
    )
    return replace(study, recommendations=found)


@pytest.fixture(scope="module")
def overview() -> Overview:
    return overview_of(advised(), replace(secret(11, seed=2010), year="2010"))


@pytest.fixture(scope="module")
def deck(overview: Overview) -> bytes:
    return slides(overview, texts("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_are_for_the_archive_and_the_same_each_time(overview: Overview, language: str) -> None:
    made = slides(overview, texts(language))
    assert_archival(made, language)
    assert slides(overview, texts(language)) == made


def test_each_slide_has_a_message_of_its_own_page(deck: bytes) -> None:
    document = pdfium.PdfDocument(deck)
    sizes = {page.get_size() for page in document}
    starts = [one.get_dest().get_index() for one in document.get_toc()]
    document.close()
    assert sizes == {(960.0, 540.0)}
    assert starts == list(range(len(pages_of(deck))))
    assert 11 <= len(starts) <= 15


def test_lists_have_at_least_sixteen_points(deck: bytes) -> None:
    """Of 540 in height, so that they are read from the last row."""
    sizes = []
    with pikepdf.open(io.BytesIO(deck)) as file:
        for page in file.pages:
            role = ""
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC":
                    role = str(operands[0])
                elif str(operator) == "Tf" and role == "/LBody":
                    sizes.append(float(operands[1]))
    assert len(sizes) >= 10
    assert min(sizes) >= 16


def test_places_and_scores_are_those_of_the_study(overview: Overview, deck: bytes) -> None:
    study = overview.study
    top = study.model.at(study.model.levels)[0].code
    page = next(text for text in pages_of(deck) if "Ahead of all" in text)
    for cluster in study.clusters:
        cell = study.scores.cells[cluster.code][top]
        if cell.rank is not None and cell.rank <= 9:
            assert f"{cluster.name or cluster.code} {cell.rank} {cell.score:.1f}" in page


def test_who_did_not_agree_is_not_named(deck: bytes) -> None:
    pages = " ".join(pages_of(deck))
    with pikepdf.open(io.BytesIO(deck)) as file:
        words = pages + " ".join(str(one.get("/Alt", "")) for one in elements(file))
    for cluster in secret().clusters:
        if cluster.code not in secret().agreed:
            assert cluster.name not in words


def test_invented_data_and_drafts_say_so_on_every_slide(overview: Overview) -> None:
    study = replace(overview.study, synthetic=True, is_draft=True)
    for page in pages_of(slides(replace(overview, study=study), texts("en"))):
        assert "Invented data" in page
        assert "not closed" in page
    study = replace(overview.study, synthetic=False, is_draft=False)
    text = " ".join(pages_of(slides(replace(overview, study=study), texts("en"))))
    assert "not closed" not in text


@pytest.mark.parametrize("clusters", [1, 2])
def test_a_few_clusters_have_no_middle_to_show(clusters: int) -> None:
    made = slides(overview_of(advised(clusters)), texts("en"))
    text = " ".join(pages_of(made))
    assert "medians" not in text
    assert "QX000Z" not in text
    assert len(pages_of(made)) >= 4
    assert_archival(made, "en")


def test_what_is_not_known_has_no_slide(overview: Overview, deck: bytes) -> None:
    bare = replace(overview, certainty=None, sensitivity=None, portfolio=None, regions=(), trends={})
    assert len(pages_of(slides(bare, texts("en")))) < len(pages_of(deck))
