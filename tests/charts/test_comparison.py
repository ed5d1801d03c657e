from itertools import pairwise

import pytest

from clusterbench_gui.charts.comparison import comparison_figure, describe, table
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT
from tests.charts.extremes import drawn, extremes, faults, study_of, wide
from tests.helpers.colours import VISIONS, distance

EN = Texts("en")
SIX = ("K01", "K03", "K06", "K11", "K20", "K22")
EXTREMES = extremes()


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def marks(figure, node):
    """The marks at a node by cluster."""
    ends = {str(line.get_gid()): line for line in figure.axes[0].lines if str(line.get_gid()).startswith("cell:")}
    return {gid.split(":")[1]: line for gid, line in ends.items() if gid.endswith(f":{node}")}


def test_marks_stand_at_the_scores_by_a_shape_of_their_own(large):
    figure = comparison_figure(large, 3, LIGHT, EN, clusters=("K01", "K06", "K11"), focus="K06")
    for node in large.model.at(3):
        found = marks(figure, node.code)
        assert len({line.get_marker() for line in found.values()}) == 3
        assert found["K06"].get_color() == LIGHT.accent
        scores = {code: large.scores.cells[code][node.code].score for code in found}
        order = sorted(found, key=lambda code: found[code].get_xdata()[0])
        assert order == sorted(scores, key=scores.get)
    z = marks(figure, "Z")
    places = [float(z[code].get_xdata()[0]) for code in ("K01", "K06", "K11")]
    assert "node:Z" in dict(regions(figure))
    assert len(set(places)) == 3


def test_marks_that_would_touch_stand_side_by_side_in_the_middle():
    model = wide(2, 2, 2)
    raw = drawn(model, 12, missing=0)
    codes = list(raw)[:6]
    for code in codes:
        raw[code] = dict(raw["C000"])
    study = study_of(raw, model)
    figure = comparison_figure(study, 2, LIGHT, EN, clusters=codes, focus="C002")
    found = marks(figure, "A00")
    xs = sorted(float(line.get_xdata()[0]) for line in found.values())
    assert min(right - left for left, right in pairwise(xs)) >= 12
    dots = {float(line.get_xdata()[0]) for line in figure.axes[0].lines if line.get_markersize() == 4}
    assert any(dot == pytest.approx(sum(xs) / 6) for dot in dots)
    assert texts_of(figure)[0] == "None of these clusters is ahead of the others anywhere"
    assert not faults(figure)


def test_key_tells_letters_and_names_or_codes(large):
    said = texts_of(comparison_figure(large, 2, LIGHT, EN, clusters=SIX, focus="K06"))
    assert set("abcdef") <= set(said)
    assert large.cluster("K06").name in said
    coded = texts_of(comparison_figure(large, 2, LIGHT, EN, clusters=SIX, focus="K06", names=False))
    words = describe(large, 2, EN, clusters=SIX, focus="K06", names=False)
    words += str(table(large, 2, EN, clusters=SIX, names=False))
    assert set(SIX) <= set(coded)
    assert not any(cluster.name in " ".join(coded) + words for cluster in large.clusters)


def test_nobody_else_is_named_or_found(large):
    figure = comparison_figure(large, 2, LIGHT, EN, clusters=("K01", "K06"))
    others = [cluster for cluster in large.clusters if cluster.code not in {"K01", "K06"}]
    said = " ".join(texts_of(figure)) + describe(large, 2, EN, clusters=("K01", "K06"))
    own = tuple(large.cluster(code).name for code in ("K01", "K06"))
    assert not any(cluster.name in said for cluster in others if not cluster.name.startswith(own))
    assert {gid.split(":")[1] for gid, _ in regions(figure) if gid.startswith("cell:")} == {"K01", "K06"}


def test_missing_scores_are_told_by_letter(large):
    figure = comparison_figure(large, 3, LIGHT, EN, clusters=SIX)
    assert "no score: b" in texts_of(figure)
    assert "K03" not in marks(figure, "Z")
    assert table(large, 3, EN, clusters=SIX)[1][0][2] == "–"


