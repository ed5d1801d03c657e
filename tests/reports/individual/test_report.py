"""The report of one cluster, made for real and read back: what it says, what it must not say, what kind of file it is."""

import csv
import io
import random
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.support.texts import texts
from tests.reports.archival import elements, pages_of
from tests.reports.conftest import full
from tests.reports.individual.making import Made
from tests.reports.individual.reading import attached, run, structure, words

CODE = "K03"

Table = dict[str, dict[str, float | Missing]]
Values = Callable[..., Table]
StudyOf = Callable[..., ScoredStudy]


def rows_of(report: bytes) -> dict[str, dict[str, str]]:
    (data,) = attached(report).values()
    return {row["code"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}


def report_of(study: ScoredStudy, code: str, language: str = "en") -> bytes:
    return cluster_report(dossier_of(material_of(study), code), texts(language))


@pytest.fixture(scope="module")
def report(english: Made) -> bytes:
    return english.report


def test_the_same_study_gives_the_same_bytes(study: ScoredStudy, earlier: ScoredStudy, report: bytes) -> None:
    dossier = dossier_of(material_of(full(study), earlier), CODE)
    assert cluster_report(dossier, texts("en")) == report


def test_the_attachment_has_every_figure_of_the_cluster(dossier: Dossier, report: bytes) -> None:
    rows, study = rows_of(report), dossier.study
    assert list(rows)[:3] == ["I", "Z", "Z1"]
    for node in study.model.nodes:
        cell, summary, row = study.scores.cells[CODE][node.code], study.scores.summaries[node.code], rows[node.code]
        before = dossier.before.get(node.code)
        then = (before.raw, before.way) if before else (None, None)
        mark = next((one for one in dossier.marks if one.node == node.code), None)
        figures = {
            "value": cell.raw,
            "score": cell.score,
            "rank": cell.rank,
            "median": round(summary.median, 1),
            "benchmark": round(summary.benchmark, 1),
            "value_before": then[0],
            "change_one_scale": then[1],
            "mark": mark and mark.sign,
            "steadiness": mark and mark.steadiness,
        }
        assert {key: row[key] for key in figures} == {
            key: "" if value is None else str(value) for key, value in figures.items()
        }
    assert any(row["value_before"] for row in rows.values())
    assert any(row["mark"] == "-1" for row in rows.values())


def test_a_missing_value_is_a_reason_in_words(study: ScoredStudy, report: bytes) -> None:
    gone = [node for node in study.model.at(1) if study.scores.cells[CODE][node.code].raw is None]
    assert gone
    rows = rows_of(report)
    for node in gone:
        why = rows[node.code]["missing"]
        assert why in {"refused", "don't know", "not asked", "not applicable", "division by zero"}
        assert re.search(rf"{re.escape(node.code)} [^/]{{0,60}} {why} ", words(report))
        assert rows[node.code]["value"] == ""


@pytest.mark.parametrize("clusters", [9, 10])
def test_raw_values_of_others_do_not_appear(values: Values, study_of: StudyOf, clusters: int) -> None:
    """The extremes, which unitarisation uses, and the middle one are the easiest to let slip."""
    table, draw = values(clusters), random.Random(3)
    for row in table.values():
        row["Z1.3"] = float(draw.randint(100_000_000, 999_999_999))
    report = report_of(study_of(table), "K03")
    text = (words(report) + str(attached(report))).replace(",", "")
    found = [code for code, row in table.items() if str(int(row["Z1.3"])) in text]
    assert found == ["K03"]


@pytest.mark.parametrize("others", [0, 1, 2])
def test_fewer_than_three_others_are_never_shown(values: Values, study_of: StudyOf, others: int) -> None:
    report = report_of(study_of(values(others + 1)), "K01")
    text = words(report)
    assert "nothing to compare with" in text
    for row in rows_of(report).values():
        assert not any(row[column] for column in ("rank", "count", "quartile", "median", "benchmark"))
    assert not re.search(r"\d+/\d+ [ABCD]", text)
    assert not re.search(r"(place|rank) \d+ of", text, re.IGNORECASE)


def test_three_others_are_a_crowd(values: Values, study_of: StudyOf) -> None:
    table = {code: dict.fromkeys(row, 1.0 + number) for number, (code, row) in enumerate(values(4).items())}
    row = rows_of(report_of(study_of(table), "K01"))["I"]
    assert row["count"] == "4"
    assert row["median"]


def test_one_value_more_or_less_at_a_node_decides_about_that_node_only(values: Values, study_of: StudyOf) -> None:
    table = {code: dict.fromkeys(row, 1.0 + number) for number, (code, row) in enumerate(values(4).items())}
    table["K04"]["Z1.1"] = Missing("absence")
    rows = rows_of(report_of(study_of(table), "K01"))
    assert not rows["Z1.1"]["median"]
    assert rows["Z1.2"]["median"]


def test_a_cluster_that_answered_nothing_gets_reasons_and_no_zero(values: Values, study_of: StudyOf) -> None:
    table = values(8)
    table["K01"] = dict.fromkeys(table["K01"], Missing("no-interview"))
    report = report_of(study_of(table), "K01")
    assert "no overall score" in words(report)
    assert all(row["value"] == row["score"] == "" for row in rows_of(report).values())
    assert words(report).count("no finished interview") == len(table["K01"])


def test_long_names_and_markup_are_printed_as_they_are(values: Values, study_of: StudyOf) -> None:
    table = values(6)
    name = "Śląsko-Małopolski <b>Klaster</b> & Źródła Łączności Ósmego Świata"
    report = report_of(study_of(table, {"K01": name}), "K01", "pl")
    assert name in words(report)
    with pikepdf.open(io.BytesIO(report)) as pdf:
        assert name in str(pdf.docinfo["/Title"])


def test_invented_data_is_said_on_every_page(study: ScoredStudy, report: bytes) -> None:
    assert all("Invented data" in page for page in pages_of(report))
    real = pages_of(report_of(replace(study, synthetic=False), CODE))
    assert not any("nvented" in page for page in real)


def test_the_method_is_printed_with_its_figures(study: ScoredStudy, report: bytes) -> None:
    text = words(report)
    for fact in ("unitarisation", "at least 50 %", "mean of the 3 best", "at least 3 other clusters", study.program):
        assert fact in text
    assert study.scores.fingerprint in text.replace(" ", "")
    assert study.notice["en"] in text


def test_the_method_says_how_experts_and_size_count_only_where_they_do(study: ScoredStudy, report: bytes) -> None:
    several = "Where several experts rate the same thing"
    by_size = "Counts that grow with the size of a cluster"
    assert several not in words(report)
    assert by_size not in words(report)
    first, *others = study.model.nodes
    rated = replace(study, model=replace(study.model, nodes=(replace(first, combine="mean"), *others)))
    divided = replace(study, method=replace(study.method, per_member=True))
    assert several in words(report_of(rated, CODE))
    assert by_size in words(report_of(divided, CODE))


def test_the_file_is_tagged_and_says_its_language(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        root, found = pdf.Root, list(elements(pdf))
        roles = [str(one.S) for one in found]
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en-GB"
        assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert roles.count("/H1") == 1
        assert roles.count("/Figure") == 12
        assert {"/Document", "/Sect", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD"} <= set(
            roles
        )
        assert all(len(str(one.Alt)) > 40 and len(one.A.BBox) == 4 for one in found if one.S == "/Figure")
        assert all("/Scope" in one.A for one in found if one.S == "/TH")
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "2012-08-14T00:00:00+00:00" in metadata


def test_chapters_are_bookmarks_in_order_and_the_contents_lead_to_their_pages_of(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        chapters = [entry.title for entry in title.children]
    assert chapters[:3] == ["In brief", "Contents", "Position among all clusters"]
    assert chapters[-2:] == ["How the figures were made", "Glossary"]
    lines = [line.text for line in structure(report).below("TOCI")]
    pages_ = pages_of(report)
    for chapter, line in zip(chapters[2:], lines, strict=True):
        name, page = line.rsplit(" ", 1)
        assert name == chapter
        assert chapter in pages_[int(page) - 1]


@pytest.fixture
def file(tmp_path, report: bytes) -> str:
    path = tmp_path / "report.pdf"
    path.write_bytes(report)
    return str(path)


def test_poppler_reads_the_tree(file: str) -> None:
    tree = run("pdfinfo", "-struct-text", file)
    assert '"I Index "' in tree
    assert "nothing to compare with" not in tree
    assert (
        "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least" in tree
    )
