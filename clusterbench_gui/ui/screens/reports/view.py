"""Reports: choose on the left, see the pages on the right, write the files with progress."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from clusterbench_gui.ui.dialogs import choose_new_file
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.reports.choices import Choices
from clusterbench_gui.ui.screens.reports.edition_bar import EditionBar
from clusterbench_gui.ui.screens.reports.summary import Failures, Summary
from clusterbench_gui.ui.screens.reports.viewmodel import ReportsViewModel
from clusterbench_gui.ui.widgets.pages import PdfPages
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, M, button, card, label, row, scrolling

_LEFT_WIDTH = 400
_WIDEST = 16_777_215
"""Qt's word for no limit."""
_BESIDE = 760
"""Logical pixels of width from which the pages have room beside the choices."""
_LEAST = 470
"""Logical pixels of height that choices or pages need."""


class ReportsView(QWidget):
    """The reports of a study."""

    def __init__(self, viewmodel: ReportsViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = viewmodel
        self._was_writing = False
        self._header = Header(viewmodel.texts.t("Reports"))
        self._edition = EditionBar(viewmodel.edition, viewmodel.texts)
        inner = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(L)
        self._left, self._preview_frame = self._make_left(), self._make_preview()
        self._across.addWidget(self._left)
        self._across.addWidget(self._preview_frame, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XXL, XL, XXL, L)
        layout.setSpacing(L)
        layout.addWidget(self._header)
        layout.addWidget(self._edition)
        self._scroll = scrolling(inner, _LEAST)
        layout.addWidget(self._scroll, 1)
        viewmodel.changed.connect(self._render)
        viewmodel.previewed.connect(self._show_pages)
        self._show_pages()
        self._render()

    def focus_first(self) -> None:
        """Start at the list of reports."""
        self._choices.entries.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the pages stand below the choices."""
        super().resizeEvent(event)
        is_beside = self.width() >= _BESIDE
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(direction)
        self._left.setMaximumWidth(_LEFT_WIDTH if is_beside else _WIDEST)
        self._left.setMinimumWidth(_LEFT_WIDTH if is_beside else 0)
        for one in (self._left, self._preview_frame):
            one.setMinimumHeight(0 if is_beside else _LEAST)

    def showEvent(self, event: QShowEvent) -> None:
        """Score when the screen is looked at, not before."""
        super().showEvent(event)
        self._choices.entries.doItemsLayout()  # rows were measured before the style sheet gave them their height
        self.model.load()

    def _make_left(self) -> QWidget:
        texts = self.model.texts
        frame, inside = card()
        inside.setSpacing(M)
        self._choices = Choices(self.model)
        inside.addWidget(self._choices, 1)
        self._write = button(texts.t("&Write the reports"), self.model.write, role="primary", picture="save")
        self._cancel = button(texts.t("Stop"), self.model.writing.cancel, picture="stop")
        inside.addLayout(row(self._write, self._cancel, None))
        self._summary = Summary(self.model.writing, texts)
        inside.addWidget(self._summary)
        self._problem = label("", "bad", wrap=True)
        inside.addWidget(self._problem)
        self._guide = button(texts.t("&Guide on cooperation"), self.model.show_guide, role="link")
        self._save_guide = button(texts.t("Sa&ve as PDF…"), self._choose_guide_file, role="link", picture="save")
        inside.addLayout(row(self._guide, None, self._save_guide))
        return frame

    def _make_preview(self) -> QWidget:
        frame = QFrame()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        self._failures = Failures(self.model.writing, self.model.texts)
        self._waiting = label("", "muted")
        self._pages = PdfPages(self.model.texts)
        layout.addWidget(self._failures)
        layout.addWidget(self._waiting)
        layout.addWidget(self._pages, 1)
        return frame

    def _show_pages(self) -> None:
        self._pages.show_pdf(self.model.pages)

    def _show_summary(self) -> None:
        """In a small window it lies out of sight, below the list."""
        self._scroll.ensureWidgetVisible(self._summary, 0, L)

    def _choose_guide_file(self) -> None:
        texts = self.model.texts
        start = str(self.model.folder / texts.t("guide.pdf"))
        chosen = choose_new_file(self, texts.t("Save the guide"), start, "PDF (*.pdf)")
        if chosen:
            self.model.save_guide(Path(chosen))

    def _render(self) -> None:
        model, texts = self.model, self.model.texts
        self._header.show_about(model.about, texts.t("invented data") if model.is_synthetic else "")
        self._edition.render_edition()
        self._choices.render_choices()
        self._summary.render_summary()
        self._failures.render_failures()
        is_writing = model.writing.is_busy
        self._cancel.setVisible(is_writing)
        self._write.setEnabled(bool(model.wanted) and not is_writing)
        if is_writing != self._was_writing:
            self._was_writing = is_writing
            QTimer.singleShot(0, self, self._show_summary)
        self._problem.setText(words_of(model.problems, texts) if model.problems else "")
        self._problem.setVisible(bool(model.problems))
        is_scoring = not model.is_ready and not model.is_previewing
        self._waiting.setText(texts.t("Scoring…") if is_scoring else texts.t("Making the pages…"))
        self._waiting.setVisible(not model.problems and (not model.is_ready or model.is_previewing))
        self._save_guide.setVisible(model.shows_guide)
        self._save_guide.setEnabled(not model.is_previewing)
        if self.isVisible():
            model.load()
