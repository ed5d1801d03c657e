"""Power cuts, in short: the real process under strace, and disks as a cut may leave them (`scripts/powercut.py` for all)."""

from random import Random

import powercut
import pytest
import traces
from crashes import Disk, File, Folder, Truncation, Write

from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.engine import Access, connect
from clusterbench_gui.storage.opening import unlock
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support.files import make_folder

WHY = traces.missing()
traced = pytest.mark.skipif(bool(WHY), reason=WHY or "strace works")


@traced
def test_a_power_cut_loses_nothing_that_was_acknowledged_and_the_control_does(monkeypatch, home):
    product = powercut.run(40, seed=7, answers=(8, 14, 8))
    assert (product.images, product.corrupt, product.lossy) == (40, 0, 0), product.examples
    assert product.acknowledged > 50
    control = powercut.run(25, seed=7, answers=(8, 14, 8), synchronous=1)
    assert control.lossy > 0


def after(disk, tmp_path, share):
    class Chance(Random):
        def choice(self, options):
            return share if 0.5 in options else super().choice(options)

    found = tmp_path / f"disk-{share}"
    disk.cut(found, Chance(1))
    return {str(one.relative_to(found)): one.read_bytes() for one in found.rglob("*") if one.is_file()}


@pytest.fixture
def disk():
    """A flushed folder with a flushed file of two sectors."""
    made = Disk("/d")
    made.name("/d/a", Folder())
    made.name("/d/a/x", File())
    made.file("/d/a/x").change(Write(0, b"1" * 1024))
    for path in ("/d/a/x", "/d/a", "/d"):
        made.flush(path)
    return made


def test_what_was_flushed_is_there_and_what_was_not_may_be_lost_or_torn(disk, tmp_path):
    disk.file("/d/a/x").change(Write(0, b"2" * 2048))
    assert after(disk, tmp_path, 0.0) == {"a/x": b"1" * 1024}
    assert after(disk, tmp_path, 1.0) == {"a/x": b"2" * 2048}
    torn = after(disk, tmp_path, 0.5)["a/x"]
    assert {torn[start : start + 512] for start in range(0, 1024, 512)} <= {b"1" * 512, b"2" * 512}
    assert torn not in {b"1" * 1024, b"2" * 2048}
    disk.flush("/d/a/x")
    assert after(disk, tmp_path, 0) == {"a/x": b"2" * 2048}


def test_a_name_is_lost_until_its_folder_was_flushed(disk, tmp_path):
    disk.name("/d/a/y", File())
    disk.file("/d/a/y").change(Write(3, b"new"))
    disk.flush("/d/a/y")
    assert set(after(disk, tmp_path, 0.0)) == {"a/x"}
    disk.move("/d/a/y", "/d/a/x")
    assert after(disk, tmp_path, 1.0) == {"a/x": b"\0\0\0new"}
    disk.flush("/d/a")
    assert after(disk, tmp_path, 0) == {"a/x": b"\0\0\0new"}


def test_a_folder_that_moved_takes_what_is_in_it_along(disk, tmp_path):
    disk.file("/d/a/x").change(Truncation(512))
    disk.move("/d/a", "/d/b")
    assert after(disk, tmp_path, 0.0) == {"a/x": b"1" * 1024}
    disk.flush("/d")
    disk.flush("/d/b/x")
    assert after(disk, tmp_path, 0) == {"b/x": b"1" * 512}
    disk.remove("/d/b/x")
    assert after(disk, tmp_path, 1.0) == {}


def test_pages_half_brought_home_are_no_damage_while_the_log_has_them(folder, author, answer, interview):
    """As a power cut during a checkpoint leaves them; without the log they are."""
    workspace = Workspace.open(folder)
    for number in range(30):
        workspace.append([answer(f"/data/q{number}", "ż" * 2000)], author)
    log, content = folder / "study.db-wal", (folder / "study.db-wal").read_bytes()
    workspace.close()
    content_of_file = bytearray((folder / "study.db").read_bytes())
    content_of_file[-2000] ^= 1
    (folder / "study.db").write_bytes(content_of_file)
    assert check(folder)
    log.write_bytes(content)
    assert [one.code for one in check(folder)] == []
    with Workspace.open(folder) as opened:
        assert len(opened.current(interview)) == 30
    assert check(folder) == ()


def test_damage_that_the_log_does_not_cover_is_still_found(folder, author, answer):
    _, key = unlock(folder, None)
    with Workspace.open(folder) as workspace:
        pages = workspace._db.execute("pragma page_count").fetchone()[0]
    content = bytearray((folder / "study.db").read_bytes())
    content[(pages - 1) * 4096 + 9] ^= 1
    (folder / "study.db").write_bytes(content)
    db = connect(folder / "study.db", key, Access.WRITE)
    try:
        db.execute("create table more (one text)")
        assert (folder / "study.db-wal").stat().st_size > 0
        assert {one.code for one in check(folder)} <= {"page-damaged", "workspace-damaged"}
        assert check(folder)
    finally:
        db.close()


def test_a_folder_is_made_with_all_above_it_and_twice_is_once(tmp_path):
    make_folder(tmp_path / "a" / "b" / "c")
    make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "file")
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file" / "inside")
