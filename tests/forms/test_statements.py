from hypothesis import given, settings

from clusterbench_gui.domain.events import Event, Role, Statement
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.moving import move
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.forms.statements import statements
from tests.helpers.versions import CHOICES, ROWS, SETTINGS, STEPS, question, stepped


def logged(said: tuple[Statement, ...], start: int = 0) -> tuple[Event, ...]:
    return tuple(
        Event(
            str(at),
            "d",
            at,
            at,
            "",
            "p",
            Role.INTERVIEWER,
            one.interview,
            "demo",
            "1",
            one.path,
            one.kind,
            None,
            one.value,
            None,
        )
        for at, one in enumerate(said, start=start)
    )


def restored(form: Form, events: tuple[Event, ...]) -> FormSession:
    session = FormSession(form, instance_id="uuid:1", keep_violations=True)
    session.restore(events)
    return session


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_the_log_brings_back_what_was_said(make_form, steps: list[tuple[str, str]]) -> None:
    form = make_form(SETTINGS.format(version=1) + "".join(ROWS) + CHOICES)
    session = stepped(form, steps)
    again = restored(form, logged(statements(session)))
    assert again.submission() == session.submission()
    assert statements(again, logged(statements(session))) == ()
    again.answer("/data/n", "3")
    session.answer("/data/n", "3")
    assert again.submission() == session.submission()


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_a_move_is_said_after_what_the_old_version_said(make_form, steps: list[tuple[str, str]]) -> None:
    form = make_form(SETTINGS.format(version=1) + "".join(ROWS) + CHOICES)
    rows = "".join(ROWS[::-1]).replace("select_multiple colour", "select_multiple town")
    rows = rows.replace("| text | a |", "| integer | a |")
    new = make_form(SETTINGS.format(version=2) + question("text", "b", default="x") + rows + CHOICES)
    old = stepped(form, steps)
    before = logged(statements(old))
    moved, _report = move(old, new)
    after = logged(statements(moved, before), len(before))
    assert restored(new, before + after).submission() == moved.submission()


def test_a_submission_from_elsewhere_can_be_kept_in_the_log(make_form) -> None:
    form = make_form(
        "| survey |\n| | type | name | label | default |\n| | start | begun | | |\n"
        "| | text | a | A | x |\n| | begin_repeat | r | R | |\n| | text | b | B | |\n| | end_repeat | | | |\n"
    )
    session = FormSession(form)
    session.load(
        f"<data id='{form.id}'><begun>2012-07-01T09:00:00.000Z</begun><a/><meta><instanceID>uuid:1</instanceID></meta></data>".encode()
    )
    assert restored(form, logged(statements(session))).submission() == session.submission()
