"""Results at the edges of what there is, with all that views are drawn of: scored, compared and put to the test by the real engine."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import NORMALISATIONS, Kind, Names, Selection, fitted
from clusterbench_gui.app.views.showing import shown
from clusterbench_gui.domain.editions import Method, Model
from clusterbench_gui.domain.experiments import Experiment, Target
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import Grouping, Missing, ScoredStudy
from tests.charts.extremes import drawn, study_of, wide
from tests.charts.findings import VOIVODESHIPS, influences_of

FULL = os.environ.get("CLUSTERBENCH_EXTREMES") == "full"
NAME = "Małopolska Gromada Żółtych Łąk, Ćwierkających Gęsi i Ździebeł"
LEVEL = 2
_SMALL = wide(2, 2, 2)
_USUAL = wide(4, 4, 3)
_LARGE = wide()


def edge(name: str, kind: Kind, names: Names = Names.ALL) -> tuple[Results, Selection]:
    """The results of a case (a name of `CASES`) and the selection of a view of them."""
    results, selection = _case(name, names)
    return results, replace(selection, kind=kind)


def furnished(study: ScoredStudy) -> ScoredStudy:
    """A study with axes, classes of two kinds, and nodes that the edition before had too."""
    areas = [node.code for node in study.model.at(3)]
    axes = {code: "functioning" if place % 2 == 0 else "promise" for place, code in enumerate(areas)}
    nodes = tuple(replace(one, axis=axes.get(one.code, ""), previous=one.code) for one in study.model.nodes)
    codes = study.scores.clusters
    classes = tuple((value, {"pl": polish, "en": english}) for value, (polish, english) in VOIVODESHIPS.items())
    members = {code: classes[place % 5][0] for place, code in enumerate(codes)}
    grouping = Grouping("voivodeship", {"pl": "Województwo", "en": "Voivodeship"}, classes, members)
    return replace(study, model=Model(nodes), groupings=(grouping,), agreed=frozenset(codes[::3]))


def _pair(model: Model, count: int, *, missing: float = 0.1, method: Method | None = None) -> tuple[ScoredStudy, ...]:
    """A study and the edition before it."""
    return tuple(
        furnished(study_of(drawn(model, count, missing=missing, seed=seed), model, method, NAME)) for seed in (1, 2)
    )


def _filled(value: float | Missing) -> tuple[ScoredStudy, ...]:
    raw = {code: dict.fromkeys(row, value) for code, row in drawn(_SMALL, 8).items()}
    return (furnished(study_of(raw, _SMALL, name=NAME)), _pair(_SMALL, 8)[1])


_TRIED = Experiment(
    weights={"A0": 3.0},
    dropped=("A00.0",),
    targets=(Target("C003", "A11.1", 40.0),),
)

CASES: Mapping[str, tuple[Callable[[], tuple[ScoredStudy, ...]], Selection]] = {
    "one": (lambda: _pair(_SMALL, 1, missing=0), Selection()),
    "two": (lambda: _pair(_SMALL, 2, missing=0), Selection()),
    "four": (lambda: _pair(_SMALL, 4, missing=0), Selection()),
    "equal": (lambda: _filled(5.0), Selection()),
    "nothing": (lambda: _filled(Missing("no-interview")), Selection()),
    "wide": (lambda: _pair(_LARGE, 12), Selection()),
    "long": (lambda: _pair(_SMALL, 35), Selection()),
    "negative": (lambda: _pair(_SMALL, 12, method=replace(Method(), low=-50.0, high=50.0)), Selection()),
    "standardised": (lambda: _pair(_SMALL, 12), Selection(experiment=Experiment(normalise=NORMALISATIONS["zscore"]))),
    "group": (lambda: _pair(_SMALL, 25), Selection(grouping="voivodeship", group="dolnoslaskie")),
    "experiment": (lambda: _pair(_SMALL, 12), Selection(experiment=_TRIED)),
    "thousand": (lambda: _pair(_USUAL if FULL else _SMALL, 1000), Selection()),
    **({"thousand wide": (lambda: _pair(_LARGE, 1000), Selection())} if FULL else {}),
}
"""One, two and few clusters, all equal, all missing, 300 indicators, 35 with names of 60 letters, scales around zero, a group, an experiment, a thousand (in full with 48 and with 300 indicators)."""


@cache
def _case(name: str, names: Names) -> tuple[Results, Selection]:
    make, selection = CASES[name]
    study, earlier = make()
    selection = fitted(replace(selection, names=names), study, LEVEL)
    seen = shown(study, selection)
    selection = fitted(selection, seen, LEVEL) if not selection.group else selection
    if selection.cluster not in seen.scores.cells:
        selection = replace(selection, cluster=next(iter(seen.scores.clusters), ""))
    return Results(seen, earlier, _tested(certainty_of, seen), _weighed(seen)), selection


def _weighed(study: ScoredStudy):
    """What the ranking hangs on; by hand where finding it out takes half a minute."""
    return influences_of() if len(study.scores.clusters) > 100 else _tested(sensitivity_of, study)


def _tested(find, study: ScoredStudy):
    """What is found, or None where the engine refuses; the view then says why."""
    try:
        return find(study)
    except ProblemError:
        return None
