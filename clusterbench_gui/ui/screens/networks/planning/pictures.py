"""A picture of planning: drawn beside the window in the size it has, the latest wish only."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.charting import Look, Picture
from clusterbench_gui.ui.latest import Latest
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.chart import ChartWidget
from clusterbench_gui.ui.widgets.parts import label

if TYPE_CHECKING:  # imports matplotlib, on the pictures' thread
    from clusterbench_gui.app.planning.picturing import Drawn, Plate

_SMALLEST = 120


class PicturePane(QStackedWidget):
    """Shows what `show` was last given, as soon as it is seen."""

    def __init__(self, desk: NetworkDesk, name: str) -> None:
        """A sentence at first."""
        super().__init__()
        self._desk = desk
        self._latest: Latest[Picture] = Latest()
        self._key: object = None
        self._make: Callable[[Plate], Drawn] | None = None
        self._shown: object = None
        self._message = label("", "muted", wrap=True)
        self.chart = ChartWidget(name)
        self.chart.setMinimumSize(_SMALLEST, _SMALLEST)
        self.chart.resized.connect(self._draw)
        self.addWidget(self._message)
        self.addWidget(self.chart)

    def draw(self, key: object, make: "Callable[[Plate], Drawn] | None") -> None:
        """Show what `make` makes, unless that is shown; `key` tells whether it is another. None: nothing."""
        self._key, self._make = key, make
        self._draw()

    def say(self, words: str) -> None:
        """A sentence in place of a picture."""
        self._key = self._shown = self._make = None
        self._latest.forget()
        self.chart.show_picture(None)
        self._message.setText(words)
        self.setCurrentWidget(self._message)

    def showEvent(self, event: QShowEvent) -> None:
        """What was not drawn while nobody saw it."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        make, desk = self._make, self._desk.desk
        if make is None or not self.isVisible():
            return
        if self.currentWidget() is not self.chart:
            self.setCurrentWidget(self.chart)
            self.chart.resize(self.size())
        width, height = self.chart.width(), self.chart.height()
        look = Look(
            current_theme().name,
            desk.texts.language,
            width,
            height,
            self.devicePixelRatioF(),
            self._desk.is_synthetic,
        )
        wish = (self._key, look)
        if min(width, height) < _SMALLEST or wish == self._shown:
            return
        self._shown = wish
        self._latest.ask(
            lambda done, failed: desk.paint(lambda drawing: drawing.paint(make, look), done, failed),
            self.chart.show_picture,
            self._fail,
        )

    def _fail(self, problems: tuple[Problem, ...]) -> None:
        self.chart.show_picture(None)
        self._message.setText(words_of(problems, self._desk.texts))
        self.setCurrentWidget(self._message)
