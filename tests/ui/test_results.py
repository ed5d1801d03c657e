import pytest

from clusterbench_gui.ui.charting import Kind
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel

WAIT = 60_000
INDICATORS = {"Z": (4, 4, 3), "P": (3, 4, 3, 3), "W": (3, 3, 3, 3), "R": (3, 3, 4)}
"""By area, how many indicators each of its sub-areas has."""


@pytest.fixture
def model(open_desk, qtbot):
    made = ResultsViewModel(open_desk)
    with qtbot.waitSignal(made.changed, timeout=WAIT):
        made.load()
    return made


def test_the_tree_is_indented_and_only_levels_with_several_nodes_are_offered(model):
    assert model.nodes[0] == ("I", "Index")
    tree = ["I"]
    for area, counts in INDICATORS.items():
        tree.append(area)
        for subarea, count in enumerate(counts, 1):
            tree += [f"{area}{subarea}", *(f"{area}{subarea}.{number}" for number in range(1, count + 1))]
    assert [code for code, _ in model.nodes] == tree
    assert [value for value, _ in model.levels] == ["2", "3", "1"]
    assert len(model.clusters) == 6


@pytest.mark.parametrize("kind", Kind)
def test_each_view_is_drawn_in_the_size_asked_for_and_described_in_words(model, qtbot, kind):
    model.choose(kind=kind)
    with qtbot.waitSignal(model.drawn, timeout=WAIT):
        model.draw(800, 500, 1.5)
    picture = model.picture
    assert (picture.width, picture.height) == (1200, 750)
    assert len(picture.pixels) == 4 * 1200 * 750
    assert len(set(picture.pixels[::4])) > 10
    assert len(picture.words) > 40


def test_while_a_picture_is_drawn_only_the_latest_wish_waits(model, qtbot):
    pictures = []
    model.drawn.connect(lambda: pictures.append(model.picture.width))
    for width in (400, 500, 600, 700):
        model.draw(width, 400, 1.0)
    qtbot.waitUntil(lambda: 700 in pictures, timeout=WAIT)
    assert pictures == [400, 700]


def test_the_table_behind_the_ranking_holds_the_scores_by_rank(model):
    study = model._study
    table = model.table
    assert [row[3] for row in table.rows][:3] == ["1", "2", "3"]
    for code, _name, quartile, rank, score in table.rows:
        cell = study.scores.cells[code]["I"]
        assert (quartile, rank) == (cell.quartile, str(cell.rank))
        assert score == f"{cell.score:.1f}"


def test_the_tables_behind_profile_and_heat_map_have_a_row_per_node_and_per_cluster(model):
    model.choose(kind=Kind.PROFILE, level=1)
    assert [row[0] for row in model.table.rows] == [node.code for node in model._study.model.at(1)]
    model.choose(kind=Kind.HEATMAP, level=3)
    assert model.table.headings[2:] == ("Z", "P", "W", "R")
    assert len(model.table.rows) == 6


def test_too_few_clusters_are_said_instead_of_shown(desk, qtbot, home):
    from clusterbench_gui.app.demo.make import make_demo

    make_demo(home / "few.clusterbench", clusters=3)
    with qtbot.waitSignal(desk.study_changed, timeout=WAIT):
        desk.open(home / "few.clusterbench")
    model = ResultsViewModel(desk)
    with qtbot.waitSignal(model.changed, timeout=WAIT):
        model.load()
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
