"""Small files: whole or not at all, one winner, failures as codes."""

import errno
import threading

import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage import files
from clusterbench_gui.storage.device import device_id
from clusterbench_gui.storage.lock import Lock


def test_of_many_that_create_a_file_at_once_one_wins(tmp_path):
    file, start, seen = tmp_path / "profile" / "device", threading.Barrier(8), []

    def create(number):
        start.wait()
        seen.append(files.create_once(file, str(number).encode() * 1000))

    threads = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {file.read_bytes()}
    assert len(seen) == 8
    assert [one.name for one in file.parent.iterdir()] == ["device"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    file = tmp_path / "key.json"
    files.write_atomically(file, b"old")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        files.write_atomically(file, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("key.json", b"old")]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "folder-not-writable"),
        (errno.EACCES, "folder-not-writable"),
        (errno.EIO, "disk-error"),
    ],
)
def test_failures_of_the_file_system_have_codes(tmp_path, number, code):
    with pytest.raises(ProblemError) as caught, files.file_errors(tmp_path):
        raise OSError(number, "…")
    (one,) = caught.value.problems
    assert (one.code, one.place.file, one.values) == (code, str(tmp_path), {"detail": errno.errorcode[number]})


def test_a_device_keeps_its_identity(home):
    first = device_id()
    assert first == device_id()
    assert (home / "profile" / "device").read_text() == first


def test_an_unreadable_identity_is_named_and_kept(home, codes):
    device_id()
    (home / "profile" / "device").write_bytes(b"\xff not a uuid")
    assert codes(device_id) == ["device-damaged"]
    assert (home / "profile" / "device").read_bytes() == b"\xff not a uuid"


def test_a_lock_is_held_by_one_and_free_after_release(tmp_path):
    first = Lock.take(tmp_path / "lock")
    assert Lock.take(tmp_path / "lock") is None
    first.release()
    second = Lock.take(tmp_path / "lock")
    assert second is not None
    second.release()
