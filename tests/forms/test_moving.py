import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from clusterbench_gui.app.wording import SENTENCES
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import Fault
from clusterbench_gui.forms import moving
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.moving import MoveReport, move
from tests.helpers.versions import CHOICES, ROWS, SETTINGS, STEPS, begun, question, roster, stepped


@pytest.fixture
def version(make_form):
    """Makes a version of the form from its rows."""

    def make(*rows: str, choices: str = CHOICES, number: int = 1) -> Form:
        return make_form(SETTINGS.format(version=number) + "".join(rows) + choices)

    return make


def told(report: MoveReport) -> list[tuple[str, str, str]]:
    return [(one.code, one.old, one.value) for one in (*report.left, *(one for one in report.carried if one.code))]


N, A, B = question("integer", "n"), question("text", "a"), question("text", "b")


def test_answers_go_along_by_path_and_by_unique_name(version) -> None:
    old = version(N, question("begin_group", "g"), A, question("end_group", ""))
    new = version(A, question("begin_group", "h"), N, question("end_group", ""), number=2)
    session, report = move(begun(old, ("/data/n", "3"), ("/data/g/a", " x ")), new)
    assert (session.question("/data/h/n").value, session.question("/data/a").value) == ("3", " x ")
    assert [(one.old, one.new, one.value) for one in report.carried] == [
        ("/data/n", "/data/h/n", "3"),
        ("/data/g/a", "/data/a", " x "),
    ]
    assert report.left == ()
    assert b'version="2"' in session.submission()
    assert session.instance_id == "uuid:1"


def test_a_name_that_stands_twice_says_nothing(version) -> None:
    old = version(question("begin_group", "g"), A, question("end_group", ""))
    twice = [question("begin_group", name) + A + question("end_group", "") for name in "hi"]
    new = version(*twice, number=2)
    session, report = move(begun(old, ("/data/g/a", "x")), new)
    assert told(report) == [("move-question-gone", "/data/g/a", "x")]
    assert b">x<" not in session.submission()


@pytest.mark.parametrize(
    ("before", "after", "value", "code"),
    [
        (A, B, "x", "move-question-gone"),
        (A, question("begin_group", "a") + B + question("end_group", ""), "x", "move-question-gone"),
        (A, question("integer", "a"), "x", "move-type"),
        (A, question("image", "a"), "x.jpg", "move-type"),
        (question("decimal", "a"), question("integer", "a"), "1.5", "move-type"),
        (question("select_one colour", "a"), question("select_one town", "a"), "red", "move-choice"),
        (question("select_multiple colour", "a"), question("select_one colour", "a"), "red blue", "move-choice"),
        (A, question("select_one colour", "a"), "red blue", "move-choice"),
        (A, question("calculate", "a", calculation="1 + 1"), "x", "move-computed"),
        (A, roster("r", A), "x", "move-rows-differ"),
    ],
)
def test_what_has_no_place_is_told_with_its_value(version, before: str, after: str, value: str, code: str) -> None:
    session, report = move(begun(version(before), ("/data/a", value)), version(after, number=2))
    assert told(report) == [(code, "/data/a", value)]
    assert report.left[0].new == ""
    assert f">{value}<".encode() not in session.submission()


@pytest.mark.parametrize(
    ("before", "after", "value", "kept"),
    [
        (question("integer", "a"), A, "5", "5"),
        (question("decimal", "a"), question("integer", "a"), "5", "5"),
        (question("date", "a"), A, "2012-07-01", "2012-07-01"),
        (A, question("date", "a"), "2012-7-1", "2012-07-01"),
        (A, question("select_one colour", "a"), "red", "red"),
        (question("select_one colour", "a"), question("select_multiple colour", "a"), "red", "red"),
        (A, question("calculate", "a", calculation="once('y')"), "x", "x"),
    ],
)
def test_another_type_takes_what_it_can_hold(version, before: str, after: str, value: str, kept: str) -> None:
    session, report = move(begun(version(before), ("/data/a", value)), version(after, number=2))
    assert (told(report), [one.value for one in report.carried]) == ([], [kept])
    assert f"<a>{kept}</a>".encode() in session.submission()


