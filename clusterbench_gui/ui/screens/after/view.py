"""After an interview: the page of thanks, and the pages of a paper in its place when they are looked at."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget

from clusterbench_gui.ui.dialogs import choose_new_file
from clusterbench_gui.ui.handing_over import choose_bundle
from clusterbench_gui.ui.screens.after.paper import PaperPage
from clusterbench_gui.ui.screens.after.thanks import ThanksPage
from clusterbench_gui.ui.screens.after.viewmodel import AfterViewModel

if TYPE_CHECKING:  # imports the form engine
    from PySide6.QtPrintSupport import QPrinter


class AfterView(QStackedWidget):
    """Stands in place of rail and screens: a respondent may look on, so nothing of other clusters is to be seen."""

    left = Signal()
    """Back to the list."""
    went_on = Signal(object)
    """On to the next interview: its row of the list."""

    def __init__(self, viewmodel: AfterViewModel) -> None:
        """Bind to the view-model, which is the view's own."""
        super().__init__()
        viewmodel.setParent(self)
        self.model = viewmodel
        self.thanks = ThanksPage(viewmodel)
        self.paper = PaperPage(viewmodel)
        self.addWidget(self.thanks)
        self.addWidget(self.paper)
        for page in (self.thanks, self.paper):
            page.printing.connect(partial(viewmodel.make, self._print))
            page.saving.connect(partial(viewmodel.make, self._save))
        self.thanks.previewing.connect(self.preview)
        self.thanks.handing_over.connect(self._hand_over)
        self.thanks.opening.connect(self._open)
        self.thanks.left.connect(self.left)
        self.thanks.next.connect(self._go_on)
        self.paper.closed.connect(self._close_paper)
        viewmodel.loaded.connect(self.thanks.focus)
        viewmodel.load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; Escape leads back; Ctrl+P prints, Ctrl+S saves."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        focus = self.focusWidget()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(focus, QPushButton):
                focus.click()
            case Qt.Key.Key_Escape:
                self._back()
            case Qt.Key.Key_P if control:
                self.model.make(self._print)
            case Qt.Key.Key_S if control:
                self.model.make(self._save)
            case _:
                super().keyPressEvent(event)

    def _back(self) -> None:
        if self.currentWidget() is self.paper:
            self._close_paper()
        elif not self.model.tasks.doing:
            self.left.emit()

    def preview(self) -> None:
        """Make the chosen paper, and show its pages in place of everything."""
        self.model.make(self._show_paper)

    def _show_paper(self) -> None:
        self.paper.show_pages()
        self.setCurrentWidget(self.paper)
        self.paper.focus()

    def _close_paper(self) -> None:
        self.setCurrentWidget(self.thanks)
        self.thanks.focus()

    def _print(self) -> None:
        from clusterbench_gui.ui import printing  # noqa: PLC0415 - loads the system's printers

        model = self.model
        content, title = model.pages, model.file.stem

        def chosen(printer: "QPrinter") -> None:
            printing.Printing(content, printer, model.tasks).start()

        printing.choose_printer(self.window(), title, chosen)

    def _save(self) -> None:
        texts = self.model.texts
        kinds = texts.t("PDF files (*.pdf)")
        chosen = choose_new_file(self.window(), texts.t("Save the paper"), str(self.model.file), kinds)
        if chosen:
            self.model.save(Path(chosen))

    def _hand_over(self) -> None:
        chosen = choose_bundle(self.window(), self.model.texts)
        if chosen is not None:
            self.model.hand_over(chosen)

    def _open(self) -> None:
        if self.model.saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.model.saved)))

    def _go_on(self) -> None:
        row = self.model.next_row
        if row is not None:
            self.went_on.emit(row)
