"""The page of thanks: what was recorded, what can be printed, what can be handed over, and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clusterbench_gui.domain.papers import Paper
from clusterbench_gui.ui.screens.after.viewmodel import AfterViewModel
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import (
    Header,
    M,
    button,
    card,
    flow,
    label,
    lay_out_cards,
    picture,
    row,
    together,
)
from clusterbench_gui.ui.widgets.task_panel import TaskPanel

_WIDTH = 860


class ThanksPage(QWidget):
    """Cards, and below them the buttons that lead on, which are always in sight."""

    previewing = Signal()
    printing = Signal()
    saving = Signal()
    opening = Signal()
    handing_over = Signal()
    next = Signal()
    left = Signal()

    def __init__(self, viewmodel: AfterViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = viewmodel
        t = viewmodel.texts.t
        self._header = Header(t("Finished"))
        cards = (self._make_recorded(), self._make_papers(), self._make_further(), self._make_progress())
        lay_out_cards(self, self._header, cards, _WIDTH)
        self._next = button(t("&Next interview"), self.next.emit, role="primary", picture="forward")
        self._leave = button(t("Back to the &list (Esc)"), self.left.emit, picture="back")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(flow(self._next, self._leave))
        viewmodel.changed.connect(self._render)
        self._render()

    def focus(self) -> None:
        """What is wanted most often."""
        self._preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_recorded(self) -> QWidget:
        t = self._model.texts.t
        frame, inside = card()
        inside.setSpacing(M)
        self._thanks = label("", "large", wrap=True)
        self._recorded = label("", wrap=True)
        self._saved = label("", "ok", wrap=True)
        inside.addWidget(self._thanks)
        inside.addWidget(self._recorded)
        saved = row(picture("circle-check", "ok"), self._saved)
        saved.setStretch(1, 1)
        inside.addLayout(saved)
        words = t(
            "What happens next: this computer hands its work over to the office, the office checks the answers and may call back, "
            "and the cluster gets its report when the study is scored."
        )
        inside.addWidget(label(words, "small", wrap=True))
        return frame

    def _make_papers(self) -> QWidget:
        model, t = self._model, self._model.texts.t
        frame, inside = card()
        inside.setSpacing(M)
        inside.addWidget(label(t("On paper"), "large"))
        self._paper, self._language = ElidedComboBox(), ElidedComboBox()
        for box, options in ((self._paper, model.papers), (self._language, model.languages)):
            for value, text in options:
                box.addItem(text, value)
        self._paper.activated.connect(lambda index: model.choose_paper(Paper(self._paper.itemData(index))))
        self._language.activated.connect(lambda index: model.choose_language(self._language.itemData(index)))
        names = (label(t("Pa&per")), label(t("Lan&guage")))
        for name, box in zip(names, (self._paper, self._language), strict=True):
            name.setBuddy(box)
        inside.addWidget(flow(together(names[0], self._paper), together(names[1], self._language)))
        self._about = label("", "small", wrap=True)
        inside.addWidget(self._about)
        self._preview = button(t("&View the pages"), self.previewing.emit, role="primary", picture="reports")
        self._print = button(t("P&rint…"), self.printing.emit)
        self._save = button(t("&Save as PDF…"), self.saving.emit, picture="save")
        self._open = button(t("&Open the file"), self.opening.emit, picture="folder")
        inside.addWidget(flow(self._preview, self._print, self._save, self._open))
        inside.addWidget(label(t("A saved file is not encrypted: whoever has it can read it."), "small", wrap=True))
        return frame

    def _make_further(self) -> QWidget:
        t = self._model.texts.t
        frame, inside = card()
        inside.setSpacing(M)
        inside.addWidget(label(t("To the office"), "large"))
        words = t(
            "Everything that was answered on this computer, encrypted to the office. It can be handed over as often as you like."
        )
        inside.addWidget(label(words, "small", wrap=True))
        self._bundle = button(t("&Hand over the bundle…"), self.handing_over.emit, picture="up")
        inside.addLayout(row(self._bundle, None))
        return frame

    def _make_progress(self) -> QWidget:
        self._foot, inside = card()
        inside.addWidget(TaskPanel(self._model.tasks))
        return self._foot

    def _render(self) -> None:
        model, tasks = self._model, self._model.tasks
        self._header.show_about(model.about, model.texts.t("invented data") if model.is_synthetic else "")
        self._thanks.setText(model.thanks)
        self._recorded.setText(model.recorded)
        self._saved.setText(model.saved_at)
        self._about.setText(model.about_paper)
        self._paper.setCurrentIndex(self._paper.findData(model.paper.value))
        self._language.setCurrentIndex(self._language.findData(model.language))
        is_free = model.filled is not None and not tasks.doing
        for part in (self._preview, self._print, self._save, self._bundle):
            part.setEnabled(is_free)
        self._open.setVisible(model.saved is not None)
        self._next.setVisible(model.next_row is not None)
        for part in (self._next, self._leave):
            part.setEnabled(not tasks.doing)
        self._foot.setVisible(bool(tasks.doing or tasks.said or tasks.problems))
