"""Data: what two people answered differently, what comes into the study, what goes out of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clusterbench_gui.ui.dialogs import ask_yes, choose_files, choose_folder, choose_new_file
from clusterbench_gui.ui.handing_over import choose_bundle
from clusterbench_gui.ui.screens.data.conflicts import ConflictsCard
from clusterbench_gui.ui.screens.data.viewmodel import DataViewModel
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import Header, M, button, card, flow, label, lay_out_cards, row, together
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
        cards = (
            ConflictsCard(viewmodel),
            self._make_reading(),
            self._make_writing(),
            self._make_bundles(),
            self._make_progress(),
        )
        lay_out_cards(self, self._header, cards, _WIDTH)
        viewmodel.changed.connect(self._render)
        viewmodel.sender_unknown.connect(self._ask_sender)
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
            "Answers come as bundles from other computers of the study (.cbundle), as submissions of ODK or KoboToolbox (.xml, .zip) "
            "or as tables (.csv, .xlsx). What is in the study already is not changed by reading it again."
        )
        inside.addWidget(label(words, "small", wrap=True))
        self._read = button(texts.t("R&ead files…"), self._choose_files, role="primary", picture="folder")
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
        self._format = ElidedComboBox()
        for value, text in self.model.formats:
            self._format.addItem(text, value)
        self._format.activated.connect(lambda index: self.model.choose_format(self._format.itemData(index)))
        name = label(texts.t("&Format"))
        name.setBuddy(self._format)
        self._write = button(texts.t("&Write the answers…"), self._choose_folder, picture="save")
        inside.addWidget(flow(together(name, self._format)))
        inside.addLayout(row(self._write, None))
        return frame

    def _make_bundles(self) -> QWidget:
        texts = self.model.texts
        frame, inside = card()
        inside.setSpacing(M)
        inside.addWidget(label(texts.t("Between the computers of the study"), "large"))
        words = texts.t(
            "A bundle is encrypted to its receiver and signed by its sender. The office knows this computer by its card and hands "
            "out work with an assignment bundle; what was answered here goes back as a result bundle."
        )
        inside.addWidget(label(words, "small", wrap=True))
        self._bundle = button(texts.t("&Make a result bundle…"), self._choose_bundle, picture="save")
        self._card = button(texts.t("Save the &card of this computer…"), self._choose_card, picture="key")
        self._begin = button(texts.t("&Begin with an assignment bundle…"), self._choose_assignment, picture="play")
        inside.addWidget(flow(self._bundle, self._card, self._begin))
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

    def _choose_bundle(self) -> None:
        chosen = choose_bundle(self, self.model.texts)
        if chosen is not None:
            self.model.make_bundle(chosen)

    def _choose_card(self) -> None:
        texts, start = self.model.texts, self.model.folder.parent
        kinds = texts.t("Cards (*.card)")
        chosen = choose_new_file(self, texts.t("Card of this computer"), str(start / "clusterbench.card"), kinds)
        if chosen:
            self.model.save_card(Path(chosen))

    def _choose_assignment(self) -> None:
        texts = self.model.texts
        kinds = texts.t("Bundles (*.cbundle)")
        chosen = choose_files(self, texts.t("Assignment bundle"), str(self.model.folder.parent), kinds)
        if chosen:
            self.model.begin_assignment(Path(chosen[0]))

    def _ask_sender(self, fingerprint: str, accept: Callable[[], None]) -> None:
        texts = self.model.texts
        ask_yes(
            self,
            title=texts.t("New sender"),
            question=texts.t(
                "The bundle comes from a computer that this study does not know. Please let its user read its fingerprint to you, "
                "on the phone for instance. Is it this one?\n\n{fingerprint}",
                fingerprint=fingerprint,
            ),
            yes=texts.t("It is the same: &accept"),
            no=texts.t("&Do not accept"),
            answered=lambda is_same: accept() if is_same else None,
        )

    def _choose_folder(self) -> None:
        chosen = choose_folder(self, self.model.texts.t("Folder for the answers"), str(self.model.folder))
        if chosen:
            self.model.export(Path(chosen))

    def _render(self) -> None:
        model, texts = self.model, self.model.texts
        self._header.show_about(model.about, texts.t("invented data") if model.is_synthetic else "")
        self._read.setEnabled(model.is_writable)
        self._write.setEnabled(model.is_ready)
        self._bundle.setEnabled(model.is_ready)
        for part in (self._card, self._begin):
            part.setEnabled(not model.tasks.doing)
        self._format.setCurrentIndex(self._format.findData(model.format))
        tasks = model.tasks
        self._foot.setVisible(bool(tasks.doing or tasks.said or tasks.problems))
