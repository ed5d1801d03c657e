"""Whoever has the key and changes the database is found out, and what was changed is named."""

import hashlib
import json

import pytest

from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, connect, disconnect
from clusterbench_gui.storage.log.chain import new_id
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.workspace import Workspace


@pytest.fixture
def events(folder, author, answer):
    """Six answers in the log of one device, after the event that created the interview."""
    with Workspace.open(folder) as workspace:
        return workspace.append([answer(f"/data/q{number}", str(number)) for number in range(6)], author)


def tamper(folder, *statements):
    _, data_key = unlock(folder, None)
    db = connect(folder / "study.db", data_key, Access.WRITE)
    db.execute("pragma foreign_keys = off")
    for statement, *values in statements:
        assert db.execute(statement, values).rowcount > 0
    disconnect(db)


def found(folder):
    return [(one.code, one.place.name) for one in check(folder)]


def test_a_sound_workspace_has_no_problems(folder, events):
    assert check(folder) == ()


def test_check_changes_nothing(folder, events):
    before = (folder / "study.db").read_bytes()
    check(folder)
    assert (folder / "study.db").read_bytes() == before


def test_check_runs_beside_a_writer(folder, author, answer):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/a", "1")], author)
        assert check(folder) == ()


@pytest.mark.parametrize("column", ["wall", "person", "role", "form", "version", "path"])
def test_a_changed_event_is_named(folder, events, column):
    tamper(folder, (f"update event set {column} = 'x' where id = ?", events[2].id))
    assert ("event-changed", events[2].id) in found(folder)
    assert {name for code, name in found(folder) if code.startswith("event")} == {events[2].id}


def test_an_event_of_a_kind_that_does_not_exist_is_named(folder, events):
    tamper(folder, ("update event set kind = 'gossip' where id = ?", events[2].id))
    assert ("event-changed", events[2].id) in found(folder)


def test_a_problem_has_the_place_and_says_where_in_the_study(folder, events):
    tamper(folder, ("update event set wall = 'x' where id = ?", events[2].id))
    (one,) = check(folder)
    assert one.place.file == str(folder / "study.db")
    assert one.values == {
        "device": events[2].device,
        "sequence": 4,
        "interview": events[2].interview,
        "path": "/data/q2",
    }


def test_an_event_changed_with_its_hash_breaks_the_next(folder, events):
    """Who knows how hashes are made can repair one, but then the event after it points to nothing."""
    tamper(
        folder,
        ("update event set hash = ? where id = ?", hashlib.sha256(b"x").digest(), events[2].id),
    )
    assert set(found(folder)) == {("event-changed", events[2].id), ("event-unlinked", events[3].id)}


def test_missing_events_are_named_by_their_sequence(folder, events):
    statements = [
        (f"delete from {table} where {column} = ?", event.id)
        for event in events[1:3]
        for table, column in (("payload", "event"), ("event", "id"))
    ]
    tamper(folder, *statements)
    (one,) = check(folder)
    assert (one.code, one.place.name) == ("event-missing", events[0].device)
    assert one.values == {"first": 3, "last": 4}


def test_a_missing_beginning_is_seen(folder, events):
    tamper(
        folder,
        ("delete from payload where event in (select id from event where sequence = 1)",),
        ("delete from event where sequence = 1",),
    )
    assert ("event-missing", events[0].device) in found(folder)


def test_an_event_slipped_in_is_seen(folder, events):
    copied = "device, 99, clock, wall, person, role, interview, form, version, path, kind, replaces"
    tamper(
        folder,
        (
            f"insert into event select ?, {copied}, payload_hash, previous, hash from event where id = ?",
            new_id(events[-1].clock + 1),
            events[2].id,
        ),
    )
    assert {"event-missing", "event-changed", "payload-missing"} <= {code for code, _ in found(folder)}


def test_a_changed_answer_is_named(folder, events):
    tamper(folder, ("update payload set value = '999' where event = ?", events[3].id))
    assert found(folder) == [("payload-changed", events[3].id)]


def test_what_was_typed_counts_as_well(folder, events):
    tamper(folder, ("update payload set typed = '3,0' where event = ?", events[3].id))
    assert found(folder) == [("payload-changed", events[3].id)]


def test_an_erased_answer_is_missing_unless_consent_was_withdrawn(folder, events, author):
    tamper(folder, ("delete from payload where event = ?", events[3].id))
    assert found(folder) == [("payload-missing", events[3].id)]
    with Workspace.open(folder) as workspace:
        workspace.append([Statement(events[3].interview, EventKind.CONSENT_WITHDRAWN, "")], author)
    assert check(folder) == ()


def test_a_projection_that_differs_from_the_log_is_named(folder, events):
    tamper(folder, ("insert into fork select interview, path, 'answer' from event where path = '/data/q1'",))
    assert found(folder) == [("projection-differs", "fork")]
    tamper(folder, ("update interview set status = 'approved'",))
    assert found(folder) == [("projection-differs", "interview"), ("projection-differs", "fork")]


def test_an_unreadable_beginning_of_an_interview_is_named(folder, events, interview):
    tamper(folder, ("update payload set value = '{' where event in (select id from event where kind = 'created')",))
    assert {code for code, _ in found(folder)} == {"payload-changed", "projection-differs"}


def test_a_row_without_what_it_belongs_to_is_named(folder, events):
    salt = bytes(16)
    tamper(folder, ("insert into payload (event, salt, value) values ('nobody', ?, '1')", salt))
    assert found(folder) == [("row-orphaned", "payload")]


def test_a_changed_edition_file_is_named_and_not_used(folder, codes):
    tamper(folder, ("update edition_file set content = x'00' where name = 'indicators.csv'",))
    assert found(folder) == [("edition-file-changed", "indicators.csv")]
    with Workspace.open(folder) as workspace:
        assert codes(workspace.edition_files) == ["edition-file-changed"]


@pytest.mark.parametrize("page", [3, 9, 15])
def test_a_damaged_page_is_found(folder, events, page):
    content = bytearray((folder / "study.db").read_bytes())
    content[page * 4096 + 100] ^= 1
    (folder / "study.db").write_bytes(content)
    assert {one.code for one in check(folder)} <= {"page-damaged", "workspace-damaged"}
    assert check(folder)


def test_what_stops_opening_is_what_check_says(tmp_path, folder):
    assert [one.code for one in check(tmp_path / "nowhere")] == ["folder-missing"]
    assert [one.code for one in check(folder, passphrase="unused")] == []
    (folder / "key.json").write_text(json.dumps({"format": 1, "wraps": []}))
    assert [one.code for one in check(folder)] == ["key-missing"]


def test_chains_of_two_devices_are_checked_apart(folder, events, home, author, answer):
    (home / "profile" / "device").write_text("00000000-0000-4000-8000-00000000000a")
    with Workspace.open(folder) as workspace:
        (newest,) = workspace.append([answer("/data/q0", "7")], author)
    assert newest.device != events[0].device
    assert (newest.sequence, newest.replaces) == (1, events[0].id)
    assert newest.clock > events[-1].clock
    assert check(folder) == ()
