"""How far the writing of reports is, and what became of it: what was made, what was not and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.reports.writing import Writing
from clusterbench_gui.ui.widgets.parts import S, label

_LEAST, _MOST = 64, 160
"""Logical pixels of height in which reasons can be read, and that they take from the pages at most."""


class Summary(QWidget):
    """In a few words; hidden part by part while there is nothing to say."""

    def __init__(self, writing: Writing, texts: Texts) -> None:
        """Bind to the writing; `render_summary` shows how it stands."""
        super().__init__()
        self._writing, self._texts = writing, texts
        self._doing = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(texts.t("Progress of the reports"))
        self._result = label("", "ok", wrap=True)
        self._stopped = label("", wrap=True)
        self._problem = label("", "bad", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self._doing)
        layout.addWidget(self._bar)
        layout.addWidget(self._result)
        layout.addWidget(self._stopped)
        layout.addWidget(self._problem)

    def render_summary(self) -> None:
        """Show how it stands."""
        writing = self._writing
        done, total = writing.progress
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setVisible(writing.is_busy)
        problem = words_of(writing.problems, self._texts) if writing.problems else writing.shortfall
        said = (writing.doing, writing.result, writing.stopped, problem)
        for part, text in zip((self._doing, self._result, self._stopped, self._problem), said, strict=True):
            part.setText(text)
            part.setVisible(bool(text))


class Failures(QListWidget):
    """Each report that could not be made, and why: whole sentences that the arrow keys walk through."""

    def __init__(self, writing: Writing, texts: Texts) -> None:
        """Hidden until something failed; `render_failures` shows what did."""
        super().__init__()
        self._writing = writing
        self.setAccessibleName(texts.t("Reports that could not be made"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(_MOST)

    def render_failures(self) -> None:
        """Show what failed."""
        failures = self._writing.failures
        if failures != tuple(self.item(place).text() for place in range(self.count())):
            self.clear()
            self.addItems(failures)
        self.setVisible(bool(failures))
