"""Really damaged studies: what can be read is saved, what a backup has comes back, what is lost is named, nothing is made worse."""

import io
import os
import random
import shutil
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clusterbench_gui.domain.attachments import Attachment
from clusterbench_gui.domain.devices import Card, Sender
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.storage.backups.automatic import automatic_backups, backup_if_changed
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, connect, disconnect
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.log.chain import event_hash
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.recovering.pages import PAGE, Pages, rows
from clusterbench_gui.storage.recovering.repair import repair
from clusterbench_gui.storage.workspace import Workspace

SEEDS = range(int(os.environ.get("CLUSTERBENCH_EXAMPLES", "6")))
LONG = "Zażółć gęślą jaźń. " * 600  # three pages and more


@pytest.fixture
def data_key(folder):
    return unlock(folder, None)[1]


@pytest.fixture
def full(folder, author, answer, interview):
    """A study of some hundred pages: short answers, long ones, remarks, rows, drafts, a bookmark, several clusters."""
    with Workspace.open(folder) as workspace:
        workspace.add_clusters([Cluster(f"C{one:02}", f"Klaster {one}", {"industry": "IT"}) for one in range(2, 40)])
        for number in range(10):
            said = [answer(f"/data/q{number}_{one}", f"{one} ż" * 9, typed=f"{one}") for one in range(60)]
            workspace.append(
                [*said, answer(f"/data/long{number}", LONG), answer("/data/r", "?", EventKind.REMARK)], author
            )
        workspace.save_draft(interview, "/data/d", "niedopisane")
        workspace.set_bookmark(interview, "/data/q9_9")
    return folder


def codes_of(problems):
    return sorted({one.code for one in problems})


def content_of(folder):
    """Everything that a study says, through the public API."""
    with Workspace.open(folder, read_only=True) as workspace:
        logs = {one.id: workspace.events(one.id) for one in workspace.interviews()}
        drafts = {one: workspace.drafts(one) for one in logs}
        marks = {one: workspace.bookmark(one) for one in logs}
        current = workspace.current_all()
        register = workspace.interviews(), workspace.clusters(), workspace.persons()
        return logs, drafts, marks, current, register, workspace.edition_files(), workspace.info.title


def spoil(folder, *pages, at=100):
    """Flip a bit in these pages, counted from 1."""
    file = folder / "study.db"
    content = bytearray(file.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + at] ^= 1
    file.write_bytes(content)


def pages_of(folder):
    return (folder / "study.db").stat().st_size // PAGE


def tamper(folder, *statements):
    _, data_key = unlock(folder, None)
    db = connect(folder / "study.db", data_key, Access.WRITE)
    db.execute("pragma foreign_keys = off")
    for statement, *values in statements:
        assert db.execute(statement, values).rowcount > 0
    disconnect(db)


def test_every_row_is_read_from_the_pages_alone(full, data_key):
    """SQLite's and SQLCipher's formats as this program reads them, against SQLite itself."""
    db = connect(full / "study.db", data_key, Access.READ)
    expected = {
        tuple(row)
        for table in (
            "event",
            "payload",
            "edition_file",
            "study",
            "cluster",
            "person",
            "draft",
            "bookmark",
            "interview",
        )
        for row in db.execute(f"select * from {table}")
    }
    disconnect(db)
    with Pages(full / "study.db", data_key) as pages:
        found = set(rows(pages))
        assert (pages.proven, pages.lost) == (True, 0)
    assert len(expected) > 1200
    assert expected - found == set()


def test_rows_are_read_from_the_write_ahead_log_as_well(tmp_path, full, data_key, author, answer):
    with Workspace.open(full) as workspace:
        (event,) = workspace.append([answer("/data/newest", LONG)], author)
        shutil.copy(full / "study.db", tmp_path / "study.db")
        shutil.copy(full / "study.db-wal", tmp_path / "study.db-wal")
    assert (tmp_path / "study.db-wal").stat().st_size > 0
    with Pages(tmp_path / "study.db", data_key) as pages:
        assert any(row[0] == event.id and row[2] == event.value for row in rows(pages) if len(row) == 4)


