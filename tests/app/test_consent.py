"""Withdrawn consent: nothing of the interview is left in the study, not even in pages that are free, and the chain holds."""

import io

import pytest

from clusterbench_gui.app.consent import withdraw_consent
from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.interviews import reason_of, reopen, save, start_interview
from clusterbench_gui.domain.attachments import Attachment
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.status import Status
from clusterbench_gui.storage.checks.check import check
from tests.helpers.secrets import files_with, pages
from tests.helpers.study import ANNA

SECRETS = ("Tajemnica-Odpowiedzi", "Tajemnica-Uwagi", "Tajemnica-Szkicu", "Tajemnica-Nazwy", "Tajemnica-Pisana")
TYPED, ANSWER, REMARK = SECRETS[4], SECRETS[0], SECRETS[1]


@pytest.fixture
def interview(study):
    """An interview with something of every kind, replaced and long enough for pages of its own."""
    interview = start_interview(study, "K01", ANNA)
    for number in range(3):
        said = [
            Statement(interview, EventKind.ANSWER, f"{ANSWER} {number} " * 400, "/data/a", f"{TYPED} {number}"),
            Statement(interview, EventKind.REMARK, f"{REMARK} {number}", "/data/a"),
        ]
        save(study, said, ANNA)
        study.workspace.save_draft(interview, "/data/b", f"{SECRETS[2]} {number}")
        study.workspace.attach(interview, "/data/c", io.BytesIO(b"recording"), f"{SECRETS[3]}{number}.wav", ANNA)
    return interview


def seen(study):
    return [one for one in SECRETS if one.encode() in pages(study.workspace.folder)]


def test_everything_that_was_said_is_gone_and_the_chain_holds(study, interview):
    folder = study.workspace.folder
    assert seen(study) == list(SECRETS)
    files = [Attachment.of(one.value) for one in study.workspace.events(interview) if one.kind is EventKind.ATTACHMENT]
    keys = [one.key for one in files]
    assert all(key.encode() in pages(folder) for key in keys)

    event = withdraw_consent(study, interview, ANNA)

    assert event.kind is EventKind.CONSENT_WITHDRAWN
    assert seen(study) == []
    assert not any(key.encode() in pages(folder) for key in keys)
    assert list((folder / "attachments").iterdir()) == []
    assert check(folder) == ()
    kept = [one for one in study.workspace.events(interview) if one.value]
    assert {one.kind for one in kept} <= {EventKind.CREATED, EventKind.STATUS, EventKind.CONSENT_WITHDRAWN}
    study.close()
    assert seen(study) == []


def test_what_withdrawal_is_measured_by_would_find_what_is_left(study, interview, monkeypatch):
    """The control: with pages that are only forgotten, the search finds the answers."""
    study.workspace._db.execute("pragma secure_delete = off")
    monkeypatch.setattr("clusterbench_gui.storage.workspace.checkpoint", lambda _: None)
    withdraw_consent(study, interview, ANNA)
    assert seen(study) == list(SECRETS)


def test_other_interviews_keep_theirs(study, interview):
    other = start_interview(study, "K02", ANNA)
    event = study.workspace.attach(other, "/data/c", io.BytesIO(b"other"), "other.wav", ANNA)
    withdraw_consent(study, interview, ANNA)
    assert study.workspace.attachment(event) == b"other"
    status = {one.id: one.status for one in study.workspace.interviews()}
    assert (status[interview], status[other]) == (Status.WITHDRAWN, Status.OPEN)


def test_nothing_is_written_to_it_any_more(study, interview):
    withdraw_consent(study, interview, ANNA)
    workspace = study.workspace
    for write in (
        lambda: save(study, [Statement(interview, EventKind.ANSWER, "x", "/data/a")], ANNA),
        lambda: workspace.save_draft(interview, "/data/a", "x"),
        lambda: workspace.attach(interview, "/data/a", io.BytesIO(b"x"), "x", ANNA),
        lambda: withdraw_consent(study, interview, ANNA),
    ):
        with pytest.raises(ProblemError, match="interview-withdrawn"):
            write()
    assert workspace.drafts(interview) == {}


def test_an_export_afterwards_knows_nothing_of_it(study, interview, tmp_path):
    export_csv(study, tmp_path / "before")
    assert files_with(REMARK, tmp_path / "before")
    withdraw_consent(study, interview, ANNA)
    export_csv(study, tmp_path / "after")
    assert [one for secret in SECRETS for one in files_with(secret, tmp_path / "after")] == []


def test_the_reason_why_it_was_opened_again_goes_too(study, interview):
    reason = "Tajemnica-Powodu"
    save(study, [Statement(interview, EventKind.STATUS, Status.FINISHED.value)], ANNA)
    reopen(study, interview, reason, ANNA)
    assert reason_of(study, interview) == reason
    assert reason.encode() in pages(study.workspace.folder)
    withdraw_consent(study, interview, ANNA)
    assert reason.encode() not in pages(study.workspace.folder)
    assert check(study.workspace.folder) == ()
