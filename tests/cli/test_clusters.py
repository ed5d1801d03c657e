"""The command that takes a list of clusters in, and assigning that says whose they are."""

import pytest

from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.contacts import Contact
from tests.helpers.devices import laptop_at, office_at


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return office_at(tmp_path / "office")


def test_a_list_is_taken_in_and_what_is_wrong_is_said(office, capsys):
    path = office.write("list.csv", b"name,person\nNowy,Zofia\nInny,Marek\n")
    with office:
        assert run(["clusters", str(office.study), str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == ["1 new cluster", "1 known cluster"]
    with office.opened() as study:
        assert study.workspace.contacts() == {"K02": Contact("K02", "Marek"), "K03": Contact("K03", "Zofia")}
    path.write_text("name\n\n,\n")
    with office:
        assert run(["clusters", str(office.study), str(office.write("bad.csv", b"code,name\nK09,\n"))]) == 2
    assert "row 2, column name: The cluster has no name." in capsys.readouterr().err


def test_who_gets_clusters_by_name_is_their_interviewer(tmp_path, office):
    laptop = laptop_at(tmp_path / "anna", office)
    card = office.write("anna.card", b"")
    with laptop:
        assert run(["card", str(card)]) == 0
    with office:
        assert (
            run(["assign", str(office.study), str(tmp_path / "a.cbundle"), "--to", str(card), "--cluster", "K02"]) == 0
        )
        assert run(["assign", str(office.study), str(tmp_path / "b.cbundle"), "--to", str(card)]) == 0
    with office.opened() as study:
        assert study.workspace.contacts() == {"K02": Contact("K02", interviewer="anna")}
