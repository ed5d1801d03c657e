"""Where codes are chosen no name is left anywhere; what is looked at always belongs to what is chosen."""

import pytest
from PySide6.QtWidgets import QComboBox

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.views.selection import Kind, Names
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.problems import problem
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.screens.results.dialogs import ExportDialog
from clusterbench_gui.ui.screens.results.view import ResultsView
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
from tests.helpers.converted import warm
from tests.helpers.scored import has_scored, scores_of

WAIT = 20_000
SIZE = (800, 500)


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory):
    """A demonstration study of two editions and the scores of its own, made once; nobody changes them."""
    folder = tmp_path_factory.mktemp("two")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLUSTERBENCH_HOME", str(folder))
        warm(folder)
        make_demo(folder / "two.clusterbench", clusters=12, with_previous=True)
        return folder / "two.clusterbench", scores_of(folder / "two.clusterbench")


@pytest.fixture
def model(two_editions, monkeypatch, qapp, settings, qtbot):
    folder, scores = two_editions
    monkeypatch.setenv("CLUSTERBENCH_HOME", str(folder.parent))
    desk = Desk(settings)
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        desk.open(folder)
    has_scored(desk, scores)
    made = ResultsViewModel(desk)
    made.desk = desk
    made.load()
    settle(made, qtbot)
    yield made
    desk.close()


def settle(model, qtbot):
    model.load()
    qtbot.waitUntil(
        lambda: bool(model.problems) or (model.is_ready and not model.is_busy),
        timeout=WAIT,
    )


def draw(model, qtbot):
    settle(model, qtbot)
    model.draw(SIZE, 1.0)
    qtbot.waitUntil(lambda: model.canvas.is_settled, timeout=WAIT)
    return model.canvas.picture


def big_group(model, least=4):
    study = model.study
    for one in study.groupings:
        for value, _ in one.classes:
            inside = [code for code in study.scores.clusters if one.members.get(code) == value]
            if least <= len(inside) < len(study.scores.clusters):
                return one.id, value, inside
    raise LookupError


def texts_of(view):
    """All that a person may read or hear of a screen."""
    for one in (view, *view.findChildren(object)):
        for said in ("text", "toolTip", "accessibleName", "accessibleDescription", "currentText", "windowTitle"):
            if callable(getattr(one, said, None)):
                yield getattr(one, said)()
        if isinstance(one, QComboBox):
            yield from (one.itemText(place) for place in range(one.count()))


def named(view, names):
    return sorted({name for said in texts_of(view) for name in names if name in str(said)})


def test_trends_never_compare_an_edition_with_itself(model, qtbot):
    model.choose(kind=Kind.TREND)
    assert "2010" in draw(model, qtbot).words
    model.choose(edition=model.editions[1][0])
    settle(model, qtbot)
    model.choose(edition="")
    draw(model, qtbot)
    model.choose(edition=model.editions[1][0])
    qtbot.waitUntil(lambda: not model.is_busy, timeout=WAIT)
    qtbot.waitUntil(lambda: bool(model.problems) or model.is_ready, timeout=WAIT)
    assert [one.code for one in model.problems] == ["no-earlier-edition"]


@pytest.mark.parametrize("kind", [Kind.STRIP, Kind.GAP, Kind.COMPARISON, Kind.PROFILE, Kind.SPLIT, Kind.RANKING])
def test_the_focus_is_always_among_those_that_are_shown(model, qtbot, kind):
    grouping, value, inside = big_group(model)
    outside = [code for code in model.study.scores.clusters if code not in inside]
    model.choose(kind=kind, cluster=outside[0], compared=tuple(outside[1:2]), against=outside[-1])
    model.choose(grouping=grouping, group=value)
    assert draw(model, qtbot).words
    assert model.selection.cluster in inside
    model.undo()
    assert model.selection.cluster == outside[0]


def test_what_somebody_kept_for_another_group_is_put_right(model, qtbot):
    grouping, value, inside = big_group(model)
    outside = next(code for code in model.study.scores.clusters if code not in inside)
    model.choose(kind=Kind.STRIP, grouping=grouping, group=value)
    settle(model, qtbot)
    model.choose(cluster=outside, node="nowhere")
    assert model.selection.cluster in inside
    assert model.selection.node == "I"


def test_names_are_gone_at_once_when_codes_are_chosen(model, qtbot):
    view = ResultsView(model)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    draw(model, qtbot)
    names = [one.name for one in model.study.clusters]
    assert named(view, names)
    model.turn_names()
    assert model.canvas.picture is None
    assert view.pane.chart.image() is None
    assert named(view, names) == []
    model.turn_pin()
    draw(model, qtbot)
    assert model.pin is None or model.pin[0].study.clusters[0].name.startswith("K")
    assert named(view, names) == []
    view.close()


def test_no_name_is_offered_while_another_edition_cannot_be_shown(model, qtbot):
    view = ResultsView(model)
    qtbot.addWidget(view)
    view.show()
    names = [one.name for one in model.study.clusters]
    model.turn_names()
    settle(model, qtbot)
    before = []
    model.desk.score(before.append, pytest.fail, model.editions[1][0])
    qtbot.waitUntil(lambda: bool(before), timeout=WAIT)
    nothing = {node.code: 0.0 for node in before[0].model.nodes}
    model.choose(experiment=Experiment(weights=nothing), edition=model.editions[1][0])
    settle(model, qtbot)
    assert model.problems
    assert named(view, names) == []
    view.close()


