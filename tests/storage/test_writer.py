"""No chain is ever continued by two copies of a study: whatever is copied, moved, put back or killed, in any order."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, connect, disconnect
from clusterbench_gui.storage.keys.device import device_id
from clusterbench_gui.storage.log import writer
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.recovering.restore import restore
from clusterbench_gui.storage.workspace import Workspace


@pytest.fixture
def say(author, answer):
    """Open a study, answer something, close it; the event."""

    def speak(folder, value="1"):
        with Workspace.open(folder) as workspace:
            (event,) = workspace.append([answer("/data/a", value)], author)
        return event

    return speak


def notes(home):
    return sorted((home / "profile" / "chains").glob("*/*"))


def test_a_study_that_stays_where_it_is_goes_on_with_its_chain(folder, say):
    first, second = say(folder), say(folder)
    assert second.device == first.device
    assert (first.sequence, second.sequence) == (2, 3)
    assert check(folder) == ()


def test_a_copy_begins_a_chain_and_the_original_goes_on(tmp_path, folder, say):
    copy = tmp_path / "copy.clusterbench"
    first = say(folder)
    shutil.copytree(folder, copy)
    copied, original = say(copy, "2"), say(folder, "3")
    assert copied.device != first.device
    assert (original.device, original.sequence) == (first.device, first.sequence + 1)
    assert say(copy).device == copied.device
    assert check(copy) == check(folder) == ()


def test_a_moved_study_begins_a_chain(tmp_path, folder, say):
    first = say(folder)
    moved = folder.rename(tmp_path / "moved.clusterbench")
    assert say(moved).device != first.device


def test_an_old_copy_put_back_begins_a_chain_and_what_is_missing_is_told(tmp_path, folder, say):
    """The same path, the same file even: only the profile remembers that the chain went on."""
    first = say(folder)
    old = (folder / "study.db").read_bytes()
    second, third = say(folder), say(folder)
    (folder / "study.db").write_bytes(old)
    (before,) = check(folder)
    assert (before.code, before.severity.value, before.place.name) == ("chain-cut", "error", first.device)
    assert before.values == {"first": second.sequence, "last": third.sequence}
    put_back = say(folder)
    assert put_back.device not in {first.device, second.device}
    (after,) = check(folder)
    assert (after.code, after.severity.value, after.values) == ("chain-cut", "warning", before.values)


def test_a_copy_that_was_left_at_the_same_head_still_begins_a_chain(tmp_path, folder, say):
    aside = tmp_path / "aside.clusterbench"
    first = say(folder)
    shutil.copytree(folder, aside)
    went_on = say(folder)
    shutil.rmtree(folder)
    shutil.copytree(aside, folder)
    assert say(folder).device not in {first.device, went_on.device}


def test_a_study_that_was_not_left_in_order_begins_a_chain(folder, home, say):
    first = say(folder)
    (note,) = notes(home)
    note.write_text(json.dumps(json.loads(note.read_text()) | {"left": False}))
    assert say(folder).device != first.device


@pytest.mark.parametrize("days", [8, -1])
def test_a_chain_that_rested_long_or_is_from_the_future_is_not_continued(folder, home, say, days):
    """A disk image that was put back brings the profile back as well; only the time that passed tells."""
    first = say(folder)
    (note,) = notes(home)
    seen = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    note.write_text(json.dumps(json.loads(note.read_text()) | {"seen": seen}))
    assert say(folder).device != first.device


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"sequence": 1}', b"\xff"])
def test_an_unreadable_note_begins_a_chain(folder, home, say, content):
    first = say(folder)
    (note,) = notes(home)
    note.write_bytes(content)
    assert say(folder).device != first.device
    assert check(folder) == ()


def test_another_device_begins_a_chain(folder, home, say):
    first = say(folder)
    (home / "profile" / "device").write_text("00000000-0000-4000-8000-00000000000a")
    assert say(folder).device != first.device


@pytest.mark.skipif(os.name == "nt", reason="a file in the way of a folder is another error there")
def test_a_profile_that_cannot_keep_notes_costs_a_chain_and_no_answer(folder, home, say):
    first = say(folder)
    shutil.rmtree(home / "profile" / "chains")
    (home / "profile" / "chains").write_text("in the way")
    second, third = say(folder), say(folder)
    assert len({first.device, second.device, third.device}) == 3
    assert check(folder) == ()


def test_reading_begins_no_chain(folder, home):
    before = [one.read_bytes() for one in notes(home)]
    with Workspace.open(folder, read_only=True):
        pass
    assert [one.read_bytes() for one in notes(home)] == before


def test_whose_a_chain_is_stays_known_in_a_copy(tmp_path, folder, say, home):
    """What this device wrote before can be sent from a restored copy too."""
    first = say(folder)
    with Workspace.open(folder) as workspace:
        workspace.keeper.back_up(tmp_path / "A.cbackup")
    restore(tmp_path / "A.cbackup", tmp_path / "B.clusterbench")
    second = say(tmp_path / "B.clusterbench")
    _, data_key = unlock(tmp_path / "B.clusterbench", None)
    db = connect(tmp_path / "B.clusterbench" / "study.db", data_key, Access.READ)
    own = db.execute("select chain from writer where device = ?", (device_id(),)).fetchall()
    disconnect(db)
    assert {first.device, second.device} <= {chain for (chain,) in own}


def test_a_chain_is_not_continued_where_its_note_cannot_be_renewed(folder, say, monkeypatch):
    """The old note would go on saying that the chain was left in order there: a copy put back could continue it twice."""
    before = say(folder).device

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer, "write_whole", refuse)
    assert say(folder).device != before
