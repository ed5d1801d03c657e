"""What the charts of certainty share: extremes, themes, small sheets, names kept back, many clusters, the page of a report."""

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.charts import chances, duels, ranking
from clusterbench_gui.charts.heat import heat
from clusterbench_gui.charts.tones import ink_on, tone
from clusterbench_gui.domain.findings import MOST_PAIRS
from clusterbench_gui.reports.typesetting.fonts import REGULAR, register_fonts
from clusterbench_gui.reports.typesetting.renderer import draw_figure
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT
from tests.charts.extremes import extremes, faults
from tests.helpers.colours import VISIONS, distance

EN = Texts("en")
EXTREMES = extremes()
SIZES = [(8, 7), (6, 5), (5, 4), (3.5, 2.8)]


def pictures(study, certainty, focus, *, theme=LIGHT, texts=EN, names=True, size=(8, 7)):
    """Every chart of certainty with what it says and the table behind it."""
    look, who = (theme, texts), {"focus": focus, "names": names}
    node = study.model.at(study.model.levels)[0].code
    yield (
        ranking.ranking_figure(study, node, *look, **who, certainty=certainty, size=size),
        ranking.describe(study, node, texts, **who, certainty=certainty),
        ranking.table(study, node, texts, **who, certainty=certainty),
    )
    for module, draw in ((chances, chances.chances_figure), (duels, duels.duels_figure)):
        yield (
            draw(study, certainty, *look, **who, size=size),
            module.describe(study, certainty, texts, **who),
            module.table(study, certainty, texts, **who),
        )


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def flat(table):
    headings, rows = table
    return [*headings, *(cell for row in rows for cell in row)]


@pytest.mark.parametrize("name", EXTREMES)
def test_extreme_studies_give_clean_pictures_or_a_sentence(name):
    study = EXTREMES[name]
    certainty = certainty_of(study)
    for focus in (None, study.scores.clusters[0]):
        for figure, said, (headings, rows) in pictures(study, certainty, focus):
            assert not faults(figure)
            assert said.endswith(".")
            assert all(len(row) == len(headings) for row in rows)


@pytest.mark.parametrize("size", SIZES)
def test_charts_of_their_own_are_clean_or_a_sentence_on_small_sheets(large, certain, size):
    for figure, _said, _table in list(pictures(large, certain, "K06", size=size))[1:]:
        assert not faults(figure)


@pytest.mark.parametrize(("theme", "language"), [(LIGHT, "pl"), (DARK, "en"), (CONTRAST, "pl")])
def test_normal_pictures_are_clean_in_every_theme_and_language(large, certain, theme, language):
    for figure, _said, _table in pictures(large, certain, "K06", theme=theme, texts=Texts(language)):
        assert not faults(figure)


def test_codes_replace_every_name(large, certain):
    for figure, said, table in pictures(large, certain, "K06", names=False):
        words = " ".join([*texts_of(figure), said, *flat(table)])
        assert not any(cluster.name in words for cluster in large.clusters)
        assert "K06" in words


@pytest.mark.parametrize("focus", [None, "C000"])
def test_few_clusters_are_not_shown(focus):
    study = EXTREMES["two"]
    certainty = certainty_of(study)
    assert certainty.standings
    for figure, said, (_headings, rows) in list(pictures(study, certainty, focus))[1:]:
        assert "Too few clusters to compare" in texts_of(figure)
        assert "Too few clusters to compare." in said
        assert rows == ()


def test_ranking_of_few_clusters_is_drawn_without_their_certainty():
    study = EXTREMES["two"]
    certainty = certainty_of(study)
    assert ranking.table(study, "IX", EN, certainty=certainty) == ranking.table(study, "IX", EN)
    assert ranking.describe(study, "IX", EN, certainty=certainty) == ranking.describe(study, "IX", EN)
    plain, given = (ranking.ranking_figure(study, "IX", LIGHT, EN, certainty=one) for one in (None, certainty))
    assert texts_of(given) == texts_of(plain)


def test_thousand_clusters_are_bands_instead_of_a_million_cells(thousand):
    study, certainty = thousand
    assert len(certainty.standings) > MOST_PAIRS
    for figure, _said, _table in pictures(study, certainty, "K06", names=False):
        axes = figure.axes[0]
        assert len([*axes.patches, *axes.lines, *axes.texts, *axes.collections]) < 1000
        assert not faults(figure, crowded=True)


def test_variants_that_failed_are_told_in_picture_and_words(large, certain):
    warned = replace(certain, failed=1)
    for figure, said, _table in pictures(large, warned, None):
        assert "1 more variant could not be computed" in " ".join(texts_of(figure))
        assert "1 more variant could not be computed." in said


def test_report_page_has_the_numbers_and_marks_of_the_picture(large, certain):
    register_fonts()
    for figure, _said, _table in pictures(large, certain, "K06", names=False):
        data = io.BytesIO()
        canvas = Canvas(data, pagesize=(600, 520), initialFontName=REGULAR, invariant=1, pageCompression=0)
        draw_figure(figure, canvas, 0, 0)
        canvas.showPage()
        canvas.save()
        with pikepdf.open(data) as pdf:
            operators = [str(one) for _, one in pikepdf.parse_content_stream(pdf.pages[0])]
        assert operators.count("Tj") == len(texts_of(figure))


@pytest.mark.parametrize("vision", VISIONS)
def test_scale_is_even_for_every_eye(vision):
    steps = [heat(place / 8) for place in range(9)]
    lightness = [distance(steps[0], one, vision) for one in steps]
    assert lightness == sorted(lightness)
    assert all(distance(one, other, vision) > 5 for one, other in pairwise(steps))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_triangles_and_numbers_stand_out_from_their_ground(theme, vision):
    for shade in (duels.AHEAD_SHADE, duels.BEHIND_SHADE):
        assert distance(theme.ink, tone(theme, shade), vision) > 40
    for place in range(11):
        color = heat(place / 10)
        assert distance(ink_on(color), color, vision) > 40
