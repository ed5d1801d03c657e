import math
from dataclasses import replace

import pytest

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.charts.duels import describe, duels_figure, table
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts
from clusterbench_gui.support.theme import LIGHT

EN = Texts("en")
PERCENT = f"{NO_BREAK_SPACE}%"


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def shares(certainty):
    """How often the first is ahead of the second."""
    codes = [one.code for one in certainty.standings]
    return {
        (codes[row], codes[column]): share
        for row, line in enumerate(certainty.beats)
        for column, share in enumerate(line)
        if row != column
    }


def boxes(figure):
    return {tuple(gid.split(":")[1:]): box for gid, box in regions(figure) if gid.startswith("pair:")}


def triangles(figure):
    """Where the triangles of each shape stand."""
    found = {}
    for line in figure.axes[0].lines:
        if line.get_gid() == "certain":
            found.setdefault(line.get_marker(), []).extend(line.get_xydata().tolist())
    return found


def inside(box, point):
    return box.left < point[0] < box.right and box.top < point[1] < box.bottom


def test_triangles_stand_exactly_where_the_order_is_certain(large, certain):
    figure = duels_figure(large, certain, LIGHT, EN, names=False)
    cells, marks = boxes(figure), triangles(figure)
    assert set(cells) == set(shares(certain))
    for pair, share in shares(certain).items():
        ahead = sum(inside(cells[pair], point) for point in marks["^"])
        behind = sum(inside(cells[pair], point) for point in marks["v"])
        assert (ahead, behind) == (share >= 0.9, 1 - share >= 0.9), (pair, share)


def test_open_pairs_have_their_number_in_the_cell_and_in_the_table(large, certain):
    figure = duels_figure(large, certain, LIGHT, EN, names=False)
    cells = boxes(figure)
    headings, rows = table(large, certain, EN, names=False)
    told = {(row[0], code): cell for row in rows for code, cell in zip(headings[1:], row[1:], strict=True)}
    written = [(text.get_text(), text.get_position()) for text in figure.axes[0].texts if text.get_text().isdigit()]
    numbers = {pair: [said for said, at in written if inside(box, at)] for pair, box in cells.items()}
    for pair, share in shares(certain).items():
        assert told[pair] == f"{share * 100:.0f}{PERCENT}"
        still_open = share < 0.9 and 1 - share < 0.9
        assert numbers[pair] == ([told[pair].removesuffix(PERCENT)] if still_open else []), pair
    assert all(told[code, code] == DASH for code in headings[1:])


def test_rows_and_columns_go_by_mean_place(large, certain):
    headings, rows = table(large, certain, EN, names=False)
    means = {one.code: sum(place * chance for place, chance in enumerate(one.chances, 1)) for one in certain.standings}
    assert [row[0] for row in rows] == list(headings[1:]) == sorted(means, key=lambda code: means[code])


def test_row_and_column_of_the_focus_are_framed(large, certain):
    figure = duels_figure(large, certain, LIGHT, EN, focus="K06")
    frames = [line for line in figure.axes[0].lines if line.get_gid() == "focus"]
    assert len(frames) == 2
    cells = boxes(figure)
    for line in frames:
        (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in (line.get_xdata(), line.get_ydata()))
        held = {
            pair for pair, box in cells.items() if left <= box.middle[0] <= right and top <= box.middle[1] <= bottom
        }
        assert held in (
            {pair for pair in cells if pair[0] == "K06"},
            {pair for pair in cells if pair[1] == "K06"},
        )
    assert {line.get_color() for line in frames} == {LIGHT.accent}


def test_words_count_and_name_whom_the_focus_is_open_with(large, certain):
    found = [share for (one, _), share in shares(certain).items() if one == "K01"]
    ahead, behind = sum(share >= 0.9 for share in found), sum(1 - share >= 0.9 for share in found)
    said = describe(large, certain, EN, focus="K01", names=False)
    assert said.startswith(
        f"K01: certainly ahead of {ahead} and behind {behind} clusters, "
        f"the order with {len(found) - ahead - behind} is open."
    )
    names = said.split("Open with: ")[1].split(".")[0].split(", ")
    assert set(names) == {
        other for (one, other), share in shares(certain).items() if one == "K01" and share < 0.9 and 1 - share < 0.9
    }


def test_title_counts_certain_pairs_once(large, certain):
    count = sum(share >= 0.9 for share in shares(certain).values())
    pairs = len(certain.standings) * (len(certain.standings) - 1) // 2
    assert describe(large, certain, EN).startswith(f"Who is ahead is certain for {count} of {pairs} pairs of clusters.")


def test_pair_that_never_met_has_no_number(large, certain):
    beats = [list(row) for row in certain.beats]
    beats[0][1] = beats[1][0] = math.nan
    lacking = replace(certain, beats=tuple(map(tuple, beats)))
    one, other = (certain.standings[row].code for row in (0, 1))
    headings, rows = table(large, lacking, EN, names=False)
    told = {(row[0], code): cell for row in rows for code, cell in zip(headings[1:], row[1:], strict=True)}
    assert told[one, other] == told[other, one] == DASH
    assert (one, other) not in boxes(duels_figure(large, lacking, LIGHT, EN, names=False))


def test_beyond_sixty_bands_hold_the_mean_of_their_pairs(make):
    study = make(80)
    certainty = certainty_of(study)
    figure = duels_figure(study, certainty, LIGHT, EN, focus="K06", names=False)
    headings, rows = table(study, certainty, EN, focus="K06", names=False)
    assert len(rows) == 21
    assert len(headings) == 21
    means = {
        one.code: sum(place * chance for place, chance in enumerate(one.chances, 1)) for one in certainty.standings
    }
    order, pairs = sorted(means, key=lambda code: means[code]), shares(certainty)

    def band(said):
        first, last = map(int, said.split(DASH))
        return order[first - 1 : last]

    for row in rows[1:]:
        for head, cell in zip(headings[1:], row[1:], strict=True):
            if head == row[0]:
                assert cell == DASH
                continue
            found = [pairs[one, other] for one in band(row[0]) for other in band(head)]
            assert cell == f"{sum(found) / len(found) * 100:.0f}{PERCENT}"
    own = [pairs["K06", other] for other in band(headings[3]) if other != "K06"]
    assert rows[0][0] == "K06"
    assert rows[0][3] == f"{sum(own) / len(own) * 100:.0f}{PERCENT}"
    printed = {text for text in texts_of(figure) if text.isdigit()}
    assert printed <= {cell.removesuffix(PERCENT) for row in rows for cell in row[1:]}
    assert not triangles(figure)


def test_without_pairs_a_sentence_says_why(large, certain):
    without = replace(certain, beats=())
    sentence = "Who is ahead of whom is worked out for up to 200 clusters"
    assert sentence in texts_of(duels_figure(large, without, LIGHT, EN, focus="K06"))
    assert f"{sentence}." in describe(large, without, EN, focus="K06")
    assert table(large, without, EN)[1] == ()


def test_sheet_that_is_too_small_says_so(large, certain):
    figure = duels_figure(large, certain, LIGHT, EN, size=(3.5, 2.8))
    assert "This picture needs a larger sheet" in " ".join(texts_of(figure))
    assert not regions(figure)


@pytest.mark.parametrize("names", [True, False])
def test_columns_are_headed_by_the_codes_of_the_rows(large, certain, names):
    words = texts_of(duels_figure(large, certain, LIGHT, EN, names=names))
    for one in certain.standings:
        assert any(text == one.code for text in words)
        assert any(text.startswith(one.code) for text in words if text != one.code) == names
