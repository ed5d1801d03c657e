"""What one indicator more would bring is what the method itself gives."""

import numpy as np
import pytest

from clusterbench_gui.app.findings import composite_of
from clusterbench_gui.app.reporting import levers
from clusterbench_gui.app.views.showing import tried
from clusterbench_gui.domain.editions import Direction
from clusterbench_gui.domain.experiments import Experiment, Target


def test_a_lever_is_the_study_scored_anew_with_the_target(study, material):
    """A raw value inside of the sample's bounds gives just the score, and moves nobody else's."""
    checked = 0
    for code in study.scores.clusters:
        for lever in levers.levers_of(study, material.composite, code):
            column = {
                one: row[lever.node] for one, row in study.scores.cells.items() if row[lever.node].score is not None
            }
            low, high = min(one.raw for one in column.values()), max(one.raw for one in column.values())
            assert study.model.node(lever.node).direction is Direction.STIMULANT
            if column[code].raw in (low, high):
                continue
            target = Target(code, lever.node, low + (high - low) * lever.end / 100)
            after = tried(study, Experiment(targets=(target,)))
            own, new = study.scores.cells[code]["IX"], after.scores.cells[code]["IX"]
            assert after.scores.cells[code][lever.node].score == pytest.approx(lever.end)
            assert new.score - own.score == pytest.approx(lever.points)
            assert own.rank - new.rank == lever.places
            checked += 1
    assert checked > 40


def test_levers_reach_the_next_quarter_and_the_best_come_first(study, material):
    for code in study.scores.clusters:
        found = levers.levers_of(study, material.composite, code)
        assert len(found) <= levers.MOST
        assert [(one.places, one.points) for one in found] == sorted(
            ((one.places, one.points) for one in found), reverse=True
        )
        for one in found:
            cell, figures = study.scores.cells[code][one.node], study.scores.summaries[one.node]
            assert cell.quartile > one.quartile
            assert one.start == cell.score
            assert one.end == {"D": figures.lower, "C": figures.median, "B": figures.upper}[cell.quartile]
            assert one.points > 0 <= one.places


def index_of(study, composite, scores):
    """The index of one row by the definition alone: means of what is there, where half of the weights are."""
    values = dict(zip(composite.tree.codes, scores.tolist(), strict=True))
    for level in range(2, study.model.levels + 1):
        for node in study.model.at(level):
            children = study.model.children(node.code)
            there = [one for one in children if not np.isnan(values[one.code])]
            weight = sum(one.weight for one in there)
            enough = there and weight >= sum(one.weight for one in children) / 2
            total = sum(one.weight * values[one.code] for one in there)
            values[node.code] = total / weight if enough else float("nan")
    return values["IX"]


def test_index_of_a_step_is_the_mean_by_definition(study, material):
    composite = composite_of(study)
    for row, code in enumerate(study.scores.clusters):
        for one in levers.levers_of(study, material.composite, code):
            scores = composite.scores[row].copy()
            scores[composite.place(one.node)] = one.end
            assert index_of(study, composite, scores) - composite.scores[row, -1] == pytest.approx(one.points)
