"""Soft checks, checks over several questions, the list before finishing, and texts that became no answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interview_fakes import CLUSTER, INTERVIEW, Disk
from PySide6.QtWidgets import QApplication

from clusterbench_gui.app.interviews import OpenInterview
from clusterbench_gui.domain.problems import Place, ProblemError, Severity, problem
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.texts import texts
from clusterbench_gui.ui.screens.interview.crossings import Crossings
from clusterbench_gui.ui.screens.interview.finishing import Group, problems
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform says so of every window

P2 = "/data/p2/"
MEETINGS = f"{P2}meetings"

FORM = """| settings |
| | form_id | version | namespaces |
| | checks | 1 | cb="urn:clusterbench:xforms" |
| survey |
| | type | name | label | required | constraint | constraint_message | choice_filter | bind::cb:warning | bind::cb:warningMsg | bind::cb:absence |
| | begin_group | people | People | | | | | | | |
| | integer | members | Members | yes | | | | . < 1000 | Very many. | refused |
| | integer | active | Active | | . <= ${members} | More than members. | | | | |
| | end_group | | | | | | | | | |
| | begin_group | place | Place | | | | | | | |
| | select_one province | province | Voivodeship | | | | | | | |
| | select_one county | county | County | | | | province = ${province} | | | |
| | integer | founded | Founded | | | | | . > 1989 and . > ${members} | Before 1990? | |
| | end_group | | | | | | | | | |
| choices |
| | list_name | name | label | province |
| | province | maz | mazowieckie | |
| | province | pom | pomorskie | |
| | county | waw | Warszawa | maz |
| | county | gda | Gdańsk | pom |
"""
PLACE = "/data/place/"
ANSWER = st.sampled_from(["", "0", "5", "50", "1980", "2000", "maz", "pom", "waw", "gda", "confirm"])


@pytest.fixture(scope="module")
def form():
    return read_form("checks.md", FORM.encode())


@pytest.fixture
def begin(form, open_interview):
    def make(language="en", drafts=None, bookmark="", confirmed=None, **answers):
        session = FormSession(form, instance_id="uuid:1", keep_violations=True)
        for path, value in answers.items():
            session.answer(f"/data/{path.replace('__', '/')}", value)
        interview = OpenInterview(session, INTERVIEW, CLUSTER, drafts or {}, bookmark, confirmed=confirmed or {})
        return open_interview(language=language, interview=interview)

    return make


def says(hand, name, role):
    return hand.card(name).messages.said(role)


def at(hand):
    return hand.view.navigation.ref.rpartition("/")[2]


def listed(hand):
    return [(one.group, one.ref.rpartition("/")[2]) for one in problems(hand.model)]


# --- soft checks ------------------------------------------------------------------------------------------------


def test_a_warning_lets_go_on_and_a_remark_explains_it(begin):
    hand = begin()
    hand.type("5000").press("Return")
    assert at(hand) == "members"  # Enter stays once, so that the sentence is seen and F2 is about this question
    assert says(hand, "members", "warn") == "Very many. Why is it right? (F2)"
    hand.press("Return")
    assert at(hand) == "active"
    hand.press("Shift+Return", "F2").type("With all branches").press("Return")
    assert at(hand) == "members"
    assert says(hand, "members", "warn") == ""
    assert says(hand, "members", "explained") == "Very many. Explained: With all branches"
    kinds = [kind for kind, _, _ in hand.disk.said]
    assert kinds == ["answer", "remark", "confirmed"]


def test_an_answer_that_changes_is_doubted_again_and_the_remark_may_serve_again(begin):
    hand = begin()
    hand.type("5000").press("Return", "F2").type("yes").press("Return")
    hand.type("6000").press("Return")
    assert says(hand, "members", "warn").startswith("Very many.")
    hand.press("Shift+Return", "F2", "Return")
    assert says(hand, "members", "explained") == "Very many. Explained: yes"
    assert [kind for kind, _, _ in hand.disk.said].count("confirmed") == 2


def test_what_was_confirmed_stays_so_in_the_next_sitting_and_no_longer_than_its_answers(begin):
    hand = begin(people__members="5000")
    hand.model.confirm(["/data/people/members"])
    confirmed = dict(hand.model.interview.confirmed)
    again = begin(people__members="5000", confirmed=confirmed)
    assert not again.model.is_doubtful(again.model.questionnaire.question("/data/people/members"))
    other = begin(people__members="5001", confirmed=confirmed)
    assert other.model.is_doubtful(other.model.questionnaire.question("/data/people/members"))


def test_doubts_are_confirmed_one_by_one_or_all_by_finishing(begin, qtbot):
    hand = begin(people__members="5000", place__founded="1980")
    hand.press("Control+Return")
    page = hand.view._finish_page
    assert listed(hand) == [(Group.DOUBTFUL, "members"), (Group.DOUBTFUL, "founded")]
    assert page._title.text() == "2 answers are unusual"
    assert page._finish.text() == "Confirm 2 answers and finish"
    hand.press("Space")
    assert listed(hand) == [(Group.DOUBTFUL, "founded"), (Group.EXPLAINED, "members")]
    assert page._finish.text() == "Confirm 1 answer and finish"
    hand.press("Tab")
    assert QApplication.focusWidget() is page._finish
    with qtbot.waitSignal(hand.view.finished):
        hand.press("Return")
    assert [kind for kind, _, _ in hand.disk.said] == ["confirmed", "confirmed", "status"]


def test_nothing_is_finished_over_a_doubt_that_nobody_confirmed(begin):
    hand = begin(people__members="5000")
    assert not hand.model.finish()
    hand.model.confirm(["/data/people/members", "/data/place/founded"])
    assert hand.model.finish()


# --- checks over several questions ------------------------------------------------------------------------------


def test_a_check_shows_at_both_questions_and_f6_leads_to_and_fro(begin):
    hand = begin(people__members="5")
    hand.press("Return").type("9").press("Return")
    assert at(hand) == "active"
    assert says(hand, "active", "bad") == "More than members."
    assert says(hand, "members", "cross-bad") == "Does not go with question 2: More than members. (F6)"
    hand.press("F6")
    assert at(hand) == "members"
    assert "question 2" in QApplication.focusWidget().accessibleDescription()
    hand.press("F6")
    assert at(hand) == "active"
    hand.press("F6")
    hand.type("10").press("Return")
    assert says(hand, "members", "cross-bad") == ""
    assert says(hand, "active", "bad") == ""


def test_a_doubt_over_two_sections_shows_in_the_other_one_until_confirmed(begin):
    hand = begin(people__members="50", place__founded="1980")
    assert says(hand, "members", "cross-warn") == "Please compare with question 5: Before 1990? (F6)"
    hand.model.confirm([f"{PLACE}founded"])
    assert says(hand, "members", "cross-warn") == ""


# --- the list before finishing ----------------------------------------------------------------------------------


def test_the_list_has_wrong_ones_first_with_number_and_section_and_a_way_back(begin):
    hand = begin(place__founded="1980")
    hand.press("Control+Return")
    page = hand.view._finish_page
    assert listed(hand) == [(Group.WRONG, "members"), (Group.DOUBTFUL, "founded")]
    rows = [page._list.item(row).text() for row in range(page._list.count())]
    assert rows == ["To be put right: 1", "1  Members", "Unusual, to be confirmed: 1", "5  Founded"]
    assert page._finish.isHidden()
    assert not hand.view._way_back.isVisible()
    hand.press("Return")
    assert at(hand) == "members"
    assert hand.view._way_back.text() == "Back to the list, 2 left (Ctrl+Enter)"
    hand.press("F4")
    assert hand.view._way_back.text() == "Back to the list, 1 left (Ctrl+Enter)"
    hand.press("Control+Return")
    assert listed(hand) == [(Group.DOUBTFUL, "founded")]
    assert not hand.view._way_back.isVisible()


def test_a_stale_answer_of_a_cascade_is_shown_and_listed_not_erased(begin):
    hand = begin(people__members="5", place__province="maz", place__county="waw")
    hand.model.answer(f"{PLACE}province", "pom")
    hand.view.navigation.go(f"{PLACE}county")
    sentence = "The answer “Warszawa” no longer fits the answers before it. Please choose again."
    assert says(hand, "county", "bad") == sentence
    assert hand.model.questionnaire.question(f"{PLACE}county").value == "waw"
    (one,) = problems(hand.model)
    assert (one.group, one.why, one.section) == (Group.WRONG, sentence, "Place")


def test_shift_f8_leads_to_doubtful_answers_too(begin):
    hand = begin(people__members="5", place__founded="1980")
    hand.press("Shift+F8")
    assert at(hand) == "founded"
    assert hand.view._outline._problems.text() == "1 answer to check"


# --- texts that became no answers -------------------------------------------------------------------------------


def test_a_text_of_the_last_sitting_has_its_sentence_and_counts_at_once(begin):
    drafts = {f"{PLACE}founded": "long ago", "/data/people/active": "12"}
    hand = begin(drafts=drafts, bookmark=f"{PLACE}founded", people__members="20")
    assert says(hand, "founded", "bad") == "Please write a whole number in digits, such as 41."
    assert hand.view._outline._problems.text() == "2 answers to check"
    hand.model.answer(f"{PLACE}founded", "2001")
    assert hand.view._outline._problems.text() == "1 answer to check"


def test_a_text_that_can_be_read_is_no_trouble_where_the_work_goes_on(begin):
    hand = begin(drafts={"/data/people/active": "12"}, bookmark="/data/people/active")
    assert hand.view._outline._problems.isHidden()


def test_enter_stays_once_at_a_wrong_value_and_then_lets_go(begin):
    hand = begin(people__members="5", bookmark="/data/people/active")
    hand.type("9").press("Return")
    assert at(hand) == "active"
    hand.press("Return")
    assert at(hand) == "province"
    hand.press("Shift+Return")
    hand.type("8").press("Return")
    assert at(hand) == "active"


# --- what the form cannot do ------------------------------------------------------------------------------------


def test_an_answer_that_the_form_cannot_work_with_stays_as_a_draft_with_the_reason(begin, monkeypatch):
    hand = begin(people__members="5")

    def stop(*_):
        raise ProblemError(problem("form-too-slow"))

    with monkeypatch.context() as patch:
        patch.setattr(hand.model.interview.session, "answer", stop)
        hand.model.answer("/data/people/members", "6")
    assert says(hand, "members", "bad").startswith("The questionnaire's expressions visit too many answers")
    assert hand.disk.said == []
    assert hand.disk.drafts[-1:] == []
    hand.model.drafts.flush()
    assert hand.disk.drafts == [("/data/people/members", "6")]
    hand.model.answer("/data/people/members", "7")
    assert says(hand, "members", "bad") == ""
    assert hand.disk.said == [("answer", "members", "7")]


def test_a_broken_list_is_said_above_the_questions(begin, form, monkeypatch):
    missing = problem("table-missing", Place(name="towns"), Severity.WARNING, table="towns", file="towns.csv")
    monkeypatch.setattr(form, "broken", (missing,))
    hand = begin()
    assert hand.view._lists.isVisible()
    assert "towns.csv" in hand.view._lists._words.text()


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["people/members", "people/active", "place/founded", "place/province", "place/county"]),
            ANSWER,
        ),
        max_size=12,
    )
)
def test_whatever_is_answered_troubles_and_crossings_are_those_of_a_fresh_look(form, qapp, steps):
    session = FormSession(form, instance_id="uuid:1", keep_violations=True)
    interview = OpenInterview(session, INTERVIEW, CLUSTER, {}, "")
    disk = Disk()
    model = InterviewViewModel(
        interview, texts=texts("en"), save=disk.save, save_draft=disk.save_draft, set_bookmark=disk.set_bookmark
    )
    for name, value in steps:
        if value == "confirm":
            model.confirm([f"/data/{name}"])
        else:
            model.answer(f"/data/{name}", value)
    questions = model.questionnaire.questions
    fresh = Crossings(questions)
    assert {one.ref: set(model.crossings.at(one.ref)) for one in questions} == {
        one.ref: set(fresh.at(one.ref)) for one in questions
    }
    assert model.troubles.wrong == {one.ref for one in questions if model.is_troubled(one.ref)}
    assert model.troubles.doubtful == {one.ref for one in questions if model.is_doubtful(one)}
    assert {one.ref for one in problems(model) if one.group is Group.WRONG} == model.troubles.wrong | {
        one.ref for one in questions if one.required and not one.is_answered
    }
    model.deleteLater()


# --- paradata ---------------------------------------------------------------------------------------------------


def test_how_it_went_is_taken_down_and_shown_nowhere(begin):
    hand = begin(bookmark="/data/people/members")
    kept = []
    hand.model.watch._keep = lambda stretches, settled: kept.extend(stretches)
    hand.type("5").press("Return").type("3").press("Return")
    hand.view.navigation.go(f"{PLACE}founded")
    hand.view.navigation.go("/data/people/active")
    hand.type("4").press("Control+Return")
    hand.view.leave()
    told = [(one.doing, one.path.rpartition("/")[2], one.corrections) for one in kept]
    assert told == [
        ("opened", "", 0),
        ("question", "members", 0),
        ("question", "active", 0),
        ("question", "province", 0),
        ("jump", "founded", 0),
        ("question", "founded", 0),
        ("jump", "active", 0),
        ("question", "active", 1),
        ("list", "", 0),
        ("left", "", 0),
    ]
    assert [one.number for one in kept] == list(range(1, 11))


def test_paradata_that_cannot_be_kept_is_tried_again_and_holds_nobody_up(begin):
    hand = begin(bookmark="/data/people/members")
    asked = []
    full = (problem("disk-full"),)
    hand.model.watch._keep = lambda stretches, settled: (
        asked.append(stretches),
        settled(full if len(asked) < 2 else ()),
    )
    hand.type("5").press("Return")
    hand.model.watch.flush()
    assert hand.model.saving_state.value == "saved"
    hand.model.watch.flush()
    assert asked[1][: len(asked[0])] == asked[0]
    hand.press("Return")
    hand.model.watch.flush()
    assert asked[0][0] not in asked[2]


APPEARING = b"""| survey |
| | type | name | label | relevant | constraint | constraint_message |
| | begin_group | people | People | | | |
| | integer | members | Members | | | |
| | integer | active | Active | | . <= ${members} | More than members. |
| | integer | why | Why | ${active} > 5 | | |
| | end_group | | | | | |
"""


def test_a_check_shows_at_the_other_question_too_when_the_answer_lets_questions_come_and_go(open_interview):
    session = FormSession(read_form("appearing.md", APPEARING), instance_id="uuid:1", keep_violations=True)
    hand = open_interview(language="en", interview=OpenInterview(session, INTERVIEW, CLUSTER, {}, ""))
    hand.type("4").press("Return").type("7").press("Return")
    assert hand.model.questionnaire.question("/data/people/why") is not None
    assert says(hand, "members", "cross-bad") == "Does not go with question 2: More than members. (F6)"
    hand.model.answer("/data/people/active", "3")
    assert hand.model.questionnaire.question("/data/people/why") is None
    assert says(hand, "members", "cross-bad") == ""
