import pytest
from interview_fakes import POLISH, Disk, FakeInterview, FakeSession, small_form

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Fault, Outcome
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

MEETINGS = "/data/p2/meetings"


@pytest.fixture
def opened(qapp):
    def make(**given):
        remarks = given.pop("remarks", None)
        disk = Disk()
        interview = FakeInterview(FakeSession(small_form()), **given)
        model = InterviewViewModel(
            interview,
            texts=texts("en"),
            save=disk.save,
            save_draft=disk.save_draft,
            set_bookmark=disk.set_bookmark,
            remarks=remarks,
        )
        return model, disk

    return make


def test_an_answer_says_what_changed_and_reads_only_that(opened, monkeypatch):
    model, _ = opened()
    reads = []
    monkeypatch.setattr(model.questionnaire, "read", lambda: reads.append(1))
    changed = []
    model.changed.connect(changed.append)
    model.answer(MEETINGS, "41")
    assert changed == [frozenset({MEETINGS})]
    assert reads == []
    assert model.questionnaire.progress == (1, 14)


def test_an_answer_that_reveals_a_question_restructures(opened):
    model, _ = opened()
    heard = []
    model.restructured.connect(lambda: heard.append("restructured"))
    model.answer("/data/p2/bulletin", "yes")
    assert heard == ["restructured"]
    assert model.questionnaire.question("/data/p2/issues") is not None


def test_the_same_answer_again_is_no_statement_and_ends_the_draft(opened):
    model, disk = opened()
    model.answer(MEETINGS, "41")
    model.typing(MEETINGS, "4")
    model.answer(MEETINGS, "41", "41")
    assert len(disk.said) == 1
    assert disk.drafts == [(MEETINGS, "")]


def test_typed_text_is_told_only_where_it_differs(opened):
    model, disk = opened()
    model.answer(MEETINGS, "41", "41")
    model.answer(MEETINGS, "1234", "1 234")
    assert [one.typed for batch in disk.batches for one in batch] == [None, "1 234"]


def test_what_the_form_refuses_stays_as_a_draft_with_a_sentence(opened):
    model, disk = opened()
    model.interview.session.refuses[MEETINGS] = Outcome.INVALID
    model.answer(MEETINGS, "99999999999", "99 999 999 999")
    question = model.questionnaire.question(MEETINGS)
    assert disk.said == []
    assert model.refusal(question) == "This cannot be an answer to this question."
    assert model.draft(question) == "99 999 999 999"
    assert MEETINGS in [one.ref for one in model.failures()]


def test_missing_answers_are_faults_once_the_interview_was_checked(opened):
    model, _ = opened()
    assert not model.is_troubled(MEETINGS)
    assert [one.check.fault for one in model.check()] == [Fault.REQUIRED, Fault.REQUIRED]
    assert model.is_troubled(MEETINGS)
    model.absent(MEETINGS, Absence.REFUSED)
    assert not model.is_troubled(MEETINGS)


def test_finishing_waits_for_the_last_fault(opened):
    model, disk = opened()
    assert not model.finish()
    model.answer("/data/ch/name", "X")
    model.answer(MEETINGS, "1")
    model.refuse("/data/ch/since", "soon", "Please write a date.")
    assert not model.finish()
    model.answer("/data/ch/since", "2012-07-01")
    assert model.finish()
    assert disk.said[-1] == ("status", "", "finished")


def test_a_question_that_is_gone_is_not_answered(opened):
    model, disk = opened()
    model.answer("/data/p2/issues", "1")
    model.refuse("/data/p2/issues", "x", "no")
    model.typing("/data/p2/issues", "x")
    assert not model.absent("/data/p2/issues", Absence.REFUSED)
    assert disk.said == []
    assert len(model.drafts) == 0


def test_languages_go_round(opened):
    model, _ = opened()
    model.next_language()
    model.next_language()
    assert model.language == POLISH


def test_remarks_are_kept_while_they_are_typed_and_written_once(opened):
    model, disk = opened(remarks={MEETINGS: "old"})
    assert model.remarks.text(MEETINGS) == "old"
    model.remarks.typing(MEETINGS, "new")
    model.drafts.flush()
    model.remarks.write(MEETINGS, "new")
    model.remarks.write(MEETINGS, "new")
    assert disk.said == [("remark", "meetings", "new")]
    assert disk.drafts == [(f"{MEETINGS}#remark", "new"), (f"{MEETINGS}#remark", "")]


def test_an_interview_begins_at_its_first_question_and_does_not_claim_to_continue(opened):
    model, _ = opened()
    navigation = Navigation(model)
    assert navigation.ref == "/data/ch/name"
    assert not navigation.resumed


def test_a_bookmark_at_a_row_that_is_gone_leads_to_the_beginning(opened):
    model, _ = opened(bookmark="/data/cl/events[k9]/title")
    assert Navigation(model).ref == "/data/ch/name"


def test_going_on_from_the_last_place_ends(opened):
    model, _ = opened(bookmark="/data/cl/note")
    navigation = Navigation(model)
    ended = []
    navigation.ended.connect(lambda: ended.append(1))
    navigation.step(1)
    assert ended == [1]
    assert navigation.ref == "/data/cl/note"


def test_a_section_opens_at_its_first_unanswered_question(opened):
    model, _ = opened()
    navigation = Navigation(model)
    model.answer("/data/p2/bulletin", "no")
    navigation.open_section("/data/p2")
    assert navigation.ref == MEETINGS
    assert navigation.section.name == "p2"


def test_when_the_place_vanishes_the_section_stays(opened):
    model, _ = opened()
    navigation = Navigation(model)
    model.answer("/data/p2/bulletin", "yes")
    navigation.go("/data/p2/issues")
    model.answer("/data/p2/bulletin", "no")
    assert navigation.ref == "/data/p2/bulletin"


def test_nothing_is_found_where_nothing_is_left(opened):
    model, _ = opened()
    navigation = Navigation(model)
    assert not navigation.next_problem()
    for one in model.questionnaire.places:
        model.absent(one.ref, Absence.REFUSED)
    model.answer("/data/ch/name", "X")
    assert not navigation.next_unanswered()


def test_labels_of_failures_name_the_row(opened):
    model, _ = opened()
    assert model.questionnaire.full_label("/data/cl/members[1]/count") == "duże firmy: Członkowie"
    assert model.questionnaire.full_label("/data/gone") == ""


def test_a_text_that_never_became_an_answer_stands_in_the_way_of_finishing(opened):
    model, _ = opened(drafts={MEETINGS: "abc", "/data/gone": "x", f"{MEETINGS}#remark": "note"})
    model.answer("/data/ch/name", "X")
    assert [one.check.message for one in model.failures()] == ["Please write a whole number in digits, such as 41."]
    model.answer(MEETINGS, "41")
    assert model.failures() == ()
