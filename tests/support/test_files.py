"""Small files: whole or not at all, one winner."""

import errno
import threading

import pytest

from clusterbench_gui.support import files


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
    files.write_whole(file, b"old")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        files.write_whole(file, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("key.json", b"old")]


def test_where_the_file_system_knows_no_links_a_file_is_still_created_once(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(files.os, "link", refuse)
    file = tmp_path / "device"
    assert files.create_once(file, b"first") == b"first"
    assert files.create_once(file, b"second") == b"first"
    assert [one.name for one in tmp_path.iterdir()] == ["device"]


def test_a_folder_that_cannot_be_flushed_is_no_failure(tmp_path, monkeypatch):
    flushed = []

    def fsync(handle):
        flushed.append(handle)
        if len(flushed) > 1:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(files.os, "fsync", fsync)
    files.write_whole(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
    assert len(flushed) == 2
