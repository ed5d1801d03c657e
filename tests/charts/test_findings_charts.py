"""What the charts of findings share: extremes, small and large sheets, names kept back, colours, time to be legible."""

from itertools import pairwise

import pytest

from clusterbench_gui.charts import bullet, missing, portfolio, slope, split, tree, waterfall
from clusterbench_gui.charts.missing_states import KINDS
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT
from tests.charts.extremes import extremes, faults
from tests.charts.findings import gap_of, portfolio_of, split_of, trend_of
from tests.helpers.colours import VISIONS, distance

EN = Texts("en")
EXTREMES = extremes()


def scored(study, focus):
    return focus is not None and study.scores.cells[focus]["IX"].score is not None


def pictures(study, focus, *, theme=LIGHT, texts=EN, names=True):
    """Every chart of findings that the study allows, with what it says."""
    look, who = (theme, texts), {"focus": focus, "names": names}
    yield bullet.bullet_figure(study, 3, *look, **who), bullet.describe(study, 3, texts, **who)
    yield bullet.bullet_figure(study, 1, *look, **who), bullet.describe(study, 1, texts, **who)
    yield missing.missing_figure(study, *look, **who), missing.describe(study, texts, **who)
    yield tree.tree_figure(study, *look, **who), tree.describe(study, texts, **who)
    axes = tuple(node.code for node in study.model.at(3)[:2])
    trend, places = trend_of(study), portfolio_of(study, axes=axes)
    yield portfolio.portfolio_figure(study, places, *look, **who), portfolio.describe(study, places, texts, **who)
    yield slope.slope_figure(study, trend, *look, **who), slope.describe(study, trend, texts, **who)
    if scored(study, focus):
        gap, change = gap_of(study, focus, 1), split_of(study, focus)
        if gap is not None:
            yield (
                waterfall.waterfall_figure(study, gap, *look, names=names),
                waterfall.describe(study, gap, texts, names=names),
            )
        yield split.split_figure(study, change, *look, names=names), split.describe(study, change, texts, names=names)


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("focused", [True, False])
def test_extreme_studies_give_clean_pictures_or_a_sentence(name, focused):
    study = EXTREMES[name]
    for figure, said in pictures(study, study.scores.clusters[0] if focused else None):
        assert not faults(figure)
        assert said.endswith(".")


@pytest.mark.parametrize(("theme", "language"), [(LIGHT, "pl"), (DARK, "en"), (CONTRAST, "pl")])
def test_normal_pictures_are_clean_in_every_theme_and_language(large, theme, language):
    texts = Texts(language)
    for figure, _said in pictures(large, "K06", theme=theme, texts=texts):
        assert not faults(figure)


def test_codes_replace_every_name(large):
    for figure, words in pictures(large, "K06", names=False):
        said = " ".join(text.get_text() for text in figure.axes[0].texts) + words
        assert not any(cluster.name in said for cluster in large.clusters)


def test_thousand_clusters_are_bands_and_counts_instead_of_thousand_marks(make):
    study = make(1000, large=True)
    for figure, _said in pictures(study, "K06", names=False):
        axes = figure.axes[0]
        assert len([*axes.patches, *axes.lines, *axes.texts, *axes.collections]) < 1000
        assert not faults(figure, crowded=True)


def test_pointer_finds_clusters_and_nodes_where_they_are_drawn(large):
    figure = bullet.bullet_figure(large, 3, LIGHT, EN, focus="K06")
    found = dict(regions(figure))
    assert set(found) == {"node:Z", "node:P", "node:W", "node:R"}
    bars = {
        patch.get_gid(): patch.get_bbox()
        for patch in figure.axes[0].patches
        if str(patch.get_gid()).startswith("node:")
    }
    for gid, box in found.items():
        assert (box.left, box.right) == pytest.approx((bars[gid].x0, bars[gid].x1))
        assert box.top < box.bottom


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_kinds_of_gaps_differ_in_tone_or_in_pattern(vision, theme):
    for place, one in enumerate(KINDS):
        for other in KINDS[place + 1 :]:
            if (one.rising, one.falling) == (other.rising, other.falling):
                grounds = [tone(theme, kind.shade) for kind in (one, other)]
                assert distance(*grounds, vision) > 10, (one.words, other.words)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_quarters_and_the_bar_over_them_are_told_apart(vision, theme):
    tones = [tone(theme, share) for share in (0.10, 0.20, 0.30, 0.42)]
    for one, other in pairwise(tones):
        assert distance(one, other, vision) > 4
    assert all(distance(theme.accent, one, vision) > 12 for one in tones)
