from dataclasses import replace

import pytest

from clusterbench_gui.app.relations import correlations_of
from clusterbench_gui.charts.correlations import correlations_figure, describe, table
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.charts.tones import diverging
from clusterbench_gui.domain.findings import Consistency, Correlations
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT
from tests.charts.extremes import drawn, faults, study_of, wide
from tests.helpers.colours import VISIONS, distance, lab

EN = Texts("en")


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def cells_of(figure):
    return next(one for one in reversed(figure.axes[0].collections) if one.get_gid() == "cells")


def given(r, p=0.01, count=30):
    """Three nodes: one with two, one with three at `r`, two with three nowhere."""
    rows = ((1.0, 0.5, r), (0.5, 1.0, None), (r, None, 1.0))
    chances = ((0.0, 0.01, p), (0.01, 0.0, None), (p, None, 0.0))
    counts = ((count, count, count), (count, count, 2), (count, 2, count))
    return Correlations("pearson", ("Z1", "Z2", "Z3"), rows, chances, counts, (Consistency("Z", 0.71, 33),))


def test_every_pair_has_its_cell_and_its_number(large):
    data = correlations_of(large, 2)
    figure = correlations_figure(large, data, LIGHT, EN, size=(9, 7))
    found = dict(regions(figure))
    assert sum(gid.startswith("pair:") for gid in found) == 14 * 13 / 2
    assert {gid for gid in found if gid.startswith("node:")} == {f"node:{node.code}" for node in large.model.at(2)}
    said = texts_of(figure)
    for row, column in ((3, 1), (10, 6), (13, 12)):
        value = EN.number(data.r[row][column], 2)
        assert value in said
        box = found[f"pair:{data.nodes[column]}:{data.nodes[row]}"]
        number = next(text for text in figure.axes[0].texts if text.get_text() == value)
        assert any(
            box.left < text.get_position()[0] < box.right and box.top < text.get_position()[1] < box.bottom
            for text in figure.axes[0].texts
            if text.get_text() == value
        ), number


def test_what_may_be_chance_is_hollow_and_what_is_undefined_a_dot(large):
    figure = correlations_figure(large, given(-0.4, p=0.2), LIGHT, EN)
    faces = {tuple(color) for color in cells_of(figure).get_facecolors()}
    assert (1.0, 1.0, 1.0, 1.0) in faces
    assert sum(width > 0 for width in cells_of(figure).get_linewidths()) == 1
    assert [len(line.get_xdata()) for line in figure.axes[0].lines if line.get_gid() == "none"] == [1]
    assert "no coefficient" in texts_of(figure)
    sure = correlations_figure(large, given(-0.4, p=0.04), LIGHT, EN)
    assert not any(width > 0 for width in cells_of(sure).get_linewidths())


def test_negative_ones_have_a_minus_or_a_hatch(large):
    assert "\u22120.40" in texts_of(correlations_figure(large, given(-0.4), LIGHT, EN))
    data = correlations_of(large, 1)
    positive = replace(data, r=tuple(tuple(r and abs(r) for r in row) for row in data.r))
    lines = []
    for one in (data, positive):
        figure = correlations_figure(large, one, LIGHT, EN)
        lines.append(sum(len(c.get_segments()) for c in figure.axes[0].collections if c.get_zorder() == 2.1))
        assert EN.number(data.r[1][0], 2) not in texts_of(figure)
    assert lines[0] > lines[1] + sum(r is not None and r < 0 for row in data.r for r in row)


def test_title_names_the_strongest_pair_and_counts_those_against_each_other(large):
    assert describe(large, given(-0.6), EN).startswith(
        "Strongest correlation: People and Infrastructure (\u22120.60); 1 pair runs against each other."
    )
    assert describe(large, given(-0.6, p=0.3), EN).startswith("Strongest correlation: People and Finance (0.50).")
    words = describe(large, given(-0.6), EN)
    assert "2 of 3 correlations can be told from chance (p < 0.05)" in words
    assert "Cronbach's alpha: Z Resources 0.71." in words


def test_alphas_of_the_nodes_above_stand_beside(large):
    data = correlations_of(large, 2)
    said = texts_of(correlations_figure(large, data, LIGHT, EN))
    assert "Cronbach's alpha" in said
    for one in data.consistency:
        assert EN.number(one.alpha, 2) in said


def test_table_has_every_pair_and_alpha_as_printed(large):
    data = correlations_of(large, 2)
    headings, rows = table(large, data, EN)
    assert len(rows) == 14 * 13 / 2 + 4
    printed = {row[2] for row in rows}
    assert headings[:2] == ("One", "The other")
    assert {EN.number(data.r[i][j], 2) for i in range(14) for j in range(i)} <= printed
    strengths = [abs(float(row[2].replace("\u2212", "-"))) for row in rows[:-4]]
    assert strengths == sorted(strengths, reverse=True)
    assert rows[-4][:2] == ("Z Resources", "Cronbach's alpha")
    assert rows[0][3] == "<0.001"


def test_too_many_nodes_are_a_list_of_the_strongest_on_both_sides():
    model = wide()
    study = study_of(drawn(model, 40), model)
    data = correlations_of(study, 1)
    figure = correlations_figure(study, data, LIGHT, EN)
    shown = [gid for gid, _ in regions(figure) if gid.startswith("pair:")]
    assert 10 < len(shown) < 40
    place = {code: number for number, code in enumerate(data.nodes)}
    values = [data.r[place[gid.split(":")[1]]][place[gid.split(":")[2]]] for gid in shown]
    every = [data.r[i][j] for i in range(300) for j in range(i) if data.r[i][j] is not None and data.p[i][j] < 0.05]
    assert max(values) == max(every)
    assert min(values) == min(every)
    assert not faults(figure)


def test_few_clusters_and_few_in_a_pair_are_not_shown(make, large):
    few = make(3, gaps=0, large=True)
    data = correlations_of(few, 2)
    assert "Too few clusters to compare" in texts_of(correlations_figure(few, data, LIGHT, EN, focus="K01"))
    assert table(few, data, EN, focus="K01")[1] == ()
    thin = given(0.77, count=3)
    assert "0.77" in texts_of(correlations_figure(large, thin, LIGHT, EN))
    assert "0.77" not in " ".join(texts_of(correlations_figure(large, thin, LIGHT, EN, focus="K06")))
    assert "0.77" not in str(table(large, replace(thin, kind="spearman"), EN, focus="K06"))


def test_one_result_has_nothing_to_go_with(large):
    figure = correlations_figure(large, correlations_of(large, 4), LIGHT, EN)
    assert "There is one result at this level, and nothing for it to go with" in " ".join(texts_of(figure))


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("vision", VISIONS)
def test_strength_is_seen_in_grey_and_by_the_colour_blind(theme, vision):
    for sign in (1, -1):
        steps = [lab(diverging(theme, sign * value / 4), vision)[0] for value in range(5)]
        ordered = sorted(steps, reverse=not theme.dark)
        assert steps == ordered
        assert abs(steps[-1] - steps[0]) > 30
    if theme is not CONTRAST and vision != "grey":
        assert distance(diverging(theme, 0.6), diverging(theme, -0.6), vision) > 30
