"""How far the writing of reports is, and what became of it: what was made and where, what was not and why."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QProgressBar, QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.reports.writing import Writing
from clusterbench_gui.ui.widgets.parts import S, button, label, row

_LEAST = 96
"""Logical pixels of height in which a reason can be read."""


class Summary(QWidget):
    """Hidden part by part while there is nothing to say."""

    def __init__(self, writing: Writing, texts: Texts) -> None:
        """Bind to the writing; `render_summary` shows how it stands."""
        super().__init__()
        self._writing, self._texts = writing, texts
        self._doing = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(texts.t("Progress of the reports"))
        self._result = label("", "ok", wrap=True)
        self._open = button(texts.t("Open the &folder"), self._open_folder, role="link", picture="folder")
        self._problem = label("", "bad", wrap=True)
        self._failures_name = label("", "bad", wrap=True)
        self.failures = self._make_failures()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        for part in (self._doing, self._bar, self._result):
            layout.addWidget(part)
        layout.addLayout(row(self._open, None))
        for part in (self._problem, self._failures_name, self.failures):
            layout.addWidget(part)

    def render_summary(self) -> None:
        """Show how it stands."""
        writing, texts = self._writing, self._texts
        done, total = writing.progress
        self._doing.setText(writing.doing)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._result.setText(writing.result)
        self._problem.setText(words_of(writing.problems, texts) if writing.problems else "")
        failures = writing.failures
        self._failures_name.setText(
            texts.n("{n} report could not be made:", "{n} reports could not be made:", len(failures))
        )
        shown = [self.failures.item(place).text() for place in range(self.failures.count())]
        if shown != list(failures):
            self.failures.clear()
            self.failures.addItems(failures)
        for part, is_shown in (
            (self._doing, writing.is_busy),
            (self._bar, writing.is_busy),
            (self._result, bool(writing.result)),
            (self._open, writing.folder is not None),
            (self._problem, bool(writing.problems)),
            (self._failures_name, bool(failures)),
            (self.failures, bool(failures)),
        ):
            part.setVisible(is_shown)

    def _make_failures(self) -> QListWidget:
        """Whole sentences, one below the other, that the arrow keys walk through."""
        made = QListWidget()
        made.setAccessibleName(self._texts.t("Reports that could not be made"))
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setMinimumHeight(_LEAST)
        return made

    def _open_folder(self) -> None:
        if self._writing.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._writing.folder)))
