import pytest

from clusterbench_gui.charts.bullet import bullet_figure, describe, table
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT

EN = Texts("en")


def patches(figure, gid):
    return [patch for patch in figure.axes[0].patches if str(patch.get_gid()).startswith(gid)]


def test_bars_and_bands_share_one_scale(large):
    figure = bullet_figure(large, 3, LIGHT, EN, focus="K06")
    bars = {patch.get_gid(): patch for patch in patches(figure, "node:")}
    lengths = {node.code: bars[f"node:{node.code}"].get_width() for node in large.model.at(3)}
    point = lengths["Z"] / large.scores.cells["K06"]["Z"].score
    for code, length in lengths.items():
        assert length == pytest.approx(point * large.scores.cells["K06"][code].score)
    bands = [patches(figure, f"quarter-{letter}") for letter in "DCBA"]
    for node, (first, second, third, fourth) in zip(large.model.at(3), zip(*bands, strict=True), strict=True):
        figures = large.scores.summaries[node.code]
        left = bars[f"node:{node.code}"].get_x()
        assert first.get_x() == pytest.approx(left)
        assert second.get_x() - left == pytest.approx(point * figures.lower)
        assert third.get_x() - left == pytest.approx(point * figures.median)
        assert fourth.get_x() - left == pytest.approx(point * figures.upper)
        assert fourth.get_x() + fourth.get_width() - left == pytest.approx(point * 100)


def test_table_equals_the_scores(large):
    headings, rows = table(large, 2, EN, focus="K06", names=False)
    assert headings == ("Sub-areas", "K06", "quarter", "lower quartile", "median", "upper quartile", "benchmark")
    for node, row in zip(large.model.at(2), rows, strict=True):
        one, figures = large.scores.cells["K06"][node.code], large.scores.summaries[node.code]
        values = (one.score, figures.lower, figures.median, figures.upper, figures.benchmark)
        assert (row[1], *row[3:]) == tuple(f"{value:.1f}" for value in values)
        assert row[2] == one.quartile


def test_bands_of_few_others_are_not_drawn_and_not_told(make):
    study = make(3, gaps=0)
    figure = bullet_figure(study, 3, LIGHT, EN, focus="K01")
    assert not patches(figure, "quarter")
    assert len(patches(figure, "node:")) == 2
    words = describe(study, 3, EN, focus="K01")
    assert "too few other clusters to compare with" in words
    median = study.scores.summaries["Z"].median
    assert f"median {median:.1f}" not in words
    assert all(row[2:] == ("–",) * 5 for row in table(study, 3, EN, focus="K01")[1])


def test_where_not_all_fit_the_clearest_are_shown(large):
    figure = bullet_figure(large, 1, LIGHT, EN, focus="K06")
    shown = {patch.get_gid()[5:] for patch in patches(figure, "node:")}

    def distance(code):
        return abs(large.scores.cells["K06"][code].score - large.scores.summaries[code].median)

    scored = [node.code for node in large.model.at(1) if large.scores.cells["K06"][node.code].score is not None]
    assert min(map(distance, shown)) >= max(distance(code) for code in scored if code not in shown)
    assert f"… {28 - len(shown)} more, closer to the median" in [text.get_text() for text in figure.axes[0].texts]


def test_without_a_focus_no_bar_is_drawn(large):
    figure = bullet_figure(large, 3, LIGHT, EN)
    assert not patches(figure, "node:")
    assert len(patches(figure, "quarter")) == 16


def test_top_quarters_are_the_finding(large):
    best = next(code for code in large.scores.clusters if large.scores.cells[code]["IX"].rank == 1)
    count = sum(large.scores.cells[best][node.code].quartile == "A" for node in large.model.at(2))
    assert 2 < count < 14
    assert describe(large, 2, EN, focus=best, names=False).startswith(f"{best}: in the top quarter in {count} of 14.")
