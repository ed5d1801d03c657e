import re

import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from clusterbench_gui.charts.chances import chances_figure, describe, table
from clusterbench_gui.charts.heat import heat
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts
from clusterbench_gui.support.theme import LIGHT

EN = Texts("en")
PERCENT = f"{NO_BREAK_SPACE}%"


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def tiles(figure):
    (found,) = (one for one in figure.axes[0].collections if one.get_gid() == "cells")
    assert isinstance(found, PolyCollection)
    return found


def ordered(certainty):
    return sorted(certainty.standings, key=lambda one: one.place)


def test_a_cell_stands_where_cluster_and_place_say_and_has_the_colour_of_its_chance(large, certain):
    figure = chances_figure(large, certain, LIGHT, EN, names=False)
    cells = tiles(figure)
    expected = [
        (row, place, chance)
        for row, one in enumerate(ordered(certain))
        for place, chance in enumerate(one.chances)
        if chance > 0.005
    ]
    assert len(cells.get_paths()) == len(expected)
    lefts = sorted({round(path.vertices[:, 0].min(), 3) for path in cells.get_paths()})
    tops = sorted({round(path.vertices[:, 1].min(), 3) for path in cells.get_paths()})
    highest = max(chance for _, _, chance in expected)
    top = next(step / 10 for step in range(11) if step / 10 >= highest)
    for path, color, (row, place, chance) in zip(cells.get_paths(), cells.get_facecolor(), expected, strict=True):
        assert tops[row] == pytest.approx(path.vertices[:, 1].min(), abs=1e-3)
        assert lefts[place] == pytest.approx(path.vertices[:, 0].min(), abs=1e-3)
        assert to_hex(color) == heat(chance / top)


def test_numbers_of_the_picture_are_those_of_the_table(large, certain):
    printed = [text for text in texts_of(chances_figure(large, certain, LIGHT, EN, names=False)) if text.isdigit()]
    headings, rows = table(large, certain, EN, names=False)
    told = {cell.removesuffix(PERCENT) for row in rows for cell in row[4:]}
    places = set(headings[4:])
    assert len(printed) > 150
    assert set(printed) <= told | places


def test_table_tells_every_chance_and_the_interval(large, certain):
    headings, rows = table(large, certain, EN, names=False)
    assert headings[:5] == ("Cluster", "Place", "Nine in ten variants", "Top quarter", "1")
    by_code = {row[0]: row for row in rows}
    for one in certain.standings:
        row = by_code[one.code]
        assert row[1] == str(one.place)
        assert row[2] == (str(one.low) if one.low == one.high else f"{one.low}{DASH}{one.high}")
        assert row[3] == f"{one.top * 100:.0f}{PERCENT}"
        told = [f"{chance * 100:.0f}{PERCENT}" if chance else DASH for chance in one.chances]
        assert list(row[4:]) == told[: len(row) - 4]
        assert not any(one.chances[len(row) - 4 :])


def test_bars_of_the_top_quarter_are_as_long_as_their_share(large, certain):
    figure = chances_figure(large, certain, LIGHT, EN, focus="K06")
    bars = sorted((patch for patch in figure.axes[0].patches if patch.get_gid() == "top"), key=lambda bar: bar.get_y())
    shares = [one.top for one in ordered(certain)]
    unit = max(bar.get_width() for bar in bars) / max(shares)
    assert [bar.get_width() / unit for bar in bars] == pytest.approx(shares)
    accents = [row for row, bar in enumerate(bars) if to_hex(bar.get_facecolor()) == LIGHT.accent.lower()]
    assert accents == [row for row, one in enumerate(ordered(certain)) if one.code == "K06"]


def test_pointer_finds_chances_before_the_rows_under_them(large, certain):
    found = regions(chances_figure(large, certain, LIGHT, EN, names=False))
    own = next(one for one in certain.standings if one.code == "K06")
    (row,) = (box for gid, box in found if gid == "cluster:K06")
    cells = {gid: box for gid, box in found if gid.startswith("chance:K06:")}
    assert set(cells) == {f"chance:K06:{place}" for place, chance in enumerate(own.chances, 1) if chance > 0.005}
    for box in cells.values():
        first = next(gid for gid, one in found if one.left < box.middle[0] < one.right and one.touches(box))
        assert first.startswith("chance:K06:")
        assert row.top == pytest.approx(box.top)


def test_title_counts_who_is_surely_in_the_top_quarter(large, certain):
    sure = sum(one.top >= 0.9 for one in certain.standings)
    assert describe(large, certain, EN).startswith(
        f"{sure} of {len(certain.standings)} clusters are in the top quarter"
    )
    own = next(one for one in certain.standings if one.code == "K01")
    said = describe(large, certain, EN, focus="K01", names=False)
    assert said.startswith(
        f"K01: in the top quarter in {own.top * 100:.0f}{PERCENT} of the variants, "
        f"places {own.low}{DASH}{own.high} in nine in ten."
    )


def test_bands_hold_the_mean_of_their_clusters_and_the_focus_a_row_of_its_own(thousand):
    study, certainty = thousand
    figure = chances_figure(study, certainty, LIGHT, EN, focus="K06", names=False)
    headings, rows = table(study, certainty, EN, focus="K06", names=False)
    assert len(rows) == 21
    assert rows[0][0] == "K06"
    own = next(one for one in certainty.standings if one.code == "K06")
    assert rows[0][1:4] == (str(own.place), f"{own.low}{DASH}{own.high}", f"{own.top * 100:.0f}{PERCENT}")
    first, last = map(int, rows[2][0].split(DASH))
    members = ordered(certainty)[first - 1 : last]
    low, high = map(int, headings[5].split(DASH))
    chance = sum(sum(one.chances[low - 1 : high]) for one in members) / len(members)
    assert rows[2][5] == f"{chance * 100:.0f}{PERCENT}"
    assert rows[2][3] == f"{sum(one.top for one in members) * 100 / len(members):.0f}{PERCENT}"
    printed = [text for text in texts_of(figure) if re.fullmatch(r"\d+", text)]
    assert set(printed) <= {cell.removesuffix(PERCENT) for row in rows for cell in row[4:]}
    assert {gid for gid, _ in regions(figure) if gid.startswith("cluster:")} == {"cluster:K06"}


def test_sheet_that_is_too_small_says_so(large, certain):
    figure = chances_figure(large, certain, LIGHT, EN, size=(3.5, 2.8))
    assert "This picture needs a larger sheet" in " ".join(texts_of(figure))
    assert not regions(figure)
