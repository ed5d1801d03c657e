import pytest
from PySide6.QtWidgets import QApplication

from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel, study_folder
from clusterbench_gui.ui.status import status_text

WAIT = 20_000


@pytest.fixture
def model(open_desk):
    return HomeViewModel(open_desk)


CODES = ["K01", "K02", "K03", "K04", "K05", "K06"]


def of_coordinators(model):
    return [one for one in model.rows if one.instrument.id == "coordinator"]


def test_the_list_shows_every_cluster_first_then_its_further_forms_and_says_how_many_are_finished(model):
    assert [one.cluster.code for one in model.rows[:6]] == CODES
    assert [one.instrument.id for one in model.rows[:6]] == ["coordinator"] * 6
    further = [one for one in model.rows if one.instrument.id == "expert"]
    assert len(further) == len(model.rows) - 6 >= 12
    assert [one.cluster.code for one in further] == sorted(one.cluster.code for one in further)
    assert "6 clusters" in model.summary
    assert "6 finished" in model.summary
    assert "25 Jun 2012" in model.summary
    assert model.is_synthetic


def test_search_needs_every_word_in_code_name_or_state(model):
    third = model.rows[2]
    name, state = third.cluster.name.split()[1], status_text(third, model.texts)
    model.search(f"k03 {name.upper()} COORDINATOR {state.upper()}")
    assert model.rows == (third,)
    model.search("k03 expert")
    assert {(one.cluster.code, one.instrument.id) for one in model.rows} == {("K03", "expert")}
    model.search("k03 returned")
    assert model.rows == ()
    model.search("")
    assert len(of_coordinators(model)) == 6


def test_an_expert_form_is_begun_for_the_cluster_that_is_chosen(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    view = program.window._views["interviews"]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view._list.search)
    keys("Down", "Down")
    (expert,) = view._new_form.menu().actions()
    expert.trigger()
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    opened = program.window.interview._viewmodel.interview
    assert opened.cluster.code == "K02"
    assert (opened.interview.instrument, opened.session.form.id) == ("expert", "cluster-2012-expert")
    assert not any(one.is_answered for one in opened.session.questions() if one.is_asked)


def test_a_new_cluster_gets_a_code_and_stands_in_the_list(model, qtbot):
    with qtbot.waitSignal(model.changed, timeout=WAIT):
        model.add_cluster("Sieć Żurawi")
    assert [(one.cluster.code, one.interview) for one in model.rows if one.cluster.name == "Sieć Żurawi"] == [
        ("K07", None)
    ]


def test_the_name_of_the_person_is_asked_once_before_the_first_interview(desk, demo, qtbot):
    desk.settings = Settings(language="en")
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        desk.open(demo)
    model = HomeViewModel(desk)
    with qtbot.waitSignal(model.person_needed) as asked:
        model.open_row(model.rows[0])
    model.name_person(" Grażyna ")
    with qtbot.waitSignal(model.interview_opened, timeout=WAIT):
        asked.args[0]()
    first = desk.person
    assert (first.name, len(first.id)) == ("Grażyna", 32)
    with qtbot.waitSignal(model.interview_opened, timeout=WAIT), qtbot.assertNotEmitted(model.person_needed):
        model.open_row(model.rows[1])
    model.name_person("Grażyna Brzęczyszczykiewicz")
    assert desk.person.id == first.id


def test_a_study_gets_a_folder_named_after_its_title(home):
    assert study_folder("Klastry: Śląsk / 2012?").name == "Klastry-Śląsk-2012.clusterbench"
    assert study_folder("x" * 300).name == "x" * 60 + ".clusterbench"


def test_a_new_study_is_made_and_opened_empty(model, qtbot, open_desk):
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        model.create_study("Śląsk 2012")
    assert model.is_empty
    assert model.title == "Śląsk 2012"
    assert not model.is_synthetic


def test_making_the_demonstration_can_be_stopped_and_leaves_nothing(model, qtbot, home):
    model.open_demo()
    qtbot.waitUntil(lambda: model.demo_progress[0] >= 1, timeout=60_000)
    assert model.demo_progress[1] == 35
    model.cancel_demo()
    qtbot.waitUntil(lambda: model.demo_progress == (0, 0), timeout=WAIT)
    assert not (home / "studies" / "demo.clusterbench").exists()


def test_letters_typed_in_the_list_search_and_enter_opens_the_line(start, settings, demo, keys, qtbot):
    program = start(settings, demo)
    page = program.window._views["interviews"]._list
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.search)
    keys("Down")
    assert QApplication.focusWidget() is page.table
    keys.type("k04 coord")
    assert page.search.text() == "k04 coord"
    assert page.table.model().rowCount() == 1
    keys("Return")
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    assert program.window.interview._viewmodel.interview.cluster.code == "K04"
