"""METHOD.toml, DESIGN.toml, runs and weight sets: what they mean, and everything that is wrong with them in one go."""

import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.recipes import Choice, Ranking, Recipe, Screening
from clusterbench_gui.exchange.composites.design import read_design, read_runs, read_weight_sets
from clusterbench_gui.exchange.composites.method import read_method

WHOLE = b"""
order = ["denominate", "impute", "screen", "treat"]
[screen]
min_coverage = 0.66
[denominate]
columns = "Denominator"
[impute]
method = "group_mean"
group = "size"
[treat]
method = "winsorise"
winmax = 5
then = "log_ct"
[normalise]
method = "minmax"
low = 1
high = 100
[normalise.indicators.A1]
method = "rank"
ties = "average"
[aggregate]
method = ["amean", "genmean"]
p = -1
coverage = 0.6
weights = "equal"
[rank]
ties = "average"
decimals = 3
"""


def codes(read, *arguments):
    with pytest.raises(ProblemError) as caught:
        read("m.toml", *arguments)
    return [(one.code, one.place.name) for one in caught.value.problems]


def test_nothing_said_is_the_method_of_the_study():
    recipe = read_method("m.toml", b"")
    assert recipe == Recipe()
    assert recipe.normalise == Choice("minmax")
    assert recipe.aggregation(0) == recipe.aggregation(5) == Choice("amean")
    assert recipe.coverage == 0.5


def test_every_part_is_read():
    assert read_method("m.toml", WHOLE) == Recipe(
        screen=Screening(0.66),
        denominate=True,
        impute=Choice("group_mean", {"group": "size"}),
        treat=Choice("winsorise", {"winmax": 5, "then": "log_ct"}),
        normalise=Choice("minmax", {"low": 1, "high": 100}),
        by_indicator={"A1": Choice("rank", {"ties": "average"})},
        aggregate=(Choice("amean"), Choice("genmean", {"p": -1})),
        coverage=0.6,
        weights=Choice("equal"),
        rank=Ranking("average", 3),
        order=("denominate", "impute", "screen", "treat"),
    )


def test_methods_in_a_list_may_have_parameters_of_their_own():
    text = b'[aggregate]\nmethod = [{method = "genmean", p = 2}, "gmean", {method = "genmean", p = 0.5}]'
    assert read_method("m.toml", text).aggregate == (
        Choice("genmean", {"p": 2}),
        Choice("gmean"),
        Choice("genmean", {"p": 0.5}),
    )


def test_a_parameter_that_no_method_has_is_not_dropped():
    assert read_method("m.toml", b'[aggregate]\nmethod = "amean"\nq = 2').aggregate == (Choice("amean", {"q": 2}),)


def test_everything_that_is_wrong_is_found():
    text = b"""
[scren]
[screen]
min_coverage = "much"
[denominate]
columns = "Size"
[treat]
method = 5
[impute]
method = "none"
when = 2020-01-01
[aggregate]
weights = "equal"
[weights]
method = "pca"
[rank]
decimals = 2.5
"""
    assert codes(read_method, text) == [
        ("entry-unknown", "scren"),
        ("entry-not-a-number", "screen.min_coverage"),
        ("entry-choice", "denominate.columns"),
        ("entry-no-parameter", "impute.when"),
        ("entry-not-a-text", "treat.method"),
        ("entry-twice", "aggregate.weights"),
        ("entry-not-whole", "rank.decimals"),
    ]


def test_what_is_no_toml_is_said_with_its_line():
    with pytest.raises(ProblemError) as caught:
        read_method("m.toml", b"[screen]\nmin_coverage = = 1")
    [one] = caught.value.problems
    assert (one.code, one.place.file, one.place.row) == ("toml-syntax", "m.toml", 2)


