"""A backup is the study as it stood, whole or not there; it comes back as a study of its own; it keeps no withdrawn answer."""

import errno
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.backups import archive, automatic
from clusterbench_gui.storage.backups.archive import Meter, read_manifest, verify_archive
from clusterbench_gui.storage.backups.automatic import Keep, automatic_backups, backup_if_changed, kept
from clusterbench_gui.storage.backups.backup import write_backup
from clusterbench_gui.storage.backups.erasing import erase_in_backups
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, connect, disconnect
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.recovering.restore import restore
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support import files as saving

CHEAP = Cost(64, 1, 1)
SECRET = "Tajemnica-Żółwia-4711"


@pytest.fixture
def data_key(folder):
    return unlock(folder, None)[1]


@pytest.fixture
def attachment(folder):
    content = b"ciphertext" * 1000
    name = hashlib.sha256(content).hexdigest()
    (folder / "attachments").mkdir()
    (folder / "attachments" / name).write_bytes(content)
    return name


@pytest.fixture
def answered(folder, author, answer):
    """Twenty answers and a draft."""
    with Workspace.open(folder) as workspace:
        workspace.append([answer(f"/data/q{one}", f"odpowiedź {one}") for one in range(20)], author)
        workspace.save_draft(workspace.interviews()[0].id, "/data/d", "Zaż")
    return folder


def names(place):
    return sorted(one.name for one in place.iterdir())


def said(folder):
    with Workspace.open(folder, read_only=True) as workspace:
        one = workspace.interviews()[0].id
        return workspace.events(one), workspace.drafts(one), workspace.clusters(), workspace.info.id


def test_a_backup_comes_back_as_the_same_study(tmp_path, answered, data_key, attachment):
    made = write_backup(answered, data_key, tmp_path / "out" / "A.cbackup")
    assert names(tmp_path / "out") == ["A.cbackup"]
    assert set(made.manifest.entries) == {"study.db", "key.json", f"attachments/{attachment}"}
    again = tmp_path / "again.clusterbench"
    assert [one.code for one in restore(made.file, again)] == ["attachment-stray"]
    assert said(again) == said(answered)
    assert (again / "attachments" / attachment).read_bytes() == (answered / "attachments" / attachment).read_bytes()


def test_a_restored_study_begins_a_chain_and_the_original_goes_on(tmp_path, answered, data_key, author, answer):
    made = write_backup(answered, data_key, tmp_path / "A.cbackup")
    restore(made.file, tmp_path / "B.clusterbench")
    chains = set()
    for folder in (answered, tmp_path / "B.clusterbench"):
        with Workspace.open(folder) as workspace:
            (event,) = workspace.append([answer("/data/new", folder.name)], author)
            chains.add((event.device, event.sequence))
        assert check(folder) == ()
    (old,) = {chain for chain, sequence in chains if sequence == 22}
    assert {chain for chain, _ in chains} - {old}


def test_a_restored_study_in_the_very_place_of_a_lost_one_begins_a_chain(tmp_path, answered, data_key, author, answer):
    made = write_backup(answered, data_key, tmp_path / "A.cbackup")
    before = said(answered)[0][-1].device
    shutil.rmtree(answered)
    assert restore(made.file, answered) == ()
    with Workspace.open(answered) as workspace:
        assert workspace.append([answer("/data/new", "1")], author)[0].device != before


def test_a_backup_is_made_beside_whoever_writes_and_holds_one_moment(folder, data_key, author, answer, interview):
    with Workspace.open(folder) as workspace:
        for number in range(300):
            workspace.append([answer(f"/data/q{number}", "ż" * 3000)], author)
        before = workspace.events(interview)

        def write_on(_done, _total):
            workspace.append([answer("/data/later", "1")], author)

        made = write_backup(folder, data_key, folder.parent / "A.cbackup", meter=Meter(write_on))
        assert len(workspace.events(interview)) > len(before)
    assert restore(made.file, folder.parent / "B.clusterbench") == ()
    assert said(folder.parent / "B.clusterbench")[0] == before


