"""`clusterbench key`: every action by the command itself, with secrets from files."""

import getpass
import sys

import pytest

from clusterbench_gui.app.studies import create_study
from clusterbench_gui.cli.main import run
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.workspace import Workspace

CHEAP = keys.Cost(memory=64, passes=1, lanes=1)
pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "a.clusterbench"
    create_study(folder, title="Próba")
    return folder


@pytest.fixture
def secret(tmp_path):
    def write(text, name="secret.txt"):
        file = tmp_path / name
        file.write_text(f"{text}\n", encoding="utf-8")
        return str(file)

    return write


def test_the_passphrase_is_set_changed_and_removed(study, secret, capsys):
    one, two = secret("pierwsze", "one.txt"), secret("drugie", "two.txt")
    assert run(["key", "passphrase", str(study), "--new-passphrase-file", one]) == 0
    assert capsys.readouterr().out == "the passphrase\n"
    assert run(["key", "passphrase", str(study), "--passphrase-file", one, "--new-passphrase-file", two]) == 0
    assert run(["key", "passphrase", str(study), "--passphrase-file", one, "--remove"]) == 2
    assert "does not open this study" in capsys.readouterr().err
    assert run(["key", "passphrase", str(study), "--passphrase-file", two, "--remove"]) == 0
    assert "profile" in capsys.readouterr().out


def test_an_office_is_added_and_recovers(study, secret, capsys, tmp_path):
    key, lock = tmp_path / "office.key", secret("biuro", "lock.txt")
    assert run(["key", "office", str(key), "--new-passphrase-file", lock]) == 0
    recipient = capsys.readouterr().out.strip()
    assert recipient.startswith("age1")
    assert run(["key", "add", str(study), recipient]) == 0
    assert f"the office {recipient}" in capsys.readouterr().out
    keys.change_passphrase(study / "key.json", None, "zapomniane", cost=CHEAP)
    identity = ["--identity", str(key), "--identity-passphrase-file", lock]
    assert run(["key", "recover", str(study), *identity, "--new-passphrase-file", secret("nowe")]) == 0
    assert capsys.readouterr().out == f"the passphrase\nthe office {recipient}\n"
    Workspace.open(study, passphrase="nowe").close()


def test_a_new_passphrase_is_asked_for_twice_and_never_without_a_terminal(study, monkeypatch, capsys):
    assert run(["key", "passphrase", str(study)]) == 2
    assert "nobody here to ask" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", type("Terminal", (), {"isatty": staticmethod(lambda: True)})())
    answers = iter(["nowe", "inne", "nowe", "nowe"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
    assert run(["key", "passphrase", str(study)]) == 2
    assert "differ" in capsys.readouterr().err
    assert run(["key", "passphrase", str(study)]) == 0
    Workspace.open(study, passphrase="nowe").close()


def test_no_passphrase_is_taken_as_an_argument(study, capsys):
    with pytest.raises(SystemExit):
        run(["key", "passphrase", str(study), "hasło"])
    capsys.readouterr()


@pytest.mark.parametrize("action", ["passphrase", "office", "add", "recover", "remember", "list"])
def test_each_action_shows_an_example(action, capsys):
    with pytest.raises(SystemExit) as ended:
        run(["key", action, "--help"])
    assert ended.value.code == 0
    assert f"Example: clusterbench key {action} " in capsys.readouterr().out


def test_listing_what_is_no_study(tmp_path, capsys):
    assert run(["key", "list", str(tmp_path)]) == 2
    assert "key.json" in capsys.readouterr().err
    assert run(["key", "list", str(tmp_path / "gone")]) == 2
    assert "There is no such folder" in capsys.readouterr().err


def test_remembering_without_a_passphrase_says_so(study, capsys, monkeypatch):
    keys.change_passphrase(study / "key.json", None, "nowe", cost=CHEAP)
    assert run(["key", "remember", str(study)]) == 2
    assert "opens only with its passphrase" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setenv("CLUSTERBENCH_PASSPHRASE", "nowe")
    assert run(["key", "remember", str(study)]) == 2
    assert "no keyring" in capsys.readouterr().err
    assert run(["key", "remember", str(study), "--forget"]) == 0
