import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clusterbench_gui.app.views.figures import drawn
from clusterbench_gui.app.views.hints import hint
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import NEED_EARLIER, Kind, Names, Selection, as_json, from_json
from clusterbench_gui.app.views.showing import tried
from clusterbench_gui.domain.experiments import Experiment, Target
from clusterbench_gui.domain.recipes import Choice
from clusterbench_gui.support.theme import LIGHT
from clusterbench_gui.ui.screens.results.view import ResultsView
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
from clusterbench_gui.ui.screens.results.words import group_options, level_options, node_options

WAIT = 60_000
SIZE = (800, 500)
INDICATORS = {"Z": (4, 4, 3), "P": (3, 4, 3, 3), "W": (3, 3, 3, 3), "R": (3, 3, 4)}
"""By area, how many indicators each of its sub-areas has."""
ALONE = [kind for kind in Kind if kind not in NEED_EARLIER]


@pytest.fixture
def model(scored_desk, qtbot):
    made = ResultsViewModel(scored_desk)
    made.load()
    qtbot.waitUntil(lambda: made.results is not None, timeout=WAIT)
    return made


def draw(model, qtbot, size=SIZE, ratio=1.0):
    """Draw what is looked at, once everything that belongs to it is known."""
    model.load()
    qtbot.waitUntil(lambda: model.is_ready and not model.is_busy, timeout=WAIT)
    model.draw(size, ratio)
    qtbot.waitUntil(lambda: model.canvas.is_settled, timeout=WAIT)
    return model.canvas.picture


def test_the_tree_is_indented_and_only_levels_with_several_nodes_are_offered(model):
    found = node_options(model.study.model, model.texts)
    assert found[0] == ("I", "Index")
    tree = ["I"]
    for area, counts in INDICATORS.items():
        tree.append(area)
        for subarea, count in enumerate(counts, 1):
            tree += [f"{area}{subarea}", *(f"{area}{subarea}.{number}" for number in range(1, count + 1))]
    assert [code for code, _ in found] == tree
    assert [value for value, _ in level_options(model.study.model, model.texts)] == ["2", "3", "1"]


@pytest.mark.parametrize("kind", ALONE)
def test_each_view_is_drawn_in_the_size_asked_for_with_words_numbers_and_places(model, qtbot, kind):
    model.choose(kind=kind)
    picture = draw(model, qtbot, ratio=1.5)
    assert (picture.width, picture.height) == (1200, 750)
    assert len(picture.pixels) == 4 * 1200 * 750
    assert len(set(picture.pixels[::4])) > 10
    assert len(picture.words) > 40
    assert picture.headings
    assert all(len(row) == len(picture.headings) for row in picture.rows)


def test_a_change_without_an_edition_before_is_said_in_words(model, qtbot):
    model.choose(kind=Kind.TREND)
    qtbot.waitUntil(lambda: bool(model.problems), timeout=WAIT)
    assert [one.code for one in model.problems] == ["no-earlier-edition"]
    model.choose(kind=Kind.RANKING)
    assert draw(model, qtbot) is not None


def test_while_a_picture_is_drawn_only_the_latest_wish_waits(model, qtbot):
    qtbot.waitUntil(lambda: not model.is_busy, timeout=WAIT)
    pictures = []
    model.canvas.drawn.connect(lambda: pictures.append(model.canvas.picture.width))
    for width in (400, 500, 600, 700):
        model.draw((width, 400), 1.0)
    qtbot.waitUntil(lambda: 700 in pictures, timeout=WAIT)
    assert pictures == [400, 700]
    model.draw((700, 400), 1.0)
    assert model.canvas.is_settled


def test_the_table_behind_the_ranking_holds_the_scores(model, qtbot):
    picture, scores = draw(model, qtbot), model.study.scores
    named = {one.name: one.code for one in model.study.clusters}
    column = picture.headings.index("Score")
    rows = [row for row in picture.rows if set(row) & set(named)]
    assert len(rows) == 6
    for row in rows:
        code = next(named[cell] for cell in row if cell in named)
        assert row[column] == f"{scores.cells[code]['I'].score:.1f}"