def test_progress_ends_at_all_and_cancelling_leaves_nothing(tmp_path, answered, data_key, codes, attachment):
    seen = []
    write_backup(answered, data_key, tmp_path / "out" / "A.cbackup", meter=Meter(lambda *step: seen.append(step)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {total for _, total in seen} == {seen[-1][0]}
    whole = (tmp_path / "out" / "A.cbackup").read_bytes()
    for stop in range(len(seen)):
        steps = iter(range(len(seen) + 1))
        meter = Meter(cancelled=lambda: next(steps) >= stop)  # noqa: B023 - called at once
        assert codes(lambda: write_backup(answered, data_key, tmp_path / "out" / "A.cbackup", meter=meter)) == [  # noqa: B023
            "cancelled"
        ]
        assert names(tmp_path / "out") == ["A.cbackup"]
        assert (tmp_path / "out" / "A.cbackup").read_bytes() == whole


def test_a_full_disk_leaves_the_backup_of_before(tmp_path, answered, data_key, codes, monkeypatch):
    write_backup(answered, data_key, tmp_path / "out" / "A.cbackup")
    whole = (tmp_path / "out" / "A.cbackup").read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(saving.os, "fsync", full)
    assert codes(lambda: write_backup(answered, data_key, tmp_path / "out" / "A.cbackup")) == ["disk-full"]
    assert names(tmp_path / "out") == ["A.cbackup"]
    assert (tmp_path / "out" / "A.cbackup").read_bytes() == whole


def test_what_was_written_is_read_again(tmp_path, answered, data_key, codes, monkeypatch):
    """A disk that does not keep what it was given is found out before the backup gets its name."""

    def lose_a_bit(file):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)

    monkeypatch.setattr(archive, "flush_file", lose_a_bit)
    assert codes(lambda: write_backup(answered, data_key, tmp_path / "out" / "A.cbackup")) == ["backup-damaged"]
    assert names(tmp_path / "out") == []


def test_a_damaged_study_is_not_backed_up_but_named(tmp_path, answered, data_key, codes):
    content = bytearray((answered / "study.db").read_bytes())
    content[9 * 4096 + 100] ^= 1
    (answered / "study.db").write_bytes(content)
    (code,) = set(codes(lambda: write_backup(answered, data_key, tmp_path / "A.cbackup")))
    assert code in {"page-damaged", "workspace-damaged"}


def test_no_answer_stands_readable_in_a_backup(folder, data_key, author, answer, interview):
    with Workspace.open(folder) as workspace:
        workspace.append([answer("/data/q", SECRET)], author)
        workspace.save_draft(interview, "/data/d", SECRET)
    file = write_backup(folder, data_key, folder.parent / "A.cbackup").file
    content = file.read_bytes()
    assert len(content) > 50_000
    for word in (SECRET, "4711", "Klastry 2012", "Klaster", "Grażyna", "/data/", "voivodeship"):
        assert word.encode() not in content


@pytest.mark.parametrize("place", [0.02, 0.2, 0.5, 0.9, 0.99])
def test_a_changed_byte_anywhere_is_found(tmp_path, answered, data_key, codes, place):
    file = write_backup(answered, data_key, tmp_path / "A.cbackup").file
    content = bytearray(file.read_bytes())
    content[int(len(content) * place)] ^= 0x20
    file.write_bytes(content)
    assert codes(lambda: restore(file, tmp_path / "B.clusterbench")) == ["backup-damaged"]
    assert names(tmp_path) == ["A.cbackup", answered.name, "home"]


@pytest.mark.parametrize("kept_bytes", [0, 1, 100, 50_000])
def test_a_truncated_backup_is_refused(tmp_path, answered, data_key, codes, kept_bytes):
    file = write_backup(answered, data_key, tmp_path / "A.cbackup").file
    file.write_bytes(file.read_bytes()[:kept_bytes])
    assert codes(lambda: verify_archive(file)) == ["backup-damaged"]


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "attachments/../../evil", "backups/x", "study.db\\..\\evil"])
def test_nothing_but_the_files_of_a_study_is_written(tmp_path, answered, data_key, codes, name):
    file = write_backup(answered, data_key, tmp_path / "A.cbackup").file
    with zipfile.ZipFile(file) as zipped:
        content = {one: zipped.read(one) for one in zipped.namelist()}
    manifest = json.loads(content["manifest.json"])
    manifest["files"][name] = [4, hashlib.sha256(b"evil").hexdigest()]
    content |= {"manifest.json": json.dumps(manifest).encode(), name: b"evil"}
    with zipfile.ZipFile(file, "w") as zipped:
        for one, data in content.items():
            zipped.writestr(one, data)
    before = sorted(tmp_path.rglob("*"))
    assert codes(lambda: restore(file, tmp_path / "B.clusterbench")) == ["backup-damaged"]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": 2}, "backup-newer"),
        ({"kind": "letter"}, "backup-damaged"),
        ({"heads": []}, "backup-damaged"),
        ({"files": {}}, "backup-damaged"),
    ],
)
def test_a_manifest_of_something_else(answered, data_key, codes, change, code):
    file = write_backup(answered, data_key, answered.parent / "A.cbackup").file
    with zipfile.ZipFile(file) as zipped:
        content = {one: zipped.read(one) for one in zipped.namelist()}
    content["manifest.json"] = json.dumps(json.loads(content["manifest.json"]) | change).encode()
    with zipfile.ZipFile(file, "w") as zipped:
        for one, data in content.items():
            zipped.writestr(one, data)
    assert codes(lambda: restore(file, answered.parent / "B.clusterbench")) == [code]


