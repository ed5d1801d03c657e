"""How a number came about, and what is doubtful about it, in words and in the files."""

import json

import pytest

from clusterbench_gui.app.explain import explanation
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.tables import write_tables
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.texts import Texts
from tests.helpers.study import fill, fill_expert


@pytest.fixture
def scored(study):
    fill(study, staff_leavers="9", reply_days="3.5")
    fill(study, "K02")
    for rating in ("2", "4", "5"):
        fill_expert(study, "K01", rating_institutions=rating)
    fill_expert(study, "K01", rating_institutions=Absence.DONT_KNOW)
    return score(collect(study))


def lines_of(scored, code):
    """The lines below each node of a cluster's explanation, by the node's code."""
    found, at = {}, ""
    for line in explanation(scored, code, Texts("en")):
        first = line.split()[0]
        at = first if any(node.code == first for node in scored.model.nodes) else at
        found.setdefault(at, []).append(line.strip())
    return found


def test_a_value_outside_of_what_is_plausible_is_said_to_be_doubtful(scored):
    lines = lines_of(scored, "K01")
    assert "doubtful: such values lie from 0 to 150" in lines["Z1.3"]
    assert not any("doubtful" in line for line in lines["P2.4"])
    assert not any("doubtful" in line for line in lines_of(scored, "K02")["Z1.3"])


def test_a_mean_says_of_how_many_interviews_it_is(scored):
    assert "= ${rating_institutions} · mean of 3 interviews" in lines_of(scored, "K01")["R1.1"]
    assert "= ${meetings}" in lines_of(scored, "K01")["P2.1"]
    assert "= ${rating_institutions}" in lines_of(scored, "K02")["R1.1"]


def test_an_unknown_cluster_is_named(scored):
    with pytest.raises(ProblemError) as caught:
        explanation(scored, "K77", Texts("en"))
    assert [one.code for one in caught.value.problems] == ["cluster-unknown"]


def test_the_provenance_names_doubtful_values_and_the_interviews_behind_every_value(scored, study, tmp_path):
    write_tables(scored, tmp_path)
    told = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))
    assert {"cluster": "K01", "node": "Z1.3", "value": 300.0, "plausible": [0.0, 150.0]} in told["doubtful"]
    assert not any(one["cluster"] == "K02" and one["node"] == "Z1.3" for one in told["doubtful"])
    ids = {(one.cluster, one.instrument): [] for one in study.workspace.interviews()}
    for one in study.workspace.interviews():
        ids[one.cluster, one.instrument].append(one.id)
    assert told["interviews"]["K01"]["coordinator"] == ids["K01", "coordinator"]
    assert told["interviews"]["K01"]["expert"] == ids["K01", "expert"]
    assert told["interviews"]["K02"] == {"coordinator": ids["K02", "coordinator"]}
