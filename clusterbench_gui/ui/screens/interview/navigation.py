"""Where the interview stands, and the ways to go on from there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.domain.questions import SectionState
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel
from clusterbench_gui.ui.screens.interview.walk import Stop, after, following


class Navigation(QObject):
    """The place in the interview: a ref of `InterviewViewModel.places`, and the section that is shown."""

    leaving = Signal()
    """Somebody wants to go elsewhere: what stands in the fields becomes answers first, because they decide what is next."""
    came = Signal(str)
    """The place changed to this ref, by whatever way."""
    called = Signal(str)
    """The focus is wanted at this ref."""
    section_changed = Signal()
    ended = Signal()
    """Somebody went on from the last question."""

    def __init__(self, viewmodel: InterviewViewModel) -> None:
        """Begin where the interview was left, else at its first question."""
        super().__init__(viewmodel)
        self._viewmodel = viewmodel
        self.resumed = False
        self._target = ""
        self._ref = self._start()
        self._section = self._section_of(self._ref)
        viewmodel.restructured.connect(self._settle)

    @property
    def ref(self) -> str:
        """Where the focus is, or was last; "" in a questionnaire without questions."""
        return self._ref

    @property
    def section(self) -> SectionState | None:
        """The section that is shown."""
        sections = self._viewmodel.questionnaire.sections
        return next((one for one in sections if one.ref == self._section), sections[0] if sections else None)

    def visit(self, ref: str) -> None:
        """The focus came to a place. Where another section is shown on the way, Qt hands it to any question: that is no visit."""
        if ref == self._ref or self._target not in {"", ref}:
            return
        self._ref = ref
        self._viewmodel.bookmark(ref)
        self._show(self._section_of(ref))
        self.came.emit(ref)

    def go(self, ref: str) -> None:
        """Bring the focus to a place, in whatever section."""
        self.leaving.emit()
        self._target = ref
        self._show(self._section_of(ref))
        self._target = ""
        self.visit(ref)
        self.called.emit(ref)

    def step(self, by: int) -> None:
        """Go on to the next place (1) or back to the one before (-1), across sections; not from a wrong answer at the first time."""
        self.leaving.emit()
        if by > 0 and self._viewmodel.holds_back(self._ref):
            return
        stop = following(self._viewmodel.questionnaire.places, self._ref, by)
        if stop is not None:
            self.go(stop.ref)
        elif by > 0:
            self.ended.emit()

    def step_within(self, by: int) -> bool:
        """As `step`, but not out of the section; False at its end, and while another section is being shown."""
        if self._target:
            return False
        self.leaving.emit()
        stop = following(
            [one for one in self._viewmodel.questionnaire.places if one.section == self._section], self._ref, by
        )
        if stop is None:
            return False
        self.go(stop.ref)
        return True

    def turn(self, by: int) -> None:
        """Go to the next or the previous section that has a question."""
        self.leaving.emit()
        refs = list(dict.fromkeys(one.section for one in self._viewmodel.questionnaire.places))
        if self._section in refs and 0 <= refs.index(self._section) + by < len(refs):
            self.open_section(refs[refs.index(self._section) + by])

    def open_section(self, section: str) -> None:
        """Show a section: its first unanswered question, else its first."""
        self.leaving.emit()
        places = [one for one in self._viewmodel.questionnaire.places if one.section == section]
        if places:
            self.go(next((one for one in places if self._is_unanswered(one)), places[0]).ref)

    def next_unanswered(self) -> bool:
        """Jump to the next question without an answer, round the end; False where there is none."""
        return self._seek(self._is_unanswered)

    def next_problem(self) -> bool:
        """Jump to the next question with a wrong or doubtful answer; False where there is none."""
        return self._seek(lambda stop: self._viewmodel.needs_look(stop.ref))

    def cross(self, ref: str = "") -> None:
        """Jump to the other question of a check that the one at `ref`, else the one with the focus, takes part in."""
        others = self._viewmodel.crossings.others(ref or self._ref)
        found = next((one for one in self._viewmodel.questionnaire.places if one.ref in others), None)
        if found is not None:
            self.go(found.ref)

    def _seek(self, wanted: Callable[[Stop], bool]) -> bool:
        self.leaving.emit()
        found = next((one for one in after(self._viewmodel.questionnaire.places, self._ref) if wanted(one)), None)
        if found is not None:
            self.go(found.ref)
        return found is not None

    def _is_unanswered(self, stop: Stop) -> bool:
        question = self._viewmodel.questionnaire.question(stop.ref)
        return question is not None and not question.is_answered

    def _start(self) -> str:
        places = self._viewmodel.questionnaire.places
        ref = self._viewmodel.questionnaire.ref_of(self._viewmodel.interview.bookmark)
        self.resumed = any(one.ref == ref for one in places)
        if self.resumed:
            return ref
        return places[0].ref if places else ""

    def _section_of(self, ref: str) -> str:
        return next((one.section for one in self._viewmodel.questionnaire.places if one.ref == ref), "")

    def _show(self, section: str) -> None:
        if section and section != self._section:
            self._section = section
            self.section_changed.emit()

    def _settle(self) -> None:
        places = self._viewmodel.questionnaire.places
        if not any(one.ref == self._ref for one in places):
            near = next((one for one in places if one.section == self._section), places[0] if places else None)
            self._ref = near.ref if near else ""
            self._section = near.section if near else ""