def test_a_click_puts_a_cluster_in_focus_everywhere_and_is_taken_back(model, qtbot):
    first, other = model.selection.cluster, model.study.scores.clusters[-1]
    other = other if other != first else model.study.scores.clusters[0]
    model.point_at(other)
    model.choose(kind=Kind.PROFILE)
    assert model.study.cluster(other).name in draw(model, qtbot).words
    model.undo()
    model.undo()
    assert (model.selection.kind, model.selection.cluster) == (Kind.RANKING, first)
    assert not model.can_undo
    model.redo()
    assert model.selection.cluster == other


def test_codes_hide_every_name_in_picture_words_table_and_hints(model, qtbot):
    names = [one.name for one in model.study.clusters]
    model.turn_names()
    qtbot.waitUntil(lambda: model.results.study.clusters[0].name.startswith("K"), timeout=WAIT)
    for kind in ALONE:
        model.choose(kind=kind)
        picture = draw(model, qtbot)
        said = [picture.words, *(cell for row in picture.rows for cell in row)]
        said += [hint(model.results, model.selection, spot.gid, model.texts) for spot in picture.spots]
        figure = drawn(model.results, model.selection, LIGHT, model.texts, (8, 6)).figure
        said += [text.get_text() for axes in figure.axes for text in axes.texts]
        assert not [name for name in names if any(name in one for one in said)], kind


def test_an_experiment_is_marked_in_picture_and_words_and_left_by_one_step(model, qtbot):
    official = model.study.scores.cells
    model.choose(experiment=Experiment(weights={"Z": 5.0}, dropped=("P1.1",)))
    qtbot.waitUntil(lambda: not model.is_busy, timeout=WAIT)
    assert model.is_experiment
    assert model.results.study.scores.cells != official
    figure = drawn(model.results, model.selection, LIGHT, model.texts, (8, 6)).figure
    said = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    assert said.count("EXPERIMENT, NOT THE RESULT") == 2
    assert "weights: Z 5.00; left out: P1.1" in said
    model.undo()
    qtbot.waitUntil(lambda: not model.is_busy, timeout=WAIT)
    assert model.results.study.scores.cells == official


def test_steps_of_one_drag_are_taken_back_together(model):
    for weight in (2.0, 3.0, 4.0):
        model.choose(experiment=Experiment(weights={"Z": weight}), merge="Z")
    model.choose(experiment=Experiment(weights={"Z": 4.0, "P": 2.0}), merge="P")
    model.undo()
    assert model.selection.experiment.weights == {"Z": 4.0}
    model.undo()
    assert not model.is_experiment


def test_a_target_stands_in_place_of_an_answer(model):
    study = model.study
    lowest = min(study.scores.clusters, key=lambda code: study.scores.cells[code]["Z1.1"].raw or 0.0)
    best = max(study.scores.cells[code]["Z1.1"].raw or 0.0 for code in study.scores.clusters)
    changed = tried(study, Experiment(targets=(Target(lowest, "Z1.1", best),)))
    assert changed.scores.cells[lowest]["Z1.1"].rank == 1
    assert changed.scores.cells[lowest]["I"].score > study.scores.cells[lowest]["I"].score


def test_a_group_is_ranked_among_itself_on_the_scale_of_all(model, qtbot):
    value, _ = group_options(model.study, model.texts)[1]
    grouping, _, group = value.partition("\x1f")
    model.choose(grouping=grouping, group=group)
    qtbot.waitUntil(lambda: model.results.study.group is not None, timeout=WAIT)
    shown = model.results.study
    assert 3 <= len(shown.scores.clusters) < 6
    assert min(shown.scores.cells[code]["I"].rank for code in shown.scores.clusters) == 1
    for code in shown.scores.clusters:
        assert shown.scores.cells[code]["I"].score == model.study.scores.cells[code]["I"].score
    assert "places within the group" in " ".join(
        text.get_text()
        for axes in drawn(Results(shown), model.selection, LIGHT, model.texts, (9, 6)).figure.axes
        for text in axes.texts
    ).replace("\n", " ")


