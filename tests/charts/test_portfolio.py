from dataclasses import replace

import pytest

from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.charts.portfolio import describe, portfolio_figure, table
from clusterbench_gui.domain.findings import Place, Portfolio
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.findings import portfolio_of

EN = Texts("en")


def marks(figure):
    return {line.get_gid()[8:]: line for line in figure.axes[0].lines if str(line.get_gid()).startswith("cluster:")}


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_marks_stand_at_their_scores_and_the_medians_cut_them(large):
    data = portfolio_of(large)
    figure = portfolio_figure(large, data, LIGHT, EN)
    found = marks(figure)
    assert set(found) == {place.code for place in data.places}
    across, up = (
        [line for line in figure.axes[0].lines if line.get_color() == LIGHT.median and len(set(data_of(line))) == 1]
        for data_of in (lambda line: line.get_xdata(), lambda line: line.get_ydata())
    )
    x, y = across[0].get_xdata()[0], up[0].get_ydata()[0]
    for place in data.places:
        mark = found[place.code]
        assert (mark.get_xdata()[0] >= x - 1e-9) == (place.across >= data.medians[0])
        assert (mark.get_ydata()[0] <= y + 1e-9) == (place.up >= data.medians[1])


def test_candidates_are_diamonds_others_dots(large):
    data = portfolio_of(large)
    found = marks(portfolio_figure(large, data, LIGHT, EN))
    assert {code for code, mark in found.items() if mark.get_marker() == "D"} == {
        place.code for place in data.places if place.candidate
    }


def test_crosses_reach_over_the_spans(large):
    places = tuple(Place(f"K{n:02}", 40.0 + n, 50.0 + n) for n in range(1, 6))
    first = replace(places[0], across_span=(41.0, 45.0), up_span=(51.0, 53.0))
    figure = portfolio_figure(large, Portfolio((first, *places[1:]), (43.0, 53.0), 100), LIGHT, EN)
    spans = [line for line in figure.axes[0].lines if line.get_gid() == "span"]
    found = marks(figure)
    left, right = spans[0].get_xdata()
    assert (left, right) == pytest.approx((found["K01"].get_xdata()[0], found["K05"].get_xdata()[0]))
    low, high = spans[1].get_ydata()
    assert (low, high) == pytest.approx((found["K01"].get_ydata()[0], found["K03"].get_ydata()[0]))


def test_reasons_say_how_surely_and_where_it_is_strong(large):
    place = Place("K06", 70.0, 60.0, candidate=True, probability=0.87, strong=("Z1", "P2", "W3"))
    rest = tuple(Place(f"K0{n}", 40.0, 40.0 + n) for n in (1, 2, 4, 5))
    data = Portfolio((place, *rest), (50.0, 50.0), 1000)
    words = describe(large, data, EN, focus="K06", names=False)
    assert words.startswith("K06: functions well and is promising.")
    assert (
        "K06: above both medians, in 87\u00a0% of the variants, top quarter in People, Communication in the cluster."
        in words
    )
    assert "1 cluster functions well and is promising too" in describe(large, data, EN)


def test_table_has_scores_and_spans_as_printed(large):
    data = portfolio_of(large)
    _, rows = table(large, data, EN, names=False)
    assert len(rows) == len(data.places) + 1
    assert rows[-1] == ("Median", f"{data.medians[0]:.1f}", "–", f"{data.medians[1]:.1f}", "–", "–")
    places = {place.code: place for place in data.places}
    for row in rows[:-1]:
        place = places[row[0]]
        assert (row[1], row[3]) == (f"{place.across:.1f}", f"{place.up:.1f}")
        assert row[2] == "–".join(f"{value:.1f}" for value in place.across_span)
        assert (row[5] != "–") == place.candidate


def test_many_clusters_are_counted_in_squares(make):
    study = make(1000, large=True)
    data = portfolio_of(study)
    figure = portfolio_figure(study, data, LIGHT, EN, focus="K06", names=False)
    squares = [patch for patch in figure.axes[0].patches if patch.get_gid() == "count"]
    counts = [int(text) for text in texts_of(figure) if text.isdigit() and int(text) >= 3]
    assert 10 < len(squares) < 250
    assert len(data.places) - 3 * len(squares) < sum(counts)
    assert "cluster:K06" in dict(regions(figure))
    assert len(marks(figure)) < 20


def test_few_clusters_are_a_sentence(make):
    study = make(3, gaps=0)
    figure = portfolio_figure(study, portfolio_of(study), LIGHT, EN, focus="K01")
    assert "Too few clusters to compare" in texts_of(figure)
    assert not marks(figure)
    assert table(study, portfolio_of(study), EN, focus="K01")[1] == ()


@pytest.mark.parametrize(
    ("across", "up", "finding"),
    [
        (60, 60, "functions well and is promising"),
        (60, 40, "functions well, less promising"),
        (40, 60, "promising, functions less well"),
        (40, 40, "below the median in functioning and promise"),
    ],
)
def test_quadrant_of_the_focus_is_the_title(large, across, up, finding):
    rest = tuple(Place(f"K0{n}", 50.0, 50.0) for n in (1, 2, 4))
    data = Portfolio((Place("K06", across, up), *rest), (50.0, 50.0))
    assert describe(large, data, EN, focus="K06", names=False).startswith(f"K06: {finding}.")
