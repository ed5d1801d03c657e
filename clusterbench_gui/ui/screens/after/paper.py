"""The pages of a paper, with what can be done with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clusterbench_gui.ui.screens.after.viewmodel import AfterViewModel
from clusterbench_gui.ui.widgets.pages import PdfPages
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, button, flow
from clusterbench_gui.ui.widgets.task_panel import TaskPanel


class PaperPage(QWidget):
    """Shows the pages that the view-model made last."""

    printing = Signal()
    saving = Signal()
    closed = Signal()

    def __init__(self, viewmodel: AfterViewModel) -> None:
        """No pages at first."""
        super().__init__()
        self._model = viewmodel
        t = viewmodel.texts.t
        self._header = Header(t("On paper"))
        self._back = button(t("&Back (Esc)"), self.closed.emit, picture="back")
        self._print = button(t("P&rint…"), self.printing.emit)
        self._save = button(t("&Save as PDF…"), self.saving.emit, role="primary", picture="save")
        self._pages = PdfPages(viewmodel.texts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XXL, XL, XXL, L)
        layout.setSpacing(L)
        layout.addWidget(self._header)
        layout.addWidget(flow(self._back, self._print, self._save))
        layout.addWidget(TaskPanel(viewmodel.tasks))
        layout.addWidget(self._pages, 1)
        viewmodel.changed.connect(self._render)

    def show_pages(self) -> None:
        """Show the chosen paper as it was made."""
        self._pages.show_pdf(self._model.pages)
        self._render()

    def focus(self) -> None:
        """The pages: arrows and page keys scroll them."""
        self._pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _render(self) -> None:
        model = self._model
        self._header.show_about(
            f"{dict(model.papers)[model.paper.value]} · {model.about}",
            model.texts.t("invented data") if model.is_synthetic else "",
        )
        for part in (self._print, self._save):
            part.setEnabled(not model.tasks.doing)
