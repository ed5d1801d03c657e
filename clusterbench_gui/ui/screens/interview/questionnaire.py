"""The questionnaire as the screen reads it: asked of the form session once, and again only where something changed."""

from typing import TYPE_CHECKING

from clusterbench_gui.domain.questions import QuestionState, RosterState, SectionState, numbered
from clusterbench_gui.ui.screens.interview.walk import Listing, Stop, listed, patched

if TYPE_CHECKING:  # it imports the form engine, which the first paint does without
    from clusterbench_gui.forms.session import FormSession


class Questionnaire:
    """Sections, questions by ref, and the places where the focus rests, all of one moment."""

    def __init__(self, session: "FormSession") -> None:
        """As it stands now."""
        self._session = session
        self.sections: tuple[SectionState, ...] = ()
        self.places: tuple[Stop, ...] = ()
        """Where the focus can rest, in reading order."""
        self._questions: dict[str, QuestionState] = {}
        self._home: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._listed: dict[str, Listing] = {}
        self.read()

    def read(self) -> None:
        """Read everything: it is new, or the language changed."""
        self._take(self._session.sections())

    def read_changed(self, refs: frozenset[str]) -> None:
        """Read what changed at these refs, and what questions there are now: some came or went."""
        self._take(self._session.sections({ref: one for ref, one in self._questions.items() if ref not in refs}))

    def _take(self, sections: tuple[SectionState, ...]) -> None:
        self.sections = sections
        before = self._listed
        self._listed = {
            one.ref: known if (known := before.get(one.ref)) and known.of is one else listed(one) for one in sections
        }
        self._questions = {one.ref: one for listing in self._listed.values() for one in listing.questions}
        self._home = {one.ref: ref for ref, listing in self._listed.items() for one in listing.questions}
        self.places = tuple(stop for listing in self._listed.values() for stop in listing.stops)
        self._numbers = numbered(ref for listing in self._listed.values() for ref in listing.numbered)

    def read_again(self, refs: frozenset[str]) -> None:
        """Read some questions again: a long questionnaire is not read as a whole on every answer."""
        fresh = {ref: self._session.question(ref) for ref in refs}
        self._questions |= fresh
        touched = {self._home[ref] for ref in refs}
        self.sections = tuple(patched(one, fresh) if one.ref in touched else one for one in self.sections)

    @property
    def refs(self) -> frozenset[str]:
        """The refs of all questions that are relevant now."""
        return frozenset(self._questions)

    @property
    def questions(self) -> tuple[QuestionState, ...]:
        """All relevant questions in form order."""
        return tuple(self._questions.values())

    @property
    def progress(self) -> tuple[int, int]:
        """Answered and asked questions of the whole interview."""
        return sum(one.answered for one in self.sections), sum(one.asked for one in self.sections)

    def question(self, ref: str) -> QuestionState | None:
        """A relevant question by ref; None where there is none, as for a roster."""
        return self._questions.get(ref)

    def number(self, ref: str) -> int | None:
        """The running number of a question or roster; None for notes and for what stands in a roster."""
        return self._numbers.get(ref)

    def full_label(self, ref: str) -> str:
        """The label of a question, with its row before it where it stands in a repeat."""
        question = self.question(ref)
        if question is None:
            return ""
        section = next(one for one in self.sections if one.ref == self._home[ref])
        rows = [row for item in section.items if isinstance(item, RosterState) for row in item.rows]
        row = next((one for one in rows if any(cell.ref == ref for cell in one.questions)), None)
        return f"{row.label}: {question.label}" if row and row.label else question.label

    def section_label(self, ref: str) -> str:
        """What the section of a question is called."""
        home = self.section_of(ref)
        return next((one.label for one in self.sections if one.ref == home), "")

    def section_of(self, ref: str) -> str:
        """The ref of the section that a question stands in; "" where it is no question."""
        return self._home.get(ref, "")

    def ref_of(self, path: str) -> str:
        """The ref of a path now; "" where there is no such place, as when a row was removed."""
        try:
            return self._session.ref_of(path) if path else ""
        except KeyError:
            return ""

    def path_of(self, ref: str) -> str:
        """The path of a question or roster."""
        question = self.question(ref)
        return question.path if question else self._session.path_of(ref)
