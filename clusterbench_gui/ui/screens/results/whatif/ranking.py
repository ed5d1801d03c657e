"""The ranking under the hand: an item model of its rows, painted by a delegate, without any motion."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, Theme
from clusterbench_gui.ui.theme import current_theme, mark, paint_chosen

if TYPE_CHECKING:  # imports numpy
    from clusterbench_gui.app.views.trying import Ranking, Standing

ROW = Qt.ItemDataRole.UserRole
_XS, _S = SPACE[:2]
_BAR, _ARROW = 3, 8
_TENTHS_FROM = 10  # from scales of this width on, scores have one decimal
_LEAST_ROWS = 6
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class RankingModel(QAbstractListModel):
    """Rows of a ranking; in words for those who hear them."""

    def __init__(self, texts: Texts) -> None:
        """Empty at first."""
        super().__init__()
        self._texts = texts
        self.rows: tuple[Standing, ...] = ()
        self._low, self._high = 0.0, 1.0

    def show_ranking(self, ranking: "Ranking | None") -> None:
        """Show another ranking; rows keep their places where there are as many."""
        rows = ranking.rows if ranking is not None else ()
        if ranking is not None:
            self._low, self._high = ranking.low, ranking.high
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_of(self, cluster: str) -> int:
        """Where a cluster is; -1 where it is not."""
        return next((place for place, row in enumerate(self.rows) if row.code == cluster), -1)

    def share(self, score: float) -> float:
        """How far along the scale a score is, from 0 to 1."""
        return min(max((score - self._low) / (self._high - self._low), 0.0), 1.0)

    def figure(self, score: float | None) -> str:
        """A score as pictures print it."""
        return self._texts.number(score, 1 if self._high - self._low >= _TENTHS_FROM else 3)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as clusters."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; the row itself for the delegate; a sentence for a screen reader and the pointer."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(row)
        return row.name if role == Qt.ItemDataRole.DisplayRole else None

    def _words(self, row: "Standing") -> str:
        t = self._texts.t
        if row.place is None:
            return t("{name}, no place", name=row.name)
        said = t(
            "Place {place}, {name}, score {score}, quarter {quarter}",
            place=row.place,
            name=row.name,
            score=self.figure(row.score),
            quarter=row.quartile or DASH,
        )
        if row.official is None or not row.gained:
            return said
        return t("{row}; place {official} by the official method", row=said, official=row.official)


class RankingList(QListView):
    """`pointed` tells the cluster that was chosen by hand. The cluster in focus stays in sight."""

    pointed = Signal(str)

    def __init__(self, texts: Texts) -> None:
        """Empty at first."""
        super().__init__()
        self.rows = RankingModel(texts)
        self._is_following = False
        mark(self, "plain")
        self.setAccessibleName(texts.t("Ranking under the chosen method"))
        self.setModel(self.rows)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_LEAST_ROWS * self.sizeHintForRow(0) if self.rows.rows else _LEAST_ROWS * 2 * _S)

    def show_ranking(self, ranking: "Ranking | None", focus: str) -> None:
        """Show a ranking with this cluster in focus."""
        self._is_following = True
        self.rows.show_ranking(ranking)
        found = self.rows.row_of(focus)
        if found >= 0:
            index = self.rows.index(found)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._is_following = False

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """By hand: that cluster comes into focus everywhere."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_following:
            self.pointed.emit(self.rows.rows[current.row()].code)


class _Row(QStyledItemDelegate):
    """Place, name over a bar, score, change of place with an arrow and a number, quarter."""

    def __init__(self, view: RankingList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """One line and a bar."""
        return QSize(0, option.fontMetrics.height() + _BAR + _S + _XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Few calls: it is painted at every step of a slider."""
        theme, row, rows = current_theme(), index.data(ROW), self._view.rows
        has_focus = index.row() == self._view.currentIndex().row()
        painter.save()
        if has_focus:
            paint_chosen(painter, option.rect)
        bold = QFont(option.font)
        bold.setBold(has_focus)
        painter.setFont(bold)
        letters, digits = QFontMetrics(bold).horizontalAdvance("0"), len(str(len(rows.rows)))
        inside = option.rect.adjusted(_XS, _XS, -_S, -_XS)
        line = QRect(inside.left(), inside.top(), inside.width(), inside.height() - _BAR - _XS)
        place = QRect(line.left(), line.top(), (digits + 1) * letters, line.height())
        quarter = QRect(line.right() - 2 * letters, line.top(), 2 * letters, line.height())
        moved = QRect(quarter.left() - _ARROW - 4 * letters, line.top(), _ARROW + 4 * letters, line.height())
        score = QRect(moved.left() - 6 * letters, line.top(), 6 * letters, line.height())
        name = QRect(place.right() + _S, line.top(), score.left() - place.right() - _S - _XS, line.height())
        painter.setPen(QColor(theme.ink))
        painter.drawText(place, _RIGHT, DASH if row.place is None else str(row.place))
        words = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, _LEFT, words)
        painter.drawText(score, _RIGHT, rows.figure(row.score))
        painter.drawText(quarter, _MIDDLE, row.quartile)
        if row.score is not None:
            track = QRect(name.left(), inside.bottom() - _BAR, score.right() - name.left(), _BAR)
            painter.fillRect(track, QColor(theme.line if theme.outlined is False else theme.canvas))
            track.setWidth(round(track.width() * rows.share(row.score)))
            painter.fillRect(track, QColor(theme.accent if has_focus else theme.muted))
        if row.gained:
            _paint_change(painter, moved, row.gained, theme)
        painter.restore()


def _paint_change(painter: QPainter, place: QRect, gained: int, theme: Theme) -> None:
    """An arrow up or down, and by how many places."""
    colour, up = QColor(theme.ok if gained > 0 else theme.bad), -1 if gained > 0 else 1
    painter.setPen(colour)
    text = str(abs(gained))
    painter.drawText(place, _RIGHT, text)
    right = place.right() - painter.fontMetrics().horizontalAdvance(text) - _XS
    middle, half = place.center().y() + 1, _ARROW // 2
    tip = QPointF(right - half, middle + up * half)
    ends = (QPointF(right - _ARROW, middle - up * half), QPointF(right, middle - up * half))
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([tip, *ends]))
