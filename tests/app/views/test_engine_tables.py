"""The numbers behind every picture are those of the engine: reckoned here from raw values by `compose`, `run` and plain numpy."""

import math
from itertools import combinations

import numpy as np
import pytest

from clusterbench_gui.app.findings import DESIGN, certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.views.figures import drawn
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Selection, fitted
from clusterbench_gui.domain.recipes import Choice, Ranking, Recipe
from clusterbench_gui.scoring.composite import compose
from clusterbench_gui.scoring.table import Table
from clusterbench_gui.scoring.uncertainty.runner import run
from clusterbench_gui.scoring.variants import variants
from clusterbench_gui.support.texts import DASH, MINUS, texts
from clusterbench_gui.support.theme import LIGHT
from tests.app.views.edges import furnished
from tests.app.views.studies import drawn_study, earlier_study, name_of

TOP, LEVEL = "IX", 2
HALF = 0.05 + 1e-9
"""Scores are printed with one decimal."""

CROWD, QUARTER = 3, 4
"""Clusters that make a median, and quartiles."""

PERCENT = 0.5 + 1e-9


def raw_table(study):
    indicators = tuple(node.code for node in study.model.at(1))
    rows = [[study.scores.cells[code][leaf].raw for leaf in indicators] for code in study.scores.clusters]
    return Table(study.scores.clusters, indicators, np.array(rows, dtype=np.float64))


def engine(study, table=None):
    """The study by the engine itself, from its raw values."""
    method = study.method
    recipe = Recipe(
        normalise=Choice("minmax", {"low": method.low, "high": method.high}),
        aggregate=(Choice("amean"),),
        coverage=method.coverage,
        rank=Ranking(method.ties),
    )
    return compose(table or raw_table(study), study.model, recipe)


@pytest.fixture(scope="module")
def results():
    study = furnished(drawn_study(5, 18))
    return Results(study, furnished(earlier_study(study)), certainty_of(study), sensitivity_of(study))


@pytest.fixture(scope="module")
def composite(results):
    return engine(results.study)


@pytest.fixture(scope="module")
def places(composite):
    """Places in 10,000 variants, a row for each; NaN where leaving out an indicator leaves a cluster too few answers."""
    made = variants(composite, DESIGN)
    found = run(made.design, made.runs()).places.astype(float)
    found[found == 0] = math.nan
    assert np.isnan(found).any()
    return found


def selected(results, kind):
    return fitted(Selection(kind=kind), results.study, LEVEL)


def rows_of(results, kind):
    """The rows of a view's table by their first cells."""
    view = drawn(results, selected(results, kind), LIGHT, texts("en"), (10, 7.5))
    return view.table[0], view.table[1]


def number(cell):
    """A printed cell as a number; NaN for none."""
    if cell == DASH:
        return math.nan
    return float(cell.replace(MINUS, "-").replace("+", "").replace("\u00a0", "").rstrip("%"))


def same(cells, values, within=HALF):
    """Printed cells and reckoned values are the same, none where there is none."""
    found, expected = np.array([number(cell) for cell in cells]), np.array(values, dtype=np.float64)
    assert found.shape == expected.shape
    assert (np.isnan(found) == np.isnan(expected)).all()
    assert np.nanmax(np.abs(found - expected), initial=0.0) <= within


def known(column):
    return column[~np.isnan(column)]


def benchmark(column):
    return np.sort(known(column))[-3:].mean()


def own_row(composite, results, kind):
    return composite.units.index(selected(results, kind).cluster)


def unit(composite, cell):
    """The row of a cluster by its printed name."""
    return next(row for row, code in enumerate(composite.units) if name_of(code) in cell)


