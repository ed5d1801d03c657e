"""The office's way to a study: its key file, the envelope, and the way back from a forgotten passphrase."""

import json
import os
import shutil
import stat
import subprocess
from base64 import b64decode

import pyrage
import pytest

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.keys.envelope import Cost
from clusterbench_gui.storage.keys.recipients import make_office_key, read_office_key
from clusterbench_gui.storage.recovering.by_office import recover
from clusterbench_gui.storage.workspace import Workspace

CHEAP = Cost(memory=64, passes=1, lanes=1)


@pytest.fixture
def office(tmp_path):
    """The file of an office's key, and its recipient."""
    file = tmp_path / "office.key"
    return file, make_office_key(file)


def open_to(folder, recipient, passphrase=None):
    with Workspace.open(folder, passphrase=passphrase) as workspace:
        workspace.add_office(recipient, passphrase=passphrase)


def wraps(folder):
    return json.loads((folder / "key.json").read_text())["wraps"]


def test_the_key_file_is_as_age_keygen_writes_it(office):
    file, recipient = office
    created, public, secret = file.read_text().splitlines()
    assert created.startswith("# created: 20")
    assert public == f"# public key: {recipient}"
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == recipient


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files apart by other means")
def test_the_key_file_is_for_the_user_alone(office):
    assert stat.S_IMODE(office[0].stat().st_mode) == 0o600


def test_a_key_never_takes_the_place_of_another_file(office, codes):
    file, _ = office
    before = file.read_bytes()
    assert codes(lambda: make_office_key(file)) == ["file-taken"]
    assert file.read_bytes() == before


def test_a_key_with_a_passphrase_is_an_age_file(tmp_path, codes):
    file = tmp_path / "office.key"
    recipient = make_office_key(file, "dąb i lipa")
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"AGE-SECRET-KEY" not in file.read_bytes()
    assert [str(one.to_public()) for one in read_office_key(file, "dąb i lipa")] == [recipient]
    assert codes(lambda: read_office_key(file)) == ["office-key-locked"]
    assert codes(lambda: read_office_key(file, "dąb")) == ["office-key-locked"]
    assert codes(lambda: make_office_key(tmp_path / "other.key", "")) == ["passphrase-empty"]


def test_an_armored_key_is_read_too(tmp_path):
    file = tmp_path / "office.key"
    identity = pyrage.x25519.Identity.generate()
    file.write_bytes(pyrage.passphrase.encrypt(str(identity).encode(), "x", armored=True))
    assert [str(one) for one in read_office_key(file, "x")] == [str(identity)]


@pytest.mark.parametrize("content", [b"", b"AGE-SECRET-KEY-1ABC\n", b"# only words\n", b"\xff\xfe", b"x" * 100_000])
def test_what_is_no_key_is_refused(tmp_path, codes, content):
    file = tmp_path / "office.key"
    file.write_bytes(content)
    assert codes(lambda: read_office_key(file)) == ["office-key-unreadable"]


def test_the_envelope_holds_age_files_that_the_standard_opens(folder, office):
    file, recipient = office
    open_to(folder, recipient)
    profile, age = wraps(folder)
    assert (profile["kind"], age["kind"], age["recipient"]) == ("profile", "age", recipient)
    data_key = pyrage.decrypt(b64decode(age["wrapped"]), list(read_office_key(file)))
    assert data_key == keys.unseal(keys.read_envelope(folder / "key.json"), None, folder)


def test_several_offices_and_each_once(folder, office, tmp_path):
    other = make_office_key(tmp_path / "other.key")
    open_to(folder, office[1])
    open_to(folder, other)
    open_to(folder, f" {office[1]}\n")
    assert [one["recipient"] for one in wraps(folder)[1:]] == [office[1], other]


def test_what_is_no_recipient_is_refused(folder, codes):
    before = (folder / "key.json").read_bytes()
    assert codes(lambda: open_to(folder, "age1nobody")) == ["recipient-wrong"]
    assert (folder / "key.json").read_bytes() == before


