"""What a person types at the keyboard of the real program is nowhere in plain text, while it runs and after it was killed."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.secrets import files_with, pages

DRIVER = Path(__file__).with_name("secretive.py")
ROOT = DRIVER.parent.parent.parent
SECRET = "Sentinel-Zażółć-5e8b"
PATIENCE = 120


@pytest.fixture
def temporary(tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def program(home, temporary, tmp_path):
    """The program in a process of its own, and the file with what it says: standard output and standard error."""
    said = tmp_path / "said.txt"
    environment = {**os.environ, "CLUSTERBENCH_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LC_CTYPE": "C.UTF-8"}
    environment |= {"LANGUAGE": "en", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path / "user")}
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(temporary))
    with said.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, str(DRIVER), SECRET], cwd=ROOT, env=environment, stdout=stream, stderr=subprocess.STDOUT
        )
    yield process, said
    if process.poll() is None:
        process.kill()
    process.wait()


def test_nothing_that_was_typed_is_found_while_it_runs_nor_after_it_was_killed(program, home, temporary, tmp_path):
    process, said = program
    until = time.monotonic() + PATIENCE
    while "all said" not in (words := said.read_text(encoding="utf-8")):
        assert process.poll() is None, words
        assert time.monotonic() < until, words
        time.sleep(0.1)
    (folder,) = (home / "studies").iterdir()
    assert (folder / "study.db-wal").stat().st_size > 0
    assert pages(folder).count(SECRET.encode()) >= 5
    assert files_with(SECRET, home, temporary, tmp_path) == []
    process.kill()
    process.wait()
    assert files_with(SECRET, home, temporary, tmp_path) == []
    assert "ValueError" in (home / "logs" / "clusterbench.log").read_text(encoding="utf-8")
    assert "title " in words
