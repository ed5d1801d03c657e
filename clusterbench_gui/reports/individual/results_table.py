"""The table of all nodes of the model for one cluster, and the same as a CSV file to be attached."""

import csv
import io
from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.typesetting.flowables import TableCell
from clusterbench_gui.reports.typesetting.fonts import BOLD
from clusterbench_gui.reports.typesetting.layout import Manuscript
from clusterbench_gui.reports.typesetting.typography import TableStyle, figures_style
from clusterbench_gui.reports.words import name, quantity, signed, unit
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import LIGHT

_WIDTHS = (183.0, 46.0, 36.0, 42.0, 40.0, 40.0, 48.0, 35.5)
_INDICATOR, _SUBAREA, _AREA = 1, 2, 3
_CSV_COLUMNS = [
    "code",
    "parent",
    "level",
    "name",
    "unit",
    "direction",
    "weight",
    "value",
    "score",
    "rank",
    "count",
    "quartile",
    "coverage",
    "median",
    "benchmark",
    "missing",
]


def add_results(manuscript: Manuscript, places: Sequence[Standing], texts: Texts) -> None:
    """Add the table, one row for each node, grouped by area and sub-area."""
    rows = [_head(texts), *(_row(manuscript, place, texts) for place in places)]
    manuscript.table(rows, _WIDTHS, _style(places))


def _head(texts: Texts) -> list[TableCell]:
    words = (
        texts.t("Value"),
        texts.t("Score"),
        texts.t("Rank"),
        texts.t("Quartile"),
        texts.t("Median"),
        texts.t("Benchmark"),
        texts.t("Gap"),
    )
    first = TableCell(texts.t("Area, sub-area, indicator"), head="Column")
    return [first, *(TableCell(word, head="Column") for word in words)]


def _row(manuscript: Manuscript, place: Standing, texts: Texts) -> list[TableCell]:
    styles = manuscript.styles
    strong = place.node.level > _INDICATOR
    style = styles.cell_strong if strong else styles.cell
    aside = [words] if (words := unit(place.node, texts)) else []
    if place.raw is not None and not place.node.is_plausible(place.raw):
        aside.append(texts.t("doubtful value"))
    label = manuscript.cell(name(place.node, texts), style, f"({'; '.join(aside)})" if aside else "")
    crowd = [
        TableCell(texts.number(place.median)),
        TableCell(texts.number(place.benchmark)),
        TableCell(signed(place.to_benchmark, texts)),
    ]
    if place.score is None and place.raw is None:
        why = manuscript.cell(reason(place.missing, texts), styles.cell_note)
        return [TableCell(label, head="Row"), TableCell(why, span=4), *crowd]
    value = quantity(place.raw, place.node, texts) if place.raw is not None else ""
    if place.score is None:
        why = manuscript.cell(reason(place.missing, texts), styles.cell_note)
        return [TableCell(label, head="Row"), TableCell(value), TableCell(why, span=3), *crowd]
    rank = f"{place.rank}/{place.count}" if place.rank is not None else DASH
    own = [TableCell(texts.number(place.score)), TableCell(rank), TableCell(place.quartile or DASH)]
    return [TableCell(label, head="Row"), TableCell(value), *own, *crowd]


def _style(places: Sequence[Standing]) -> TableStyle:
    """Hairlines only above groups; an area on a soft ground; a group's head never alone at the foot of a page."""
    line = HexColor(LIGHT.line)
    style = [*figures_style(), ("ALIGN", (4, 0), (4, -1), "CENTER")]
    for number, place in enumerate(places, start=1):
        if place.node.level == _INDICATOR:
            continue
        style.append(("FONTNAME", (1, number), (-1, number), BOLD))
        if number > 1:
            style.append(("LINEABOVE", (0, number), (-1, number), 0.5, line))
        if place.node.level >= _AREA:
            style.append(("BACKGROUND", (0, number), (-1, number), HexColor(LIGHT.accent_soft)))
    style += [("NOSPLIT", (0, first), (-1, last)) for first, last in _unbroken(places)]
    return style


def _unbroken(places: Sequence[Standing]) -> list[tuple[int, int]]:
    """First and last rows of what stays on one page: heads with their first indicator, and the two last rows.

    reportlab wants these ranges apart from each other.
    """
    ranges: list[tuple[int, int]] = []
    first = 0
    for number, place in enumerate(places, start=1):
        if place.node.level > _INDICATOR:
            first = first or number
        elif first:
            ranges.append((first, number))
            first = 0
    if len(places) > 1 and (not ranges or ranges[-1][1] < len(places) - 1):
        ranges.append((len(places) - 1, len(places)))
    return ranges


def results_csv(places: Sequence[Standing], texts: Texts) -> bytes:
    """The cluster's figures for a spreadsheet: UTF-8 with a mark, comma, decimal point, empty where nothing is known.

    Figures of the crowd are rounded as printed, so that they tell no more than the page does.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_CSV_COLUMNS)
    for place in places:
        node = place.node
        about = (node.code, node.parent, node.level, node.name(texts.language), unit(node, texts))
        rules = (int(node.direction), node.weight)
        own = (place.raw, place.score, place.rank, place.count, place.quartile, place.coverage)
        crowd = [None if mark is None else round(mark, 1) for mark in (place.median, place.benchmark)]
        why = reason(place.missing, texts) if place.missing is not None else ""
        writer.writerow([*about, *rules, *own, *crowd, why])
    return out.getvalue().encode("utf-8-sig")
