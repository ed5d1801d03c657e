"""Interviews: the list of clusters; Enter opens. An empty study says what to do first."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from clusterbench_gui.support.paths import studies_dir
from clusterbench_gui.ui.dialogs import ask_text, choose_folder
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from clusterbench_gui.ui.widgets.flow import FlowLayout
from clusterbench_gui.ui.widgets.parts import XL, XS, XXL, Header, L, S, button, label

if TYPE_CHECKING:  # made when they are needed
    from clusterbench_gui.domain.editions import Instrument
    from clusterbench_gui.ui.screens.home.parts import DemoBar, FirstPage, ListPage


class HomeView(QWidget):
    """The interviewer's home. Its pages are made when they are needed: the first paint has only words."""

    def __init__(self, viewmodel: HomeViewModel, study_actions: Sequence[QAction]) -> None:
        """Bind to the view-model; `study_actions` fill the menu of the study."""
        super().__init__()
        self._model = viewmodel
        texts = viewmodel.texts
        self._header = Header(texts.t("Interviews"))
        self._new_cluster = button(texts.t("New &cluster…"), self.ask_cluster, picture="plus")
        self._study = button(texts.t("St&udy"), _nothing, picture="down")
        self._study.setMenu(_menu(self._study, study_actions))
        self._new_form = button(texts.t("New &form"), _nothing, picture="plus")
        self._buttons = QWidget()
        lines = FlowLayout(self._buttons)
        for one in (self._study, self._new_form, self._new_cluster):
            lines.addWidget(one)
        self._about = label("", "muted", wrap=True)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(S)
        self._top.addWidget(self._header, 1)
        self._top.addWidget(self._buttons)
        head = QVBoxLayout()
        head.setSpacing(XS)
        head.addLayout(self._top)
        head.addWidget(self._about)
        words = texts.t(
            "This study is open for reading only: another program writes to it, or its folder is protected. "
            "Results and reports can be made; interviews cannot be opened until the study is opened again for writing."
        )
        self._read_only = label(words, "warn", wrap=True)
        self._pages = QStackedWidget()
        self._words = label("", "muted")
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(self._words)
        self._list: ListPage | None = None
        self._first: FirstPage | None = None
        self._demo: DemoBar | None = None
        self._forms: tuple[Instrument, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(XXL, XL, XXL, L)
        self._layout.setSpacing(L)
        self._layout.addLayout(head)
        self._layout.addWidget(self._read_only)
        self._layout.addWidget(self._pages, 1)
        viewmodel.changed.connect(self._render)
        viewmodel.person_needed.connect(self._ask_person)
        self._render()

    def ask_cluster(self) -> None:
        """Ask for the name of a new cluster."""
        texts = self._model.texts
        ask_text(
            self, title=texts.t("New cluster"), question=texts.t("&Name of the cluster"), given=self._model.add_cluster
        )

    def ask_study(self) -> None:
        """Ask for the title of a new study."""
        texts = self._model.texts
        why = texts.t("It is kept encrypted in a folder of its own, with the questionnaire of the built-in edition.")
        ask_text(
            self,
            title=texts.t("New study"),
            question=texts.t("&Title of the study"),
            why=why,
            given=self._model.create_study,
        )

    def open_first(self) -> None:
        """Go back to the study of the built-in edition."""
        self._model.open_first()

    def choose_study(self) -> None:
        """Let the person choose the folder of another study."""
        chosen = choose_folder(self, self._model.texts.t("Open a study: choose its folder"), str(studies_dir()))
        if chosen:
            self._model.open_study(Path(chosen))

    def open_demo(self) -> None:
        """Open the demonstration study; it is made when it is not there."""
        self._model.open_demo()

    def focus_first(self) -> None:
        """Put the cursor where typing searches, else on the first thing to do."""
        page = self._pages.currentWidget()
        if self._list is not None and page is self._list:
            self._list.search.setFocus()
        elif self._first is not None and page is self._first:
            self._first.start.setFocus()
        else:
            self._study.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons that have no room beside the title stand below it."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        margins = self._layout.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._top.spacing()
        shown = [one for one in (self._study, self._new_form, self._new_cluster) if one.isVisibleTo(self._buttons)]
        wanted = sum(one.sizeHint().width() + S for one in shown) - S
        fits = self._header.minimumSizeHint().width() + wanted <= room
        self._buttons.setMinimumWidth(wanted if fits else 0)
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._top.setDirection(direction)

    def _ask_first(self) -> None:
        texts = self._model.texts
        ask_text(
            self,
            title=texts.t("Start an interview"),
            question=texts.t("&Name of the cluster"),
            given=self._model.start_with,
        )

    def _ask_person(self, then: Callable[[], None]) -> None:
        texts = self._model.texts

        def named(name: str) -> None:
            self._model.name_person(name)
            then()

        why = texts.t("It is kept with every answer, so that the office knows whom to ask.")
        ask_text(self, title=texts.t("Your name"), question=texts.t("Your &name"), why=why, given=named)

    def _render(self) -> None:
        model = self._model
        badge = model.texts.t("invented data") if model.is_synthetic else ""
        self._header.show_about("", badge)
        self._about.setText("  ·  ".join(part for part in (model.title, model.summary) if part))
        self._about.setVisible(bool(self._about.text()))
        self._new_cluster.setEnabled(model.is_open and not model.is_read_only)
        self._read_only.setVisible(model.is_read_only)
        self._render_forms()
        self._place_buttons()
        self._render_demo()
        page = self._page()
        if page is not self._pages.currentWidget():
            self._pages.setCurrentWidget(page)
            if self.isVisible():
                self.focus_first()
        if page is self._list:
            self._list.refresh()

    def _render_forms(self) -> None:
        """Further questionnaires of the edition are started for the cluster that is chosen in the list."""
        forms = self._model.further_forms
        self._new_form.setVisible(bool(forms) and not self._model.is_empty)
        if forms == self._forms:
            return
        self._forms = forms
        menu = QMenu(self._new_form)
        for one in forms:
            menu.addAction(one.title(self._model.texts.language)).setData(one.id)
        menu.triggered.connect(lambda action: self._start_form(str(action.data())))
        self._new_form.setMenu(menu)

    def _enable_forms(self) -> None:
        is_chosen = self._list is not None and self._list.chosen is not None
        self._new_form.setEnabled(is_chosen and not self._model.is_read_only)

    def _start_form(self, instrument: str) -> None:
        chosen = self._list.chosen if self._list is not None else None
        if chosen is not None:
            self._model.start_form(chosen, instrument)

    def _render_demo(self) -> None:
        is_made = self._model.demo_progress[1] > 0
        if is_made and self._demo is None:
            from clusterbench_gui.ui.screens.home.parts import DemoBar  # noqa: PLC0415 - not for the first paint

            self._demo = DemoBar(self._model)
            self._layout.insertWidget(2, self._demo)
        if self._demo is not None:
            self._demo.setVisible(is_made)
            self._demo.refresh()

    def _page(self) -> QWidget:
        texts = self._model.texts
        if self._model.is_open:
            return self._first_page() if self._model.is_empty else self._list_page()
        opening = texts.t("Opening the study…")
        none = texts.t("No study is open. The menu “Study” opens one, or makes a new one.")
        self._words.setText(opening if self._model.is_opening else none)
        return self._words

    def _list_page(self) -> QWidget:
        if self._list is None:
            from clusterbench_gui.ui.screens.home.parts import ListPage  # noqa: PLC0415 - not for the first paint

            self._list = ListPage(self._model)
            self._list.chosen_changed.connect(self._enable_forms)
            self._pages.addWidget(self._list)
        return self._list

    def _first_page(self) -> QWidget:
        if self._first is None:
            from clusterbench_gui.ui.screens.home.parts import FirstPage  # noqa: PLC0415 - not for the first paint

            self._first = FirstPage(self._model, self._ask_first)
            self._pages.addWidget(self._first)
        return self._first


def _menu(parent: QWidget, actions: Sequence[QAction]) -> QMenu:
    menu = QMenu(parent)
    menu.addActions(list(actions))
    return menu


def _nothing() -> None:
    """The menu opens by itself."""