def test_a_picture_that_failed_leaves_no_older_one_to_copy(model, qtbot):
    view = ResultsView(model)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    qtbot.waitUntil(lambda: view.pane.chart.image() is not None, timeout=WAIT)
    view.pane.say("Nothing to see.")
    assert view.pane.chart.image() is None
    assert view.pane.chart.accessibleDescription() == ""
    assert view.pane.table.model().rowCount() == 0
    view.close()


def test_what_is_forgotten_while_it_is_drawn_never_appears(model, qtbot):
    settle(model, qtbot)
    drawn = []
    model.canvas.drawn.connect(lambda: drawn.append(model.canvas.picture.width))
    model.draw((640, 400), 1.0)
    model.canvas.forget()
    model.draw((700, 400), 1.0)
    qtbot.waitUntil(lambda: bool(drawn) and model.canvas.is_settled, timeout=WAIT)
    assert drawn == [700]


def test_what_another_view_needed_and_could_not_have_is_not_said_here(model, qtbot):
    model.choose(kind=Kind.INFLUENCES)
    settle(model, qtbot)
    model._weighing.ask(lambda _done, failed: failed((problem("sensitivity-failed"),)), lambda _: None, model._fail)
    assert model.problems
    model.choose(kind=Kind.RANKING)
    study = model.results.study
    model._not_found(study, frozenset({Kind.INFLUENCES}), (problem("sensitivity-failed"),))
    assert model.problems == ()


def test_another_study_starts_at_its_own_edition_and_keeps_codes(model, qtbot, home):
    model.choose(edition=model.editions[1][0], names=Names.CODES)
    settle(model, qtbot)
    make_demo(home / "other.clusterbench", clusters=5)
    with qtbot.waitSignal(model.desk.study_changed, timeout=WAIT):
        model.desk.open(home / "other.clusterbench")
    settle(model, qtbot)
    assert model.problems == ()
    assert (model.selection.edition, model.selection.names) == ("", Names.CODES)
    assert not model.can_undo


def test_pictures_for_promotion_name_only_those_that_agreed(model, qtbot):
    given = []
    dialog = ExportDialog(
        None,
        model.texts,
        kinds=model.exporting.kinds,
        names=Names.ALL,
        counts=(12, 7),
        given=lambda *wish: given.append(wish),
    )
    qtbot.addWidget(dialog)
    assert "all 12 clusters" in dialog._warning.text()
    dialog.what.setCurrentIndex(dialog.what.findData("promotion"))
    assert "7 clusters that agreed" in dialog._warning.text()
    assert not dialog.names.isEnabled()
    dialog.accept()
    assert given == [("promotion", Names.AGREED)]


def test_an_export_needs_no_edition_before_that_cannot_be_scored(model, qtbot, tmp_path, monkeypatch):
    real = model.desk.score

    def score(done, failed, edition=""):
        if edition:
            failed((problem("nothing-finished"),))
        else:
            real(done, failed, edition)

    monkeypatch.setattr(model.desk, "score", score)
    model.choose(kind=Kind.RANKING)
    model.exporting.write_view(tmp_path / "ranking.csv", "csv", Names.CODES)
    qtbot.waitUntil(lambda: not model.exporting.tasks.doing, timeout=WAIT)
    assert model.exporting.tasks.problems == ()
    assert (tmp_path / "ranking.csv").exists()


def test_an_export_that_waits_for_scores_ends_when_the_study_changes(model, monkeypatch, tmp_path):
    monkeypatch.setattr(model.desk, "score", lambda *_: None)
    model.exporting.write_folder(tmp_path, Names.CODES)
    assert model.exporting.tasks.doing
    model.desk.scores_outdated.emit()
    assert not model.exporting.tasks.doing
    assert [one.code for one in model.exporting.tasks.problems] == ["cancelled"]


def test_the_keyboard_stays_at_its_choice_and_leaves_an_edition_without_scores(model, qtbot, monkeypatch):
    view = ResultsView(model)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    settle(model, qtbot)
    box = view._choices._boxes["edition"]
    box.setFocus()
    monkeypatch.setattr(model.desk, "score", lambda _done, failed, _edition="": failed((problem("nothing-finished"),)))
    model.choose(edition=model.editions[1][0])
    assert [one.code for one in model.problems] == ["nothing-finished"]
    assert view.focusWidget() is box
    assert box.isEnabled()
    model.choose(edition="")
    settle(model, qtbot)
    assert model.problems == ()
    view.close()


def test_what_is_taken_back_before_it_is_found_out_never_shows(model, qtbot):
    official = model.results.study
    model.choose(experiment=Experiment(weights={"Z": 5.0}))
    model.undo()
    heard = []
    model._desk.analyse(lambda _: None, heard.append, pytest.fail)  # behind the question that was taken back
    qtbot.waitUntil(lambda: bool(heard) and not model.is_busy, timeout=WAIT)
    assert model.results.study is official
    assert not model.is_experiment
