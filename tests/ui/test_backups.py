"""A study that the window has open keeps itself safe, and nothing of that outlives it."""

import threading
import time
from functools import partial

import pytest

from clusterbench_gui.app.backups import Safekeeping
from clusterbench_gui.storage.automatic import automatic_backups
from clusterbench_gui.ui import backend as module
from clusterbench_gui.ui.backend import Backend


@pytest.fixture
def backend(monkeypatch):
    monkeypatch.setattr(module, "Safekeeping", partial(Safekeeping, soon=0))
    backend = Backend()
    yield backend
    backend.close()


def wait_for_backups(folder, count):
    end = time.monotonic() + 120
    while len(automatic_backups(folder / "backups")) < count and time.monotonic() < end:
        time.sleep(0.02)
    assert len(automatic_backups(folder / "backups")) == count


def names():
    return [one.name for one in threading.enumerate()]


def test_an_open_study_is_backed_up_and_closing_ends_it(demo, backend):
    backend.open(demo)
    assert names().count("backups") == 1
    wait_for_backups(demo, 1)
    backend.close()
    assert "backups" not in names()


def test_the_next_study_takes_its_place(demo, backend, tmp_path):
    backend.open(demo)
    backend.create(tmp_path / "second.clusterbench", "Second")
    assert names().count("backups") == 1
    wait_for_backups(tmp_path / "second.clusterbench", 1)


def test_a_study_that_is_only_read_is_left_alone(demo, backend):
    other = Backend()
    other.open(demo)
    opened = backend.open(demo)
    assert opened.info.read_only
    assert names().count("backups") == 1
    other.close()


def test_a_backup_that_fails_is_a_line_in_the_log(demo, backend, caplog):
    (demo / "backups").write_text("in the way")
    backend.open(demo)
    end = time.monotonic() + 120
    while len(caplog.messages) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    assert caplog.messages == ["automatic backup: backup-failed", "automatic backup: folder-not-writable"]
    backend.close()
    caplog.clear()
