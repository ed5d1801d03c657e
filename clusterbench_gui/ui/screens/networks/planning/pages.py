"""Pages of which one is seen, chosen by a row of buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import S, flow, set_down


class Pages(QWidget):
    """The first page at first."""

    def __init__(self, pages: Sequence[tuple[str, QWidget]]) -> None:
        """Titles, with the letter that opens a page after "&", and pages."""
        super().__init__()
        self._stack = QStackedWidget()
        self._buttons = [self._button(number, title) for number, (title, _page) in enumerate(pages)]
        for _title, page in pages:
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, S, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(flow(*self._buttons))
        layout.addWidget(self._stack, 1)
        self.turn_to(0)

    def __len__(self) -> int:
        """How many pages there are."""
        return len(self._buttons)

    def turn_to(self, number: int) -> None:
        """Show a page."""
        self._stack.setCurrentIndex(number)
        for place, one in enumerate(self._buttons):
            set_down(one, place == number)

    def _button(self, number: int, title: str) -> QToolButton:
        made = QToolButton()
        mark(made, "segment")
        made.setText(title)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.toggled.connect(lambda _down: self.turn_to(number))
        return made
