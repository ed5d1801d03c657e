"""What the charts of findings share: extremes, small and large sheets, names kept back, colours, time to be legible."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from clusterbench_gui.charts import bullet, missing, portfolio, slope, split, tree, waterfall
from clusterbench_gui.charts.missing_states import KINDS
from clusterbench_gui.charts.style import regions
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT, THEMES
from tests.charts.extremes import colliding, extremes, outside
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
    trend = trend_of(study)
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
        assert not outside(figure)
        assert not colliding(figure)
        assert said.endswith(".")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_normal_pictures_are_clean_in_every_theme_and_language(large, theme, language):
    texts = Texts(language)
    for figure, _said in pictures(large, "K06", theme=theme, texts=texts):
        assert not outside(figure)
        assert not colliding(figure)
    figure = portfolio.portfolio_figure(large, portfolio_of(large), theme, texts, focus="K06")
    assert not outside(figure)


def test_codes_replace_every_name(large):
    pairs = list(pictures(large, "K06", names=False))
    data = portfolio_of(large)
    pairs.append(
        (
            portfolio.portfolio_figure(large, data, LIGHT, EN, focus="K06", names=False),
            portfolio.describe(large, data, EN, focus="K06", names=False),
        )
    )
    for figure, words in pairs:
        said = " ".join(text.get_text() for text in figure.axes[0].texts) + words
        assert not any(cluster.name in said for cluster in large.clusters)


def test_thousand_clusters_are_bands_and_counts_instead_of_thousand_marks(make):
    study = make(1000, large=True)
    figures = [figure for figure, _ in pictures(study, "K06", names=False)]
    figures.append(portfolio.portfolio_figure(study, portfolio_of(study), LIGHT, EN, focus="K06", names=False))
    for figure in figures:
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        artists = [*figure.axes[0].patches, *figure.axes[0].lines, *figure.axes[0].texts, *figure.axes[0].collections]
        assert len(artists) < 1000
        assert not outside(figure)


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
    for one, other in zip(tones, tones[1:], strict=False):
        assert distance(one, other, vision) > 4
    assert all(distance(theme.accent, one, vision) > 12 for one in tones)
