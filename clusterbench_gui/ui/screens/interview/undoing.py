"""Taking steps back and doing them again, for as long as the interview is open."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.changes import Change
from clusterbench_gui.domain.questions import RosterState, SectionState

if TYPE_CHECKING:  # it makes this
    from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

STEPS = 500
"""How many steps can be taken back."""
ROOM = 4_000_000
"""How many characters they may keep in memory, all together; the oldest go first."""
_SHORT = 60
"""Characters of a label or an answer in a sentence about it."""


@dataclass(frozen=True, slots=True)
class Done:
    """A step: where it was made, and what it changed; else the remark before and after."""

    path: str
    change: Change | None
    remark: tuple[str, str] = ("", "")

    @property
    def size(self) -> int:
        """About how many characters it keeps."""
        return self.change.size if self.change else sum(map(len, self.remark))


class Undoing(QObject):
    """The steps of one opening of an interview. What it does is said like any other answer: the log keeps it all."""

    moved = Signal(str, str)
    """A step was taken back or done again: the ref to go to ("" for nowhere), and a sentence that says what happened."""

    def __init__(self, viewmodel: "InterviewViewModel") -> None:
        """Nothing to take back yet."""
        super().__init__(viewmodel)
        self._viewmodel = viewmodel
        self._back: deque[Done] = deque(maxlen=STEPS)
        self._forth: list[Done] = []
        self._is_moving = False

    def keep(self, done: Done) -> None:
        """A step was made: it can be taken back, and what was taken back before can not be done again any more."""
        if self._is_moving:
            return
        self._forth.clear()
        self._back.append(done)
        room = ROOM - sum(one.size for one in self._back) if done.size > ROOM // STEPS else 0
        while room < 0 and self._back:
            room += self._back.popleft().size

    def undo(self) -> None:
        """Take the last step back."""
        t = self._viewmodel.texts.t
        if self._back:
            self._forth.append(self._back.pop())
            self._move(self._forth[-1], is_back=True)
        else:
            self.moved.emit("", t("There is nothing to undo since this interview was opened."))

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        t = self._viewmodel.texts.t
        if self._forth:
            self._back.append(self._forth.pop())
            self._move(self._back[-1], is_back=False)
        else:
            self.moved.emit("", t("There is nothing to do again."))

    def _move(self, done: Done, *, is_back: bool) -> None:
        before = self._answer(done.path)
        self._is_moving = True
        try:
            if done.change is None:
                self._viewmodel.remarks.write(done.path, done.remark[0 if is_back else 1])
            else:
                self._viewmodel.put(done.change.before if is_back else done.change.after, done.path)
        finally:
            self._is_moving = False
        t = self._viewmodel.texts.t
        what = self._told(done, before)
        self.moved.emit(
            self._place(done.path), t("Undone: {what}", what=what) if is_back else t("Done again: {what}", what=what)
        )

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
