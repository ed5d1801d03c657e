"""Studies at the edges of what there is: the report comes out, whole, clean, with nothing outside of its pages."""

import io
import random
import re
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.domain.editions import Model, Node
from clusterbench_gui.domain.scores import Missing, ScoredStudy
from clusterbench_gui.reports.factsheet import fact_sheet
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.reports.typesetting.layout import MARGIN
from clusterbench_gui.scoring.pipeline import score
from clusterbench_gui.support.texts import texts
from tests.reports.archival import pages_of
from tests.reports.conftest import both, full, invent, scored
from tests.reports.individual.reading import tables, words

LONG = "Śląsko-Małopolski Klaster Nieprawdopodobnie Długich Nazw i Zażółconych Gęsich Jaźni " * 3
_TOLERANCE = 1.0


def made(study: ScoredStudy, code: str, language: str = "pl") -> bytes:
    return cluster_report(dossier_of(material_of(study), code), texts(language))


def assert_clean(report: bytes) -> None:
    """A valid file, every letter between the margins, every page with something to read, no letter lost."""
    with pikepdf.open(io.BytesIO(report)) as pdf:
        assert pdf.check_pdf_syntax() == []
    document = pdfium.PdfDocument(report)
    for page in document:
        text, (breadth, _) = page.get_textpage(), page.get_size()
        visible = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
        assert len(visible) > 200
        assert min(box[0] for box in visible) >= MARGIN - _TOLERANCE
        assert max(box[2] for box in visible) <= breadth - MARGIN + _TOLERANCE
    document.close()
    assert "□" not in words(report)


def test_long_names(values, study_of) -> None:
    name = LONG[:200]
    study = full(study_of(values(24), {"K03": name}))
    nodes = tuple(replace(node, names=both(f"{node.name('pl')} {LONG[:100]}")) for node in study.model.nodes)
    study = replace(study, model=Model(nodes), titles=both(LONG[:150]))
    report = made(study, "K03")
    assert_clean(report)
    assert name.strip() in words(report)


def test_a_cluster_that_answered_nothing(values, study_of) -> None:
    table = values(12)
    table["K01"] = dict.fromkeys(table["K01"], Missing("no-interview"))
    report = made(full(study_of(table)), "K01", "en")
    assert_clean(report)
    assert "0 %" in tables(report)[0][1]
    assert not re.search(r"\bnan\b", words(report))


def test_one_cluster_alone(values, study_of) -> None:
    report = made(full(study_of(values(1))), "K01", "en")
    assert_clean(report)
    assert "nothing to compare with" in words(report)


def test_all_clusters_alike(values, study_of) -> None:
    """Nothing tells them apart, so nobody has a score."""
    row = next(iter(values(1).values()))
    same = dict.fromkeys(row, 5.0)
    report = made(full(study_of({f"K{number:02d}": dict(same) for number in range(1, 10)})), "K03", "en")
    assert_clean(report)
    assert "There is no overall score: no score." in words(report)


def test_ties_share_a_place(values, study_of) -> None:
    table = values(12)
    table["K02"] = dict(table["K01"])
    study = full(study_of(table))
    reports = [tables(made(study, code, "en"))[0] for code in ("K01", "K02")]
    assert reports[0] == reports[1]


def test_a_scale_from_zero_to_one_has_three_decimals_everywhere(values, study_of) -> None:
    table, plain = values(12), full(study_of(values(12)))
    method = replace(plain.method, high=1.0)
    study = replace(plain, method=method, scores=score(list(table), table, plain.model, method))
    cell, figures = study.scores.cells["K01"]["I"], study.scores.summaries["I"]
    gap = f"{cell.score - figures.benchmark:+.3f}".replace("-", "−")
    report, sheet = made(study, "K01", "en"), fact_sheet(dossier_of(material_of(study), "K01"), texts("en"))
    assert _last(report, "I Index", 3) == [f"{figures.median:.3f}", f"{figures.benchmark:.3f}", gap]
    assert f"points below the benchmark of {figures.benchmark:.3f}." in words(report)
    for said in (words(report), words(sheet)):
        assert said.count(f"{cell.score:.3f}") > 1


def test_what_lies_at_the_median_in_print_is_not_called_weak_in_brief(study) -> None:
    dossier = dossier_of(material_of(full(study)), "K03")
    model, summaries = dossier.study.model, dict(dossier.study.scores.summaries)
    weak = [mark.node for mark in dossier.marks if mark.sign < 0 and model.node(mark.node).level == 2]
    for node in weak:
        own = dossier.study.scores.cells["K03"][node].score
        summaries[node] = replace(summaries[node], median=own + 0.01)
    near = replace(dossier.study, scores=replace(dossier.study.scores, summaries=summaries))
    said = words(cluster_report(replace(dossier, study=near), texts("en")))
    assert weak
    assert "0.0 below the median" not in said
    assert "Weakest: " in said


def _last(report: bytes, head: str, count: int) -> list[str]:
    """The last cells of the row of a table with this head and at least as many cells as the results have."""
    return next(row for table in tables(report) for row in table if row[0] == head and len(row) > count + 2)[-count:]


def test_no_edition_before(study) -> None:
    report = made(full(study), "K03", "en")
    assert_clean(report)
    assert "The study has no edition before" in words(report)
    assert "Last edition" not in words(report)


def many(indicators: int, clusters: int) -> ScoredStudy:
    """A model with so many indicators over five areas, and raw values up to thousands of members."""
    draw = random.Random(1)
    top, areas = Node("I", both("Indeks"), 4), [Node(f"A{n}", both(f"Obszar {n}"), 3, "I") for n in range(5)]
    subareas = [Node(f"{area.code}S{n}", both(f"Podobszar {n}"), 2, area.code) for area in areas for n in range(5)]
    every = -(-indicators // len(subareas))
    leaves = [
        Node(f"{one.code}.{n}", both(f"Wskaźnik {n} z {one.code}"), 1, one.code, unit=both("osoby"))
        for one in subareas
        for n in range(every)
    ]
    model = Model((*leaves, *subareas, *areas, top))
    table = {f"K{n:03d}": {node.code: float(draw.randint(0, 5000)) for node in leaves} for n in range(clusters)}
    plain = scored(invent(4))
    found = score(list(table), table, model, plain.method)
    named = tuple(replace(plain.clusters[0], code=code, name=f"Klaster {code}") for code in table)
    return replace(plain, model=model, clusters=named, scores=found)


def test_hundreds_of_clusters() -> None:
    study = many(25, 300)
    report = made(study, "K003", "en")
    assert_clean(report)
    assert_told(report, study)


def test_hundreds_of_indicators_in_tables_whose_heads_repeat_but_are_read_once() -> None:
    study = many(300, 8)
    report = made(study, "K003", "en")
    assert_clean(report)
    assert_told(report, study)
    long = [rows for rows in tables(report) if rows[0][:2] == ["Indicator", "Value"]]
    assert [len(rows) for rows in long] == [1 + 5 + 60] * 5
    assert sum(len(re.findall("Value Score Quartile", page)) for page in pages_of(report)) > len(long)


def assert_told(report: bytes, study: ScoredStudy) -> None:
    told = {row[0].split(" ")[0] for rows in tables(report) for row in rows if "Rank" in rows[0]}
    assert told.issuperset(node.code for node in study.model.nodes)
