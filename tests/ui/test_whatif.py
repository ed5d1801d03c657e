"""What if: sliders, the ranking under them and the selection, which is the only truth."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from clusterbench_gui.app.views.selection import NORMALISATIONS, Names
from clusterbench_gui.domain.experiments import OFFICIAL
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
from clusterbench_gui.ui.screens.results.whatif.view import WhatIfPanel
from clusterbench_gui.ui.screens.results.whatif.viewmodel import WhatIfViewModel
from clusterbench_gui.ui.screens.results.whatif.weights import Scale
from clusterbench_gui.ui.widgets.parts import button

WAIT = 60_000


@pytest.fixture
def results(scored_desk, qtbot):
    made = ResultsViewModel(scored_desk)
    made.load()
    qtbot.waitUntil(lambda: made.results is not None, timeout=WAIT)
    return made


@pytest.fixture
def model(results, qtbot):
    made = WhatIfViewModel(results)
    made.turn_on(on=True)
    qtbot.waitUntil(lambda: made.ranking is not None, timeout=WAIT)
    return made


def scored(results, qtbot):
    """The study as the engine scores it under the selection, from the raw values."""
    from clusterbench_gui.app.views.showing import shown

    found = shown(results.study, results.selection)
    cells = {code: found.scores.cells[code]["I"] for code in found.scores.clusters}
    return {code: (cell.rank, cell.score) for code, cell in cells.items()}


def test_a_key_on_a_slider_moves_ranking_and_selection_and_is_taken_back_as_one(model, results, qtbot):
    panel = WhatIfPanel(model, button("official", lambda: None))
    qtbot.addWidget(panel)
    panel.show()
    model.changed.emit()
    official = model.ranking
    slider = panel.sliders.sliders[0]
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_End)
        QTest.keyClick(slider, Qt.Key.Key_Left)
    assert set(results.selection.experiment.weights) == {"Z"}
    shown = {row.code: (row.place, row.score) for row in panel.ranking.rows.rows}
    assert shown == scored(results, qtbot)
    assert {row.code: row.score for row in official.rows} != {code: score for code, (_, score) in shown.items()}
    results.undo()
    assert results.selection.experiment == OFFICIAL
    assert panel.ranking.rows.rows == official.rows
    assert slider.value() == model.scale.position(1.0)


def test_back_to_the_official_method_shows_the_official_ranking(model, results, qtbot):
    official = model.ranking
    model.normalise("rank")
    qtbot.waitUntil(lambda: model.tried, timeout=WAIT)
    assert results.selection.experiment.normalise == NORMALISATIONS["rank"]
    results.choose(experiment=OFFICIAL)
    qtbot.waitUntil(lambda: not model.tried, timeout=WAIT)
    assert model.ranking == official


def test_weights_that_are_all_zero_are_refused_with_a_sentence(model, results):
    for part in model.parts[:-1]:
        model.weigh(part.node.code, 0)
    before = results.selection
    model.weigh(model.parts[-1].node.code, 0)
    assert results.selection == before
    assert "must stay above 0" in model.notice


def test_the_sentence_about_a_target_is_what_the_engine_says(model, results, qtbot):
    last = model.ranking.rows[-1].code
    results.choose(cluster=last)
    before = scored(results, qtbot)[last][0]
    model.choose_indicator("Z1.1")
    model.aim("40,5")
    qtbot.waitUntil(lambda: model.tried, timeout=WAIT)
    after = scored(results, qtbot)[last][0]
    assert f"place {after}" in model.gained
    assert (f"instead of {before}" in model.gained) == (after != before)
    model.aim("")
    assert results.selection.experiment == OFFICIAL


def test_what_is_no_number_is_no_target(model, results):
    model.aim("dużo")
    assert results.selection.experiment == OFFICIAL
    assert "dużo" in model.notice


def test_codes_hide_names(model, results):
    results.choose(names=Names.CODES)
    assert [row.name for row in model.ranking.rows] == [row.code for row in model.ranking.rows]
    assert model.focus_name == results.selection.cluster


def test_a_scale_meets_the_weight_of_the_study_exactly():
    scale = Scale.of([1 / 3, 0.25])
    assert scale.weight(scale.position(1 / 3), 1 / 3) == 1 / 3
    assert scale.weight(0, 1 / 3) == 0
    assert scale.weight(scale.steps, 1 / 3) >= 1
