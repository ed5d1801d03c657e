"""Data: what two people answered differently, what comes into the study, what goes out of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from clusterbench_gui.ui.dialogs import choose_files, choose_folder
from clusterbench_gui.ui.screens.data.viewmodel import DataViewModel
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, M, button, card, label, row
from clusterbench_gui.ui.widgets.task_panel import TaskPanel

_WIDTH = 860


class DataView(QWidget):
    """A card for each thing that can be done with the answers as a whole."""

    def __init__(self, viewmodel: DataViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = viewmodel
        texts = viewmodel.texts
        self._header = Header(texts.t("Data"))
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(L)
        cards.addWidget(self._make_reading())
        cards.addWidget(self._make_writing())
        cards.addWidget(self._make_progress())
        cards.addStretch(1)
        inside.setMaximumWidth(_WIDTH)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XXL, XL, XXL, L)
        layout.setSpacing(L)
        layout.addWidget(self._header)
        layout.addWidget(scroll, 1)
        viewmodel.changed.connect(self._render)
        self._render()

    def focus_first(self) -> None:
        """Start at what comes in."""
        self._read.setFocus()

    def _make_reading(self) -> QWidget:
        texts = self.model.texts
        frame, inside = card()
        inside.setSpacing(M)
        inside.addWidget(label(texts.t("Into the study"), "large"))
        words = texts.t(
            "Answers come as submissions of ODK or KoboToolbox (.xml, .zip) or as tables (.csv, .xlsx). What is in the study "
            "already is not changed by reading it again."
        )
        inside.addWidget(label(words, "small", wrap=True))
        self._read = button(texts.t("&Read files…"), self._choose_files, role="primary", picture="folder")
        inside.addLayout(row(self._read, None))
        return frame

    def _make_writing(self) -> QWidget:
        texts = self.model.texts
        frame, inside = card()
        inside.setSpacing(M)
        inside.addWidget(label(texts.t("Out of the study"), "large"))
        words = texts.t(
            "The files hold every answer in plain text. Keep them where only people who may read the answers can open them."
        )
        inside.addWidget(label(words, "small", wrap=True))
        self._format = QComboBox()
        for value, text in self.model.formats:
            self._format.addItem(text, value)
        self._format.activated.connect(lambda index: self.model.choose_format(self._format.itemData(index)))
        name = label(texts.t("&Format"))
        name.setBuddy(self._format)
        self._write = button(texts.t("&Write the answers…"), self._choose_folder, picture="save")
        inside.addLayout(row(name, self._format, None))
        inside.addLayout(row(self._write, None))
        return frame

    def _make_progress(self) -> QWidget:
        """What is being done, or what became of it: last, where it does not move the other cards."""
        self._foot, inside = card()
        inside.addWidget(TaskPanel(self.model.tasks))
        return self._foot

    def _choose_files(self) -> None:
        texts = self.model.texts
        files = choose_files(self, texts.t("Files to read"), str(self.model.folder), self.model.readable)
        if files:
            self.model.read([Path(one) for one in files])

    def _choose_folder(self) -> None:
        chosen = choose_folder(self, self.model.texts.t("Folder for the answers"), str(self.model.folder))
        if chosen:
            self.model.export(Path(chosen))

    def _render(self) -> None:
        model, texts = self.model, self.model.texts
        self._header.show_about(model.about, texts.t("invented data") if model.is_synthetic else "")
        self._read.setEnabled(model.is_writable)
        self._write.setEnabled(model.is_ready)
        self._format.setCurrentIndex(self._format.findData(model.format))
        tasks = model.tasks
        self._foot.setVisible(bool(tasks.doing or tasks.said or tasks.problems))
