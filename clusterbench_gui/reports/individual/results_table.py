"""The table of nodes of the model for one cluster: values, scores, places, and what they are compared with."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.reports.individual.base import INDICATOR, Cell, Report, placed
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD, width
from clusterbench_gui.reports.typesetting.layout import TEXT_WIDTH
from clusterbench_gui.reports.typesetting.typography import TableStyle, figures_style
from clusterbench_gui.reports.words import name, quantity, unit
from clusterbench_gui.support.texts import DASH
from clusterbench_gui.support.theme import LIGHT, TEXT_SMALL

_LEAST, _MOST = 28.0, 66.0
"""Points: columns of figures are as wide as what stands in them, within these limits."""
_AIR = 7.0
_HEAD_SIZE = 8
_QUARTILE = 2
"""Place of the quartile among the columns behind the values."""
_ARROWS = {1: "↑", 0: "→", -1: "↓"}


def add_results(report: Report, places: Sequence[Standing], caption: str, *, name: str = "") -> None:
    """Add a table with a row for each of the nodes; nodes above the indicators are heads of what follows them."""
    texts, values = report.texts, _values(report, places)
    heads = [
        texts.t("Indicator") if places[-1].node.level == INDICATOR else texts.t("Area"),
        *values,
        texts.t("Score"),
        texts.t("Quartile"),
        texts.t("Rank"),
        texts.t("Median"),
        texts.t("Benchmark"),
        texts.t("Gap"),
    ]
    rows = [_row(report, place, len(values)) for place in places]
    figures = [cell for row in rows for cell in placed(row)]
    widths = [
        _breadth(heads[column], [cell for place, cell in figures if place == column]) for column in range(1, len(heads))
    ]
    report.table(
        heads,
        rows,
        [TEXT_WIDTH - sum(widths), *widths],
        caption,
        name=name,
        style=_style(places, len(values) + _QUARTILE),
    )


def _breadth(head: str, cells: Sequence[Cell]) -> float:
    """Room for the longest word of the head and for every figure of a column."""
    words = [width(word, BOLD, _HEAD_SIZE) for word in head.split()]
    words += [width(cell, BOLD, TEXT_SMALL) for cell in cells if isinstance(cell, str)]
    return min(max(*words, _LEAST - _AIR), _MOST) + _AIR


def _values(report: Report, places: Sequence[Standing]) -> list[str]:
    """Heads of the columns of values: none where no indicator is shown."""
    if all(place.node.level > INDICATOR for place in places):
        return []
    texts = report.texts
    return [texts.t("Last edition"), texts.t("Value")] if report.dossier.before else [texts.t("Value")]


def arrow(report: Report, node: str) -> str:
    """Better, worse or the same as in the edition before, on one scale of both; empty where that is not known."""
    before = report.dossier.before.get(node)
    return "" if before is None or before.way is None else _ARROWS[before.way]


def _row(report: Report, place: Standing, values: int) -> list[Cell]:
    """A row with so many columns of values."""
    before: list[Cell] = [_before(report, place)] if values > 1 else []
    crowd = [report.points(place.median), report.points(place.benchmark), report.distance(place.to_benchmark)]
    return [TableCell(_label(report, place), head="Row"), *before, *_own(report, place, values=values > 0), *crowd]


def _before(report: Report, place: Standing) -> str:
    known = report.dossier.before.get(place.node.code)
    return quantity(known.raw, place.node, report.texts) if known is not None and known.raw is not None else ""


def _label(report: Report, place: Standing) -> Cell:
    """Code and name, the unit, and a warning where a value is doubtful."""
    texts, styles = report.texts, report.manuscript.styles
    aside = [words] if (words := unit(place.node, texts)) else []
    if place.raw is not None and not place.node.is_plausible(place.raw):
        aside.append(texts.t("doubtful value"))
    style = styles.cell_strong if place.node.level > INDICATOR else styles.cell
    return report.manuscript.cell(name(place.node, texts), style, f"({'; '.join(aside)})" if aside else "")


def _own(report: Report, place: Standing, *, values: bool) -> list[Cell]:
    """Value, where there is a column for it, score, quartile and rank; in their place why there is none."""
    texts = report.texts
    value = quantity(place.raw, place.node, texts) if place.raw is not None else ""
    if place.score is None:
        why = report.manuscript.cell(reason(place.missing, texts), report.manuscript.styles.cell_note)
        return [value, TableCell(why, span=3)] if value else [TableCell(why, span=3 + values)]
    rank = f"{texts.number(place.rank, 0)}/{texts.number(place.count, 0)}" if place.rank is not None else DASH
    score = f"{arrow(report, place.node.code)} {report.points(place.score)}".strip()
    return [*([value] if values else []), score, place.quartile or DASH, rank]


def _style(places: Sequence[Standing], quartile: int) -> TableStyle:
    """Hairlines only above groups; a group's head never alone at the foot of a page."""
    line = HexColor(LIGHT.line)
    style = [
        *figures_style(),
        ("TOPPADDING", (0, 1), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 1.7),
        ("ALIGN", (quartile, 0), (quartile, -1), "CENTER"),
    ]
    for number, place in enumerate(places, start=1):
        if place.node.level == INDICATOR:
            continue
        style.append(("FONTNAME", (1, number), (-1, number), BOLD))
        if number > 1:
            style.append(("LINEABOVE", (0, number), (-1, number), 0.5, line))
    style += [("NOSPLIT", (0, first), (-1, last)) for first, last in _unbroken(places)]
    return style


def _unbroken(places: Sequence[Standing]) -> list[tuple[int, int]]:
    """First and last rows of what stays on one page: heads with their first indicator, and the two last rows.

    reportlab wants these ranges apart from each other.
    """
    ranges: list[tuple[int, int]] = []
    first = 0
    for number, place in enumerate(places, start=1):
        if place.node.level > INDICATOR:
            first = first or number
        elif first:
            ranges.append((first, number))
            first = 0
    if len(places) > 1 and (not ranges or ranges[-1][1] < len(places) - 1):
        ranges.append((len(places) - 1, len(places)))
    return ranges
