from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.models.grouping import Group
from clusterbench_gui.ui.models.interviews import InterviewsModel
from clusterbench_gui.ui.models.words import group_hint
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


def test_in_the_demonstration_everything_is_finished_and_the_other_groups_say_what_to_do(model):
    assert [(one.group, bool(one.rows)) for one in model.sections] == [
        (Group.TODAY, False),
        (Group.COMING, False),
        (Group.IN_PROGRESS, False),
        (Group.RETURNED, False),
        (Group.FINISHED, True),
    ]
    for one in model.sections[:4]:
        assert group_hint(one.group, model.texts)
    assert all(one.contact.phone.startswith("00 000") and one.appointment.day for one in of_coordinators(model))
    assert "(over)" in model.summary


def test_search_needs_every_word_wherever_it_stands(model):
    third = model.rows[2]
    name, state = third.cluster.name.split()[1], status_text(third, model.texts)
    model.search(f"k03 {name.upper()} COORDINATOR {state.upper()}")
    assert model.rows == (third,)
    assert [one.group for one in model.sections] == [Group.FINISHED]
    for words in (third.contact.person, third.contact.address, third.contact.phone.replace(" ", ""), third.interviewer):
        model.search(words)
        assert third in model.rows
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
    assert program.window.interview._viewmodel.form_title.startswith("Expert form · Benchmarking of clusters in Poland")
    assert "other form" not in view._model.summary
    program.window.interview.left.emit()
    qtbot.waitUntil(lambda: "1 other form in progress" in view._model.summary, timeout=WAIT)


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
    assert [one.cluster.code for one in page._rows.rows] == ["K04"]
    keys("Return")
    qtbot.waitUntil(lambda: program.window.interview is not None, timeout=WAIT)
    assert program.window.interview._viewmodel.interview.cluster.code == "K04"


@pytest.fixture
def home_view(start, settings, demo):
    """The home screen of a window on the demonstration study."""
    return start(settings, demo).window._views["interviews"]


LONG = "Klaster " + "Przetwórstwa " * 9


@pytest.fixture(params=["pl", "en"])
def either_language(request, settings):
    return replace(settings, language=request.param)


@pytest.mark.parametrize("size", [(800, 560), (910, 600), (1366, 768)])
def test_names_of_clusters_are_readable_in_every_window_and_nothing_scrolls_sideways(
    start, either_language, demo, qtbot, size
):
    program = start(either_language, demo)
    view = program.window._views["interviews"]
    table = view._list.table
    with qtbot.waitSignal(program.desk.study_changed, timeout=WAIT):
        program.desk.add_cluster(LONG, lambda _code: None)
    program.window.resize(*size)
    qtbot.waitUntil(lambda: program.window.size() == QSize(*size))
    QApplication.processEvents()
    widths = {column: table.columnWidth(column) for column in range(5) if not table.isColumnHidden(column)}
    assert table.horizontalScrollBar().maximum() == 0
    assert sum(widths.values()) <= table.viewport().width()
    assert widths[InterviewsModel.CLUSTER] >= table.fontMetrics().horizontalAdvance("Klaster Wzornictwa „Ryś”")
    for column in {InterviewsModel.WHEN, InterviewsModel.STATUS} & set(widths):
        assert widths[column] >= table.sizeHintForColumn(column)
    if size[0] == 1366:
        assert len(widths) == 5
    for one in (view._study, view._new_form, view._new_cluster):
        assert one.width() >= one.minimumSizeHint().width()
        assert view.rect().contains(one.geometry().translated(one.parentWidget().pos()))


def test_a_search_does_not_make_the_columns_jump(home_view):
    table = home_view._list.table
    before = [table.columnWidth(column) for column in range(5)]
    home_view._list.search.setText("k02 expert")
    assert len(home_view._list._rows.rows) < 10
    assert [table.columnWidth(column) for column in range(5)] == before


def test_a_search_goes_on_in_another_language(start, settings, demo):
    program = start(settings, demo)
    program.window._views["interviews"]._list.search.setText("k02")
    program.desk.change_settings(language="pl")
    page = program.window._views["interviews"]._list
    assert page.search.text() == "k02"
    assert {one.cluster.code for one in page._rows.rows} == {"K02"}
    assert page.table.columnWidth(InterviewsModel.CLUSTER) > 100


def test_a_new_form_waits_until_a_cluster_is_chosen(home_view):
    assert home_view._new_form.isEnabled()
    home_view._list.search.setText("no such cluster")
    assert not home_view._new_form.isEnabled()
    home_view._list.search.clear()
    assert home_view._new_form.isEnabled()
    home_view._list.table.clearSelection()
    assert not home_view._new_form.isEnabled()
    home_view._list.table.selectRow(home_view._list._rows.place_of(home_view._list._rows.rows[1]))
    assert home_view._new_form.isEnabled()


def test_a_study_open_for_reading_only_gets_no_new_form(start, settings, demo):
    writer = open_study(demo)
    view = start(settings, demo).window._views["interviews"]
    assert view._list.chosen is not None
    assert view._new_form.isVisible()
    assert not view._new_form.isEnabled()
    writer.close()


def test_the_very_interview_that_was_chosen_stays_chosen_when_the_list_is_read_again(start, settings, demo, qtbot):
    program = start(settings, demo)
    page = program.window._views["interviews"]._list
    rows = page._rows.rows
    experts = [place for place, one in enumerate(rows) if one.instrument.id == "expert" and one.cluster.code == "K02"]
    assert len(experts) > 1
    for place in (experts[-1], 2):
        page.table.selectRow(page._rows.place_of(page._rows.rows[place]))
        with qtbot.waitSignal(program.desk.study_changed, timeout=WAIT):
            program.desk.refresh()
        assert page.chosen.interview.id == rows[place].interview.id


def test_a_search_ends_where_it_would_hide_a_new_cluster_or_another_study(qtbot, model, open_desk, tmp_path):
    model.search("nothing like it")
    assert model.rows == ()
    with qtbot.waitSignal(model.changed, timeout=WAIT, check_params_cb=lambda: model.searched == ""):
        model.add_cluster("Klaster Źródło")
    assert "Klaster Źródło" in [one.cluster.name for one in model.rows]
    model.search("nothing like it")
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.create(tmp_path / "other.clusterbench", "Other")
    assert model.searched == ""
