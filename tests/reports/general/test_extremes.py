"""Whatever the data are: one cluster, ties, nobody who agreed, many clusters, many indicators, nothing to recommend."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from clusterbench_gui.app.reporting.overview import overview_of, public
from clusterbench_gui.app.views.selection import Names
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.general.report import general_report
from clusterbench_gui.support.texts import texts
from tests.charts.extremes import drawn, extremes, study_of, wide
from tests.reports.archival import pages_of
from tests.reports.general.finished import spoken, structure, tables_of
from tests.reports.general.studies import rich

TOO_FEW = "Too few clusters have a result"
NO_CHANGE = "Nothing can be said of changes"


def scores_alone(study: ScoredStudy) -> Overview:
    """The overview without what takes thousands of runs."""
    return Overview(public(study, Names.AGREED))


def printed(overview: Overview) -> str:
    """The words on the pages of the report."""
    text = " ".join(pages_of(general_report(overview, texts("en"))))
    assert not re.findall(r"\bNone\b|\bnan\b|\binf\b|\{|\(\)", text)
    return text


def read(overview: Overview, folder: Path) -> tuple[str, list[str]]:
    """The words of the report as they are read aloud, and the captions of its tables. Takes seconds."""
    lines = structure(general_report(overview, texts("en")), folder)
    text = spoken(lines)
    assert not re.findall(r"\bNone\b|\bnan\b|\binf\b|\{|\(\)", text)
    return text, [one.caption for one in tables_of(lines)]


@pytest.mark.parametrize("name", ["one", "two", "nothing"])
def test_of_fewer_clusters_than_a_crowd_nothing_is_told(name: str, tmp_path: Path) -> None:
    study = extremes()[name]
    text, captions = read(overview_of(study), tmp_path)
    assert TOO_FEW in text
    assert NO_CHANGE in text
    assert not any("Scores" in caption or "Places" in caption or "Figures" in caption for caption in captions)
    scores = [cell.score for row in study.scores.cells.values() for cell in row.values() if cell.score]
    told = set(re.findall(r" (\d+\.\d)(?! ?%) ", text))
    assert not told & {f"{score:.1f}" for score in scores}


def test_where_all_are_equal_nobody_is_called_strong_or_weak() -> None:
    model = wide(2, 2, 3)
    raw = {f"C{number}": {node.code: float(number % 2) for node in model.at(1)} for number in range(8)}
    text = printed(scores_alone(study_of(raw, model)))
    assert "in the middle" in text
    assert "What is high." not in text
    assert "No other area" not in text
    assert "Strong across the clusters" not in text


def test_nobody_who_did_not_agree_is_named() -> None:
    study = replace(rich(8), agreed=frozenset())
    text = printed(scores_alone(study))
    assert "Klaster Sekretny" not in text
    assert study.scores.clusters[0] in text


def test_few_candidates_are_told_together() -> None:
    study = rich(14)
    overview = overview_of(study)
    assert overview.portfolio is not None
    places = [replace(place, candidate=False) for place in overview.portfolio.places]
    places[3] = replace(places[3], candidate=True, strong=("A00", "A11"))
    shown = replace(overview, portfolio=replace(overview.portfolio, places=tuple(places)))
    text = printed(shown)
    assert "1 cluster is a candidate for a model cluster" in text
    assert "Strong in, all together: A00" in text
    assert not re.findall(r"Table \d+\. Candidates", text)


def test_a_benchmark_of_fewer_than_a_crowd_is_nowhere(tmp_path: Path) -> None:
    study = rich(10)
    study = replace(study, method=replace(study.method, benchmark_best=1))
    text, _captions = read(scores_alone(study), tmp_path)
    assert "No benchmark is printed" in text
    tops = {
        round(max(row[node.code].score or 0.0 for row in study.scores.cells.values()), 1) for node in study.model.at(1)
    }
    assert tops == {100.0}
    assert " 100.0 " not in text


def test_without_texts_of_an_edition_the_chapters_say_so() -> None:
    study = replace(rich(8), recommendations=(), practices=(), glossary=(), groupings=(), instruments={})
    text = printed(scores_alone(study))
    assert "There are no recommendations" in text
    assert "The edition describes no practices." in text
    assert "Nothing is known of the clusters beside their results." in text


def test_sixty_clusters_and_three_hundred_indicators_fit() -> None:
    made = general_report(scores_alone(study_of(drawn(wide(), 60), wide())), texts("en"))
    document = pdfium.PdfDocument(made)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(re.findall(r"Table \d+\. Figures of", text)) == 6
    assert len(re.findall(r"Table \d+\. Scores of the clusters", text)) == 6
    assert all(len(page.get_textpage().get_text_bounded()) > 150 for page in document)
    document.close()
