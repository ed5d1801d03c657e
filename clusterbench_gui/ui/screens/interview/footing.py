"""The line below a grid that says what its columns come to."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL
from clusterbench_gui.ui.screens.interview.grid import Grid
from clusterbench_gui.ui.screens.interview.table import RosterModel
from clusterbench_gui.ui.theme import current_theme

PAD = SPACE[1]


class Footing(QWidget):
    """Under every column its sum, and below that the sum of how many answers it is where some are missing."""

    def __init__(self, table: Grid, model: RosterModel, texts: Texts) -> None:
        """Follows the columns of the table."""
        super().__init__()
        self._table, self._model, self._texts = table, model, texts
        table.least_side = self.fontMetrics().horizontalAdvance(texts.t("Total")) + 2 * PAD + 1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        table.horizontalScrollBar().valueChanged.connect(self.update)

    def words(self) -> list[tuple[str, str]]:
        """What stands under each column."""
        return [self._model.totals.of(place).words(self._texts) for place in self._model.columns]

    def refresh(self) -> None:
        """Say what the columns come to now."""
        words = self.words()
        heads = (self._model.sample(at) for at in range(len(words)))
        said = [
            f"{head.label}: {' '.join(filter(None, (*pair,)))}" for head, pair in zip(heads, words, strict=True) if head
        ]
        self.setAccessibleName(self._texts.t("Totals: {words}", words="; ".join(said)))
        self.setToolTip("\n".join(said))
        lines = 2 if any(small for _, small in words) else 1
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + PAD)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The word for it at the side, then the columns."""
        theme = current_theme()
        painter = QPainter(self)
        side = self._table.verticalHeader().width()
        painter.setPen(QColor(theme.muted))
        painter.drawText(
            QRect(PAD, PAD // 2, side - 2 * PAD, self.height()), int(Qt.AlignmentFlag.AlignLeft), self._texts.t("Total")
        )
        painter.setClipRect(QRect(side, 0, self.width() - side, self.height()))
        for at, (strong, small) in enumerate(self.words()):
            left = side + self._table.columnViewportPosition(at)
            self._write(painter, QRect(left + PAD, PAD // 2, self._table.columnWidth(at) - 2 * PAD, 0), strong, small)

    def _write(self, painter: QPainter, room: QRect, strong: str, small: str) -> None:
        theme, right = current_theme(), int(Qt.AlignmentFlag.AlignRight if strong else Qt.AlignmentFlag.AlignLeft)
        spacing = self.fontMetrics().lineSpacing()
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        room.setHeight(spacing)
        painter.drawText(room, right, strong)
        font.setBold(False)
        font.setPointSize(TEXT_SMALL)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        metrics = painter.fontMetrics()
        below = room.translated(0, spacing if strong else 0)
        painter.drawText(below, right, metrics.elidedText(small, Qt.TextElideMode.ElideRight, room.width()))