def test_a_zip_bomb_is_refused(tmp_path, codes):
    file = tmp_path / "A.cbackup"
    zeros = bytes(10_000_000)
    entries = {one: [len(zeros), hashlib.sha256(zeros).hexdigest()] for one in ("study.db", "key.json")}
    about = {"kind": archive.KIND, "format": 1, "study": "x", "made": "", "state": "", "withdrawn": [], "heads": {}}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("manifest.json", json.dumps(about | {"files": entries}), zipfile.ZIP_STORED)
        for one in entries:
            zipped.writestr(one, zeros)
    assert file.stat().st_size < 100_000
    assert codes(lambda: restore(file, tmp_path / "B.clusterbench")) == ["backup-damaged"]


def test_nothing_is_restored_over_something(tmp_path, answered, data_key, codes):
    file = write_backup(answered, data_key, tmp_path / "A.cbackup").file
    assert codes(lambda: restore(file, answered)) == ["folder-exists"]
    assert codes(lambda: restore(tmp_path / "none.cbackup", tmp_path / "B.clusterbench")) == ["file-missing"]
    assert check(answered) == ()


def test_a_backup_under_a_passphrase_opens_with_it_alone(tmp_path, answered, data_key, codes, home):
    with Workspace.open(answered) as workspace:
        workspace.set_passphrase("sezamie", cost=CHEAP)
    file = write_backup(answered, data_key, tmp_path / "A.cbackup").file
    (home / "profile" / "profile.key").unlink()
    for given, code in ((None, "passphrase-needed"), ("Sezamie", "passphrase-wrong")):
        assert codes(lambda: restore(file, tmp_path / "B.clusterbench", passphrase=given)) == [code]  # noqa: B023
    assert restore(file, tmp_path / "B.clusterbench", passphrase="sezamie") == ()


def test_a_backup_of_an_older_study_is_restored_and_migrated(tmp_path, answered, data_key):
    db = connect(answered / "study.db", data_key, Access.WRITE)
    db["writer"].drop()
    db.execute("delete from _sqlite_migrations where name = 'm0004_writers'")
    disconnect(db)
    file = write_backup(answered, data_key, tmp_path / "A.cbackup").file
    assert restore(file, tmp_path / "B.clusterbench") == ()
    assert len(said(tmp_path / "B.clusterbench")[0]) == 21


def test_before_a_migration_a_backup_is_made(answered, data_key):
    db = connect(answered / "study.db", data_key, Access.WRITE)
    db["writer"].drop()
    db.execute("delete from _sqlite_migrations where name = 'm0004_writers'")
    disconnect(db)
    with Workspace.open(answered) as workspace:
        assert workspace.notices == ()
    ((_, file),) = automatic_backups(answered / "backups")
    with zipfile.ZipFile(file) as zipped:
        (answered.parent / "old.db").write_bytes(zipped.read("study.db"))
    db = connect(answered.parent / "old.db", data_key, Access.FROZEN)
    assert not db["writer"].exists()
    db.close()


def test_a_backup_that_fails_before_a_migration_keeps_nobody_out(answered, data_key):
    (answered / "backups").write_text("in the way")
    db = connect(answered / "study.db", data_key, Access.WRITE)
    db["writer"].drop()
    db.execute("delete from _sqlite_migrations where name = 'm0004_writers'")
    disconnect(db)
    with Workspace.open(answered) as workspace:
        assert [one.code for one in workspace.notices] == ["backup-failed", "folder-not-writable"]
        assert len(workspace.current(workspace.interviews()[0].id)) == 20


