"""Every cell of every table of a report is what the engine found."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from clusterbench_gui.app.reporting.dossier import dossier_of
from clusterbench_gui.app.reporting.material import Material
from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.reporting import Dossier, Lever
from clusterbench_gui.reports.individual.report import cluster_report
from clusterbench_gui.reports.words import quantity
from clusterbench_gui.support.texts import DASH, MINUS, Texts, texts
from tests.reports.individual.making import Made
from tests.reports.individual.reading import tables

Say = Callable[[Dossier, Node, Texts], str]


def number(value: float | None, language: Texts, decimals: int = 1) -> str:
    return language.number(value, decimals).replace("\xa0", " ")


def with_sign(value: float | None, language: Texts) -> str:
    said = number(value, language)
    return f"+{said}" if value is not None and said.strip("0.,") and not said.startswith(MINUS) else said


def cell(dossier: Dossier, node: Node):
    return dossier.study.scores.cells[dossier.cluster][node.code]


def summary(dossier: Dossier, node: Node):
    return dossier.study.scores.summaries[node.code]


def less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def score(dossier: Dossier, node: Node, language: Texts) -> str:
    """With the arrow, which stands in the tables of areas only."""
    before = dossier.before.get(node.code)
    said = number(cell(dossier, node).score, language)
    return said if before is None or before.way is None else f"{'→↑↓'[before.way]} {said}"


def lever(dossier: Dossier, node: Node) -> Lever:
    return next(one for one in dossier.levers if one.node == node.code)


def holds(dossier: Dossier, node: Node, language: Texts) -> str:
    (mark,) = (one for one in dossier.marks if one.node == node.code)
    share = f"{language.number((mark.steadiness or 0) * 100, 0)} %"
    return language.t("{share}, fragile", share=share) if (mark.steadiness or 0) < 0.8 else share


def before(dossier: Dossier, node: Node, language: Texts) -> str:
    known = dossier.before.get(node.code)
    return "" if known is None or known.raw is None else quantity(known.raw, node, language).replace("\xa0", " ")


def value(dossier: Dossier, node: Node, language: Texts) -> str:
    raw = cell(dossier, node).raw
    return "" if raw is None else quantity(raw, node, language).replace("\xa0", " ")


def rank(dossier: Dossier, node: Node, _language: Texts) -> str:
    place = cell(dossier, node).rank
    return DASH if place is None else f"{place}/{summary(dossier, node).count}"


COLUMNS: dict[str, Say] = {
    "Last edition": before,
    "Value": value,
    "Score": score,
    "Quartile": lambda dossier, node, _: cell(dossier, node).quartile or DASH,
    "Rank": rank,
    "Median": lambda dossier, node, language: number(summary(dossier, node).median, language),
    "Benchmark": lambda dossier, node, language: number(summary(dossier, node).benchmark, language),
    "Gap": lambda dossier, node, language: with_sign(
        less(cell(dossier, node).score, summary(dossier, node).benchmark), language
    ),
    "To the median": lambda dossier, node, language: with_sign(
        less(cell(dossier, node).score, summary(dossier, node).median), language
    ),
    "Holds in variants": holds,
    "Most similar, mean": lambda dossier, node, language: number(dossier.peers.means.get(node.code), language),
    "Difference": lambda dossier, node, language: with_sign(
        less(cell(dossier, node).score, dossier.peers.means.get(node.code)), language
    ),
    "Score now": lambda dossier, node, language: number(lever(dossier, node).start, language),
    "Score then": lambda dossier, node, language: number(lever(dossier, node).end, language),
    "Quartile then": lambda dossier, node, _: lever(dossier, node).quartile,
    "Overall score": lambda dossier, node, language: with_sign(lever(dossier, node).points, language),
    "Places": lambda dossier, node, _: f"+{lever(dossier, node).places}".replace("+0", "0"),
}
"""What stands in a column of a table of nodes, by its head in English. A head that is not here makes the test fail."""


def wrong_cells(report: bytes, dossier: Dossier, language: Texts) -> list[str]:
    """Cells of tables of nodes that do not say what the engine found."""
    english = {language.t(head): head for head in COLUMNS}
    found = []
    for heads, *body in tables(report):
        for first, *cells in body:
            node = node_of(dossier, first)
            if node is not None:
                row = {english[head]: COLUMNS[english[head]] for head in heads[1:]}
                found += _wrong(dossier, node, row, cells, language)
    return found


def node_of(dossier: Dossier, label: str) -> Node | None:
    return next((node for node in dossier.study.model.nodes if label.split(" ", 1)[0] == node.code), None)


def _wrong(dossier: Dossier, node: Node, row: dict[str, Say], cells: list[str], language: Texts) -> Iterator[str]:
    """Cells beside a node's name that do not say what they should; an arrow stands in the tables of areas only."""
    expected = {head: say(dossier, node, language) for head, say in row.items()}
    if "Rank" not in row and "Score" in row:
        expected["Score"] = number(cell(dossier, node).score, language)
    elif "Rank" in row and cell(dossier, node).score is None:  # in place of what is missing stands why
        for head in ("Quartile", "Rank", *(["Value"] if not expected.get("Value") else [])):
            expected.pop(head, None)
        expected["Score"] = reason(cell(dossier, node).missing, language)
    for want, got in zip(expected.values(), cells, strict=True):
        if want != got:
            yield f"{node.code}: {got} instead of {want}"


