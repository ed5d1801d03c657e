"""What was said, by whom, and how steps are taken back: the log keeps all of it and leads to the same interview."""

from clusterbench_gui.app.history import audit_trail, history, told_at
from clusterbench_gui.app.interviews import open_interview, save, start_interview
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from tests.helpers.study import ANNA, ANSWERS, give, ref

NOTE = "communication_note"


def put(study, opened, side):
    """Put an interview to one side of a change, and save what that says."""
    step, said = opened.put(side)
    save(study, said, ANNA)
    return step, said


def test_undo_says_again_what_stood_before_and_the_log_keeps_all(study):
    interview = start_interview(study, "K01", ANNA)
    opened = open_interview(study, interview, "pl")
    save(study, give(opened, "consent_part", ANSWERS["consent_part"]), ANNA)
    place = ref(opened.session, NOTE)
    step, said = opened.answer(place, "Pierwszy")
    save(study, said, ANNA)
    save(study, opened.absent(place, Absence.REFUSED)[1], ANNA)
    changed, said = opened.answer(place, "Drugi")
    save(study, said, ANNA)
    put(study, opened, changed.change.before)
    path = opened.session.path_of(place)
    assert [one.value for one in history(study, interview, path)] == ["Pierwszy", "refused", "Drugi", "refused"]
    put(study, opened, step.change.before)
    assert history(study, interview, path)[-1].value == ""
    again = open_interview(study, interview, "pl")
    assert again.session.submission() == opened.session.submission()
    put(study, opened, changed.change.after)
    assert open_interview(study, interview, "pl").session.question(place).value == "Drugi"


def test_a_finished_interview_is_put_nowhere(study):
    opened = open_interview(study, start_interview(study, "K01", ANNA), "pl")
    step, said = opened.answer(ref(opened.session, "consent_part"), "no")
    save(study, [*said, *opened.finish()], ANNA)
    assert opened.put(step.change.before)[1] == ()
    assert opened.session.question(ref(opened.session, "consent_part")).value == "no"


def test_history_names_who_said_what(study):
    interview = start_interview(study, "K01", ANNA)
    opened = open_interview(study, interview, "pl")
    place = ref(opened.session, "consent_part")
    save(study, opened.answer(place, "yes")[1], ANNA)
    path = opened.session.path_of(place)
    save(study, [Statement(interview, EventKind.REMARK, "na głos", path)], ANNA)
    told = told_at(study, interview, path)
    assert [(one.kind, one.value, one.person) for one in told] == [
        (EventKind.ANSWER, "yes", ANNA.name),
        (EventKind.REMARK, "na głos", ANNA.name),
    ]
    assert all(one.wall for one in told)
    assert next(one.kind for one in audit_trail(study, interview)) is EventKind.CREATED