def test_an_automatic_backup_is_made_only_where_something_changed(answered, data_key, author, answer, attachment):
    interview = said(answered)[0][0].interview
    made, problems = backup_if_changed(answered, data_key)
    assert (set(made.manifest.entries), problems) == ({"study.db", "key.json"}, ())
    assert backup_if_changed(answered, data_key) == (None, ())
    with Workspace.open(answered) as workspace:
        workspace.set_bookmark(interview, "/data/q3")
    assert backup_if_changed(answered, data_key) == (None, ())
    for change in (
        lambda workspace: workspace.append([answer("/data/q1", "neu")], author),
        lambda workspace: workspace.save_draft(interview, "/data/d", "Zażó"),
        lambda workspace: workspace.add_clusters([workspace.clusters()[0].__class__("C09", "Neun")]),
    ):
        with Workspace.open(answered) as workspace:
            change(workspace)
        assert backup_if_changed(answered, data_key)[0] is not None
    assert len(automatic_backups(answered / "backups")) == 4


def test_a_table_of_any_shape_counts_as_a_change(answered, data_key):
    db = connect(answered / "study.db", data_key, Access.WRITE)
    db.execute("create table newer (name text primary key) strict, without rowid")
    assert backup_if_changed(answered, data_key)[0] is not None
    assert backup_if_changed(answered, data_key) == (None, ())
    db.execute("insert into newer values ('x')")
    disconnect(db)
    assert backup_if_changed(answered, data_key)[0] is not None


def test_what_a_killed_backup_left_goes_with_the_next_of_its_name(answered, data_key, tmp_path):
    (tmp_path / "out" / ".A[1].cbackup.x.part").mkdir(parents=True)
    (tmp_path / "out" / ".B.cbackup.x.part").mkdir()
    write_backup(answered, data_key, tmp_path / "out" / "A[1].cbackup")
    assert names(tmp_path / "out") == [".B.cbackup.x.part", "A[1].cbackup"]


def test_an_automatic_backup_finds_its_attachments_beside_it(tmp_path, answered, data_key, attachment):
    made, _ = backup_if_changed(answered, data_key)
    restore(made.file, tmp_path / "B.clusterbench")
    assert names(tmp_path / "B.clusterbench" / "attachments") == [attachment]


def test_a_damaged_newest_backup_does_not_stop_the_next(answered, data_key):
    made, _ = backup_if_changed(answered, data_key)
    made.file.write_bytes(b"PK")
    assert backup_if_changed(answered, data_key)[0] is not None


def test_what_a_killed_process_left_is_cleared(answered, data_key):
    (answered / "backups" / ".auto-1.cbackup.x.part").mkdir(parents=True)
    (answered / "backups" / ".auto-2.cbackup.x.part").write_bytes(b"half")
    made, _ = backup_if_changed(answered, data_key)
    assert names(answered / "backups") == [made.file.name]


