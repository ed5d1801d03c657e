"""The desk: which study is open, whose scores are told, what is kept."""

import threading

import pytest

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.support.settings import Settings, load_settings
from clusterbench_gui.ui import backend as backend_module
from clusterbench_gui.ui.backend import Backend
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from clusterbench_gui.ui.screens.reports.viewmodel import ReportsViewModel
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel

WAIT = 60_000


@pytest.fixture
def two_studies(home):
    for name in ("one", "two"):
        create_study(home / name, title=name)
    return home / "one", home / "two"


@pytest.fixture
def backend():
    made = Backend()
    yield made
    made.close()


def test_the_study_that_is_open_can_be_opened_again_and_stays_writable(backend, two_studies):
    one, _ = two_studies
    backend.open(one)
    again = backend.open(one.parent / "two" / ".." / "one")
    assert not again.info.read_only
    assert backend.add_cluster("Sieć") == "K01"


def test_a_study_that_was_open_for_reading_only_is_writable_when_it_is_opened_again_later(backend, two_studies):
    one, _ = two_studies
    writer = open_study(one)
    assert backend.open(one).info.read_only
    writer.close()
    assert not backend.open(one).info.read_only


def test_an_interview_of_a_study_open_for_reading_only_is_refused(backend, two_studies):
    one, _ = two_studies
    writer = open_study(one)
    backend.open(one)
    with pytest.raises(ProblemError) as refused:
        backend.interview("uuid:1", "en")
    writer.close()
    assert [one.code for one in refused.value.problems] == ["workspace-read-only"]


def test_a_study_whose_list_cannot_be_read_leaves_the_one_before_open(backend, two_studies, monkeypatch):
    one, two = two_studies
    backend.open(one)
    with monkeypatch.context() as patch:

        def refuse(_study):
            raise ProblemError(problem("workspace-damaged"))

        patch.setattr(backend_module.interviews, "interview_rows", refuse)
        with pytest.raises(ProblemError):
            backend.open(two)
    assert backend.again().folder == one
    open_study(two).close()
    assert not backend.open(two).info.read_only


def test_a_study_open_for_reading_only_refuses_interviews_in_words(desk, demo, qtbot):
    writer = open_study(demo)
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        desk.open(demo)
    model = HomeViewModel(desk)
    assert model.is_read_only
    for act in (lambda: model.open_row(model.rows[0]), lambda: model.start_with("Nowy")):
        with qtbot.waitSignal(desk.failed) as failed:
            act()
        assert [one.code for one in failed.args[0]] == ["workspace-read-only"]
    writer.close()


def test_a_study_of_last_time_that_is_not_there_is_said_and_no_other_takes_its_place(qapp, home, qtbot):
    gone = str(home / "stick" / "gone.clusterbench")
    desk = Desk(Settings(language="en", study=gone))
    with qtbot.waitSignal(desk.failed, timeout=WAIT) as failed:
        desk.open_last()
    desk.close()
    assert [one.code for one in failed.args[0]] == ["folder-missing"]
    assert desk.opened is None
    assert desk.settings.study == gone


def test_what_was_chosen_for_one_run_is_not_kept(qapp, home):
    desk = Desk(Settings(language="pl", theme="dark"), kept=Settings(language="en"))
    desk.change_settings(person_name="Łucja")
    assert (desk.settings.language, load_settings().language, load_settings().theme) == ("pl", "en", "light")
    desk.change_settings(language="pl")
    desk.close()
    assert (load_settings().language, load_settings().person_name) == ("pl", "Łucja")


@pytest.mark.parametrize("kind", [ResultsViewModel, ReportsViewModel])
def test_scores_of_the_study_before_never_arrive(open_desk, two_studies, qtbot, kind):
    model = kind(open_desk)
    model.load()
    qtbot.waitUntil(lambda: bool(open_desk.jobs._running), timeout=WAIT)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.open(two_studies[0])
    qtbot.waitUntil(lambda: not open_desk.jobs._running, timeout=WAIT)
    assert not model.is_ready
    with qtbot.waitSignal(model.changed, timeout=WAIT):
        model.load()
    assert [one.code for one in model.problems] == ["nothing-finished"]


def test_scores_are_forgotten_as_soon_as_something_is_written(open_desk, qtbot):
    model = ResultsViewModel(open_desk)
    model.load()
    qtbot.waitUntil(lambda: model.is_ready, timeout=WAIT)
    refused = []
    said = Statement("nobody's interview", EventKind.REMARK, "text", "/data/a")
    open_desk.save([said], lambda _wall: None, refused.append)
    assert not model.is_ready
    qtbot.waitUntil(lambda: bool(refused), timeout=WAIT)


def test_who_asks_while_older_scores_are_made_gets_the_newer_ones(open_desk, qtbot):
    open_desk.score(pytest.fail, pytest.fail)
    qtbot.waitUntil(lambda: bool(open_desk.jobs._running), timeout=WAIT)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.add_cluster("Nowy", lambda _code: None)
    scored = []
    open_desk.score(scored.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(scored), timeout=WAIT)
    assert [len(one.clusters) for one in scored] == [7]


def test_a_second_enter_while_an_interview_is_on_its_way_starts_no_other(open_desk, qtbot):
    model = HomeViewModel(open_desk)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        model.add_cluster("Nowy")
    opened = []
    model.interview_opened.connect(opened.append)
    new = next(one for one in model.rows if one.interview is None)
    model.open_row(new)
    model.open_row(new)
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.refresh()
    assert len(opened) == 1
    assert sum(one.interview is not None for one in model.rows if one.cluster == new.cluster) == 1
    model.open_row(model.rows[0])
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=WAIT)


def test_an_answer_of_the_database_that_arrives_while_the_desk_closes_starts_no_job(open_desk, qapp, monkeypatch):
    """Whichever way a closing thread lets events through, the answer that would start a job is not delivered any more."""
    jobs, started, answered = open_desk.jobs, [], threading.Event()
    close = jobs.close

    def close_and_deliver():
        close()
        qapp.processEvents()

    monkeypatch.setattr(jobs, "run_process", lambda *_, **__: started.append(True))
    monkeypatch.setattr(jobs, "close", close_and_deliver)
    open_desk.score(pytest.fail, pytest.fail)
    open_desk._database.ask(lambda _: answered.set(), lambda _: None, pytest.fail)
    assert answered.wait(WAIT / 1000)
    open_desk.close()
    monkeypatch.undo()
    assert started == []
