"""Moving work of a variant by hand: what breaks and what it costs while it is dragged; what holds becomes a variant of its own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.planning.bench import Bench, Move, Moved
from clusterbench_gui.app.planning.boards import Board, JobKey
from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.domain.planning import Variant
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.latest import Latest
from clusterbench_gui.ui.network_desk import NetworkDesk


class Moving(QObject):
    """`board` is what is shown, `move` where a job is tried now, `moved` what becomes of it; `board` stays until something holds."""

    changed = Signal()
    answered = Signal()
    """What becomes of a move is known."""
    moved_to = Signal(object)
    """A variant that somebody moved work in holds: it is to be looked at."""

    def __init__(self, desk: NetworkDesk, bench: Bench) -> None:
        """`bench` belongs to the thread of findings."""
        super().__init__()
        self._desk, self._bench = desk, bench
        self._boards: Latest[Board] = Latest()
        self._moves: Latest[Moved | None] = Latest()
        self._before: list[Variant] = []
        self._is_dropped = False
        self.subject: Subject | None = None
        self.board: Board | None = None
        self.move: Move | None = None
        self.moved: Moved | None = None
        self.late: Moved | None = None
        """What becomes of it when goods come late."""
        self.is_stuck = False
        """What follows cannot be pushed so that it holds."""
        self.problems: tuple[Problem, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Something was moved."""
        return bool(self._before)

    @property
    def waits(self) -> bool:
        """A job was dropped where it does not hold: it is pushed, or taken back."""
        return self._is_dropped and self.moved is not None and not self.moved.holds

    def look_at(self, subject: Subject | None) -> None:
        """Another variant, or the same with other tables around it."""
        if subject == self.subject:
            return
        if subject is None or self.subject is None or subject.variant != self.subject.variant:
            self._before.clear()
        self._show(subject)

    def try_at(self, key: JobKey, firm: str, start: int) -> None:
        """Ask what becomes of it when a job stands there."""
        move = Move(key, firm, start)
        subject = self.subject
        if subject is None or move == self.move:
            return
        self.move, self.is_stuck, self._is_dropped = move, False, False
        self._moves.ask(
            lambda done, failed: self._desk.desk.analyse(lambda _: self._bench.move(subject, move), done, failed),
            self._take,
            self._fail,
        )
        self.changed.emit()

    def drop(self) -> None:
        """The job stays where it is tried, if that holds; the answer may still be on its way."""
        if self.move is None:
            return
        self._is_dropped = True
        if not self._moves.is_busy:
            self._settle()

    def push(self) -> None:
        """What follows gives way to the job."""
        subject, move = self.subject, self.move
        if subject is None or move is None:
            return

        def pushed(found: Moved | None) -> None:
            if found is None or found.variant is None:
                self.is_stuck = True
                self.changed.emit()
                return
            self.moved = found
            self._accept(found.variant)

        self._moves.ask(
            lambda done, failed: self._desk.desk.analyse(lambda _: self._bench.push(subject, move), done, failed),
            pushed,
            self._fail,
        )

    def take_back(self) -> None:
        """The job stands where it stood."""
        self._moves.forget()
        self.move, self.moved, self.is_stuck, self._is_dropped = None, None, False, False
        self.changed.emit()

    def undo(self) -> None:
        """The variant as it was before the last move."""
        if self._before and self.subject is not None:
            before = self._before.pop()
            self._show(Subject(self.subject.book, self.subject.taken, before))
            self.moved_to.emit(before)

    def delay(self, before: JobKey, after: JobKey, days: int) -> None:
        """Ask what becomes of the variant when goods come so many working days later."""
        self._ask_late(lambda subject: self._bench.delay(subject, before, after, days))

    def delay_delivery(self, order: str, firm: str, days: int) -> None:
        """The same of what a firm sends to the customer."""
        self._ask_late(lambda subject: self._bench.delay_delivery(subject, order, firm, days))

    def _ask_late(self, ask: Callable[[Subject], Moved]) -> None:
        subject = self.subject
        if subject is None:
            return
        self.take_back()

        def told(late: Moved | None) -> None:
            self.late = late
            self.changed.emit()

        self._moves.ask(
            lambda done, failed: self._desk.desk.analyse(lambda _: ask(subject), done, failed),
            told,
            self._fail,
        )

    def _show(self, subject: Subject | None) -> None:
        self.subject = subject
        self.problems, self.late = (), None
        self.take_back()
        if subject is None:
            self.board = None
            self._boards.forget()
            self.changed.emit()
            return
        self._boards.ask(
            lambda done, failed: self._desk.desk.analyse(lambda _: self._bench.board(subject), done, failed),
            self._take_board,
            self._fail_board,
        )

    def _take_board(self, board: Board) -> None:
        self.board, self.problems = board, ()
        self.changed.emit()

    def _fail_board(self, problems: tuple[Problem, ...]) -> None:
        self.board, self.problems = None, problems
        self.changed.emit()

    def _take(self, moved: Moved | None) -> None:
        self.moved = moved
        self.answered.emit()
        if self._is_dropped and not self._moves.is_busy:
            self._settle()

    def _fail(self, problems: tuple[Problem, ...]) -> None:
        self.take_back()
        self.problems = problems
        self.changed.emit()

    def _settle(self) -> None:
        """It was dropped, and what becomes of it is known."""
        if self.moved is not None and self.moved.variant is not None:
            self._accept(self.moved.variant)
        else:
            self.changed.emit()

    def _accept(self, variant: Variant) -> None:
        if self.subject is None or variant == self.subject.variant:
            self.take_back()
            return
        self._before.append(self.subject.variant)
        told = self.moved
        self._show(Subject(self.subject.book, self.subject.taken, variant))
        self.moved = told
        self.moved_to.emit(variant)
        self.answered.emit()
