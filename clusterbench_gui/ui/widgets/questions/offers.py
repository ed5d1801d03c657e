"""The list below a field in which one searches: a plain model, so that thousands of choices cost nothing until they are seen."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

ROWS = 7

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class Offers(QListView):
    """Choices by their place in the question; it never has the focus, the field walks it."""

    picked = Signal(int)
    """A click on the choice with this place."""

    def __init__(self, parent: QWidget, *, ticked: bool = False) -> None:
        """Hidden. `ticked`: choices show whether they are chosen."""
        super().__init__(parent)
        self._model = _Model(self, ticked=ticked)
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(lambda index: self.picked.emit(self._model.shown[index.row()]))
        self.hide()

    @property
    def marked(self) -> int | None:
        """The place of the choice that is marked; None where none is."""
        row = self.currentIndex().row()
        return self._model.shown[row] if 0 <= row < len(self._model.shown) else None

    def offer(self, labels: Sequence[str], shown: Sequence[int], chosen: Collection[int] = ()) -> None:
        """Show the choices at these places, the first one marked; hidden where there are none."""
        self._model.show_labels(labels, shown, chosen)
        self.mark(0)
        if shown:
            rows = min(len(shown), ROWS)
            self.setFixedHeight(rows * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth() + 2)
        self.setVisible(bool(shown))

    def tick(self, chosen: Collection[int]) -> None:
        """Show which are chosen now."""
        self._model.tick(chosen)

    def walk(self, by: int) -> None:
        """Mark another one, as far as there are any."""
        self.mark(min(max(self.currentIndex().row() + by, 0), len(self._model.shown) - 1))

    def mark_place(self, place: int) -> None:
        """Mark the choice with this place, the first where it is not shown."""
        self.mark(self._model.shown.index(place) if place in self._model.shown else 0)

    def mark(self, row: int) -> None:
        """Mark the choice of a row."""
        self.setCurrentIndex(self._model.index(row, 0))


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject, *, ticked: bool) -> None:
        super().__init__(parent)
        self.shown: Sequence[int] = ()
        self._labels: Sequence[str] = ()
        self._chosen: Collection[int] = ()
        self._ticked = ticked

    def show_labels(self, labels: Sequence[str], shown: Sequence[int], chosen: Collection[int]) -> None:
        self.beginResetModel()
        self._labels, self.shown, self._chosen = labels, shown, frozenset(chosen)
        self.endResetModel()

    def tick(self, chosen: Collection[int]) -> None:
        self._chosen = frozenset(chosen)
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, 0))

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = self.shown[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._labels[place]
        if role == Qt.ItemDataRole.CheckStateRole and self._ticked:
            return Qt.CheckState.Checked if place in self._chosen else Qt.CheckState.Unchecked
        return None
