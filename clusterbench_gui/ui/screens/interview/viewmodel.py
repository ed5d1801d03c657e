"""The state behind the interview screen: what is said, what is still on its way to the disk, what is wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from clusterbench_gui.app.paradata import Recorder
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.problems import Problem, ProblemError
from clusterbench_gui.domain.questions import Check, Failure, Fault, QuestionState, Step
from clusterbench_gui.domain.status import Status
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.interview.attaching import Attaching
from clusterbench_gui.ui.screens.interview.background import Background, ReadHistory, ReadPrevious
from clusterbench_gui.ui.screens.interview.crossings import Crossings
from clusterbench_gui.ui.screens.interview.drafts import Drafts
from clusterbench_gui.ui.screens.interview.keeping import AGAIN, Keep, Keeper, Settled, may_pass
from clusterbench_gui.ui.screens.interview.questionnaire import Questionnaire
from clusterbench_gui.ui.screens.interview.remarks import Remarks
from clusterbench_gui.ui.screens.interview.saving import Save, SaveQueue, Saving
from clusterbench_gui.ui.screens.interview.troubles import Troubles
from clusterbench_gui.ui.screens.interview.undoing import Done, Steps
from clusterbench_gui.ui.screens.interview.unread import Unread, why_not
from clusterbench_gui.ui.screens.interview.walk import following
from clusterbench_gui.ui.screens.interview.watch import KeepParadata, Watch, keep_nothing

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
    locked = Signal(object)
    """A finished interview was about to be changed; carries what changes it once it is open again (a callable)."""

    def __init__(
        self,
        interview: "OpenInterview",
        *,
        texts: Texts,
        save: Save,
        save_draft: Keep,
        set_bookmark: Callable[[str, Settled], None],
        keep_paradata: KeepParadata = keep_nothing,
        remarks: Mapping[str, str] | None = None,
        form_title: str = "",
        reason: str = "",
        read_history: ReadHistory | None = None,
        read_previous: ReadPrevious | None = None,
    ) -> None:
        """`save`, `save_draft(path, text, settled)` and `set_bookmark(path, settled)` are asynchronous (see `Save` and `Keep`).

        So is `keep_paradata`. `remarks` are the interviewer's notes so far, by path; `form_title` says which questionnaire this
        is; `reason` is why the interview was returned, if it was. `read_history` and `read_previous` bring help later.
        """
        super().__init__()
        self.interview = interview
        self.texts = texts
        self.form_title = form_title
        self.reason = reason
        self.questionnaire = Questionnaire(interview.session)
        self.saving = SaveQueue(save, changed=self._on_saving, settled=self._on_durable)
        self.drafts = Drafts(interview.drafts, save_draft, self)
        self.steps = Steps()
        self.remarks = Remarks(interview.interview.id, remarks or {}, self.saving, self.drafts, self._on_remark)
        self.attaching = Attaching(self)
        self.background = Background(read_history, read_previous, self)
        self.unread = Unread(interview.drafts, interview.bookmark, texts)
        self.watch = Watch(Recorder(interview.interview.id), keep_paradata, self)
        self._place = Keeper(lambda _, path, settled: set_bookmark(path, settled), 0, self)
        self._keepers = (self.drafts.keeper, self._place)
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self.saving.send)
        for keeper in (*self._keepers, self.attaching):
            keeper.settled.connect(self.saving_changed)
        self.crossings = Crossings(self.questionnaire.questions)
        self._was_checked = False
        self._at = ""
        self._held: dict[str, str] = {}
        self.troubles = Troubles(self._is_wrong, self.is_doubtful)
        self.troubles.begin(self.questionnaire.questions)
        self.changed.connect(self._judge)
        self.restructured.connect(lambda: self.troubles.begin(self.questionnaire.questions))

    @property
    def is_finished(self) -> bool:
        """Finished or approved, and not changed since."""
        return self.interview.interview.status in {Status.FINISHED, Status.APPROVED}

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
        return any(one.is_sending for one in (self.saving, self.attaching, *self._keepers))

    def send(self) -> None:
        """Try everything at once that is not saved; `saving_changed` tells what became of it."""
        for one in self._keepers:
            one.flush()
        self.saving.send()

    def _on_saving(self) -> None:
        if not self.saving.is_sending and may_pass(self.saving.problems):
            self._again.start()
        self.saving_changed.emit()

    def speak(self, texts: Texts, title_of: Callable[[str], str]) -> None:
        """The window's language changed: whoever shows this makes a new view on it. `title_of` a questionnaire by its id."""
        self.texts, self.form_title = texts, title_of(self.interview.interview.instrument)

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
        return self.unread.why(question, self.draft(question))

    def fault(self, question: QuestionState) -> Check | None:
        """The check that an answer fails. That one is missing is a fault once the whole interview was checked."""
        is_missing = self._was_checked and question.required and not question.is_answered and question.is_asked
        return question.failed or (Check(Fault.REQUIRED) if is_missing else None)

    def is_troubled(self, ref: str) -> bool:
        """Whether somebody has to look at the answer at a place."""
        question = self.questionnaire.question(ref)
        return question is not None and self._is_wrong(question)

    def _is_wrong(self, question: QuestionState) -> bool:
        return bool(self.refusal(question) or self.fault(question))

    def _judge(self, refs: frozenset[str]) -> None:
        """Whoever hears of a change after this finds `troubles` up to date."""
        self.troubles.renew(one for ref in refs if (one := self.questionnaire.question(ref)))

    @property
    def broken(self) -> tuple[Problem, ...]:
        """What is wrong with lists that the questionnaire takes from files: they are empty, and somebody should be told."""
        return tuple(self.interview.session.form.broken)

    def is_doubtful(self, question: QuestionState) -> bool:
        """Whether a soft check warns of an answer, and nobody has stood by it yet."""
        return bool(question.warning) and not self.interview.is_confirmed(question)

    def needs_look(self, ref: str) -> bool:
        """Whether an answer at a place is wrong, or doubtful and not explained."""
        question = self.questionnaire.question(ref)
        return question is not None and (self.is_troubled(ref) or self.is_doubtful(question))

    def holds_back(self, ref: str) -> bool:
        """Whether going on from a place should wait: for a wrong or doubtful answer not seen yet. Asked again, it lets go."""
        question = self.questionnaire.question(ref)
        if question is None or not (self.refusal(question) or question.failed or self.is_doubtful(question)):
            return False
        stands = self.draft(question) or question.value
        is_new = self._held.get(question.path) != stands
        self._held[question.path] = stands
        return is_new

    def doubts(self) -> tuple[QuestionState, ...]:
        """The answers that soft checks warn of, explained or not, in form order."""
        return tuple(one for one in self.questionnaire.questions if one.warning)

    def confirm(self, refs: Iterable[str]) -> None:
        """Stand by doubtful answers. The remark at an answer, if there is one, is the reason."""
        said = tuple(statement for ref in refs for statement in self.interview.confirm(ref))
        self.saving.add(said)
        at = {self.questionnaire.ref_of(one.path) for one in said}
        self.changed.emit(frozenset(at.union(*(self.crossings.others(ref) for ref in at))) & self.questionnaire.refs)

    def explain(self, ref: str) -> None:
        """Whoever leaves the remark of a doubtful answer by Enter stands by it, though the remark was there before."""
        question = self.questionnaire.question(ref)
        if question is not None and self.is_doubtful(question) and self.remarks.text(question.path):
            self.confirm([ref])

    def _on_remark(self, path: str, before: str, now: str) -> None:
        self.steps.keep(Done(path, None, (before, now)))
        if now:
            self.explain(self.questionnaire.ref_of(path))

    def failures(self) -> tuple[Failure, ...]:
        """What stands in the way of finishing, in form order: failed checks, and texts that did not become answers."""
        questions = self.questionnaire.questions
        unread = [
            Failure(one.ref, one.label, Check(Fault.INVALID, self.refusal(one) or self.unread.look))
            for one in questions
            if self.draft(one) is not None
        ]
        found = {one.ref: one for one in (*self.interview.failures(), *unread)}
        order = {one.ref: index for index, one in enumerate(questions)}
        return tuple(sorted(found.values(), key=lambda one: order.get(one.ref, -1)))

    def check(self) -> tuple[Failure, ...]:
        """As `failures`; from now on, required questions without an answer are shown as faults."""
        self.watch.recorder.listed()
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
        self.watch.recorder.acted()
        if value == question.value and question.absence is None:
            self.unread.forget(question.path)
            self.drafts.discard(question.path)
            self.changed.emit(frozenset({ref}))
            return
        if self.is_locked(lambda: self.answer(ref, value, typed)):
            return
        try:
            step, said = self.interview.answer(ref, value, typed if typed not in {"", value} else None)
        except ProblemError as error:
            self._stop(question, error, typed or value)
            return
        if said:
            self._said(question)
        else:
            self.unread.refuse(question.path, step.message or why_not(step.outcome, self.texts))
            self.drafts.keep(question.path, typed or value)
        self._take(step, said, ref)

    def refuse(self, ref: str, text: str, why: str) -> None:
        """A text that is no answer: it stays in its field, as a draft, with the sentence `why` beside it."""
        question = self.questionnaire.question(ref)
        if question is not None and not self.is_locked(lambda: self.refuse(ref, text, why)):
            self.watch.recorder.acted()
            self.unread.refuse(question.path, why)
            self.drafts.keep(question.path, text)
            self.changed.emit(frozenset({ref}))

    def typing(self, ref: str, text: str) -> None:
        """Keep what stands in a field that was not left yet."""
        question = self.questionnaire.question(ref)
        if question is not None and not self.is_locked(lambda: self.typing(ref, text)):
            self.watch.recorder.acted()
            self.drafts.keep(question.path, text)

    def draft(self, question: QuestionState) -> str | None:
        """The text that stands in a question's field and is no answer yet; None where there is none."""
        return self.drafts.text(question.path)

    def absent(self, ref: str, absence: Absence) -> bool:
        """State why there is no value; False where the question does not allow that reason."""
        question = self.questionnaire.question(ref)
        if question is None or absence not in question.absences:
            return False
        if self.is_locked(lambda: self.absent(ref, absence)):
            return False
        self.watch.recorder.acted()
        try:
            step, said = self.interview.absent(ref, absence)
        except ProblemError as error:
            self._stop(question, error, "")
            return True
        if said:
            self._said(question)
        self._take(step, said, ref)
        return True

    def add_row(self, roster: str) -> str:
        """Add a row at the end of a roster; the ref of its first question, "" where it has none."""
        if self.is_locked(lambda: self.add_row(roster)):
            return ""
        before = self.questionnaire.refs
        self.watch.recorder.acted()
        try:
            self._take(*self.interview.add_row(roster), roster)
        except ProblemError as error:
            self.unread.refuse(self.questionnaire.path_of(roster), words_of(error.problems, self.texts))
            self.restructured.emit()
        return next((one.ref for one in self.questionnaire.questions if one.ref not in before), "")

    def remove_row(self, row: str) -> None:
        """Remove a row; the log keeps its answers."""
        if not self.is_locked(lambda: self.remove_row(row)):
            self._take(*self.interview.remove_row(row), row)

    def reopen(self, reason: str) -> None:
        """Open a finished interview again, for a reason that goes into the log."""
        self.saving.add(self.interview.reopen(reason))
        self.changed.emit(frozenset())

    def is_locked(self, change: Callable[[], object]) -> bool:
        """Whether the interview is finished, so that nothing changes; then whoever shows it is told what was wanted."""
        if self.is_finished:
            self.locked.emit(change)
        return self.is_finished

    def bookmark(self, ref: str) -> None:
        """Remember where the interview stands."""
        self.enter(ref)
        self._place.keep("", self.questionnaire.path_of(ref))
        self._place.flush()

    def enter(self, ref: str) -> None:
        """The focus came to a place: to the next one by a step, elsewhere by a jump."""
        near = {one.ref for by in (-1, 1) if (one := following(self.questionnaire.places, self._at, by))}
        self.watch.came(self.questionnaire.path_of(ref), is_step=self._at in {"", ref} or ref in near)
        self._at = ref

    def finish(self) -> bool:
        """Finish the interview; False, and nothing happens, while something stands in the way: doubts are confirmed first."""
        if self.failures() or any(self.is_doubtful(one) for one in self.doubts()):
            return False
        self.saving.add(self.interview.finish())
        return True

    def _take(self, step: Step, said: tuple[Statement, ...], ref: str) -> None:
        if said and step.change is not None:
            self.steps.keep(Done(said[-1].path, step.change))
        self.take_in(step, said, frozenset({ref}))

    def take_in(self, step: Step, said: tuple[Statement, ...], refs: frozenset[str]) -> None:
        """A step was made at these refs, if not here: save what it says, and tell who shows it."""
        self.saving.add(said)  # first: it is on its way to the disk while the screen is refreshed
        changed = step.changed | refs
        is_small = not step.structure and changed <= self.questionnaire.refs
        if is_small:
            self.questionnaire.read_again(changed)
            changed |= self.crossings.follow(one for each in changed if (one := self.questionnaire.question(each)))
        else:
            self.questionnaire.read_changed(changed)
            self.crossings = Crossings(self.questionnaire.questions)
        if is_small:
            self.changed.emit(changed & self.questionnaire.refs)
        else:
            self.restructured.emit()

    def _said(self, question: QuestionState) -> None:
        """An answer or a reason took the place of what stood at a question."""
        if question.is_answered:
            self.watch.recorder.corrected()
        self.unread.forget(question.path)
        self.drafts.drop(question.path)

    def _stop(self, question: QuestionState, error: ProblemError, text: str) -> None:
        """The form could not take an answer: everything is as before, and what was meant stays as a draft, with the reason."""
        self.unread.refuse(question.path, words_of(error.problems, self.texts))
        self.drafts.keep(question.path, text)
        self.questionnaire.read()
        self.restructured.emit()

    def _on_durable(self, batch: Sequence[Statement]) -> None:
        self.drafts.keep_again(one.path for one in batch)
        for one in batch:
            if one.kind is EventKind.REMARK:
                self.remarks.settle(one.path)
        self.background.read_again()