def test_a_design_repeats_tables_of_the_method():
    made = read_design(
        "d.toml",
        b"""
runs = 200
seed = 7
[[treat]]
method = "none"
[[treat]]
method = "winsorise"
winmax = 3
[[aggregate]]
method = "amean"
levels = "apart"
[[aggregate]]
method = "gmean"
levels = "apart"
[weights]
spread = 0.1
levels = [2, 3]
[noise]
spread = 0.2
draws = 10
[drop]
indicators = ["all"]
""",
    )
    assert (made.runs, made.seed, made.factorial, made.apart) == (200, 7, False, True)
    assert made.treat == (Choice("none"), Choice("winsorise", {"winmax": 3}))
    assert made.aggregate == ((Choice("amean"),), (Choice("gmean"),))
    assert (made.weights.method, made.weights.spread, made.weights.levels) == ("noise", 0.1, (2, 3))
    assert (made.noise.spread, made.noise.draws) == (0.2, 10)
    assert made.drop == ("all",)


def test_draws_of_an_imputation_are_alternatives():
    made = read_design("d.toml", b'[[impute]]\nmethod = "multiple"\ndraws = 3\nseed = 5\n[[impute]]\nmethod = "mean"')
    assert made.impute == (*(Choice("multiple", {"draws": 1, "seed": seed}) for seed in (5, 6, 7)), Choice("mean"))
    assert codes(read_design, b'[[impute]]\nmethod = "multiple"\ndraws = 100000') == [("entry-range", "impute.draws")]


def test_faults_of_a_design_are_found_together():
    text = b'runs = 0\nspeed = 1\n[weights]\nmethod = "sets"\n[[aggregate]]\nmethod = "amean"\nlevels = "some"'
    assert sorted(codes(read_design, text)) == [
        ("entry-choice", "aggregate.levels"),
        ("entry-range", "runs"),
        ("entry-unknown", "speed"),
        ("weight-sets-missing", "weights.method"),
    ]


SETS = read_weight_sets("w.csv", b"iCode,Level,Nominal,w1,w2\nA,1,1,0.5,2\nB,1,1,1,1\n")
RUNS = b"rep,winmax,norm,weightset,agg,note\n1,10,minmax_1_100,2,a_gmean,x\n2,9,zscore_10_2,1,a_amean,y\n"
TREATED = Recipe(treat=Choice("winsorise", {"skew": 2.0}))


def test_weight_sets_go_by_node():
    assert SETS == ({"A": 0.5, "B": 1.0}, {"A": 2.0, "B": 1.0})


def test_runs_of_others_say_their_alternatives():
    given = read_runs("r.csv", RUNS, TREATED, SETS, read_design("d.toml", b"seed = 4"))
    assert given.names == ("1", "2")
    assert given.variation.treat == tuple(Choice("winsorise", {"skew": 2.0, "winmax": count}) for count in (9, 10))
    assert given.variation.normalise == (
        Choice("minmax", {"low": 1.0, "high": 100.0}),
        Choice("zscore", {"mean": 10.0, "sd": 2.0}),
    )
    assert given.variation.aggregate == ((Choice("amean"),), (Choice("gmean"),))
    assert given.choices == {"treat": (1, 0), "normalise": (0, 1), "aggregate": (1, 0), "weights": (1, 0)}
    assert given.labels == {"treat": "winmax", "normalise": "norm", "aggregate": "agg", "weights": "weightset"}


@pytest.mark.parametrize(
    ("runs", "sets", "code"),
    [
        (b"rep,weightset\n1,3\n", SETS, "runs-cell"),
        (b"rep,weightset\n1,1\n", (), "weight-sets-missing"),
        (b"rep,norm\n1,minmax_a_b\n", (), "runs-cell"),
        (b"rep,colour\n1,red\n", (), "runs-none"),
    ],
)
def test_runs_that_are_not_understood_are_refused(runs, sets, code):
    with pytest.raises(ProblemError) as caught:
        read_runs("r.csv", runs, TREATED, sets, read_design("d.toml", b""))
    assert [one.code for one in caught.value.problems] == [code]
