"""The commands backup, restore and check, as whole functions: what they print, exit codes, one sentence for bad input."""

import os
import subprocess
import sys

import pytest

from clusterbench_gui.app.studies import create_study
from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.studies import Cluster

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "study.clusterbench"
    create_study(folder, title="T", clusters=[Cluster("K01", "Klaster Żółty")])
    return folder


def spoil(file, place):
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def test_a_study_goes_into_one_file_and_comes_back(tmp_path, folder, capsys):
    file, again = tmp_path / "A.cbackup", tmp_path / "again.clusterbench"
    assert run(["backup", str(folder), str(file)]) == 0
    assert capsys.readouterr().out.strip() == str(file)
    assert run(["restore", str(file), str(again)]) == 0
    assert str(again) in capsys.readouterr().out
    assert run(["check", str(again)]) == 0
    assert run(["restore", str(file), str(again)]) == 2
    assert capsys.readouterr().err.startswith(f"{again}: ")


def test_a_damaged_backup_is_one_sentence(tmp_path, folder, capsys):
    file = tmp_path / "A.cbackup"
    run(["backup", str(folder), str(file)])
    spoil(file, file.stat().st_size // 2)
    assert run(["restore", str(file), str(tmp_path / "again.clusterbench")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert error.startswith(f"{file}: ")
    assert not (tmp_path / "again.clusterbench").exists()


def test_check_names_the_damage_and_repairs_it(tmp_path, folder, capsys):
    spoil(folder / "study.db", 50)
    assert run(["check", str(folder)]) == 1
    assert run(["check", "--repair", str(folder)]) == 0
    assert str(folder / "backups" / "damaged-") in capsys.readouterr().out
    assert run(["check", str(folder)]) == 0


def test_what_a_repair_could_not_have_is_named(tmp_path, folder, capsys):
    pages = (folder / "study.db").stat().st_size // 4096
    for page in range(1, pages):
        spoil(folder / "study.db", page * 4096 + 50)
    assert run(["check", "--repair", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(str(folder / "study.db"))


def test_a_passphrase_protects_a_backup_too(tmp_path, capsys, monkeypatch):
    folder, file = tmp_path / "study.clusterbench", tmp_path / "A.cbackup"
    create_study(folder, title="T", passphrase="sezamie")
    monkeypatch.setenv("CLUSTERBENCH_PASSPHRASE", "sezamie")
    assert run(["backup", str(folder), str(file)]) == 0
    monkeypatch.setenv("CLUSTERBENCH_PASSPHRASE", "wrong")
    assert run(["restore", str(file), str(tmp_path / "B.clusterbench")]) == 2
    assert not (tmp_path / "B.clusterbench").exists()
    monkeypatch.setenv("CLUSTERBENCH_PASSPHRASE", "sezamie")
    assert run(["restore", str(file), str(tmp_path / "B.clusterbench")]) == 0


@pytest.mark.parametrize(
    "arguments",
    [["backup", "nowhere", "x.cbackup"], ["restore", "nowhere.cbackup", "x"], ["check", "nowhere", "--repair"]],
)
def test_what_is_not_there_is_one_sentence(tmp_path, arguments, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_said_on_standard_error(tmp_path, folder):
    arguments = [sys.executable, "-m", "clusterbench_gui", "backup", str(folder), str(tmp_path / "A.cbackup")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=os.environ)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_backup_with_a_forgotten_passphrase_is_restored_by_the_office(tmp_path, capsys, monkeypatch):
    folder, file, office, new = (
        tmp_path / name for name in ("study.clusterbench", "A.cbackup", "office.key", "new.txt")
    )
    create_study(folder, title="T", passphrase="zapomniane")
    monkeypatch.setenv("CLUSTERBENCH_PASSPHRASE", "zapomniane")
    assert run(["key", "office", str(office)]) == 0
    assert run(["key", "add", str(folder), capsys.readouterr().out.strip()]) == 0
    assert run(["backup", str(folder), str(file)]) == 0
    monkeypatch.delenv("CLUSTERBENCH_PASSPHRASE")
    new.write_text("nowe", encoding="utf-8")
    again = tmp_path / "again.clusterbench"
    by_office = ["restore", str(file), str(again), "--identity", str(office), "--new-passphrase-file", str(new)]
    assert run(by_office) == 0
    assert run(["check", str(again), "--passphrase-file", str(new)]) == 0
    assert run(["check", str(again)]) == 2
