"""Answers as CSV: every answer once, absences with their reason, and nothing that a spreadsheet would compute."""

import csv

import pytest

from clusterbench_gui.app.export import _harmless, export_csv
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
    names = {"coordinator.csv", "coordinator.members.csv", "coordinator.project.csv", "expert.csv", "remarks.csv"}
    assert set(written) == names
    (own,) = written["coordinator.csv"]
    assert (own["_cluster"], own["_status"], own["_person"]) == ("K01", "finished", ANNA.name)
    assert own["budget_total"] == ANSWERS["budget_total"]
    assert (own["budget_private"], own["budget_private__absence"]) == ("", "refused")
    assert (own["legal_form_other"], own["legal_form_other__absence"]) == ("", "not-asked")
    assert [one["member_count"] for one in written["coordinator.members.csv"]] == list(MEMBERS)
    assert [one["member_code"] for one in written["coordinator.members.csv"]][::8] == ["micro", "other"]
    assert own["members_total"] == str(sum(int(one) for one in MEMBERS))
    assert [one["_row"] for one in written["coordinator.members.csv"]] == [str(n) for n in range(1, 10)]
    assert {one["_interview"] for one in written["coordinator.project.csv"]} == {own["_interview"]}


def test_what_interviewers_noted_stands_beside_the_answers_under_their_names(study, tmp_path):
    opened = fill(study)
    noted = Statement(opened.interview.id, EventKind.REMARK, "Sprawdzić w sprawozdaniu.", "/data/z2/budget_total")
    again = Statement(opened.interview.id, EventKind.REMARK, "Sprawdzić.", "/data/z2/budget_total")
    gone = [Statement(opened.interview.id, EventKind.REMARK, text, "/data/z1/staff_fte") for text in ("Nie.", "")]
    study.workspace.append([again, noted, *gone], ANNA)
    (remark,) = rows(next(path for path in export_csv(study, tmp_path / "out") if path.name == "remarks.csv"))
    assert (remark["_cluster"], remark["question"], remark["remark"], remark["_person"]) == (
        "K01",
        "/data/z2/budget_total",
        "Sprawdzić w sprawozdaniu.",
        ANNA.name,
    )


def test_a_text_that_begins_like_a_formula_is_harmless(study, tmp_path):
    opened = open_interview(study, start_interview(study, "K01", ANNA), "pl")
    save(study, give(opened, "cluster_name", '=HYPERLINK("x")'), ANNA)
    (own,) = rows(export_csv(study, tmp_path / "out")[0])
    assert own["cluster_name"] == '\'=HYPERLINK("x")'


def test_a_withdrawn_interview_is_gone_from_the_next_export_into_the_same_folder(study, tmp_path):
    opened = fill(study)
    files = export_csv(study, tmp_path / "out")
    assert any("Klaster Próbny" in path.read_text(encoding="utf-8") for path in files)
    study.workspace.append([Statement(opened.interview.id, EventKind.CONSENT_WITHDRAWN, "")], ANNA)
    assert export_csv(study, tmp_path / "out") == files
    assert [len(rows(path)) for path in files] == [0] * 5
    assert set((tmp_path / "out").iterdir()) == set(files)


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "=5", "@5"])
def test_what_a_spreadsheet_would_compute_begins_with_an_apostrophe(text):
    assert _harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+5.25", "-1e5", "0", "", "a=b", "2012-07-01", "Źdźbło"])
def test_numbers_and_plain_texts_stay_as_they_are(text):
    assert _harmless(text) == text
