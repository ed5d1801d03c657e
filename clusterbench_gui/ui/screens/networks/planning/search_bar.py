"""“Can we make this?”: the button, for how long, and how far the search is."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import gap_word, money
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import XS, button, label, row

_SECONDS = (5, 15, 30, 60, 120, 300)


class SearchBar(QWidget):
    """Starts, follows and stops the search."""

    def __init__(self, model: PlanningViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = model
        texts = model.texts
        self.go = button(texts.t("Can we &make this?"), model.find, role="primary", picture="search")
        self.stop = button(texts.t("Stop"), model.quest.stop, picture="stop")
        self._seconds = ElidedComboBox()
        self._seconds.setAccessibleName(texts.t("Seconds to search"))
        self._seconds.setToolTip(texts.t("For how long to search at most"))
        offered = sorted({*_SECONDS, model.seconds})
        self._seconds.fill(tuple((str(one), texts.t("{n} s", n=one)) for one in offered), str(model.seconds))
        self._seconds.activated.connect(lambda _place: self._set_seconds(int(self._seconds.currentData())))
        self._risk = QCheckBox(texts.t("Also more reliable variants"))
        self._risk.setChecked(model.by_risk)
        self._risk.setToolTip(texts.t("Of one order: variants that cost more, but whose partners are more reliable"))
        self._risk.toggled.connect(self._set_risk)
        self._doing = label("", "strong", wrap=True)
        self._progress = label("", "muted", wrap=True)
        self._problem = label("", "bad", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(row(self.go, self._seconds, self.stop, None))
        layout.addWidget(self._risk)
        for one in (self._doing, self._progress, self._problem):
            layout.addWidget(one)
        model.quest.changed.connect(self._render)
        model.changed.connect(self._render)
        self._render()

    @property
    def said(self) -> str:
        """How far the search is, in words."""
        return self._progress.text()

    def _set_seconds(self, seconds: int) -> None:
        self._model.seconds = seconds

    def _set_risk(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._model.by_risk = wanted

    def _render(self) -> None:
        model, texts = self._model, self._model.texts
        quest = model.quest
        self.go.setEnabled(model.can_find)
        self._seconds.setVisible(not quest.is_busy)
        self._risk.setVisible(not quest.is_busy)
        self._risk.setEnabled(len(model.chosen) == 1)
        self.stop.setVisible(quest.is_busy)
        self.stop.setEnabled(not quest.is_stopping)
        self._doing.setText(texts.t("Stopping…") if quest.is_stopping else quest.what)
        self._doing.setVisible(quest.is_busy)
        self._progress.setText(self._words() if quest.is_busy else "")
        self._progress.setVisible(quest.is_busy)
        self._problem.setText(words_of(quest.problems, texts) if quest.problems else "")
        self._problem.setVisible(bool(quest.problems))

    def _words(self) -> str:
        quest, texts = self._model.quest, self._model.texts
        seconds = texts.t("{seconds} s", seconds=texts.number(quest.seconds, 0))
        if quest.best is None or quest.bound is None:
            return texts.t("Nothing found yet; {seconds}", seconds=seconds)
        return texts.t(
            "Best so far {best}, bound {bound}, gap {gap}; {seconds}",
            best=money(quest.best, texts),
            bound=money(quest.bound, texts),
            gap=gap_word(quest.gap or 0.0, texts),
            seconds=seconds,
        )
