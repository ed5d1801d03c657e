"""The state behind the interview screen: what is shown, what is said, and what is still on its way to the disk."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.events import EventKind, Statement
from clusterbench_gui.domain.questions import (
    Check,
    Failure,
    Fault,
    Outcome,
    QuestionState,
    RosterState,
    SectionState,
    Step,
)
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.interview.drafts import Drafts
from clusterbench_gui.ui.screens.interview.saving import Save, SaveQueue
from clusterbench_gui.ui.screens.interview.walk import Stop, numbers, patched, questions_of, stops

if TYPE_CHECKING:  # it imports the form engine and the database, which the first paint does without
    from clusterbench_gui.app.interviews import OpenInterview


REMARK = "#remark"
"""Ends the path under which a remark that is being typed is kept as a draft."""


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
        save_draft: Callable[[str, str], None],
        set_bookmark: Callable[[str], None],
        remarks: Mapping[str, str] | None = None,
    ) -> None:
        """`save` is asynchronous (see `Save`); `save_draft(path, text)` and `set_bookmark(path)` are not waited for.

        `remarks` are the interviewer's notes so far, by path.
        """
        super().__init__()
        self.interview = interview
        self.texts = texts
        self.saving = SaveQueue(save, self.saving_changed.emit)
        self.drafts = Drafts(interview.drafts, save_draft, self)
        self._set_bookmark = set_bookmark
        self._remarks = dict(remarks or {})
        self._refused: dict[str, str] = {}
        self.checked = False
        self._sections: tuple[SectionState, ...] = ()
        self._questions: dict[str, QuestionState] = {}
        self._home: dict[str, str] = {}
        self._places: tuple[Stop, ...] = ()
        self._numbers: dict[str, int] = {}
        self._read()

    # --- what is shown ------------------------------------------------------------------------------------------

    @property
    def sections(self) -> tuple[SectionState, ...]:
        """The questionnaire as it stands now."""
        return self._sections

    @property
    def places(self) -> tuple[Stop, ...]:
        """Where the focus can rest, in reading order."""
        return self._places

    def number(self, ref: str) -> int | None:
        """The running number of a question or roster; None for notes and for what stands in a roster."""
        return self._numbers.get(ref)

    def question(self, ref: str) -> QuestionState | None:
        """A relevant question by ref."""
        return self._questions.get(ref)

    def ref_of(self, path: str) -> str:
        """The ref of a path now; "" where there is no such place, as when a row was removed."""
        try:
            return self.interview.session.ref_of(path) if path else ""
        except KeyError:
            return ""

    @property
    def progress(self) -> tuple[int, int]:
        """Answered and asked questions of the whole interview."""
        return sum(one.answered for one in self._sections), sum(one.asked for one in self._sections)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the questionnaire, as it names them."""
        return tuple(self.interview.session.form.languages)

    @property
    def language(self) -> str:
        """The language in which questions are shown."""
        return self.interview.session.language

    def refusal(self, ref: str) -> str:
        """Why the text in a field was not taken as an answer; "" where nothing is wrong with it."""
        question = self.question(ref)
        return self._refused.get(question.path, "") if question else ""

    def fault(self, question: QuestionState) -> Check | None:
        """The check that an answer fails. That one is missing is a fault once the whole interview was checked."""
        is_missing = self.checked and question.required and not question.is_answered and question.is_asked
        return question.failed or (Check(Fault.REQUIRED) if is_missing else None)

    def is_troubled(self, stop: Stop) -> bool:
        """Whether somebody has to look at the answer at a place."""
        question = self.question(stop.ref)
        return question is not None and bool(self._refused.get(question.path) or self.fault(question))

    def remark(self, ref: str) -> str:
        """The interviewer's remark on a question, with what was typed and not yet written down."""
        question = self.question(ref)
        if question is None:
            return ""
        draft = self.drafts.text(question.path + REMARK)
        return self._remarks.get(question.path, "") if draft is None else draft

    def draft(self, ref: str) -> str | None:
        """The text that stands in a question's field and is no answer yet; None where there is none."""
        question = self.question(ref)
        return self.drafts.text(question.path) if question else None

    def check(self) -> tuple[Failure, ...]:
        """As `failures`; from now on, required questions without an answer are shown as faults."""
        if not self.checked:
            self.checked = True
            self.changed.emit(frozenset(self._questions))
        return self.failures()

    def failures(self) -> tuple[Failure, ...]:
        """What stands in the way of finishing: failed checks, and texts that could not be read, in form order."""
        unread = [
            Failure(ref, one.label, Check(Fault.INVALID, self._refused[one.path]))
            for ref, one in self._questions.items()
            if one.path in self._refused
        ]
        found = {one.ref: one for one in (*self.interview.failures(), *unread)}
        order = {ref: index for index, ref in enumerate(self._questions)}
        return tuple(sorted(found.values(), key=lambda one: order.get(one.ref, -1)))

    def full_label(self, failure: Failure) -> str:
        """The label of a failed question, with its row before it where it stands in a repeat."""
        rows = (
            row
            for section in self._sections
            for item in section.items
            if isinstance(item, RosterState)
            for row in item.rows
        )
        row = next((one for one in rows if any(cell.ref == failure.ref for cell in one.questions)), None)
        return f"{row.label}: {failure.label}" if row and row.label else failure.label

    # --- what is said -------------------------------------------------------------------------------------------

    def answer(self, ref: str, value: str, typed: str = "") -> None:
        """Give an answer; an empty one takes it back. `typed` is what was written, where it differs."""
        question = self.question(ref)
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
        question = self.question(ref)
        if question is not None:
            self._refused[question.path] = why
            self.drafts.keep(question.path, text)
            self.changed.emit(frozenset({ref}))

    def typing(self, ref: str, text: str) -> None:
        """Keep what stands in a field that was not left yet."""
        question = self.question(ref)
        if question is not None:
            self.drafts.keep(question.path, text)

    def absent(self, ref: str, absence: Absence) -> bool:
        """State why there is no value; False where the question does not allow that reason."""
        question = self.question(ref)
        if question is None or absence not in question.absences:
            return False
        self._refused.pop(question.path, None)
        step, said = self.interview.absent(ref, absence)
        if said:
            self.drafts.drop(question.path)
        self._take(step, said, ref)
        return True

    def typing_remark(self, ref: str, text: str) -> None:
        """Keep what stands in the field of the remark."""
        question = self.question(ref)
        if question is not None:
            self.drafts.keep(question.path + REMARK, text)

    def set_remark(self, ref: str, text: str) -> None:
        """Write down a remark on a question; an empty one takes it back."""
        question = self.question(ref)
        if question is None:
            return
        if self._remarks.get(question.path, "") != text:
            self._remarks[question.path] = text
            self.saving.add([Statement(self.interview.interview.id, EventKind.REMARK, text, question.path)])
        self.drafts.discard(question.path + REMARK)

    def add_row(self, roster: str) -> str:
        """Add a row at the end of a roster; the ref of its first question, "" where it has none."""
        before = set(self._questions)
        self._take(*self.interview.add_row(roster), roster)
        return next((ref for ref in self._questions if ref not in before), "")

    def remove_row(self, row: str) -> None:
        """Remove a row; the log keeps its answers."""
        self._take(*self.interview.remove_row(row), row)

    def set_language(self, name: str) -> None:
        """Show the questions in another language; answers, drafts and the place stay."""
        self.interview.session.set_language(name)
        self._read()
        self.retold.emit()

    def next_language(self) -> None:
        """Go round the languages of the questionnaire."""
        names = self.languages
        if len(names) > 1:
            self.set_language(names[(names.index(self.language) + 1) % len(names)])

    def bookmark(self, ref: str) -> None:
        """Remember where the interview stands."""
        question = self.question(ref)
        self._set_bookmark(question.path if question else self.interview.session.path_of(ref))

    def finish(self) -> bool:
        """Finish the interview; False, and nothing happens, while something stands in the way."""
        if self.failures():
            return False
        self.saving.add(self.interview.finish())
        return True

    def _take(self, step: Step, said: tuple[Statement, ...], ref: str) -> None:
        changed = step.changed | {ref}
        if step.structure or not changed <= self._questions.keys():
            self._read()
            self.saving.add(said)
            self.restructured.emit()
        else:
            self._patch(changed)
            self.saving.add(said)
            self.changed.emit(changed)

    def _patch(self, refs: frozenset[str]) -> None:
        """Read some questions again: a long questionnaire is not read as a whole on every answer."""
        fresh = {ref: self.interview.session.question(ref) for ref in refs}
        self._questions |= fresh
        touched = {self._home[ref] for ref in refs}
        self._sections = tuple(patched(one, fresh) if one.ref in touched else one for one in self._sections)

    def _read(self) -> None:
        self._sections = tuple(self.interview.session.sections())
        self._questions = {one.ref: one for section in self._sections for one in questions_of(section)}
        self._home = {one.ref: section.ref for section in self._sections for one in questions_of(section)}
        self._places = stops(self._sections)
        self._numbers = numbers(self._sections)

    def _why(self, outcome: Outcome) -> str:
        t = self.texts.t
        return {
            Outcome.INVALID: t("This cannot be an answer to this question."),
            Outcome.READONLY: t("This answer is computed and cannot be changed."),
            Outcome.UNREACHABLE: t("This question is not asked any more."),
        }.get(outcome, t("This value is not allowed here."))