def test_ranking(results, composite, places):
    _, rows = rows_of(results, Kind.RANKING)
    index, ranks = composite.score(TOP), composite.rank(TOP)
    clusters = [unit(composite, row[1]) for row in rows[:-2]]
    assert sorted(clusters) == list(range(len(composite.units)))
    same([row[0] for row in rows[:-2]], ranks[clusters])
    same([row[2] for row in rows[:-2]], index[clusters])
    same([row[2] for row in rows[-2:]], [np.median(known(index)), benchmark(index)])
    for row, cluster in zip(rows, clusters, strict=False):
        low, *high = row[3].split(DASH)
        own = places[:, cluster]
        expected = np.percentile(known(own), [5, 95])
        assert (int(low), int((high or [low])[0])) == (math.floor(expected[0]), math.ceil(expected[1]))
        last = np.ceil((~np.isnan(places)).sum(axis=1) / 4)
        same([row[4]], [100 * (own <= last)[~np.isnan(own)].mean()], PERCENT)


def test_strip(results, composite):
    _, rows = rows_of(results, Kind.STRIP)
    index, own = composite.score(TOP), own_row(composite, results, Kind.STRIP)
    others = np.sort(known(np.delete(index, own)))[::-1]
    same([row[1] for row in rows], [index[own], np.median(known(index)), benchmark(index), *others])


def test_profile(results, composite):
    _, rows = rows_of(results, Kind.PROFILE)
    own = own_row(composite, results, Kind.PROFILE)
    for row in rows:
        scores = composite.score(row[0])
        same(row[2:5], [scores[own], np.median(known(scores)), benchmark(scores)])
        same(row[5:], [composite.rank(row[0])[own]])


def test_quarters(results, composite):
    _, rows = rows_of(results, Kind.QUARTERS)
    own = own_row(composite, results, Kind.QUARTERS)
    for row in rows:
        scores = composite.score(row[0].split()[0])
        quartiles = np.percentile(known(scores), [25, 50, 75])
        same([row[1], *row[3:]], [scores[own], *quartiles, benchmark(scores)])
        if not np.isnan(scores[own]):
            assert row[2] == "DCBA"[int((scores[own] >= quartiles).sum())]


def test_heat_map(results, composite):
    headings, rows = rows_of(results, Kind.HEATMAP)
    for row in rows[:-1]:
        same(row[2:], [composite.score(node)[composite.units.index(row[0])] for node in headings[2:]])
    same(rows[-1][2:], [np.median(known(composite.score(node))) for node in headings[2:]])


def test_comparison(results, composite):
    headings, rows = rows_of(results, Kind.COMPARISON)
    compared = [unit(composite, cell) for cell in headings[1:-2]]
    assert len(compared) == 4
    profiles = np.column_stack([composite.score(node.code) for node in results.study.model.at(LEVEL)])
    squares = (profiles - profiles[compared[0]]) ** 2
    distances = np.sqrt(np.nanmean(squares, axis=1))
    assert distances[compared[1:]].tolist() == sorted(distances[compared[1:]])
    for row in rows:
        scores = composite.score(row[0].split()[0])
        same(row[1:], [*scores[compared], np.median(known(scores)), benchmark(scores)])


@pytest.mark.parametrize("kind", [Kind.GROUPS, Kind.MAP])
def test_groups(results, composite, kind):
    _, rows = rows_of(results, kind)
    (grouping,), index = results.study.groupings, composite.score(TOP)
    own = own_row(composite, results, kind)
    for (value, names), row in zip(grouping.classes, rows, strict=False):
        assert row[0] == names["en"]
        members = [place for place, code in enumerate(composite.units) if grouping.members[code] == value]
        scores = known(index[members])
        others = len(scores) - (own in members)  # whoever knows the one in focus must not find out the rest
        assert row[1] == ("few" if len(scores) and others < CROWD else str(len(scores)))
        shown = [50] * (others >= CROWD) + [25, 75] * (others >= CROWD and len(scores) >= QUARTER)
        figures = np.percentile(scores, shown) if shown else []
        same(row[2:5], [*figures, *[math.nan] * (3 - len(shown))])
    together = [np.median(known(index)), *np.percentile(known(index), [25, 75]), benchmark(index)]
    same(rows[-2][1:], [len(known(index)), *together])


