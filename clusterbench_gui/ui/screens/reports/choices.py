"""What is to be reported: the reports on all clusters, the clusters, what of each; the language and the folder."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from clusterbench_gui.ui.dialogs import choose_folder
from clusterbench_gui.ui.screens.reports.viewmodel import Entry, ReportsViewModel
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import M, button, label, row

_ENTRY = Qt.ItemDataRole.UserRole


class Choices(QWidget):
    """Ticks say what is written, the current row what is shown beside."""

    def __init__(self, viewmodel: ReportsViewModel) -> None:
        """Bind to the view-model; `render` shows what it holds."""
        super().__init__()
        self._model = viewmodel
        self.entries = self._make_list()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        self._add_list(layout)
        self._add_settings(layout)

    def render_choices(self) -> None:
        """Show what the view-model holds."""
        model, texts = self._model, self._model.texts
        self._render_list()
        self._count.setText(texts.t("{count} chosen", count=len(model.chosen)))
        self._kinds.fill(model.cluster_kinds, model.of_clusters)
        self._languages.fill(model.languages, model.language)
        self._folder.setText(str(model.folder))
        self._open.setVisible(bool(model.writing.result))

    def _make_list(self) -> QListWidget:
        entries = QListWidget()
        entries.setAccessibleName(self._model.texts.t("Reports and clusters"))
        entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        entries.setTextElideMode(Qt.TextElideMode.ElideRight)
        entries.itemChanged.connect(self._tick)
        entries.currentItemChanged.connect(self._preview)
        return entries

    def _add_list(self, layout: QVBoxLayout) -> None:
        texts = self._model.texts
        every = button(texts.t("&All"), lambda: self._check_all(Qt.CheckState.Checked), role="link")
        none = button(texts.t("&None"), lambda: self._check_all(Qt.CheckState.Unchecked), role="link")
        self._count = label("", "small")
        layout.addLayout(row(label(texts.t("Reports"), "large"), self._count, None, every, none))
        layout.addWidget(self.entries, 1)

    def _add_settings(self, layout: QVBoxLayout) -> None:
        texts = self._model.texts
        self._kinds = ElidedComboBox()
        self._kinds.activated.connect(lambda index: self._model.choose_kind(self._kinds.itemData(index)))
        self._languages = ElidedComboBox()
        self._languages.activated.connect(lambda index: self._model.choose_language(self._languages.itemData(index)))
        fields = QGridLayout()
        fields.setColumnStretch(1, 1)
        wanted = ((texts.t("&Of each cluster"), self._kinds), (texts.t("&Language"), self._languages))
        for line, (text, field) in enumerate(wanted):
            name = label(text)
            name.setBuddy(field)
            fields.addWidget(name, line, 0)
            fields.addWidget(field, line, 1)
        layout.addLayout(fields)
        self._folder = label("", "small", wrap=True)
        self._open = button(texts.t("Open the &folder"), self._open_folder, role="link", picture="folder")
        change = button(texts.t("C&hange…"), self._choose_folder, role="link")
        layout.addLayout(row(label(texts.t("Folder")), None, self._open, change))
        layout.addWidget(self._folder)

    def _tick(self, item: QListWidgetItem) -> None:
        """A tick, by key or mouse, brings its row to the front, so that the pages beside are of what was ticked."""
        self.entries.setCurrentItem(item)
        self._model.choose(self._checked())

    def _checked(self) -> frozenset[Entry]:
        items = (self.entries.item(place) for place in range(self.entries.count()))
        return frozenset(item.data(_ENTRY) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _check_all(self, state: Qt.CheckState) -> None:
        every = frozenset(entry for entry, _name in self._model.entries)
        self._model.choose(every if state is Qt.CheckState.Checked else frozenset())

    def _choose_folder(self) -> None:
        texts = self._model.texts
        chosen = choose_folder(self, texts.t("Folder for the reports"), str(self._model.folder))
        if chosen:
            self._model.choose_folder(Path(chosen))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._model.folder)))

    def _preview(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ENTRY) != self._model.preview_of:
            self._model.preview(item.data(_ENTRY))

    def _render_list(self) -> None:
        model, entries = self._model, self.entries
        entries.blockSignals(True)
        if not model.preview_of:
            entries.setCurrentRow(-1)
        shown = [(entries.item(place).data(_ENTRY), entries.item(place).text()) for place in range(entries.count())]
        if shown != list(model.entries):
            entries.clear()
            for entry, name in model.entries:
                item = QListWidgetItem(name, entries)
                item.setData(_ENTRY, entry)
                item.setToolTip(name)
        for place in range(entries.count()):
            item = entries.item(place)
            is_chosen = item.data(_ENTRY) in model.chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            if item.data(_ENTRY) == model.preview_of:
                entries.setCurrentItem(item)
        entries.blockSignals(False)
