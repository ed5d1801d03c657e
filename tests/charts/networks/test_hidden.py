"""What a customer and a partner must not learn is in no picture, no words and no table."""

from dataclasses import replace
from itertools import chain

import pytest

from clusterbench_gui.charts.networks import capacity, costs, diagram, gantt, geography
from clusterbench_gui.charts.networks.view import HiddenError
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.extremes import faults
from tests.charts.networks.books import free_hours, large

EN = texts("en")


def said(figure, words, table):
    """Everything that can be read, also what no eye sees."""
    gids = [one.get_gid() or "" for one in figure.findobj()]
    return " ".join([*(text.get_text() for text in figure.axes[0].texts), words, *chain(table[0], *table[1]), *gids])


def test_a_customer_sees_no_price_and_no_capacity():
    view = replace(large(), prices=False)
    plain = replace(view.variant.proof, gap=None, bound=None)
    view = replace(view, variant=replace(view.variant, proof=plain))
    free = free_hours(view)
    figures = [
        said(gantt.gantt_figure(view, LIGHT, EN, free=free), gantt.describe(view, EN), gantt.table(view, EN)),
        said(diagram.diagram_figure(view, LIGHT, EN), diagram.describe(view, EN), diagram.table(view, EN)),
        said(geography.network_map_figure(view, LIGHT, EN), geography.describe(view, EN), geography.table(view, EN)),
    ]
    secret = [EN.number(job.cost, 0) for job in view.variant.jobs if job.cost >= 1000] + [
        "PLN",
        "free hours",
        "Gniazdo",
    ]
    assert not [word for word in secret for line in figures if word in line]
    assert [line for line in figures if view.book.firms[2].name in line]
    for refused in (
        lambda: costs.parts_of(view, EN),
        lambda: costs.costs_figure(view, LIGHT, EN),
        lambda: capacity.table(view, free, EN),
    ):
        with pytest.raises(HiddenError):
            refused()
    for shown, inner in ((view, False), (replace(view, prices=True), True)):
        steps = gantt.gantt_figure(shown, LIGHT, EN, free=free).findobj(lambda one: one.get_gid() == "free")
        assert bool(steps) == inner


@pytest.mark.parametrize("firm", ["F1", "F8"])
def test_a_work_package_names_nobody_else(firm):
    whole = large()
    view, free = replace(whole, only_firm=firm), free_hours(whole)
    own = whole.firm(firm, EN)
    names = {one.name for one in whole.book.firms} - {own} | {whole.book.orders[0].customer}
    codes = {f"firm:{one.code}" for one in whole.book.firms} - {f"firm:{firm}"}
    theirs = {f"job:Z9:{job.operation}:0" for job in whole.variant.jobs if job.firm != firm}
    figures = [
        said(gantt.gantt_figure(view, LIGHT, EN, free=free), gantt.describe(view, EN), gantt.table(view, EN)),
        said(diagram.diagram_figure(view, LIGHT, EN), diagram.describe(view, EN), diagram.table(view, EN)),
        said(
            capacity.capacity_figure(view, free, LIGHT, EN),
            capacity.describe(view, free, EN),
            capacity.table(view, free, EN),
        ),
        said(costs.costs_figure(view, LIGHT, EN), costs.describe(view, EN), costs.table(view, EN)),
    ]
    for line in figures:
        assert own in line
        assert not [word for word in names | codes if word in line]
        assert not theirs.intersection(line.split())
    assert "other partner" in figures[0]
    assert sum(part.all for part in costs.parts_of(view, EN)) == sum(job.cost for job in view.jobs)
    with pytest.raises(HiddenError):
        geography.network_map_figure(view, LIGHT, EN)
    assert faults(gantt.gantt_figure(view, LIGHT, EN, free=free)) == []
    assert faults(diagram.diagram_figure(view, LIGHT, EN)) == []
