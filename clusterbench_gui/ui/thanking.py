"""After an interview: the window is covered by what became of it, until the person goes back to the list or on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.window import Window

if TYPE_CHECKING:  # these import the form engine
    from clusterbench_gui.app.interviews import InterviewRow
    from clusterbench_gui.ui.screens.after.view import AfterView


class Thanking(QObject):
    """Watches over the window."""

    def __init__(self, desk: Desk, window: Window) -> None:
        """Every interview that is finished there is thanked for."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        window.interview_finished.connect(self.show)

    def show(self, interview: str) -> None:
        """Show what was recorded in an interview, its papers, and the way on, in place of everything."""
        from clusterbench_gui.ui.screens.after.view import AfterView  # noqa: PLC0415 - when an interview is finished
        from clusterbench_gui.ui.screens.after.viewmodel import AfterViewModel  # noqa: PLC0415 - same

        page = AfterView(AfterViewModel(self._desk, interview))
        page.left.connect(partial(self._window.uncover, page))
        page.went_on.connect(partial(self._go_on, page))
        self._window.cover(page)
        self._desk.in_interview = True  # no other study is opened under it: the papers are of this one
        self._desk.refresh()

    def _go_on(self, page: "AfterView", row: "InterviewRow") -> None:
        self._window.uncover(page)
        self._window.open_interview(row)
