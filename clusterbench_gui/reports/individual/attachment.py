"""The cluster's figures as a CSV file, to be attached to its report."""

import csv
import io
from collections.abc import Mapping

from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.domain.reporting import Dossier
from clusterbench_gui.reports.standing import Standing
from clusterbench_gui.reports.words import unit
from clusterbench_gui.support.texts import Texts

_COLUMNS = (
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
    "value_before",
    "change_one_scale",
    "mark",
    "steadiness",
)


def figures_csv(dossier: Dossier, places: Mapping[str, Standing], texts: Texts) -> bytes:
    """For a spreadsheet: UTF-8 with a mark, comma, decimal point, empty where nothing is known.

    Figures of the crowd are rounded as printed, so that they tell no more than the page does.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for place in places.values():
        writer.writerow([*_own(place, dossier.study.method.decimals, texts), *_further(dossier, place)])
    return out.getvalue().encode("utf-8-sig")


def _own(place: Standing, decimals: int, texts: Texts) -> list[object]:
    node = place.node
    crowd = [None if mark is None else round(mark, decimals) for mark in (place.median, place.benchmark)]
    why = reason(place.missing, texts) if place.missing is not None else ""
    return [
        *(node.code, node.parent, node.level, node.name(texts.language), unit(node, texts)),
        *(int(node.direction), node.weight),
        *(place.raw, place.score, place.rank, place.count, place.quartile, place.coverage),
        *crowd,
        why,
    ]


def _further(dossier: Dossier, place: Standing) -> list[object]:
    """The value before, the way since then as 1, 0 or -1, and strength (1) or weakness (-1) with the share of the variants in which it holds."""
    before = dossier.before.get(place.node.code)
    mark = next((one for one in dossier.marks if one.node == place.node.code), None)
    then = (None, None) if before is None else (before.raw, before.way)
    return [*then, *((None, None) if mark is None else (mark.sign, mark.steadiness))]
