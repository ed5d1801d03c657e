"""Planning tasks from files: what they say, and where they are wrong."""

import json
from pathlib import Path

import pytest

from clusterbench_gui.app.planning.instances import read_instance
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.networks import Link, Mode, Rules
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.texts import texts

SHOP = "2 2 1.5\n2 1 1 3 2 1 4 2 2\n1 1 2 5\n"
"""Two jobs on two machines: the first of two operations, the second of one."""

WAYS = "3 2 2\n0 1 J1\n1 2\n1 0 4\n2 0 5 1 3\n1 1 2\n0 6\n7 0\n"
PROJECT = """\
jobs (incl. supersource/sink ):  4
horizon                       :  12
  - renewable                 :  1   R
  - nonrenewable              :  1   N
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        2          1           4
   3        1          1           4
   4        1          0
****
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  N 1
-------
  1      1     0       0    0
  2      1     3       2    0
         2     1       4    5
  3      1     2       1    0
  4      1     0       0    0
****
RESOURCEAVAILABILITIES:
  R 1  N 1
   4    6
"""
CLUSTER = {
    "firms": [{"id": 0, "rel": 1.0, "name": "Łódzkie Meble"}, {"id": 1, "rel": 0.9}],
    "resources": [{"firm": 0, "free_hours_per_day": [8, 0, 8]}, {"firm": 1, "free_hours_per_day": 8}],
    "operations": [
        {"id": 7, "order": 0, "modes": [[0, 4, 1, 100], [1, 8, 2, 90]]},
        {"id": 9, "order": 0, "modes": [[1, 2, 1, 30]]},
    ],
    "precedences": [[7, 9]],
    "lag_days": [[0, 1], [1, 0]],
    "transport_cost": [[0, 12], [12, 0]],
    "orders": [{"name": "Stoły", "due": 3, "budget": 150}],
}


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_job_shop(tmp_path: Path) -> None:
    task = read_instance(write(tmp_path, "a.fjs", SHOP)).task
    assert [one.modes for one in task.operations] == [
        (Mode(3, ((0, 1),), firm=0),),
        (Mode(4, ((0, 1),), firm=0), Mode(2, ((1, 1),), firm=1)),
        (Mode(5, ((1, 1),), firm=1),),
    ]
    assert task.links == (Link(0, 1),)
    assert task.capacities == ((1,), (1,))


def test_a_job_shop_with_ways_between_machines(tmp_path: Path) -> None:
    task = read_instance(write(tmp_path, "a.txt", WAYS)).task
    assert task.links == (Link(0, 1), Link(1, 2))
    assert task.transport.lag(0, 1) == 6
    assert task.transport.lag(1, 0) == 7
    assert [len(one.modes) for one in task.operations] == [1, 2, 1]


def test_a_project_with_modes(tmp_path: Path) -> None:
    task = read_instance(write(tmp_path, "a.mm", PROJECT)).task
    assert task.operations[1].modes == (Mode(3, ((0, 2),)), Mode(1, ((0, 4),), uses=((0, 5),)))
    assert task.links == (Link(0, 1), Link(0, 2), Link(1, 3), Link(2, 3))
    assert (task.capacities, task.stocks, task.horizon) == (((4,),), (6,), 12)


def test_a_cluster_as_json(tmp_path: Path) -> None:
    instance = read_instance(write(tmp_path, "a.json", json.dumps(CLUSTER)))
    task = instance.task
    assert task.operations[0].modes[1] == Mode(2, ((1, 8),), 90, 1)
    assert task.links == (Link(0, 1),)
    assert task.capacities == ((8, 0, 8), (8,))
    assert task.rules == (Rules(due=3, budget=150),)
    assert task.risks == (0, 1054)
    assert instance.labels.firms == ("Łódzkie Meble", "F1")


@pytest.mark.parametrize(
    ("name", "text", "code", "row", "entry"),
    [
        ("a.fjs", "2 2\n1 1 1 x\n", "instance-number", 2, ""),
        ("a.fjs", "2 2\n1 1 1 3\n", "instance-short", None, ""),
        ("a.fjs", "1 2\n1 1 3 3\n", "instance-range", 2, ""),
        ("a.fjs", "1 2\n1 2 0 3 2 4\n", "instance-range", None, ""),
        ("a.txt", "", "instance-short", None, ""),
        ("a.mm", "jobs:  4", "instance-entry", None, ""),
        ("a.json", "{", "instance-json", 1, ""),
        ("a.json", "[" * 100_000, "instance-json", None, ""),
        ("a.json", "[]", "instance-top", None, ""),
        ("a.json", "{}", "instance-entry", None, "firms"),
        ("a.json", json.dumps(CLUSTER | {"firms": [{"rel": 2}, {}]}), "instance-bounds", None, "firms[0].rel"),
        ("a.json", json.dumps(CLUSTER | {"precedences": [[7, 8]]}), "instance-row", None, "precedences"),
        ("a.json", json.dumps(CLUSTER | {"lag_days": [[0, 1]]}), "instance-count", None, "lag_days"),
        ("a.json", json.dumps(CLUSTER | {"orders": [{"due": "soon"}]}), "instance-whole", None, "orders[0].due"),
        ("a.json", json.dumps(CLUSTER | {"operations": [{"modes": []}]}), "operation-without-mode", None, "operations[0].modes"),
        ("a.json", json.dumps(CLUSTER | {"operations": [{"modes": [[0, -1, 1, 1]]}]}), "instance-row", None, "operations[0].modes"),
        ("a.json", json.dumps({"firms": [], "resources": [], "operations": []}), "instance-empty", None, ""),
        ("a.doc", "", "instance-format", None, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_place_and_a_sentence(  # noqa: PLR0917 - a table of cases
    tmp_path: Path, name: str, text: str, code: str, row: int | None, entry: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        read_instance(write(tmp_path, name, text))
    found = caught.value.problems[0]
    assert (found.code, found.place.row, found.place.name) == (code, row, entry)
    assert sentence(found, texts("en"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        read_instance(tmp_path / "none.json")
