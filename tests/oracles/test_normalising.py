"""Normalisation and treatment equal COINr (R), clusterSim (R) and Kukuła's zero unitarisation, number for number."""

import math

import numpy as np
import pytest

from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.scoring.normalising.methods import Normalisation, normalise
from clusterbench_gui.scoring.normalising.unitarise import Scale
from clusterbench_gui.scoring.treating import moments, transforms
from clusterbench_gui.scoring.treating.treat import Treatment, treat
from tests.oracles.files import needs_oracles, number, rows, table

pytestmark = needs_oracles


def matrix(found, units, names):
    return np.array([[found[unit][name] for name in names] for unit in units])


def assert_same(made, expected):
    assert made == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)


class Asem:
    """The data of COINr's example and the parameters of each indicator."""

    def __init__(self, data):
        self.meta = [
            row for row in rows("coinr", "02_normalise", "iMeta_with_norm_parameters.csv") if row["Type"] == "Indicator"
        ]
        self.names = [row["iCode"] for row in self.meta]
        found = table("coinr", "01_example_coin", f"{data}.csv")
        self.units = list(found)
        self.values = matrix(found, self.units, self.names)

    def scales(self, *bounds):
        return [
            Scale(
                Direction(int(row["Direction"])),
                goalposts=tuple(float(row[one]) for one in bounds) or None,
                target=float(row["Target"]),
            )
            for row in self.meta
        ]

    def expected(self, data, name):
        return matrix(table("coinr", "02_normalise", f"{data}__{name}.csv"), self.units, self.names)


CASES = {
    "minmax_0_100": Normalisation("minmax"),
    "minmax_1_100": Normalisation("minmax", {"low": 1.0, "high": 100.0}),
    "minmax_iMeta": Normalisation("minmax", {"low": 1.0, "high": 7.0}),
    "zscore_0_1": Normalisation("zscore"),
    "zscore_10_2": Normalisation("zscore", {"mean": 10.0, "sd": 2.0}),
    "zscore_iMeta": Normalisation("zscore", {"mean": 10.0, "sd": 2.0}),
    "rank_min": Normalisation("rank"),
    "rank_average": Normalisation("rank", {"ties": "average"}),
    "rank_max": Normalisation("rank", {"ties": "max"}),
    "borda_min": Normalisation("borda"),
    "prank_min": Normalisation("prank"),
    "prank_average": Normalisation("prank", {"ties": "average"}),
    "dist2max": Normalisation("dist2max"),
    "dist2targ_iMeta_cap": Normalisation("dist2targ", {"cap": True}),
    "dist2targ_iMeta_nocap": Normalisation("dist2targ"),
}
BOUNDED = {
    "scaled_iMeta": (Normalisation("scaled"), ("scaled_lower", "scaled_upper")),
    "goalposts_iMeta_trunc": (Normalisation("goalposts"), ("goalpost_lower", "goalpost_upper")),
    "goalposts_iMeta_notrunc": (Normalisation("goalposts", {"truncate": False}), ("goalpost_lower", "goalpost_upper")),
}
ONLY_RAW = {"dist2targ_iMeta_nocap", "goalposts_iMeta_notrunc"}


@pytest.mark.parametrize("data", ["Raw", "Treated"])
@pytest.mark.parametrize("name", [*CASES, *BOUNDED])
def test_normalisations_equal_coinr(data, name):
    if data == "Treated" and name in ONLY_RAW:
        pytest.skip("COINr was run on the raw data only")
    asem = Asem(data)
    how, bounds = BOUNDED[name] if name in BOUNDED else (CASES[name], ())
    assert_same(normalise(asem.values, asem.scales(*bounds), how).values, asem.expected(data, name))


@pytest.mark.parametrize(("file", "row", "cap"), [("dist2ref_1", 0, False), ("dist2ref_10_cap", 9, True)])
@pytest.mark.parametrize("data", ["Raw", "Treated"])
def test_distance_to_a_reference_equals_coinr_where_it_has_a_figure(data, file, row, cap):
    asem = Asem(data)
    how = Normalisation("dist2ref", {"ref": asem.units[row], "cap": cap})
    made = normalise(asem.values, asem.scales(), how, units=asem.units)
    expected = asem.expected(data, file)
    for place, reason in enumerate(made.reasons):
        if (
            reason
        ):  # the reference is the worst or has no value: COINr divides by 0, and with a cap calls the infinities 1
            assert reason in {"reference-worst", "reference-missing"}
            assert np.isnan(made.values[:, place]).all()
            theirs = expected[:, place]
            assert set(theirs[np.isfinite(theirs)].tolist()) <= {1.0}
        else:
            assert_same(made.values[:, place], expected[:, place])


@pytest.mark.parametrize("data", ["Raw", "Treated"])
def test_share_of_the_maximum_equals_coinr_for_stimulants_only(data):
    asem = Asem(data)
    made = normalise(asem.values, asem.scales(), Normalisation("fracmax")).values
    expected = asem.expected(data, "fracmax")
    good = [place for place, row in enumerate(asem.meta) if row["Direction"] == "1"]
    assert_same(made[:, good], expected[:, good])
    for place in set(range(len(asem.meta))) - set(good):
        worst = np.nanargmax(asem.values[:, place])
        assert made[worst, place] == np.nanmin(made[:, place])
        if np.isfinite(expected[:, place]).any():  # the defect of COINr; where 0 is best it has no figures at all
            assert expected[worst, place] != np.nanmin(expected[:, place])


