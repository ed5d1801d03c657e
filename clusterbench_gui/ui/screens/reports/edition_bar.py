"""Whether reports are drafts, in a line below the head of the screen, with what changes that."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.dialogs import ask_yes
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.reports.closing import EditionState
from clusterbench_gui.ui.widgets.parts import XS, button, flow, label


class EditionBar(QWidget):
    """Closing is asked about, for it is what others rely on; opening again only makes drafts."""

    def __init__(self, edition: EditionState, texts: Texts) -> None:
        """Bind to the edition; `render_edition` shows how it stands."""
        super().__init__()
        self._edition, self._texts = edition, texts
        self._words = label("", wrap=True)
        self._close = button(texts.t("&Close the edition…"), self._ask, role="link", picture="lock")
        self._reopen = button(texts.t("Reop&en the edition"), edition.reopen, role="link", picture="undo")
        self._problem = label("", "bad", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addWidget(self._words)
        layout.addWidget(flow(self._close, self._reopen))
        layout.addWidget(self._problem)

    def render_edition(self) -> None:
        """Show how it stands."""
        edition = self._edition
        self._words.setText(edition.words)
        self._problem.setText(words_of(edition.problems, self._texts) if edition.problems else "")
        self._problem.setVisible(bool(edition.problems))
        self._close.setVisible(edition.can_close)
        self._reopen.setVisible(edition.can_reopen)
        self.setVisible(bool(edition.words))

    def _ask(self) -> None:
        texts = self._texts
        ask_yes(
            self.window(),
            title=texts.t("Close the edition"),
            question=self._edition.question,
            yes=texts.t("&Close the edition"),
            no=texts.t("&Not yet"),
            answered=lambda is_yes: self._edition.close() if is_yes else None,
        )
