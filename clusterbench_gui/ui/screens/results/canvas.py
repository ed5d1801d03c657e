"""One place for pictures: draws the latest wish beside the window and holds what came of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.charting import Chart, Picture
from clusterbench_gui.ui.desk import Desk

if TYPE_CHECKING:  # not needed before there are results
    from clusterbench_gui.app.views.results import Results
    from clusterbench_gui.app.views.selection import Selection


class Canvas(QObject):
    """`drawn` says that `picture` is another, `failed` that what was asked for cannot be drawn: `problems` say why."""

    drawn = Signal()
    failed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is drawn yet."""
        super().__init__()
        self._desk = desk
        self._wanted: Chart | None = None
        self._drawing: Chart | None = None
        self._shown: Chart | None = None
        self._dropped: Chart | None = None
        self.picture: Picture | None = None
        self.problems: tuple[Problem, ...] = ()

    @property
    def is_settled(self) -> bool:
        """A picture is there, and no other is being drawn."""
        return self.picture is not None and self._drawing is None and self._wanted is None

    def draw(self, results: "Results", selection: "Selection", size: tuple[int, int], ratio: float) -> None:
        """Draw a view in this size (logical pixels), unless that is what is shown; only the latest wish is drawn."""
        width, height = size
        if width < 1 or height < 1:
            return
        settings, language = self._desk.settings, self._desk.texts.language
        wish = Chart(results, selection, settings.theme, language, width, height, ratio)
        if _is_same(wish, self._coming or self._shown):
            self._wanted = None
            return
        self._wanted = wish
        self._draw_next()

    def forget(self) -> None:
        """What was drawn, and what is being drawn, is not wanted any more."""
        self._wanted = self._shown = self.picture = None
        self._dropped = self._drawing
        self.problems = ()

    @property
    def _coming(self) -> Chart | None:
        """What is being drawn and still wanted."""
        return None if self._drawing is self._dropped else self._drawing

    def _settle(self) -> bool:
        """Something was drawn; whether it is still wanted."""
        wanted = self._coming is not None
        self._drawing = self._dropped = None
        return wanted

    def _draw_next(self) -> None:
        if self._drawing is not None or self._wanted is None:
            return
        chart, self._wanted = self._wanted, None
        self._drawing = chart

        def drawn(picture: Picture) -> None:
            if self._settle():
                self.picture, self._shown, self.problems = picture, chart, ()
                self.drawn.emit()
            self._draw_next()

        def failed(problems: tuple[Problem, ...]) -> None:
            if self._settle():
                self.picture, self._shown, self.problems = None, chart, problems
                self.failed.emit()
            self._draw_next()

        self._desk.draw(chart, drawn, failed)


def _is_same(wish: Chart, other: Chart | None) -> bool:
    """The same objects in the same look: comparing all scores would take longer than to ask for them again."""
    if other is None or wish.results is not other.results:
        return False
    looks = (wish.selection, wish.theme, wish.language, wish.width, wish.height, wish.ratio)
    return looks == (other.selection, other.theme, other.language, other.width, other.height, other.ratio)
