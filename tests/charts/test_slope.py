from dataclasses import replace

import numpy as np
import pytest

from clusterbench_gui.charts.slope import describe, slope_figure, table
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.findings import trend_of

EN = Texts("en")


def lines(figure):
    found = {}
    for line in figure.axes[0].lines:
        if str(line.get_gid()).startswith("cluster:"):
            found.setdefault(line.get_gid()[8:], line)
    return found


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("editions", [2, 3])
def test_every_cluster_of_the_panel_is_a_line_at_its_scores(large, editions):
    trend = trend_of(large, editions)
    found = lines(slope_figure(large, trend, LIGHT, EN, focus="K06"))
    assert set(found) == {code for code, _ in trend.rows}
    scores = np.array([score for _, row in trend.rows for score in row])
    heights = np.array([y for code, _ in trend.rows for y in found[code].get_ydata()])
    fit, residual, *_ = np.polyfit(scores, heights, 1, full=True)
    assert fit[0] < 0
    assert residual[0] == pytest.approx(0, abs=1e-12 * len(scores) + 1e-9)
    assert found["K06"].get_color() == LIGHT.accent


def test_edition_without_a_score_leaves_a_gap(large):
    trend = trend_of(large, 3)
    code = trend.rows[0][0]
    rows = ((code, (50.0, None, 60.0)), *trend.rows[1:])
    found = lines(slope_figure(large, replace(trend, rows=rows), LIGHT, EN))
    assert code not in found


def test_title_counts_what_is_printed_as_a_change(large):
    trend = trend_of(large)
    rows = (("K01", (50.0, 50.04)), ("K02", (50.0, 52.0)), ("K04", (50.0, 49.0)), ("K05", (None, 49.0)))
    words = describe(large, replace(trend, rows=rows), EN)
    assert words.startswith("Of 4 clusters of the panel 1 rose and 1 fell.")


def test_table_holds_scores_and_changes(large):
    trend = trend_of(large)
    headings, rows = table(large, trend, EN, names=False)
    assert headings == ("Cluster", "Edition 2010", "Edition 2012", "Change")
    told = {row[0]: row[1:] for row in rows}
    for code, (before, after) in trend.rows:
        assert told[code][:2] == (f"{before:.1f}", f"{after:.1f}")
        moved = f"{after - before:+.1f}".replace("-", "−")
        assert told[code][2] == (moved if moved not in {"+0.0", "−0.0"} else "0.0")
    assert told["median"][0] == f"{trend.medians[0]:.1f}"


def test_beyond_sixty_clusters_bands_tell_no_cluster(make):
    study = make(100, large=True)
    trend = trend_of(study)
    figure = slope_figure(study, trend, LIGHT, EN, focus="K06", names=False)
    assert set(lines(figure)) == {"K06"}
    bands = {patch.get_gid(): patch.get_path().vertices[:, 1] for patch in figure.axes[0].patches}
    assert set(bands) == {"nine-in-ten", "middle-half"}
    assert min(bands["nine-in-ten"]) < min(bands["middle-half"]) < max(bands["middle-half"]) < max(bands["nine-in-ten"])
    assert "K06" in " ".join(texts_of(figure))


def test_small_panel_is_not_shown(large):
    trend = trend_of(large)
    small = replace(trend, rows=trend.rows[:3])
    focus = trend.rows[0][0]
    figure = slope_figure(large, small, LIGHT, EN, focus=focus)
    assert "Too few clusters took part in all of the editions" in texts_of(figure)
    assert not lines(figure)
    assert table(large, small, EN, focus=focus)[1] == ()
    assert f"{trend.medians[0]:.1f}" not in describe(large, small, EN, focus=focus)
