"""Backups as people meet them: by a function, by themselves on a thread, and without what was withdrawn."""

import threading

import pytest

from clusterbench_gui.app import backups
from clusterbench_gui.app.backups import Safekeeping, back_up, back_up_open, backup_needs_passphrase, restore_study
from clusterbench_gui.app.checking import check_study, repair_study
from clusterbench_gui.app.consent import withdraw_consent
from clusterbench_gui.app.interviews import start_interview
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.storage.backups.archive import read_manifest
from clusterbench_gui.storage.backups.automatic import automatic_backups
from tests.helpers.study import ANNA


@pytest.fixture
def interview(study):
    interview = start_interview(study, "K01", ANNA)
    study.workspace.append([Statement(interview, EventKind.ANSWER, "tajne", "/data/a")], ANNA)
    return interview


def test_an_open_study_is_backed_up_and_comes_back(study, interview, tmp_path):
    seen = []
    file = back_up_open(study, tmp_path / "A.cbackup", progress=lambda *step: seen.append(step))
    assert seen[-1][0] == seen[-1][1]
    assert not backup_needs_passphrase(file)
    assert restore_study(file, tmp_path / "B.clusterbench") == ()
    again = open_study(tmp_path / "B.clusterbench")
    assert again.workspace.events(interview) == study.workspace.events(interview)
    assert again.edition.id == study.edition.id
    again.close()
    assert check_study(tmp_path / "B.clusterbench") == ()


def test_a_folder_gets_a_backup_under_the_name_of_the_study(study, tmp_path):
    (tmp_path / "out").mkdir()
    file = back_up(study.workspace.folder, tmp_path / "out")
    assert file.parent == tmp_path / "out"
    assert file.name.startswith(f"{study.workspace.folder.stem}-20")
    assert read_manifest(file).study == study.workspace.info.id


def test_a_folder_that_is_not_there_is_made_and_backups_do_not_replace_each_other(study, tmp_path):
    file = back_up(study.workspace.folder, tmp_path / "new" / "backups")
    assert file.parent == tmp_path / "new" / "backups"
    assert file.suffix == ".cbackup"


def test_a_backup_is_not_put_inside_the_study(study):
    with pytest.raises(ProblemError, match="backup-inside"):
        back_up(study.workspace.folder, study.workspace.folder / "A.cbackup")


def test_stopping_leaves_nothing(study, tmp_path):
    for call in (
        lambda: back_up_open(study, tmp_path / "out" / "A.cbackup", cancelled=lambda: True),
        lambda: restore_study(
            back_up_open(study, tmp_path / "A.cbackup"), tmp_path / "out" / "B.clusterbench", cancelled=lambda: True
        ),
    ):
        with pytest.raises(ProblemError, match="cancelled"):
            call()
        assert list((tmp_path / "out").iterdir()) == []


def test_what_is_no_backup_needs_no_passphrase(tmp_path):
    (tmp_path / "letter").write_text("Dear Sir")
    assert not backup_needs_passphrase(tmp_path / "letter")
    assert not backup_needs_passphrase(tmp_path / "nowhere")


def test_a_study_keeps_itself_safe_once_a_day(study, interview, monkeypatch):
    days = iter(["1", "1", "2", *["3"] * 10_000])
    monkeypatch.setattr(backups, "_today", lambda: next(days))
    reports, third = [], threading.Event()

    def report(problems):
        reports.append(problems)
        if len(reports) == 3:
            third.set()

    safekeeping = Safekeeping(study, report, soon=0, look=0.01)
    assert third.wait(60)
    safekeeping.close()
    assert reports == [(), (), ()]
    assert len(automatic_backups(study.workspace.folder / "backups")) == 1  # nothing had changed


def test_closing_does_not_wait_for_the_next_day(study):
    reports = []
    safekeeping = Safekeeping(study, reports.append)
    safekeeping.close()
    assert reports == []


def test_a_backup_that_fails_is_reported_and_work_goes_on(study, interview):
    (study.workspace.folder / "backups").write_text("in the way")
    reported, reports = threading.Event(), []
    safekeeping = Safekeeping(study, lambda problems: (reports.extend(problems), reported.set()), soon=0)
    assert reported.wait(60)
    study.workspace.append([Statement(interview, EventKind.ANSWER, "dalej", "/data/a")], ANNA)
    safekeeping.close()
    assert [one.code for one in reports] == ["backup-failed", "folder-not-writable"]


def test_withdrawing_consent_reaches_the_automatic_backups(study, interview):
    keeper = study.workspace.keeper
    assert keeper.keep_safe() == ()
    ((_, file),) = automatic_backups(study.workspace.folder / "backups")
    assert read_manifest(file).withdrawn == frozenset()
    withdraw_consent(study, interview, ANNA)
    assert study.workspace.notices == ()
    assert read_manifest(file).withdrawn == {interview}


def test_what_could_not_be_erased_is_told_and_done_at_the_next_call(study, interview):
    keeper = study.workspace.keeper
    keeper.keep_safe()
    ((_, file),) = automatic_backups(study.workspace.folder / "backups")
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    withdraw_consent(study, interview, ANNA)
    assert [one.code for one in study.workspace.notices] == ["backup-not-erased", "backup-damaged"]
    file.write_bytes(whole)
    assert keeper.keep_safe() == ()
    assert all(read_manifest(one).withdrawn == {interview} for _, one in automatic_backups(file.parent))


def test_a_damaged_study_is_repaired_and_opens(study, interview):
    folder = study.workspace.folder
    study.workspace.keeper.keep_safe()
    study.close()
    content = bytearray((folder / "study.db").read_bytes())
    content[50] ^= 1
    (folder / "study.db").write_bytes(content)
    assert [one.code for one in check_study(folder)] == ["workspace-damaged"]
    assert repair_study(folder).left == ()
    again = open_study(folder)
    assert [one.value for one in again.workspace.current(interview) if one.path == "/data/a"] == ["tajne"]
    again.close()
    assert check_study(folder) == ()
