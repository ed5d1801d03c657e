import pytest
from matplotlib.colors import to_hex

from clusterbench_gui.charts.distribution import describe, distribution_figure, rows_of, table
from clusterbench_gui.charts.style import POINTS
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.extremes import drawn, extremes, faults, study_of, wide

EN = Texts("en")


def bands(figure):
    return {patch.get_gid()[5:]: patch for patch in figure.axes[0].patches if str(patch.get_gid()).startswith("node:")}


def test_bands_hold_the_middle_half_on_one_scale(large):
    figure = distribution_figure(large, "Z", LIGHT, EN, size=(8, 6))
    drawn_bands = bands(figure)
    assert set(drawn_bands) == {node.code for node in rows_of(large, "Z")}
    starts = {code: (band.get_x(), large.scores.summaries[code].lower) for code, band in drawn_bands.items()}
    (first, low), (second, high) = min(starts.values()), max(starts.values())
    point = (second - first) / (high - low)
    for code, band in drawn_bands.items():
        figures = large.scores.summaries[code]
        assert band.get_x() == pytest.approx(first + point * (figures.lower - low))
        assert band.get_width() == pytest.approx(point * (figures.upper - figures.lower))


def test_table_and_words_have_every_row_and_nobodys_extreme(large):
    _headings, rows = table(large, "Z", EN)
    words = describe(large, "Z", EN)
    for node, row in zip(rows_of(large, "Z"), rows, strict=True):
        figures = large.scores.summaries[node.code]
        assert row[1:] == tuple(
            f"{value:.1f}" for value in (figures.lower, figures.median, figures.upper, figures.benchmark)
        )
        assert f"median {figures.median:.1f}" in words
    assert not any(f"{large.scores.summaries[row[0].split()[0]].minimum:.1f}" in row[2:] for row in rows)


def test_where_not_all_rows_fit_the_children_stand_and_few_clusters_are_not_drawn(large):
    small = distribution_figure(large, "Z", LIGHT, EN, size=(8, 190 / POINTS))
    assert set(bands(small)) == {node.code for node in large.model.children("Z")}
    few = extremes()["two"]
    assert not bands(distribution_figure(few, "A0", LIGHT, EN))
    assert "Too few clusters" in describe(few, "A0", EN)


def test_ties_are_named_together_and_equal_medians_make_no_ranking():
    model = wide(1, 3, 2)
    raw = {f"C{number}": {node.code: float(number) for node in model.at(1)} for number in range(8)}
    assert describe(study_of(raw, model), "A0", EN).startswith("Half of the clusters reach")
    for row in raw.values():
        row["A02.0"] = row["A02.1"] = min(row["A02.0"], 1.0)
    title = describe(study_of(raw, model), "A0", EN).split(";")[0]
    assert title.count("Sub-area of") == 1 or title.count(",") >= 1


@pytest.mark.parametrize("name", sorted(extremes()))
def test_nothing_reaches_over_the_edge(name):
    study = extremes()[name]
    for size in ((6.5, 5), (6.5, 3.4)):
        assert not faults(distribution_figure(study, "A0", LIGHT, EN, size=size))


def test_the_benchmark_has_its_colour_and_only_it(large):
    figure = distribution_figure(large, "Z", LIGHT, EN)
    diamonds = [line for line in figure.axes[0].lines if line.get_marker() == "D"]
    assert {to_hex(line.get_color()).upper() for line in diamonds} == {LIGHT.benchmark}
    assert len(diamonds) == len(rows_of(large, "Z")) + 1  # and that of the key


def test_two_lines_for_a_long_name_where_the_row_is_high_enough():
    study = study_of(drawn(wide(1, 1, 3), 8), wide(1, 1, 3))
    high = distribution_figure(study, "A0", LIGHT, EN, size=(8, 6))
    low = distribution_figure(study, "A0", LIGHT, EN, size=(8, 2.6))
    shortened = [sum("…" in text.get_text() for text in figure.axes[0].texts) for figure in (high, low)]
    assert shortened == [0, 4]
