"""Everything that can be wrong with a folder: one code, the place, and nothing changed or half written."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage import opening
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, connect, disconnect
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support import files as saving

HOLD = """
import sys
from pathlib import Path
from clusterbench_gui.storage.workspace import Workspace
with Workspace.open(Path(sys.argv[1])) as workspace:
    print("read-only" if workspace.info.read_only else "writing", flush=True)
    sys.stdin.readline()
"""


def the_problem(call):
    with pytest.raises(ProblemError) as caught:
        call()
    (one,) = caught.value.problems
    return one.code, Path(one.place.file)


def content_of(folder):
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def create(folder):
    return Workspace.create(folder, title="T", edition="e", files={"edition.toml": b"x" * 100_000})


def test_a_missing_folder(tmp_path):
    missing = tmp_path / "nowhere.clusterbench"
    assert the_problem(lambda: Workspace.open(missing)) == ("folder-missing", missing)
    assert not missing.exists()


def test_a_foreign_folder_and_a_foreign_file(tmp_path):
    folder, file = tmp_path / "photos", tmp_path / "letter.txt"
    folder.mkdir()
    file.write_text("Dear Sir")
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-foreign", folder)
    assert the_problem(lambda: Workspace.open(file)) == ("workspace-foreign", file)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000, b"SQLite format 3\0" + bytes(8176)])
def test_a_file_that_is_no_database(folder, content):
    (folder / "study.db").write_bytes(content)
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-damaged", folder / "study.db")
    assert (folder / "study.db").read_bytes() == content


@pytest.mark.parametrize("kept", [1, 100, 4096, 3 * 4096 + 17])
def test_a_truncated_database(folder, kept):
    whole = (folder / "study.db").read_bytes()
    (folder / "study.db").write_bytes(whole[:kept])
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-damaged", folder / "study.db")


def test_a_database_of_another_program(folder):
    _, data_key = unlock(folder, None)
    (folder / "study.db").unlink()
    db = connect(folder / "study.db", data_key, Access.CREATE)
    db.execute("create table recipe (name text)")
    disconnect(db)
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-foreign", folder / "study.db")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": 1, "wraps": [{"kind": "profile", "wrapped": "AAAA"}]}',
        b'{"format": 1, "wraps": [{"kind": "passphrase", "kdf": "argon2id", "memory": 99999999999}]}',
        b"[" * 100_000,
    ],
)
def test_an_unreadable_envelope(folder, content):
    (folder / "key.json").write_bytes(content)
    assert the_problem(lambda: Workspace.open(folder)) == ("key-file-damaged", folder / "key.json")


def test_a_missing_envelope_or_database(folder):
    database = (folder / "study.db").rename(folder / "elsewhere")
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-damaged", folder / "study.db")
    database.rename(folder / "study.db")
    (folder / "key.json").unlink()
    assert the_problem(lambda: Workspace.open(folder)) == ("key-file-damaged", folder / "key.json")


def test_a_newer_workspace_is_refused_and_left_as_it_was(folder):
    _, data_key = unlock(folder, None)
    db = connect(folder / "study.db", data_key, Access.WRITE)
    row = {"migration_set": "workspace", "name": "m0099_teleport", "applied_at": "2031-01-01"}
    db["_sqlite_migrations"].insert(row)
    disconnect(db)
    before = content_of(folder)
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-newer", folder / "study.db")
    assert the_problem(lambda: Workspace.open(folder, read_only=True)) == ("workspace-newer", folder / "study.db")
    assert content_of(folder) == before


def test_a_newer_envelope_is_refused(folder):
    envelope = json.loads((folder / "key.json").read_text())
    (folder / "key.json").write_text(json.dumps(envelope | {"format": 2}))
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-newer", folder / "key.json")


def test_an_older_workspace_is_migrated_by_a_writer_and_named_to_a_reader(folder):
    _, data_key = unlock(folder, None)
    db = connect(folder / "study.db", data_key, Access.WRITE)
    for table in ("bookmark", "draft", "interview"):
        db[table].drop()
    db.execute("delete from _sqlite_migrations where name = 'm0003_projections'")
    disconnect(db)
    assert the_problem(lambda: Workspace.open(folder, read_only=True)) == ("workspace-older", folder / "study.db")
    with Workspace.open(folder) as workspace:
        assert workspace.interviews() == ()


def test_a_folder_that_exists_is_not_overwritten(folder):
    before = content_of(folder)
    assert the_problem(lambda: create(folder)) == ("folder-exists", folder)
    assert content_of(folder) == before


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" / "A.clusterbench"
    assert the_problem(lambda: create(folder)) == ("folder-not-writable", folder)


def test_a_full_disk_while_a_study_is_made_leaves_nothing(tmp_path, monkeypatch):
    place = tmp_path / "studies"
    create(tmp_path / "first.clusterbench").close()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(saving.os, "fsync", full)
    folder = place / "A.clusterbench"
    assert the_problem(lambda: create(folder)) == ("disk-full", folder)
    assert list(place.iterdir()) == []


def test_a_full_disk_inside_the_database_while_a_study_is_made_leaves_nothing(tmp_path, monkeypatch):
    def cramped(*arguments):
        db = connect(*arguments)
        db.execute("pragma max_page_count = 30")
        return db

    monkeypatch.setattr(opening, "connect", cramped)
    folder = tmp_path / "studies" / "A.clusterbench"
    assert the_problem(lambda: create(folder)) == ("disk-full", folder)
    assert list(folder.parent.iterdir()) == []


def test_where_the_profile_cannot_be_written_no_study_is_begun(tmp_path, monkeypatch):
    (tmp_path / "in-the-way").write_text("a file")
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "in-the-way"))
    folder = tmp_path / "studies" / "A.clusterbench"
    with pytest.raises(ProblemError) as caught:
        Workspace.create(folder, title="T", edition="e", files={}, passphrase="x", cost=Cost(64, 1, 1))
    assert [one.code for one in caught.value.problems] == ["folder-not-writable"]
    assert not folder.exists()


def test_another_process_writes_and_this_one_reads(folder, author, answer, codes, interview):
    holder = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline().strip() == "writing"
        with Workspace.open(folder) as workspace:
            assert workspace.info.read_only
            assert len(workspace.interviews()) == 1
            assert codes(lambda: workspace.append([answer("/data/a", "1")], author)) == ["workspace-read-only"]
            assert codes(lambda: workspace.save_draft(interview, "/data/a", "1")) == ["workspace-read-only"]
        other.communicate("\n")
    with Workspace.open(folder) as workspace:
        assert not workspace.info.read_only


def test_a_reader_sees_what_a_writer_appends(folder, author, answer, interview):
    with Workspace.open(folder) as writer, Workspace.open(folder) as reader:
        assert (writer.info.read_only, reader.info.read_only) == (False, True)
        writer.append([answer("/data/a", "1")], author)
        assert [one.value for one in reader.current(interview)] == ["1"]


def test_reading_on_request_lets_others_write(folder):
    with Workspace.open(folder, read_only=True) as reader, Workspace.open(folder) as writer:
        assert (reader.info.read_only, writer.info.read_only) == (True, False)


def test_closing_twice_is_closing(folder):
    workspace = Workspace.open(folder)
    workspace.close()
    workspace.close()
    assert not (folder / "study.db-wal").exists()


READ = """
import os, sys
from pathlib import Path
from clusterbench_gui.storage.workspace import Workspace
if os.geteuid() == 0:
    os.setuid(65534)
