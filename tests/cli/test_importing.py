"""The command import: what it says, how it ends, and that a dry run writes nothing."""

import pytest

from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.openrosa import export_odk
from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.studies import Cluster
from tests.helpers.study import fill_expert


def made(folder):
    create_study(folder, title="A", clusters=[Cluster("K01", "A"), Cluster("K02", "B")])
    return folder


@pytest.fixture
def sources(tmp_path):
    study = open_study(made(tmp_path / "from.clusterbench"))
    fill_expert(study, "K02")
    export_odk(study, tmp_path / "odk")
    export_csv(study, tmp_path / "csv")
    study.close()
    return tmp_path


def interviews(folder):
    study = open_study(folder, read_only=True)
    try:
        return len(study.workspace.interviews())
    finally:
        study.close()


def test_a_folder_of_submissions_is_taken_in_once(sources, capsys):
    target = made(sources / "to.clusterbench")
    command = ["import", str(target), str(sources / "odk")]
    assert run([*command, "--dry-run"]) == 0
    assert interviews(target) == 0
    assert run(command) == 0
    assert interviews(target) == 1
    assert run(command) == 0
    assert run(["import", str(target), str(sources / "csv" / "expert.csv")]) == 0
    told = capsys.readouterr()
    assert [line[:12] for line in told.out.splitlines()] == ["1 new, 0 cha"] * 2 + ["0 new, 0 cha"] * 2
    assert told.err == ""
    assert interviews(target) == 1


def test_what_is_refused_is_named_and_ends_with_1(sources, capsys):
    target = made(sources / "to.clusterbench")
    table = sources / "t.csv"
    table.write_text("_cluster,expert_years\nK01,many\nK02,5\n", encoding="utf-8")
    assert run(["import", str(target), str(table)]) == 1
    assert interviews(target) == 0
    told = capsys.readouterr()
    assert "row 2, column expert_years: “many” is no answer" in told.err
    assert "--skip-bad leaves them out" in told.err.splitlines()[-1]
    assert run(["import", str(target), str(table), "--skip-bad"]) == 1
    assert interviews(target) == 1
    assert "1 new, 0 changed, 0 unchanged, 1 refused" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"", b"\0\0", b"PK\x03\x04" + bytes(30), b"x", "ż,b\n".encode("cp1250")])
def test_what_cannot_be_read_ends_with_2_and_one_line(sources, capsys, content):
    target = made(sources / "to.clusterbench")
    source = sources / "source"
    if content is not None:
        source.write_bytes(content)
    assert run(["import", str(target), str(source)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_wrong_key_is_no_key(sources, capsys):
    target = made(sources / "to.clusterbench")
    command = ["import", str(target), str(sources / "odk"), "--private-key", str(sources / "csv" / "expert.csv")]
    assert run(command) == 2
    assert "no private key" in capsys.readouterr().err
