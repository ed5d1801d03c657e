"""A pane of the results: a picture or its numbers as a table, or a sentence in their place."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.support.texts import DASH, MINUS, Texts
from clusterbench_gui.ui.charting import Picture
from clusterbench_gui.ui.models.table import Table, TableModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.chart import ChartWidget
from clusterbench_gui.ui.widgets.parts import label


class Pane(QStackedWidget):
    """Shows a picture, unless `as_table`; `chart` is the picture's widget."""

    def __init__(self, texts: Texts, hint: Callable[[str], str]) -> None:
        """A sentence at first; `hint` tells what a place of the picture says."""
        super().__init__()
        self.chart = ChartWidget(texts.t("Chart"), hint)
        self._message = label("", "muted", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._numbers = TableModel()
        self.table = _table(self._numbers, texts)
        self._scroll = _scroll(self.chart)
        for page in (self._message, self._scroll, self.table):
            self.addWidget(page)

    def room(self, least: int) -> tuple[int, int]:
        """Logical pixels that a picture of at least this height has; it scrolls where the pane has fewer."""
        if least <= self.height():
            return self.width(), self.height()
        return self.width() - self._scroll.verticalScrollBar().sizeHint().width(), least

    def say(self, words: str) -> None:
        """Show a sentence in place of a picture, of which nothing stays to be copied or read out."""
        self._clear()
        self._message.setText(words)
        self.setCurrentWidget(self._message)

    def show_picture(self, picture: Picture | None, *, as_table: bool, least: int) -> None:
        """Show a picture, or its numbers; `least` logical pixels of height make it legible, where there are fewer it scrolls."""
        self.chart.setMinimumHeight(least)
        self.chart.show_picture(picture)
        if picture is None:
            self._clear()
        elif as_table:
            self._numbers.show_table(Table(picture.headings, picture.rows, _numbers_from(picture.rows)))
        self.setCurrentWidget(self.table if as_table else self._scroll)

    def _clear(self) -> None:
        self.chart.show_picture(None)
        self._numbers.show_table(Table())


def _numbers_from(rows: tuple[tuple[str, ...], ...]) -> int:
    """The column from which on all are numbers."""
    width = len(rows[0]) if rows else 0
    first = width
    while first > 1 and all(_is_number(row[first - 1]) for row in rows):
        first -= 1
    return first


def _is_number(text: str) -> bool:
    return not text or text == DASH or text.lstrip(f"+-{MINUS}")[:1].isdigit()


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


def _table(numbers: TableModel, texts: Texts) -> QTableView:
    table = QTableView()
    mark(table, "plain")
    table.setAccessibleName(texts.t("The numbers behind the picture"))
    table.setModel(numbers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table


class Titled(QWidget):
    """A pane under a line that says what it is."""

    def __init__(self, pane: Pane) -> None:
        """Without a title at first."""
        super().__init__()
        self._title = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(pane, 1)

    def say(self, words: str) -> None:
        """Say what it is."""
        self._title.setText(words)
