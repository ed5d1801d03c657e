"""Closing an edition: final as long as data and method are what was closed, through backups, and only by a supervisor."""

from dataclasses import replace

import pytest

from clusterbench_gui.app.backups import back_up, restore_study
from clusterbench_gui.app.checking import repair_study
from clusterbench_gui.app.closing import close_edition, closing_of, reopen_edition
from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.problems import ProblemError
from tests.helpers.study import ANNA, fill

EWA = replace(ANNA, id="ewa", name="Ewa Lis", role=Role.SUPERVISOR)


def scored(study):
    return score(collect(study))


def close(study):
    return close_edition(study, scored(study).scores.fingerprint, EWA)


def test_reports_are_final_from_closing_until_an_answer_changes_or_somebody_opens_it_again(study):
    fill(study)
    assert closing_of(study) is None
    assert scored(study).is_draft
    closing = close(study)
    assert closing == closing_of(study)
    assert closing.person == "Ewa Lis"
    assert not scored(study).is_draft
    fill(study, meetings="3")
    assert scored(study).is_draft
    assert closing_of(study) == closing
    close(study)
    assert not scored(study).is_draft
    reopen_edition(study, EWA)
    assert closing_of(study) is None
    assert scored(study).is_draft


def test_a_closed_edition_stays_closed_in_its_backup_and_through_a_repair(study, folder, tmp_path):
    fill(study)
    closing = close(study)
    study.close()
    restore_study(back_up(folder, tmp_path / "b.cbackup"), tmp_path / "again.clusterbench")
    repair_study(folder)
    for one in (folder, tmp_path / "again.clusterbench"):
        again = open_study(one)
        assert closing_of(again) == closing
        assert not scored(again).is_draft
        again.close()


def test_only_a_supervisor_closes_and_opens_again_and_only_what_is_closed(study):
    fill(study)
    for act, code in (
        (lambda: close_edition(study, "f", ANNA), "role-closing"),
        (lambda: reopen_edition(study, EWA), "edition-open"),
    ):
        with pytest.raises(ProblemError) as caught:
            act()
        assert [one.code for one in caught.value.problems] == [code]
    close(study)
    with pytest.raises(ProblemError) as caught:
        reopen_edition(study, ANNA)
    assert [one.code for one in caught.value.problems] == ["role-closing"]
    assert closing_of(study) is not None


def test_invented_data_stay_a_draft(tmp_path):
    make_demo(tmp_path / "demo.clusterbench", clusters=3)
    study = open_study(tmp_path / "demo.clusterbench")
    try:
        with pytest.raises(ProblemError) as caught:
            close(study)
        assert [one.code for one in caught.value.problems] == ["edition-invented"]
        assert scored(study).is_draft
    finally:
        study.close()
