"""Every number that a picture shows is found in the table that is exported with it, with the same rounding."""

import re
from dataclasses import replace
from itertools import combinations

import pytest
from matplotlib.text import Text

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.views.exporting import made, printed
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import PARTS, Kind, Part, Selection, fitted
from clusterbench_gui.charts.missing_states import KINDS
from clusterbench_gui.charts.words import scale_ends
from clusterbench_gui.domain.findings import CERTAIN
from clusterbench_gui.support.texts import DASH, texts
from clusterbench_gui.support.theme import LIGHT
from tests.app.views.studies import drawn_study, earlier_study

TEXTS = texts("pl")
NUMBER = re.compile(r"[+−]?\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|[+−]?\d+(?:,\d+)?")
SCALES = {"tick", "ring", "scale-end"}
"""Marks on axes and at the ends of keys: places on a scale, no data."""


@pytest.fixture(scope="module", params=[1, 2])
def results(request):
    study = drawn_study(request.param, count=12 + 5 * request.param, gaps=0.04 * request.param)
    return Results(study, earlier_study(study), certainty_of(study), sensitivity_of(study))


def selections(results, kind):
    """The view at the top and in the middle of the model, of the best cluster and of the last."""
    base = fitted(Selection(kind=kind), results.study, 2)
    yield base
    codes = [code for code in results.study.scores.clusters if results.study.scores.cells[code]["IX"].rank]
    other = replace(base, cluster=codes[-1], level=3)
    yield replace(other, node="A") if Part.NODE in PARTS[kind] else other


def shown(view):
    """Every number in the texts of the picture but those of scales, and in its words."""
    drawn = [one.get_text() for one in view.drawn.figure.findobj(Text) if one.get_gid() not in SCALES]
    return {number for text in [*drawn, view.drawn.words] for number in NUMBER.findall(text)}


def told(table):
    """Every number in the cells of the export, and in the finding and the source below them."""
    cells = [cell for row in (table.headings, *table.rows) for cell in row]
    return {number for cell in [*cells, *table.foot] for number in NUMBER.findall(cell)}


def named(results, view):
    """What a picture says beside its figures: ends of the scale, rules of the method, what it counts."""
    study, table = results.study, view.drawn.table
    rules = {*scale_ends(study.method, TEXTS), str(study.method.benchmark_best), str(study.method.crowd)}
    rules |= {TEXTS.number(results.certainty.runs, 0), TEXTS.number(100 * CERTAIN, 0)}
    counts = {len(study.scores.clusters), len(study.model.at(1)), len(table[1])}
    rules |= {
        Kind.CHANCES: {"0,5"},  # the key: chances up to 0.5 % are left blank
        Kind.INFLUENCES: {TEXTS.number(results.sensitivity.runs, 0)},
        Kind.CORRELATIONS: {
            "−1",
            "+1",
            "0,05",
        },  # ends of the scale; the chance of error from which on a coefficient counts
    }.get(view.selection.kind, set())
    own = {
        Kind.HEATMAP: {sum(cell == DASH for row in table[1] for cell in row[2:])},
        Kind.PORTFOLIO: set(range(1, 1 + sum(row[-1] != DASH for row in table[1]))),  # numbers on the diamonds
        Kind.MISSING: {int(kind.digit) for kind in KINDS},
        Kind.CORRELATIONS: {len(list(combinations(study.model.at(view.selection.level), 2)))},
    }
    return rules | {str(count) for count in counts | own.get(view.selection.kind, set())}


@pytest.mark.parametrize("kind", tuple(Kind))
def test_every_number_of_a_picture_is_in_its_table(results, kind):
    for selection in selections(results, kind):
        view = made(results, selection, LIGHT, TEXTS)
        numbers = shown(view)
        assert numbers
        assert numbers - told(printed(view)) - named(results, view) == set()


def test_a_number_that_no_table_has_is_found(results):
    view = made(results, fitted(Selection(), results.study, 2), LIGHT, TEXTS)
    view.drawn.figure.axes[0].text(0, 0, "12,34")
    assert shown(view) - told(printed(view)) - named(results, view) == {"12,34"}