def test_a_failed_automatic_backup_is_a_value(answered, data_key, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(saving.os, "fsync", full)
    made, problems = backup_if_changed(answered, data_key)
    assert (made, [one.code for one in problems]) == (None, ["backup-failed", "disk-full"])
    assert names(answered / "backups") == []


def test_the_newest_stay_and_one_of_each_day_and_month():
    now = datetime(2026, 11, 28, 22, tzinfo=UTC)
    times = [now - timedelta(hours=6 * one) for one in range(4 * 500)]
    stay = kept(times, Keep(newest=10, days=14, months=12))
    assert sorted(stay, reverse=True)[:10] == times[:10]
    last_days = [one for one in stay if now - one < timedelta(days=14)]
    assert {one.date() for one in last_days} >= {(now - timedelta(days=one)).date() for one in range(14)}
    months = sorted({(one.year, one.month) for one in stay})
    assert (len(months), months[0], months[-1]) == (12, (2025, 12), (2026, 11))
    assert len(stay) <= 10 + 14 + 12
    assert kept([], Keep()) == set()


def test_old_backups_go_and_those_of_others_stay(answered, data_key, author, answer, monkeypatch):
    (answered / "backups").mkdir()
    (answered / "backups" / "my own.cbackup").write_bytes(b"mine")
    for number in range(5):
        with Workspace.open(answered) as workspace:
            workspace.append([answer("/data/q1", str(number))], author)
        backup_if_changed(answered, data_key, keep=Keep(newest=2, days=0, months=0))
    assert len(automatic_backups(answered / "backups")) == 2
    assert (answered / "backups" / "my own.cbackup").read_bytes() == b"mine"
    with Workspace.open(answered) as workspace:
        workspace.append([answer("/data/q1", "x")], author)
    backup_if_changed(answered, data_key, keep=Keep(size=1, at_least=1))
    assert len(automatic_backups(answered / "backups")) == 1


def everything_in(file, data_key):
    """Every byte of every page of a database, decrypted; free pages too."""
    from clusterbench_gui.storage.recovering.pages import Pages

    with Pages(file, data_key) as pages:
        return b"".join(content for _, content in pages.sound())


def database_of(backup, place):
    with zipfile.ZipFile(backup) as zipped:
        place.write_bytes(zipped.read("study.db"))
    return place


@pytest.fixture
def secretive(folder, author, answer, interview, data_key):
    """A study with a secret in answers and drafts, backed up three times."""
    with Workspace.open(folder) as workspace:
        for number in range(3):
            said = [answer(f"/data/q{number}{one}", f"{SECRET} {one} " * 40) for one in range(30)]
            workspace.append(said, author)
            workspace.save_draft(interview, f"/data/d{number}", SECRET)
            assert backup_if_changed(folder, data_key)[1] == ()
    return folder


def test_withdrawn_consent_leaves_nothing_in_pages_log_and_backups(tmp_path, secretive, data_key, author, interview):
    place = secretive / "backups"
    for _, file in automatic_backups(place):
        assert SECRET.encode() in everything_in(database_of(file, tmp_path / "x.db"), data_key)
    with Workspace.open(secretive) as workspace:
        workspace.withdraw(interview, author)
        assert (secretive / "study.db-wal").stat().st_size == 0
        assert erase_in_backups(secretive, data_key) == ()
    assert SECRET.encode() not in everything_in(secretive / "study.db", data_key)
    assert len(automatic_backups(place)) == 3
    for number, (_, file) in enumerate(automatic_backups(place)):
        assert SECRET.encode() not in everything_in(database_of(file, tmp_path / "x.db"), data_key)
        again = tmp_path / f"{number}.clusterbench"
        assert restore(file, again) == ()
        with Workspace.open(again) as workspace:
            assert [one.status.value for one in workspace.interviews()] == ["withdrawn"]
            assert {one.value for one in workspace.history(interview, "/data/q00")} == {None}
            assert workspace.drafts(interview) == {}
        assert check(again) == ()


def test_what_waits_in_a_backup_is_erased_too(secretive, data_key, author, interview, tmp_path):
    with Workspace.open(secretive) as workspace:
        (said,) = workspace.append([Statement(interview, EventKind.ANSWER, SECRET, "/data/q")], author)
        records = workspace.records([said.device])
        with workspace._writing():
            marks = ", ".join("?" * len(records[-1]))
            one = records[-1]._replace(device="later", interview="uuid:later")
            workspace._db.execute(f"insert into waiting values ({marks})", one)
        made, _ = backup_if_changed(secretive, data_key)
        workspace.append([Statement("uuid:later", EventKind.CREATED, workspace.events(interview)[0].value)], author)
        workspace.withdraw("uuid:later", author)
        workspace.withdraw(interview, author)
        assert workspace.keeper.erase() == ()
    assert SECRET.encode() not in everything_in(database_of(made.file, tmp_path / "x.db"), data_key)


def test_erasing_is_done_once_and_goes_on_where_it_was_stopped(secretive, data_key, author, interview, monkeypatch):
    with Workspace.open(secretive) as workspace:
        workspace.withdraw(interview, author)
    first, *others = (file for _, file in automatic_backups(secretive / "backups"))
    made = read_manifest(first).made
    whole = first.read_bytes()
    first.write_bytes(b"PK")
    assert [(one.code, one.place.file) for one in erase_in_backups(secretive, data_key)] == [
        ("backup-not-erased", str(first)),
        ("backup-damaged", str(first)),
    ]
    assert all(read_manifest(one).withdrawn == {interview} for one in others)
    content = [one.read_bytes() for one in others]
    first.write_bytes(whole)
    assert erase_in_backups(secretive, data_key) == ()
    assert read_manifest(first).withdrawn == {interview}
    assert read_manifest(first).made == made
    assert [one.read_bytes() for one in others] == content


KILLED = """
import os, sys
from pathlib import Path
from clusterbench_gui.storage.backups import archive
from clusterbench_gui.storage.backups.automatic import backup_if_changed
from clusterbench_gui.storage.opening import unlock
folder, stop = Path(sys.argv[1]), int(sys.argv[2])
steps = iter(range(10**6))
meter = archive.Meter(progress=lambda *_: next(steps) == stop and os._exit(9))
backup_if_changed(folder, unlock(folder, None)[1], meter=meter)
"""


@pytest.mark.parametrize("stop", [0, 2, 4, 6])
def test_a_process_that_dies_in_the_middle_leaves_no_half_backup(answered, data_key, stop):
    done = subprocess.run([sys.executable, "-c", KILLED, str(answered), str(stop)], check=False, capture_output=True)
    assert done.returncode == 9, done.stderr
    assert automatic_backups(answered / "backups") == []
    made, problems = backup_if_changed(answered, data_key)
    assert problems == ()
    assert names(answered / "backups") == [made.file.name]


def test_a_backup_of_a_passphrase_changed_since_opens_with_its_own(tmp_path, answered, data_key, codes):
    with Workspace.open(answered) as workspace:
        workspace.set_passphrase("alt", cost=CHEAP)
    file = write_backup(answered, data_key, tmp_path / "A.cbackup").file
    with Workspace.open(answered, passphrase="alt") as workspace:
        workspace.set_passphrase("neu", old="alt", cost=CHEAP)
    assert codes(lambda: restore(file, tmp_path / "B.clusterbench", passphrase="neu")) == ["passphrase-wrong"]
    assert restore(file, tmp_path / "B.clusterbench", passphrase="alt") == ()


def wraps_of(file):
    with zipfile.ZipFile(file) as zipped:
        return {one["kind"] for one in json.loads(zipped.read("key.json"))["wraps"]}


def test_a_passphrase_closes_the_backups_of_before_to_the_profile(tmp_path, answered, author, answer, codes):
    """Else whoever takes the laptop needs no passphrase: the profile's key opens a backup, which has the study's data key."""
    with Workspace.open(answered) as workspace:
        assert workspace.keeper.keep_safe() == ()
    place = answered / "backups"
    aside = place / "damaged-20260101T000000Z"
    aside.mkdir()
    shutil.copyfile(answered / "key.json", aside / "key.json")
    ((_, first),) = automatic_backups(place)
    with Workspace.open(answered) as workspace:
        keeper = workspace.keeper
        workspace.append([answer("/data/q", "2")], author)
        assert keeper.keep_safe() == ()
        workspace.set_passphrase("nowe", cost=CHEAP)
        assert workspace.notices == ()
        assert keeper.keep_safe() == ()
    files = [file for _, file in automatic_backups(place)]
    assert len(files) == 2
    assert [wraps_of(one) for one in files] == [{"passphrase"}] * 2
    assert [one["kind"] for one in json.loads((aside / "key.json").read_bytes())["wraps"]] == ["passphrase"]
    assert codes(lambda: restore(first, tmp_path / "no.clusterbench")) == ["passphrase-needed"]
    assert restore(first, tmp_path / "B.clusterbench", passphrase="nowe") == ()
    with Workspace.open(answered, passphrase="nowe") as workspace:
        whole = [one.read_bytes() for one in files]
        assert workspace.keeper.keep_safe() == ()
        assert [one.read_bytes() for one in files] == whole


def test_a_backup_of_another_study_keeps_its_key_file(tmp_path, answered, data_key):
    with Workspace.create(tmp_path / "other.clusterbench", title="O", edition="e", files={}) as workspace:
        file = workspace.keeper.back_up(answered / "backups" / "other.cbackup").file
    whole = file.read_bytes()
    with Workspace.open(answered) as workspace:
        workspace.set_passphrase("nowe", cost=CHEAP)
        assert workspace.notices == ()
    assert file.read_bytes() == whole


def test_a_damaged_key_file_never_reaches_the_backups(answered, data_key, author, answer):
    backup_if_changed(answered, data_key)
    with Workspace.open(answered) as workspace:
        (answered / "key.json").write_bytes(b"{}")
        workspace.append([answer("/data/q", "2")], author)
        workspace.keeper.erase()
    ((_, file),) = automatic_backups(answered / "backups")
    assert wraps_of(file) == {"profile"}


def test_an_unexpected_time_in_a_name_is_somebody_elses_file(answered, data_key):
    (answered / "backups").mkdir()
    strange = answered / "backups" / "auto-20269999T999999Z.cbackup"
    strange.write_bytes(b"?")
    backup_if_changed(answered, data_key, keep=Keep(newest=1, days=0, months=0))
    assert strange.exists()
    assert len(automatic.automatic_backups(answered / "backups")) == 1


def test_a_missing_study_raises_nothing_either(tmp_path):
    made, problems = backup_if_changed(tmp_path, bytes(32))
    assert made is None
    assert problems[0].code == "backup-failed"
    with pytest.raises(ProblemError):
        write_backup(tmp_path, bytes(32), tmp_path / "A.cbackup")
