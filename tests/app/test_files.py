"""Files that take their places together."""

import errno
import threading

import pytest

from clusterbench_gui.app.files import file_problems, staged, write_file
from clusterbench_gui.domain.problems import ProblemError


def test_files_appear_when_the_block_ends_and_replace_those_before(tmp_path):
    folder = tmp_path / "a" / "b"
    for content in (b"old", b"new"):
        with staged(folder) as stage:
            write_file(stage / "one", content)
            assert not (folder / "one").exists() or (folder / "one").read_bytes() == b"old"
        assert (folder / "one").read_bytes() == content
    assert [path.name for path in folder.iterdir()] == ["one"]


def test_a_block_that_fails_leaves_what_was_there_and_nothing_else(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "one").write_bytes(b"old")

    def fail(folder):
        with staged(folder) as stage:
            write_file(stage / "one", b"new")
            raise ZeroDivisionError

    for folder in (tmp_path / "there", tmp_path / "new" / "deep"):
        with pytest.raises(ZeroDivisionError):
            fail(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "there").iterdir()} == {"one": b"old"}


def test_it_works_in_a_thread_of_the_window(tmp_path):
    def write():
        with staged(tmp_path) as stage:
            write_file(stage / "one", b"1")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert (tmp_path / "one").read_bytes() == b"1"


def test_a_file_in_place_of_the_folder_is_a_problem_with_a_code(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ProblemError) as caught, staged(tmp_path / "file"):
        pass
    assert [one.code for one in caught.value.problems] == ["not-a-folder"]


def test_a_file_that_somebody_holds_is_not_called_a_bad_folder(tmp_path):
    """As Windows refuses while a PDF is open in a reader."""
    (tmp_path / "open.pdf").write_bytes(b"old")
    found = []
    for path in (tmp_path / "open.pdf", tmp_path):
        with pytest.raises(ProblemError) as caught, file_problems(path):
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        found += [one.code for one in caught.value.problems]
    assert found == ["file-held", "not-writable"]
