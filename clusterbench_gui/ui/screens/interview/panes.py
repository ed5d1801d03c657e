"""Outline, questions and help side by side; in a narrow window the outer ones become tabs."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.theme import mark

OUTLINE_FROM = 800
"""Logical pixels from which the outline has room beside the questions."""
HELP_FROM = 1120
"""The same for the help panel."""

OUTLINE, QUESTIONS, HELP = range(3)


class Panes(QWidget):
    """Three widgets of which as many stand open as there is room for."""

    turned = Signal(int)
    """A tab was chosen."""
    resized = Signal()

    def __init__(self, outline: QWidget, questions: QWidget, help_panel: QWidget, texts: Texts) -> None:
        """The widgets in reading order."""
        super().__init__()
        self._panes = (outline, questions, help_panel)
        self._rules = tuple(_rule() for _ in range(2))
        self._tabs = QTabBar()
        self._tabs.setObjectName("paneTabs")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setAccessibleName(texts.t("Parts of the screen"))
        for words in (texts.t("Sections"), texts.t("Questions"), texts.t("Help")):
            self._tabs.addTab(words)
        self._tabs.setCurrentIndex(QUESTIONS)
        self._tabs.currentChanged.connect(self._turn)
        row = QHBoxLayout()
        row.setSpacing(0)
        for index, pane in enumerate(self._panes):
            row.addWidget(pane, 1 if index == QUESTIONS else 0)
            if index < HELP:
                row.addWidget(self._rules[index])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addLayout(row, 1)

    def show_pane(self, index: int) -> None:
        """Make a pane visible, whether it stands open or is a tab."""
        self._tabs.setCurrentIndex(index)

    def minimumSizeHint(self) -> QSize:
        """Panes that fold must not keep the window from getting narrow."""
        return QSize(0, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange()
        self.resized.emit()

    def _is_open(self, index: int) -> bool:
        needed = {OUTLINE: OUTLINE_FROM, HELP: HELP_FROM}.get(index, 0)
        return self.width() >= needed

    def _turn(self, index: int) -> None:
        self._arrange()
        self.turned.emit(index)

    def _arrange(self) -> None:
        wide = [self._is_open(index) for index in range(3)]
        chosen = self._tabs.currentIndex()
        alone = chosen != QUESTIONS and not wide[chosen]
        for index, pane in enumerate(self._panes):
            pane.setVisible(index == chosen if alone else wide[index])
        for index in (OUTLINE, HELP):
            self._tabs.setTabVisible(index, not wide[index])
        self._tabs.setVisible(not all(wide))
        self._rules[0].setVisible(self._panes[OUTLINE].isVisibleTo(self) and not alone)
        self._rules[1].setVisible(self._panes[HELP].isVisibleTo(self) and not alone)


def rule() -> QFrame:
    """A line across the screen."""
    made = QFrame()
    mark(made, "rule")
    return made


def _rule() -> QFrame:
    made = QFrame()
    mark(made, "line")
    made.setFixedWidth(1)
    made.setObjectName("paneRule")
    return made