def test_portfolio(results, composite):
    _, rows = rows_of(results, Kind.PORTFOLIO)
    axes = []
    for axis in ("functioning", "promise"):
        nodes = [node for node in results.study.model.at(3) if node.axis == axis]
        scores = np.column_stack([composite.score(node.code) for node in nodes])
        axes.append(np.average(scores, axis=1, weights=[node.weight for node in nodes]))
    both = ~np.isnan(axes[0] + axes[1])
    medians = [np.median(axis[both]) for axis in axes]
    assert len(rows) == both.sum() + 1
    for row in rows[:-1]:
        cluster = unit(composite, row[0])
        same([row[1], row[3]], [axis[cluster] for axis in axes])
        above = all(axis[cluster] >= median for axis, median in zip(axes, medians, strict=True))
        assert above or row[5] == DASH
    same([rows[-1][1], rows[-1][3]], medians)


def test_gap_without_missing_values():
    """Every indicator has its part: its share of the index times how far the cluster is from the mean of the best three."""
    study = furnished(drawn_study(6, 12, gaps=0.0))
    results, composite = Results(study), engine(study)
    _, rows = rows_of(results, Kind.GAP)
    index, own = composite.score(TOP), own_row(composite, results, Kind.GAP)
    best = np.argsort(index)[-3:]
    parts = {
        leaf: share * (composite.score(leaf)[own] - composite.score(leaf)[best].mean())
        for leaf, share in shares(study).items()
    }
    assert sum(parts.values()) == pytest.approx(index[own] - index[best].mean())
    same([rows[0][1], rows[-1][1]], [index[best].mean(), index[own]])
    same([row[1] for row in rows[1:-1]], [parts[row[0].split()[0]] for row in rows[1:-1]])
    assert len(rows) == len(parts) + 2


def shares(study):
    """The share of each indicator in the index."""
    found = {TOP: 1.0}
    for node in reversed(study.model.nodes[:-1] if study.model.nodes[-1].code == TOP else study.model.nodes):
        siblings = study.model.children(node.parent)
        found[node.code] = found[node.parent] * node.weight / sum(one.weight for one in siblings)
    return {node.code: found[node.code] for node in study.model.at(1)}


def test_trend_and_change(results, composite):
    """Both editions as one sample; the change from one edition's own index to the other's."""
    _, rows = rows_of(results, Kind.TREND)
    tables = [raw_table(study) for study in (results.earlier, results.study)]
    units = tuple(f"{place} {one}" for place, table in enumerate(tables) for one in table.units)
    both = engine(results.study, Table(units, tables[0].indicators, np.vstack([table.values for table in tables])))
    index = both.score(TOP).reshape(2, -1)
    clusters = [unit(composite, row[0]) for row in rows[:-2]]
    for row, cluster in zip(rows, clusters, strict=False):
        then, now = index[:, cluster]
        same(row[1:4], [then, now, now - then])
    panel = ~np.isnan(index).any(axis=0)
    assert (
        sorted(clusters) == np.flatnonzero(panel).tolist()
        if panel.all()
        else set(np.flatnonzero(panel)) <= set(clusters)
    )
    same(rows[-2][1:3], [np.median(known(row)) for row in index])
    same(rows[-1][1:3], [benchmark(row) for row in index])
    _, parts = rows_of(results, Kind.SPLIT)
    own = own_row(composite, results, Kind.SPLIT)
    before, after = engine(results.earlier).score(TOP)[own], composite.score(TOP)[own]
    same([parts[0][1], parts[-1][1]], [before, after])
    assert sum(number(row[1]) for row in parts[1:-1]) == pytest.approx(after - before, abs=HALF * len(parts))


