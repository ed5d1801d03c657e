"""The card of one cluster for promotion."""

import re

from matplotlib.text import Text

from clusterbench_gui.charts.card import MOST, card_figure, describe, table
from clusterbench_gui.charts.words import strengths
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import DARK, LIGHT
from tests.charts.extremes import extremes, faults

PL, EN = texts("pl"), texts("en")


def words_in(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_it_says_place_score_and_the_clearest_strengths(large):
    code = max(large.scores.clusters, key=lambda one: len(strengths(large, one, 2)[0]))
    strong = strengths(large, code, 2)[0][:MOST]
    figure, (_, rows) = card_figure(large, code, LIGHT, PL), table(large, code, PL)
    assert [row[0].split()[0] for row in rows] == ["IX", *(node.code for node in strong)]
    shown = " ".join(words_in(figure))
    for row in rows:
        assert row[1] in shown
        assert row[1] in describe(large, code, PL)
    assert large.cluster(code).name in shown


def test_no_other_cluster_is_named(large):
    code = large.scores.clusters[0]
    shown = " ".join([*words_in(card_figure(large, code, LIGHT, PL)), describe(large, code, PL)])
    others = {one.code for one in large.clusters} - {code}
    assert not others & set(re.findall(r"K\d\d", shown))
    assert not any(one.name in shown for one in large.clusters if not large.cluster(code).name.startswith(one.name))


def test_it_is_clean_at_the_edges_of_what_there_is():
    for name, study in extremes().items():
        for code in study.scores.clusters[:2]:
            for theme, language in ((LIGHT, PL), (DARK, EN)):
                assert faults(card_figure(study, code, theme, language)) == [], name


def test_too_few_others_are_not_shown(make):
    study = make(3, gaps=0)
    code = study.scores.clusters[0]
    assert "too few clusters to show the others" in describe(study, code, EN)
    assert all(row[2:4] == ("–", "–") for row in table(study, code, EN)[1])