def test_several_choices_keep_those_that_are_still_offered(version) -> None:
    old = version(question("select_multiple colour", "a"))
    new = version(question("select_multiple colour", "a"), choices=CHOICES.replace("| red ", "| pink "), number=2)
    session, report = move(begun(old, ("/data/a", "red blue")), new)
    assert told(report) == [("move-choice", "/data/a", "red")]
    assert session.question("/data/a").value == "blue"


def test_a_choice_that_was_stale_before_stays_and_stays_marked(version) -> None:
    form = version(A, question("select_one town", "b", choice_filter="in = ${a}"))
    old = begun(form, ("/data/a", "maz"), ("/data/b", "waw"), ("/data/a", "pom"))
    session, report = move(old, form)
    assert told(report) == []
    assert [one.check.fault for one in session.validate()] == [Fault.STALE]


def test_a_choice_that_goes_takes_those_that_hang_on_it(version) -> None:
    rows = question("select_one colour", "a"), question("select_one town", "b", choice_filter="${a} = 'red'")
    new = version(*rows, choices=CHOICES.replace("| red ", "| pink "), number=2)
    _session, report = move(begun(version(*rows), ("/data/a", "red"), ("/data/b", "waw")), new)
    assert told(report) == [("move-choice", "/data/a", "red"), ("move-choice", "/data/b", "waw")]


def test_absences_go_along_where_they_are_allowed(version) -> None:
    old = begun(version(question("text", "a", "refused"), question("text", "b", "refused")))
    old.absent("/data/a", Absence.REFUSED)
    old.absent("/data/b", Absence.REFUSED)
    new = version(question("text", "a", "refused dont-know"), question("text", "b", "dont-know"), number=2)
    session, report = move(old, new)
    assert session.question("/data/a").absence is Absence.REFUSED
    assert session.question("/data/b").absence is None
    assert [(one.code, one.old, one.absence) for one in report.left] == [("move-absence", "/data/b", Absence.REFUSED)]


def test_a_new_constraint_flags_and_keeps(version) -> None:
    old = version(N, question("integer", "m", constraint=". < 5"))
    new = version(question("integer", "n", constraint=". < 5"), question("integer", "m", constraint=". < 5"), number=2)
    session, report = move(begun(old, ("/data/n", "7"), ("/data/m", "7")), new)
    assert told(report) == [("move-constraint", "/data/n", "7")]
    assert [one.ref for one in session.validate()] == ["/data/n", "/data/m"]


def test_what_is_not_asked_any_more_is_kept_and_told(version) -> None:
    old, new = version(N, A), version(N, question("text", "a", relevant="${n} > 1"), number=2)
    session, report = move(begun(old, ("/data/n", "1"), ("/data/a", "x")), new)
    assert told(report) == [("move-not-asked", "/data/a", "x")]
    session.answer("/data/n", "2")
    assert session.question("/data/a").value == "x"


def test_what_is_asked_anew_and_required_waits(version) -> None:
    must = question("text", "a", required="yes")
    old = version(must, N, question("text", "c"))
    new = version(
        must,
        question("integer", "n", required="yes"),
        question("text", "new", required="yes"),
        question("text", "set", required="yes", default="x"),
        number=2,
    )
    _session, report = move(begun(old), new)
    assert [(one.ref, one.label) for one in report.waiting] == [("/data/n", "N"), ("/data/new", "New")]


def test_an_answer_that_was_taken_back_is_not_replaced_by_a_default(version) -> None:
    form = version(question("text", "a", default="x"))
    session, _report = move(begun(form, ("/data/a", "")), version(question("text", "a", default="y"), number=2))
    assert session.question("/data/a").value == ""


def test_calculations_are_those_of_the_new_form(version) -> None:
    old = version(N, question("calculate", "c", calculation="${n} * 2"))
    new = version(
        N,
        question("calculate", "c", calculation="${n} * 3"),
        question("calculate", "d", calculation="once(concat('n', ${n}))"),
        number=2,
    )
    session, report = move(begun(old, ("/data/n", "5")), new)
    assert b"<c>15</c><d>n5</d>" in session.submission()
    assert told(report) == []


