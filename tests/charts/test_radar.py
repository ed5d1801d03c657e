import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from clusterbench_gui.charts.radar import describe, radar_figure
from clusterbench_gui.charts.words import profile_level
from clusterbench_gui.domain.editions import Model
from clusterbench_gui.domain.scores import Cell, Missing
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import DARK, LIGHT

EN = Texts("en")


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def outline(figure, color):
    """Lines of a series, the sample in the key left out."""
    return [line for line in figure.axes[0].lines if line.get_color() == color and len(line.get_xdata()) != 2]


def without(study, code, *nodes):
    cells = {**study.scores.cells[code], **{node: Cell(None, missing=Missing("coverage")) for node in nodes}}
    return replace(study, scores=replace(study.scores, cells={**study.scores.cells, code: cells}))


def full(study):
    return next(
        code
        for code in study.scores.clusters
        if all(study.scores.cells[code][node.code].score is not None for node in study.model.at(2))
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_points_lie_on_their_axes_at_the_distance_of_the_score(large, theme):
    code = full(large)
    figure = radar_figure(large, code, 2, theme, EN)
    line = next(line for line in outline(figure, theme.accent) if len(line.get_xdata()) == 15)
    points = np.column_stack([line.get_xdata(), line.get_ydata()])[:14]
    scores = np.array([large.scores.cells[code][node.code].score for node in large.model.at(2)])
    across = np.sin(2 * math.pi * np.arange(14) / 14)
    down = -np.cos(2 * math.pi * np.arange(14) / 14)
    design = np.column_stack(
        [np.r_[scores * across, scores * down], np.r_[np.ones(14), np.zeros(14)], np.r_[np.zeros(14), np.ones(14)]]
    )
    fit, residual, *_ = np.linalg.lstsq(design, points.T.ravel())
    assert fit[0] > 0
    assert residual[0] == pytest.approx(0, abs=1e-9)


def test_three_series_differ_in_more_than_colour(large):
    figure = radar_figure(large, full(large), 2, LIGHT, EN)
    median = next(line for line in outline(figure, LIGHT.median) if len(line.get_xdata()) == 15)
    benchmark = next(line for line in outline(figure, LIGHT.benchmark) if len(line.get_xdata()) == 15)
    cluster = next(line for line in outline(figure, LIGHT.accent) if len(line.get_xdata()) == 15)
    assert median.is_dashed()
    assert not benchmark.is_dashed()
    assert cluster.get_linewidth() > benchmark.get_linewidth()
    words = texts_of(figure)
    assert "median" in words
    assert "benchmark (mean of the best 3)" in words


def test_missing_axes_are_gaps_and_say_so(large):
    code = full(large)
    study = without(large, code, "P1", "W2")
    figure = radar_figure(study, code, 2, LIGHT, EN)
    lines = sorted(len(line.get_xdata()) for line in outline(figure, LIGHT.accent) if line.get_linestyle() == "-")
    assert lines == [4, 8]
    joined = " ".join(texts_of(figure))
    assert joined.count("(no data)") == 2
    assert "P1 Market activity: no data" in describe(study, code, 2, EN)


def test_lonely_axis_between_gaps_keeps_its_point(large):
    code = full(large)
    study = without(large, code, *(node.code for node in large.model.at(2) if node.code != "Z1"))
    figure = radar_figure(study, code, 2, LIGHT, EN)
    FigureCanvasAgg(figure).draw()
    marks = [line for line in figure.axes[0].lines if line.get_color() == LIGHT.accent and line.get_marker() == "o"]
    assert [len(line.get_xdata()) for line in marks] == [1]
    assert not [patch for patch in figure.axes[0].patches if len(patch.get_path()) > 5]


@pytest.mark.parametrize("size", [(7, 6.5), (6, 6), (9, 6)])
def test_labels_touch_neither_each_other_nor_the_ring_nor_the_edge(large, size):
    for code in ("K03", "K06"):
        figure = radar_figure(large, code, 2, LIGHT, EN, size=size)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        renderer = canvas.get_renderer()
        texts = [text.get_window_extent(renderer) for text in figure.axes[0].texts if text.get_gid() != "ring"]
        assert not any(one.padded(-1.5).overlaps(other.padded(-1.5)) for one, other in combinations(texts, 2))
        for box in texts:
            assert box.x0 >= 0
            assert box.x1 <= size[0] * 100
        ring = figure.axes[0].collections[0].get_segments()[4]
        inside = figure.axes[0].transData.transform(ring)
        centre, radius = inside.mean(axis=0), np.ptp(inside[:, 0]) / 2
        for box in texts:
            nearest = np.clip(centre, [box.x0, box.y0], [box.x1, box.y1])
            assert np.hypot(*(nearest - centre)) >= radius


def test_ring_values_are_written_over_the_lines(large):
    figure = radar_figure(large, "K06", 2, LIGHT, EN)
    rings = [text for text in figure.axes[0].texts if text.get_gid() == "ring"]
    assert [text.get_text() for text in rings] == ["25", "50", "75", "100"]
    assert min(text.get_zorder() for text in rings) > max(line.get_zorder() for line in figure.axes[0].lines)


def test_few_others_hide_median_and_benchmark(make):
    for count, shown in ((3, False), (4, True)):
        figure = radar_figure(make(count, gaps=0, large=True), "K01", 2, LIGHT, EN)
        colors = {line.get_color() for line in figure.axes[0].lines}
        assert (LIGHT.median in colors) is shown
        assert (LIGHT.benchmark in colors) is shown
        assert ("median" in describe(make(count, gaps=0, large=True), "K01", 2, EN).lower()) is shown


def test_fewer_than_five_axes_are_bars_from_zero(study):
    figure = radar_figure(study, "K06", 2, LIGHT, EN)
    bars = [patch for patch in figure.axes[0].patches if patch.get_gid() == "bar"]
    assert len(bars) == 4
    units = [
        bar.get_width() / study.scores.cells["K06"][node.code].score
        for bar, node in zip(bars, study.model.at(2), strict=True)
    ]
    assert max(units) == pytest.approx(min(units))
    values = {EN.number(study.scores.cells["K06"][node.code].score) for node in study.model.at(2)}
    assert values <= set(texts_of(figure))


def test_bars_without_a_value_say_no_data(study):
    figure = radar_figure(study, "K03", 3, LIGHT, EN)
    assert not [patch for patch in figure.axes[0].patches if patch.get_gid() == "bar"]
    assert texts_of(figure).count("no data") == 2


def test_too_many_axes_for_names_are_labelled_by_code(large):
    words = texts_of(radar_figure(large, "K06", 1, LIGHT, EN))
    assert all(any(word.split(" ")[0] == node.code for word in words) for node in large.model.at(1))


def test_names_of_sixty_characters_are_shortened_not_dropped(large):
    nodes = tuple(replace(node, names={"en": "Abcdefghi " * 6}) for node in large.model.nodes)
    figure = radar_figure(replace(large, model=Model(nodes)), "K06", 2, LIGHT, EN)
    FigureCanvasAgg(figure).draw()
    assert any(text.startswith("Z1 Abcdefghi") for text in texts_of(figure))


def test_title_states_strengths_and_weaknesses(large):
    titles = {describe(large, code, 2, EN).split(". ")[0] for code in large.scores.clusters}
    assert any(title.startswith("Strengths: ") and "; weaknesses: " in title for title in titles)


def test_the_profile_shows_subareas_unless_only_indicators_make_a_radar(study, large):
    assert [len(study.model.at(level)) for level in (1, 2)] == [8, 4]
    assert profile_level(study.model) == 1
    assert profile_level(large.model) == 2
