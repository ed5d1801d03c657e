"""The command that erases an interview."""

import io
import sys

import pytest

from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.cli.main import run
from clusterbench_gui.domain.status import Status
from tests.helpers.devices import office_at
from tests.helpers.study import ANNA, give


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(tmp_path / "nobody"))
    return office_at(tmp_path / "office")


@pytest.fixture
def interview(office):
    with office.opened() as study:
        made = start_interview(study, "K01", ANNA)
        save(study, give(open_interview(study, made, "pl"), "cluster_name", "Zielony"), ANNA)
    return made


def status_of(office, interview):
    with office:
        study = open_study(office.study, read_only=True)
        try:
            return {one.id: one.status for one in study.workspace.interviews()}[interview]
        finally:
            study.close()


def test_interviews_are_listed_and_one_is_erased(office, interview, capsys):
    study = str(office.study)
    with office:
        assert run(["withdraw", study]) == 0
        assert capsys.readouterr().out.startswith(f"{interview}  K01  coordinator  {ANNA.name}  20")
        assert run(["withdraw", study, interview]) == 1
        assert run(["withdraw", study, interview, "--yes"]) == 2
    assert status_of(office, interview) is Status.OPEN
    with office:
        assert run(["withdraw", study, interview, "--yes", "--by", "Ewa Lis"]) == 0
        assert run(["withdraw", study, interview, "--yes", "--by", "Ewa Lis"]) == 2
        assert run(["withdraw", study, "nothing", "--yes", "--by", "Ewa Lis"]) == 2
        capsys.readouterr()
        assert run(["withdraw", study]) == 0
        assert capsys.readouterr().out == ""
        assert run(["check", study]) == 0
    assert status_of(office, interview) is Status.WITHDRAWN


def test_at_a_terminal_it_is_asked_for(office, interview, monkeypatch):
    for said, expected, status in (("no\n", 1, Status.OPEN), ("yes\n", 0, Status.WITHDRAWN)):
        terminal = io.StringIO(said)
        terminal.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", terminal)
        with office:
            assert run(["withdraw", str(office.study), interview, "--by", "Ewa Lis"]) == expected
        assert status_of(office, interview) is status
