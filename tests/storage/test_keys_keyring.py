"""The system's keyring in place of a typed passphrase: only where it was asked for, and never in the way."""

import sys

import pytest

keyring = pytest.importorskip("keyring", reason="the extra “keyring” is not installed")

from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.workspace import Workspace

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "zażółć gęślą jaźń"


class Memory(KeyringBackend):
    """A keyring that lives as long as the test."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def backend():
    before = keyring.get_keyring()
    made = Memory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def protected(folder):
    keys.change_passphrase(folder / "key.json", None, PASSPHRASE, cost=CHEAP)
    return folder


def test_it_is_off_until_asked_for(protected, backend, codes, monkeypatch):
    monkeypatch.delitem(sys.modules, "keyring")
    assert codes(lambda: Workspace.open(protected)) == ["passphrase-needed"]
    assert "keyring" not in sys.modules
    assert backend.kept == {}


def test_a_remembered_study_opens_without_the_passphrase(protected, backend, codes):
    keys.remember(protected / "key.json", PASSPHRASE)
    Workspace.open(protected).close()
    assert PASSPHRASE not in str(backend.kept)
    assert codes(lambda: Workspace.open(protected, passphrase="inne")) == ["passphrase-wrong"]


def test_it_is_remembered_only_here(protected, backend, codes, monkeypatch, tmp_path):
    keys.remember(protected / "key.json", PASSPHRASE)
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "stranger"))
    assert codes(lambda: Workspace.open(protected)) == ["passphrase-needed"]


def test_forgetting_asks_again(protected, backend, codes):
    keys.remember(protected / "key.json", PASSPHRASE)
    keys.forget(protected / "key.json")
    assert backend.kept == {}
    assert codes(lambda: Workspace.open(protected)) == ["passphrase-needed"]
    keys.forget(protected / "key.json")


def test_a_changed_passphrase_is_not_remembered(protected, backend, codes):
    keys.remember(protected / "key.json", PASSPHRASE)
    keys.change_passphrase(protected / "key.json", PASSPHRASE, "nowe", cost=CHEAP)
    assert backend.kept == {}
    assert codes(lambda: Workspace.open(protected)) == ["passphrase-needed"]


def test_a_wrong_passphrase_is_not_remembered(protected, backend, codes):
    assert codes(lambda: keys.remember(protected / "key.json", "inne")) == ["passphrase-wrong"]
    assert backend.kept == {}


@pytest.mark.parametrize("headless", [fail.Keyring, null.Keyring])
def test_without_a_usable_keyring_there_is_one_problem_and_the_passphrase_goes_on(protected, backend, codes, headless):
    keyring.set_keyring(headless())
    assert codes(lambda: keys.remember(protected / "key.json", PASSPHRASE)) == ["keyring-unavailable"]
    assert codes(lambda: Workspace.open(protected)) == ["passphrase-needed"]
    Workspace.open(protected, passphrase=PASSPHRASE).close()


def test_without_the_extra_there_is_the_same_problem(protected, codes, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert codes(lambda: keys.remember(protected / "key.json", PASSPHRASE)) == ["keyring-unavailable"]


@pytest.mark.parametrize("answer", [None, "no base64!", "YWJj", "A" * 44])
def test_a_keyring_that_lost_or_spoilt_the_key_leads_to_the_passphrase(protected, backend, codes, answer):
    keys.remember(protected / "key.json", PASSPHRASE)
    backend.kept = dict.fromkeys(backend.kept, answer)
    assert codes(lambda: Workspace.open(protected)) == ["passphrase-needed"]
    keyring.set_keyring(fail.Keyring())
    assert codes(lambda: Workspace.open(protected)) == ["passphrase-needed"]
