"""The chances of the places of one cluster."""

from dataclasses import replace

import pytest
from matplotlib.text import Text

from clusterbench_gui.charts.places import describe, places_figure, table
from clusterbench_gui.domain.findings import Standing
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import DARK, LIGHT
from tests.charts.extremes import faults

PL, EN = texts("pl"), texts("en")


def standing(code: str, chances: list[float], place: int, low: int, high: int) -> Standing:
    return Standing(code, place, low, high, 0.5, "", tuple(chances))


def words_in(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def bars(figure, gid):
    return list(figure.findobj(lambda one: one.get_gid() == gid))


@pytest.fixture
def sure(large):
    """Places 2 to 4 of 24, the official one not the likeliest."""
    chances = [0.0] * 24
    chances[1:4] = [0.2, 0.7, 0.1]
    return standing(large.scores.clusters[0], chances, 2, 2, 4)


def test_the_official_place_is_marked_and_all_chances_are_told(large, sure):
    figure = places_figure(large, sure, 10_000, LIGHT, EN)
    shown = words_in(figure)
    (own,), others = bars(figure, "own"), bars(figure, "chance")
    assert len(others) == 2
    assert own.get_height() / max(one.get_height() for one in others) == pytest.approx(0.2 / 0.7)
    assert "nine in ten variants: places 2–4" in shown
    assert any("10,000" in line for line in shown)
    assert dict(table(sure, EN)[1])["3"] == "70.0\xa0%"
    assert "3: 70\xa0%" in describe(large, sure, 10_000, EN)


def test_nobody_else_is_in_it(large, sure):
    said = " ".join([*words_in(places_figure(large, sure, 100, LIGHT, PL)), describe(large, sure, 100, PL)])
    own = large.cluster(sure.code)
    others = [one for one in large.clusters if one.code != sure.code and not own.name.startswith(one.name)]
    assert own.name in said
    assert not [one for one in others if one.name in said]


@pytest.mark.parametrize("count", [31, 250, 5000])
def test_many_places_are_gathered_and_nothing_gets_lost(large, count):
    flat = standing(large.scores.clusters[0], [1 / count] * count, count // 2, 1, count)
    rows = table(replace(flat, chances=tuple([1 / count] * count)), EN)[1]
    assert len(rows) <= 30
    assert sum(float(share.rstrip("\xa0%")) for _, share in rows) == pytest.approx(100, abs=1.5)
    assert rows[-1][0].replace(",", "").endswith(str(count))


@pytest.mark.parametrize("theme", [LIGHT, DARK, replace(LIGHT, paper=True)])
@pytest.mark.parametrize(
    ("chances", "place"), [([1.0], 1), ([0.5, 0.5], 1), ([0.0] * 99 + [1.0], 100), ([1 / 500] * 500, 250)]
)
def test_it_is_clean_at_the_edges_of_what_there_is(large, theme, chances, place):
    certain = max(chances) == 1.0
    one = standing(
        large.scores.clusters[0], chances, place, place if certain else 1, place if certain else len(chances)
    )
    figure = places_figure(large, one, 10_000, theme, PL)
    assert faults(figure) == []