with Workspace.open(Path(sys.argv[1])) as workspace:
    print(workspace.info.read_only, len(workspace.current_all()))
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders are another matter on Windows")
@pytest.mark.parametrize("killed", [False, True])
def test_a_folder_that_may_only_be_read_is_read(folder, author, answer, home, killed):
    """Also what a killed writer left in its write-ahead log, where SQLite may keep no index beside it."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "A.clusterbench"
        workspace = Workspace.open(folder)
        workspace.append([answer("/data/a", "1")], author)
        if killed:
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm"))
        workspace.close()
        if not killed:
            shutil.copytree(folder, copy)
        shutil.copytree(home, Path(place) / "home")
        for one in Path(place).rglob("*"):
            one.chmod(0o555 if one.is_dir() else 0o444)
        Path(place).chmod(0o555)
        assert (copy / "study.db-wal").exists() == killed
        environment = os.environ | {"CLUSTERBENCH_HOME": str(Path(place) / "home")}
        before = content_of(copy)
        try:
            read = [sys.executable, "-c", READ, str(copy)]
            done = subprocess.run(read, env=environment, capture_output=True, text=True, check=False)
        finally:
            for one in (Path(place), *Path(place).rglob("*")):
                one.chmod(0o755)
        assert (done.stdout.split(), done.stderr) == (["True", "1"], "")
        assert content_of(copy) == before


def test_what_may_not_be_read_is_said(folder, monkeypatch):
    def refused(self):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert the_problem(lambda: Workspace.open(folder)) == ("workspace-unreachable", folder / "key.json")
    assert [one.code for one in check(folder)] == ["workspace-unreachable"]
