import pytest

from clusterbench_gui.charts.influences import describe, influences_figure, table
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.domain.findings import Sensitivity
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import CONTRAST, DARK, LIGHT
from tests.charts.extremes import extremes, faults
from tests.charts.findings import influences_of

EN = Texts("en")

DATA, EXACT = influences_of(), influences_of(exact=True)


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_bars_stand_on_zero_and_are_as_long_as_the_shares(large):
    figure = influences_figure(large, DATA, LIGHT, EN)
    bars = [patch for patch in figure.axes[0].patches if patch.get_gid() == "first"][1:]
    widths = [bar.get_width() for bar in bars]
    starts = {round(bar.get_x(), 6) for bar in bars}
    assert len(starts) == 1
    assert [width / widths[0] for width in widths] == pytest.approx([1, 0.02 / 0.31, 0.12 / 0.31, 0.06 / 0.31, 0])


def test_greatest_first_and_found_by_the_pointer(large):
    found = regions(influences_figure(large, DATA, LIGHT, EN))
    tops = {gid: box.top for gid, box in found if gid.startswith("factor:")}
    assert sorted(tops, key=tops.get) == [
        "factor:weights",
        "factor:aggregate 2",
        "factor:normalise",
        "factor:dropped",
        "factor:aggregate 4",
    ]


def test_intervals_reach_over_their_spans_and_exact_shares_have_none(large):
    def lines(data):
        figure = influences_figure(large, data, LIGHT, EN)
        return [
            piece for one in figure.axes[0].collections if one.get_zorder() == 3.1 for piece in one.get_segments()[:1]
        ]

    assert not lines(EXACT)
    drawn = [piece[1][0] - piece[0][0] for piece in lines(DATA)]
    assert len(drawn) == 10
    assert drawn[1] / drawn[0] == pytest.approx(0.08 / 0.07)


def test_title_names_all_that_may_be_the_greatest(large):
    assert describe(large, DATA, EN).startswith(
        "Moves the ranking most: Weights (62\u00a0%), Kind of mean: sub-areas (60\u00a0%)."
    )
    assert describe(large, EXACT, EN).startswith("Moves the ranking most: Weights (62\u00a0%).")
    assert "exact, all 96 variants" in describe(large, EXACT, EN)
    assert "estimated from 12,000 variants" in describe(large, DATA, EN)


def test_table_has_shares_and_spans_as_printed(large):
    _, rows = table(large, DATA, EN)
    assert rows[0] == ("Weights", "31\u00a0%", "28\u00a0%–35\u00a0%", "62\u00a0%", "58\u00a0%–66\u00a0%")
    said = texts_of(influences_figure(large, DATA, LIGHT, EN))
    for row in rows:
        assert {row[0], row[1], row[3]} <= set(said)
    assert {row[2] for row in table(large, EXACT, EN)[1]} == {"–"}


def test_nothing_that_moves_and_few_clusters_are_a_sentence(large, make):
    still = influences_figure(large, Sensitivity((), False, 900), LIGHT, EN)
    assert texts_of(still).count("No choice of the method changes a place") == 2
    few = make(3, gaps=0, large=True)
    assert "Too few clusters to compare" in texts_of(influences_figure(few, DATA, LIGHT, EN, focus="K01"))
    assert table(few, DATA, EN, focus="K01")[1] == ()
    assert "weights" not in describe(few, DATA, EN, focus="K01").lower()


@pytest.mark.parametrize(("theme", "language"), [(LIGHT, "pl"), (DARK, "en"), (CONTRAST, "pl")])
@pytest.mark.parametrize("size", [(8, 5), (5, 3.5)])
def test_pictures_are_clean(large, theme, language, size):
    for study in (large, extremes()["wide"]):
        assert not faults(influences_figure(study, DATA, theme, Texts(language), size=size))
