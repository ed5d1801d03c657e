import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from clusterbench_gui.charts.strip import describe, strip_figure
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import DARK, LIGHT

EN = Texts("en")


def marks(figure, gid):
    return [line for line in figure.axes[0].lines if line.get_gid() == gid]


def test_every_other_cluster_is_a_dot_in_the_order_of_scores(study):
    (others,) = marks(strip_figure(study, "K06", "IX", LIGHT, EN), "others")
    places = list(others.get_xdata())
    assert len(places) == study.scores.summaries["IX"].count - 1
    assert places == sorted(places)
    assert to_hex(others.get_color()) == LIGHT.others.lower()


def test_no_other_cluster_is_named_or_coded_anywhere(study):
    figure = strip_figure(study, "K06", "IX", LIGHT, EN)
    texts = [text.get_text() for text in figure.axes[0].texts]
    gids = [str(artist.get_gid()) for artist in figure.findobj()]
    said = " ".join([*texts, *gids, describe(study, "K06", "IX", EN)])
    own = study.cluster("K06").name
    assert own in said
    for cluster in study.clusters:
        if not own.startswith(cluster.name) and cluster.code != "K06":
            assert cluster.name not in said
            assert cluster.code not in said


def test_dots_that_would_cover_each_other_are_stacked_inside_the_plot(make):
    figure = strip_figure(make(400, gaps=0), "K06", "IX", LIGHT, EN)
    (others,) = marks(figure, "others")
    (own,) = marks(figure, "self")
    middle = own.get_ydata()[0]
    offsets = [abs(y - middle) for y in others.get_ydata()]
    assert max(offsets) > 0
    grid = figure.axes[0].collections[0].get_segments()[0]
    assert middle + max(offsets) <= grid[1][1]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_of_median_and_benchmark_do_not_touch(study, theme):
    for node in ("IX", "Z", "P", "Z1", "P2"):
        figure = strip_figure(study, "K06", node, theme, EN)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        boxes = {
            text.get_text().split()[0]: text.get_window_extent(canvas.get_renderer())
            for text in figure.axes[0].texts
            if text.get_color() in {theme.median, theme.benchmark}
        }
        assert set(boxes) == {"median", "benchmark"}
        assert not boxes["median"].overlaps(boxes["benchmark"])


def test_few_others_are_not_drawn_at_all(make):
    study = make(3, gaps=0)
    figure = strip_figure(study, "K01", "IX", LIGHT, EN)
    assert not marks(figure, "others")
    assert len(marks(figure, "self")) == 1
    texts = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert "too few clusters to show the others" in texts
    assert {line.get_color() for line in figure.axes[0].lines} == {LIGHT.accent}
    assert "median" not in describe(study, "K01", "IX", EN).lower()


def test_cluster_without_a_result_has_no_dot_but_the_others_have(study):
    figure = strip_figure(study, "K03", "IX", LIGHT, EN)
    assert not marks(figure, "self")
    assert len(marks(figure, "others")[0].get_xdata()) == 34
    assert describe(study, "K03", "IX", EN).startswith("Dolina Światła: no result, too few answers.")


def test_name_of_sixty_characters_stays_inside_the_sheet(study):
    figure = strip_figure(study, "K06", "IX", LIGHT, EN, size=(4.5, 2.6))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for text in figure.axes[0].texts:
        box = text.get_window_extent(canvas.get_renderer())
        assert box.x0 >= 0
        assert box.x1 <= 450


def test_description_has_score_median_and_benchmark(study):
    words, summary = describe(study, "K06", "IX", EN), study.scores.summaries["IX"]
    assert f"Score {study.scores.cells['K06']['IX'].score:.1f}." in words
    assert f"Median {summary.median:.1f}. Benchmark {summary.benchmark:.1f}." in words