def test_a_sound_study_stays_what_it_is(full):
    before = content_of(full)
    done = repair(full)
    assert (done.done, done.left) == ((), ())
    assert content_of(full) == before
    assert (done.kept / "study.db").exists()


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_pages_without_a_backup_cost_what_was_on_them_and_no_more(full, data_key, seed):
    before = content_of(full)
    damaged = random.Random(seed).sample(range(1, pages_of(full) + 1), 1 + seed % 5)
    original = (full / "study.db").read_bytes()
    spoil(full, *damaged)
    spoilt = (full / "study.db").read_bytes()
    assert spoilt != original
    assert check(full)
    done = repair(full)
    assert (done.kept / "study.db").read_bytes() == spoilt
    assert ("pages-lost", len(set(damaged))) in {(one.code, one.values.get("count")) for one in done.done}
    assert not {"page-damaged", "workspace-damaged", "row-orphaned"} & set(codes_of(done.left))
    db = connect(full / "study.db", data_key, Access.READ)
    kept = {one for (one,) in db.execute("select id from event")}
    disconnect(db)
    events = {one.id: one for log in before[0].values() for one in log}
    assert kept <= set(events)
    assert len(kept) > len(events) * 0.9
    lost = len(events) - len(kept)
    named = sum(
        one.values["last"] - one.values["first"] + 1 for one in done.left if one.code in {"event-missing", "chain-cut"}
    )
    assert named == lost


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_pages_with_a_backup_cost_nothing(full, data_key, seed):
    backup_if_changed(full, data_key)
    before = content_of(full)
    spoil(full, *random.Random(seed).sample(range(1, pages_of(full) + 1), 1 + seed % 20))
    done = repair(full)
    assert done.left == ()
    assert content_of(full) == before


@pytest.mark.parametrize("at", [3, 20, 100, 4090])
@pytest.mark.parametrize("backed_up", [False, True])
def test_a_damaged_first_page_or_salt_costs_nothing(full, data_key, at, backed_up):
    """The first page holds the schema; its first bytes the salt, without which no page proves itself."""
    if backed_up:
        backup_if_changed(full, data_key)
    before = content_of(full)
    spoil(full, 1, at=at)
    assert codes_of(check(full)) == ["workspace-damaged"]
    done = repair(full)
    assert done.left == ()
    assert content_of(full) == before


