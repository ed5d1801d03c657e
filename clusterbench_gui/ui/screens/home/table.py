"""The table of clusters with their interviews: its columns fit their contents and the window, and names stay readable."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from clusterbench_gui.ui.models.interviews import InterviewsModel

_ROW = 34
_NAME = 24  # letters of a cluster's name that are readable in the narrowest window
_SAMPLE = 100  # rows that a column is fitted to, besides those in sight: a row costs 0.1 ms at each letter of a search


class InterviewsTable(QTableView):
    """In a narrow window the questionnaire's column gives way first, then that of the last change."""

    def __init__(self, rows: InterviewsModel) -> None:
        """A table of these rows; `fit` says whether there are several questionnaires."""
        super().__init__()
        self._has_forms = True
        self._wanted = self._titles = [0] * rows.columnCount()
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setTextElideMode(Qt.TextElideMode.ElideRight)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setResizeContentsPrecision(_SAMPLE)

    def fit(self, *, has_forms: bool) -> None:
        """Fit the columns to the rows. They do not shrink again: a search would make them jump with each letter."""
        self._has_forms = has_forms
        columns = range(self.model().columnCount())
        for column in columns:
            self.showColumn(column)  # what is hidden has no size
        self._titles = [self.horizontalHeader().sectionSizeHint(column) for column in columns]
        self._wanted = [
            max(self._wanted[column], self._titles[column], self.sizeHintForColumn(column)) for column in columns
        ]
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        code, cluster, form, status, touched = self._wanted
        name = _NAME * self.fontMetrics().averageCharWidth()
        title = self._titles[InterviewsModel.FORM] if self._has_forms else 0
        room = self.viewport().width() - code - status
        has_touched = room - touched - title >= name
        if has_touched:
            room -= touched
        if self._has_forms:
            spare = max(title, room - min(cluster, 2 * name))
            form = max(min(form, spare, room - name), self.horizontalHeader().minimumSectionSize())
            room -= form
        self.setColumnHidden(InterviewsModel.FORM, not self._has_forms)
        self.setColumnHidden(InterviewsModel.TOUCHED, not has_touched)
        for column, width in enumerate((code, max(room, name), form, status, touched)):
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, width)
