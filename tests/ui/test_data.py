"""Answers out of the study and into it, bundles, and what two computers answered differently."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea

from clusterbench_gui.app import bundles, interviews
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.screens.data.conflicts import ConflictsCard
from clusterbench_gui.ui.screens.data.view import DataView
from clusterbench_gui.ui.screens.data.viewmodel import DataViewModel
from clusterbench_gui.ui.widgets.task_panel import TaskPanel
from tests.helpers.devices import Device, laptop_at, office_at

WAIT = 60_000
QUESTION = "/data/ch/ch_facts/founded"


@pytest.fixture
def model(open_desk):
    return DataViewModel(open_desk)


def done(model, qtbot):
    qtbot.waitUntil(lambda: not model.tasks.doing, timeout=WAIT)
    return [one.code for one in model.tasks.problems]


@pytest.mark.parametrize("name", ["xlsx", "csv", "sav", "dta", "ddi", "odk"])
def test_every_format_is_written(model, qtbot, home, name):
    assert name in dict(model.formats)
    model.choose_format(name)
    model.export(home / "out")
    assert done(model, qtbot) == []
    assert str(home / "out") in model.tasks.said
    assert any((home / "out").iterdir())


def test_what_was_written_changes_nothing_when_it_is_read_again(model, qtbot, home):
    model.choose_format("odk")
    model.export(home / "out")
    assert done(model, qtbot) == []
    model.read([home / "out"])
    assert done(model, qtbot) == []
    assert model.tasks.said.startswith("0 new, 0 changed")
    assert model.tasks.said.endswith("0 refused")


def test_writing_can_be_stopped_and_leaves_nothing(model, qtbot, home):
    (home / "out").mkdir()
    model.export(home / "out")
    model.tasks.cancel()
    assert done(model, qtbot) == ["cancelled"]
    assert list((home / "out").iterdir()) == []


def test_a_file_that_is_nothing_known_is_a_problem(model, qtbot, home):
    (home / "x.zip").write_bytes(b"\0\0\0")
    model.read([home / "x.zip"])
    assert done(model, qtbot) == ["import-format-unknown"]


@pytest.fixture
def apart(tmp_path, home):
    """An office and a laptop that both answered one question, and the laptop's bundle."""
    office = office_at(tmp_path / "office")
    with office.opened() as study:
        interview = interviews.start_interview(study, "K01", Person("a", "Anna Żak", Role.INTERVIEWER))
    laptop = laptop_at(tmp_path / "laptop", office, with_log=True)
    for device, person, value in ((laptop, "Jan Kot", "2001"), (office, "Ewa Lis", "2002")):
        with device.opened() as study:
            _, said = interviews.open_interview(study, interview, "en").answer(QUESTION, value)
            interviews.save(study, said, Person(person, person, Role.INTERVIEWER))
    with laptop.opened() as study:
        content = bundles.make_result(study)
    return office, office.write("jan.cbundle", content)


@pytest.fixture
def office_desk(apart, qapp, settings, qtbot):
    with apart[0]:
        desk = Desk(settings)
        with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
            desk.open(apart[0].study)
        yield desk
        desk.close()


def test_a_conflict_is_seen_and_settled(apart, office_desk, qtbot):
    model = DataViewModel(office_desk)
    view = DataView(model)
    qtbot.addWidget(view)
    model.read([apart[1]])
    assert done(model, qtbot) == []
    qtbot.waitUntil(lambda: len(model.disputes) == 1, timeout=WAIT)
    (dispute,) = model.disputes
    assert (dispute.cluster, dispute.question) == ("Klaster Próbny", "In which year was the cluster founded?")
    assert set(dispute.said) == {"2001", "2002"}
    assert any("Jan Kot" in one for one in dispute.by)
    assert [one.in_conflict for one in office_desk.opened.rows if one.interview] == [True]
    model.settle(dispute.said.index("2001"))
    qtbot.waitUntil(lambda: not model.disputes, timeout=WAIT)
    assert done(model, qtbot) == []
    with qtbot.waitSignal(office_desk.study_changed, timeout=WAIT):
        office_desk.refresh()
    assert [one.in_conflict for one in office_desk.opened.rows if one.interview] == [False]


@pytest.fixture
def disputed_desk(apart, qapp, settings, qtbot):
    """The office's window with a conflict in its study, before anybody visited the screen."""
    with apart[0]:
        with apart[0].opened() as study:
            bundles.accept_sender(study, bundles.sender_in(apart[1]), "Jan")
            bundles.read_bundle(study, apart[1])
        desk = Desk(settings)
        with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
            desk.open(apart[0].study)
        yield desk
        desk.close()


