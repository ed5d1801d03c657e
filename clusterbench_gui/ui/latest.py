"""Questions of which only the latest waits: one is asked at a time, those that came between are never asked."""

from collections.abc import Callable
from typing import Generic, TypeVar

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.jobs import Failure

Result = TypeVar("Result")
_Ask = Callable[["Callable[[Result], None]", Failure], None]


class Latest(Generic[Result]):
    """Asks on another thread, answers here."""

    def __init__(self) -> None:
        """Nothing is asked."""
        self._waiting: tuple[_Ask[Result], Callable[[Result], None], Failure] | None = None
        self._is_asking = False
        self._is_wanted = False

    @property
    def is_busy(self) -> bool:
        """An answer is still to come."""
        return self._is_wanted

    def ask(self, ask: "_Ask[Result]", done: Callable[[Result], None], failed: Failure) -> None:
        """Ask this instead of whatever was asked before."""
        self._waiting = ask, done, failed
        self._is_wanted = True
        self._ask_next()

    def forget(self) -> None:
        """Nothing is wanted any more; an answer on its way is dropped."""
        self._waiting = None
        self._is_wanted = False

    def _ask_next(self) -> None:
        if self._is_asking or self._waiting is None:
            return
        ask, done, failed = self._waiting
        self._waiting = None
        self._is_asking = True

        def answered(result: Result) -> None:
            if self._settle():
                done(result)
            self._ask_next()

        def refused(problems: tuple[Problem, ...]) -> None:
            if self._settle():
                failed(problems)
            self._ask_next()

        ask(answered, refused)

    def _settle(self) -> bool:
        """An answer is there; whether anybody still wants it. While another question waits it is news, if not the last."""
        self._is_asking = False
        was_wanted = self._is_wanted
        self._is_wanted = self._waiting is not None
        return was_wanted
