"""Guards for every test: a home of its own, and no unexpected line in the log."""

import logging
from pathlib import Path

import pytest

from clusterbench_gui.storage.keys import envelope
from clusterbench_gui.storage.recovering.by_office import recover
from clusterbench_gui.storage.workspace import Workspace
from tests.helpers.converted import warm

ROOT = Path(__file__).resolve().parent.parent
CHEAP = envelope.Cost(memory=64, passes=1, lanes=1)
WITH_STUDIES = {"app", "cli", "exchange", "journey", "ui"}
"""Folders of tests that make studies of the editions that come with the program."""


@pytest.fixture(autouse=True)
def home(request, tmp_path_factory, monkeypatch):
    """The program's folders lie in a fresh place; nothing of the user's is read or written."""
    folder = tmp_path_factory.mktemp("home")
    if WITH_STUDIES & set(request.path.relative_to(ROOT / "tests").parts):
        warm(folder)
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(folder))
    monkeypatch.delenv("CLUSTERBENCH_PASSPHRASE", raising=False)
    yield folder
    logger = logging.getLogger("clusterbench_gui")
    for handler in list(logger.handlers):  # a log file of this home, opened by what was tested
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    """A warning or error in the program's log fails the test, unless the test takes it with `caplog.clear()`."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert [f"{record.name}: {record.getMessage()}" for record in loud] == []


@pytest.fixture
def cheap_passphrases(monkeypatch):
    """Where no cost is named a passphrase costs next to nothing; for tests that do not ask what it costs."""
    for function in (envelope.seal, envelope.change_passphrase, recover, Workspace.set_passphrase):
        monkeypatch.setitem(function.__kwdefaults__, "cost", CHEAP)
    monkeypatch.setitem(Workspace.create.__func__.__kwdefaults__, "cost", CHEAP)


@pytest.fixture(scope="session")
def shared():
    """The folder of other programs' results, where the developers keep it beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the oracles are not beside this checkout")
    return folder
