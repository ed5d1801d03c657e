"""Aggregation against COINr, the OECD Handbook, clusterSim, Compind and pymcdm."""

import math

import numpy as np
import pytest

from clusterbench_gui.scoring.aggregating.kemeny import best_order, kemeny
from clusterbench_gui.scoring.aggregating.methods import Aggregation, aggregate
from clusterbench_gui.scoring.aggregating.outranking import copeland, outranking
from clusterbench_gui.scoring.patterns import gdm, hellwig
from clusterbench_gui.scoring.rank import ranks
from tests.oracles.files import needs_oracles, rows, table

pytestmark = needs_oracles
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
NAMES = tuple(POSTS)


def column(codes, name, data):
    return np.array([data[code][name] for code in codes])


def matrix(codes, names, data):
    return np.array([[data[code][name] for name in names] for code in codes])


def close(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


def climb(source, methods, weights, coverage=0.0):
    """Scores of every node above the indicators, level by level, by node code."""
    data = table("coinr", "05_aggregate", f"{source}.csv")
    nodes = [row for row in rows("coinr", "00_input", "ASEM_iMeta.csv") if row["Type"] in {"Indicator", "Aggregate"}]
    codes = sorted(data)
    known = {row["iCode"]: column(codes, row["iCode"], data) for row in nodes if row["Level"] == "1"}
    above = {}
    for level, how in enumerate(methods, start=2):
        for node in (row["iCode"] for row in nodes if row["Level"] == str(level)):
            below = sorted(row["iCode"] for row in nodes if row["Parent"] == node)
            scores = np.column_stack([known[code] for code in below])
            own = np.array([weights.get(code, 1.0) for code in below])
            above[node] = known[node] = aggregate(scores, own, how, coverage, node).score
    return codes, above


def drawn():
    return {row["iCode"]: float(row["Weight"]) for row in rows("coinr", "05_aggregate", "weights_random.csv")}


A, G, H, C = (Aggregation(name) for name in ("amean", "gmean", "hmean", "copeland"))
SQUARES, RECIPROCALS, ROOTS = (Aggregation("genmean", {"p": p}) for p in (2.0, -1.0, 0.5))
COMPLETE, GAPS = "input_norm_1_100", "input_norm_1_100_withNA"


@pytest.mark.parametrize(
    ("file", "source", "methods", "own"),
    [
        ("amean", COMPLETE, (A, A, A), False),
        ("gmean", COMPLETE, (G, G, G), False),
        ("hmean", COMPLETE, (H, H, H), False),
        ("genmean_p2", COMPLETE, (SQUARES,) * 3, False),
        ("genmean_p-1", COMPLETE, (RECIPROCALS,) * 3, False),
        ("genmean_p0.5", COMPLETE, (ROOTS,) * 3, False),
        ("mixed_gmean_hmean_amean", COMPLETE, (G, H, A), False),
        ("mixed_amean_amean_copeland", COMPLETE, (A, A, C), False),
        ("copeland_all_levels", COMPLETE, (C, C, C), False),
        ("copeland_randomweights", COMPLETE, (C, C, C), True),
        ("amean_randomweights", COMPLETE, (A, A, A), True),
        ("gmean_randomweights", COMPLETE, (G, G, G), True),
        ("hmean_randomweights", COMPLETE, (H, H, H), True),
        ("NA_amean", GAPS, (A, A, A), True),
        ("NA_gmean", GAPS, (G, G, G), True),
        ("NA_hmean", GAPS, (H, H, H), True),
    ],
)
def test_scores_and_ranks_equal_coinr(file, source, methods, own):
    codes, above = climb(source, methods, drawn() if own else {})
    expected = table("coinr", "05_aggregate", f"{file}.csv")
    assert len(above) == 11
    for node, score in above.items():
        wanted = column(codes, node, expected)
        assert score == close(wanted), node
        assert ranks(score).tolist() == ranks(wanted).tolist(), node


def test_a_threshold_near_one_equals_coinrs():
    """COINr counts children, here they are weighed; where nothing may be absent both are the same."""
    codes, above = climb(GAPS, (A, A, A), drawn(), 0.95)
    expected = table("coinr", "05_aggregate", "NA_amean_datthresh0.95.csv")
    for node, score in above.items():
        assert score == close(column(codes, node, expected)), node


def test_power_means_skip_absent_values_where_coinr_gives_up():
    codes, above = climb(GAPS, (SQUARES,) * 3, drawn())
    expected = table("coinr", "05_aggregate", "NA_genmean_p2.csv")
    given_up = 0
    for node, score in above.items():
        wanted = column(codes, node, expected)
        there = ~np.isnan(wanted)
        assert score[there] == close(wanted[there]), node
        given_up += int((~there).sum())
        assert not np.isnan(score).any()
    assert given_up > 0


def test_copeland_with_absent_values_is_the_same_upside_down():
    """COINr's is not: its result follows the order of rows."""
    data = table("coinr", "05_aggregate", f"{GAPS}.csv")
    codes = sorted(data)
    names = [row["iCode"] for row in rows("coinr", "00_input", "ASEM_iMeta.csv") if row["Type"] == "Indicator"]
    scores = matrix(codes, names, data)
    assert np.isnan(scores).any()
    even = np.ones(len(names))
    assert copeland(scores[::-1], even)[::-1].tolist() == copeland(scores, even).tolist()


@pytest.mark.parametrize(
    ("file", "group"), [("outrank_matrix_all_indicators", ""), ("outrank_matrix_Instit", "Instit")]
)
def test_outranking_matrices_equal_coinr(file, group):
    data, expected = (table("coinr", "05_aggregate", f"{name}.csv") for name in (COMPLETE, file))
    codes = sorted(data)
    meta = [row for row in rows("coinr", "00_input", "ASEM_iMeta.csv") if row["Type"] == "Indicator"]
    names = [row["iCode"] for row in meta if group in {"", row["Parent"]}]
    got = outranking(matrix(codes, names, data), np.ones(len(names)))
    assert got == close(matrix(codes, codes, expected))


def tai():
    data = table("tai", "TAI_raw.csv", key="country")
    codes = sorted(data)
    return codes, matrix(codes, NAMES, data)


def unitarised():
    codes, raw = tai()
    low, high = np.array(list(POSTS.values())).T
    return codes, np.clip((raw - low) / (high - low), 0, 1)


def published(codes, name):
    return column(codes, name, table("tai", "TAI_published_ranks.csv", key="country")).astype(int).tolist()


def test_linear_ranks_of_the_handbook():
    codes, scores = unitarised()
    got = ranks(aggregate(scores, np.ones(8), Aggregation("amean"), 0.0).score)
    assert got.tolist() == published(codes, "EW") == published(codes, "LIN")


def test_geometric_ranks_of_the_handbook():
    """They are those of the values as they stand: the units of measurement cancel out of a geometric mean's order."""
    codes, raw = tai()
    for scores in (raw, raw / raw.max(axis=0)):
        got = ranks(aggregate(scores, np.ones(8), Aggregation("gmean"), 0.0).score)
        assert got.tolist() == published(codes, "GME")


def test_kemeny_of_the_handbooks_example_beats_the_printed_order():
    codes, raw = tai()
    shares = outranking(raw, np.ones(8))
    printed = np.argsort(published(codes, "NCMC"), kind="stable")
    assert np.triu(shares[np.ix_(printed, printed)], 1).sum() == pytest.approx(182.125, rel=1e-12)
    order = best_order(shares)
    assert order.proved
    assert order.support == pytest.approx(184.5, rel=1e-12)
    scores = kemeny(raw, np.ones(8))
    assert sorted(scores.tolist()) == list(range(23))


@pytest.mark.parametrize("scaling", ["minmax", "vector", "max", "sum"])
def test_topsis_equals_pymcdm_on_the_handbooks_example(scaling):
    codes, raw = tai()
    expected = column(codes, f"TOPSIS_{scaling}", table("mcdm", "TAI_scores_pymcdm.csv", key="country"))
    got = aggregate(raw, np.ones(8), Aggregation("topsis", {"scaling": scaling}), 0.0).score
    assert got == close(expected)
    assert ranks(got).tolist() == ranks(expected).tolist()


@pytest.mark.parametrize(
    ("scaling", "weighted"), [("minmax", False), ("vector", False), ("max", False), ("sum", False), ("minmax", True)]
)
def test_topsis_equals_pymcdm_on_asem(scaling, weighted):
    data = table("coinr", "05_aggregate", f"{COMPLETE}.csv")
    weights = table("mcdm", "ASEM_weights_pymcdm.csv", key="")
    codes, names = sorted(data), sorted(weights)
    kind, file = ("critic", f"TOPSIS_{scaling}_critic") if weighted else ("equal", f"TOPSIS_{scaling}")
    own = np.array([weights[name][kind] for name in names])
    got = aggregate(matrix(codes, names, data), own, Aggregation("topsis", {"scaling": scaling}), 0.0).score
    assert got == close(column(codes, file, table("mcdm", "ASEM_scores_pymcdm.csv")))


@pytest.mark.parametrize(
    ("file", "data"), [("ASEM_scores_skcriteria.csv", "asem"), ("TAI_scores_skcriteria.csv", "tai")]
)
def test_topsis_equals_scikit_criteria(file, data):
    if data == "tai":
        codes, scores = tai()
    else:
        source = table("coinr", "05_aggregate", f"{COMPLETE}.csv")
        codes, names = sorted(source), sorted(table("mcdm", "ASEM_weights_pymcdm.csv", key=""))
        scores = matrix(codes, names, source)
    expected = table("mcdm", file, key="country" if data == "tai" else "uCode")
    got = aggregate(scores, np.ones(scores.shape[1]), Aggregation("topsis", {"scaling": "vector"}), 0.0).score
    assert got == close(column(codes, "TOPSIS_vector", expected))


def with_universities_as_destimulant():
    codes, raw = tai()
    raw[:, NAMES.index("UNIVERSITY")] *= -1
    return codes, raw


def test_hellwig_in_both_conventions():
    codes, scores = with_universities_as_destimulant()
    expected = table("polish", "TAI_hellwig.csv", key="unit")
    assert hellwig.distance(scores, np.ones(8)) == close(column(codes, "d", expected))
    assert hellwig.hellwig(scores, np.ones(8)) == close(column(codes, "hellwig", expected))
    assert hellwig.hellwig(scores, np.ones(8), 0) == close(column(codes, "hellwig_sd_n", expected))


def test_wroclaw_equals_compind():
    codes, raw = tai()
    expected = table("polish", "TAI_wroclaw_z.csv", key="unit")
    assert hellwig.wroclaw(raw, np.ones(8)) == close(column(codes, "wroclaw", expected))


@pytest.mark.parametrize("pattern", ["upper", "lower"])
def test_gdm_equals_clustersim(pattern):
    codes, scores = with_universities_as_destimulant()
    expected = table("polish", f"TAI_GDM1_{pattern}.csv", key="unit")
    assert gdm.distance(scores, np.ones(8), pattern) == close(column(codes, "gdm1", expected))
