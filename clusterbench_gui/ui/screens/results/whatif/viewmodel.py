"""What-if without widgets: turns steps of sliders into experiments of the selection, and holds the ranking under them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.views.selection import AGGREGATIONS, NORMALISATIONS, Selection
from clusterbench_gui.domain.editions import Model, Node, text_in
from clusterbench_gui.domain.experiments import Experiment, Target
from clusterbench_gui.domain.problems import Problem, ProblemError
from clusterbench_gui.support.numbers import read_decimal
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.latest import Latest
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
from clusterbench_gui.ui.screens.results.whatif.weights import Part, Scale, parts
from clusterbench_gui.ui.screens.results.words import Options, node_options

if TYPE_CHECKING:  # imports numpy
    from clusterbench_gui.app.views.trying import Ranking, Trial
    from clusterbench_gui.domain.scores import ScoredStudy

_MERGE = "whatif"


class WhatIfViewModel(QObject):
    """`moved` says that `ranking` is another, `changed` that anything else may look different.

    The selection of the results is the only truth: whatever it says, after undo too, is what is shown.
    """

    moved = Signal()
    changed = Signal()

    def __init__(self, results: ResultsViewModel) -> None:
        """Nothing is computed before `turn_on`."""
        super().__init__()
        self.results = results
        self.ranking: Ranking | None = None
        self._is_on = False
        self._node = ""
        self._indicator = ""
        self._refusal = ""
        self._drags = 0
        self._trials: tuple[Trial, Trial] | None = None
        self._shown: tuple[object, ...] = ()
        self._asking: Latest[tuple[Trial, Trial]] = Latest()
        self._asked: tuple[object, ...] = ()
        results.changed.connect(self._follow)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self.results.texts

    @property
    def is_on(self) -> bool:
        """The panel is wanted."""
        return self._is_on

    @property
    def study(self) -> "ScoredStudy | None":
        """The whole study, by names; None where there is nothing that may be shown."""
        return self.results.study if self.results.is_scored else None

    @property
    def experiment(self) -> Experiment:
        """What the selection tries out."""
        return self.results.selection.experiment

    @property
    def tried(self) -> bool:
        """Whether the ranking that is shown is an experiment."""
        return self._trials is not None and not self._trials[0].experiment.is_official

    @property
    def model(self) -> Model:
        """The tree of the study; LookupError where there is none."""
        if self.study is None:
            raise LookupError
        return self.study.model

    @property
    def nodes(self) -> Options:
        """Nodes whose children can be weighed."""
        if self.study is None:
            return ()
        leaves = {one.code for one in self.study.model.at(1)}
        return tuple((code, text) for code, text in node_options(self.study.model, self.texts) if code not in leaves)

    @property
    def node(self) -> str:
        """The one whose children are weighed; the index at first."""
        codes = [code for code, _ in self.nodes]
        return self._node if self._node in codes else next(iter(codes), "")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The children that are weighed."""
        return () if self.study is None else parts(self.study.model, self.node, self.experiment)

    @property
    def scale(self) -> Scale:
        """The steps of their sliders."""
        return Scale.of([one.own for one in self.parts])

    @property
    def indicators(self) -> tuple[Node, ...]:
        """What a target can be set for."""
        return () if self.study is None else self.study.model.at(1)

    @property
    def indicator(self) -> Node | None:
        """The one whose target is shown: chosen here, else the one that has a target, else the first."""
        known = {one.code: one for one in self.indicators}
        with_target = [one.indicator for one in self._own_targets]
        code = next((one for one in (self._indicator, *with_target, *known) if one in known), "")
        return known.get(code)

    @property
    def target(self) -> float | None:
        """The value that the cluster in focus is thought to reach at the indicator."""
        node = self.indicator
        return next((one.value for one in self._own_targets if node and one.indicator == node.code), None)

    @property
    def answered(self) -> float | None:
        """The value that it has."""
        study, node = self.study, self.indicator
        cells = study.scores.cells.get(self.results.selection.cluster) if study is not None else None
        return cells[node.code].raw if cells is not None and node is not None else None

    @property
    def focus_name(self) -> str:
        """How the cluster in focus may be called."""
        return self._name(self.results.selection.cluster)

    @property
    def gained(self) -> str:
        """What the targets of a cluster change, as a sentence; empty without any."""
        targets, ranking = self.experiment.targets, self.ranking
        if not targets or ranking is None or self._trials is None:
            return ""
        cluster = (self._own_targets or targets)[0].cluster
        before = self._trials[1].ranking(self.results.selection).place_of(cluster)
        place, name, t = ranking.place_of(cluster), self._name(cluster), self.texts.t
        if place is None or before is None:
            return t("{name} has no place here.", name=name)
        if place == before:
            return t("{name}: with this target place {place}, as without it.", name=name, place=place)
        return t("{name}: with this target place {place} instead of {before}.", name=name, place=place, before=before)

    @property
    def notice(self) -> str:
        """Why something was refused, or cannot be ranked."""
        if self._refusal or self.study is None:
            return self._refusal
        return words_of(self.results.problems, self.texts) if self.results.problems else ""

    def turn_on(self, *, on: bool) -> None:
        """Show the ranking from now on, or no more."""
        self._is_on = on
        self._follow()

    def begin(self) -> None:
        """A hand takes a slider: its steps are taken back as one, apart from those of the time before."""
        self._drags += 1

    def look_at(self, node: str) -> None:
        """Weigh the children of another node."""
        self._node = node
        self._refusal = ""
        self.changed.emit()

    def choose_indicator(self, code: str) -> None:
        """Think of a target of another indicator."""
        self._indicator = code
        self._refusal = ""
        self.changed.emit()

    def weigh(self, code: str, position: int) -> None:
        """Put the slider of a child at a step."""
        own = self.model.node(code).weight
        weight = self.scale.weight(position, own)
        weights = {**self.experiment.weights, code: weight}
        if weight == own:
            del weights[code]
        self._try(replace(self.experiment, weights=weights), f"{_MERGE}:{code}:{self._drags}")

    def turn_dropped(self, code: str) -> None:
        """Leave an indicator out, or take it in again."""
        dropped = frozenset(self.experiment.dropped) ^ {code}
        self._try(replace(self.experiment, dropped=tuple(sorted(dropped))))

    def normalise(self, name: str) -> None:
        """Another normalisation of `NORMALISATIONS`; "" is the study's."""
        self._try(replace(self.experiment, normalise=NORMALISATIONS.get(name)))

    def aggregate(self, name: str) -> None:
        """Another aggregation of `AGGREGATIONS`; "" is the study's."""
        self._try(replace(self.experiment, aggregate=AGGREGATIONS.get(name)))

    def aim(self, typed: str) -> None:
        """A target for the cluster in focus in place of all others; nothing typed, or what was answered, is none."""
        node, value = self.indicator, read_decimal(typed) if typed.strip() else ""
        if value is None:
            self._refuse(self.texts.t("“{text}” is not a number. Please type one such as 12.5.", text=typed.strip()))
            return
        number = float(value) if value else None
        if node is None or number == self.target or (number == self.answered and self.target is None):
            self._refuse("")
            return
        none = number is None or number == self.answered
        targets = () if none else (Target(self.results.selection.cluster, node.code, float(value)),)
        self._try(replace(self.experiment, targets=targets))

    def point_at(self, cluster: str) -> None:
        """Put a cluster in focus; going along the ranking is taken back as one."""
        self.results.choose(cluster=cluster, merge=f"{_MERGE}:focus")

    def unit(self, node: Node) -> str:
        """The unit of an indicator."""
        return text_in(node.unit, self.texts.language)

    @property
    def _own_targets(self) -> tuple[Target, ...]:
        cluster = self.results.selection.cluster
        return tuple(one for one in self.experiment.targets if one.cluster == cluster)

    def _name(self, cluster: str) -> str:
        found = self.ranking.rows if self.ranking is not None else ()
        return next((row.name for row in found if row.code == cluster), cluster)

    def _refuse(self, words: str) -> None:
        """Say why nothing was changed; the fields show again what holds."""
        self._refusal = words
        self.changed.emit()

    def _try(self, experiment: Experiment, merge: str = "") -> None:
        """Put an experiment into the selection, unless nothing would be left that weighs."""
        empty = self._without_weight(experiment)
        if empty is not None:
            words = self.texts.t(
                "At least one weight below “{name}” must stay above 0. To leave out all of it, give it the weight 0 itself, one level higher.",
                name=empty.name(self.texts.language),
            )
            self._refuse(words)
            return
        self._refusal = ""
        self._move(experiment)
        self.results.choose(experiment=experiment, merge=merge)

    def _without_weight(self, experiment: Experiment) -> Node | None:
        """The first node of which everything below would weigh nothing."""
        for node in self.model.nodes:
            found = parts(self.model, node.code, experiment) if node.level > 1 else ()
            if found and not any(one.share for one in found):
                return node
        return None

    def _move(self, experiment: Experiment) -> None:
        """Show the ranking of an experiment that differs by weights alone, before all other views are told of it."""
        if self._is_on and self.study is not None and self._reaches(self.study, experiment):
            self._show(replace(self.results.selection, experiment=experiment))

    def _follow(self) -> None:
        """The selection may be another."""
        study, selection = self.study, self.results.selection
        if study is None:
            self._trials, self.ranking, self._shown, self._asked = None, None, (), ()
            self._asking.forget()
        elif self._is_on and not self._reaches(study, selection.experiment):
            self._ask(study, selection.experiment)
        elif self._is_on:
            self._show(selection)
        self.changed.emit()

    def _reaches(self, study: "ScoredStudy", experiment: Experiment) -> bool:
        return self._trials is not None and self._trials[0].reaches(study, experiment)

    def _ask(self, study: "ScoredStudy", experiment: Experiment) -> None:
        """The ranking under another method or target, from the raw values on, beside the window."""
        asked = (id(study), experiment)
        if asked == self._asked:  # on its way, or refused
            return
        self._asked = asked

        def made(found: "tuple[Trial, Trial]") -> None:
            self._trials, self._asked = found, ()
            self._follow()

        self._asking.ask(
            lambda done, failed: self.results.analyse(lambda one: one.trials(study, experiment), done, failed),
            made,
            self._fail,
        )

    def _show(self, selection: Selection) -> None:
        """The ranking of a selection that the trials reach."""
        assert self._trials is not None
        key = (id(self._trials[0].study), *_of(selection))
        if key == self._shown and self.ranking is not None:
            return
        try:
            tried, without = self._trials
            same = tried is without
            tried = tried.reweighed(selection.experiment)
            without = tried if same else without.reweighed(replace(selection.experiment, targets=()))
            self.ranking = tried.ranking(selection)
        except ProblemError as error:
            self._fail(error.problems)
            return
        self._trials, self._shown, self._asked, self._refusal = (tried, without), key, (), ""
        self.moved.emit()

    def _fail(self, problems: tuple[Problem, ...]) -> None:
        self.ranking, self._shown = None, ()
        self._refusal = words_of(problems, self.texts)
        self.moved.emit()
        self.changed.emit()


def _of(selection: Selection) -> tuple[object, ...]:
    """What a ranking depends on."""
    return (
        selection.experiment,
        selection.group and (selection.grouping, selection.group),
        selection.names,
        selection.cluster,
    )
