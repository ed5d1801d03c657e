"""Many rows and answers at once, as from a pasted table: said in few transactions, and shown when all of it is there."""

from collections.abc import Sequence

from clusterbench_gui.app.interviews import Typed
from clusterbench_gui.domain.changes import Change, as_one
from clusterbench_gui.domain.questions import Outcome, Step
from clusterbench_gui.ui.screens.interview.undoing import Done
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel


class Together:
    """Says things to an interview, and tells nobody before `show`."""

    def __init__(self, viewmodel: InterviewViewModel) -> None:
        """Nothing said yet."""
        self._viewmodel = viewmodel
        self._interview = viewmodel.interview
        self._changes: list[Change] = []

    def room(self, roster: str) -> int:
        """How many rows can be added to a roster."""
        return self._interview.session.room(roster)

    def add_rows(self, roster: str, count: int) -> bool:
        """Add several rows, or none where there is no room for all."""
        step, said = self._interview.add_row(roster, count)
        self._viewmodel.saving.add(said)
        self._changes += [step.change] if step.change else []
        return step.outcome is Outcome.OK

    def answer(self, answers: Sequence[Typed]) -> tuple[Step, ...]:
        """Give answers none of which decides whether another is asked. What the form does not take stays as a draft."""
        found, (whole, said) = self._interview.answer_all(answers)
        self._changes += [whole.change] if whole.change else []
        for one, step in zip(answers, found, strict=True):
            path = self._interview.session.path_of(one.ref)
            if step.outcome is Outcome.INVALID:
                why = self._viewmodel.texts.t("This cannot be an answer to this question.")
                self.hold(path, one.typed or one.value, why)
            elif step.outcome not in {Outcome.UNREACHABLE, Outcome.READONLY}:
                self._viewmodel.unread.forget(path)
                self._viewmodel.drafts.drop(path)
        self._viewmodel.saving.add(said)
        return found

    def hold(self, path: str, text: str, why: str) -> None:
        """A text that is no answer: it stays in its field, as a draft, with the sentence `why` beside it."""
        self._viewmodel.unread.refuse(path, why)
        self._viewmodel.drafts.keep(path, text)

    def show(self, place: str) -> None:
        """Show what was said. It is one step to take back, made at this path."""
        if self._changes:
            self._viewmodel.steps.keep(Done(place, as_one(self._changes)))
        self._changes = []
        self._viewmodel.questionnaire.read()
        self._viewmodel.restructured.emit()
