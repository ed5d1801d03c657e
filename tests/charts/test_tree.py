from collections import defaultdict
from dataclasses import replace

import pytest

from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.charts.tree import describe, table, tree_figure, weights
from clusterbench_gui.domain.editions import Model
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT

EN = Texts("en")


def weighted(study, **given):
    nodes = tuple(replace(node, weight=given.get(node.code, 1.0)) for node in study.model.nodes)
    return replace(study, model=Model(nodes))


def test_shares_of_each_level_are_the_whole(large):
    shares = weights(weighted(large, Z=3.0, P1=0.5, R3=2.0).model)
    for level in (1, 2, 3, 4):
        assert sum(shares[node.code] for node in large.model.at(level)) == pytest.approx(1.0)
    assert shares["Z"] == pytest.approx(0.5)
    assert shares["P1"] == pytest.approx(0.5 / 3.5 / 6)


def test_siblings_that_weigh_nothing_have_no_share(large):
    shares = weights(weighted(large, **{"Z1.1": 0.0, "Z1.2": 0.0}).model)
    assert shares["Z1.1"] == shares["Z1.2"] == 0.0
    tree_figure(weighted(large, **{"Z1.1": 0.0, "Z1.2": 0.0}), LIGHT, EN)


def test_heights_are_shares_and_boxes_lie_beside_what_they_belong_to(large):
    study = weighted(large, Z=3.0)
    shares = weights(study.model)
    found = dict(regions(tree_figure(study, LIGHT, EN)))
    whole = found["node:IX"]
    columns = defaultdict(set)
    for node in study.model.nodes:
        box = found.get(f"node:{node.code}")
        if box is None:
            assert node.level == 1
            continue
        columns[node.level].add((round(box.left, 6), round(box.right, 6)))
        assert box.height / whole.height == pytest.approx(shares[node.code])
        if node.parent:
            above = found[f"node:{node.parent}"]
            assert above.top - 1e-6 <= box.top
            assert box.bottom <= above.bottom + 1e-6
    assert all(len(column) == 1 for column in columns.values())


def test_table_tells_weights_shares_and_scores_of_the_focus(large):
    study = weighted(large, Z=3.0)
    headings, rows = table(study, EN, focus="K06", names=False)
    assert headings == ("Part", "Level", "Weight", "Share of the index", "K06")
    assert len(rows) == len(study.model.nodes)
    area = next(row for row in rows if row[0] == "Z Resources")
    assert area == ("Z Resources", "Areas", "3.00", "50.0\u00a0%", f"{large.scores.cells['K06']['Z'].score:.1f}")


def test_title_says_who_weighs_most_or_that_all_weigh_the_same(large):
    assert describe(large, EN).startswith("28 indicators make the index; areas weigh 25.0\u00a0% each.")
    assert describe(weighted(large, Z=3.0), EN).startswith(
        "28 indicators make the index; Resources weighs most (50.0\u00a0%)."
    )


def test_indicators_too_thin_for_words_are_counted(large):
    figure = tree_figure(large, LIGHT, EN, size=(7, 4))
    words = [text.get_text() for text in figure.axes[0].texts]
    assert "2 indicators" in words
    assert not [gid for gid, _ in regions(figure) if "." in gid]
