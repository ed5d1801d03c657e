"""The sliders of the children of a node, one below the other."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from clusterbench_gui.charts.words import coded, share
from clusterbench_gui.ui.screens.results.whatif.slider import WeightSlider
from clusterbench_gui.ui.screens.results.whatif.viewmodel import WhatIfViewModel
from clusterbench_gui.ui.screens.results.whatif.weights import Part, Scale
from clusterbench_gui.ui.widgets.parts import XS, M, S, label


class Rows(QWidget):
    """Follows the view-model; made anew only when the children are others."""

    def __init__(self, model: WhatIfViewModel) -> None:
        """Empty at first."""
        super().__init__()
        self._model = model
        self._codes: tuple[str, ...] = ()
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(M)

    @property
    def sliders(self) -> tuple[WeightSlider, ...]:
        """In their order."""
        return tuple(row.slider for row in self._rows)

    def show_parts(self) -> None:
        """Show the weights as they are."""
        parts, scale = self._model.parts, self._model.scale
        codes = tuple(part.node.code for part in parts)
        if codes != self._codes:
            self._codes = codes
            for old in self._rows:
                self._layout.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._rows = [_Row(self._model, part, scale) for part in parts]
            for row in self._rows:
                self._layout.addWidget(row)
        for row, part in zip(self._rows, parts, strict=True):
            row.show_part(part, scale)


class _Row(QWidget):
    """Name (with a box where it can be left out), slider, weight and share."""

    def __init__(self, model: WhatIfViewModel, part: Part, scale: Scale) -> None:
        super().__init__()
        self._model, self._code = model, part.node.code
        name = coded(part.node, model.texts)
        self.slider = WeightSlider(scale.steps, scale.position(part.own))
        self.slider.setAccessibleName(model.texts.t("Weight of {name}", name=name))
        self.slider.sliderPressed.connect(model.begin)
        self.slider.valueChanged.connect(lambda position: model.weigh(self._code, position))
        self._numbers = label("", "small", wrap=True)
        self._kept: QCheckBox | None = None
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(S)
        layout.setVerticalSpacing(XS)
        title: QLabel = label(name, wrap=True)
        if part.node.level == 1:
            self._kept = QCheckBox()
            self._kept.setAccessibleName(model.texts.t("{name} has a say", name=name))
            self._kept.setToolTip(model.texts.t("Take away the mark to leave this indicator out."))
            self._kept.toggled.connect(lambda _on: model.turn_dropped(self._code))
            layout.addWidget(self._kept, 0, 0)
        layout.addWidget(title, 0, 1)
        layout.addWidget(self.slider, 1, 1)
        layout.addWidget(self._numbers, 2, 1)
        layout.setColumnStretch(1, 1)

    def show_part(self, part: Part, scale: Scale) -> None:
        """Its weight; nobody moves it now."""
        texts = self._model.texts
        weight = texts.number(part.weight, 2)
        if part.weight == part.own:
            said = texts.t("{weight} · {share}", weight=weight, share=share(part.share, texts))
        else:
            said = texts.t(
                "{weight} (study: {own}) · {share}",
                weight=weight,
                own=texts.number(part.own, 2),
                share=share(part.share, texts),
            )
        self._numbers.setText(said)
        self.slider.setAccessibleDescription(said)
        self.slider.setEnabled(not part.is_dropped)
        _quietly(self.slider, lambda: self.slider.setValue(scale.position(part.weight)))
        kept = self._kept
        if kept is not None:
            _quietly(kept, lambda: kept.setChecked(not part.is_dropped))


def _quietly(widget: QWidget, change: Callable[[], None]) -> None:
    """A change that nobody made by hand tells no signal."""
    blocked = widget.blockSignals(True)
    change()
    widget.blockSignals(blocked)
