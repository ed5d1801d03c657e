import re
from datetime import UTC, datetime

import pytest

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import Event, EventKind, Role
from clusterbench_gui.domain.questions import Fault, GroupState, Outcome, Progress, QuestionState, RosterState
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.session import FormSession


@pytest.fixture
def window(cluster: Form) -> FormSession:
    return FormSession(cluster, keep_violations=True)


def value(session: FormSession, ref: str) -> str:
    return session.question(ref).value


def event(number: int, path: str, kind: EventKind, text: str) -> Event:
    return Event(
        str(number), "d", number, number, "", "p", Role.INTERVIEWER, "i", "demo", "7", path, kind, None, text, None
    )


def test_answer_shows_what_depends_on_it(window: FormSession) -> None:
    assert window.answer("/data/members/leavers", "2").outcome is Outcome.UNREACHABLE
    step = window.answer("/data/members/staff", "8")
    assert step.outcome is Outcome.OK
    assert step.structure
    assert {"/data/members/staff", "/data/members/leavers"} <= step.changed
    assert window.question("/data/members/leavers").label == "Ilu z 8 odeszło?"
    assert "/data/province" not in step.changed


def test_calculation_is_stored_and_irrelevant_answers_do_not_count(window: FormSession) -> None:
    window.answer("/data/members/staff", "8")
    window.answer("/data/members/leavers", "2")
    assert b"<rate>25</rate>" in window.submission()
    window.answer("/data/members/staff", "0")
    assert b"<leavers>" not in window.submission()
    assert b"<rate/>" in window.submission()
    window.answer("/data/members/staff", "4")
    assert value(window, "/data/members/leavers") == "2"
    assert b"<rate>50</rate>" in window.submission()


def test_replay_refuses_a_violated_constraint_and_keeps_the_old_answer(cluster: Form) -> None:
    session = FormSession(cluster)
    session.answer("/data/members/staff", "8")
    step = session.answer("/data/members/staff", "501")
    assert (step.outcome, step.message) == (Outcome.CONSTRAINT, "Od 0 do 500.")
    assert value(session, "/data/members/staff") == "8"
    assert session.answer("/data/members/staff", "").outcome is Outcome.REQUIRED
    assert value(session, "/data/members/staff") == "8"


def test_window_keeps_and_flags_a_violated_constraint(window: FormSession) -> None:
    window.set_language("English (en)")
    step = window.answer("/data/members/staff", "501")
    assert (step.outcome, step.message) == (Outcome.CONSTRAINT, "From 0 to 500.")
    question = window.question("/data/members/staff")
    assert question.value == "501"
    assert question.failed is not None
    assert question.failed.fault is Fault.CONSTRAINT
    assert [one.ref for one in window.validate()] == ["/data/members/staff"]


def test_clearing_a_required_answer_is_flagged_until_it_is_given(window: FormSession) -> None:
    assert window.question("/data/members/staff").failed is None
    window.answer("/data/members/staff", "5")
    assert window.answer("/data/members/staff", "").outcome is Outcome.REQUIRED
    failed = window.question("/data/members/staff").failed
    assert failed is not None
    assert failed.fault is Fault.REQUIRED
    window.answer("/data/members/staff", "5")
    assert window.question("/data/members/staff").failed is None


@pytest.mark.parametrize("text", ["x", "1.5", "99999999999", "1e3", " "])
def test_wrong_type_is_refused_in_both_modes(cluster: Form, text: str) -> None:
    for keep in (False, True):
        session = FormSession(cluster, keep_violations=keep)
        assert session.answer("/data/members/staff", text).outcome is Outcome.INVALID
        assert value(session, "/data/members/staff") == ""


def test_stated_absence_satisfies_required_and_reads_as_empty(window: FormSession) -> None:
    assert window.validate()[0].check.fault is Fault.REQUIRED
    step = window.absent("/data/members/staff", Absence.REFUSED)
    assert step.outcome is Outcome.OK
    assert window.validate() == ()
    assert window.question("/data/members/staff").absence is Absence.REFUSED
    assert b'<staff cb:absence="refused"/>' in window.submission()
    assert window.absent("/data/members/staff", Absence.NOT_APPLICABLE).outcome is Outcome.INVALID
    window.answer("/data/members/staff", "3")
    assert window.question("/data/members/staff").absence is None


