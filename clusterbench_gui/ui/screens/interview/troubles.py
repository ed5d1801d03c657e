"""Which answers somebody should look at, kept up as answers change: a long questionnaire is not searched for them each time."""

from collections.abc import Callable, Iterable

from clusterbench_gui.domain.questions import QuestionState

Judge = Callable[[QuestionState], bool]


class Troubles:
    """Refs of asked questions whose answers are `wrong`, or `doubtful` and not explained."""

    def __init__(self, wrong: Judge, doubtful: Judge) -> None:
        """Knows of none until `renew`."""
        self._judge_wrong, self._judge_doubtful = wrong, doubtful
        self.wrong: set[str] = set()
        self.doubtful: set[str] = set()

    @property
    def count(self) -> int:
        """How many answers there are to look at."""
        return len(self.wrong | self.doubtful)

    def begin(self, questions: Iterable[QuestionState]) -> None:
        """Judge all questions that there are."""
        asked = [one for one in questions if one.is_asked]
        self.wrong = {one.ref for one in asked if self._judge_wrong(one)}
        self.doubtful = {one.ref for one in asked if self._judge_doubtful(one)}

    def renew(self, questions: Iterable[QuestionState]) -> None:
        """Judge these questions again."""
        for one in questions:
            if one.is_asked:
                (self.wrong.add if self._judge_wrong(one) else self.wrong.discard)(one.ref)
                (self.doubtful.add if self._judge_doubtful(one) else self.doubtful.discard)(one.ref)
            else:
                self.wrong.discard(one.ref)
                self.doubtful.discard(one.ref)