def test_every_cell_of_every_table_of_nodes_is_what_the_engine_found(made: Made) -> None:
    assert wrong_cells(made.report, made.dossier, made.language) == []
    rank_ = made.language.t("Rank")
    told = {row[0].split(" ", 1)[0] for rows in tables(made.report) for row in rows if rank_ in rows[0]}
    assert {node.code for node in made.dossier.study.model.nodes} <= told


def test_the_engine_is_asked_of_the_study_that_was_scored(material: Material, dossier: Dossier) -> None:
    """The dossier's own figures are those of the study, so that comparing with it is comparing with the engine."""
    assert dossier.study.scores.cells["K03"] == material.study.scores.cells["K03"]
    for node in material.study.model.nodes:
        ours, theirs = dossier.study.scores.summaries[node.code], material.study.scores.summaries[node.code]
        assert (ours.median, ours.benchmark, ours.count) == (theirs.median, theirs.benchmark, theirs.count)


def test_a_cell_that_was_tampered_with_is_seen(english: Made) -> None:
    dossier = english.dossier
    cells = {code: dict(row) for code, row in dossier.study.scores.cells.items()}
    cells["K03"]["Z2"] = replace(cells["K03"]["Z2"], score=cells["K03"]["Z2"].score + 0.1)
    other = replace(dossier, study=replace(dossier.study, scores=replace(dossier.study.scores, cells=cells)))
    assert wrong_cells(english.report, other, english.language)
    one, *rest = dossier.levers
    other = replace(dossier, levers=(replace(one, points=one.points + 0.1), *rest))
    assert wrong_cells(english.report, other, english.language)


def test_key_figures_and_classes_are_what_was_found(english: Made) -> None:
    dossier, said = english.dossier, english.language
    heads, figures = tables(english.report)[0]
    top, index = cell(dossier, dossier.study.model.node("I")), summary(dossier, dossier.study.model.node("I"))
    then, now = dict(dossier.trend.rows)["K03"]
    assert heads[1] == f"Place among {index.count}"
    assert figures == [
        number(top.score, said),
        str(top.rank),
        top.quartile,
        f"{said.number(top.coverage * 100, 0)} %",
        with_sign(now - then, said),
    ]
    (classes,) = (rows for rows in tables(english.report) if rows[0][0] == "Grouping")
    assert classes[1:] == [["Liczba członków", "nikt inny", "too few others to compare with"]]


def test_the_class_of_a_cluster_has_the_figures_of_its_region(material: Material) -> None:
    dossier, said = dossier_of(material, "K07"), texts("en")
    (one,) = dossier.memberships
    (classes,) = (rows for rows in tables(cluster_report(dossier, said)) if rows[0][0] == "Grouping")
    region = one.region
    span = f"{number(region.lower, said)}{DASH}{number(region.upper, said)}"
    rank_ = f"{one.rank}/{region.count}"
    assert classes[1:] == [
        ["Liczba członków", "mniej niż 50", str(region.count), number(region.median, said), span, rank_]
    ]
