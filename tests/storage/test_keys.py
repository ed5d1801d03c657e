"""Ways to the data key: the profile, a passphrase, and neither."""

import json
import os
import stat

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.keys import envelope as keys
from clusterbench_gui.storage.keys.envelope import Cost, Envelope, PassphraseWrap
from clusterbench_gui.storage.workspace import Workspace
from clusterbench_gui.support import files as saving

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "zażółć gęślą jaźń"


def protected(folder):
    Workspace.create(folder, title="T", edition="e", files={}, passphrase=PASSPHRASE, cost=CHEAP).close()
    return folder


def test_without_a_passphrase_the_profile_opens_it(folder, home):
    envelope = keys.read_envelope(folder / "key.json")
    profile_key = (home / "profile" / "profile.key").read_bytes()
    assert (len(profile_key), envelope.passphrase) == (32, None)
    assert len(aes_key_unwrap(profile_key, envelope.profile)) == 32


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the profile apart by other means")
def test_the_profile_key_is_for_the_user_alone(folder, home):
    assert stat.S_IMODE((home / "profile" / "profile.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "key.json").stat().st_mode) == 0o600


def test_studies_have_keys_of_their_own(tmp_path, folder):
    Workspace.create(tmp_path / "other.clusterbench", title="T", edition="e", files={}).close()
    one, other = (keys.read_envelope(path / "key.json") for path in (folder, tmp_path / "other.clusterbench"))
    assert keys.unseal(one, None, folder) != keys.unseal(other, None, folder)


def test_another_users_profile_does_not_open_it(folder, home, monkeypatch, codes, tmp_path):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "stranger"))
    assert codes(lambda: Workspace.open(folder)) == ["key-missing"]
    Workspace.create(tmp_path / "own.clusterbench", title="T", edition="e", files={}).close()
    assert codes(lambda: Workspace.open(folder)) == ["key-missing"]
    assert codes(lambda: Workspace.open(folder, passphrase="x")) == ["key-missing"]


def test_a_damaged_profile_key_is_named_and_never_replaced(folder, home, codes, tmp_path):
    file = home / "profile" / "profile.key"
    file.write_bytes(b"short")
    assert codes(lambda: Workspace.open(folder)) == ["profile-key-damaged"]
    new = tmp_path / "new.clusterbench"
    assert codes(lambda: Workspace.create(new, title="T", edition="e", files={})) == ["profile-key-damaged"]
    assert (file.read_bytes(), new.exists()) == (b"short", False)


def test_a_passphrase_opens_it_on_any_machine(tmp_path, home, monkeypatch):
    folder = protected(tmp_path / "A.clusterbench")
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "stranger"))
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        assert workspace.info.protected


def test_the_same_passphrase_typed_decomposed_opens_it(tmp_path):
    folder = protected(tmp_path / "A.clusterbench")
    decomposed = PASSPHRASE.replace("ż", "z\u0307").replace("ó", "o\u0301")
    assert decomposed != PASSPHRASE
    Workspace.open(folder, passphrase=decomposed).close()


def test_wrong_and_missing_passphrases_are_refused(tmp_path, codes):
    folder = protected(tmp_path / "A.clusterbench")
    assert codes(lambda: Workspace.open(folder)) == ["passphrase-needed"]
    assert codes(lambda: Workspace.open(folder, passphrase="Zażółć")) == ["passphrase-wrong"]
    assert codes(lambda: Workspace.open(folder, passphrase="")) == ["passphrase-wrong"]
    empty = tmp_path / "B.clusterbench"
    assert codes(lambda: Workspace.create(empty, title="T", edition="e", files={}, passphrase="")) == [
        "passphrase-empty"
    ]
    assert not empty.exists()


def test_setting_changing_and_removing_a_passphrase_leaves_the_database_alone(folder, codes):
    before = (folder / "study.db").read_bytes()
    keys.change_passphrase(folder / "key.json", None, "first", cost=CHEAP)
    assert keys.read_envelope(folder / "key.json").profile is None
    assert codes(lambda: Workspace.open(folder)) == ["passphrase-needed"]
    keys.change_passphrase(folder / "key.json", "first", "second", cost=CHEAP)
    assert codes(lambda: Workspace.open(folder, passphrase="first")) == ["passphrase-wrong"]
    assert codes(lambda: keys.change_passphrase(folder / "key.json", "first", None)) == ["passphrase-wrong"]
    keys.change_passphrase(folder / "key.json", "second", None)
    assert (folder / "study.db").read_bytes() == before
    with Workspace.open(folder) as workspace:
        assert not workspace.info.protected


def test_an_open_study_gets_a_passphrase(folder, codes):
    with Workspace.open(folder) as workspace:
        workspace.set_passphrase("nowe", cost=CHEAP)
        assert workspace.info.protected
        assert len(workspace.interviews()) == 1
    with Workspace.open(folder, passphrase="nowe", read_only=True) as workspace:
        assert codes(lambda: workspace.set_passphrase(None, old="nowe")) == ["workspace-read-only"]


def test_a_full_disk_while_the_passphrase_changes_keeps_the_old_one(folder, codes, monkeypatch):
    before = {one.name: one.read_bytes() for one in folder.iterdir()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, "fsync", full)
    assert codes(lambda: keys.change_passphrase(folder / "key.json", None, "x", cost=CHEAP)) == ["disk-full"]
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_ways_of_later_versions_are_carried_along(folder):
    file = folder / "key.json"
    content = json.loads(file.read_text())
    later = {"kind": "token", "wrapped": "…"}
    file.write_text(json.dumps(content | {"wraps": [*content["wraps"], later]}))
    keys.change_passphrase(file, None, "first", cost=CHEAP)
    assert keys.read_envelope(file).others == (later,)


def test_the_default_cost_is_what_the_decision_says():
    assert Cost() == Cost(memory=256 * 1024, passes=3, lanes=4)


def test_argon2id_is_the_standard_one():
    """A key that another implementation must give too: Argon2id by the OpenSSL behind `cryptography`."""
    argon2 = pytest.importorskip("cryptography.hazmat.primitives.kdf.argon2", reason="cryptography is older than 44")
    salt, data_key = bytes(range(16)), bytes(32)
    sealed = keys.seal(data_key, "hasło", cost=Cost(memory=256, passes=2, lanes=2))
    wrap = sealed.passphrase
    other = argon2.Argon2id(salt=wrap.salt, length=32, iterations=2, lanes=2, memory_cost=256)
    assert aes_key_unwrap(other.derive("hasło".encode()), wrap.wrapped) == data_key
    assert wrap.salt != salt


def test_memory_that_is_not_there_is_a_problem_with_its_size(tmp_path, monkeypatch):
    argon2 = pytest.importorskip("argon2.low_level")
    from argon2.exceptions import HashingError

    def no_memory(*_):
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(argon2, "hash_secret_raw", no_memory)
    envelope = Envelope(passphrase=PassphraseWrap(bytes(16), Cost(), bytes(40)))
    with pytest.raises(ProblemError) as caught:
        keys.unseal(envelope, "x", tmp_path)
    assert [(one.code, one.values["megabytes"]) for one in caught.value.problems] == [("memory-short", 256)]
