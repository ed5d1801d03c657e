"""The interview screen: puts its parts together and lets keys and signals meet."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.theme import Theme
from clusterbench_gui.ui.dialogs import ask_reason, show_keys
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.interview import outline as outline_module
from clusterbench_gui.ui.screens.interview import panel as panel_module
from clusterbench_gui.ui.screens.interview.finishing import FinishPage, WayBack
from clusterbench_gui.ui.screens.interview.footer import Footer, interview_commands
from clusterbench_gui.ui.screens.interview.header import Header
from clusterbench_gui.ui.screens.interview.messages import Message
from clusterbench_gui.ui.screens.interview.navigation import Navigation
from clusterbench_gui.ui.screens.interview.notice import Notice
from clusterbench_gui.ui.screens.interview.outline import Outline
from clusterbench_gui.ui.screens.interview.page import SectionPage
from clusterbench_gui.ui.screens.interview.panel import HelpPanel
from clusterbench_gui.ui.screens.interview.panes import HELP, QUESTIONS, Panes, rule
from clusterbench_gui.ui.screens.interview.saving import Saving
from clusterbench_gui.ui.screens.interview.searching import Search
from clusterbench_gui.ui.screens.interview.shortcuts import Shortcuts
from clusterbench_gui.ui.screens.interview.standing import Standing
from clusterbench_gui.ui.screens.interview.style import name_parts, screen_sheet
from clusterbench_gui.ui.screens.interview.taking_back import TakingBack
from clusterbench_gui.ui.screens.interview.undo_keys import UndoKeys
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.words import back_words, standing_words, unsaved_words

_LOW = 480
"""Logical pixels of height below which the line of keys gives way to the questions."""


class InterviewView(QWidget):
    """One interview. A change of theme builds a new view on the same view-model."""

    left = Signal()
    """Back to the list; everything that was said is durable."""
    finished = Signal()
    """The interview is finished, durably."""
    stayed = Signal()
    """Leaving or finishing was given up, because something could not be saved."""

    language_wanted = Signal()
    """The window is wanted in its other language."""

    def __init__(
        self,
        viewmodel: InterviewViewModel,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        synthetic: bool = False,
        came_back: bool = False,
        navigation: Navigation | None = None,
    ) -> None:
        """`synthetic`: the cluster is invented, and the header says so. `came_back`: it was open when the program ended.

        `navigation` of a view before this one: the place stays.
        """
        super().__init__(parent)
        self._viewmodel = viewmodel
        self._after: Callable[[], None] | None = None
        self._is_suspended = self._is_in_remark = False
        self._came_back = came_back
        self._wanted: Callable[[], object] | None = None
        self.navigation = navigation or Navigation(viewmodel)
        self._header = Header(viewmodel, synthetic=synthetic, resumed=self.navigation.resumed)
        self._outline = Outline(viewmodel, self.navigation)
        self._page = SectionPage(viewmodel, self.navigation)
        self._finish_page = FinishPage(viewmodel)
        self._way_back = WayBack(viewmodel.texts)
        self._lists = Message("warn")
        self._panel = HelpPanel(viewmodel, self.navigation)
        self._search = Search(self, viewmodel, self.navigation)
        self._taking_back = TakingBack(viewmodel, self._settle_fields, self)
        self._undo_keys = UndoKeys(self, undo=self._taking_back.undo, redo=self._taking_back.redo)
        self._failure = Message("bad")
        self._standing = Standing(viewmodel.texts)
        self._footer = Footer(viewmodel.texts)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._page)
        self._middle.addWidget(self._finish_page)
        self._shortcuts = self._make_shortcuts()
        self._panes = Panes(self._outline, self._middle, self._panel, viewmodel.texts)
        self._notice = Notice(self._panes)
        self._panes.resized.connect(self._notice.place)
        self.setStyleSheet(screen_sheet(theme))
        self._lay_out()
        self._connect()
        self._page.sync()
        self._page.follow(self._outline.last)
        self._tell_standing()
        self._lists.say(" ".join(sentence(one, viewmodel.texts) for one in viewmodel.broken))
        if self.navigation.ref:
            viewmodel.enter(self.navigation.ref)

    @property
    def unsaved(self) -> int:
        """How many statements are not durable."""
        return self._viewmodel.unsaved

    @property
    def id(self) -> str:
        """Which interview this is."""
        return self._viewmodel.interview.interview.id

    @property
    def is_finished(self) -> bool:
        """Whether the interview is finished, and not opened again."""
        return self._viewmodel.is_finished

    @property
    def viewmodel(self) -> InterviewViewModel:
        """What is behind this view; another view may take its place."""
        return self._viewmodel

    def take_place_of(self, before: "InterviewView") -> None:
        """Go on where a view before this one on the same view-model stood: at the check, in the remark, else at the question."""
        was_checking, self._is_in_remark = before.rest()
        if was_checking:
            self._check()

    def rest(self) -> tuple[bool, bool]:
        """Another view takes its place: it says nothing any more. Whether it showed the check; whether the remark had the focus."""
        self._is_suspended = True
        self._undo_keys.watch(None)
        return self._middle.currentWidget() is self._finish_page, self._panel.remark.hasFocus()

    # --- leaving ------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the list as soon as everything is saved."""
        self._settle_fields()
        self._when_saved(self.left.emit)

    def suspend(self, then: Callable[[], None]) -> None:
        """Leave everything as it stands, what is half typed as a draft; `then` is called once it is durable."""
        self._is_suspended = True
        self._panel.commit()
        self._viewmodel.drafts.flush()
        self._when_saved(then)

    def _finish(self) -> None:
        self._settle_fields()
        try:
            is_finished = self._viewmodel.finish()
        except ProblemError as error:
            self._failure.say(words_of(error.problems, self._viewmodel.texts))
            return
        if is_finished:
            self._when_saved(self.finished.emit)
        else:
            self._check()

    def _when_saved(self, then: Callable[[], None]) -> None:
        self._after = then
        self._viewmodel.watch.leave()
        self._viewmodel.send()

    def _on_saving(self) -> None:
        model = self._viewmodel
        self._header.refresh_saving()
        self._failure.say(
            unsaved_words(model.saving_problems, model.texts) if model.saving_state is Saving.FAILED else ""
        )
        if not model.is_sending:
            after, self._after = self._after, None
            if after is not None:
                is_saved = model.saving_state is Saving.SAVED
                self._is_suspended &= is_saved
                (after if is_saved else self.stayed.emit)()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that hold wherever the focus is in this screen."""
        event.setAccepted(self._shortcuts.act(event))

    def _make_shortcuts(self) -> Shortcuts:
        texts = self._viewmodel.texts
        return Shortcuts(
            keys=lambda: show_keys(self, texts, interview_commands(texts)),
            remark=self._go_to_remark,
            unanswered=lambda: self._seek(self.navigation.next_unanswered),
            problem=lambda: self._seek(self.navigation.next_problem),
            find=self._search.open,
            undo=self._taking_back.undo,
            redo=self._taking_back.redo,
            language=self._viewmodel.next_language,
            window_language=self.language_wanted.emit,
            turn=lambda by: self._questions(lambda: self.navigation.turn(by)),
            finish=self._check,
            leave=self.leave,
        )

    def _go_to_remark(self) -> None:
        self._panes.show_pane(HELP)
        self._panel.remark.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """The focus goes to where the interview stands."""
        super().showEvent(event)
        self._focus_place()

    def take_focus(self) -> None:
        """The window is complete again: nothing takes the focus away from here any more."""
        self._focus_place()
        self._is_in_remark = False

    def _focus_place(self) -> None:
        """At the question, or in its remark where a view before had it there."""
        if self._is_in_remark:
            self._go_to_remark()
        elif self.navigation.ref and self._middle.currentWidget() is self._page:
            self._page.focus(self.navigation.ref)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the questions get the room of the keys."""
        super().resizeEvent(event)
        self._footer.setVisible(event.size().height() >= _LOW)
        self._search.place()

    def _questions(self, move: Callable[[], object]) -> None:
        """Show the questions, then move. Hiding what had the focus, Qt hands it to any other widget: the place stays."""
        ref = self.navigation.ref
        self._middle.setCurrentWidget(self._page)
        self._panes.show_pane(QUESTIONS)
        self.navigation.visit(ref)
        move()
        if self.navigation.ref:
            self._viewmodel.enter(self.navigation.ref)

    def _seek(self, search: Callable[[], bool]) -> None:
        """Jump; where nothing is left to find, the check says so."""
        self._page.commit()
        if not search():
            self._check()

    def _check(self) -> None:
        self._settle_fields()
        self._finish_page.check()
        self._panes.show_pane(QUESTIONS)
        self._middle.setCurrentWidget(self._finish_page)
        self._way_back.hide()
        self._finish_page.focus()

    def _jump(self, ref: str) -> None:
        self._questions(lambda: self.navigation.go(ref))

    def _on_moved(self, ref: str, words: str) -> None:
        self._panel.read_remark()
        if ref:
            self._jump(ref)
        self._notice.say(words)

    def _settle_fields(self) -> None:
        self._page.commit()
        self._panel.commit()
        self._viewmodel.drafts.flush()

    def _back_to_questions(self) -> None:
        self._on_call(self.navigation.ref)

    def _go_from_list(self, ref: str) -> None:
        self._way_back.offer(self._viewmodel.troubles.count)
        self.navigation.go(ref)

    def _on_remark_done(self) -> None:
        self._panel.commit()
        self._viewmodel.explain(self.navigation.ref)
        self._back_to_questions()

    def _on_call(self, ref: str) -> None:
        self._questions(lambda: self._page.focus(ref))

    def _on_came(self, ref: str) -> None:
        self._page.point(ref)
        self._panel.refresh()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._is_suspended:
            return
        is_searching = self._search.holds(now)
        is_own = now is not None and self.isAncestorOf(now) and not is_searching
        self._undo_keys.watch(now if is_own else None)
        if is_searching:
            return
        if now is None:
            self._viewmodel.drafts.flush()
            return
        ref = self._page.place_of(now) if self._page.isAncestorOf(now) else ""
        if ref != self.navigation.ref:
            self._page.commit()
        if ref:
            self.navigation.visit(ref)

    def _tell_standing(self) -> None:
        """That the interview is finished, was returned, or goes on where the program ended; that, until something is said."""
        model = self._viewmodel
        interview = model.interview.interview
        said = [standing_words(interview.status, model.reason, model.texts)]
        if self._came_back and not (model.saving.wall or model.saving.unsaved):
            number = model.questionnaire.number(self.navigation.ref)
            said.insert(0, back_words(interview.touched, number, model.texts))
        self._standing.say(" ".join(filter(None, said)), may_reopen=model.is_finished)

    def _ask_reopen(self, change: Callable[[], object] = lambda: None) -> None:
        """Ask for the reason; then what was wanted is done. Only once, whatever happens to the fields meanwhile."""
        is_asking, self._wanted = self._wanted is not None, change
        if not is_asking:
            ask_reason(self, self._viewmodel.texts, self._reopen, self._stay_closed)

    def _reopen(self, reason: str) -> None:
        wanted, self._wanted = self._wanted, None
        self._viewmodel.reopen(reason)
        if wanted is not None:
            wanted()

    def _stay_closed(self) -> None:
        self._wanted = None
        self._page.refresh(self._viewmodel.questionnaire.refs)

    def _on_changed(self, refs: frozenset[str]) -> None:
        self._page.refresh(refs)
        if self.navigation.ref in refs:
            self._panel.refresh_help()
        self._tell_standing()
        self._refresh_counts()

    def _refresh_counts(self) -> None:
        self._outline.refresh()
        self._header.refresh_progress()
        if not self._way_back.isHidden():
            self._way_back.offer(self._viewmodel.troubles.count)

    def _on_restructured(self) -> None:
        self._tell_standing()
        had_focus = self._page.isAncestorOf(QApplication.focusWidget() or self)
        self._page.sync()
        self._page.point(self.navigation.ref)
        self._refresh_counts()
        now = QApplication.focusWidget()
        if had_focus and not (now is not None and self._page.place_of(now)):
            self._page.focus(self.navigation.ref)

    def _on_section(self) -> None:
        self._page.sync()
        self._page.verticalScrollBar().setValue(0)
        self._outline.refresh()

    def _on_retold(self) -> None:
        self._page.sync()
        self._outline.refresh()
        self._panel.refresh()
        self._header.refresh_language()

    def _connect(self) -> None:
        model, navigation = self._viewmodel, self.navigation
        model.changed.connect(self._on_changed)
        model.restructured.connect(self._on_restructured)
        model.retold.connect(self._on_retold)
        model.saving_changed.connect(self._on_saving)
        self._search.chosen.connect(self._jump)
        self._search.lost.connect(self._back_to_questions)
        self._taking_back.moved.connect(self._on_moved)
        model.background.changed.connect(self._panel.refresh_help)
        navigation.leaving.connect(self._page.commit)
        navigation.came.connect(self._on_came)
        navigation.called.connect(self._on_call)
        navigation.section_changed.connect(self._on_section)
        navigation.ended.connect(self._check)
        model.locked.connect(self._ask_reopen)
        self._standing.reopening.connect(self._ask_reopen)
        self._header.back.connect(self.leave)
        self._outline.finishing.connect(self._check)
        self._panel.done.connect(self._on_remark_done)
        self._finish_page.chosen.connect(self._go_from_list)
        self._way_back.clicked.connect(self._check)
        self._finish_page.cancelled.connect(self._back_to_questions)
        self._finish_page.finished.connect(self._finish)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _lay_out(self) -> None:
        self._outline.setFixedWidth(outline_module.WIDTH)
        self._panel.setFixedWidth(panel_module.WIDTH)
        name_parts(header=self._header, footer=self._footer, outlinePane=self._outline, helpPane=self._panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._standing.setObjectName("standing")
        above = (self._header, rule(), self._failure, self._lists, self._standing, self._way_back)
        for one in (*above, self._panes, rule(), self._footer):
            column.addWidget(one, 1 if one is self._panes else 0)
