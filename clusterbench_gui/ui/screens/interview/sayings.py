"""What is said beside an answer, in words: by role of `messages.Message`."""

from collections.abc import Iterable

from clusterbench_gui.app.words import check_sentence
from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel

Sayings = dict[str, str]
ROLES = ("bad", "warn", "explained", "cross-bad", "cross-warn")


def trouble(question: QuestionState, viewmodel: InterviewViewModel) -> str:
    """The sentence about what is wrong with an answer."""
    refused = viewmodel.refusal(question)
    check = viewmodel.fault(question)
    return refused or (check_sentence(check, question.shown, viewmodel.texts) if check else "")


def sayings(question: QuestionState, viewmodel: InterviewViewModel) -> Sayings:
    """All that is to be said at a question; "" where there is nothing."""
    t = viewmodel.texts.t
    doubt, explained = question.warning, ""
    if doubt and not viewmodel.is_doubtful(question):
        remark = viewmodel.remarks.text(question.path)
        stands = t("Explained: {remark}", remark=remark) if remark else t("Confirmed as it is.")
        doubt, explained = "", f"{doubt} {stands}"
    elif doubt:
        ask = t("Why is it right? (F2)")
        doubt = f"{doubt} {ask}"
    return {
        "bad": trouble(question, viewmodel),
        "warn": doubt,
        "explained": explained,
        **_crossings(question, viewmodel),
    }


def joined(rows: Iterable[tuple[str, Sayings]]) -> Sayings:
    """What is to be said below the grid of a roster: a line for each row, whose label stands before it, and one for a check of all rows."""
    lines: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for label, said in rows:
        for role, words in said.items():
            if words:
                lines[role][f"{label}: {words}" if label and not role.startswith("cross") else words] = None
    return {role: "\n".join(some) for role, some in lines.items()}


def _crossings(question: QuestionState, viewmodel: InterviewViewModel) -> Sayings:
    """The checks of other questions that this answer takes part in, and that do not hold."""
    found: dict[str, list[str]] = {"cross-bad": [], "cross-warn": []}
    for ref in viewmodel.crossings.at(question.ref):
        other = viewmodel.questionnaire.question(ref)
        if other is None:
            continue
        name = place_name(other, viewmodel)
        if other.failed:
            said = check_sentence(other.failed, other.shown, viewmodel.texts)
            found["cross-bad"].append(
                viewmodel.texts.t("Does not go with {place}: {words} (F6)", place=name, words=said)
            )
        elif viewmodel.is_doubtful(other):
            said = other.warning
            found["cross-warn"].append(
                viewmodel.texts.t("Please compare with {place}: {words} (F6)", place=name, words=said)
            )
    return {role: "\n".join(lines) for role, lines in found.items()}


def place_name(question: QuestionState, viewmodel: InterviewViewModel) -> str:
    """A question as people call it: by its number, in a roster by its label."""
    number = viewmodel.questionnaire.number(question.ref)
    if number:
        return viewmodel.texts.t("question {number}", number=number)
    return f"\u201e{viewmodel.questionnaire.full_label(question.ref)}\u201d"
