"""What is asked all day finds its rows by an index: no query walks through the log (`benchmarks/million.py` has the times)."""

import pytest

from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.paradata import Stretch
from clusterbench_gui.storage.workspace import Workspace

SMALL = frozenset({"chain", "interview", "fork", "place", "met", "closed"})
"""The few chains and interviews, and the few places where devices met, however long the log is."""


def _walks(step):
    match step.split():
        case ["SCAN", table, *_]:
            return table not in SMALL
    return False


@pytest.fixture
def asked(folder, author, answer, interview):
    """The queries of a call, and the plan of each."""
    with Workspace.open(folder) as workspace:
        workspace.append([answer(f"/data/q{number}", "1") for number in range(20)], author)
        connection = workspace._db.conn

        def plans(call):
            said = []
            connection.set_trace_callback(said.append)
            call(workspace)
            connection.set_trace_callback(None)
            queries = [one for one in said if one.split()[0] in {"select", "insert", "update", "delete", "with"}]
            assert queries
            return {
                one: [row[3] for row in connection.execute(f"explain query plan {one}").fetchall()] for one in queries
            }

        yield plans


@pytest.mark.parametrize(
    "call",
    [
        lambda workspace, one, said, author: workspace.append([said("/data/q1", "2")], author),
        lambda workspace, one, said, author: workspace.append([said("/data/q1", "x", EventKind.REMARK)], author),
        lambda workspace, one, said, author: workspace.append([said("", "finished", EventKind.STATUS)], author),
        lambda workspace, one, said, author: workspace.save_draft(one, "/data/q1", "2"),
        lambda workspace, one, said, author: workspace.history(one, "/data/q1"),
        lambda workspace, one, said, author: workspace.events(one),
        lambda workspace, one, said, author: workspace.current(one),
        lambda workspace, one, said, author: workspace.newest(),
        lambda workspace, one, said, author: workspace.of_kind(one, EventKind.REMARK),
        lambda workspace, one, said, author: workspace.keep_paradata(
            [Stretch("s", 1, one, "p", "left", "", "2012-07-01T12:00:00+02:00", 0, 0)]
        ),
    ],
    ids=["answer", "remark", "status", "draft", "history", "events", "current", "newest", "kind", "paradata"],
)
def test_no_query_walks_through_the_log(asked, interview, answer, author, call):
    found = asked(lambda workspace: call(workspace, interview, answer, author))
    walked = [(query, step) for query, steps in found.items() for step in steps if _walks(step)]
    assert walked == []


def test_a_query_that_does_is_seen(asked):
    found = asked(lambda workspace: workspace._db.execute("select id from event where wall = 'x'").fetchall())
    assert [step for steps in found.values() for step in steps] == ["SCAN event"]
