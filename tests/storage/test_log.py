"""Whatever is said in whatever order and time: current answers follow the last word, and the log proves itself."""

import hashlib
import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.log.chain import event_hash, payload_hash
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support.plain import plain
from tests.forms.examples import examples

AUTHOR = Person("p-1", "Ala", Role.INTERVIEWER)
INTERVIEWS = ("uuid:1", "uuid:2")
START = datetime(2012, 7, 1, tzinfo=UTC)
DEVICES = ("00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b")
ABOUT = '{"cluster": "C01", "instrument": "coordinator", "form": "f", "version": "1"}'

texts = st.text(st.characters(codec="utf-8"), max_size=12)
kinds = st.sampled_from([EventKind.ANSWER, EventKind.ABSENCE, EventKind.REMARK, EventKind.REPEAT_ADDED])
statements = st.builds(
    Statement,
    st.sampled_from(INTERVIEWS),
    kinds,
    texts,
    st.sampled_from(["/data/a", "/data/b", "/data/firm[1]"]),
    st.none() | texts,
)
appends = st.tuples(st.sampled_from(DEVICES), st.integers(-(10**6), 10**6), st.lists(statements, max_size=4))


def said(steps):
    """A study in which the steps were appended, each by a device at a wall time, read back through the public API."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "A.clusterbench"
        with Workspace.create(folder, title="T", edition="e", files={}) as workspace:
            workspace.add_clusters([Cluster("C01", "Klaster")])
            workspace.append([Statement(one, EventKind.CREATED, ABOUT) for one in INTERVIEWS], AUTHOR, wall=START)
        for device, minutes, statements in steps:
            with Workspace.open(folder) as workspace:
                workspace._log._device = device
                workspace.append(statements, AUTHOR, wall=START + timedelta(minutes=minutes))
        with Workspace.open(folder) as workspace:
            current, logs = workspace.current_all(), [workspace.events(one) for one in INTERVIEWS]
        return current, logs, check(folder)


@settings(max_examples=examples(12), deadline=None)
@given(st.lists(appends, max_size=8))
def test_the_last_word_stands_and_every_chain_holds(steps):
    current, logs, problems = said(steps)
    assert problems == ()
    spoken = [one for _, _, statements in steps for one in statements]
    expected = {}
    for one in spoken:
        if one.kind in {EventKind.ANSWER, EventKind.ABSENCE}:
            expected[one.interview, one.path] = (one.kind, plain(one.value), one.typed and plain(one.typed))
    found = {
        (one.interview, one.path): (one.kind, one.value, one.typed)
        for events in current.values()
        for one in events
        if one.kind is not EventKind.REPEAT_ADDED
    }
    assert found == expected
    for interview, events in zip(INTERVIEWS, logs, strict=True):
        mine = [(one.kind, one.path, plain(one.value)) for one in spoken if one.interview == interview]
        assert [(one.kind, one.path, one.value) for one in events[1:]] == mine
        clocks = [one.clock for one in events]
        assert clocks == sorted(set(clocks))
        added = [one for one in events if one.kind is EventKind.REPEAT_ADDED]
        assert [one for one in current.get(interview, ()) if one.kind is EventKind.REPEAT_ADDED] == added


def test_a_time_for_every_statement_or_none_is_kept(tmp_path):
    with Workspace.create(tmp_path / "A.clusterbench", title="T", edition="e", files={}) as workspace:
        workspace.add_clusters([Cluster("C01", "Klaster")])
        workspace.append([Statement("uuid:1", EventKind.CREATED, ABOUT)], AUTHOR, wall=START)
        before = workspace.events("uuid:1")
        two = [Statement("uuid:1", EventKind.ANSWER, value, "/data/a") for value in ("1", "2")]
        with pytest.raises(ValueError, match="zip"):
            workspace.append(two, AUTHOR, wall=[START])
        assert workspace.events("uuid:1") == before
        times = [START + timedelta(minutes=1), START + timedelta(minutes=3)]
        workspace.append(two, AUTHOR, wall=times)
        assert [datetime.fromisoformat(one.wall) for one in workspace.events("uuid:1")][-2:] == times


def test_answers_are_found_by_the_end_of_their_path_in_all_interviews(folder, author, answer):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/a/end", "1"), answer("/data/end", "2"), answer("/data/end/a", "3")], author)
        workspace.append([answer("/data/b/other", "4"), answer("/data/x", "", EventKind.ABSENCE)], author)
        assert [one.value for one in workspace.said_at("/a/end", "/other")] == ["1", "4"]
        assert [one.value for one in workspace.said_at("/end")] == ["1", "2"]
        assert workspace.said_at("/x", "%") == ()


def test_one_interview_is_found_by_its_id(folder, interview, codes):
    with Workspace.open(folder) as workspace:
        assert (workspace.interview(interview),) == workspace.interviews()
        assert codes(lambda: workspace.interview("uuid:no")) == ["interview-unknown"]


def sha256_of(values):
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()).digest()


words = st.text(st.characters(codec="utf-8") | st.sampled_from('"\\\x00\x1f\x7f\u2028/'), max_size=9)
numbers = st.integers(-(1 << 63), (1 << 63) - 1)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.tuples(words, words, numbers, numbers, *[words] * 8, st.none() | words),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=32, max_size=32),
)
def test_an_event_is_hashed_as_the_compact_json_of_its_columns(columns, payload, previous):
    assert event_hash(columns, payload, previous) == sha256_of([*columns, payload.hex(), previous.hex()])


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(min_size=16, max_size=16), words, st.none() | words)
def test_a_payload_is_hashed_as_compact_json_behind_its_salt(salt, value, typed):
    content = json.dumps([value, typed], ensure_ascii=False, separators=(",", ":")).encode()
    assert payload_hash(salt, value, typed) == hashlib.sha256(salt + content).digest()
