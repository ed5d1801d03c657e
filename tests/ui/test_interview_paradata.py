"""How an interview in the real window went lies in the study afterwards, under the person's name; confirmed doubts too."""

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.domain.paradata import PAUSES

WAIT = 20_000


def opened(program, row, qtbot):
    program.window.open_interview(row)
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    return program.window.interview


def test_a_sitting_is_in_the_study_when_it_is_left(start, settings, demo, qtbot):
    program = start(settings, demo)
    row = next(one for one in program.desk.opened.rows if one.interview is not None)
    for _ in range(2):
        view = opened(program, row, qtbot)
        view.navigation.step(1)
        view.navigation.step(1)
        view.leave()
        qtbot.waitUntil(lambda: program.window.interview is None, timeout=WAIT)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=WAIT)
    program.close()
    study = open_study(demo)
    try:
        kept = study.workspace.paradata(row.interview.id)
    finally:
        study.close()
    assert len({one.sitting for one in kept}) == 2
    assert {one.person for one in kept} == {settings.person_id}
    for sitting in {one.sitting for one in kept}:
        told = [one.doing for one in kept if one.sitting == sitting and one.doing not in PAUSES]
        assert (told[0], told[-1]) == ("opened", "left")
        assert told.count("question") >= 3


def test_what_was_confirmed_is_confirmed_when_the_interview_is_opened_again(start, settings, demo, qtbot):
    program = start(settings, demo)
    row = next(one for one in program.desk.opened.rows if one.interview is not None)
    model = opened(program, row, qtbot)._viewmodel
    model.reopen("Sprawdzenie")
    founded = next(one for one in model.questionnaire.questions if one.name == "founded")
    model.answer(founded.ref, "1990")
    assert model.is_doubtful(model.questionnaire.question(founded.ref))
    model.confirm([founded.ref])
    program.window.interview.leave()
    qtbot.waitUntil(lambda: program.window.interview is None, timeout=WAIT)
    model = opened(program, row, qtbot)._viewmodel
    assert not model.is_doubtful(model.questionnaire.question(founded.ref))
    model.answer(founded.ref, "1991")
    assert model.is_doubtful(model.questionnaire.question(founded.ref))
    program.window.interview.leave()
    qtbot.waitUntil(lambda: program.window.interview is None, timeout=WAIT)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=WAIT)
    program.close()
    study = open_study(demo)
    try:
        said = study.workspace.of_kind(row.interview.id, EventKind.CONFIRMED)
    finally:
        study.close()
    assert [one.path for one in said] == [founded.path]
    assert "1995" in said[0].value
