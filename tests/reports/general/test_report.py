"""The general report: every figure of every table, its silence about single clusters, its references, its order."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest

from clusterbench_gui.app.reporting.overview import overview_of
from clusterbench_gui.domain.editions import AUDIENCES, ReportDesign, ReportPlan
from clusterbench_gui.domain.reporting import Overview
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.reports.general.report import general_report
from clusterbench_gui.reports.general.sections import SECTIONS
from clusterbench_gui.support.texts import Texts, texts
from tests.reports.general.expected import Rows, tables
from tests.reports.general.finished import spoken, structure, tables_of
from tests.reports.general.studies import rich


@pytest.fixture(scope="module")
def study() -> ScoredStudy:
    return rich()


@pytest.fixture(scope="module")
def overview(study: ScoredStudy) -> Overview:
    """The overview with raw values and extremes in it, which must not be printed."""
    found = overview_of(study, replace(rich(22, seed=2010), year="2010"))
    return replace(found, study=replace(study, clusters=found.study.clusters))


@pytest.fixture(scope="module")
def reports(overview: Overview) -> dict[str, bytes]:
    return {language: general_report(overview, texts(language)) for language in ("pl", "en")}


@pytest.fixture(scope="module")
def trees(reports: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The structure trees."""
    return {language: structure(made, tmp_path_factory.mktemp(language)) for language, made in reports.items()}


@pytest.fixture(scope="module")
def report(reports: dict[str, bytes]) -> bytes:
    return reports["en"]


def words(report: bytes) -> str:
    document = pdfium.PdfDocument(report)
    found = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(found.replace("\xa0", " ").split())


def printed(lines: list[str]) -> dict[str, Rows]:
    """The tables by their captions, without number and head."""
    found = tables_of(lines)
    return {re.sub(r"^\S+ \d+\. ", "", one.caption): one.rows[1:] for one in found}


def differences(made: Mapping[str, Rows], wanted: Mapping[str, Rows]) -> list[str]:
    """Where a table differs from what the engine says; the unit in brackets behind a name is no figure."""
    found = sorted(set(made) ^ set(wanted))
    for caption in set(made) & set(wanted):
        if made[caption] != wanted[caption]:
            found.append(f"{caption}: {made[caption]} is not {wanted[caption]}")
    return found


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_figure_of_every_table_is_the_engines(
    language: str, study: ScoredStudy, overview: Overview, trees: dict[str, list[str]]
) -> None:
    made = printed(trees[language])
    assert differences(made, tables(study, overview, Texts(language))) == []
    assert sum(len(row) for rows in made.values() for row in rows) > 800
    node = study.model.at(1)[4].code  # the control: a figure that is a tenth off must not pass
    summaries = dict(study.scores.summaries)
    summaries[node] = replace(summaries[node], upper=(summaries[node].upper or 0) + 0.1)
    tampered = replace(study, scores=replace(study.scores, summaries=summaries))
    assert len(differences(made, tables(tampered, overview, Texts(language)))) == 1


def test_the_attached_tables_say_the_same(study: ScoredStudy, report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        files = {name: entry.get_file().read_bytes().decode("utf-8-sig") for name, entry in pdf.attachments.items()}
    assert set(files) == {
        *("scores.csv", "indicators.csv", "weights.csv", "places.csv"),
        *("influences.csv", "changes.csv", "responses.csv", "gaps.csv"),
    }
    for row in csv.DictReader(io.StringIO(files["scores.csv"])):
        code = row["cluster"].split()[0]
        for node in (*study.model.at(2), *study.model.at(3)):
            score = study.scores.cells[code][node.code].score
            assert row[node.code] == ("" if score is None else str(round(score, 1)))
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(files["indicators.csv"]))}
    for code, figures in study.scores.summaries.items():
        assert int(rows[code]["clusters"]) == figures.count
        assert float(rows[code]["median"]) == round(figures.median, 1)
        assert float(rows[code]["benchmark"]) == round(figures.benchmark, 1)