def test_soft_check_warns_and_lets_pass(window: FormSession) -> None:
    window.answer("/data/members/staff", "51")
    assert window.question("/data/members/staff").warning == "To dużo."
    assert window.validate() == ()
    window.answer("/data/members/staff", "50")
    assert window.question("/data/members/staff").warning == ""


def test_cascade_offers_what_fits_and_marks_what_no_longer_does(window: FormSession) -> None:
    assert window.question("/data/county").choices == ()
    window.answer("/data/province", "maz")
    assert [(one.name, one.label) for one in window.question("/data/county").choices] == [("waw", "Warszawa")]
    assert window.answer("/data/county", "gda").outcome is Outcome.INVALID
    window.answer("/data/county", "waw")
    step = window.answer("/data/province", "pom")
    assert "/data/county" in step.changed
    question = window.question("/data/county")
    assert question.value == "waw"
    assert question.failed is not None
    assert question.failed.fault is Fault.STALE
    assert [one.check.fault for one in window.validate() if one.ref == "/data/county"] == [Fault.STALE]


def test_language_changes_labels_and_choices_and_not_answers(window: FormSession) -> None:
    window.answer("/data/province", "maz")
    window.set_language(window.form.language_for("en"))
    question = window.question("/data/province")
    assert (question.label, question.value) == ("Voivodeship", "maz")
    assert [one.label for one in question.choices] == ["Mazovia", "Pomerania"]
    assert window.set_language("Klingon").outcome is Outcome.UNREACHABLE


def test_open_roster_grows_and_shrinks(window: FormSession) -> None:
    window.answer("/data/firm[1]/firm_name", "A")
    step = window.add_repeat("/data/firm")
    assert step.structure
    row = window.last_row("/data/firm")
    assert row == "/data/firm[2]"
    assert re.fullmatch(r"/data/firm\[[0-9a-f]{8}\]", window.path_of(row))
    window.answer("/data/firm[2]/firm_name", "B")
    window.answer("/data/firm[1]/turnover", "3")
    window.answer("/data/firm[2]/turnover", "4")
    assert b"<total>7</total>" in window.submission()
    key = window.path_of("/data/firm[2]/firm_name")
    window.remove_repeat("/data/firm[1]")
    assert window.ref_of(key) == "/data/firm[1]/firm_name"
    assert value(window, "/data/firm[1]/firm_name") == "B"
    assert b"<total>4</total>" in window.submission()


def test_counted_roster_sets_rows_aside_and_brings_them_back(window: FormSession) -> None:
    window.answer("/data/kinds", "3")
    window.answer("/data/kind[3]/kind_row/kind_count", "9")
    window.answer("/data/kinds", "1")
    assert window.answer("/data/kind[3]/kind_row/kind_count", "1").outcome is Outcome.UNREACHABLE
    assert b"<kind_count>9<" not in window.submission()
    window.answer("/data/kinds", "3")
    assert value(window, "/data/kind[3]/kind_row/kind_count") == "9"
    assert window.path_of("/data/kind[3]") == "/data/kind[3]"
    assert window.add_repeat("/data/kind").outcome is Outcome.UNREACHABLE
    assert window.remove_repeat("/data/kind[1]").outcome is Outcome.UNREACHABLE


def test_rows_are_labelled_by_their_only_group(window: FormSession) -> None:
    window.answer("/data/kinds", "2")
    section = window.section("/data/kind")
    roster = section.items[0]
    assert isinstance(roster, RosterState)
    assert roster.fixed
    assert [(row.key, row.label) for row in roster.rows] == [("1", "Rodzaj 1"), ("2", "Rodzaj 2")]


