"""The line of choices above the picture: what is looked at. Only what the view depends on is offered."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from clusterbench_gui.app.views.selection import PARTS, Kind, Names, Part, Selection, ranked_of
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.results import words
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
from clusterbench_gui.ui.screens.results.words import Options
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import flow, label, together

_PARTS: Mapping[str, Part] = {
    "node": Part.NODE,
    "level": Part.LEVEL,
    "against": Part.AGAINST,
    "grouping": Part.GROUPING,
}

_ALWAYS = frozenset({"kind", "edition", "names"})
"""What can be chosen before there are scores: the keyboard stays where it is, and there is a way back from an edition without any."""


class Choices(QWidget):
    """One box per part of the selection, each with its name before it."""

    def __init__(self, viewmodel: ResultsViewModel, compare: QWidget, tools: QWidget) -> None:
        """Bind to the view-model. `compare` opens the choice of several clusters, `tools` stand at the end."""
        super().__init__()
        self._model = viewmodel
        t, choose = viewmodel.texts.t, viewmodel.choose
        self._boxes: dict[str, ElidedComboBox] = {}
        self._pairs: dict[str, QWidget] = {}
        self._compare = compare
        self._known: tuple[object, ...] = ()
        """Of what the options below were made: they are the same under every experiment."""
        self._offered: dict[str, Options] = {}
        made = [
            self._choice("kind", t("&View"), 20, lambda value: choose(kind=Kind(value))),
            self._choice("node", t("&Of"), 13, lambda value: choose(node=value)),
            self._choice("level", t("&Level"), 11, lambda value: choose(level=int(value))),
            self._choice("cluster", t("&Cluster"), 16, lambda value: choose(cluster=value)),
            self._choice("against", t("Distance &to"), 14, lambda value: choose(against=value)),
            self._choice("grouping", t("&Grouping"), 14, lambda value: choose(grouping=value, group="")),
            self._choice("group", t("On&ly"), 13, lambda value: choose(**words.group_of(value))),
            self._choice("edition", t("&Edition"), 4, lambda value: choose(edition=value)),
            self._choice("names", t("Clusters &as"), 8, lambda value: choose(names=Names(value))),
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(flow(*made[:5], compare, *made[5:], tools))

    @property
    def view(self) -> QComboBox:
        """The box of the views."""
        return self._boxes["kind"]

    def show_selection(self) -> None:
        """Show the selection and what else there is to choose."""
        model, chosen = self._model, self._model.selection
        for name, options in self._options(model.study, model.listed, model.texts).items():
            self._boxes[name].fill(options, _value(chosen, name))
        for name, part in _PARTS.items():
            self._pairs[name].setVisible(part in PARTS[chosen.kind])
        self._compare.setVisible(Part.COMPARED in PARTS[chosen.kind])
        self._pairs["edition"].setVisible(len(model.editions) > 1)
        self._pairs["group"].setVisible(model.study is not None and bool(model.study.groupings))
        for name, box in self._boxes.items():
            box.setEnabled(model.is_scored or (name in _ALWAYS and bool(model.editions)))
        question = words.view_question(chosen.kind, model.texts)
        self.view.setToolTip(question)
        self.view.setAccessibleDescription(question)

    def _options(self, whole: ScoredStudy | None, study: ScoredStudy | None, texts: Texts) -> dict[str, Options]:
        """What each box offers; `whole` has all clusters, `study` those that are shown, by the names that may be read."""
        found = {
            "kind": words.view_options(texts),
            "names": words.names_options(texts),
            "edition": self._model.editions,
        }
        if whole is None or study is None:
            return {**found, "cluster": (), "against": ()}
        known = (whole, study.clusters, texts.language)
        if not all(one is other for one, other in zip(known, self._known, strict=False)) or not self._offered:
            self._known, self._offered = known, self._of_study(whole, study, texts)
        return {**found, **self._offered}

    def _of_study(self, whole: ScoredStudy, study: ScoredStudy, texts: Texts) -> dict[str, Options]:
        ranked = ranked_of(study)
        return {
            "node": words.node_options(study.model, texts),
            "level": words.level_options(study.model, texts),
            "cluster": words.cluster_options(study, ranked, texts),
            "against": words.against_options(study, ranked, texts),
            "grouping": words.grouping_options(whole, texts),
            "group": words.group_options(whole, texts),
        }

    def _choice(self, name: str, text: str, letters: int, chosen: Callable[[str], None]) -> QWidget:
        box = ElidedComboBox()
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(letters)
        box.activated.connect(lambda index: chosen(box.itemData(index)))
        said: QLabel = label(text, "muted")
        said.setBuddy(box)
        self._boxes[name] = box
        self._pairs[name] = together(said, box)
        return self._pairs[name]


def _value(chosen: Selection, name: str) -> str:
    group = words.group_value(chosen.grouping, chosen.group)
    values = {"group": group, "kind": chosen.kind.value, "names": chosen.names.value, "level": str(chosen.level)}
    return values[name] if name in values else str(getattr(chosen, name))