def test_a_conflict_is_seen_at_the_first_visit(disputed_desk, qtbot):
    model = DataViewModel(disputed_desk)
    qtbot.waitUntil(lambda: len(model.disputes) == 1, timeout=WAIT)


def test_who_settles_has_a_name_and_a_small_screen_says_so(disputed_desk, qtbot):
    model = DataViewModel(disputed_desk)
    view = DataView(model)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    qtbot.waitUntil(lambda: len(model.disputes) == 1, timeout=WAIT)
    disputed_desk.settings = replace(disputed_desk.settings, person_name="", person_id="")
    model.settle(0)
    assert done(model, qtbot) == ["person-missing"]
    assert len(model.disputes) == 1
    panel, bar = view.findChild(TaskPanel), view.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty(), timeout=WAIT)
    before = bar.maximum()
    view.findChild(ConflictsCard).setMinimumHeight(2000)  # what stands above grows after the news
    qtbot.waitUntil(lambda: bar.maximum() > before + 1000, timeout=WAIT)
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty(), timeout=WAIT)


@pytest.fixture
def stranger(apart, tmp_path):
    """A bundle of a laptop that the office handed out work to and did not accept yet, and its fingerprint."""
    laptop = Device(tmp_path / "third")
    with apart[0].opened() as study:
        content = bundles.make_assignment(study, [laptop.card], with_log=True)
    with laptop:
        path = laptop.write("work.cbundle", content)
        bundles.open_assignment(path, laptop.study, accept=apart[0].card.fingerprint)
    with laptop.opened() as study:
        file = apart[0].write("third.cbundle", bundles.make_result(study))
    return file, laptop.card.fingerprint


def test_a_bundle_of_an_unknown_computer_waits_for_its_fingerprint(stranger, office_desk, qtbot):
    model = DataViewModel(office_desk)
    with qtbot.waitSignal(model.sender_unknown, timeout=WAIT) as asked:
        model.read([stranger[0]])
    fingerprint, accept = asked.args
    assert fingerprint == stranger[1]
    assert model.tasks.problems == ()
    accept()
    assert done(model, qtbot) == []
    assert "third.cbundle" in model.tasks.said
    model.read([stranger[0]])
    assert done(model, qtbot) == []


def test_what_was_read_before_a_failure_is_seen(apart, stranger, office_desk, qtbot):
    """The first bundle is in the study, the second waits for a fingerprint: list and scores must not be those of before."""
    model = DataViewModel(office_desk)
    with qtbot.waitSignals([model.sender_unknown, office_desk.scores_outdated], timeout=WAIT):
        model.read([apart[1], stranger[0]])
    qtbot.waitUntil(
        lambda: [one.in_conflict for one in office_desk.opened.rows if one.interview] == [True], timeout=WAIT
    )


def test_what_two_people_said_is_forgotten_with_the_study(apart, office_desk, qtbot):
    model = DataViewModel(office_desk)
    view = DataView(model)
    qtbot.addWidget(view)
    model.read([apart[1]])
    qtbot.waitUntil(lambda: len(model.disputes) == 1, timeout=WAIT)
    assert any("2001" in one.text() for one in view.findChildren(QLabel))
    with qtbot.waitSignal(office_desk.study_changed, timeout=WAIT):
        office_desk.close_study()
    assert model.disputes == ()
    qtbot.waitUntil(lambda: not any("2001" in one.text() for one in view.findChildren(QLabel)), timeout=WAIT)


def test_a_study_that_was_closed_meanwhile_is_no_failure(open_desk, qtbot):
    model = DataViewModel(open_desk)
    failures = []
    open_desk.failed.connect(failures.append)
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.close_study()
        open_desk.refresh()
        model.load()
    asked = []
    open_desk.work(lambda _backend, _progress: None, lambda *_: None, asked.append, lambda _: None)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=WAIT)
    assert failures == []


def test_work_begins_with_an_assignment(apart, tmp_path, home, desk, qtbot):
    own = bundles.own_card()
    with apart[0].opened() as study:
        content = bundles.make_assignment(study, [own])
    file = home / "praca.cbundle"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    model = DataViewModel(desk)
    with qtbot.waitSignal(model.sender_unknown, timeout=WAIT) as asked:
        model.begin_assignment(file)
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        asked.args[1]()
    assert desk.opened.folder.name == "praca.clusterbench"
    assert [one.cluster.code for one in desk.opened.rows] == ["K01", "K02"]
    model.save_card(home / "my.card")
    assert done(model, qtbot) == []
    assert (home / "my.card").read_text().startswith("clusterbench-card-1")
    assert bundles.read_card(home / "my.card").fingerprint in model.tasks.said
