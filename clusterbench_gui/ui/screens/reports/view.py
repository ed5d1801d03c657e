"""Reports: choose on the left, see the pages on the right, write the files with progress."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.ui.dialogs import choose_folder, choose_new_file
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.reports.viewmodel import ReportsViewModel
from clusterbench_gui.ui.widgets.pages import PdfPages
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, M, button, card, label, row, scrolling

_CODE = Qt.ItemDataRole.UserRole
_LEFT_WIDTH = 400
_WIDEST = 16_777_215
"""Qt's word for no limit."""
_BESIDE = 760
"""Logical pixels of width from which the pages have room beside the choices."""
_LEAST = 420
"""Logical pixels of height that choices or pages need."""


class ReportsView(QWidget):
    """One report per cluster."""

    def __init__(self, viewmodel: ReportsViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = viewmodel
        self._header = Header(viewmodel.texts.t("Reports"))
        inner = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(L)
        self._choices, self._preview_frame = self._make_choices(), self._make_preview()
        self._across.addWidget(self._choices)
        self._across.addWidget(self._preview_frame, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XXL, XL, XXL, L)
        layout.setSpacing(L)
        layout.addWidget(self._header)
        layout.addWidget(scrolling(inner, _LEAST), 1)
        viewmodel.changed.connect(self._render)
        viewmodel.previewed.connect(self._show_pages)
        self._show_pages()
        self._render()

    def focus_first(self) -> None:
        """Start at the list of clusters."""
        self._clusters.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the pages stand below the choices."""
        super().resizeEvent(event)
        is_beside = self.width() >= _BESIDE
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(direction)
        self._choices.setMaximumWidth(_LEFT_WIDTH if is_beside else _WIDEST)
        self._choices.setMinimumWidth(_LEFT_WIDTH if is_beside else 0)
        for one in (self._choices, self._preview_frame):
            one.setMinimumHeight(0 if is_beside else _LEAST)

    def showEvent(self, event: QShowEvent) -> None:
        """Score when the screen is looked at, not before."""
        super().showEvent(event)
        self._clusters.doItemsLayout()  # rows were measured before the style sheet gave them their height
        self.model.load()

    def _make_choices(self) -> QWidget:
        texts = self.model.texts
        frame, inside = card()
        inside.setSpacing(M)
        self._clusters = QListWidget()
        self._clusters.setAccessibleName(texts.t("Clusters to report on"))
        self._clusters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._clusters.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._clusters.itemChanged.connect(self._tick)
        self._clusters.currentItemChanged.connect(self._preview)
        all_of_them = button(texts.t("&All"), lambda: self._check_all(Qt.CheckState.Checked), role="link")
        none = button(texts.t("&None"), lambda: self._check_all(Qt.CheckState.Unchecked), role="link")
        self._count = label("", "small")
        inside.addLayout(row(label(texts.t("Clusters"), "large"), self._count, None, all_of_them, none))
        inside.addWidget(self._clusters, 1)
        self._language = QComboBox()
        for value, text in self.model.languages:
            self._language.addItem(text, value)
        self._language.activated.connect(lambda index: self.model.choose_language(self._language.itemData(index)))
        name = label(texts.t("&Language"))
        name.setBuddy(self._language)
        inside.addLayout(row(name, None, self._language))
        self._folder = label("", "small", wrap=True)
        inside.addLayout(
            row(label(texts.t("Folder")), None, button(texts.t("C&hange…"), self._choose_folder, role="link"))
        )
        inside.addWidget(self._folder)
        self._write = button(texts.t("&Write the reports"), self.model.write, role="primary", picture="save")
        self._cancel = button(texts.t("Stop"), self.model.cancel, picture="stop")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(texts.t("Progress of the reports"))
        self._result = label("", "ok", wrap=True)
        self._problem = label("", "bad", wrap=True)
        inside.addLayout(row(self._write, self._cancel, None))
        for part in (self._progress, self._result, self._problem):
            inside.addWidget(part)
        self._guide = button(texts.t("&Guide on cooperation"), self.model.show_guide, role="link")
        self._save_guide = button(texts.t("Sa&ve as PDF…"), self._choose_guide_file, role="link", picture="save")
        inside.addLayout(row(self._guide, None, self._save_guide))
        return frame

    def _make_preview(self) -> QWidget:
        frame = QFrame()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        self._waiting = label("", "muted")
        self._pages = PdfPages(self.model.texts)
        layout.addWidget(self._waiting)
        layout.addWidget(self._pages, 1)
        return frame

    def _show_pages(self) -> None:
        self._pages.show_pdf(self.model.pages)

    def _tick(self, item: QListWidgetItem) -> None:
        """A tick, by key or mouse, brings its cluster to the front, so that the pages beside are of what was ticked."""
        self._clusters.setCurrentItem(item)
        self.model.choose(self._checked())

    def _checked(self) -> frozenset[str]:
        items = (self._clusters.item(place) for place in range(self._clusters.count()))
        return frozenset(item.data(_CODE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _check_all(self, state: Qt.CheckState) -> None:
        every = frozenset(code for code, _name in self.model.clusters)
        self.model.choose(every if state is Qt.CheckState.Checked else frozenset())

    def _choose_folder(self) -> None:
        texts = self.model.texts
        chosen = choose_folder(self, texts.t("Folder for the reports"), str(self.model.folder))
        if chosen:
            self.model.choose_folder(Path(chosen))

    def _choose_guide_file(self) -> None:
        texts = self.model.texts
        start = str(self.model.folder / texts.t("guide.pdf"))
        chosen = choose_new_file(self, texts.t("Save the guide"), start, "PDF (*.pdf)")
        if chosen:
            self.model.save_guide(Path(chosen))

    def _preview(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_CODE) != self.model.preview_of:
            self.model.preview(item.data(_CODE))

    def _render(self) -> None:
        model, texts = self.model, self.model.texts
        self._header.show_about(model.about, texts.t("invented data") if model.is_synthetic else "")
        self._render_clusters()
        self._count.setText(texts.t("{count} chosen", count=len(model.chosen)))
        self._language.setCurrentIndex(self._language.findData(model.language))
        self._folder.setText(str(model.folder))
        done, total = model.progress
        self._progress.setVisible(model.is_writing)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._cancel.setVisible(model.is_writing)
        self._write.setEnabled(bool(model.chosen) and not model.is_writing)
        self._result.setText(model.result)
        self._result.setVisible(bool(model.result))
        self._problem.setText(words_of(model.problems, texts) if model.problems else "")
        self._problem.setVisible(bool(model.problems))
        waiting = not model.problems and (not model.is_ready or model.is_previewing)
        is_scoring = not model.is_ready and not model.is_previewing
        self._waiting.setText(texts.t("Scoring…") if is_scoring else texts.t("Making the pages…"))
        self._waiting.setVisible(waiting)
        self._save_guide.setVisible(model.shows_guide)
        self._save_guide.setEnabled(not model.is_previewing)
        if self.isVisible():
            model.load()

    def _render_clusters(self) -> None:
        model, clusters = self.model, self._clusters
        clusters.blockSignals(True)
        if not model.preview_of:
            clusters.setCurrentRow(-1)
        shown = [(clusters.item(place).data(_CODE), clusters.item(place).text()) for place in range(clusters.count())]
        if shown != list(model.clusters):
            clusters.clear()
            for code, name in model.clusters:
                item = QListWidgetItem(name, clusters)
                item.setData(_CODE, code)
                item.setToolTip(name)
        for place in range(clusters.count()):
            item = clusters.item(place)
            is_chosen = item.data(_CODE) in model.chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            if item.data(_CODE) == model.preview_of:
                clusters.setCurrentItem(item)
        clusters.blockSignals(False)
