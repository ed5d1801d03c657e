"""Answers as CSV: every answer once, absences with their reason, and nothing that a spreadsheet would compute."""

import csv

from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from tests.helpers.study import ANNA, ANSWERS, MEMBERS, fill, fill_expert, give


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content))


def test_every_answer_is_found_again(study, tmp_path):
    fill(study, budget_private=Absence.REFUSED, legal_form="association")
    fill_expert(study, "K01")
    written = {path.name: rows(path) for path in export_csv(study, tmp_path / "out")}
    assert set(written) == {"coordinator.csv", "coordinator.members.csv", "coordinator.project.csv", "expert.csv"}
    (own,) = written["coordinator.csv"]
    assert (own["cluster"], own["status"], own["person"]) == ("K01", "finished", ANNA.id)
    assert own["budget_total"] == ANSWERS["budget_total"]
    assert (own["budget_private"], own["budget_private__absence"]) == ("", "refused")
    assert (own["legal_form_other"], own["legal_form_other__absence"]) == ("", "not-asked")
    assert [one["member_count"] for one in written["coordinator.members.csv"]] == list(MEMBERS)
    assert [one["row"] for one in written["coordinator.members.csv"]] == [str(n) for n in range(1, 10)]
    assert {one["interview"] for one in written["coordinator.project.csv"]} == {own["interview"]}


def test_a_text_that_begins_like_a_formula_is_harmless(study, tmp_path):
    opened = open_interview(study, start_interview(study, "K01", ANNA), "pl")
    save(study, give(opened, "cluster_name", '=HYPERLINK("x")'), ANNA)
    (own,) = rows(export_csv(study, tmp_path / "out")[0])
    assert own["cluster_name"] == '\'=HYPERLINK("x")'


def test_a_withdrawn_interview_is_not_written(study, tmp_path):
    opened = fill(study)
    study.workspace.append([Statement(opened.interview.id, EventKind.CONSENT_WITHDRAWN, "")], ANNA)
    assert export_csv(study, tmp_path / "out") == ()
