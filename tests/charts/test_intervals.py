"""Letters of equals and intervals of places beside the bars of the ranking."""

from dataclasses import replace

import numpy as np
import pytest

from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.charts.ranking import describe, ranking_figure, table
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.extremes import faults

EN = Texts("en")


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def of_clusters(figure):
    """Line and dot of each cluster."""
    lines, dots = {}, {}
    for artist in figure.axes[0].lines:
        if str(artist.get_gid()).startswith("cluster:"):
            (dots if artist.get_marker() == "o" else lines)[artist.get_gid()[8:]] = artist
    return lines, dots


def test_dots_stand_at_the_places_and_lines_hold_the_intervals_on_one_scale(large, certain):
    lines, dots = of_clusters(ranking_figure(large, "IX", LIGHT, EN, focus="K06", certainty=certain))
    standings = {one.code: one for one in certain.standings}
    assert set(lines) == set(dots) == set(standings)
    places = np.array([standings[code].place for code in dots])
    xs = np.array([dot.get_xdata()[0] for dot in dots.values()])
    unit, start = np.polyfit(places, xs, 1)
    assert unit > 0
    assert xs == pytest.approx(start + unit * places)
    for code, line in lines.items():
        low, high = ((x - start) / unit for x in line.get_xdata())
        assert standings[code].low - 0.5 < low < standings[code].low
        assert standings[code].high < high < standings[code].high + 0.5
    assert dots["K06"].get_color() == lines["K06"].get_color() == LIGHT.accent


def test_letters_stand_in_the_row_of_their_cluster(large, certain):
    figure = ranking_figure(large, "IX", LIGHT, EN, names=False, certainty=certain)
    rows = {text.get_text(): text.get_position()[1] for text in figure.axes[0].texts}
    for one in certain.standings:
        beside = [
            text.get_text()
            for text in figure.axes[0].texts
            if text.get_position()[1] == pytest.approx(rows[one.code]) and text.get_text().isalpha()
        ]
        assert beside == [one.group]


def test_words_say_what_lines_and_letters_mean(large, certain):
    words = " ".join(texts_of(ranking_figure(large, "IX", LIGHT, EN, certainty=certain)))
    said = describe(large, "IX", EN, certainty=certain)
    for text in (words, said):
        assert "lines hold nine in ten of 10,000 variants of the method" in text
        assert "clusters that share a letter cannot be told apart" in text
    one = certain.standings[0]
    assert f"(places {one.low}{DASH}{one.high}, group {one.group})" in said


def test_table_has_place_score_interval_chance_and_letters_of_every_cluster(large, certain):
    headings, rows = table(large, "IX", EN, names=False, certainty=certain)
    assert headings == ("Place", "Cluster", "Score", "Nine in ten variants", "Top quarter", "Group")
    told = {row[1]: row for row in rows}
    assert set(told) == {*large.scores.clusters, "Median", "Benchmark"}
    for one in certain.standings:
        span = str(one.low) if one.low == one.high else f"{one.low}{DASH}{one.high}"
        score = f"{large.scores.cells[one.code]['IX'].score:.1f}"
        share = f"{one.top * 100:.0f}{NO_BREAK_SPACE}%"
        assert told[one.code] == (str(one.place), one.code, score, span, share, one.group)
    assert told["K03"] == (DASH, "K03", DASH, DASH, DASH, DASH)
    assert rows[len(large.scores.clusters) - 1][1] == "K03"


def test_table_without_certainty_has_places_and_scores(large):
    headings, rows = table(large, "P1", EN, names=False)
    assert headings == ("Place", "Cluster", "Score")
    cells = {code: large.scores.cells[code]["P1"] for code in large.scores.clusters}
    told = {row[1]: row[2] for row in rows}
    figures = large.scores.summaries["P1"]
    assert (told.pop("Median"), told.pop("Benchmark")) == (EN.number(figures.median), EN.number(figures.benchmark))
    assert told == {code: EN.number(cell.score) for code, cell in cells.items()}
    assert [row[0] for row in rows if row[0].isdigit()] == [
        str(cell.rank) for cell in sorted((cell for cell in cells.values() if cell.rank), key=lambda cell: cell.rank)
    ]


@pytest.mark.parametrize("node", ["P1", "Z"])
def test_certainty_of_the_index_is_not_shown_at_other_nodes(large, certain, node):
    plain, given = (ranking_figure(large, node, LIGHT, EN, certainty=one) for one in (None, certain))
    assert texts_of(given) == texts_of(plain)
    assert table(large, node, EN, certainty=certain) == table(large, node, EN)


def test_letters_that_nobody_could_read_are_left_out_with_their_words(large, certain):
    many = "".join(chr(ord("A") + place % 26) + "2" for place in range(20))
    crowded = replace(certain, standings=tuple(replace(one, group=many) for one in certain.standings))
    figure = ranking_figure(large, "IX", LIGHT, EN, certainty=crowded)
    words = texts_of(figure)
    assert "Group" not in words
    assert not any("share a letter" in text for text in words)
    assert set(of_clusters(figure)[1]) == {one.code for one in certain.standings}
    assert not faults(figure)


def test_narrow_sheet_keeps_its_bars_and_leaves_the_columns_out(large, certain):
    narrow = ranking_figure(large, "IX", LIGHT, EN, certainty=certain, size=(5, 6))
    assert texts_of(narrow) == texts_of(ranking_figure(large, "IX", LIGHT, EN, size=(5, 6)))
    assert of_clusters(ranking_figure(large, "IX", LIGHT, EN, certainty=certain, size=(6, 6)))[0]


def test_pointer_finds_interval_and_bar_of_a_cluster(large, certain):
    found = [
        box for gid, box in regions(ranking_figure(large, "IX", LIGHT, EN, certainty=certain)) if gid == "cluster:K06"
    ]
    assert len(found) == 3
    assert max(box.top for box in found) < min(box.bottom for box in found)
