"""Ctrl+F in an interview: opens the palette, and leads on from it or back to where one was."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from clusterbench_gui.ui.screens.interview.finding import places_of
from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.palette import Palette
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import answer_words


class Search(QObject):
    """Until a place is chosen nothing is settled: Escape leads back to what was half typed."""

    chosen = Signal(str)
    """Jump to this ref."""
    lost = Signal()
    """What had the focus before is not there any more."""

    def __init__(self, screen: QWidget, viewmodel: InterviewViewModel, navigation: Navigation) -> None:
        """The palette lies over `screen`."""
        super().__init__(screen)
        self._screen = screen
        self._viewmodel = viewmodel
        self._navigation = navigation
        self._before: QWidget | None = None
        self.palette: Palette | None = None

    def open(self) -> None:
        """Show the palette with the question marked where the interview stands."""
        model = self._viewmodel
        read = model.questionnaire
        self.close()
        self._before = QApplication.focusWidget()
        places = places_of(read.sections, read.number)
        self.palette = Palette(self._screen, self._standing, model.texts)
        self.palette.chosen.connect(self._choose)
        self.palette.cancelled.connect(self._return)
        self.palette.abandoned.connect(self.close)
        self.palette.show_places(places, at=self._navigation.ref)

    def holds(self, widget: QWidget | None) -> bool:
        """Whether the focus is in the palette."""
        return self.palette is not None and widget is not None and self.palette.isAncestorOf(widget)

    def place(self) -> None:
        """The screen has another size now."""
        if self.palette is not None:
            self.palette.place()

    def close(self) -> None:
        """Take the palette away."""
        palette, self.palette = self.palette, None
        if palette is not None:
            palette.hide()
            palette.deleteLater()

    def _standing(self, ref: str) -> str:
        model = self._viewmodel
        return answer_words(model.questionnaire.question(ref), model.texts, is_troubled=model.is_troubled(ref))

    def _choose(self, ref: str) -> None:
        self.close()
        self.chosen.emit(ref)

    def _return(self) -> None:
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.lost.emit()
        self.close()
