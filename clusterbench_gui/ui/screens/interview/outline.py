"""The sections on the left: how each one stands, and the way to it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.domain.questions import SectionState
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.screens.interview.navigation import Navigation, has_fault
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import STATE_ICONS, state_word
from clusterbench_gui.ui.theme import mark

WIDTH = 248


class Outline(QWidget):
    """Sections with state and counts; below them, what has to be checked, and the way to finish."""

    finishing = Signal()

    def __init__(self, viewmodel: InterviewViewModel, navigation: Navigation) -> None:
        """Reads both; `refresh` follows their signals."""
        super().__init__()
        self._viewmodel = viewmodel
        self._navigation = navigation
        t = viewmodel.texts.t
        self._icons = {progress: icons.icon(*look) for progress, look in STATE_ICONS.items()}
        self._tree = QTreeWidget()
        self._tree.setObjectName("outline")
        self._tree.setAccessibleName(t("Sections"))
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setWordWrap(True)
        self._tree.setIconSize(QSize(16, 16))
        self._tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.itemClicked.connect(self._open)
        self._tree.itemActivated.connect(self._open)
        self._problems = QPushButton(icons.icon("alert", "bad"), "")
        mark(self._problems, "link")
        self._problems.setToolTip(t("Shift+F8"))
        self._problems.clicked.connect(navigation.next_problem)
        self._finish = QPushButton(t("Finish…"))
        self._finish.setToolTip(t("Ctrl+Enter"))
        self._finish.clicked.connect(self.finishing)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self._tree, 1)
        column.addWidget(self._problems)
        column.addWidget(self._finish)
        self.refresh()

    def refresh(self) -> None:
        """Show the sections as they stand now; what did not change is not touched."""
        sections = self._viewmodel.sections
        while self._tree.topLevelItemCount() > len(sections):
            self._tree.takeTopLevelItem(self._tree.topLevelItemCount() - 1)
        while self._tree.topLevelItemCount() < len(sections):
            self._tree.addTopLevelItem(QTreeWidgetItem())
        here = self._navigation.section
        for index, section in enumerate(sections):
            item = self._tree.topLevelItem(index)
            if item is not None:
                self._show(item, section)
                if here is not None and section.ref == here.ref:
                    self._tree.setCurrentItem(item)
        self._show_problems()

    def _show(self, item: QTreeWidgetItem, section: SectionState) -> None:
        counts = f"{section.answered}/{section.asked}"
        told = (section.label, counts, section.progress)
        if item.data(0, Qt.ItemDataRole.UserRole + 1) == told:
            return
        words = f"{section.label}, {state_word(section.progress, self._viewmodel.texts)}, {counts}"
        item.setData(0, Qt.ItemDataRole.UserRole, section.ref)
        item.setData(0, Qt.ItemDataRole.UserRole + 1, told)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
        item.setText(0, section.label)
        item.setToolTip(0, words)
        item.setIcon(0, self._icons[section.progress])
        item.setText(1, counts)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _show_problems(self) -> None:
        places = self._viewmodel.places
        count = sum(bool(self._viewmodel.refusal(one.ref)) or has_fault(one.question) for one in places)
        words = self._viewmodel.texts.n("{n} answer to check", "{n} answers to check", count)
        self._problems.setText(words)
        self._problems.setVisible(count > 0)

    def _open(self, item: QTreeWidgetItem) -> None:
        self._navigation.open_section(str(item.data(0, Qt.ItemDataRole.UserRole)))
