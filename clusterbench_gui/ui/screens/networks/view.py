"""Networks: the ways to begin, or the open network in its parts: planning, data, history."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.exchange.networks.titles import titled
from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.ui.dialogs import (
    ask_passphrase,
    ask_text,
    choose_file,
    choose_folder,
    choose_new_file,
    show_problems,
)
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.history import HistoryView
from clusterbench_gui.ui.screens.networks.planning.view import PlanningView
from clusterbench_gui.ui.screens.networks.tables.view import TablesView
from clusterbench_gui.ui.screens.networks.viewmodel import PARTS, NetworksViewModel
from clusterbench_gui.ui.screens.networks.welcome import Welcome
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, M, S, button, flow, label, scrolling, set_down

_LOW = 420
_LEAST = 400
"""Logical pixels of height under which tables scroll as a whole; the planning scrolls by itself."""


class _Pages(QStackedWidget):
    """Needs the room of the page that is shown, not that of the largest."""

    def minimumSizeHint(self) -> QSize:
        """That of the page."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize()

    def sizeHint(self) -> QSize:
        """No more than it needs: it is given what is left."""
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Qt would ask every page, and take the highest."""
        return False


Part = PlanningView | TablesView | HistoryView


class NetworksView(QWidget):
    """The screen."""

    def __init__(self, viewmodel: NetworksViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = viewmodel
        texts = viewmodel.texts
        self._header = Header(texts.t("Networks"))
        self._menu = self._make_menu()
        self._header.add(self._menu)
        self._saved = label("", "ok")
        self._segments = {part: self._make_segment(part) for part in PARTS}
        self._saved.setMinimumHeight(self._segments["data"].sizeHint().height())
        self._bar = flow(*self._segments.values(), self._saved)
        self._said = label("", "ok", wrap=True)
        self._notes = label("", "warn", wrap=True)
        self._parts: dict[str, Part] = {}
        self._pages = _Pages()
        self._welcome = Welcome(
            texts,
            {
                "again": viewmodel.network.open_last,
                "demo": viewmodel.open_demo,
                "new": self.ask_new,
                "open": self.choose_network,
                "import": self.choose_workbook,
                "template": self.choose_template,
            },
        )
        self._pages.addWidget(self._welcome)
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(S)
        below.addWidget(self._bar)
        below.addWidget(self._pages, 1)
        self._scroll = scrolling(inside)
        self._inside = inside
        self._column = QVBoxLayout(self)
        self._column.setSpacing(M)
        for part in (self._header, self._said, self._notes):
            self._column.addWidget(part)
        self._column.addWidget(self._scroll, 1)
        viewmodel.changed.connect(self._render)
        viewmodel.failed.connect(self._show_problems)
        viewmodel.network.passphrase_needed.connect(self._ask_passphrase)
        self._render()

    def focus_first(self) -> None:
        """Start at the part that is shown, else at the demonstration."""
        shown = self._part(self.model.part) if self.model.is_open else self._welcome
        shown.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gives its room to the tables."""
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        self._column.setContentsMargins(*((L, S, L, S) if is_low else (XXL, XL, XXL, L)))

    # --- asking -------------------------------------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask for the title of a new network."""
        t = self.model.texts.t
        why = t("It is kept encrypted in a folder of its own. Its tables are empty at first.")
        ask_text(self, title=t("New network"), question=t("&Name of the cluster"), why=why, given=self.model.create)

    def choose_network(self) -> None:
        """Let the person choose the folder of a network."""
        chosen = choose_folder(self, self.model.texts.t("Open a network: choose its folder"), str(studies_dir()))
        if chosen:
            self.model.open(Path(chosen))

    def choose_workbook(self) -> None:
        """Let the person choose a workbook, or one table as CSV, to be read."""
        t = self.model.texts.t
        chosen = choose_file(self, t("Tables to read"), t("Tables (*.xlsx *.csv)"))
        if chosen:
            self.model.read_tables(Path(chosen))

    def choose_tables(self) -> None:
        """Let the person choose a folder of CSV files to be read."""
        chosen = choose_folder(self, self.model.texts.t("Folder of CSV files"), str(studies_dir()))
        if chosen:
            self.model.read_tables(Path(chosen))

    def choose_template(self) -> None:
        """Let the person choose where the empty workbook goes."""
        t = self.model.texts.t
        chosen = choose_new_file(self, t("Empty template"), t("network-template.xlsx"), "XLSX (*.xlsx)")
        if chosen:
            self.model.write_template(Path(chosen))

    def choose_export(self) -> None:
        """Let the person choose where the workbook of all tables goes."""
        t = self.model.texts.t
        chosen = choose_new_file(self, t("Tables as a workbook"), f"{self.model.network.title}.xlsx", "XLSX (*.xlsx)")
        if chosen:
            self.model.write_workbook(Path(chosen))

    def choose_csv(self) -> None:
        """Let the person choose a folder for the tables as CSV."""
        chosen = choose_folder(self, self.model.texts.t("Folder for the tables"), str(studies_dir()))
        if chosen:
            self.model.write_csv(Path(chosen))

    def _ask_passphrase(self, folder: Path, was_wrong: bool) -> None:  # noqa: FBT001 - a signal's argument
        t = self.model.texts.t
        why = t("That passphrase does not open the network. Please try again.") if was_wrong else str(folder)
        ask_text(
            self,
            title=t("Passphrase"),
            question=t("&Passphrase of the network"),
            why=why,
            secret=True,
            given=lambda text: self.model.open(folder, text),
        )

    def _change_passphrase(self) -> None:
        network, t = self.model.network, self.model.texts.t
        ask_passphrase(
            self,
            self.model.texts,
            has_one=network.has_passphrase,
            given=lambda new, old: network.set_passphrase(new or None, old or None),
            advice=t("Several words are better than one. Nobody can replace a forgotten one."),
        )

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        show_problems(self, self._titled(problems), self.model.texts)

    def _titled(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """With tables and columns as people call them."""
        return tuple(titled(one, self.model.texts) for one in problems)

    # --- parts --------------------------------------------------------------------------------------------------

    def _make_segment(self, part: str) -> QToolButton:
        t = self.model.texts.t
        words = {"planning": t("P&lanning"), "data": t("D&ata"), "history": t("&History")}[part]
        made = QToolButton()
        mark(made, "segment")
        made.setText(words)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.toggled.connect(lambda down: self.model.show_part(part) if down else self._render())
        return made

    def _make_menu(self) -> QWidget:
        t = self.model.texts.t
        made = button(t("Netw&ork"), lambda: None, picture="down")
        menu = QMenu(made)
        ways = (
            (t("Open the de&monstration cluster"), "flask", self.model.open_demo),
            (t("&New network…"), "plus", self.ask_new),
            (t("&Open…"), "folder", self.choose_network),
            None,
            (t("Import a wor&kbook (XLSX)…"), "table", self.choose_workbook),
            (t("Import a &folder of CSV files…"), "table", self.choose_tables),
            (t("E&xport as a workbook (XLSX)…"), "save", self.choose_export),
            (t("Export as &CSV files…"), "save", self.choose_csv),
            (t("Save an &empty template…"), "save", self.choose_template),
            None,
            (t("&Passphrase…"), "key", self._change_passphrase),
        )
        for way in ways:
            if way is None:
                menu.addSeparator()
                continue
            words, picture, act = way
            action = QAction(icon(picture), words, menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        made.setMenu(menu)
        return made

    def _part(self, name: str) -> Part:
        """A part, made when it is first shown."""
        if name not in self._parts:
            self._parts[name] = self._make_part(name)
            self._pages.addWidget(self._parts[name])
        return self._parts[name]

    def _make_part(self, name: str) -> Part:
        if name == "data":
            return TablesView(self.model.tables)
        if name == "history":
            return HistoryView(self.model.network)
        planning = PlanningView(self.model.planning)
        planning.room_changed.connect(self._pages.updateGeometry)
        return planning

    def _render(self) -> None:
        model = self.model
        t = model.texts.t
        self._header.show_about(model.about, t("invented data") if model.network.is_synthetic else "")
        is_open = model.is_open
        self._menu.setVisible(is_open)
        self._bar.setVisible(is_open)
        self._inside.setMinimumHeight(_LEAST if is_open and model.part != "planning" else 0)
        self._saved.setText(model.saved if is_open else "")
        mark(self._saved, "ok" if model.network.saved and not model.network.read_only else "muted")
        words = model.doing or model.said
        self._said.setText(words)
        mark(self._said, "muted" if model.doing else "ok")
        self._said.setVisible(bool(words))
        self._notes.setText(words_of(self._titled(model.notes), model.texts) if model.notes else "")
        self._notes.setVisible(bool(model.notes))
        for part, one in self._segments.items():
            set_down(one, part == model.part)
        self._welcome.show_last(model.network.last_folder)
        shown = self._part(model.part) if is_open else self._welcome
        if shown is not self._pages.currentWidget():
            self._pages.setCurrentWidget(shown)
            self._pages.updateGeometry()
            if self.isVisible():
                self.focus_first()