def test_a_view_is_kept_under_a_name_brought_back_and_forgotten(model):
    model.choose(kind=Kind.HEATMAP, level=3)
    model.keeping.keep("Żółty & wide")
    model.choose(kind=Kind.RANKING)
    assert list(model.keeping.views) == ["Żółty & wide"]
    model.keeping.bring("Żółty & wide")
    assert (model.selection.kind, model.selection.level) == (Kind.HEATMAP, 3)
    model.keeping.forget("Żółty & wide")
    assert not model.keeping.views


def test_selections_survive_json():
    experiment = Experiment({"Z": 2.5}, Choice("rank"), Choice("gmean"), ("P1.1",), (Target("K01", "Z1.1", 3.0),))
    chosen = Selection(Kind.COMPARISON, "I", 2, "K01", ("K02",), "median", "", "phase", "x", Names.CODES, experiment)
    assert from_json(json.loads(json.dumps(as_json(chosen)))) == chosen
    with pytest.raises(ValueError, match="view"):
        from_json({"view": "no such view"})


def test_what_is_pinned_stays_while_another_view_is_looked_at(model, qtbot):
    draw(model, qtbot)
    model.turn_pin()
    model.choose(kind=Kind.PROFILE)
    model.draw_pinned(SIZE, 1.0)
    draw(model, qtbot)
    qtbot.waitUntil(lambda: model.pinned.is_settled, timeout=WAIT)
    assert model.pin[1].kind is Kind.RANKING
    assert model.pinned.picture.words != model.canvas.picture.words
    model.turn_names()
    assert model.pin is None


def test_keys_walk_through_the_places_of_a_picture_and_choose_one(model, qtbot):
    view = ResultsView(model)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    qtbot.waitUntil(lambda: bool(view.pane.chart._spots) and not model.is_busy, timeout=WAIT)
    qtbot.waitUntil(lambda: model.canvas.is_settled, timeout=WAIT)
    chart = view.pane.chart
    chart.setFocus()
    before = model.selection.cluster
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(chart, key)
    third = next(code for code in model.study.scores.clusters if model.study.scores.cells[code]["I"].rank == 3)
    assert model.study.cluster(third).name in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert model.selection.cluster == third != before
    QTest.keyClick(view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert view.pane.currentWidget() is view.pane.table
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert model.selection.cluster == before
    view.close()


def test_too_few_clusters_are_said_instead_of_shown(desk, qtbot, home):
    from clusterbench_gui.app.demo.make import make_demo

    make_demo(home / "few.clusterbench", clusters=3)
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        desk.open(home / "few.clusterbench")
    model = ResultsViewModel(desk)
    model.load()
    qtbot.waitUntil(lambda: model.results is not None, timeout=WAIT)
    assert not model.is_ready
    assert "at least 4 finished interviews" in model.message


def test_nothing_finished_is_a_problem_in_words(desk, qtbot):
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        desk.open_last()
    model = ResultsViewModel(desk)
    with qtbot.waitSignal(model.changed, timeout=WAIT):
        model.load()
    assert [one.code for one in model.problems] == ["nothing-finished"]


def test_scores_are_made_once_until_something_changes(open_desk, qtbot):
    results = []
    for _ in range(2):
        open_desk.score(results.append, pytest.fail)
        qtbot.waitUntil(lambda: bool(results), timeout=WAIT)
    assert results[0] is results[1]
    with qtbot.waitSignal(open_desk.study_changed, timeout=WAIT):
        open_desk.add_cluster("Nowy", lambda _code: None)
    open_desk.score(results.append, pytest.fail)
    qtbot.waitUntil(lambda: len(results) == 3, timeout=WAIT)
    assert [len(one.clusters) for one in results] == [6, 6, 7]
