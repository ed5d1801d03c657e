"""The list of interviews as a table model: headings of groups, and below each a cluster per row with its interview."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from clusterbench_gui.domain.status import Status
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.models.grouping import Group, Section, is_missed
from clusterbench_gui.ui.models.words import contact_lines, group_hint, group_title, place_lines, when
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

SECOND = Qt.ItemDataRole.UserRole + 1
"""The second, muted line of a cell; of a heading, how many rows it has or why it has none."""
ALARM = Qt.ItemDataRole.UserRole + 2
"""Whether the second line is a warning: an appointment was missed."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a group."""

    group: Group
    count: int


class InterviewsModel(QAbstractTableModel):
    """Columns: when, cluster with its code, contact, place, interview with its icon and who holds it."""

    WHEN, CLUSTER, CONTACT, PLACE, STATUS = range(5)

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        """An empty list in the language of `texts`."""
        super().__init__(parent)
        self._texts = texts
        self._lines: tuple[Heading | InterviewRow, ...] = ()
        self._today = date.min
        self._headings = (
            texts.t("When"),
            texts.t("Cluster"),
            texts.t("Contact"),
            texts.t("Place"),
            texts.t("Interview"),
        )
        self._icons = {status: icon(*look) for status, look in _ICONS.items()}
        self._not_started = icon(*_NOT_STARTED)
        self._in_conflict = icon(*_IN_CONFLICT)

    def show_sections(self, sections: tuple[Section, ...], today: date) -> None:
        """Show other groups."""
        self.beginResetModel()
        self._today = today
        lines: list[Heading | InterviewRow] = []
        for one in sections:
            lines += [Heading(one.group, len(one.rows)), *one.rows]
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def rows(self) -> "tuple[InterviewRow, ...]":
        """The rows without the headings."""
        return tuple(one for one in self._lines if not isinstance(one, Heading))

    @property
    def headings(self) -> tuple[int, ...]:
        """The places of the headings."""
        return tuple(place for place, one in enumerate(self._lines) if isinstance(one, Heading))

    def row_at(self, index: int) -> "InterviewRow | None":
        """The row in this place; None for a heading."""
        found = self._lines[index]
        return None if isinstance(found, Heading) else found

    def place_of(self, row: "InterviewRow") -> int:
        """Where a row stands."""
        return next(place for place, one in enumerate(self._lines) if one is row)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Lines at the top, none below a line."""
        return 0 if parent.isValid() else len(self._lines)

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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading is passed over by arrows and cannot be chosen."""
        if index.isValid() and isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Two lines of text a cell, and the icon of the status."""
        if not index.isValid():
            return None
        found = self._lines[index.row()]
        if isinstance(found, Heading):
            return self._of_heading(found, role) if index.column() == 0 else None
        return self._of_row(found, index.column(), role)

    def _of_heading(self, found: Heading, role: int) -> str | None:
        title = group_title(found.group, self._texts)
        more = str(found.count) if found.count else group_hint(found.group, self._texts)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}: {more}"
        return {int(Qt.ItemDataRole.DisplayRole): title, SECOND: more}.get(role)

    def _of_row(self, found: "InterviewRow", column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon_of(found) if column == self.STATUS else None
        if role == ALARM:
            return column == self.WHEN and is_missed(found, self._today)
        if role in {Qt.ItemDataRole.DisplayRole, SECOND}:
            return self._lines_of(found, column)[role == SECOND]
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = "\n" if role == Qt.ItemDataRole.ToolTipRole else ", "
            return said.join(filter(None, self._lines_of(found, column)))
        return None

    def _lines_of(self, found: "InterviewRow", column: int) -> tuple[str, str]:
        if column == self.WHEN:
            return when(found, self._today, self._texts)
        if column == self.CLUSTER:
            return found.cluster.name, " · ".join(filter(None, (found.cluster.code, self._form_of(found))))
        if column == self.CONTACT:
            first, second = contact_lines(found)
            return first or DASH, second
        if column == self.PLACE:
            first, second = place_lines(found)
            return first or DASH, second
        return status_text(found, self._texts), found.interviewer

    def _form_of(self, found: "InterviewRow") -> str:
        return found.instrument.title(self._texts.language)

    def _icon_of(self, row: "InterviewRow") -> QIcon:
        if row.interview is None:
            return self._not_started
        return self._in_conflict if row.in_conflict else self._icons[row.interview.status]
