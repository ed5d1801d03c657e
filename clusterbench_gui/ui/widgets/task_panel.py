"""What is being done, with a way to stop it; or what became of it."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.tasks import Tasks
from clusterbench_gui.ui.widgets.parts import S, button, label, row


class TaskPanel(QWidget):
    """Shows `Tasks`; hidden while there is nothing to say."""

    def __init__(self, tasks: Tasks) -> None:
        """Bind to the tasks."""
        super().__init__()
        self._tasks = tasks
        self._news: tuple[object, ...] = ()
        self._doing = label("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tasks.texts.t("Progress"))
        self._cancel = button(tasks.texts.t("S&top"), tasks.cancel, picture="stop")
        self._said = label("", "ok", wrap=True)
        self._problem = label("", "bad", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addLayout(row(self._doing, None, self._cancel))
        for part in (self._bar, self._said, self._problem):
            layout.addWidget(part)
        tasks.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        tasks = self._tasks
        done, total = tasks.progress
        self._doing.setText(tasks.doing)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for part in (self._doing, self._bar, self._cancel):
            part.setVisible(bool(tasks.doing))
        _show(self._said, tasks.said)
        _show(self._problem, words_of(tasks.problems, tasks.texts) if tasks.problems else "")
        news = (tasks.doing, tasks.said, tasks.problems)
        self.setVisible(any(news))
        if news != self._news:
            self._news = news
            QTimer.singleShot(0, self, self._come_into_sight)  # after the layout, which gives it its place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for news may come later than the news."""
        super().resizeEvent(event)
        self._placed()

    def moveEvent(self, event: QMoveEvent) -> None:
        """What stands above may grow later than the news came."""
        super().moveEvent(event)
        self._placed()

    def showEvent(self, event: QShowEvent) -> None:
        """What holds the panel may be what moves, and the panel not in it."""
        super().showEvent(event)
        for one in self._around():
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look where the panel is now; where the whole moves, somebody scrolls."""
        whole = self._around()[-1:]
        if event.type() == QEvent.Type.Resize or (event.type() == QEvent.Type.Move and watched not in whole):
            self._placed()
        return False

    def _placed(self) -> None:
        if any(self._news):
            QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        """On a small screen what became of a task would stand below the edge."""
        area = self._area()
        if area is not None and self.isVisible():
            area.ensureWidgetVisible(self)

    def _area(self) -> QScrollArea | None:
        """What scrolls the panel."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around

    def _around(self) -> list[QWidget]:
        """What holds the panel, from within to the whole that is scrolled; nothing where nothing scrolls."""
        area = self._area()
        whole = area.widget() if area is not None else None
        found: list[QWidget] = []
        one = self.parentWidget()
        while whole is not None and one is not None and one is not area and whole not in found:
            found.append(one)
            one = one.parentWidget()
        return found


def _show(part: QLabel, text: str) -> None:
    part.setText(text)
    part.setVisible(bool(text))
