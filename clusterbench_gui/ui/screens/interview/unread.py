"""Texts that stand in fields and are no answers: why not, also of those that were there before the program started."""

from collections.abc import Iterable

from clusterbench_gui.domain.questions import Outcome, QuestionState
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.widgets.questions.readers import reader


class Unread:
    """Sentences by path. What a field has refused is known; a draft from storage is read again when somebody asks."""

    def __init__(self, drafts: Iterable[str], place: str, texts: Texts) -> None:
        """`drafts` are the paths that storage has one for; what can be read at the `place` is told when the field is left."""
        self._kept = frozenset(drafts)
        self._place = place
        self._texts = texts
        self._refused: dict[str, str] = {}
        self._known: set[str] = set()
        self.look = texts.t("What was typed here is no answer yet. Please look at it again.")

    def refuse(self, path: str, why: str) -> None:
        """A text was not taken."""
        self._refused[path] = why

    def forget(self, path: str) -> None:
        """There is an answer."""
        self._refused.pop(path, None)
        self._known.add(path)

    def at(self, path: str) -> str:
        """Why what was tried at a path was not taken, as a new row; "" where nothing is wrong."""
        return self._refused.get(path, "")

    def why(self, question: QuestionState, draft: str | None) -> str:
        """Why a text is no answer; "" where there is none, or it is being typed."""
        path = question.path
        if path not in self._refused and draft is not None and path in self._kept and path not in self._known:
            self._known.add(path)
            why = self._reason(question, draft)
            if why:
                self._refused[path] = why
        return self._refused.get(path, "")

    def _reason(self, question: QuestionState, draft: str) -> str:
        one = reader(question.kind, self._texts)
        if draft.strip() and one.read(draft) is None:
            return one.why or self.look
        return "" if question.path == self._place else self.look


def why_not(outcome: Outcome, texts: Texts) -> str:
    """Why the form did not take an answer, where its author says nothing."""
    return {
        Outcome.INVALID: texts.t("This cannot be an answer to this question."),
        Outcome.READONLY: texts.t("This answer is computed and cannot be changed."),
        Outcome.UNREACHABLE: texts.t("This question is not asked any more."),
    }.get(outcome, texts.t("This value is not allowed here."))
