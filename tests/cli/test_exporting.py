"""The command `export`: its formats and languages, what it prints, and that Ctrl+C leaves nothing half written."""

import csv

import pytest

from clusterbench_gui.app.export import EXPORTERS
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.cli.exporting import FORMATS
from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.studies import Cluster
from tests.helpers.study import fill


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "badanie.clusterbench"
    create_study(folder, title="Próba", clusters=[Cluster("K01", "Klaster Próbny")])
    study = open_study(folder)
    fill(study)
    study.close()
    return folder


def test_it_offers_what_can_be_written():
    assert tuple(FORMATS) == tuple(EXPORTERS)


def test_every_format_is_written_and_its_files_are_named(folder, tmp_path, capsys):
    for name in FORMATS:
        out = tmp_path / name
        assert run(["export", str(folder), str(out), "--format", name]) == 0
        assert sorted(capsys.readouterr().out.splitlines()) == sorted(map(str, out.iterdir()))


def test_labels_are_in_the_language_asked_for(folder, tmp_path):
    found = {}
    for language in ("pl", "en"):
        assert run(["export", str(folder), str(tmp_path / language), "--language", language]) == 0
        with (tmp_path / language / "dictionary.csv").open(encoding="utf-8-sig", newline="") as content:
            lines = csv.DictReader(content)
            found[language] = next(line["label"] for line in lines if line["variable"] == "budget_total")
    assert found["pl"].startswith("Ile wydano")
    assert found["en"].startswith("How much was spent")


def test_ctrl_c_leaves_nothing(folder, tmp_path, capsys, monkeypatch):
    def stop(_done, _total):
        raise KeyboardInterrupt

    monkeypatch.setattr("clusterbench_gui.cli.exporting.show_progress", stop)
    assert run(["export", str(folder), str(tmp_path / "out"), "--format", "sav"]) == 2
    assert not (tmp_path / "out").exists()
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_place_that_cannot_be_written_is_one_sentence(folder, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert run(["export", str(folder), str(tmp_path / "file"), "--format", "xlsx"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
