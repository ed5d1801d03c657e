"""What was said, by whom, and how to take it back: read from the log."""

import pytest

from clusterbench_gui.app.history import audit_trail, history, undo
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError
from tests.helpers.study import ANNA, give


def test_undo_says_again_what_stood_before_and_the_log_keeps_all(study):
    interview = start_interview(study, "K01", ANNA)
    for value in ("Pierwszy", Absence.REFUSED, "Drugi"):
        save(study, give(open_interview(study, interview, "pl"), "communication_note", value), ANNA)
    path = audit_trail(study, interview)[-1].path
    save(study, undo(study, interview, history(study, interview, path)[-1].id), ANNA)
    assert history(study, interview, path)[-1].value == "refused"
    assert [one.value for one in history(study, interview, path)] == ["Pierwszy", "refused", "Drugi", "refused"]
    first = history(study, interview, path)[0]
    assert undo(study, interview, first.id) == ()


def test_the_first_answer_is_undone_to_none(study):
    interview = start_interview(study, "K01", ANNA)
    save(study, give(open_interview(study, interview, "pl"), "communication_note", "Tak"), ANNA)
    event = audit_trail(study, interview)[-1]
    (said,) = undo(study, interview, event.id)
    assert (said.kind, said.value, said.path) == (EventKind.ANSWER, "", event.path)


def test_a_removed_row_comes_back_with_its_answers(study):
    interview, row = start_interview(study, "K01", ANNA), "/data/firm[9f3c21ab]"

    def say(kind, value="", path=row):
        return study.workspace.append([Statement(interview, kind, value, path)], ANNA)[0]

    added = say(EventKind.REPEAT_ADDED)
    for path, value in (("name", "Stary"), ("size", "3"), ("name", "Nowy")):
        say(EventKind.ANSWER, value, f"{row}/{path}")
    assert [one.kind for one in undo(study, interview, added.id)] == [EventKind.REPEAT_REMOVED]
    removed = say(EventKind.REPEAT_REMOVED)
    back = undo(study, interview, removed.id)
    assert [(one.kind, one.value) for one in back] == [
        (EventKind.REPEAT_ADDED, ""),
        (EventKind.ANSWER, "3"),
        (EventKind.ANSWER, "Nowy"),
    ]
    save(study, back, ANNA)
    assert undo(study, interview, removed.id) == ()


def test_an_event_of_another_interview_is_not_undone(study):
    interview = start_interview(study, "K01", ANNA)
    with pytest.raises(ProblemError) as caught:
        undo(study, interview, "nobody")
    assert caught.value.problems[0].code == "event-unknown"
