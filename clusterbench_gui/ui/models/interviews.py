"""The list of interviews as a table model: a cluster per row, with its interview where one was started."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from clusterbench_gui.domain.studies import Status
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.status import status_text

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow

_ICONS = {
    Status.OPEN: ("circle-half", "accent"),
    Status.FINISHED: ("circle-check", "ok"),
    Status.RETURNED: ("alert", "warn"),
    Status.APPROVED: ("circle-check", "ok"),
    Status.WITHDRAWN: ("circle-cross", "muted"),
}
_NOT_STARTED = ("circle", "muted")
_IN_CONFLICT = ("alert", "warn")
_Index = QModelIndex | QPersistentModelIndex


class InterviewsModel(QAbstractTableModel):
    """Columns: code, cluster, questionnaire, status with its icon, last change."""

    CODE, CLUSTER, FORM, STATUS, TOUCHED = range(5)

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        """An empty list in the language of `texts`."""
        super().__init__(parent)
        self._texts = texts
        self._rows: tuple[InterviewRow, ...] = ()
        self._headings = (
            texts.t("Code"),
            texts.t("Cluster"),
            texts.t("Questionnaire"),
            texts.t("Interview"),
            texts.t("Last change"),
        )
        self._icons = {status: icon(*look) for status, look in _ICONS.items()}
        self._not_started = icon(*_NOT_STARTED)
        self._in_conflict = icon(*_IN_CONFLICT)

    def show_rows(self, rows: "tuple[InterviewRow, ...]") -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, index: int) -> "InterviewRow":
        """The row in this place."""
        return self._rows[index]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Rows at the top, none below a row."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Five columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings of the columns, aligned as their cells are."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and the icon of the status."""
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._cell(found, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == self.STATUS:
            return self._icon_of(found)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == self.CLUSTER:
            title = found.instrument.title(self._texts.language)
            return f"{found.cluster.code}, {found.cluster.name}, {title}, {status_text(found, self._texts)}"
        return None

    def _cell(self, found: "InterviewRow", column: int) -> str:
        if column == self.CODE:
            return found.cluster.code
        if column == self.CLUSTER:
            return found.cluster.name
        if column == self.FORM:
            return found.instrument.title(self._texts.language)
        if column == self.STATUS:
            return status_text(found, self._texts)
        if found.interview is None:
            return DASH
        touched = datetime.fromisoformat(found.interview.touched)
        return f"{self._texts.date(touched.date())}, {touched:%H:%M}"

    def _icon_of(self, row: "InterviewRow") -> QIcon:
        if row.interview is None:
            return self._not_started
        return self._in_conflict if row.in_conflict else self._icons[row.interview.status]
