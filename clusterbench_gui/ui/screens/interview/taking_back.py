"""Taking steps back and doing them again, and saying what that did."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.changes import Side
from clusterbench_gui.domain.questions import RosterState, SectionState
from clusterbench_gui.ui.screens.interview.undoing import Done
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

_SHORT = 60
"""Characters of a label or an answer in a sentence about it."""


class TakingBack(QObject):
    """Undo and redo of an interview. What it does is said like any other answer."""

    moved = Signal(str, str)
    """A step was taken back or done again: the ref to go to ("" for nowhere), and a sentence that says what happened."""

    def __init__(self, viewmodel: InterviewViewModel, settle: Callable[[], None], parent: QObject) -> None:
        """The steps are the view-model's; another view takes them over. `settle` makes what is half typed a step, too."""
        super().__init__(parent)
        self._settle = settle
        self._viewmodel = viewmodel

    def undo(self) -> None:
        """Take the last step back."""
        self._settle()
        t = self._viewmodel.texts.t
        if self._viewmodel.is_locked(self.undo):
            return
        done = self._viewmodel.steps.back()
        if done is None:
            self.moved.emit("", t("There is nothing to undo since this interview was opened."))
        else:
            self.moved.emit(*self._move(done, t("Undone: {what}"), is_back=True))

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._settle()
        t = self._viewmodel.texts.t
        if self._viewmodel.is_locked(self.redo):
            return
        done = self._viewmodel.steps.forth()
        if done is None:
            self.moved.emit("", t("There is nothing to do again."))
        else:
            self.moved.emit(*self._move(done, t("Done again: {what}"), is_back=False))

    def _move(self, done: Done, words: str, *, is_back: bool) -> tuple[str, str]:
        before = self._answer(done.path)
        with self._viewmodel.steps.moving():
            if done.change is None:
                self._viewmodel.remarks.write(done.path, done.remark[0 if is_back else 1])
            else:
                self._put(done.change.before if is_back else done.change.after, done.path)
        return self._place(done.path), words.replace("{what}", self._told(done, before))

    def _put(self, side: Side, path: str) -> None:
        """Put what a step at a path changed back to one side of it; what is half typed at its questions goes."""
        model = self._viewmodel
        step, said = model.interview.put(side)
        for one in said:
            model.unread.forget(one.path)
            model.drafts.drop(one.path)
        ref = model.questionnaire.ref_of(path)
        model.take_in(step, said, frozenset({ref}) if model.questionnaire.question(ref) else frozenset())

    def _told(self, done: Done, before: str) -> str:
        t = self._viewmodel.texts.t
        name = self._name(done.path)
        if done.change is None:
            return t("remark on “{question}”", question=name)
        if not done.change.before.rosters:
            return f"{name}: {before} \u2192 {self._answer(done.path)}"
        if self._viewmodel.questionnaire.ref_of(done.path):
            return t("a row of “{roster}” is there again, with its answers", roster=name)
        return t("a row of “{roster}” is not there any more", roster=name)

    def _name(self, path: str) -> str:
        """Number and label of a question; of a repeat where the path is that of a row."""
        read = self._viewmodel.questionnaire
        ref = read.ref_of(path)
        if path.endswith("]"):
            ref = read.ref_of(path.rpartition("[")[0])
        number = read.number(ref)
        label = read.full_label(ref) or _roster_label(read.sections, ref)
        return _short(f"{number} {label}" if number else label)

    def _answer(self, path: str) -> str:
        """What stands at a path, in words."""
        question = self._viewmodel.questionnaire.question(self._viewmodel.questionnaire.ref_of(path))
        texts = self._viewmodel.texts
        if question is None or not question.is_answered:
            return texts.t("no answer")
        return _short(question.shown) or absence_word(question.absence, texts)

    def _place(self, path: str) -> str:
        """The place nearest to a path: itself, the first question of the row, the repeat, anything in the repeat."""
        read = self._viewmodel.questionnaire
        here, roster = read.ref_of(path), read.ref_of(path.rpartition("[")[0])
        refs = [one.ref for one in read.places]
        wanted = ([one for one in refs if one == here], [one for one in refs if here and one.startswith(f"{here}/")])
        around = [one for one in refs if roster and (one == roster or one.startswith(f"{roster}["))]
        return next((found[0] for found in wanted if found), around[-1] if around else "")


def _roster_label(sections: Sequence[SectionState], ref: str) -> str:
    found = (item.label for one in sections for item in one.items if isinstance(item, RosterState) and item.ref == ref)
    return next(found, "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"
