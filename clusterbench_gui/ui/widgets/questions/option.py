"""One option of a select: its key, its words, its picture, and whether it is chosen. One class for radio and check alike."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from clusterbench_gui.support.theme import RADIUS, Theme
from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.parts import set_down

_PAD_X, _PAD_Y, _GAP = 10, 7, 8
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Option(QCheckBox):
    """A frame that is filled when chosen. The group decides what is chosen."""

    pressed_by_somebody = Signal()
    """By hand, by key or through a screen reader."""

    def __init__(self, *, exclusive: bool, silent: bool = False) -> None:
        """`exclusive`: one of several. Qt then calls it a radio button to screen readers, else a check box.

        `silent`: the words stand at the head of its column and are heard only; it takes the same room all the same.
        """
        super().__init__()
        self.key = ""
        self._exclusive = exclusive
        self._silent = silent
        self._picture = QPixmap()
        self._shown: tuple[str, str, int] | None = None
        self.setAutoExclusive(exclusive)
        self.toggled.connect(self._tell)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _tell(self, chosen: bool) -> None:  # noqa: FBT001 - a slot
        """Of an exclusive group, Qt also lifts the one that was down before: nobody pressed that."""
        if chosen or not self._exclusive:
            self.pressed_by_somebody.emit()

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 - a setter in Qt's manner
        """Show whether it is chosen. Qt would not let go of the last one chosen of an exclusive group."""
        if chosen != self.isChecked():
            self.setAutoExclusive(False)
            set_down(self, chosen)
            self.setAutoExclusive(self._exclusive)

    def set_up(self, key: str, words: str, about: str, picture: QPixmap | None = None) -> None:
        """`about` is the question's label, for people who hear the screen."""
        self.setAccessibleDescription(about)
        shown = (key, words, picture.cacheKey() if picture else 0)
        if shown == self._shown:  # with most answers: nothing is laid out and painted anew
            return
        self._shown = shown
        self.key = key
        self._picture = picture or QPixmap()
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _key_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(self.key), self.fontMetrics().averageCharWidth())

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _strong(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(True)
        return QFontMetrics(font)

    def _beside(self) -> int:
        """The width of everything but the words."""
        return 2 * _PAD_X + self._key_width() + _GAP

    def _picture_size(self) -> QSize:
        return self._picture.deviceIndependentSize().toSize() if not self._picture.isNull() else QSize(0, 0)

    def _above(self) -> int:
        """The height of the picture above the words."""
        height = self._picture_size().height()
        return height + _PAD_Y if height else 0

    def sizeHint(self) -> QSize:
        """In one line. Measured in bold, so that choosing moves nothing."""
        width = max(self._strong().horizontalAdvance(self._words()), self._picture_size().width())
        return QSize(self._beside() + width + 2, self._strong().height() + 2 * _PAD_Y + self._above())

    def minimumSizeHint(self) -> QSize:
        """The longest word must fit."""
        longest = max((self._strong().horizontalAdvance(word) for word in self._words().split()), default=0)
        width = self._beside() + max(longest, self._picture_size().width()) + 2
        return QSize(width, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Long words go into the next line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the words in the width that is left for them."""
        if self._silent:
            return self.sizeHint().height()
        left = max(width - self._beside(), 1)
        words = self._strong().boundingRect(QRect(0, 0, left, 10_000), _WRAP, self._words() or " ").height()
        return words + 2 * _PAD_Y + self._above()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only Space presses an option; all other keys belong to the group and the screen."""
        if event.key() == Qt.Key.Key_Space:
            self.click()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame, filled when chosen, with a thick line when it has the focus."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, theme)
        keys = QRect(_PAD_X, 0, self._key_width(), self.height())
        painter.setPen(QColor(theme.accent if self.isChecked() else theme.muted))
        painter.drawText(keys, Qt.AlignmentFlag.AlignCenter, self.key)
        left = keys.right() + 1 + _GAP
        if not self._picture.isNull():
            painter.drawPixmap(left, _PAD_Y, self._picture)
        if not self._silent:
            self._paint_words(painter, theme, self.rect().adjusted(left, self._above(), -_PAD_X + 2, 0))

    def _paint_frame(self, painter: QPainter, theme: Theme) -> None:
        chosen, lit = self.isChecked(), self.hasFocus()
        pen = QPen(QColor(theme.accent if chosen or lit or self.underMouse() else theme.line), 2 if lit else 1)
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(QColor(theme.accent_soft if chosen else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _paint_words(self, painter: QPainter, theme: Theme, room: QRect) -> None:
        font = QFont(self.font())
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(room, _WRAP, self._words())
