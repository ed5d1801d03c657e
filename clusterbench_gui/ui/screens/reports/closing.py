"""Whether reports are drafts, and closing the edition, from when on they are final."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.screens.reports.scores import ReportScores

if TYPE_CHECKING:  # the database
    from clusterbench_gui.domain.studies import Closing, Person
    from clusterbench_gui.ui.backend import Backend


class EditionState(QObject):
    """The edition as its reports see it. `changed` says that anything below may look different."""

    changed = Signal()

    def __init__(self, desk: Desk, scores: ReportScores) -> None:
        """Bind to the scores, which know whether they are a draft."""
        super().__init__()
        self._desk = desk
        self._scores = scores
        self.problems: tuple[Problem, ...] = ()

    @property
    def is_final(self) -> bool:
        """Reports made now are no drafts."""
        return self._scores.study is not None and not self._scores.study.is_draft

    @property
    def words(self) -> str:
        """What reports made now are, and why; "" before that is known."""
        texts, opened = self._desk.texts, self._desk.opened
        if opened is None or self._scores.study is None:
            return ""
        if opened.info.synthetic:
            return texts.t("Reports of invented data stay drafts.")
        if opened.closing is None:
            return texts.t("Reports are drafts until the edition is closed.")
        said = {"person": opened.closing.person, "day": texts.date(datetime.fromisoformat(opened.closing.closed))}
        if self.is_final:
            return texts.t("Reports are final: {person} closed the edition on {day}.", **said)
        return texts.t("Reports are drafts again: data changed since {person} closed the edition on {day}.", **said)

    @property
    def can_close(self) -> bool:
        """There is something to close: results that are not final."""
        return self._can_change and self._scores.study is not None and not self.is_final

    @property
    def can_reopen(self) -> bool:
        """It is closed."""
        return self._can_change and self._closing is not None

    @property
    def question(self) -> str:
        """What closing means, before it is done."""
        texts, study = self._desk.texts, self._scores.study
        counted = len(study.counted) if study is not None else 0
        clusters = len(study.clusters) if study is not None else 0
        unsettled = len(study.in_conflict) if study is not None else 0
        said = [
            texts.t(
                "Reports carry the word “draft” until then. Closing keeps the fingerprint of data and method, with your name and the "
                "time: reports are final as long as both stay as they are now."
            ),
            texts.t("Nothing is locked. When an answer changes later, reports are drafts again, and you close anew."),
            texts.n("{n} cluster has a finished interview.", "{n} clusters have finished interviews.", counted),
        ]
        without = clusters - counted - unsettled
        if without > 0:
            said.append(
                texts.n(
                    "{n} cluster has none, so it has no place in the results.",
                    "{n} clusters have none, so they have no place in the results.",
                    without,
                )
            )
        if unsettled:
            said.append(
                texts.n(
                    "{n} cluster has an interview that does not count, because its conflict is open.",
                    "{n} clusters have interviews that do not count, because their conflicts are open.",
                    unsettled,
                )
            )
        return "\n\n".join(said)

    def close(self) -> None:
        """Close the edition on what is scored now."""
        study = self._scores.study
        if study is not None:
            fingerprint = study.scores.fingerprint
            self._act(lambda backend, author: backend.close_edition(fingerprint, author))

    def reopen(self) -> None:
        """Open it again."""
        self._act(lambda backend, author: backend.reopen_edition(author))

    @property
    def _closing(self) -> "Closing | None":
        return self._desk.opened.closing if self._desk.opened is not None else None

    @property
    def _can_change(self) -> bool:
        opened = self._desk.opened
        return opened is not None and not opened.info.synthetic and not opened.info.read_only

    def _act(self, act: "Callable[[Backend, Person], None]") -> None:
        person = self._desk.person
        if person is None:
            self._fail((problem("person-missing"),))
            return
        self.problems = ()
        author = replace(person, role=Role.SUPERVISOR)
        self._desk.change(lambda backend: act(backend, author), failed=self._fail)

    def _fail(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        self.changed.emit()
