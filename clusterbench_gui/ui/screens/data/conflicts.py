"""The card of conflicts: one after the other, with everything that was said."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clusterbench_gui.ui.screens.data.viewmodel import DataViewModel
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import L, M, S, button, card, label, row

if TYPE_CHECKING:  # imports the database and the form engine
    from clusterbench_gui.app.disputes import Dispute


class ConflictsCard(QWidget):
    """Shows the first open conflict, and lets somebody decide."""

    def __init__(self, viewmodel: DataViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = viewmodel
        texts = viewmodel.texts
        frame, inside = card()
        inside.setSpacing(M)
        inside.addWidget(label(texts.t("Answered differently"), "large"))
        self._about = label("", "small", wrap=True)
        inside.addWidget(self._about)
        self._question = label("", "strong", wrap=True)
        self._cluster = label("", "muted", wrap=True)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(S)
        inside.addWidget(self._cluster)
        inside.addWidget(self._question)
        inside.addLayout(self._answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._frames: list[QWidget] = []
        self._shown: Dispute | None = None
        viewmodel.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        model, texts = self._model, self._model.texts
        first = model.disputes[0] if model.disputes else None
        count = len(model.disputes)
        why = texts.n(
            "{n} question was answered differently on two computers. Its interview does not count until you, as the supervisor, say "
            "what holds. Everything that was said stays in the log.",
            "{n} questions were answered differently on two computers. Their interviews do not count until you, as the supervisor, "
            "say what holds. Everything that was said stays in the log.",
            count,
        )
        self._about.setText(why if count else texts.t("No question was answered differently on two computers."))
        for part in (self._cluster, self._question):
            part.setVisible(first is not None)
        if first is not self._shown:
            self._shown = first
            self._show_answers()
        for one in self._frames:
            one.setEnabled(model.is_writable)

    def _show_answers(self) -> None:
        for one in self._frames:
            self._answers.removeWidget(one)
            one.deleteLater()
        self._frames.clear()
        if not self._model.disputes:
            self._cluster.clear()
            self._question.clear()
            return
        first = self._model.disputes[0]
        self._cluster.setText(first.cluster)
        self._question.setText(first.question)
        for place, (said, by) in enumerate(zip(first.said, first.by, strict=True)):
            self._frames.append(self._make_answer(place, said, by))
            self._answers.addWidget(self._frames[-1])

    def _make_answer(self, place: int, said: str, by: str) -> QWidget:
        texts = self._model.texts
        frame = QFrame()
        mark(frame, "card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(L, S, L, S)
        layout.addWidget(label(said, "strong", wrap=True))
        take = button(texts.t("This holds"), lambda: self._model.settle(place), picture="check")
        take.setAccessibleName(texts.t("This holds: {answer}", answer=said))
        layout.addLayout(row(label(by, "small"), None, take))
        return frame