def test_sections_follow_the_form_and_know_their_progress(window: FormSession) -> None:
    window.answer("/data/kinds", "0")
    refs = [one.ref for one in window.sections()]
    assert refs == ["/data/members", "/data/province", "/data/firm", "/data/kinds"]
    assert window.sections()[0].progress is Progress.UNTOUCHED
    window.answer("/data/members/staff", "8")
    section = window.section("/data/members")
    assert (section.answered, section.asked, section.progress) == (1, 2, Progress.IN_PROGRESS)
    window.answer("/data/members/leavers", "9")
    assert window.section("/data/members").progress is Progress.PROBLEMS
    window.answer("/data/members/leavers", "1")
    assert window.section("/data/members").progress is Progress.COMPLETE
    assert all(isinstance(item, (QuestionState, GroupState)) for item in window.section("/data/members").items)
    with pytest.raises(KeyError):
        window.section("/data/nowhere")


def test_events_bring_an_interview_back(window: FormSession) -> None:
    events = []

    def say(ref: str, text: str) -> None:
        window.answer(ref, text)
        events.append(event(len(events), window.path_of(ref), EventKind.ANSWER, text))

    say("/data/members/staff", "8")
    say("/data/members/leavers", "2")
    say("/data/kinds", "2")
    say("/data/kind[2]/kind_row/kind_count", "5")
    window.add_repeat("/data/firm")
    row = window.last_row("/data/firm")
    events.append(event(len(events), window.path_of(row), EventKind.REPEAT_ADDED, ""))
    say(f"{row}/turnover", "11")
    path = window.path_of("/data/firm[1]")
    window.remove_repeat("/data/firm[1]")
    events.append(event(len(events), path, EventKind.REPEAT_REMOVED, ""))
    events.append(event(len(events), "/data/members/staff", EventKind.REMARK, "not an answer"))
    window.absent("/data/members/staff", Absence.DONT_KNOW)
    events.append(event(len(events), "/data/members/staff", EventKind.ABSENCE, "dont-know"))
    fresh = FormSession(window.form, instance_id=window.instance_id, keep_violations=True)
    fresh.restore(events)
    assert fresh.submission() == window.submission()
    assert [one.path for one in fresh.questions()] == [one.path for one in window.questions()]


def test_erased_payload_leaves_the_question_empty(cluster: Form) -> None:
    session = FormSession(cluster)
    gone = Event(
        "1", "d", 1, 1, "", "p", Role.INTERVIEWER, "i", "demo", "7", "/data/kinds", EventKind.ANSWER, None, None, None
    )
    session.restore([gone])
    assert value(session, "/data/kinds") == ""


def test_refs_that_lead_nowhere_are_unreachable(window: FormSession) -> None:
    for ref in (
        "",
        "/",
        "/data",
        "/data/none",
        "/other/kinds",
        "/data/firm[0]/turnover",
        "/data/kinds[1]",
        "data/kinds",
        "/data/rate",
    ):
        assert window.answer(ref, "1").outcome is Outcome.UNREACHABLE
    with pytest.raises(KeyError):
        window.question("/data/members/leavers")


def test_today_is_the_clock_that_the_session_is_given(make_form) -> None:
    form = make_form(
        "| survey |\n| | type | name | label | calculation |\n| | calculate | d | | today() |\n| | text | t | T | |\n"
    )
    session = FormSession(form, now=lambda: datetime(2012, 7, 1, 12, tzinfo=UTC))
    assert b"<d>2012-07-01</d>" in session.submission()


NESTED = """| survey |
| | type | name | label | repeat_count | calculation |
| | begin_repeat | tree | Tree | | |
| | integer | stems | Stems | | |
| | begin_repeat | stem | Stem | ${stems} | |
| | integer | girth | Girth | | |
| | calculate | place | | | position(..) |
| | end_repeat | | | | |
| | calculate | most | | | max(${girth}) |
| | end_repeat | | | | |
| | calculate | all | | | sum(${girth}) |
"""


