"""An interview is started, left, taken up again, and finished; nothing that was saved is lost."""

import dataclasses
import time

import pytest

from clusterbench_gui.app.interviews import (
    add_cluster,
    interview_rows,
    open_interview,
    reason_of,
    reopen,
    save,
    start_interview,
    with_reason,
)
from clusterbench_gui.app.scoring import collect
from clusterbench_gui.app.studies import Study, open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.contacts import Appointment, Contact
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.questions import Fault, Outcome
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.forms.session import FormSession
from tests.helpers.study import ANNA, ANSWERS, EXPERT_ANSWERS, fill, fill_expert, give, ref


def test_answers_come_back_from_the_database_as_they_were_typed(folder):
    study = open_study(folder)
    interview = start_interview(study, "K01", ANNA)
    opened = open_interview(study, interview, "pl")
    save(study, give(opened, "communication_note", "Zażółć gęślą jaźń"), ANNA)
    save(study, give(opened, "founded", Absence.REFUSED), ANNA)
    study.workspace.set_bookmark(interview, opened.session.path_of(ref(opened.session, "meetings")))
    study.close()

    study = open_study(folder)
    again = open_interview(study, interview, "pl")
    study.close()
    assert again.session.question(ref(again.session, "communication_note")).value == "Zażółć gęślą jaźń"
    assert again.session.question(ref(again.session, "founded")).absence is Absence.REFUSED
    assert again.session.ref_of(again.bookmark) == ref(again.session, "meetings")


def test_an_interview_of_a_cluster_that_nobody_listed_is_seen_and_opened(study):
    study.workspace.add_clusters([Cluster("K77", "Klaster Widmo")])
    interview = start_interview(study, "K77", ANNA)
    study.workspace._db["cluster"].delete("K77")  # as if the bundle that names it had not come
    assert ("K77", interview) in [
        (one.cluster.code, one.interview.id) for one in interview_rows(study) if one.interview is not None
    ]
    assert open_interview(study, interview, "pl").cluster.name == "K77"
    assert [one.code for one in collect(study).clusters][-1] == "K77"


def test_an_answer_that_breaks_a_rule_is_kept_and_blocks_finishing(study):
    opened = fill(study, founded="2010")
    opened.reopen("Rok był zły")
    step, said = opened.answer(ref(opened.session, "founded"), "1492")
    assert step.outcome is Outcome.CONSTRAINT
    assert "1980" in step.message
    assert [one.value for one in said] == ["1492"]
    assert [(one.label[:6], one.check.fault) for one in opened.failures()] == [("W któr", Fault.CONSTRAINT)]
    assert opened.finish() == ()


def test_a_required_question_is_satisfied_by_an_absence_that_it_allows(study):
    opened = fill(study, founded=Absence.DONT_KNOW)
    assert opened.failures() == ()
    opened.reopen("Nazwa")
    step, said = opened.absent(ref(opened.session, "cluster_name"), Absence.REFUSED)
    assert step.outcome is Outcome.INVALID
    assert said == ()


def test_finishing_names_every_question_that_is_missing(study):
    opened = fill(study, founded=None, channels=None)
    assert [one.check.fault for one in opened.failures()] == [Fault.REQUIRED, Fault.REQUIRED]
    assert interview_rows(study)[0].interview.status is Status.OPEN


@pytest.mark.parametrize(("answer_all", "answers"), [(fill, ANSWERS), (fill_expert, EXPERT_ANSWERS)])
def test_an_interview_in_which_every_question_is_asked_can_be_finished(study, answer_all, answers):
    opened = answer_all(study)
    assert opened.interview.status is Status.FINISHED
    asked = [one for one in opened.session.questions() if one.is_asked]
    assert {one.name for one in asked} == answers.keys()
    assert [one.name for one in asked if not one.is_answered or one.warning] == []
    controls = {one.name for one in opened.session.form.elements if one.control is not None}
    assert controls - answers.keys() <= {"intro", "members_note", "thanks"}


def test_without_consent_the_interview_ends_at_once(study):
    opened = fill(study, consent_part="no")
    assert [one.name for one in opened.session.questions()] == ["intro", "consent_part"]
    assert opened.interview.status is Status.FINISHED


@pytest.mark.parametrize(("won", "rows"), [("1", 1), ("3", 3), ("40", 3), (Absence.DONT_KNOW, 0)])
def test_the_three_largest_projects_at_most_are_asked_about(study, won, rows):
    opened = fill(study, projects_won=won)
    assert opened.interview.status is Status.FINISHED
    assert len([one for one in opened.session.questions() if one.name == "project_value"]) == rows


def test_a_finished_interview_is_listed_as_finished(study):
    fill(study)
    rows = interview_rows(study)
    assert [(row.cluster.code, row.interview and row.interview.status) for row in rows] == [
        ("K01", Status.FINISHED),
        ("K02", None),
    ]


def test_a_new_cluster_gets_the_next_free_code(study):
    assert add_cluster(study, "  Dolina Łódek ").code == "K03"
    assert [row.cluster.name for row in interview_rows(study)] == ["Klaster Próbny", "Inny", "Dolina Łódek"]


def test_counties_follow_the_voivodeship_and_a_stale_one_is_marked(study):
    opened = fill(study)
    names = [one.name for one in opened.session.question(ref(opened.session, "county")).choices]
    assert len(names) == 36
    give(opened, "voivodeship", "opolskie")
    county = opened.session.question(ref(opened.session, "county"))
    assert len(county.choices) == 12
    assert county.value == "24_m_gliwice"
    assert county.failed.fault is Fault.STALE
    assert county.shown == "Gliwice (miasto)"
    assert opened.finish() == ()


