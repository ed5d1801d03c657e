"""Boxes of a network diagram: all lead to the right, none lies over another, few lines cross."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.charts.networks.diagram import describe, diagram_figure, table
from clusterbench_gui.charts.networks.layers import laid_out
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.extremes import faults
from tests.charts.networks.books import large, small

EN = texts("en")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 25), st.integers(0, 999), st.floats(0.02, 0.4))
def test_every_edge_leads_to_the_right_through_every_layer(count, seed, density):
    random = Random(seed)
    nodes = [f"n{number}" for number in range(count)]
    edges = [(a, b) for place, a in enumerate(nodes) for b in nodes[place + 1 :] if random.random() < density]
    layout = laid_out(nodes, edges, (700, 400), 30)
    level = {item[0]: number for number, layer in enumerate(layout.layers) for item in layer if item[0] == item[1]}
    assert set(level) == set(nodes)
    assert all(level[a] < level[b] for a, b in edges)
    for (a, b), way in layout.ways.items():
        assert [item[2] for item in way] == list(range(level[a], level[b] + 1))
        assert all(item in layout.layers[item[2]] for item in way)
    assert sum(len(band) for band in layout.bands) == len(layout.layers)


def test_a_tangle_that_can_be_untangled_is():
    nodes = list("abcdef")
    edges = [("a", "f"), ("b", "e"), ("c", "d")]
    layout = laid_out(nodes, edges, (700, 400), 30)
    places = [[item[0] for item in layer] for layer in layout.layers]
    assert [dict(edges)[one] for one in places[0]] == places[1]


@pytest.mark.parametrize(("depth", "size"), [(2, (10, 6.5)), (9, (6.54, 8.5)), (30, (10, 6.5))])
def test_thirty_operations_have_boxes_of_their_own(depth, size):
    view = large(30, depth=depth)
    figure = diagram_figure(view, LIGHT, EN, size=size)
    boxes = [box for gid, box in regions(figure) if gid.startswith(("job:", "customer:"))]
    assert len(boxes) == 31
    assert not [1 for place, box in enumerate(boxes) for other in boxes[place + 1 :] if box.touches(other)]
    assert all(box.left >= 0 and box.right <= size[0] * 72 and box.bottom <= size[1] * 72 for box in boxes)
    assert faults(figure) == []


def test_days_stand_on_the_lines_and_in_the_table():
    view = small()
    figure = diagram_figure(view, LIGHT, EN)
    assert [text.get_text() for text in figure.axes[0].texts].count("1 d") == 3
    assert describe(view, EN).startswith("3 operations in 3 firms; 3 shipments, 3 days on the way in all.")
    assert [row[:5] for row in table(view, EN)[1]][2] == (
        "Montaż końcowy i pakowanie",
        "Montaż-Serwis Wrzesień",
        "Biuro Źródła Sp. z o.o.",
        "–",
        "1",
    )
