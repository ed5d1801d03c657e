"""The same figures as other people's programs: COINr (R), clusterSim (R) and the OECD Handbook's example."""

import math
from dataclasses import replace

import pytest

from clusterbench_gui.domain.editions import Direction, Method, Model, Node
from clusterbench_gui.domain.scores import Missing
from clusterbench_gui.scoring.pipeline import score
from tests.oracles.files import needs_oracles, rows, table

pytestmark = needs_oracles
GAP = Missing("absence")


def given(data, names):
    return {code: {name: GAP if math.isnan(row[name]) else row[name] for name in names} for code, row in data.items()}


def asem(weights=None, **change):
    meta = [row for row in rows("coinr", "00_input", "ASEM_iMeta.csv") if row["Type"] in {"Indicator", "Aggregate"}]
    return Model(
        tuple(
            Node(
                row["iCode"],
                {},
                int(row["Level"]),
                row["Parent"],
                weight=(weights or {}).get(row["iCode"], float(row["Weight"])),
                direction=Direction(change.get("direction", int(row["Direction"] or 1))),
                goalposts=change.get("goalposts"),
            )
            for row in meta
        )
    )


def assert_same(scores, expected, nodes):
    for code, row in expected.items():
        for node in nodes:
            got = scores.cells[code][node].score
            if math.isnan(row[node]):
                assert got is None, (code, node)
            else:
                assert got == pytest.approx(row[node], rel=1e-9, abs=1e-9), (code, node)


@pytest.mark.parametrize(("file", "low"), [("minmax_0_100", 0), ("minmax_1_100", 1)])
@pytest.mark.parametrize("data", ["Raw", "Treated"])
def test_normalised_indicators_equal_coinr(data, file, low):
    expected = table("coinr", "02_normalise", f"{data}__{file}.csv")
    model = asem()
    names = [node.code for node in model.at(1)]
    raw = given(table("coinr", "01_example_coin", f"{data}.csv"), names)
    assert_same(score(tuple(raw), raw, model, Method(low=low)), expected, names)


@pytest.mark.parametrize(
    ("file", "source", "coverage", "own_weights"),
    [
        ("amean", "input_norm_1_100", 0.0, False),
        ("amean_randomweights", "input_norm_1_100", 0.0, True),
        ("NA_amean", "input_norm_1_100_withNA", 0.0, True),
        ("NA_amean_datthresh0.95", "input_norm_1_100_withNA", None, True),
    ],
)
def test_aggregates_equal_coinr(file, source, coverage, own_weights):
    weights = {row["iCode"]: float(row["Weight"]) for row in rows("coinr", "05_aggregate", "weights_random.csv")}
    model = asem(weights if own_weights else None, direction=1, goalposts=(1.0, 100.0))
    names = [node.code for node in model.at(1)]
    raw = given(table("coinr", "05_aggregate", f"{source}.csv"), names)
    expected = table("coinr", "05_aggregate", f"{file}.csv")
    method = Method(low=1, coverage=0.95 if coverage is None else coverage)
    upper = [node.code for node in model.nodes if node.level > 1]
    assert_same(score(tuple(raw), raw, model, method), expected, upper)


def test_whole_example_equals_coinr_with_ranks():
    model = asem()
    names = [node.code for node in model.at(1)]
    raw = given(table("coinr", "01_example_coin", "Treated.csv"), names)
    scores = score(tuple(raw), raw, model, Method(coverage=0.0))
    upper = [node.code for node in model.nodes if node.level > 1]
    expected = table("coinr", "01_example_coin", "Aggregated.csv")
    assert_same(scores, expected, upper)
    for node in upper:
        for code, row in expected.items():
            better = sum(other[node] > row[node] for other in expected.values())
            assert scores.cells[code][node].rank == better + 1


POSTS = {
    "PATENTS": (0, 994),
    "ROYALTIES": (0, 272.6),
    "INTERNET": (0, 232.4),
    "EXPORTS": (0, 80.8),
    "TELEPHONES": (0, math.log10(901)),
    "ELECTRICITY": (math.log10(22), math.log10(6969)),
    "SCHOOLING": (0.8, 12),
    "UNIVERSITY": (0.1, 27.4),
}


@pytest.mark.parametrize(("scheme", "column"), [("EW", "EW"), ("BAP", "BAP"), ("AHP", "AHP_fig17")])
def test_handbook_ranks_are_reproduced(scheme, column):
    """The table of weights prints AHP with two decimals; the ranks follow the three decimals of the figure."""
    weights = table("tai", "TAI_weights.csv", key="")
    nodes = [Node(code, {}, 1, "TAI", weights[code][column], goalposts=posts) for code, posts in POSTS.items()]
    raw = given(table("tai", "TAI_raw.csv", key="country"), POSTS)
    scores = score(tuple(raw), raw, Model((*nodes, Node("TAI", {}, 2))), Method())
    published = table("tai", "TAI_published_ranks.csv", key="country")
    assert {code: scores.cells[code]["TAI"].rank for code in raw} == {
        code: row[scheme] for code, row in published.items()
    }


def test_zero_unitarisation_equals_clustersim_and_kukulas_measure():
    nodes = [Node(code, {}, 1, "TAI") for code in POSTS]
    destimulant = [*nodes[:-1], replace(nodes[-1], direction=Direction.DESTIMULANT)]
    raw = given(table("tai", "TAI_raw.csv", key="country"), POSTS)
    scores = score(tuple(raw), raw, Model((*nodes, Node("TAI", {}, 2))), Method(high=1))
    assert_same(scores, table("polish", "TAI_norm_n4.csv", key="unit"), POSTS)
    measure = {code: {"TAI": row["muz"]} for code, row in table("polish", "TAI_muz_kukula.csv", key="unit").items()}
    assert_same(score(tuple(raw), raw, Model((*destimulant, Node("TAI", {}, 2))), Method(high=1)), measure, ["TAI"])
