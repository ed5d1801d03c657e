"""The one window: a rail on the left, a screen beside it, an open interview in place of both."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.commands import (
    SCREENS,
    Command,
    every_command,
    screen_commands,
    study_commands,
    window_commands,
)
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.dialogs import ask_text, ask_to_lose, show_keys, show_problems
from clusterbench_gui.ui.icons import icon
from clusterbench_gui.ui.rail import rail_button
from clusterbench_gui.ui.screens.home.view import HomeView
from clusterbench_gui.ui.screens.home.viewmodel import HomeViewModel
from clusterbench_gui.ui.theme import current_theme, mark
from clusterbench_gui.ui.widgets.parts import XS, L, M, S, label, row, set_down

if TYPE_CHECKING:  # imports the form engine, which the first paint does without
    from clusterbench_gui.app.interviews import InterviewRow
    from clusterbench_gui.ui.backend import Taken
    from clusterbench_gui.ui.screens.interview.view import InterviewView
    from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

_RAIL, _NARROW_RAIL = 208, 64
_NARROW = 900
"""Logical pixels of width below which the rail shows its pictures only."""
_LOW = 480
"""Logical pixels of height below which the screen gets the room of the line at the foot."""
_LEAST = QSize(480, 280)
"""What is left of 1366x768 at 250 %, less the frame that the system draws."""


class Screen(NamedTuple):
    """How a screen is made: its view-model once, its view whenever language or theme change."""

    make_model: Callable[[Desk], Any]
    make_view: Callable[[Any], QWidget]


class Window(QMainWindow):
    """Shows the screens. Views are made when first visited, and anew when language or theme change."""

    painted = Signal()
    """The window was painted for the first time."""
    interview_finished = Signal(str)
    """The interview that is shown was finished; its id."""

    def __init__(self, desk: Desk, screens: dict[str, Screen]) -> None:
        """`screens` makes each screen but the home; they are imported only then."""
        super().__init__()
        self._desk = desk
        self._make = screens
        self._models: dict[str, Any] = {}
        self._was_painted = False
        self._is_closing = self._is_asking = self._may_lose = False
        self._home_model = HomeViewModel(desk)
        self._home_model.interview_opened.connect(self.show_interview)
        self._current = SCREENS[0]
        self.interview: InterviewView | None = None
        self._cover: QWidget | None = None
        self._actions: list[QAction] = []
        self.setWindowTitle("ClusterBench")
        self.resize(1366, 768)
        self.setMinimumSize(_LEAST)
        desk.failed.connect(self._show_problems)
        desk.study_changed.connect(self._show_study)
        desk.passphrase_needed.connect(self._ask_passphrase)
        self.build()

    def build(self) -> None:
        """Make all views in the current language and theme; the screen shown stays, and so does an open interview."""
        for action in self._actions:
            self.removeAction(action)
        self._actions.clear()
        self._views: dict[str, QWidget] = {}
        self._screens = QStackedWidget()
        self._screens.setObjectName("screens")
        self._rail_buttons: dict[str, QToolButton] = {}
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_desktop())
        before = self.interview
        if before is not None:
            before.viewmodel.speak(self._desk.texts, self._desk.form_title)
            self._place_interview(before.viewmodel, before)
        old = self.takeCentralWidget()
        self.setCentralWidget(self._pages)
        if old is not None:  # at once: where it goes later, it takes the focus with it
            old.setParent(None)
            old.deleteLater()
            self._pages.show()
        self._make_actions()
        self.show_screen(self._current)
        self._show_study()
        self._make_room()
        if self.interview is not None:
            self._enable_actions(False)
            self.interview.take_focus()

    def _make_desktop(self) -> QWidget:
        """The rail, the screen beside it and the line at its foot."""
        desktop = QWidget()
        self._rail = self._make_rail()
        across = row(self._rail, spacing=0)
        down = QVBoxLayout()
        down.setSpacing(0)
        down.addWidget(self._screens, 1)
        self._foot = self._make_foot()
        down.addWidget(self._foot)
        across.addLayout(down, 1)
        desktop.setLayout(across)
        return desktop

    def _make_actions(self) -> None:
        texts = self._desk.texts
        do = {
            "first-study": HomeView.open_first,
            "new-study": HomeView.ask_study,
            "open-study": HomeView.choose_study,
            "demo": HomeView.open_demo,
        }
        self._study_actions = [
            self._add_action(command, self._at_home(do[command.id])) for command in study_commands(texts)
        ]
        for command, act in zip(window_commands(texts), (self._show_keys, self.close), strict=True):
            self._add_action(command, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window, or a large scaling, keeps its room for the screen."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        is_narrow = self.width() < _NARROW
        self._rail.setFixedWidth(_NARROW_RAIL if is_narrow else _RAIL)
        self._brand.setVisible(not is_narrow)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if is_narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for one in self._rail_buttons.values():
            one.setToolButtonStyle(style)
        self._foot.setVisible(self.height() >= _LOW)

    def show_screen(self, name: str) -> None:
        """Show a screen; it is made at the first visit."""
        if name not in self._views:
            self._views[name] = self._make_view(name)
            self._screens.addWidget(self._views[name])
        self._current = name
        set_down(self._rail_buttons[name], True)
        self._screens.setCurrentWidget(self._views[name])
        focus = getattr(self._views[name], "focus_first", None)
        if focus is not None:
            focus()

    def _make_view(self, name: str) -> QWidget:
        if name not in self._make:
            return HomeView(self._home_model, self._study_actions)
        screen = self._make[name]
        if name not in self._models:
            self._models[name] = screen.make_model(self._desk)
        return screen.make_view(self._models[name])

    def open_interview(self, row: "InterviewRow") -> None:
        """Open the interview of a row of the list, or start it."""
        self._home_model.open_row(row)

    def show_interview(self, taken: "Taken", *, came_back: bool = False) -> None:
        """Show an interview in place of rail and screen, until it is left; no other while one is shown, none over a cover.

        `came_back`: it was open when the program ended, and says so.
        """
        if self.interview is not None or self._cover is not None:
            return
        from clusterbench_gui.ui.screens.interview.opening import model_of  # noqa: PLC0415 - imports the form engine

        desk = self._desk
        model = model_of(desk, taken)
        desk.in_interview = True
        desk.change_settings(interview=taken.interview.interview.id)
        self._enable_actions(False)
        self._place_interview(model, came_back=came_back)
        self.activateWindow()

    def _place_interview(
        self, model: "InterviewViewModel", before: "InterviewView | None" = None, *, came_back: bool = False
    ) -> None:
        """Show a view on an interview, in place of the one before where there was one."""
        from clusterbench_gui.ui.screens.interview.view import InterviewView  # noqa: PLC0415 - imports the form engine

        opened, navigation = self._desk.opened, before.navigation if before else None
        synthetic = opened is not None and opened.info.synthetic
        view = InterviewView(model, current_theme(), synthetic=synthetic, came_back=came_back, navigation=navigation)
        if before is not None:
            view.take_place_of(before)
        model.setParent(view)
        view.left.connect(self._leave_interview)
        view.stayed.connect(self._stay)
        view.finished.connect(self._finish)
        view.language_wanted.connect(self._desk.turn_language)
        self.interview = view
        self._pages.addWidget(view)
        self._pages.setCurrentWidget(view)

    def suspend_interview(self, done: Callable[[str], None]) -> None:
        """Keep an open interview as it stands; `done` gets its id once all of it is durable, "" where none is open."""
        view = self.interview
        if view is None:
            done("")
        else:
            view.suspend(lambda: done(view.id))

    def cover(self, page: QWidget) -> None:
        """Show nothing but a page; an interview that was suspended is taken away, and so is the page before."""
        self._take_away(self._cover)
        self._cover = page
        self._enable_actions(False)
        self.setWindowTitle("ClusterBench")
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._take_away(self.interview)
        self.interview = None
        self._desk.in_interview = False

    def uncover(self, page: QWidget) -> None:
        """Show the screen again that was shown before."""
        self._cover = None
        self._desk.in_interview = False
        self._pages.setCurrentIndex(0)
        self._take_away(page)
        self._enable_actions(True)
        self._show_study()
        self.show_screen(self._current)

    def _take_away(self, page: QWidget | None) -> None:
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()

    def _leave_interview(self) -> None:
        view, self.interview = self.interview, None
        if view is None:
            return
        self._desk.in_interview = False
        if not self._is_closing or view.is_finished:
            self._desk.change_settings(interview="")
        self._pages.setCurrentIndex(0)
        self._take_away(view)
        self._enable_actions(True)
        self._desk.refresh()
        self.show_screen(SCREENS[0])
        if self._is_closing:
            self._is_closing = False
            QTimer.singleShot(0, self, self.close)

    def _finish(self) -> None:
        """The interview is finished: whoever thanks for it covers the window; who wanted to close it leaves at once."""
        if self.interview is None or self._is_closing:
            self._leave_interview()
        else:
            self._desk.change_settings(interview="")
            self.interview_finished.emit(self.interview.id)

    def closeEvent(self, event: QCloseEvent) -> None:
        """An open interview is left first: its answers are saved, or the person says that they may be lost."""
        if self.interview is None or self._may_lose:
            super().closeEvent(event)
            return
        event.ignore()
        if not self._is_asking:
            self._is_closing = True
            self.interview.leave()

    def _stay(self) -> None:
        """The interview could not be left, for its answers are not saved: ask whoever wanted to close the window."""
        if not self._is_closing or self.interview is None:
            return
        self._is_closing, self._is_asking = False, True
        ask_to_lose(self, self._desk.texts, self.interview.unsaved, self._answer_close)

    def _answer_close(self, may_lose: bool) -> None:  # noqa: FBT001 - the answer itself
        self._is_asking, self._may_lose = False, may_lose
        if may_lose:
            QTimer.singleShot(0, self, self.close)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _make_rail(self) -> QWidget:
        rail = QFrame()
        mark(rail, "rail")
        layout = QVBoxLayout(rail)
        layout.setContentsMargins(M, L, M, L)
        layout.setSpacing(XS)
        self._brand = label("ClusterBench", "heading")
        self._brand.setContentsMargins(M, 0, 0, M)
        layout.addWidget(self._brand)
        for command in screen_commands(self._desk.texts):
            layout.addWidget(self._make_rail_button(command))
        layout.addStretch(1)
        return rail

    def _make_rail_button(self, command: Command) -> QToolButton:
        made = rail_button(command)
        made.toggled.connect(lambda down: self.show_screen(command.id) if down else None)
        self._rail_buttons[command.id] = made
        self._add_action(command, lambda: self.show_screen(command.id))
        return made

    def _make_foot(self) -> QWidget:
        foot = QFrame()
        mark(foot, "bar")
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(L, S, L, S)
        self._notice = label("", "caption", wrap=True)
        self._person = label("", "caption")
        layout.addWidget(self._notice, 1)
        layout.addWidget(self._person)
        return foot

    def _add_action(self, command: Command, do: Callable[[], object]) -> QAction:
        action = QAction(icon(command.icon), command.text, self)
        action.setShortcut(QKeySequence(command.keys))
        action.triggered.connect(lambda _checked=False: do())
        self.addAction(action)
        self._actions.append(action)
        return action

    def _at_home(self, do: Callable[[HomeView], None]) -> Callable[[], None]:
        def act() -> None:
            self.show_screen(SCREENS[0])
            view = self._views[SCREENS[0]]
            assert isinstance(view, HomeView)
            do(view)

        return act

    def _enable_actions(self, enabled: bool) -> None:  # noqa: FBT001 - as Qt's setEnabled
        """All but the last, which quits: an interview has keys of its own."""
        for action in self._actions[:-1]:
            action.setEnabled(enabled)

    def _show_study(self) -> None:
        opened = self._desk.opened
        if opened is not None:
            notice = opened.edition.noticed(self._desk.texts.language)
            self._notice.setText(notice)
            self.setWindowTitle(f"{self._desk.title} – ClusterBench")
        person = self._desk.person
        self._person.setText(person.name if person else "")

    def _show_keys(self) -> None:
        show_keys(self, self._desk.texts, every_command(self._desk.texts))

    def _ask_passphrase(self, folder: Path, was_wrong: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._cover is not None:  # whoever covers the window asks
            return
        texts = self._desk.texts
        why = texts.t("That passphrase does not open the study. Please try again.") if was_wrong else str(folder)
        ask_text(
            self,
            title=texts.t("Passphrase"),
            question=texts.t("&Passphrase of the study"),
            why=why,
            secret=True,
            given=lambda text: self._desk.open(folder, text),
        )

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        show_problems(self, problems, self._desk.texts)
