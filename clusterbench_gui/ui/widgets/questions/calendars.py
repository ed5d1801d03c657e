"""A month to choose a day from, below the field of a date."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui import icons
from clusterbench_gui.ui.theme import current_theme

_LANGUAGES = {"pl": QLocale.Language.Polish, "en": QLocale.Language.English}


class Calendar(QCalendarWidget):
    """Arrows walk by days, Page Up and Page Down by months, Enter takes the day, Escape goes back to the field."""

    taken = Signal(date)

    def __init__(self, parent: QWidget, texts: Texts) -> None:
        """Closed. A child of its editor, so that the focus stays with the question."""
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setLocale(QLocale(_LANGUAGES[texts.language]))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setDateEditEnabled(False)
        self.setAccessibleName(texts.t("Calendar"))
        self._tint()
        for name, words, picture in (
            ("qt_calendar_prevmonth", texts.t("Previous month (Page Up)"), "back"),
            ("qt_calendar_nextmonth", texts.t("Next month (Page Down)"), "forward"),
            ("qt_calendar_monthbutton", texts.t("Month"), ""),
            ("qt_calendar_yearbutton", texts.t("Year"), ""),
        ):
            self._name(name, words, picture)
        self.activated.connect(self._take)
        self.clicked.connect(self._take)

    def open_at(self, day: str, field: QWidget) -> None:
        """Show the month of a day, or of today where there is none, below the field."""
        shown = QDate.fromString(day, Qt.DateFormat.ISODate)
        self.setSelectedDate(shown if shown.isValid() else QDate.currentDate())
        self.resize(self.sizeHint().expandedTo(self._room()))
        self.move(self._place(field))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; all else is Qt's."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self, day: QDate) -> None:
        if self.isVisible():  # a click is also an activation on some systems
            self.close()
            self.taken.emit(date(day.year(), day.month(), day.day()))

    def _room(self) -> QSize:
        """Room for seven columns and eight lines of figures."""
        metrics = self.fontMetrics()
        return QSize(7 * (metrics.horizontalAdvance("00") + 22), 9 * (metrics.height() + 10))

    def _place(self, field: QWidget) -> QPoint:
        below = field.mapToGlobal(QPoint(0, field.height() + 4))
        room = field.screen().availableGeometry()
        if below.y() + self.height() > room.bottom():
            below.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        return QPoint(min(below.x(), room.right() - self.width()), max(below.y(), room.top()))

    def _tint(self) -> None:
        theme = current_theme()
        muted = QTextCharFormat()
        muted.setForeground(QColor(theme.muted))
        muted.setBackground(QColor(theme.surface))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())  # Qt's own is red
        self.setHeaderTextFormat(muted)

    def _name(self, name: str, words: str, picture: str) -> None:
        button = self.findChild(QToolButton, name)
        if button is not None:
            button.setAccessibleName(words)
            button.setToolTip(words)
            if picture:
                button.setIcon(icons.icon(picture, "ink"))