TREATED = {
    "default": {},
    "winmax1": {"winmax": 1.0},
    "winmax3_skew1.5_kurt3": {"winmax": 3.0, "skew": 1.5, "kurt": 3.0},
    "winmax10": {"winmax": 10.0},
    "log_CT_plus": {"then": "log_ct_plus"},
    "log_CT_orig": {"then": "log_ct_orig"},
    "combine_treat": {"winmax": 2.0, "combine": True},
}


@pytest.fixture(scope="module")
def untreated():
    found = table("coinr", "03_treat", "input_raw.csv")
    names = [name for name in next(iter(found.values())) if name != "uName"]
    units = list(found)
    return units, names, matrix(found, units, names)


@pytest.mark.parametrize("name", TREATED)
def test_treatment_equals_coinr(untreated, name):
    units, names, values = untreated
    made = treat(values, Treatment("winsorise", TREATED[name]))
    expected = rows("coinr", "03_treat", f"{name}__x.csv")
    assert len(expected) == len(units)
    assert_same(made.values, np.array([[number(row[code]) for code in names] for row in expected]))
    details = {row["iCode"]: row for row in rows("coinr", "03_treat", f"{name}__details.csv")}
    for code, detail in zip(names, made.details, strict=True):
        row = details[code]
        assert detail.skew_before == pytest.approx(number(row["check_SkewKurt0.Skew"]), rel=1e-9)
        assert detail.kurtosis_before == pytest.approx(number(row["check_SkewKurt0.Kurt"]), rel=1e-9)
        assert detail.passes_before is (row["check_SkewKurt0.Pass"] == "TRUE")


@pytest.mark.parametrize("name", TREATED)
def test_every_treated_cell_is_named_as_in_coinr(untreated, name):
    _, names, values = untreated
    made = treat(values, Treatment("winsorise", TREATED[name]))
    points = rows("coinr", "03_treat", f"{name}__points.csv")
    for place, code in enumerate(names):
        theirs = [row[code].replace("+", " ").split()[-1:] or [""] for row in points]
        ours = made.points[:, place].tolist()
        there = ~np.isnan(values[:, place])
        pairs = [
            (mine.lower(), one[0].lower()) for mine, one, is_there in zip(ours, theirs, there, strict=True) if is_there
        ]
        assert all(mine == one for mine, one in pairs), code


def test_moments_equal_coinr(untreated):
    _, names, values = untreated
    expected = {row["iCode"]: row for row in rows("coinr", "03_treat", "skew_kurt.csv")}
    for place, code in enumerate(names):
        assert moments.skew(values[:, place]) == pytest.approx(float(expected[code]["skew"]), rel=1e-9)
        assert moments.kurtosis(values[:, place]) == pytest.approx(float(expected[code]["kurt"]), rel=1e-9)


def test_transformations_equal_coinr():
    found = {}
    for row in rows("coinr", "03_treat", "transforms.csv"):
        found.setdefault(row["iCode"], []).append(row)
    calls = {
        "log_CT": transforms.log_ct,
        "log_CT_orig": transforms.log_ct_orig,
        "log_CT_plus": transforms.log_ct_plus,
        "boxcox_0.5": lambda x: transforms.box_cox(x, 0.5),
        "boxcox_0": lambda x: transforms.box_cox(x, 0.0),
    }
    for column in found.values():
        x = np.array([number(row["x"]) for row in column])
        for name, call in calls.items():
            assert_same(call(x), [number(row[name]) for row in column])


@pytest.fixture(scope="module")
def tai():
    rows_ = rows("tai", "TAI_raw.csv")
    key = next(iter(rows_[0]))
    names = [name for name in rows_[0] if name != key]
    return key, [row[key] for row in rows_], names, np.array([[number(row[name]) for name in names] for row in rows_])


@pytest.mark.parametrize(
    "name",
    [
        "n1",
        "n2",
        "n3",
        "n3a",
        "n4",
        "n5",
        "n5a",
        "n6",
        "n6a",
        "n7",
        "n8",
        "n9",
        "n9a",
        "n10",
        "n11",
        "n12",
        "n12a",
        "n13",
    ],
)
def test_unitisations_equal_clustersim(tai, name):
    _, _, names, values = tai
    made = normalise(values, [Scale()] * len(names), Normalisation(name)).values
    expected = rows("polish", f"TAI_norm_{name}.csv")
    assert_same(made, np.array([[number(row[one]) for one in names] for row in expected]))


def test_zero_unitarisation_equals_kukula(tai):
    key, units, _names, values = tai
    expected = rows("polish", "TAI_muz_kukula.csv")
    column = next(name for name in expected[0] if name not in {key, ""} and not math.isnan(number(expected[0][name])))
    made = normalise(
        values, [Scale()] * 7 + [Scale(Direction.DESTIMULANT)], Normalisation("zero_unitarisation")
    ).values.mean(axis=1)
    assert len(expected) == len(units)
    assert_same(made, [number(row[column]) for row in expected])