def everything(report: bytes) -> str:
    """All that a file holds, in whatever encoding: words, streams, attachments, metadata."""
    with pikepdf.open(io.BytesIO(report)) as pdf:
        plain = io.BytesIO()
        pdf.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        attached = " ".join(entry.get_file().read_bytes().decode("utf-8-sig") for entry in pdf.attachments.values())
    raw = plain.getvalue()
    return words(report) + attached + raw.decode("latin-1") + raw.replace(b"\x00", b"").decode("latin-1")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_only_clusters_that_agreed_are_named_and_no_value_of_one_is_told(
    language: str, study: ScoredStudy, reports: dict[str, bytes], trees: dict[str, list[str]]
) -> None:
    told = everything(reports[language]) + spoken(trees[language])
    for cluster in study.clusters:
        assert (cluster.name in told) is (cluster.code in study.agreed)
    digits = re.sub(r"(?<=\d)[, \u00a0](?=\d{3})", "", told)
    raw = {str(int(cell.raw)) for row in study.scores.cells.values() for cell in row.values() if cell.raw is not None}
    assert len(raw) > 300
    assert not raw & set(re.findall(r"\d{9,}", digits))


def test_a_raw_value_would_be_found(study: ScoredStudy) -> None:
    """The control of the test above: a value that does stand in the file."""
    value = next(cell.raw for row in study.scores.cells.values() for cell in row.values() if cell.raw is not None)
    texts_ = {"summary": {"en": f"The budget was {value:,.0f}, of Klaster Sekretny {study.scores.clusters[-1][::-1]}."}}
    design = ReportDesign(general=ReportPlan(("summary",), texts_))
    told = everything(general_report(Overview(replace(study, design=design)), texts("en")))
    assert study.clusters[-1].name in told
    assert str(int(value)) in re.sub(r"(?<=\d)[, \u00a0](?=\d{3})", "", told)


def test_the_same_overview_gives_the_same_bytes(overview: Overview, report: bytes) -> None:
    assert general_report(overview, texts("en")) == report


def test_every_figure_and_table_has_a_number_and_the_text_refers_to_it(trees: dict[str, list[str]]) -> None:
    text = spoken(trees["en"])
    figures = sum(line.strip().startswith("Figure") for line in trees["en"])
    captions = re.findall(r"\b(Figure|Table) (\d+)\. ", text)
    assert (
        len(captions)
        == len(set(captions))
        == figures + sum(line == "Table (block)" for line in map(str.strip, trees["en"]))
    )
    assert set(captions) == set(re.findall(r"\b(Figure|Table) (\d+), page \d+", text))
    assert figures > 10


def test_an_edition_chooses_sections_orders_them_and_opens_them(overview: Overview) -> None:
    said = "Said by **the edition**.\n\n## A heading\n\n| a | b | |\n|---|---|---|\n| one | two | |\n"
    design = ReportDesign(general=ReportPlan(("no-such", "annex", "aims"), {"annex": {"en": said}}))
    made = general_report(replace(overview, study=replace(overview.study, design=design)), texts("en"))
    text = words(made)
    assert len(pdfium.PdfDocument(made)) < 8
    assert (
        text.index("General report Annex")
        < text.index("Said by the edition.")
        < text.index("Scores of all clusters")
        < text.index("Aims of the study")
    )
    assert "one two" in text
    assert [one.get_title() for one in pdfium.PdfDocument(made).get_toc() if one.level == 1] == [
        "Annex",
        "Aims of the study",
    ]
    assert "Recommendations" not in text
    assert SECTIONS[0] == "cover"


def test_recommendations_are_those_of_the_state_of_the_field(study: ScoredStudy, trees: dict[str, list[str]]) -> None:
    medians = {node.code: study.scores.summaries[node.code].median for node in study.model.at(2)}
    order = sorted(medians, key=lambda code: medians[code])
    said = set(re.findall(r"Advice (\w+) (\w+) (A\d+)", spoken(trees["en"])))
    assert {audience for _state, audience, _code in said} == set(AUDIENCES)
    assert {(state, code) for state, _audience, code in said} == {("weak", order[0]), ("strong", order[-1])}