@pytest.mark.parametrize(("language", "label"), [("pl", "Ile spotkań"), ("en", "How many meetings")])
def test_the_questionnaire_speaks_both_languages(study, language, label):
    opened = open_interview(study, start_interview(study, "K01", ANNA), language)
    assert opened.session.question(ref(opened.session, "meetings")).label.startswith(label)


def test_the_roster_names_its_rows_in_the_language(study):
    opened = open_interview(study, start_interview(study, "K01", ANNA), "pl")
    roster = opened.session.section("/data/members_section").items[0]
    assert [row.label for row in roster.rows][:2] == [
        "mikroprzedsiębiorstwa (do 9 osób)",
        "małe przedsiębiorstwa (10–49)",
    ]
    opened.session.set_language(opened.session.form.language_for("en"))
    roster = opened.session.section("/data/members_section").items[0]
    assert roster.rows[0].label == "micro-enterprises (up to 9 persons)"


def test_a_finished_interview_is_only_read_until_it_is_opened_again_with_a_reason(study):
    first = fill(study)
    opened = open_interview(study, first.interview.id, "pl")
    where, before = ref(opened.session, "budget_private"), opened.session.submission()
    for refused in (
        opened.answer(where, "5"),
        opened.absent(where, Absence.REFUSED),
        opened.add_row("/data/project"),
        opened.remove_row("/data/project[1]"),
    ):
        assert (refused[0].outcome, refused[1]) == (Outcome.READONLY, ())
    assert opened.session.submission() == before
    assert opened.finish() == ()
    again = opened.reopen("Księgowa poprawiła budżet")
    assert [(one.kind, one.value, one.path, one.typed) for one in again] == [
        (EventKind.STATUS, "open", "", None),
        (EventKind.REVIEW, "Księgowa poprawiła budżet", "", None),
    ]
    assert opened.reopen("Jeszcze raz") == ()
    step, said = opened.answer(where, "999999999")
    assert step.outcome is Outcome.CONSTRAINT
    assert [(one.kind, one.value) for one in said] == [(EventKind.ANSWER, "999999999")]
    save(study, [*again, *said], ANNA)
    assert interview_rows(study)[0].interview.status is Status.OPEN
    assert reason_of(study, first.interview.id) == "Księgowa poprawiła budżet"
    assert opened.finish() == ()
    assert [one.kind for one in give(opened, "budget_private", "1000")] == [EventKind.ANSWER]
    assert [one.value for one in opened.finish()] == ["finished"]


def test_what_the_form_fills_in_at_the_start_is_kept_for_good(study):
    form = "| survey |\n| | type | name | label |\n| | start | begun | |\n| | text | a | A |\n"
    files = {**study.edition.files, "coordinator.xlsx": form.encode()}
    edition = dataclasses.replace(study.edition, files=files)
    other = Study(study.workspace, edition)
    interview = start_interview(other, "K01", ANNA)

    def begun():
        return open_interview(other, interview, "en").session.submission().decode().partition("<begun>")[2][:29]

    first = begun()
    time.sleep(0.01)
    assert first.startswith("20")
    assert begun() == first


@pytest.mark.parametrize("text", ["x\ud800y", "a\x00b\x07c", "jedno\x0bdrugie", "z" * 100_000])
def test_a_pasted_text_that_no_file_can_hold_does_not_stop_the_saving(study, text):
    opened = open_interview(study, start_interview(study, "K01", ANNA), "pl")
    save(study, give(opened, "communication_note", text), ANNA)
    study.workspace.save_draft(opened.interview.id, "/data/p2/communication_note", text)
    again = open_interview(study, opened.interview.id, "pl").session
    assert again.submission() == opened.session.submission()
    FormSession(again.form).load(again.submission())
    assert again.question(ref(again, "communication_note")).value.strip()


def test_a_row_says_whom_to_see_when_and_who_goes_there(study):
    fill(study, "K02")
    fill_expert(study, "K02")
    contact = Contact("K01", "Zofia Łoś", "koordynatorka", "00 000 12 34", interviewer="Marek Dąb")
    seen = Appointment("K01", "2012-07-04", "10:00", "biuro", "wejście od podwórza")
    study.workspace.say_contacts(contact, seen, Contact("K02", phone="00 1"))
    rows = interview_rows(study)
    assert (rows[0].contact, rows[0].appointment, rows[0].interviewer) == (contact, seen, "Marek Dąb")
    assert (rows[1].contact, rows[1].appointment, rows[1].interviewer) == (
        Contact("K02", phone="00 1"),
        None,
        ANNA.name,
    )
    assert (rows[2].instrument.id, rows[2].contact, rows[2].interviewer) == ("expert", None, ANNA.name)


def test_a_returned_interview_shows_what_the_supervisor_said(study):
    interview = fill(study).interview.id
    save(study, with_reason(interview, Status.RETURNED, "Proszę sprawdzić budżet"), ANNA)
    row = interview_rows(study)[0]
    assert (row.interview.status, row.remark) == (Status.RETURNED, "Proszę sprawdzić budżet")
    opened = open_interview(study, interview, "pl")
    save(study, [*give(opened, "meetings", "15"), *opened.finish()], ANNA)
    assert interview_rows(study)[0].remark == ""


def test_opening_again_from_the_list_says_why_and_does_nothing_to_what_is_open(study):
    interview = fill(study).interview.id
    for reason in ("Zły rok", "Jeszcze raz"):
        reopen(study, interview, reason, ANNA)
    assert interview_rows(study)[0].interview.status is Status.OPEN
    assert reason_of(study, interview) == "Zły rok"
