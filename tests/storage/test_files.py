"""Failures of files as codes, identity of the device, the lock."""

import errno

import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage import files
from clusterbench_gui.storage.keys.device import device_id
from clusterbench_gui.storage.lock import Lock


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
