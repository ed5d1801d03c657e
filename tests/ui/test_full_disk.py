"""The real window over the real database while the disk is full, and when there is room again."""

import threading

import pytest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.ui.screens.interview import keeping, viewmodel
from tests.helpers.window import open_to_change

WAIT = 20_000


@pytest.fixture
def pages(start, settings, demo):
    """A program on a study whose file may have so many pages: `pages(more)`, counted from its size now."""
    program = start(settings, demo)

    def limit(more):
        done = threading.Event()

        def set_limit(backend):
            db = backend.study.workspace._db
            count = db.execute("pragma page_count").fetchone()[0]
            db.execute(f"pragma max_page_count = {count + more}").fetchone()
            done.set()

        program.desk._database.ask(set_limit, lambda _: None, lambda _: None)
        assert done.wait(WAIT / 1000)
        return program

    return limit


def test_answers_on_a_full_disk_stay_on_the_screen_and_are_saved_when_there_is_room(
    pages, keys, demo, qtbot, monkeypatch
):
    monkeypatch.setattr(keeping, "AGAIN", 100)
    monkeypatch.setattr(viewmodel, "AGAIN", 100)
    program = pages(1000)
    view = open_to_change(program, qtbot)
    model = view._viewmodel
    qtbot.waitUntil(lambda: not model.is_sending, timeout=WAIT)
    saved = view._header._saved
    pages(0)
    question = next(one for one in model.questionnaire.questions if one.name == "communication_note")
    view.navigation.go(question.ref)
    long = "ż" * 9000
    for number in range(5):
        keys.type(f"{number}")
        model.answer(question.ref, f"{long}{number}")
    qtbot.waitUntil(lambda: saved.text() == "Not saved", timeout=WAIT)
    assert "The disk is full" in view._failure._words.text()
    assert view._failure._words.text().count("The disk is full") == 1
    assert QApplication.activeModalWidget() is None
    assert model.questionnaire.question(question.ref).value == f"{long}4"
    qtbot.wait(300)
    assert saved.text() == "Not saved"

    pages(1000)
    qtbot.waitUntil(lambda: saved.text().startswith("Saved"), timeout=WAIT)
    assert not view._failure.isVisible()
    view.leave()
    qtbot.waitUntil(lambda: program.window.interview is None, timeout=WAIT)
    program.window.close()
    program.close()
    assert check(demo) == ()
    study = open_study(demo, read_only=True)
    try:
        said = [one.value for one in study.workspace.history(model.interview.interview.id, question.path)]
        assert [f"{long}{number}" for number in range(5)] == said[-5:]
    finally:
        study.close()