@pytest.mark.parametrize(("count", "shown"), [(5, False), (6, True)])
def test_median_and_benchmark_need_enough_others(make, count, shown):
    study = make(count, gaps=0, large=True)
    clusters = study.scores.clusters[:3]
    said = texts_of(comparison_figure(study, 3, LIGHT, EN, clusters=clusters))
    assert ("median" in said) is shown
    assert ("benchmark" in said) is shown
    assert ("median" in describe(study, 3, EN, clusters=clusters)) is shown
    assert (table(study, 3, EN, clusters=clusters)[1][0][-2:] == ("–", "–")) is not shown


def test_table_has_the_scores_as_printed(large):
    headings, rows = table(large, 2, EN, clusters=("K01", "K06"), names=False)
    assert headings == ("Sub-areas", "K01", "K06", "median", "benchmark")
    assert len(rows) == 14
    cell, summary = large.scores.cells["K06"]["P2"], large.scores.summaries["P2"]
    row = next(row for row in rows if row[0].startswith("P2 "))
    assert row[2:] == tuple(EN.number(value, 1) for value in (cell.score, summary.median, summary.benchmark))


def test_title_counts_where_the_focus_is_ahead(large):
    cells = large.scores.cells
    ahead = sum(cells["K06"][n.code].score > cells["K01"][n.code].score for n in large.model.at(2))
    words = describe(large, 2, EN, clusters=("K01", "K06"), focus="K06", names=False)
    assert words.startswith(f"K06: ahead of the others in {ahead} of 14.")
    assert describe(large, 2, EN, clusters=("K01", "K06"), names=False).startswith("K06" if ahead > 7 else "K01")


@pytest.mark.parametrize("clusters", [(), ("K01",), tuple(f"K{n:02}" for n in range(1, 8))])
def test_fewer_than_two_and_more_than_six_are_refused(large, clusters):
    figure = comparison_figure(large, 2, LIGHT, EN, clusters=clusters)
    assert texts_of(figure).count("Please choose two to six clusters to compare") == 2
    assert table(large, 2, EN, clusters=clusters)[1] == ()


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("level", [1, 2, 4])
def test_extremes_are_clean_pictures_or_a_sentence(name, level):
    study = EXTREMES[name]
    clusters = study.scores.clusters[:6]
    assert not faults(comparison_figure(study, level, LIGHT, EN, clusters=clusters, focus=clusters[0]))
    assert describe(study, level, EN, clusters=clusters).endswith(".")


@pytest.mark.parametrize(("theme", "language"), [(LIGHT, "pl"), (DARK, "en"), (CONTRAST, "pl")])
@pytest.mark.parametrize("size", [(9, 7.5), (6, 4)])
def test_pictures_are_clean_in_every_theme_and_size(large, theme, language, size):
    assert not faults(comparison_figure(large, 2, theme, Texts(language), clusters=SIX, focus="K06", size=size))


def test_rows_left_out_are_those_where_they_are_closest(large):
    figure = comparison_figure(large, 1, LIGHT, EN, clusters=("K01", "K06"), size=(6, 4))
    shown = {gid[5:] for gid, _ in regions(figure) if gid.startswith("node:")}
    cells = large.scores.cells

    def apart(node):
        one, other = (cells[code][node].score for code in ("K01", "K06"))
        return abs(one - other) if None not in {one, other} else 0.0

    assert 3 <= len(shown) < 28
    assert min(map(apart, shown)) >= max(apart(n.code) for n in large.model.at(1) if n.code not in shown)
    assert f"… {28 - len(shown)} more, where they are closer" in texts_of(figure)


@pytest.mark.parametrize("vision", [vision for vision in VISIONS if vision != "grey"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_colours_are_told_apart_too_and_stand_out(theme, vision):
    colors = (*theme.series, theme.accent)
    for place, one in enumerate(colors):
        assert distance(one, theme.surface, vision) > 25
        for other in colors[place + 1 :]:
            assert distance(one, other, vision) > 8, (one, other)


def test_focus_that_is_not_compared_changes_nothing(large):
    with_focus = describe(large, 2, EN, clusters=("K01", "K06"), focus="K11")
    assert with_focus == describe(large, 2, EN, clusters=("K01", "K06"))