def test_answers_after_the_backup_and_answers_before_come_together(full, data_key, author, answer):
    """Half of the truth is in the backup, half in the damaged file: both are events, and events never change."""
    backup_if_changed(full, data_key)
    with Workspace.open(full) as workspace:
        late = workspace.append([answer(f"/data/late{one}", f"później {one}") for one in range(100)], author)
    before = content_of(full)
    spoil(full, *range(4, pages_of(full) // 2))
    done = repair(full)
    after = content_of(full)
    ids = {one.id for log in after[0].values() for one in log}
    assert ids >= {one.id for log in before[0].values() for one in log} - {one.id for one in late}
    assert "rows-from-backup" in codes_of(done.done)
    missing = {one.id for one in late} - ids
    named = sum(
        one.values["last"] - one.values["first"] + 1 for one in done.left if one.code in {"event-missing", "chain-cut"}
    )
    assert named == len(missing)
    assert len(missing) < len(late)


def test_a_repaired_study_begins_a_chain(full, data_key, author, answer):
    spoil(full, 5)
    repair(full)
    with Workspace.open(full) as workspace:
        one = workspace.interviews()[0].id
        before = {event.device for event in workspace.events(one)}
        (event,) = workspace.append([answer("/data/new", "1")], author)
    assert event.device not in before


def test_a_killed_writers_log_is_taken_over(full, data_key, author, answer, interview):
    with Workspace.open(full) as workspace:
        (event,) = workspace.append([answer("/data/newest", "ostatnie")], author)
        shutil.copytree(full, full.parent / "killed.clusterbench", ignore=shutil.ignore_patterns("*-shm"))
    for damaged in (False, True):
        copy = full.parent / f"{damaged}.clusterbench"
        shutil.copytree(full.parent / "killed.clusterbench", copy)
        assert (copy / "study.db-wal").stat().st_size > 0
        if damaged:
            spoil(copy, pages_of(copy) - 2)
        repair(copy)
        assert not (copy / "study.db-wal").exists() or (copy / "study.db-wal").stat().st_size == 0
        with Workspace.open(copy) as workspace:
            assert [one.id for one in workspace.history(interview, "/data/newest")] == [event.id]


def test_a_repair_that_was_killed_before_its_last_step_loses_nothing(full, author, answer, interview, monkeypatch):
    """The write-ahead log of a killed writer is gone by then; what it held is in the database that was kept."""
    with Workspace.open(full) as workspace:
        (event,) = workspace.append([answer("/data/newest", "ostatnie")], author)
        killed = full.with_name("killed.clusterbench")
        shutil.copytree(full, killed, ignore=shutil.ignore_patterns("*-shm"))
    replace = Path.replace

    def die(self, target):
        if self.name == "study.db":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            repair(killed)
    assert not (killed / "study.db-wal").exists()
    assert repair(killed).left == ()
    with Workspace.open(killed) as workspace:
        assert [one.id for one in workspace.history(interview, "/data/newest")] == [event.id]


@pytest.mark.parametrize(
    "statement",
    [
        "update interview set status = 'approved', cluster = 'C17'",
        "insert into interview select 'uuid:nobody', 'C01', 'i', 'f', '1', 'open', 'p', '', '', 0",
        "insert into fork select interview, path, 'answer' from event where path = '/data/q1_1'",
    ],
)
def test_projections_are_made_anew(full, statement):
    before = content_of(full)
    tamper(full, (statement,))
    assert codes_of(check(full)) == ["projection-differs"]
    assert repair(full).left == ()
    assert content_of(full) == before


def test_what_somebody_changed_or_took_out_comes_back_from_a_backup(full, data_key):
    backup_if_changed(full, data_key)
    before = content_of(full)
    tamper(
        full,
        ("update payload set value = '999' where event in (select id from event where path = '/data/q1_1')",),
        ("update event set wall = 'x' where path = '/data/q2_2'",),
        ("delete from payload where event in (select id from event where path = '/data/q3_3')",),
        ("delete from payload where event in (select id from event where path = '/data/q4_4')",),
        ("delete from event where path = '/data/q4_4'",),
        ("delete from edition_file where name = 'indicators.csv'",),
        ("update edition_file set content = x'00' where name = 'edition.toml'",),
    )
    expected = {"event-changed", "payload-changed", "payload-missing", "event-missing", "edition-file-changed"}
    assert set(codes_of(check(full))) >= expected
    done = repair(full)
    assert done.left == ()
    assert content_of(full) == before


def test_without_a_backup_what_was_changed_stays_and_stays_named(full):
    tamper(full, ("update payload set value = '999' where event in (select id from event where path = '/data/q1_1')",))
    assert codes_of(repair(full).left) == ["payload-changed"]


def test_a_tail_that_was_cut_comes_back_from_a_backup(full, data_key, author, answer):
    with Workspace.open(full) as workspace:
        old = (full / "study.db").read_bytes()
        workspace.append([answer("/data/after", "1")], author)
    backup_if_changed(full, data_key)
    before = content_of(full)
    (full / "study.db").write_bytes(old)
    assert codes_of(check(full)) == ["chain-cut"]
    assert repair(full).left == ()
    assert content_of(full) == before


SHARED = ("sender", "chain", "waiting", "keepsake")


def test_what_is_known_of_other_devices_is_read_from_sound_pages(full, data_key, author, interview):
    """Without the owners of chains, the next bundle of every laptop would be refused as another's."""
    with Workspace.open(full) as workspace:
        workspace.add_sender(Sender(Card("laptop", bytes(32), "age1x"), "Anna", office=True))
        workspace.keep("sync-folder", "/media/stick")
        workspace.keep("reference", '{"nodes": {}}')
        workspace.keep("closings", '[["0f", "Anna", "2012-09-30T12:00:00+02:00"]]')
        (own,) = workspace.own_chains()
        events = workspace.records([own])[:3]
        with workspace._writing():
            workspace._db.execute("insert into chain values (?, ?)", (str(uuid.uuid4()), "laptop"))
            marks = ", ".join("?" * len(events[0]))
            for one in (events[1], events[2]._replace(salt=None, value=None, typed=None)):
                waiting = one._replace(device="later")
                waiting = waiting._replace(hash=event_hash(waiting[:13], waiting.payload_hash, waiting.previous))
                workspace._db.execute(f"insert into waiting values ({marks})", waiting)
    db = connect(full / "study.db", data_key, Access.READ)
    expected = {name: sorted(map(repr, db.execute(f"select * from {name}"))) for name in SHARED}
    disconnect(db)
    spoil(full, 1)
    done = repair(full).done
    assert not [one for one in done if one.code == "rows-lost" and one.place.name in {*SHARED, "fork"}]
    db = connect(full / "study.db", data_key, Access.READ)
    found = {name: sorted(map(repr, db.execute(f"select * from {name}"))) for name in SHARED}
    disconnect(db)
    assert found == expected


def test_a_withdrawn_answer_does_not_come_back(full, data_key, author, interview):
    backup_if_changed(full, data_key)
    whole = automatic_backups(full / "backups")[0][1].read_bytes()
    with Workspace.open(full) as workspace:
        workspace.append([Statement(interview, EventKind.CONSENT_WITHDRAWN, "")], author)
    automatic_backups(full / "backups")[0][1].write_bytes(whole)  # a backup that was not erased yet
    spoil(full, 1)
    repair(full)
    with Workspace.open(full, read_only=True) as workspace:
        assert {one.value for one in workspace.events(interview) if one.kind is EventKind.ANSWER} == {None}
        assert workspace.drafts(interview) == {}


def test_a_withdrawal_that_came_late_removes_what_a_repair_kept(full, author, interview):
    """The consent was withdrawn on another computer before the repair here, and the bundle came after it."""
    kept = repair(full).kept
    with Workspace.open(full) as workspace:
        before = datetime.now(UTC) - timedelta(days=1)
        workspace._log._db.execute("begin")
        workspace._log.append([Statement(interview, EventKind.CONSENT_WITHDRAWN, "")], author, before)
        moment = int(before.timestamp() * 1000) << 20
        workspace._db.execute("update event set clock = ? where kind = 'consent-withdrawn'", (moment,))
        workspace._db.execute("commit")
        workspace.keeper.erase()
    assert not kept.exists()


def test_what_a_repair_kept_stays_when_nothing_in_it_was_withdrawn_since(full, author, interview):
    with Workspace.open(full) as workspace:
        workspace.withdraw(interview, author)
    kept = repair(full).kept
    with Workspace.open(full) as workspace:
        workspace.keeper.erase()
    assert kept.exists()


def test_a_withdrawn_answer_whose_beginning_is_lost_does_not_come_back(full, data_key, author, interview):
    with Workspace.open(full) as workspace:
        said = workspace.history(interview, "/data/q0_0")[0]
        payload = workspace._db.execute("select * from payload where event = ?", (said.id,)).fetchone()
        workspace.append([Statement(interview, EventKind.CONSENT_WITHDRAWN, "")], author)
    tamper(full, ("insert into payload values (?, ?, ?, ?)", *payload), ("delete from event where kind = 'created'",))
    repair(full)
    with Workspace.open(full, read_only=True) as workspace:
        assert [one.value for one in workspace.history(interview, "/data/q0_0")] == [None]


def test_a_lost_database_and_a_lost_key_file_come_back_from_a_backup(full, data_key):
    backup_if_changed(full, data_key)
    before = content_of(full)
    (full / "study.db").unlink()
    (full / "key.json").write_bytes(b"{")
    done = repair(full)
    assert (codes_of(done.left), "key-file-restored" in codes_of(done.done)) == ([], True)
    assert content_of(full) == before


@pytest.mark.parametrize("left", [0, 1, 100])
def test_a_database_that_was_cut_to_nearly_nothing_comes_back_from_a_backup(full, data_key, left):
    backup_if_changed(full, data_key)
    before = content_of(full)
    for one in full.glob("study.db-*"):
        one.unlink()
    os.truncate(full / "study.db", left)
    assert codes_of(repair(full).left) == []
    assert content_of(full) == before


def test_the_beginning_of_an_interview_that_is_lost_is_named(full, data_key, interview):
    tamper(full, ("delete from payload where event in (select id from event where kind = 'created')",))
    done = repair(full)
    assert "interview-lost" in codes_of(done.done)
    assert {"payload-missing"} <= set(codes_of(done.left))


def test_a_study_that_lost_its_own_entry_is_named_anew(full, data_key):
    before = content_of(full)
    tamper(full, ("delete from study",))
    done = repair(full)
    assert (codes_of(done.done), done.left) == (["study-lost"], ())
    assert content_of(full)[:-1] == before[:-1]
    with Workspace.open(full) as workspace:
        assert (workspace.info.title, workspace.info.edition) == (full.stem, "cluster-2012")


def test_nothing_is_changed_where_nothing_can_be_saved(tmp_path, full, codes):
    (full / "study.db").write_bytes(b"\0" * PAGE * 40)
    before = (full / "study.db").read_bytes()
    assert codes(lambda: repair(full)) == ["repair-impossible"]
    assert (full / "study.db").read_bytes() == before
    assert sorted(one.name for one in (full / "backups").iterdir()) == []
    assert codes(lambda: repair(tmp_path / "nowhere")) == ["folder-missing"]
    (tmp_path / "photos").mkdir()
    assert codes(lambda: repair(tmp_path / "photos")) == ["workspace-foreign"]
    assert list((tmp_path / "photos").iterdir()) == []


def test_a_study_in_use_is_not_repaired(full, codes):
    with Workspace.open(full):
        assert codes(lambda: repair(full)) == ["workspace-in-use"]


def test_a_passphrase_is_asked_for(full, codes):
    with Workspace.open(full) as workspace:
        workspace.set_passphrase("sezamie", cost=Cost(64, 1, 1))
    spoil(full, 3)
    assert codes(lambda: repair(full)) == ["passphrase-needed"]
    assert codes(lambda: repair(full, passphrase="x")) == ["passphrase-wrong"]
    repair(full, passphrase="sezamie")


def test_attachments_are_checked_by_their_names(full, author, interview):
    with Workspace.open(full) as workspace:
        event = workspace.attach(interview, "/data/photo", io.BytesIO(b"a picture"), "a.jpg", author)
    file = full / "attachments" / Attachment.of(event.value).file
    content = file.read_bytes()

    def found():
        return {one.code: one.severity.value for one in check(full)}

    assert found() == {}
    file.unlink()
    assert found() == {"attachment-missing": "error"}
    file.write_bytes(b"other")
    assert found() == {"attachment-damaged": "error"}
    file.write_bytes(content)
    (file.parent / "stray").write_bytes(b"?")
    assert found() == {"attachment-stray": "warning"}


def test_damaged_and_foreign_backups_are_warnings(tmp_path, full, data_key):
    backup_if_changed(full, data_key)
    assert check(full) == ()
    ((_, file),) = automatic_backups(full / "backups")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    (full / "backups" / "spoilt.cbackup").write_bytes(content)
    with Workspace.create(tmp_path / "other.clusterbench", title="T", edition="e", files={}) as workspace:
        workspace.keeper.back_up(tmp_path / "other.cbackup")
    shutil.copy(tmp_path / "other.cbackup", full / "backups" / "other.cbackup")
    assert [(one.code, one.severity.value) for one in check(full)] == [
        ("backup-foreign", "warning"),
        ("backup-damaged", "warning"),
    ]
