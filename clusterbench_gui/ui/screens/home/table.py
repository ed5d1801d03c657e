"""The table of clusters with their interviews: groups under headings, two lines a cell, columns that fit the window."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from clusterbench_gui.support.theme import SPACE, TEXT_TABLE
from clusterbench_gui.ui.icons import SIZE
from clusterbench_gui.ui.models.interviews import ALARM, SECOND, InterviewsModel
from clusterbench_gui.ui.theme import current_theme

_XS, _S = SPACE[:2]
_NAME = 24  # letters of a cluster's name that are readable in the narrowest window
_OTHER = 16  # letters of a person or a place, below which their columns give way
_LEADING = 2
_SAMPLE = 100  # rows that a column is fitted to, besides those in sight
_SHARES = {InterviewsModel.CLUSTER: 4, InterviewsModel.CONTACT: 3, InterviewsModel.PLACE: 4}

_Index = QModelIndex | QPersistentModelIndex


class InterviewsTable(QTableView):
    """In a narrow window the place gives way first, then the contact; names stay readable, and nothing scrolls sideways."""

    def __init__(self, rows: InterviewsModel) -> None:
        """A table of these rows; `fit` follows their changes."""
        super().__init__()
        self._wanted = [0] * rows.columnCount()
        self._headings: tuple[int, ...] = ()
        self.setModel(rows)
        self._lines = _TwoLines(self)
        self.setItemDelegate(self._lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setTextElideMode(Qt.TextElideMode.ElideRight)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setResizeContentsPrecision(_SAMPLE)

    def fit(self) -> None:
        """Fit the columns to the rows. They do not shrink again: a search would make them jump with each letter."""
        model = self.model()
        assert isinstance(model, InterviewsModel)
        self.clearSpans()
        self.verticalHeader().setDefaultSectionSize(self._lines.height())
        for place in self._headings:  # heights belong to places, whatever stands there now
            self.setRowHeight(place, self._lines.height())
        self._headings = model.headings
        for place in self._headings:
            self.setSpan(place, 0, 1, model.columnCount())
            self.setRowHeight(place, self._lines.heading_height())
        for column in (InterviewsModel.WHEN, InterviewsModel.STATUS):
            title = self.horizontalHeader().sectionSizeHint(column)
            self._wanted[column] = max(self._wanted[column], title, self.sizeHintForColumn(column))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        when, status = self._wanted[InterviewsModel.WHEN], self._wanted[InterviewsModel.STATUS]
        room = self.viewport().width()
        least = {InterviewsModel.CLUSTER: _NAME * letter, InterviewsModel.CONTACT: _OTHER * letter}
        least[InterviewsModel.PLACE] = _OTHER * letter
        shown = list(least)
        while len(shown) > 1 and room - when - status < sum(least[one] for one in shown):
            shown.pop()
        has_when = len(shown) > 1 or room - when - status >= least[InterviewsModel.CLUSTER]
        room = max(room - status - (when if has_when else 0), 0)
        for column in least:
            self.setColumnHidden(column, column not in shown)
        self.setColumnHidden(InterviewsModel.WHEN, not has_when)
        self.setColumnWidth(InterviewsModel.WHEN, when)
        self.setColumnWidth(InterviewsModel.STATUS, status)
        spare = room - sum(least[one] for one in shown)
        whole = sum(_SHARES[one] for one in shown)
        for column in shown:
            self.setColumnWidth(column, max(least[column] + spare * _SHARES[column] // whole, letter))


class _TwoLines(QStyledItemDelegate):
    """A cell of two lines, the second muted; a heading in one line over all columns."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def height(self) -> int:
        """Of a row."""
        first, second = self._fonts()
        return first.height() + second.height() + 2 * _S + _LEADING

    def heading_height(self) -> int:
        """Of a heading."""
        return self._fonts()[0].height() + 2 * _S

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the longer line; headings ask for no room, for they have the whole width."""
        if not index.flags():
            return QSize(0, self.heading_height())
        self.initStyleOption(option, index)
        first, second = self._fonts()
        width = max(first.horizontalAdvance(option.text), second.horizontalAdvance(str(index.data(SECOND) or "")))
        picture = SIZE + _S if option.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration else 0
        return QSize(width + picture + 2 * _S + _XS, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Ground, icon, then the words."""
        painter.save()
        if index.flags():
            self._paint_row(painter, option, index)
        else:
            self._paint_heading(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        painter.fillRect(option.rect, QColor(theme.canvas))
        inside = option.rect.adjusted(_S, 0, -_S, 0)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(theme.ink))
        title = str(index.data())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, title)
        inside.setLeft(inside.left() + painter.fontMetrics().horizontalAdvance(title) + 2 * _S)
        painter.setFont(option.font)
        self._words(painter, inside, str(index.data(SECOND)), theme.muted)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.setPen(QColor(theme.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inside = option.rect.adjusted(_S, _S, -_S, -_S)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is not None:
            middle = inside.top() + (option.fontMetrics.height() - SIZE) // 2
            picture.paint(painter, QRect(inside.left(), middle, SIZE, SIZE))
            inside.setLeft(inside.left() + SIZE + _S)
        painter.setFont(option.font)
        above = QRect(inside.topLeft(), QSize(inside.width(), painter.fontMetrics().height()))
        self._words(painter, above, str(index.data()), theme.ink)
        small = QFont(option.font)
        small.setPointSize(TEXT_TABLE)
        painter.setFont(small)
        below = QRect(inside.left(), above.bottom() + 1 + _LEADING, inside.width(), painter.fontMetrics().height())
        self._words(painter, below, str(index.data(SECOND) or ""), theme.warn if index.data(ALARM) else theme.muted)

    def _words(self, painter: QPainter, place: QRect, words: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        line = painter.fontMetrics().elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)

    def _fonts(self) -> tuple[QFontMetrics, QFontMetrics]:
        """Of the two lines."""
        font = QFont(self._table.font())
        small = QFont(font)
        small.setPointSize(TEXT_TABLE)
        return QFontMetrics(font), QFontMetrics(small)
