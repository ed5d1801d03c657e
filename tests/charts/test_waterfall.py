from dataclasses import replace
from itertools import pairwise

import pytest

from clusterbench_gui.charts import split, waterfall
from clusterbench_gui.charts.steps import Step, gathered
from clusterbench_gui.domain.findings import Gap
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.findings import gap_of, split_of

EN = Texts("en")


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def bars(figure):
    """The steps from above to below as (left, right) in points."""
    patches = [patch for patch in figure.axes[0].patches if patch.get_gid() == "step" or ":" in (patch.get_gid() or "")]
    return [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in patches]


def ends(figure):
    return [line.get_xdata()[0] for line in figure.axes[0].lines if line.get_gid() == "end"]


@pytest.mark.parametrize("against", ["benchmark", "median", "K01"])
def test_steps_join_on_from_the_reference_to_the_score(large, against):
    gap = gap_of(large, "K06", 1, against)
    figure = waterfall.waterfall_figure(large, gap, LIGHT, EN)
    start, end = ends(figure)
    found = bars(figure)
    assert start in found[0] or start == pytest.approx(found[0][0]) or start == pytest.approx(found[0][1])
    assert min(abs(end - edge) for edge in found[-1]) < 1e-6
    for one, other in pairwise(found):
        assert min(abs(left - right) for left in one for right in other) < 1e-6
    scale = (end - start) / (gap.end - gap.start)
    lengths = sum(right - left for left, right in found)
    assert lengths == pytest.approx(abs(scale) * sum(abs(step.points) for step in shown(gap)), abs=0.9 * len(found))


def shown(gap):
    return gathered([Step(code, points, code) for code, points in gap.parts], 16, "rest")


def test_gathered_parts_lose_no_point(large):
    gap = gap_of(large, "K06", 1)
    steps = shown(gap)
    assert len(steps) == 16
    assert sum(step.points for step in steps) == pytest.approx(gap.end - gap.start, abs=1e-12)
    kept = {step.code for step in steps if step.code}
    least = min(abs(step.points) for step in steps if step.code)
    assert all(abs(points) <= least for code, points in gap.parts if code not in kept)


def test_losses_are_hatched_and_gains_are_solid(large):
    gap = Gap("K06", "IX", "median", 50.0, 51.0, (("Z", -2.0), ("P", 3.0)))
    figure = waterfall.waterfall_figure(large, gap, LIGHT, EN)
    hatches = [one for one in figure.axes[0].collections if len(one.get_paths()) > 4 and len(one.get_paths()[0]) == 2]
    loss, gain = bars(figure)
    (hatch,) = [one for one in hatches if one.get_zorder() == 2.1]
    xs = [x for segment in hatch.get_segments() for x, _ in segment]
    assert loss[0] - 1e-6 <= min(xs)
    assert max(xs) <= loss[1] + 1e-6
    assert gain[1] - gain[0] == pytest.approx(1.5 * (loss[1] - loss[0]))


def test_title_names_the_distance_and_what_makes_most_of_it(large):
    gap = Gap("K06", "IX", "benchmark", 60.0, 55.0, (("Z", -7.0), ("P", 2.0)))
    words = waterfall.describe(large, gap, EN, names=False)
    assert words.startswith("K06: −5.0 points from the benchmark; most through Resources (−7.0).")


def test_table_holds_every_part_as_printed(large):
    gap = gap_of(large, "K06", 1)
    headings, rows = waterfall.table(large, gap, EN, names=False)
    assert len(headings) == 2
    assert rows[0] == ("benchmark", f"{gap.start:.1f}")
    assert rows[-1] == ("K06", f"{gap.end:.1f}")
    told = {row[0].split()[0]: row[1] for row in rows[1:-1]}
    for code, points in gap.parts:
        assert told[code] == EN.number(points) if points < 0.05 else f"+{points:.1f}"


def test_reference_of_few_others_is_not_told(make):
    study = make(3, gaps=0)
    gap = gap_of(study, "K01", 2, "median")
    figure = waterfall.waterfall_figure(study, gap, LIGHT, EN)
    said = " ".join([*texts_of(figure), waterfall.describe(study, gap, EN)])
    assert "Too few other clusters to compare with" in said
    assert f"{gap.start:.1f}" not in said
    assert waterfall.table(study, gap, EN)[1] == ()
    assert not bars(figure)


def test_parts_without_points_say_so(large):
    gap = Gap("K06", "IX", "median", 50.0, 50.0, (("Z", 0.0), ("P", 0.0)))
    assert "Nothing makes a difference here" in texts_of(waterfall.waterfall_figure(large, gap, LIGHT, EN))


def test_split_tells_every_cause_and_joins_before_and_after(large):
    change = split_of(large)
    figure = split.split_figure(large, change, LIGHT, EN, names=False)
    start, end = ends(figure)
    found = bars(figure)
    assert start == pytest.approx(found[0][0])
    assert end == pytest.approx(found[-1][1])
    assert split.table(large, change, EN)[1][1:-1] == (
        ("own change", "+6.2"),
        ("others moved the scale", "−3.1"),
        ("other clusters take part", "+0.8"),
        ("another method", "+1.4"),
    )
    assert split.describe(large, change, EN, names=False).startswith(
        "K06: +5.3 points since the edition before, +6.2 by"
    )


def test_split_of_the_median_names_no_cluster(large):
    words = split.describe(large, replace(split_of(large), cluster=""), EN)
    assert words.startswith("Median of the clusters: +5.3 points")
