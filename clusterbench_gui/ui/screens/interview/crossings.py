"""Checks that look at several questions, seen from each of them."""

from collections.abc import Iterable

from clusterbench_gui.domain.questions import QuestionState


class Crossings:
    """By ref: the questions whose failed constraint or warning reads the answer there. Kept up as answers change."""

    def __init__(self, questions: Iterable[QuestionState]) -> None:
        """As they stand now."""
        self._involved: dict[str, tuple[str, ...]] = {}
        self._checked_by: dict[str, list[str]] = {}
        self.follow(questions)

    def follow(self, questions: Iterable[QuestionState]) -> frozenset[str]:
        """Take over how these questions stand now. Returns the refs at which something else is to be said."""
        touched: set[str] = set()
        for one in questions:
            before = self._involved.pop(one.ref, ())
            for ref in before:
                self._checked_by[ref].remove(one.ref)
            for ref in one.involved:
                self._checked_by.setdefault(ref, []).append(one.ref)
            if one.involved:
                self._involved[one.ref] = one.involved
            touched.update(before, one.involved)
        return frozenset(touched)

    def at(self, ref: str) -> tuple[str, ...]:
        """The questions whose check reads the answer at a ref and does not hold, without the one at the ref itself."""
        return tuple(dict.fromkeys(one for one in self._checked_by.get(ref, ()) if one != ref))

    def others(self, ref: str) -> tuple[str, ...]:
        """The questions that a check at a ref looks at, or that look at it: where a jump leads to and fro."""
        return (*self.at(ref), *(one for one in self._involved.get(ref, ()) if one != ref))
