"""The dialogs of the results: which clusters are compared, and what is exported under which names. Everything by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from clusterbench_gui.app.views.selection import MOST_COMPARED, Names
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.dialog_windows import dialog_buttons, dialog_layout
from clusterbench_gui.ui.screens.results.exporting import PROMOTION
from clusterbench_gui.ui.screens.results.words import Options, names_options
from clusterbench_gui.ui.widgets.parts import label

_WIDTH = 480
_Button = QDialogButtonBox.StandardButton


class CompareDialog(QDialog):
    """A list of clusters to tick, at most five; none ticked means the nearest ones."""

    def __init__(
        self,
        parent: QWidget,
        texts: Texts,
        *,
        clusters: Options,
        chosen: tuple[str, ...],
        given: Callable[[tuple[str, ...]], None],
    ) -> None:
        """`clusters` are those that can be compared with the one in focus, `given` gets the codes that were ticked."""
        super().__init__(parent)
        self._texts, self._given = texts, given
        self.setWindowTitle(texts.t("Clusters to compare with"))
        self.setMinimumWidth(_WIDTH)
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts.t("Search"))
        self.search.setAccessibleName(texts.t("Search"))
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(texts.t("Clusters to compare with"))
        for code, name in clusters:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setCheckState(Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(self._look)
        self._said = label("", "muted", wrap=True)
        self._buttons = dialog_buttons(_Button.Ok | _Button.Cancel)
        nearest = self._buttons.addButton(texts.t("&Nearest ones"), QDialogButtonBox.ButtonRole.ResetRole)
        nearest.clicked.connect(self._take_nearest)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = dialog_layout(self)
        for part in (self.search, self.list, self._said, self._buttons):
            layout.addWidget(part)
        self._look()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def accept(self) -> None:
        """Hand them over."""
        super().accept()
        self._given(self.chosen)

    def _take_nearest(self) -> None:
        super().accept()
        self._given(())

    def _filter(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _look(self) -> None:
        count, most = len(self.chosen), MOST_COMPARED - 1
        left = self._texts.n("{n} of at most {most} is ticked", "{n} of at most {most} are ticked", count, most=most)
        self._said.setText(left if count else self._texts.t("None is ticked: the nearest ones are shown."))
        self._buttons.button(_Button.Ok).setEnabled(count <= most)


class ExportDialog(QDialog):
    """What is exported and how clusters are called in it, with a warning before names leave the program."""

    def __init__(
        self,
        parent: QWidget,
        texts: Texts,
        *,
        kinds: Options,
        names: Names,
        counts: tuple[int, int],
        given: Callable[[str, Names], None],
    ) -> None:
        """`kinds` are what can be exported; `counts`: how many clusters there are, and how many agreed to be named."""
        super().__init__(parent)
        self._texts, self._counts, self._given = texts, counts, given
        self.setWindowTitle(texts.t("Export"))
        self.setMinimumWidth(_WIDTH)
        self.what, self.names = _box(kinds), _box(names_options(texts))
        self.names.setCurrentIndex(self.names.findData(names.value))
        self._warning = label("", "warn", wrap=True)
        self._buttons = dialog_buttons(_Button.Ok | _Button.Cancel)
        self._buttons.button(_Button.Ok).setText(texts.t("E&xport…"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = dialog_layout(self)
        for question, box in ((texts.t("&What"), self.what), (texts.t("Clusters &as"), self.names)):
            name = label(question, "strong")
            name.setBuddy(box)
            layout.addWidget(name)
            layout.addWidget(box)
        layout.addWidget(self._warning)
        layout.addWidget(self._buttons)
        self.names.currentIndexChanged.connect(self._look)
        self.what.currentIndexChanged.connect(self._look)
        self._look()

    def accept(self) -> None:
        """Hand the wish over."""
        super().accept()
        self._given(self.what.currentData(), self._names())

    def _names(self) -> Names:
        """How clusters are called: in pictures for promotion by name only where they agreed, whatever is chosen."""
        return Names.AGREED if self.what.currentData() == PROMOTION else Names(self.names.currentData())

    def _look(self) -> None:
        names, (count, agreed), texts = self._names(), self._counts, self._texts
        self.names.setEnabled(self.what.currentData() != PROMOTION)
        warnings = {
            Names.ALL: texts.n(
                "This names all {n} clusters. Only {agreed} agreed to be named in public: do not pass it on.",
                "This names all {n} clusters. Only {agreed} of them agreed to be named in public: do not pass it on.",
                count,
                agreed=agreed,
            ),
            Names.AGREED: texts.n(
                "This names {n} cluster that agreed to be named in public; the others have codes.",
                "This names {n} clusters that agreed to be named in public; the others have codes.",
                agreed,
            ),
        }
        self._warning.setText(warnings.get(names, ""))
        self._warning.setVisible(names in warnings)
        self.adjustSize()


def _box(options: Options) -> QComboBox:
    box = QComboBox()
    for value, text in options:
        box.addItem(text, value)
    return box
