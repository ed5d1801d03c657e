"""The report of one cluster: its figures, its silence about the others, its structure."""

import csv
import io
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest

from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.support.texts import texts

CODE = "K03"

Table = dict[str, dict[str, float | Missing]]
Values = Callable[..., Table]
StudyOf = Callable[..., ScoredStudy]


def pages(report: bytes) -> list[str]:
    document = pdfium.PdfDocument(report)
    found = [page.get_textpage().get_text_bounded().replace("\xa0", " ") for page in document]
    document.close()
    return found


def words(report: bytes) -> str:
    """All text, with single spaces between words."""
    return " ".join(" ".join(pages(report)).split())


def attached(report: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        return {name: entry.get_file().read_bytes() for name, entry in pdf.attachments.items()}


def rows_of(report: bytes) -> dict[str, dict[str, str]]:
    (data,) = attached(report).values()
    return {row["code"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}


@pytest.fixture(scope="module")
def report(study: ScoredStudy) -> bytes:
    return cluster_report(study, CODE, texts("en"))


def test_the_same_study_gives_the_same_bytes(study: ScoredStudy, report: bytes) -> None:
    assert cluster_report(study, CODE, texts("en")) == report


def test_every_score_of_the_cluster_stands_in_the_report_and_its_attachment(study: ScoredStudy, report: bytes) -> None:
    text, rows = words(report), rows_of(report)
    for node in study.model.nodes:
        cell, summary = study.scores.cells[CODE][node.code], study.scores.summaries[node.code]
        if cell.score is None:
            assert rows[node.code]["score"] == ""
            continue
        assert float(rows[node.code]["score"]) == cell.score
        shown = rf"{re.escape(node.code)} .{{0,60}}{cell.score:.1f} {cell.rank}/{summary.count} {cell.quartile} "
        shown += rf"{summary.median:.1f} {summary.benchmark:.1f}"
        assert re.search(shown, text), node.code


def test_a_missing_value_is_a_reason_in_words(study: ScoredStudy, report: bytes) -> None:
    gone = [node for node in study.model.at(1) if study.scores.cells[CODE][node.code].raw is None]
    assert gone
    rows = rows_of(report)
    for node in gone:
        why = rows[node.code]["missing"]
        assert why in {"refused", "don't know", "not asked", "not applicable", "division by zero"}
        assert re.search(rf"{re.escape(node.code)} [^/]{{0,60}} {why} ", words(report))
        assert rows[node.code]["value"] == ""


def test_no_other_cluster_is_named_or_coded_anywhere(values: Values, study_of: StudyOf) -> None:
    table = values(12)
    names = {code: f"Quetzalcoatl{number}Zyx" for number, code in enumerate(table)}
    study = study_of(
        {f"UNIQ{code}": row for code, row in table.items()}, {f"UNIQ{code}": name for code, name in names.items()}
    )
    report = cluster_report(study, "UNIQK03", texts("pl"))
    with pikepdf.open(io.BytesIO(report)) as pdf:
        pdf.save(
            plain := io.BytesIO(),
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        outlines = " ".join(str(entry.title) for entry in pdf.open_outline().root)
        alts = " ".join(str(element.Alt) for element in elements(pdf) if "/Alt" in element)
    everything = words(report) + outlines + alts + plain.getvalue().decode("latin-1") + str(attached(report))
    everything += plain.getvalue().replace(b"\x00", b"").decode("latin-1")
    assert "Quetzalcoatl2Zyx" in everything
    for number, code in enumerate(table):
        if code != "K03":
            assert f"Quetzalcoatl{number}Zyx" not in everything
            assert f"UNIQ{code}" not in everything


@pytest.mark.parametrize("clusters", [9, 10])
def test_raw_values_of_others_do_not_appear(values: Values, study_of: StudyOf, clusters: int) -> None:
    """The extremes, which unitarisation uses, and the middle one are the easiest to let slip."""
    table, draw = values(clusters), random.Random(3)
    for row in table.values():
        row["Z1.3"] = float(draw.randint(100_000_000, 999_999_999))
    report = cluster_report(study_of(table), "K03", texts("en"))
    text = (words(report) + str(attached(report))).replace(",", "")
    found = [code for code, row in table.items() if str(int(row["Z1.3"])) in text]
    assert found == ["K03"]


@pytest.mark.parametrize("others", [0, 1, 2])
def test_fewer_than_three_others_are_never_shown(values: Values, study_of: StudyOf, others: int) -> None:
    report = cluster_report(study_of(values(others + 1)), "K01", texts("en"))
    text = words(report)
    assert "nothing to compare with" in text
    for row in rows_of(report).values():
        assert not any(row[column] for column in ("rank", "count", "quartile", "median", "benchmark"))
    assert not re.search(r"\d+/\d+ [ABCD]", text)
    assert not re.search(r"(place|rank) \d+ of", text, re.IGNORECASE)


def test_three_others_are_a_crowd(values: Values, study_of: StudyOf) -> None:
    table = {code: dict.fromkeys(row, 1.0 + number) for number, (code, row) in enumerate(values(4).items())}
    row = rows_of(cluster_report(study_of(table), "K01", texts("en")))["I"]
    assert row["count"] == "4"
    assert row["median"]


def test_one_value_more_or_less_at_a_node_decides_about_that_node_only(values: Values, study_of: StudyOf) -> None:
    table = {code: dict.fromkeys(row, 1.0 + number) for number, (code, row) in enumerate(values(4).items())}
    table["K04"]["Z1.1"] = Missing("absence")
    rows = rows_of(cluster_report(study_of(table), "K01", texts("en")))
    assert not rows["Z1.1"]["median"]
    assert rows["Z1.2"]["median"]


def test_a_cluster_that_answered_nothing_gets_reasons_and_no_zero(values: Values, study_of: StudyOf) -> None:
    table = values(8)
    table["K01"] = dict.fromkeys(table["K01"], Missing("no-interview"))
    report = cluster_report(study_of(table), "K01", texts("en"))
    assert "no overall score" in words(report)
    assert all(row["value"] == row["score"] == "" for row in rows_of(report).values())
    assert words(report).count("no finished interview") == len(table["K01"])


def test_long_names_and_markup_are_printed_as_they_are(values: Values, study_of: StudyOf) -> None:
    table = values(6)
    name = "Śląsko-Małopolski <b>Klaster</b> & Źródła Łączności Ósmego Świata"
    report = cluster_report(study_of(table, {"K01": name}), "K01", texts("pl"))
    assert name in words(report)
    with pikepdf.open(io.BytesIO(report)) as pdf:
        assert name in str(pdf.docinfo["/Title"])


def test_invented_data_is_said_on_every_page(study: ScoredStudy, report: bytes) -> None:
    assert all("Invented data" in page for page in pages(report))
    real = pages(cluster_report(replace(study, synthetic=False), CODE, texts("en")))
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
    assert several in words(cluster_report(rated, CODE, texts("en")))
    assert by_size in words(cluster_report(divided, CODE, texts("en")))


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All structure elements in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting[:0] = [child for child in one.K if isinstance(child, pikepdf.Object) and child.get("/S") is not None]


def test_the_file_is_tagged_and_says_its_language(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        root, found = pdf.Root, list(elements(pdf))
        roles = [str(one.S) for one in found]
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en-GB"
        assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert roles.count("/H1") == 1
        assert roles.count("/Figure") == 2
        assert {"/Document", "/Sect", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD"} <= set(
            roles
        )
        assert all(len(str(one.Alt)) > 40 and len(one.A.BBox) == 4 for one in found if one.S == "/Figure")
        assert all("/Scope" in one.A for one in found if one.S == "/TH")
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "2012-08-14T00:00:00+00:00" in metadata


def test_every_mark_on_a_page_belongs_to_one_element(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        claimed: dict[tuple[int, int], int] = {}
        for one in elements(pdf):
            for child in one.K:
                if isinstance(child, pikepdf.Object) and child.get("/Type") == "/MCR":
                    key = (child.Pg.objgen[0], int(child.MCID))
                    claimed[key] = claimed.get(key, 0) + 1
        drawn = set()
        for page in pdf.pages:
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BDC", "BMC"):
                    depth += 1
                    if str(operands[0]) != "/Artifact":
                        drawn.add((page.obj.objgen[0], int(operands[1].MCID)))
                elif str(operator) == "EMC":
                    depth -= 1
                elif str(operator) in ("Tj", "TJ", "S", "f", "B"):
                    assert depth == 1
        assert set(claimed) == drawn
        assert set(claimed.values()) == {1}


def test_the_head_of_a_long_table_repeats_but_is_read_once(study: ScoredStudy, report: bytes) -> None:
    assert sum("Area, sub-area, indicator" in page for page in pages(report)) >= 2
    with pikepdf.open(io.BytesIO(report)) as pdf:
        heads = [one for one in elements(pdf) if one.S == "/TH" and one.A.Scope == "/Column"]
        rows = [one for one in elements(pdf) if one.S == "/TR"]
    assert len(heads) == 8 + 4
    assert len(rows) == len(study.model.nodes) + 1 + 2


def test_chapters_are_bookmarks_in_order(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert [entry.title for entry in title.children][:3] == ["Strengths", "Weaknesses", "All results"]


def run(tool: str, *arguments: str) -> str:
    path = shutil.which(tool)
    if path is None:
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture
def file(tmp_path, report: bytes) -> str:
    path = tmp_path / "report.pdf"
    path.write_bytes(report)
    return str(path)


def test_all_fonts_are_embedded(file: str) -> None:
    lines = run("pdffonts", file).splitlines()[2:]
    assert lines
    assert all("Lato" in line and line.split()[-5] == "yes" for line in lines)


def test_poppler_reads_the_tree(file: str) -> None:
    tree = run("pdfinfo", "-struct-text", file)
    assert '"I Index"' in tree
    assert "nothing" not in tree
    assert (
        "Other clusters appear only as a crowd. Median, benchmark, quartile and rank are shown where at least" in tree
    )


def test_qpdf_finds_no_fault(file: str) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)


def test_polish_letters_are_found_in_every_style(tmp_path) -> None:
    from clusterbench_gui.reports.typesetting.archive import Metadata
    from clusterbench_gui.reports.typesetting.layout import Furniture, Manuscript
    from clusterbench_gui.support.texts import texts

    sentence = "Zażółć gęślą jaźń"
    manuscript = Manuscript(texts("pl"), Furniture(sentence))
    names = list(manuscript.styles.__slots__)
    for name in names:
        manuscript.paragraph(f"{name}: {sentence}", getattr(manuscript.styles, name))
    path = tmp_path / "styles.pdf"
    path.write_bytes(manuscript.render(Metadata("t", "a", "pl", None, "1")))
    text = run("pdftotext", "-layout", str(path), "-")
    for name in names:
        assert f"{name}: {sentence}" in text