def test_chances(results, composite, places):
    headings, rows = rows_of(results, Kind.CHANCES)
    count = len(composite.units)
    for row in rows:
        cluster = unit(composite, row[0])
        same(row[1:2], [composite.rank(TOP)[cluster]])
        own = known(places[:, cluster])
        chances = np.array([(own == place).mean() for place in range(1, count + 1)])
        same(row[4:], np.where(chances == 0, math.nan, 100 * chances), PERCENT)
    assert headings[4:] == tuple(str(place) for place in range(1, count + 1))


def test_duels(results, composite, places):
    headings, rows = rows_of(results, Kind.DUELS)
    columns = [composite.units.index(code) for code in headings[1:]]
    for row in rows:
        own = composite.units.index(row[0].split()[0])
        for other, cell in zip(columns, row[1:], strict=True):
            apart = known(places[:, other] - places[:, own])
            ahead = (apart > 0).mean() + (apart == 0).mean() / 2
            same([cell], [math.nan if own == other else 100 * ahead], PERCENT)


def test_influences(results, composite, places):
    """What a choice moves by itself: the spread of the means of its alternatives, over runs of its own."""
    _, rows = rows_of(results, Kind.INFLUENCES)
    made = variants(composite, DESIGN)
    choices = made.runs()
    moved = np.nanmean(np.abs(places - composite.rank(TOP)), axis=1)
    for factor, title in (("normalise", "Normalisation"), ("dropped", "One indicator left out")):
        column = choices[:, [one.name for one in made.design.factors].index(factor)]
        kinds, counts = np.unique(column, return_counts=True)
        means = np.array([moved[column == one].mean() for one in kinds])
        share = np.average((means - moved.mean()) ** 2, weights=counts) / moved.var()
        (row,) = (row for row in rows if row[0] == title)
        same([row[1]], [100 * share], 3.0)


def test_correlations(results, composite):
    _, rows = rows_of(results, Kind.CORRELATIONS)
    nodes = [node.code for node in results.study.model.at(LEVEL)]
    told = {(row[0].split()[0], row[1].split()[0]): row for row in rows}
    for one, other in combinations(nodes, 2):
        row = told.get((one, other)) or told[other, one]
        pair = np.column_stack([composite.score(one), composite.score(other)])
        pair = pair[~np.isnan(pair).any(axis=1)]
        same([row[2]], [np.corrcoef(pair.T)[0, 1]], 0.005 + 1e-9)
        same([row[4]], [len(pair)])
    for area in results.study.model.at(3):
        scores = np.column_stack([composite.score(node.code) for node in results.study.model.children(area.code)])
        scores = scores[~np.isnan(scores).any(axis=1)]
        count = scores.shape[1]
        alpha = count / (count - 1) * (1 - scores.var(axis=0, ddof=1).sum() / scores.sum(axis=1).var(ddof=1))
        row = told[area.code, "Cronbach's"]
        same([row[2], row[4]], [alpha, len(scores)], 0.005 + 1e-9)


def test_missing(results):
    _, rows = rows_of(results, Kind.MISSING)
    table = raw_table(results.study)
    gaps = np.isnan(table.values)
    for row in rows[: len(table.indicators)]:
        column = gaps[:, table.indicators.index(row[0].split()[0])]
        same(row[1:], [(~column).sum(), column.sum(), 100 * column.mean()])
    for row in rows[len(table.indicators) : -1]:
        line = gaps[unit(table, row[0])]
        same(row[1:], [(~line).sum(), line.sum(), 100 * line.mean()])
    same(rows[-1][1:], [(~gaps).sum(), gaps.sum(), 100 * gaps.mean()])


def test_tree(results, composite):
    _, rows = rows_of(results, Kind.TREE)
    own, share = own_row(composite, results, Kind.TREE), shares(results.study)
    for row in rows:
        node = results.study.model.node(row[0].split()[0])
        below = [share[leaf.code] for leaf in results.study.model.indicators(node.code)]
        same([row[2]], [node.weight], 0.005)
        same(row[3:], [100 * sum(below), composite.score(node.code)[own]])
