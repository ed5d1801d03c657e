"""Results: three views of the scores, what they are of, and the table behind each."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.ui.charting import Kind
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.models.table import TableModel
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.results.viewmodel import Options, ResultsViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.chart import ChartWidget
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, S, card, flow, label, scrolling, set_down, together

_LEAST = 360
"""Logical pixels of height under which choices and chart scroll together."""


class ResultsView(QWidget):
    """Ranking, profile, heat map."""

    def __init__(self, viewmodel: ResultsViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = viewmodel
        texts = viewmodel.texts
        self._header = Header(texts.t("Results"))
        self._message = label("", "muted", wrap=True)
        self._chart = ChartWidget(texts.t("Chart"))
        self._numbers = TableModel()
        self._table = self._make_table()
        self._scroll = _scroll(self._chart)
        self._pages = QStackedWidget()
        for page in (self._message, self._scroll, self._table):
            self._pages.addWidget(page)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        frame, inside = card()
        inside.setContentsMargins(S, S, S, S)
        inside.addWidget(self._pages)
        inner = QWidget()
        below = QVBoxLayout(inner)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(L)
        below.addWidget(self._make_choices())
        below.addWidget(frame, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XXL, XL, XXL, L)
        layout.setSpacing(L)
        layout.addWidget(self._header)
        layout.addWidget(scrolling(inner, _LEAST), 1)
        self._chart.resized.connect(self._draw)
        viewmodel.changed.connect(self._render)
        viewmodel.drawn.connect(self._show_picture)
        self._render()

    def focus_first(self) -> None:
        """Start at the views."""
        self._kinds[self.model.kind].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Score when the screen is looked at, not before."""
        super().showEvent(event)
        self.model.load()

    def _make_choices(self) -> QWidget:
        texts = self.model.texts
        names = {
            Kind.RANKING: texts.t("Ran&king"),
            Kind.PROFILE: texts.t("Pro&file"),
            Kind.HEATMAP: texts.t("&Heat map"),
        }
        pictures = {Kind.RANKING: "ranking", Kind.PROFILE: "radar", Kind.HEATMAP: "heatmap"}
        group = QButtonGroup(self)
        self._kinds: dict[Kind, QToolButton] = {}
        for kind in Kind:
            made = _segment(names[kind], pictures[kind])
            made.toggled.connect(lambda down, kind=kind: self.model.choose(kind=kind) if down else None)
            group.addButton(made)
            self._kinds[kind] = made
        self._as_table = _segment(texts.t("&Table"), "table")
        self._as_table.setToolTip("Ctrl+T")
        self._as_table.toggled.connect(self._render)
        QShortcut(QKeySequence("Ctrl+T"), self, self._as_table.toggle)
        choose = self.model.choose
        of_node, self._node = _choice(texts.t("&Of"), 13, lambda code: choose(node=code))
        of_level, self._level = _choice(texts.t("&Level"), 13, lambda level: choose(level=int(level)))
        of_cluster, self._cluster = _choice(texts.t("&Cluster"), 20, lambda code: choose(cluster=code))
        self._of_node, self._of_level = together(of_node, self._node), together(of_level, self._level)
        views = (*self._kinds.values(), self._as_table)
        return flow(*views, self._of_node, self._of_level, together(of_cluster, self._cluster))

    def _make_table(self) -> QTableView:
        table = QTableView()
        mark(table, "plain")
        table.setAccessibleName(self.model.texts.t("The numbers behind the picture"))
        table.setModel(self._numbers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _render(self) -> None:
        model = self.model
        badge = model.texts.t("invented data") if model.is_synthetic else ""
        self._header.show_about(model.about, badge)
        set_down(self._kinds[model.kind], True)
        _fill(self._node, model.nodes, model.node)
        _fill(self._level, model.levels, str(model.level))
        _fill(self._cluster, model.clusters, model.cluster)
        self._of_node.setVisible(model.kind is Kind.RANKING)
        self._of_level.setVisible(model.kind is not Kind.RANKING)
        for control in (self._node, self._level, self._cluster, self._as_table, *self._kinds.values()):
            control.setEnabled(model.is_ready)
        words = words_of(model.problems, model.texts) if model.problems else model.message
        self._message.setText(words)
        page: QWidget = self._table if self._as_table.isChecked() else self._scroll
        self._chart.setMinimumHeight(model.least_height)
        self._pages.setCurrentWidget(page if model.is_ready else self._message)
        if model.is_ready and self._as_table.isChecked():
            self._numbers.show_table(model.table)
        if self.isVisible():
            model.load()
            self._draw()

    def _show_picture(self) -> None:
        self._chart.show_picture(self.model.picture)

    def _draw(self) -> None:
        if self._pages.currentWidget() is self._scroll:
            self.model.draw(self._chart.width(), self._chart.height(), self.devicePixelRatioF())


def _scroll(chart: ChartWidget) -> QScrollArea:
    """A chart that needs more room than there is can be scrolled, by wheel and by keys."""
    area = QScrollArea()
    area.setWidget(chart)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    mark(area, "plain")
    return area


def _segment(text: str, picture: str) -> QToolButton:
    made = QToolButton()
    mark(made, "segment")
    made.setText(text)
    made.setIcon(icon(picture))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _choice(name: str, letters: int, chosen: Callable[[str], None]) -> tuple[QLabel, QComboBox]:
    box = ElidedComboBox()
    box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    box.activated.connect(lambda index: chosen(box.itemData(index)))
    words = label(name, "muted")
    words.setBuddy(box)
    return words, box


def _fill(box: QComboBox, options: Options, value: str) -> None:
    if tuple((box.itemData(one), box.itemText(one)) for one in range(box.count())) != options:
        box.clear()
        for data, text in options:
            box.addItem(text, data)
    box.setCurrentIndex(box.findData(value))