def test_rows_within_rows_count_and_add_up(make_form) -> None:
    session = FormSession(make_form(NESTED))
    assert [one.ref for one in session.questions()] == ["/data/tree[1]/stems", "/data/tree[1]/stem[1]/girth"]
    session.answer("/data/tree[1]/stems", "2")
    session.add_repeat("/data/tree")
    session.answer("/data/tree[2]/stems", "1")
    session.answer("/data/tree[1]/stem[1]/girth", "3")
    session.answer("/data/tree[1]/stem[2]/girth", "5")
    step = session.answer("/data/tree[2]/stem[1]/girth", "7")
    assert "/data/tree[1]/most" not in step.changed
    xml = session.submission().decode()
    assert [part.split("<")[0] for part in xml.split("<most>")[1:]] == ["5", "7"]
    assert [part.split("<")[0] for part in xml.split("<place>")[1:]] == ["1", "2", "1"]
    assert "<all>15</all>" in xml
    session.remove_repeat("/data/tree[1]")
    assert "<all>7</all>" in session.submission().decode()


def test_a_value_follows_the_change_that_triggers_it(make_form) -> None:
    form = make_form(
        "| survey |\n| | type | name | label | calculation | trigger |\n"
        "| | integer | a | A | | |\n| | text | b | B | concat('was ', ${a}) | ${a} |\n"
    )
    session = FormSession(form)
    session.answer("/data/a", "1")
    assert value(session, "/data/b") == "was 1"
    session.answer("/data/b", "mine")
    session.answer("/data/a", "1")
    assert value(session, "/data/b") == "mine"
    fresh = FormSession(form)
    fresh.restore([event(1, "/data/a", EventKind.ANSWER, "1")])
    assert value(fresh, "/data/b") == "was 1"
    fresh.restore([event(1, "/data/a", EventKind.ANSWER, "2"), event(2, "/data/b", EventKind.ANSWER, "mine")])
    assert value(fresh, "/data/b") == "mine"


@pytest.mark.parametrize(
    ("type_", "given", "kept"),
    [
        ("decimal", "1.50", "1.50"),
        ("decimal", "1e3", "1000"),
        ("decimal", "1e999", None),
        ("decimal", "1,5", None),
        ("date", "2012-07-01", "2012-07-01"),
        ("date", "2012-02-30", None),
        ("date", "1.7.2012", None),
        ("time", "25:00", None),
        ("dateTime", "soon", None),
        ("geopoint", "52.2 21.0 0 0", "52.2 21.0 0.0 0.0"),
        ("geopoint", "here", None),
    ],
)
def test_values_are_kept_as_their_type_has_them(make_form, type_: str, given: str, kept: str | None) -> None:
    session = FormSession(make_form(f"| survey |\n| | type | name | label |\n| | {type_} | q | Q |\n"))
    step = session.answer("/data/q", given)
    assert step.outcome is (Outcome.INVALID if kept is None else Outcome.OK)
    assert value(session, "/data/q") == (kept or "")


def test_shuffled_choices_stay_while_the_interview_lasts(make_form) -> None:
    names = "".join(f"| | l | c{number} | C{number} |\n" for number in range(12))
    form = make_form(
        "| survey |\n| | type | name | label | parameters |\n| | select_one l | q | Q | randomize=true |\n"
        f"| choices |\n| | list_name | name | label |\n{names}"
    )
    session = FormSession(form, instance_id="uuid:a")
    first = session.question("/data/q").choices
    assert first == session.question("/data/q").choices
    assert first == FormSession(form, instance_id="uuid:a").question("/data/q").choices
    others = {FormSession(form, instance_id=f"uuid:{number}").question("/data/q").choices for number in range(5)}
    assert len(others) > 1
    assert {frozenset(one) for one in others} == {frozenset(first)}


def test_end_is_noted_when_the_interview_is_handed_over(make_form) -> None:
    form = make_form("| survey |\n| | type | name | label |\n| | end | done | |\n| | text | t | T |\n")
    session = FormSession(form, now=lambda: datetime(2012, 7, 1, 12, tzinfo=UTC))
    assert b"<done/>" in session.submission()
    assert b"<done>2012-07-01T12:00:00.000Z</done>" in session.submission(handed_over=True)


