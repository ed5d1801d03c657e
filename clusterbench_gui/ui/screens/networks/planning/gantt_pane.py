"""The schedule that can be changed by hand, and what a change would break and cost."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from clusterbench_gui.app.planning.bench import Move
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.planning.gantt import Gantt
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import moved_said
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import S, button, flow, label


class GanttPane(QWidget):
    """Follows what is moved."""

    def __init__(self, model: PlanningViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._moving, self._texts = model.moving, model.texts
        texts = model.texts
        self.gantt = Gantt(texts)
        self._said = label("", "muted", wrap=True)
        self._broken = label("", "bad", wrap=True)
        self._push = button(texts.t("Push what follows"), self._returning(self._moving.push), picture="forward")
        self._back = button(texts.t("Take back"), self._returning(self._moving.take_back), picture="cross")
        self._undo = button(texts.t("Undo"), self._returning(self._moving.undo), picture="undo")
        self._all = QToolButton()
        mark(self._all, "segment")
        self._all.setText(texts.t("All firms"))
        self._all.setCheckable(True)
        self._all.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._all.setToolTip(texts.t("Also firms that could do some of the work"))
        self._all.toggled.connect(lambda _down: self._render())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, S, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.gantt, 1)
        layout.addWidget(self._said)
        layout.addWidget(self._broken)
        layout.addWidget(flow(self._push, self._back, self._undo, self._all))
        self.gantt.tried.connect(self._try)
        self.gantt.dropped.connect(self._moving.drop)
        self.gantt.taken_back.connect(self._moving.take_back)
        self.gantt.undone.connect(self._moving.undo)
        self._moving.changed.connect(self._render)
        self._moving.answered.connect(self._answer)
        self._render()

    def _returning(self, act: Callable[[], None]) -> Callable[[], None]:
        """The keys are at the schedule again before the button goes: they would go on to the next one."""

        def done() -> None:
            self.gantt.setFocus()
            act()

        return done

    def _try(self, move: Move) -> None:
        self._moving.try_at(move.key, move.firm, move.start)

    def _answer(self) -> None:
        """At once: the hand waits for it."""
        self._say()
        self.gantt.show_move(self._moving.move, self._moving.moved)
        self.gantt.announce(self._said.text() or self._broken.text())

    def _render(self) -> None:
        moving = self._moving
        self.gantt.show_board(moving.board, all_rows=self._all.isChecked())
        self.gantt.show_move(moving.move, moving.moved)
        self._push.setVisible(moving.waits and not moving.is_stuck)
        self._back.setVisible(moving.move is not None)
        self._undo.setEnabled(moving.can_undo)
        self._say()

    def _say(self) -> None:
        moving, texts = self._moving, self._texts
        if moving.problems:
            words, role = words_of(moving.problems, texts), "bad"
        elif moving.is_stuck:
            words, role = texts.t("What follows cannot be pushed so that everything holds. Please take it back."), "bad"
        elif moving.moved is not None:
            words, role = moved_said(moving.moved, texts), "ok" if moving.moved.holds else "bad"
        else:
            words = texts.t(
                "Drag work to another day or firm, or press Alt and the arrows. Enter drops it, Escape takes it back."
            )
            role = "muted"
        is_bad = role == "bad"
        self._said.setText("" if is_bad else words)
        self._broken.setText(words if is_bad else "")
        mark(self._said, "muted" if is_bad else role)
        self._said.setVisible(not is_bad)
        self._broken.setVisible(is_bad)
