"""The state behind the interview screen: what is said, what is still on its way to the disk, what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.questions import Check, Failure, Fault, Outcome, QuestionState, Step
from clusterbench_gui.domain.studies import Status
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.interview.drafts import Drafts
from clusterbench_gui.ui.screens.interview.keeping import AGAIN, Keep, Keeper, Settled, may_pass
from clusterbench_gui.ui.screens.interview.questionnaire import Questionnaire
from clusterbench_gui.ui.screens.interview.remarks import Remarks
from clusterbench_gui.ui.screens.interview.saving import Save, SaveQueue, Saving

if TYPE_CHECKING:  # it imports the form engine and the database, which the first paint does without
    from clusterbench_gui.app.interviews import OpenInterview


class InterviewViewModel(QObject):
    """One open interview. It knows no widgets; the view shows what the properties say after each signal."""

    changed = Signal(object)
    """Questions look different now: a frozenset of refs."""
    restructured = Signal()
    """Questions, rows or sections appeared or vanished; others may look different too."""
    retold = Signal()
    """The language changed: every text is new, every place is the same."""
    saving_changed = Signal()

    def __init__(
        self,
        interview: "OpenInterview",
        *,
        texts: Texts,
        save: Save,
        save_draft: Keep,
        set_bookmark: Callable[[str, Settled], None],
        remarks: Mapping[str, str] | None = None,
        form_title: str = "",
    ) -> None:
        """`save`, `save_draft(path, text, settled)` and `set_bookmark(path, settled)` are asynchronous (see `Save` and `Keep`).

        `remarks` are the interviewer's notes so far, by path; `form_title` says which questionnaire this is.
        """
        super().__init__()
        self.interview = interview
        self.texts = texts
        self.form_title = form_title
        self.questionnaire = Questionnaire(interview.session)
        self.saving = SaveQueue(save, changed=self._on_saving, settled=self._on_durable)
        self.drafts = Drafts(interview.drafts, save_draft, self)
        self.remarks = Remarks(interview.interview.id, remarks or {}, self.saving, self.drafts)
        self._place = Keeper(lambda _, path, settled: set_bookmark(path, settled), 0, self)
        self._keepers = (self.drafts.keeper, self._place)
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self.saving.send)
        for keeper in self._keepers:
            keeper.settled.connect(self.saving_changed)
        self._refused: dict[str, str] = {}
        self._was_checked = False

    @property
    def is_finished(self) -> bool:
        """Finished or approved, and not changed since."""
        return self.interview.interview.status in {Status.FINISHED, Status.APPROVED}

    # --- what is on its way to the disk -------------------------------------------------------------------------

    @property
    def saving_state(self) -> Saving:
        """Failed is also what is only typed, as long as it cannot be kept. That the place is not, is nobody's loss."""
        return Saving.FAILED if self.drafts.keeper.failed else self.saving.state

    @property
    def saving_problems(self) -> tuple[Problem, ...]:
        """Why something is not saved."""
        return (*self.saving.problems, *self.drafts.keeper.problems)

    @property
    def unsaved(self) -> int:
        """How many answers and texts are not durable."""
        return self.saving.unsaved + self.drafts.keeper.failed

    @property
    def is_sending(self) -> bool:
        """Storage has not answered yet."""
        return self.saving.is_sending or any(one.is_sending for one in self._keepers)

    def send(self) -> None:
        """Try everything at once that is not saved; `saving_changed` tells what became of it."""
        for one in self._keepers:
            one.flush()
        self.saving.send()

    def _on_saving(self) -> None:
        if not self.saving.is_sending and may_pass(self.saving.problems):
            self._again.start()
        self.saving_changed.emit()

    # --- languages ----------------------------------------------------------------------------------------------

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the questionnaire, as it names them."""
        return tuple(self.interview.session.form.languages)

    @property
    def language(self) -> str:
        """The language in which questions are shown."""
        return self.interview.session.language

    def set_language(self, name: str) -> None:
        """Show the questions in another language; answers, drafts and the place stay."""
        self.interview.session.set_language(name)
        self.questionnaire.read()
        self.retold.emit()

    def next_language(self) -> None:
        """Go round the languages of the questionnaire."""
        names = self.languages
        if len(names) > 1:
            self.set_language(names[(names.index(self.language) + 1) % len(names)])

    # --- what is wrong ------------------------------------------------------------------------------------------

    def refusal(self, question: QuestionState) -> str:
        """Why the text in a field was not taken as an answer; "" where nothing is wrong with it."""
        return self._refused.get(question.path, "")

    def fault(self, question: QuestionState) -> Check | None:
        """The check that an answer fails. That one is missing is a fault once the whole interview was checked."""
        is_missing = self._was_checked and question.required and not question.is_answered and question.is_asked
        return question.failed or (Check(Fault.REQUIRED) if is_missing else None)

    def is_troubled(self, ref: str) -> bool:
        """Whether somebody has to look at the answer at a place."""
        question = self.questionnaire.question(ref)
        return question is not None and bool(self.refusal(question) or self.fault(question))

    def failures(self) -> tuple[Failure, ...]:
        """What stands in the way of finishing, in form order: failed checks, and texts that did not become answers."""
        questions = self.questionnaire.questions
        look = self.texts.t("What was typed here is no answer yet. Please look at it again.")
        unread = [
            Failure(one.ref, one.label, Check(Fault.INVALID, self._refused.get(one.path, look)))
            for one in questions
            if self.draft(one) is not None
        ]
        found = {one.ref: one for one in (*self.interview.failures(), *unread)}
        order = {one.ref: index for index, one in enumerate(questions)}
        return tuple(sorted(found.values(), key=lambda one: order.get(one.ref, -1)))

    def check(self) -> tuple[Failure, ...]:
        """As `failures`; from now on, required questions without an answer are shown as faults."""
        if not self._was_checked:
            self._was_checked = True
            self.changed.emit(self.questionnaire.refs)
        return self.failures()

    # --- what is said -------------------------------------------------------------------------------------------

    def answer(self, ref: str, value: str, typed: str = "") -> None:
        """Give an answer; an empty one takes it back. `typed` is what was written, where it differs."""
        question = self.questionnaire.question(ref)
        if question is None:
            return
        if value == question.value and question.absence is None:
            self._refused.pop(question.path, None)
            self.drafts.discard(question.path)
            self.changed.emit(frozenset({ref}))
            return
        step, said = self.interview.answer(ref, value, typed if typed not in {"", value} else None)
        if said:
            self._refused.pop(question.path, None)
            self.drafts.drop(question.path)
        else:
            self._refused[question.path] = step.message or self._why(step.outcome)
            self.drafts.keep(question.path, typed or value)
        self._take(step, said, ref)

    def refuse(self, ref: str, text: str, why: str) -> None:
        """A text that is no answer: it stays in its field, as a draft, with the sentence `why` beside it."""
        question = self.questionnaire.question(ref)
        if question is not None:
            self._refused[question.path] = why
            self.drafts.keep(question.path, text)
            self.changed.emit(frozenset({ref}))

    def typing(self, ref: str, text: str) -> None:
        """Keep what stands in a field that was not left yet."""
        question = self.questionnaire.question(ref)
        if question is not None:
            self.drafts.keep(question.path, text)

    def draft(self, question: QuestionState) -> str | None:
        """The text that stands in a question's field and is no answer yet; None where there is none."""
        return self.drafts.text(question.path)

    def absent(self, ref: str, absence: Absence) -> bool:
        """State why there is no value; False where the question does not allow that reason."""
        question = self.questionnaire.question(ref)
        if question is None or absence not in question.absences:
            return False
        step, said = self.interview.absent(ref, absence)
        if said:
            self._refused.pop(question.path, None)
            self.drafts.drop(question.path)
        self._take(step, said, ref)
        return True

    def add_row(self, roster: str) -> str:
        """Add a row at the end of a roster; the ref of its first question, "" where it has none."""
        before = self.questionnaire.refs
        self._take(*self.interview.add_row(roster), roster)
        return next((one.ref for one in self.questionnaire.questions if one.ref not in before), "")

    def remove_row(self, row: str) -> None:
        """Remove a row; the log keeps its answers."""
        self._take(*self.interview.remove_row(row), row)

    def bookmark(self, ref: str) -> None:
        """Remember where the interview stands."""
        self._place.keep("", self.questionnaire.path_of(ref))
        self._place.flush()

    def finish(self) -> bool:
        """Finish the interview; False, and nothing happens, while something stands in the way."""
        if self.failures():
            return False
        self.saving.add(self.interview.finish())
        return True

    def _take(self, step: Step, said: tuple[Statement, ...], ref: str) -> None:
        self.saving.add(said)  # first: it is on its way to the disk while the screen is refreshed
        changed = step.changed | {ref}
        is_small = not step.structure and changed <= self.questionnaire.refs
        if is_small:
            self.questionnaire.read_again(changed)
        else:
            self.questionnaire.read_changed(changed)
        if is_small:
            self.changed.emit(changed)
        else:
            self.restructured.emit()

    def _on_durable(self, batch: Sequence[Statement]) -> None:
        self.drafts.keep_again(one.path for one in batch)
        for one in batch:
            if one.kind is EventKind.REMARK:
                self.remarks.settle(one.path)

    def _why(self, outcome: Outcome) -> str:
        t = self.texts.t
        return {
            Outcome.INVALID: t("This cannot be an answer to this question."),
            Outcome.READONLY: t("This answer is computed and cannot be changed."),
            Outcome.UNREACHABLE: t("This question is not asked any more."),
        }.get(outcome, t("This value is not allowed here."))