def test_a_counted_roster_catches_up_when_its_group_is_asked_again(make_form) -> None:
    form = make_form(
        "| survey |\n| | type | name | label | relevant | repeat_count |\n"
        "| | integer | n | N | | |\n| | integer | on | On | | |\n"
        "| | begin_group | g | G | ${on} = 1 | |\n| | begin_repeat | r | R | | ${n} |\n| | text | t | T | | |\n"
        "| | end_repeat | | | | |\n| | end_group | | | | |\n"
    )
    session = FormSession(form)
    session.answer("/data/on", "1")
    session.answer("/data/n", "2")
    session.answer("/data/g/r[2]/t", "kept")
    session.answer("/data/on", "0")
    session.answer("/data/n", "3")
    session.answer("/data/on", "1")
    assert [one.ref for one in session.questions()][2:] == [f"/data/g/r[{number}]/t" for number in (1, 2, 3)]
    assert value(session, "/data/g/r[2]/t") == "kept"


DEVICE = """| survey |
| | type | name | label | calculation | default | relevant | trigger |
| | start | began | | | | | |
| | today | day | | | | | |
| | calculate | lot | | once(uuid()) | | | |
| | date | visit | Visit | | today() | | |
| | integer | years | Years | | 5 | | |
| | calculate | now_too | | today() | | | |
| | text | a | A | | | | |
| | begin_group | later | Later | | | ${sum} > 1 | |
| | calculate | late | | once(uuid()) | | | |
| | end_group | | | | | | |
| | calculate | sum | | string-length(${a}) | | | |
| | begin_repeat | r | R | | | | |
| | calculate | mark | | once(random()) | | | |
| | text | t | T | | | | |
| | end_repeat | | | | | | |
"""


def on(day: int, form: Form) -> FormSession:
    return FormSession(
        form, instance_id="uuid:x", keep_violations=True, now=lambda: datetime(2012, 7, day, 12, tzinfo=UTC)
    )


def held(session: FormSession) -> dict[str, str]:
    xml = session.submission().decode()
    return dict(re.findall(r"<(\w+)>([^<]+)</\1>", xml))


def test_what_the_first_load_fills_in_can_be_said_and_brought_back(make_form) -> None:
    first = on(1, make_form(DEVICE))
    said = first.initial()
    assert [path for path, _ in said] == [
        "/data/began",
        "/data/day",
        "/data/lot",
        "/data/visit",
        "/data/later/late",
        "/data/r[1]/mark",
    ]
    assert dict(said)["/data/day"] == dict(said)["/data/visit"] == "2012-07-01"
    first.answer("/data/a", "abc")
    events = [event(number, path, EventKind.ANSWER, text) for number, (path, text) in enumerate(said)]
    events.append(event(9, "/data/a", EventKind.ANSWER, "abc"))
    for day in (2, 3):
        again = on(day, first.form)
        again.restore(events)
        assert held(again) == {**held(first), "now_too": f"2012-07-0{day}"}


def test_the_first_load_is_not_repeated_when_an_interview_comes_back(make_form) -> None:
    form = make_form(DEVICE)
    again = on(2, form)
    again.restore([event(1, "/data/a", EventKind.ANSWER, "abc")])
    assert value(again, "/data/visit") == ""
    assert value(again, "/data/years") == "5"
    untouched = on(2, form)
    untouched.restore([])
    assert value(untouched, "/data/visit") == "2012-07-02"


def test_an_answer_over_what_the_device_filled_in_stays(make_form) -> None:
    again = on(2, make_form(DEVICE))
    again.restore([event(1, "/data/visit", EventKind.ANSWER, "2012-06-30")])
    assert value(again, "/data/visit") == "2012-06-30"
    again.restore([event(1, "/data/visit", EventKind.ANSWER, "")])
    assert value(again, "/data/visit") == ""
