"""The commands between office and laptops, from card to settled conflict."""

import io
import sys

import pytest

from clusterbench_gui.app import bundles
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.cli.main import run
from tests.helpers.devices import Device, laptop_at, office_at
from tests.helpers.study import ANNA, give


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "nobody"))
    return office_at(tmp_path / "office")


def answer(device, interview, value):
    with device.opened() as study:
        save(study, give(open_interview(study, interview, "pl"), "cluster_name", value), ANNA)


def test_the_whole_way_from_card_to_settled_conflict(tmp_path, office, capsys):
    laptop = Device(tmp_path / "laptop")
    card, work, stick = tmp_path / "anna.card", tmp_path / "work.cbundle", tmp_path / "stick"
    stick.mkdir()
    with laptop:
        assert run(["card", str(card)]) == 0
        assert laptop.card.fingerprint in capsys.readouterr().err
        assert run(["card"]) == 0
        assert capsys.readouterr().out == card.read_text(encoding="ascii")
    with office.opened() as study:
        interview = start_interview(study, "K01", ANNA)
    with office:
        print_of = laptop.card.fingerprint
        assert run(["accept", str(office.study), str(card), "--name", "Anna", "--fingerprint", "0000"]) == 1
        assert print_of in capsys.readouterr().out
        assert run(["accept", str(office.study), str(card), "--name", "Anna", "--fingerprint", print_of]) == 0
        assert run(["assign", str(office.study), str(work), "--to", str(card), "--with-log"]) == 0
    with laptop:
        assert run(["accept", str(laptop.study), str(work)]) == 1
        assert not laptop.study.exists()
        capsys.readouterr()
        assert run(["accept", str(laptop.study), str(work), "--fingerprint", office.card.fingerprint]) == 0
        made, accepted = capsys.readouterr().out.splitlines()
        assert made == f"The study is in {laptop.study}"
        assert run(["accept", str(laptop.study), str(work), "--fingerprint", office.card.fingerprint]) == 0
        assert capsys.readouterr().out.splitlines() == [accepted]
    answer(office, interview, "Zielony")
    answer(laptop, interview, "Żółty")
    with laptop:
        capsys.readouterr()
        assert run(["sync", str(laptop.study), "--folder", str(stick)]) == 0
        assert capsys.readouterr().out.startswith("Written: result-")
        assert run(["sync", str(laptop.study)]) == 0
        assert capsys.readouterr().out == "Nothing new to send.\n"
    with office:
        assert run(["sync", str(office.study), "--folder", str(stick)]) == 0
    settle_at(office, interview, capsys)


def settle_at(office, interview, capsys):
    nothing, *read = capsys.readouterr().out.splitlines()
    assert nothing.startswith("Nothing is sent from here")
    assert read[0].startswith("result-")
    with office:
        assert run(["conflicts", str(office.study)]) == 1
        listed = capsys.readouterr().out
        first, *said = listed.splitlines()
        assert first.startswith("1. K01 ")
        assert "full name of the cluster" in first
        assert first.endswith("/cluster_name)")
        assert said[0].startswith("   1. Zielony (Anna Źdźbło, ")
        settle = ["conflicts", str(office.study), "--settle", "1"]
        assert run([*settle, "--take", "2"]) == 2
        assert run([*settle, "--by", "Szefowa"]) == 2
        assert run(["conflicts", str(office.study), "--settle", "5", "--take", "1", "--by", "Szefowa"]) == 2
        assert run([*settle, "--take", "2", "--by", "Szefowa"]) == 0
        assert run(["conflicts", str(office.study)]) == 0
        study = open_study(office.study)
        assert study.workspace.current(interview)[-1].value == "Żółty"
        study.close()


def test_import_reads_bundles_beside_other_files(tmp_path, office, capsys):
    laptop = laptop_at(tmp_path / "laptop", office)
    with laptop.opened() as study:
        interview = start_interview(study, "K01", ANNA)
    with laptop:
        path = tmp_path / "a.cbundle"
        assert run(["export", str(laptop.study), str(path), "--format", "bundle"]) == 0
        assert capsys.readouterr().out.strip() == str(path)
    with office:
        assert run(["import", str(office.study), str(path), "--dry-run"]) == 0
        assert run(["import", str(office.study), str(path), str(path)]) == 0
        assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["a.cbundle"] * 3
    with office.opened() as study:
        assert [one.id for one in study.workspace.interviews()] == [interview]


def test_what_cannot_be_taken_is_one_sentence(tmp_path, office, capsys):
    (tmp_path / "x.cbundle").write_bytes(b"nothing")
    with office:
        assert run(["accept", str(office.study), str(tmp_path / "x.cbundle")]) == 2
        assert run(["sync", str(office.study)]) == 2
        assert run(["sync", str(office.study), "--folder", str(tmp_path / "gone")]) == 2
        assert run(["assign", str(office.study), str(tmp_path / "o"), "--to", str(tmp_path / "x.cbundle")]) == 2
        errors = capsys.readouterr().err.splitlines()
        assert len(errors) == 4
        assert not any("Traceback" in line for line in errors)
        (tmp_path / "stick").mkdir()
        (tmp_path / "x.cbundle").rename(tmp_path / "stick" / "x.cbundle")
        assert run(["sync", str(office.study), "--folder", str(tmp_path / "stick")]) == 1
        assert "x.cbundle" in capsys.readouterr().out


def test_at_a_terminal_the_fingerprint_is_asked_for(tmp_path, office, capsys, monkeypatch):
    laptop = Device(tmp_path / "laptop")
    with laptop:
        (tmp_path / "anna.card").write_text(bundles.own_card_text(), encoding="ascii")
    with office:
        assert run(["accept", str(tmp_path / "gone"), str(tmp_path / "anna.card")]) == 2
        assert "There is no such folder" in capsys.readouterr().err
        for said, expected in (("no\n", 1), ("yes\n", 0)):
            terminal = io.StringIO(said)
            terminal.isatty = lambda: True
            monkeypatch.setattr(sys, "stdin", terminal)
            assert run(["accept", str(office.study), str(tmp_path / "anna.card")]) == expected
            assert laptop.card.fingerprint in capsys.readouterr().out
