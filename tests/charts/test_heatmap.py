import pytest
from matplotlib import colormaps
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from clusterbench_gui.charts.heatmap import describe, heatmap_figure
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import DARK, LIGHT

EN = Texts("en")


def tiles(figure, gid):
    return [one for one in figure.axes[0].collections if isinstance(one, PolyCollection) and one.get_gid() == gid]


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def contrast(ink, ground):
    def luminance(color):
        parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    one, other = sorted((luminance(ink), luminance(ground)))
    return (other + 0.05) / (one + 0.05)


def missing(study, level):
    return sum(
        study.scores.cells[code][node.code].score is None
        for code in study.scores.clusters
        for node in study.model.at(level)
    )


def test_every_score_is_a_tile_in_the_colour_of_its_value(large):
    (cells,) = tiles(heatmap_figure(large, 2, LIGHT, EN), "cells")
    scores = [
        large.scores.cells[code][node.code].score
        for code in sorted(large.scores.clusters, key=lambda code: large.scores.cells[code]["IX"].rank or 99)
        for node in large.model.at(2)
    ]
    expected = [to_hex(colormaps["cividis"](score / 100)) for score in scores if score is not None]
    assert [to_hex(color) for color in cells.get_facecolors()] == expected


def test_missing_cells_are_hatched_never_coloured(large):
    figure = heatmap_figure(large, 2, LIGHT, EN)
    empty = [path for one in tiles(figure, "no-data") for path in one.get_paths()]
    assert len(empty) == missing(large, 2) + 1  # one of them explains the hatch
    assert len(tiles(figure, "cells")[0].get_paths()) == 35 * 14 - missing(large, 2)


def test_rows_are_sorted_by_the_index_with_the_unranked_last(study):
    figure = heatmap_figure(study, 2, LIGHT, EN, names=False)
    rows = [text.get_text() for text in figure.axes[0].texts if text.get_text() in set(study.scores.clusters)]
    ranks = [study.scores.cells[code]["IX"].rank for code in rows]
    assert ranks == [*sorted(rank for rank in ranks if rank), None]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_printed_values_stand_out_from_their_tiles(large, theme):
    figure = heatmap_figure(large, 2, theme, EN, size=(10, 8))
    (cells,) = tiles(figure, "cells")
    values = [text for text in figure.axes[0].texts if text.get_color() in {"#FFFFFF", "#000000"}]
    assert len(values) == len(cells.get_paths())
    for text, color in zip(values, cells.get_facecolors(), strict=True):
        assert contrast(text.get_color(), to_hex(color)) >= 4.5


def test_values_are_left_out_where_they_would_not_fit(large):
    figure = heatmap_figure(large, 2, LIGHT, EN, size=(4.5, 5))
    assert not [text for text in figure.axes[0].texts if text.get_color() in {"#FFFFFF", "#000000"}]


def test_codes_replace_every_name(study):
    figure = heatmap_figure(study, 2, LIGHT, EN, focus="K06", names=False)
    said = " ".join(texts_of(figure)) + describe(study, 2, EN, focus="K06", names=False)
    assert not any(cluster.name in said for cluster in study.clusters)


def test_rows_too_thin_for_text_keep_the_label_of_the_focus(make):
    study = make(300, large=True)
    figure = heatmap_figure(study, 2, LIGHT, EN, focus="K99", names=False)
    assert [text for text in texts_of(figure) if text in set(study.scores.clusters)] == ["K99"]


def test_long_headings_turn_upwards_and_short_ones_do_not(study, large):
    across = [text for text in heatmap_figure(study, 2, LIGHT, EN).axes[0].texts if text.get_rotation() == 90]
    upwards = [text for text in heatmap_figure(large, 2, LIGHT, EN).axes[0].texts if text.get_rotation() == 90]
    assert not across
    assert len(upwards) >= 14


def test_everything_stands_inside_the_sheet(large):
    figure = heatmap_figure(large, 2, LIGHT, EN, focus="K06", size=(8, 7))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for text in figure.axes[0].texts:
        box = text.get_window_extent(canvas.get_renderer())
        assert box.x0 >= 0, text
        assert box.x1 <= 800, text
        assert box.y0 >= 0, text
        assert box.y1 <= 700, text


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_clusters_give_a_picture_or_a_sentence(make, count):
    figure = heatmap_figure(make(count), 2, LIGHT, EN)
    FigureCanvasAgg(figure).draw()
    assert ("No cluster has a result here yet" in texts_of(figure)) is (count < 2)


def test_no_image_is_used(large):
    assert not heatmap_figure(large, 2, LIGHT, EN).axes[0].images


def test_description_ranks_the_medians_and_counts_the_gaps(large):
    words = describe(large, 2, EN, focus="K06")
    assert words.startswith("Highest median: ")
    assert f"{missing(large, 2)} cells without data." in words
    assert f"{large.cluster('K06').name}: People " in words
