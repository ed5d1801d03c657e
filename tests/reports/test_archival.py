"""All papers are fit for the archive and for screen readers, and the check would see it if they were not."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from matplotlib.figure import Figure
from pikepdf import Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from clusterbench_gui.app.guides import guide_text
from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.reports.chart_page import chart_page
from clusterbench_gui.reports.guide import guide
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.reports.typesetting.archive import Metadata
from clusterbench_gui.support.texts import LANGUAGES, texts
from tests.reports.archival import assert_archival, elements, faults


@pytest.fixture(scope="module")
def report(dossier: Dossier) -> bytes:
    return cluster_report(dossier, texts("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_of_a_cluster(dossier: Dossier, language: str) -> None:
    assert_archival(cluster_report(dossier, texts(language)), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide(language: str) -> None:
    assert_archival(guide(guide_text(language), texts(language), "1"), language)


def test_a_chart() -> None:
    figure = Figure(figsize=(4, 3))
    figure.add_subplot().plot([1, 2])
    assert_archival(chart_page(figure, "A line that rises", Metadata("Chart", "A", "en", None, "1")), "en")


def test_a_plain_file_fails() -> None:
    """The check is no rubber stamp: a file as reportlab makes it has nearly every fault."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 50, "x")
    canvas.save()
    found = " ".join(faults(out.getvalue(), "en"))
    for one in (
        "metadata",
        "not marked",
        "no structure tree",
        "language",
        "title bar",
        "intent",
        "not embedded",
        "0 marks",
    ):
        assert one in found


def _no_words(file: Pdf) -> None:
    del next(one for one in elements(file) if one.S == "/Figure").Alt


def _skipped_level(file: Pdf) -> None:
    next(one for one in elements(file) if one.S == "/H2").S = Name.H4


def _no_scope(file: Pdf) -> None:
    del next(one for one in elements(file) if one.S == "/TH").A


def _unmarked(file: Pdf) -> None:
    file.pages[0].contents_add(b"0 0 10 10 re f")


def _lost_mark(file: Pdf) -> None:
    next(one for one in elements(file) if one.S == "/P").K = []


def _no_relationship(file: Pdf) -> None:
    del file.Root.AF


def _no_text(file: Pdf) -> None:
    font = next(iter(file.pages[0].Resources.Font.values()))
    del font.ToUnicode


def _script(file: Pdf) -> None:
    file.Root.Names.JavaScript = Dictionary(Names=[String("a"), Dictionary(S=Name.JavaScript, JS=String("1"))])


def _no_bookmarks(file: Pdf) -> None:
    del file.Root.Outlines


def _ragged(file: Pdf) -> None:
    row = next(one for one in elements(file) if one.S == "/TR")
    row.K = row.K[:-1]


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_no_words, "a figure without words"),
        (_skipped_level, "a heading of level 4 after one of 1"),
        (_no_scope, "heads"),
        (_unmarked, "content in 0 marks"),
        (_lost_mark, "do not agree"),
        (_no_relationship, "has no relationship"),
        (_no_text, "cannot be read back"),
        (_script, "forbidden: /JS"),
        (_no_bookmarks, "bookmarks"),
        (_ragged, "rows of different length"),
    ],
)
def test_each_fault_is_seen(report: bytes, spoil: Callable[[Pdf], None], fault: str) -> None:
    with pikepdf.open(io.BytesIO(report)) as file:
        spoil(file)
        file.save(out := io.BytesIO())
    assert fault in " ".join(faults(out.getvalue(), "en"))
