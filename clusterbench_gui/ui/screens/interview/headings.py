"""The heads of a grid: questions above the columns and rows at the side, in as many lines as they need."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from clusterbench_gui.support.theme import SPACE
from clusterbench_gui.ui.theme import current_theme

_WRAP = int(Qt.TextFlag.TextWordWrap)
_MOST_LINES = 6
PAD = SPACE[1]


class Heading(QHeaderView):
    """Words wrap within the section; what is too long even then ends in an ellipsis and is a tool tip as a whole."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        """Sections are as wide as the grid makes them; nobody drags them."""
        super().__init__(orientation, parent)
        self.right: frozenset[int] = frozenset()
        """Sections whose words stand at the right, above numbers."""
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def height_in(self, section: int, width: int) -> int:
        """How high a section's words are in a width."""
        metrics = self.fontMetrics()
        room = QRect(0, 0, max(width - 2 * PAD, 1), 10_000)
        height = metrics.boundingRect(room, _WRAP, self._words(section)).height()
        return min(height, _MOST_LINES * metrics.lineSpacing()) + 2 * PAD

    def width_of(self, section: int) -> int:
        """How wide a section's words are in one line."""
        return self.fontMetrics().horizontalAdvance(self._words(section)) + 2 * PAD + 1

    def longest_word(self, section: int) -> int:
        """How wide the longest word of a section is."""
        words = self._words(section).split()
        return max((self.fontMetrics().horizontalAdvance(one) for one in words), default=0) + 2 * PAD + 1

    def sizeHint(self) -> QSize:
        """The height that the columns' words need in their widths."""
        if self.orientation() is Qt.Orientation.Vertical:
            return super().sizeHint()
        highest = max((self.height_in(at, self.sectionSize(at)) for at in range(self.count())), default=0)
        return QSize(super().sizeHint().width(), highest)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Words in muted ink, a line below."""
        theme = current_theme()
        painter.save()
        painter.fillRect(rect, QColor(theme.surface))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        vertical = self.orientation() is Qt.Orientation.Vertical
        painter.setPen(QColor(theme.ink if vertical else theme.muted))
        across = Qt.AlignmentFlag.AlignRight if section in self.right else Qt.AlignmentFlag.AlignLeft
        upright = Qt.AlignmentFlag.AlignVCenter if vertical else Qt.AlignmentFlag.AlignBottom
        room = rect.adjusted(PAD, PAD // 2, -PAD, -PAD // 2)
        painter.setClipRect(room)
        painter.drawText(room, _WRAP | int(across) | int(upright), self._words(section))
        painter.restore()

    def _words(self, section: int) -> str:
        model = self.model()
        said = model.headerData(section, self.orientation()) if model is not None else None
        return said if isinstance(said, str) else ""
