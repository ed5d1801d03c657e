"""Scores of the open study, by edition: collected on the database thread, made in a process, kept until something changes."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.ui.jobs import Failure, Jobs, OwnerThread

if TYPE_CHECKING:  # the database and numpy, which the first paint does without
    from clusterbench_gui.domain.scores import ScoredStudy
    from clusterbench_gui.ui.backend import Backend

_Waiting = tuple[Callable[["ScoredStudy"], None], Failure]


class Scoring:
    """Makes scores once for all who ask. Edition "" is the study's own."""

    def __init__(self, database: "OwnerThread[Backend]", jobs: Jobs, meanwhile: Callable[[], None]) -> None:
        """Nothing is scored yet. `meanwhile` is called when a process scores, not before: collecting needs Python for itself."""
        self._meanwhile = meanwhile
        self._database = database
        self._jobs = jobs
        self._revision = 0
        self._scored: dict[str, ScoredStudy] = {}
        self._waiting: dict[str, list[_Waiting]] = {}
        self._running: set[str] = set()

    def score(self, edition: str, done: Callable[["ScoredStudy"], None], failed: Failure) -> None:
        """The scores as of now, from memory when nothing changed since they were made.

        Whoever asked before `outdate` gets no answer and asks again.
        """
        if edition in self._scored:
            done(self._scored[edition])
            return
        waiting = self._waiting.setdefault(edition, [])
        if (done, failed) not in waiting:
            waiting.append((done, failed))
        if edition not in self._running:
            self._score_now(edition)

    def outdate(self) -> None:
        """What was scored, or is being scored, is not what the study holds now."""
        self._revision += 1
        self._scored.clear()
        self._waiting.clear()

    def _score_now(self, edition: str) -> None:
        self._running.add(edition)
        revision = self._revision

        def scored(study: "ScoredStudy") -> None:
            if self._is_current(edition, revision):
                self._scored[edition] = study
                for done, _ in self._waiting.pop(edition, []):
                    done(study)

        def failed(problems: tuple[Problem, ...]) -> None:
            if self._is_current(edition, revision):
                for _, told in self._waiting.pop(edition, []):
                    told(problems)

        def collected(data: object) -> None:
            if self._is_current(edition, revision):
                self._running.add(edition)
                self._jobs.run_process("clusterbench_gui.app.scoring:score", (data,), done=scored, failed=failed)
                self._meanwhile()

        self._database.ask(partial(_collect, edition), collected, failed)

    def _is_current(self, edition: str, revision: int) -> bool:
        """Whether what was made of this revision still holds; else it is made anew where somebody waits for it."""
        self._running.discard(edition)
        if revision != self._revision and self._waiting.get(edition):
            self._score_now(edition)
        return revision == self._revision


def _collect(edition: str, backend: "Backend") -> object:
    return backend.collect(edition or None)