def test_only_who_can_open_the_study_adds_an_office(folder, office, codes):
    keys.change_passphrase(folder / "key.json", None, "hasło", cost=CHEAP)
    with Workspace.open(folder, passphrase="hasło") as workspace:
        assert codes(lambda: workspace.add_office(office[1], passphrase="inne")) == ["passphrase-wrong"]
        assert codes(lambda: workspace.add_office(office[1])) == ["passphrase-needed"]
        workspace.add_office(office[1], passphrase="hasło")
    with Workspace.open(folder, passphrase="hasło", read_only=True) as workspace:
        assert codes(lambda: workspace.add_office(office[1], passphrase="hasło")) == ["workspace-read-only"]


def test_offices_stay_when_the_passphrase_changes(folder, office):
    open_to(folder, office[1])
    for old, new in ((None, "a"), ("a", "b"), ("b", None)):
        keys.change_passphrase(folder / "key.json", old, new, cost=CHEAP)
        assert [one.recipient for one in keys.read_envelope(folder / "key.json").offices] == [office[1]]


def test_a_forgotten_passphrase_is_not_a_lost_study(folder, office, monkeypatch, tmp_path, interview):
    """On another machine, with nothing but the folder and the office's key."""
    open_to(folder, office[1])
    keys.change_passphrase(folder / "key.json", None, "zapomniane", cost=CHEAP)
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "office"))
    recover(folder, office[0], "nowe", cost=CHEAP)
    with pytest.raises(ProblemError, match="passphrase-wrong"):
        Workspace.open(folder, passphrase="zapomniane")
    with Workspace.open(folder, passphrase="nowe") as workspace:
        assert [one.id for one in workspace.interviews()] == [interview]
    recover(folder, office[0], None)
    with Workspace.open(folder) as workspace:
        assert not workspace.info.protected


def test_a_study_that_was_never_opened_to_the_office_stays_shut(folder, office, tmp_path, codes):
    before = (folder / "key.json").read_bytes()
    assert codes(lambda: recover(folder, office[0], "nowe", cost=CHEAP)) == ["office-key-foreign"]
    open_to(folder, make_office_key(tmp_path / "other.key"))
    assert codes(lambda: recover(folder, office[0], "nowe", cost=CHEAP)) == ["office-key-foreign"]
    assert [one["kind"] for one in wraps(folder)] == ["profile", "age"]
    assert before != (folder / "key.json").read_bytes()


def test_an_envelope_with_a_foreign_key_is_not_made_worse(folder, office, codes):
    """Somebody put another data key into the office's way: it does not open the database, so nothing is written."""
    open_to(folder, office[1])
    file = folder / "key.json"
    content = json.loads(file.read_text())
    foreign = pyrage.encrypt(bytes(32), [pyrage.x25519.Recipient.from_str(office[1])])
    content["wraps"][1]["wrapped"] = keys._text(foreign)
    file.write_text(json.dumps(content))
    before = file.read_bytes()
    assert codes(lambda: recover(folder, office[0], "nowe", cost=CHEAP)) == ["workspace-damaged"]
    assert file.read_bytes() == before


def test_nobody_recovers_a_study_that_another_program_writes(folder, office, codes):
    open_to(folder, office[1])
    with Workspace.open(folder):
        assert codes(lambda: recover(folder, office[0], "nowe", cost=CHEAP)) == ["workspace-read-only"]


def test_a_damaged_age_entry_is_a_damaged_key_file(folder, codes):
    file = folder / "key.json"
    content = json.loads(file.read_text())
    for bad in ({"kind": "age"}, {"kind": "age", "recipient": "age1x", "wrapped": "no base64!"}):
        file.write_text(json.dumps(content | {"wraps": [*content["wraps"], bad]}))
        assert codes(lambda: Workspace.open(folder)) == ["key-file-damaged"]


@pytest.mark.skipif(shutil.which("age") is None, reason="the standard tool, age, is not installed")
def test_the_standard_tool_opens_what_is_for_the_office(folder, office, tmp_path):
    open_to(folder, office[1])
    wrapped = tmp_path / "wrapped.age"
    wrapped.write_bytes(b64decode(wraps(folder)[1]["wrapped"]))
    done = subprocess.run(["age", "-d", "-i", office[0], wrapped], capture_output=True, check=True)
    assert done.stdout == keys.unseal(keys.read_envelope(folder / "key.json"), None, folder)