def test_rows_go_along_with_their_keys_and_order(version) -> None:
    old = begun(version(roster("r", A)), ("/data/r[1]/a", "first"))
    old.add_repeat("/data/r")
    old.answer("/data/r[2]/a", "second")
    old.add_repeat("/data/r")
    old.remove_repeat("/data/r[1]")
    session, report = move(old, version(roster("r", question("text", "new", default="d"), A), number=2))
    assert [one.path for one in session.questions() if one.name == "a"] == [one.path for one in old.questions()]
    assert [one.value for one in session.questions()] == ["d", "second", "d", ""]
    assert told(report) == []


@pytest.mark.parametrize(
    "after",
    [A, roster("s", A), question("begin_group", "r") + A + question("end_group", "")],
    ids=["none", "s", "group"],
)
def test_a_roster_that_is_gone_is_told_row_by_row(version, after: str) -> None:
    old = begun(version(roster("r", A)), ("/data/r[1]/a", "x"))
    old.add_repeat("/data/r")
    old.answer("/data/r[2]/a", "y")
    _session, report = move(old, version(after, number=2))
    assert [(one.code, one.value) for one in report.left] == [("move-rows-differ", "x"), ("move-rows-differ", "y")]
    assert report.carried == ()


def test_rows_beyond_the_count_are_told_and_wait_for_it(version) -> None:
    old = begun(version(N, roster("r", A)), ("/data/n", "1"), ("/data/r[1]/a", "x"))
    old.add_repeat("/data/r")
    old.answer("/data/r[2]/a", "y")
    session, report = move(old, version(N, roster("r", A, repeat_count="${n}"), number=2))
    assert [(one.code, one.value) for one in report.left] == [("move-row", "y")]
    assert session.question("/data/r[1]/a").value == "x"
    session.answer("/data/n", "2")
    assert session.question("/data/r[2]/a").value == "y"


def test_rows_that_were_set_aside_stay_so(version) -> None:
    rows = N, roster("r", roster("s", A, repeat_count="${n}"), repeat_count="${n}")
    old = begun(version(*rows), ("/data/n", "2"), ("/data/r[2]/s[2]/a", "deep"), ("/data/n", "1"))
    session, report = move(old, version(*rows, B, number=2))
    assert told(report) == []
    assert b"deep" not in session.submission()
    session.answer("/data/n", "2")
    assert session.question("/data/r[2]/s[2]/a").value == "deep"


def test_a_form_with_another_id_is_refused(version) -> None:
    other = replace(version(A), id="else")
    with pytest.raises(ProblemError) as raised:
        move(begun(version(A)), other)
    assert raised.value.problems[0].code == "other-form"


def test_every_code_has_a_sentence() -> None:
    source = Path(moving.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'"(move-[a-z-]+)"', source)) <= SENTENCES.keys()


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_moving_to_the_same_version_changes_nothing(make_form, steps: list[tuple[str, str]]) -> None:
    form = make_form(SETTINGS.format(version=1) + "".join(ROWS) + CHOICES)
    old = stepped(form, steps)
    before = old.submission()
    session, report = move(old, form)
    assert session.submission() == before == old.submission()
    assert list(session.questions()) == list(old.questions())
    assert (report.left, report.waiting) == ((), ())
    assert not [one for one in report.carried if one.code or one.old != one.new]
    for count in "3", "0", "2":
        old.answer("/data/n", count)
        session.answer("/data/n", count)
        assert session.submission() == old.submission()


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_moving_there_and_back_loses_nothing_that_both_have(make_form, steps: list[tuple[str, str]]) -> None:
    form = make_form(SETTINGS.format(version=1) + "".join(ROWS) + CHOICES)
    new = make_form(
        SETTINGS.format(version=2)
        + question("begin_group", "g")
        + "".join(one for one in ROWS if "| colour |" not in one)
        + question("end_group", "")
        + B
        + CHOICES
    )
    old = stepped(form, steps)
    there, report = move(old, new)
    back, _report = move(there, form)
    assert {one.code for one in report.left} <= {"move-question-gone"}
    assert {one.old for one in report.left} <= {"/data/colour"}
    old.answer("/data/colour", "")
    assert back.submission() == old.submission()
