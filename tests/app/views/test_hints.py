"""What places of a picture tell."""

from dataclasses import replace

from clusterbench_gui.app.findings import portfolio_of
from clusterbench_gui.app.views.hints import hint
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Selection
from clusterbench_gui.app.views.showing import tried
from clusterbench_gui.domain.experiments import Experiment
from clusterbench_gui.domain.scores import Grouping
from clusterbench_gui.support.texts import texts
from tests.app.views.studies import drawn_study

STUDY = drawn_study(3)
TEXTS = texts("en")


def grouping(name, sizes):
    """Classes 0, 1 … of these sizes."""
    values = [str(value) for value, size in enumerate(sizes) for _ in range(size)]
    classes = tuple((str(value), {"en": f"{name} {value}"}) for value in range(len(sizes)))
    return Grouping(name, {"en": name}, classes, dict(zip(STUDY.scores.clusters, values, strict=False)))


def test_a_class_is_that_of_the_grouping_which_is_shown_and_few_are_not_counted():
    study = replace(STUDY, groupings=(grouping("age", (9, 5)), grouping("size", (2, 4, 0))))

    def said(value):
        chosen = Selection(kind=Kind.GROUPS, grouping="size", node="IX")
        return hint(Results(study), chosen, f"region:{value}", TEXTS)

    assert said("0") == "size 0\nfew"
    assert said("1") == "size 1\n4 clusters"
    assert said("2") == "size 2\n0 clusters"


def test_an_axis_without_weight_leaves_the_portfolio_empty(recwarn):
    promise = {node.code: 0.0 for node in STUDY.model.nodes if node.axis == "promise"}
    assert portfolio_of(tried(STUDY, Experiment(weights=promise))).places == ()
    assert not recwarn.list
