import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from clusterbench_gui.charts.ranking import describe, height_for, ranking_figure
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import DARK, LIGHT
from tests.charts.extremes import drawn, study_of, wide

EN, PL = Texts("en"), Texts("pl")


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def bars(figure):
    return {patch.get_gid().removeprefix("cluster:"): patch for patch in figure.axes[0].patches if patch.get_gid()}


def ranked(study, node="IX"):
    cells = {code: study.scores.cells[code][node] for code in study.scores.clusters}
    return sorted((code for code, cell in cells.items() if cell.rank), key=lambda code: cells[code].rank)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_bars_stand_on_zero_and_are_as_long_as_the_scores(study, theme):
    drawn = bars(ranking_figure(study, "IX", theme, EN, focus="K06"))
    assert len({round(bar.get_x(), 6) for bar in drawn.values()}) == 1
    unit = {bar.get_width() / study.scores.cells[code]["IX"].score for code, bar in drawn.items()}
    assert max(unit) == pytest.approx(min(unit))
    assert set(drawn) == set(ranked(study))


def test_rows_go_down_by_rank_and_the_focus_alone_has_the_accent(study):
    drawn = bars(ranking_figure(study, "IX", LIGHT, EN, focus="K06"))
    assert sorted(drawn, key=lambda code: drawn[code].get_y()) == ranked(study)
    accents = [code for code, bar in drawn.items() if to_hex(bar.get_facecolor()) == LIGHT.accent.lower()]
    assert accents == ["K06"]


def test_labels_of_all_rows_share_their_edges(study):
    figure = ranking_figure(study, "IX", LIGHT, EN, focus="K06", names=False)
    rows = [text for text in figure.axes[0].texts if text.get_text() in set(ranked(study))]
    assert len({text.get_position()[0] for text in rows}) == 1
    values = {EN.number(study.scores.cells[code]["IX"].score) for code in ranked(study)}
    right = [text for text in figure.axes[0].texts if text.get_text() in values and text.get_ha() == "right"]
    assert len({text.get_position()[0] for text in right}) == 1
    assert len(right) == len(ranked(study))


def test_median_and_benchmark_are_lines_with_words_in_their_colours(study):
    figure = ranking_figure(study, "IX", LIGHT, EN)
    summary = study.scores.summaries["IX"]
    colors = {text.get_text(): text.get_color() for text in figure.axes[0].texts}
    assert colors[f"median {summary.median:.1f}"] == LIGHT.median
    assert colors[f"benchmark {summary.benchmark:.1f}"] == LIGHT.benchmark
    places = {line.get_color(): line.get_xdata()[0] for line in figure.axes[0].lines}
    best = bars(figure)[ranked(study)[0]]
    unit = best.get_width() / study.scores.cells[ranked(study)[0]]["IX"].score
    assert (places[LIGHT.benchmark] - best.get_x()) / unit == pytest.approx(summary.benchmark)


def test_clusters_without_a_result_are_named_not_drawn_as_zero(study):
    figure = ranking_figure(study, "IX", LIGHT, EN)
    assert "K03" not in bars(figure)
    assert "No result: Dolina Światła" in texts_of(figure)


def test_many_clusters_without_a_result_are_counted(make):
    study = make(60, gaps=0.9)
    words = " ".join(texts_of(ranking_figure(study, "IX", LIGHT, EN, size=(6, 6))))
    assert "No result: " in words
    assert " more" in words


def test_codes_replace_every_name_where_names_are_not_shown(study):
    figure = ranking_figure(study, "IX", LIGHT, EN, focus="K06", names=False)
    words = " ".join(texts_of(figure)) + describe(study, "IX", EN, focus="K06", names=False)
    assert "K06: place" in words
    assert not any(cluster.name in words for cluster in study.clusters)


def test_default_size_shows_all_of_35_and_the_stated_height_all_of_50(study, make):
    assert "…" not in {text[0] for text in texts_of(ranking_figure(study, "IX", LIGHT, EN))}
    fifty = make(50, gaps=0.05)
    drawn = bars(ranking_figure(fifty, "IX", LIGHT, EN, focus="K06", size=(7, height_for(50))))
    assert set(drawn) == set(ranked(fifty))


def test_what_does_not_fit_is_counted_and_the_focus_stays(make):
    study = make(400, large=True)
    figure = ranking_figure(study, "IX", LIGHT, EN, focus="K99", size=(7, 6))
    drawn, order = bars(figure), ranked(study)
    assert "K99" in drawn
    assert {order[0], order[-1]} <= set(drawn)
    left_out = [text for text in texts_of(figure) if text.startswith("… ")]
    assert sum(int(text.split()[1]) for text in left_out) == len(order) - len(drawn)


def test_text_is_never_smaller_than_seven_points(make):
    figure = ranking_figure(make(400), "IX", LIGHT, EN, size=(5, 4))
    assert min(text.get_fontsize() for text in figure.axes[0].texts) >= 7


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_clusters_give_a_picture_or_a_sentence(make, count):
    study = make(count, gaps=0)
    figure = ranking_figure(study, "IX", LIGHT, EN)
    FigureCanvasAgg(figure).draw()
    if count < 2:
        assert "No cluster has a result here yet" in texts_of(figure)
    else:
        assert len(bars(figure)) == count


def test_everything_stands_inside_the_sheet(study):
    figure = ranking_figure(study, "IX", LIGHT, PL, focus="K06", size=(6, 6))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for text in figure.axes[0].texts:
        box = text.get_window_extent(canvas.get_renderer())
        assert box.x0 >= 0, text
        assert box.x1 <= 600, text
        assert box.y0 >= 0, text
        assert box.y1 <= 600, text


def test_description_tells_finding_references_and_rows(study):
    words = describe(study, "IX", EN, focus="K06")
    summary = study.scores.summaries["IX"]
    first = study.cluster(ranked(study)[0]).name
    assert words.startswith(f"{study.cluster('K06').name}: place ")
    assert f"Median {summary.median:.1f}. Benchmark {summary.benchmark:.1f}. 1. {first} " in words
    assert words.endswith("No result: Dolina Światła.")


def test_polish_numbers_have_a_comma(study):
    summary = study.scores.summaries["IX"]
    assert f"{summary.median:.1f}".replace(".", ",") in describe(study, "IX", PL)


def test_codes_are_never_cut():
    """Figures of Lato are wider than those of Lato Bold."""
    study = study_of(drawn(wide(1, 1, 2), 60), wide(1, 1, 2))
    figure = ranking_figure(study, "IX", LIGHT, EN, names=False, size=(6.5, 8.5))
    codes = [words for words in texts_of(figure) if words.startswith("C")]
    assert len(codes) > 40
    assert set(codes) <= set(study.scores.clusters)
