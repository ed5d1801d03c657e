from collections import Counter
from random import Random

import pytest
from matplotlib.collections import PolyCollection

from clusterbench_gui.charts.missing import describe, missing_figure, table
from clusterbench_gui.charts.missing_states import KINDS, gaps_of, kind_of
from clusterbench_gui.charts.pointing import regions
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT
from tests.charts.extremes import study_of, wide

EN = Texts("en")
REASONS = [
    *(Missing("absence", absence=absence) for absence in Absence),
    Missing("no-interview"),
    Missing("unanswered"),
    Missing("division-by-zero"),
]


@pytest.fixture(scope="module")
def gappy():
    """Twenty clusters with gaps of every kind."""
    random, model = Random(4), wide(3, 3, 4)
    raw = {
        f"K{number:02}": {
            node.code: random.choice(REASONS) if random.random() < 0.3 else random.gauss(0, 1) for node in model.at(1)
        }
        for number in range(20)
    }
    return study_of(raw, model), raw


def texts_of(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_every_kind_of_gap_has_a_digit_words_and_its_number(gappy):
    study, raw = gappy
    counts = Counter(kind_of(value) for row in raw.values() for value in row.values() if isinstance(value, Missing))
    assert set(counts) == set(KINDS)
    words = texts_of(missing_figure(study, LIGHT, EN, names=False))
    for kind in KINDS:
        assert f"{kind.digit} {kind.words} ({counts[kind]})" in words
        assert words.count(kind.digit) == counts[kind]


def test_every_value_and_gap_is_one_cell(gappy):
    study, _raw = gappy
    figure = missing_figure(study, LIGHT, EN, names=False)
    cells = [
        path
        for one in figure.axes[0].collections
        if isinstance(one, PolyCollection) and one.get_zorder() == 2
        for path in one.get_paths()
    ]
    assert len(cells) == 20 * 36 + len(KINDS)  # the samples of the key


def test_clusters_with_the_most_gaps_stand_first(gappy):
    study, raw = gappy
    gaps = gaps_of(study, EN)
    counts = [sum(isinstance(value, Missing) for value in raw[code].values()) for code in gaps.codes]
    assert counts == sorted(counts, reverse=True)
    rows = [(box.top, gid) for gid, box in regions(missing_figure(study, LIGHT, EN))]
    assert [gid[8:] for _, gid in sorted(rows)] == list(gaps.codes)


def test_table_adds_up_to_the_clusters(gappy):
    study, raw = gappy
    headings, rows = table(study, EN)
    assert headings[:2] == ("Indicator or cluster", "Values")
    assert len(rows) == 36 + 20 + 1
    values_there = sum(int(row[1]) for row in rows[:36])
    assert values_there == sum(int(row[1]) for row in rows[36:56]) == int(rows[56][1])
    for row in rows[36:56]:
        assert sum(map(int, row[1:-1])) == 36
    for row in rows[:36]:
        assert sum(map(int, row[1:-1])) == 20
        code = row[0].split()[0]
        gaps = sum(isinstance(values[code], Missing) for values in raw.values())
        assert row[-1] == f"{gaps * 100 / 20:.1f}\u00a0%"


def test_too_many_rows_become_bands_with_shares(make):
    study = make(400, large=True)
    figure = missing_figure(study, LIGHT, EN, focus="K03", names=False)
    words = texts_of(figure)
    assert "1–19" in words
    nodes = [node.code for node in study.model.at(1) if node.parent == "Z1"]
    band = gaps_of(study, EN).codes[:19]
    gaps = sum(study.scores.cells[code][node].raw is None for code in band for node in nodes)
    assert words[words.index("1–19") + 1] == f"{gaps * 100 / 38:.0f}\u00a0%"


def test_description_counts_the_kinds_and_names_the_worst(gappy):
    study, _raw = gappy
    words = describe(study, EN, names=False)
    worst = table(study, EN)[1][0]
    assert f"Most gaps: {worst[0]} {worst[-1]}" in words
    assert "refused " in words


def test_few_clusters_are_a_sentence(make):
    figure = missing_figure(make(3), LIGHT, EN, focus="K01")
    assert "Too few clusters to show whose answers are missing" in texts_of(figure)
    assert not regions(figure)
    assert table(make(3), EN, focus="K01")[1] == ()
