"""Dialogs of planning: comparing variants, and writing one down for its readers."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.app.planning.handing import Terms
from clusterbench_gui.app.planning.offers import OfferKind
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.dialogs import choose_folder
from clusterbench_gui.ui.models.table import TableModel
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.planning.comparing import compared
from clusterbench_gui.ui.screens.networks.planning.shelf import Listed
from clusterbench_gui.ui.screens.networks.planning.terms import TermsFields, own_price_words
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import listed_word
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.combo import ElidedComboBox
from clusterbench_gui.ui.widgets.parts import M, S, button, label, row

_SIZE = (720, 460)
_LETTERS = 8
_WRITE = "clusterbench_gui.app.planning.handing:write_offers"


class CompareDialog(QDialog):
    """The variant that is looked at beside another."""

    def __init__(self, parent: QWidget, model: PlanningViewModel) -> None:
        """Beside a kept one at first, where there is one."""
        super().__init__(parent)
        texts = model.texts
        self._model = model
        self._one = model.shelf.selected
        self._others = tuple(one for one in model.shelf.listed if self._one is None or one.variant != self._one.variant)
        self.setWindowTitle(texts.t("Compare variants"))
        self.resize(*_SIZE)
        self._with = ElidedComboBox()
        self._with.setAccessibleName(texts.t("Compare with"))
        self._with.fill(tuple((str(place), listed_word(one, texts)) for place, one in enumerate(self._others)), "")
        first = next((place for place, one in enumerate(self._others) if one.kept is not None), 0)
        self._with.setCurrentIndex(first)
        self._with.currentIndexChanged.connect(lambda _place: self._render())
        self._rows = TableModel()
        self.table = _table(self._rows, texts)
        layout = QVBoxLayout(self)
        layout.setSpacing(M)
        said = label(texts.t("Compare with"), "muted")
        chosen = row(said, self._with)
        chosen.setStretch(1, 1)
        layout.addLayout(chosen)
        layout.addWidget(self.table, 1)
        layout.addWidget(_close(self))
        self._render()

    def _render(self) -> None:
        place = self._with.currentIndex()
        other: Listed | None = self._others[place] if 0 <= place < len(self._others) else None
        if self._one is not None and other is not None:
            book = self._model.desk.book
            names = {firm.code: firm.name for firm in book.firms} if book is not None else {}
            self._rows.show_table(compared(self._one, other, names, self._model.texts))
            self.table.resizeRowsToContents()


class OfferDialog(QDialog):
    """For whom, in which language and into which folder."""

    def __init__(self, parent: QWidget, model: PlanningViewModel) -> None:
        """The coordinator's paper in the language of the window at first."""
        super().__init__(parent)
        texts = model.texts
        self._model = model
        self.setWindowTitle(texts.t("Offer and files"))
        names = {
            OfferKind.CUSTOMER: texts.t("Offer for the customer (PDF, without inner prices)"),
            OfferKind.INTERNAL: texts.t("Account for the coordinator (PDF, with all prices)"),
            OfferKind.PACKAGES: texts.t("Work packages (PDF, each firm sees its own)"),
            OfferKind.TABLES: texts.t("Tables (CSV and XLSX, with all prices)"),
        }
        self.kinds = {kind: QCheckBox(names[kind]) for kind in names}
        self.kinds[OfferKind.CUSTOMER].setChecked(True)
        self._names = QCheckBox(texts.t("Name the partners in the offer"))
        self._names.setChecked(True)
        subject = model.shelf.subject
        own = own_price_words(subject.book, subject.variant.orders, texts) if subject is not None else ""
        self.terms = TermsFields(texts, own)
        self.terms.edited.connect(lambda: self._show("", "ok"))
        self._language = ElidedComboBox()
        self._language.setAccessibleName(texts.t("Language"))
        self._language.setMinimumContentsLength(_LETTERS)
        self._language.fill((("pl", texts.t("Polish")), ("en", texts.t("English"))), texts.language)
        self.folder = model.desk.desk.reports_folder
        self._where = label("", "muted", wrap=True)
        self._said = label("", "ok", wrap=True)
        self.write = button(texts.t("Write the files"), self._write, role="primary", picture="save")
        self._lay_out()
        self.resize(560, self.sizeHint().height())
        self._render()

    def _lay_out(self) -> None:
        texts = self._model.texts
        layout = QVBoxLayout(self)
        layout.setSpacing(S)
        for box in self.kinds.values():
            box.toggled.connect(lambda _on: self._render())
            layout.addWidget(box)
        layout.addWidget(self._names)
        layout.addWidget(self.terms)
        layout.addLayout(row(label(texts.t("Language"), "muted"), self._language, None))
        choose = button(texts.t("Other folder…"), self._choose, role="link", picture="folder")
        where = row(self._where, choose)
        where.setStretch(0, 1)
        layout.addLayout(where)
        layout.addWidget(
            label(
                texts.t("Prices and free hours of the firms are trade secrets: only the offer is for others."),
                "small",
                wrap=True,
            )
        )
        layout.addWidget(self._said)
        layout.addLayout(row(self.write, None, _close(self)))

    @property
    def said(self) -> str:
        """What became of the writing."""
        return self._said.text()

    @property
    def _is_for_customer(self) -> bool:
        return self.kinds[OfferKind.CUSTOMER].isChecked()

    def _choose(self) -> None:
        chosen = choose_folder(self, self._model.texts.t("Folder for the files"), str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self._render()

    def _write(self) -> None:
        one, subject = self._model.shelf.selected, self._model.shelf.subject
        if one is None or subject is None:
            return
        wrong = self.terms.wrong() if self._is_for_customer else None
        if wrong is not None:
            self._show(wrong[1], "bad")
            wrong[0].setFocus()
            wrong[0].selectAll()
            return
        kinds = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        kept = one.kept or one.variant
        language = str(self._language.currentData())
        price, until = self.terms.read() if self._is_for_customer else (None, None)
        terms = Terms(language, self._names.isChecked(), price, until, self._model.desk.is_synthetic)
        arguments = (subject.book, kept, self.folder, kinds, terms)
        self.write.setEnabled(False)
        self._show(self._model.texts.t("Writing…"), "muted")
        self._model.desk.run(_WRITE, arguments, done=self._written, failed=self._failed)

    def _written(self, files: tuple[Path, ...]) -> None:
        texts = self._model.texts
        folder = str(self.folder)
        self._show(
            texts.n("{n} file written to {folder}", "{n} files written to {folder}", len(files), folder=folder), "ok"
        )
        self._render()

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        self._show(words_of(problems, self._model.texts), "bad")
        self._render()

    def _show(self, words: str, role: str) -> None:
        self._said.setText(words)
        mark(self._said, role)

    def _render(self) -> None:
        self._where.setText(self._model.texts.t("Folder: {folder}", folder=str(self.folder)))
        self._names.setEnabled(self._is_for_customer)
        self.terms.setVisible(self._is_for_customer)
        self.write.setEnabled(any(box.isChecked() for box in self.kinds.values()))


def _table(rows: TableModel, texts: Texts) -> QTableView:
    made = QTableView()
    made.setAccessibleName(texts.t("Comparison"))
    made.setModel(rows)
    made.setWordWrap(True)
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.verticalHeader().hide()
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _close(dialog: QDialog) -> QDialogButtonBox:
    made = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    made.rejected.connect(dialog.reject)
    return made
