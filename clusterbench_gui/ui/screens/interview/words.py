"""The screen's own words and keys for reasons, and the state of a section."""

import re
from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt

from clusterbench_gui.app.wording import sentence
from clusterbench_gui.app.words import absence_word
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.questions import Progress, QuestionState
from clusterbench_gui.domain.status import Status
from clusterbench_gui.support.texts import Texts

ABSENCE_KEYS = {
    Qt.Key.Key_F3: Absence.DONT_KNOW,
    Qt.Key.Key_F4: Absence.REFUSED,
    Qt.Key.Key_F5: Absence.NOT_APPLICABLE,
}
KEY_NAMES = {Absence.DONT_KNOW: "F3", Absence.REFUSED: "F4", Absence.NOT_APPLICABLE: "F5"}

STATE_ICONS = {
    Progress.UNTOUCHED: ("circle", "muted"),
    Progress.IN_PROGRESS: ("circle-half", "accent"),
    Progress.COMPLETE: ("circle-check", "ok"),
    Progress.PROBLEMS: ("alert", "bad"),
}


def state_word(progress: Progress, texts: Texts) -> str:
    """The state of a section in words, for those who cannot see its icon."""
    return {
        Progress.UNTOUCHED: texts.c("state of a section", "not started"),
        Progress.IN_PROGRESS: texts.c("state of a section", "in progress"),
        Progress.COMPLETE: texts.c("state of a section", "complete"),
        Progress.PROBLEMS: texts.c("state of a section", "to be checked"),
    }[progress]


def clock(wall: str, texts: Texts) -> str:
    """The time of day of an ISO 8601 wall time; "" where it is none."""
    try:
        return texts.time(datetime.fromisoformat(wall))
    except ValueError:
        return ""


def code_of(name: str) -> str:
    """The code of a questionnaire's language: `pl` of `Polski (pl)`; "" where it names none."""
    found = re.search(r"\(([\w-]+)\)\s*$", name)
    return found.group(1).lower() if found else ""


def standing_words(status: Status, reason: str, texts: Texts) -> str:
    """What to know of an interview that is not simply open; "" where there is nothing."""
    if status is Status.RETURNED:
        return texts.t("Returned: {remark}", remark=reason) if reason else texts.t("This interview was returned.")
    if status in {Status.FINISHED, Status.APPROVED}:
        return texts.t(
            "This interview is finished and opens to be read. To change something, open it again with a reason."
        )
    return ""


def back_words(touched: str, number: int | None, texts: Texts) -> str:
    """That the program ended in the middle, where the interview goes on, and up to when everything is there."""
    moment = datetime.fromisoformat(touched)
    day = "" if moment.date() == datetime.now(moment.tzinfo).date() else f"{texts.date(moment.date())}, "
    time = f"{day}{moment:%H:%M}"
    if number is None:
        return texts.t("You are back where you were. Everything up to {time} is saved.", time=time)
    return texts.t("You are back at question {number}. Everything up to {time} is saved.", number=number, time=time)


def language_code(name: str) -> str:
    """The short name of a questionnaire's language: `PL` of `Polski (pl)`, else the name."""
    return code_of(name).upper() or name


def answer_words(question: QuestionState | None, texts: Texts, *, is_troubled: bool) -> str:
    """How the answer to a question stands, in a few words."""
    if question is None:
        return ""
    if is_troubled:
        return texts.c("state of a section", "to be checked")
    if not question.is_answered:
        return texts.t("no answer")
    return question.shown or absence_word(question.absence, texts)


def row_word(ref: str) -> str:
    """The number of a row from its ref, with those of the rows around it: `2.1.`."""
    return "".join(f"{number}." for number in re.findall(r"\[(\d+)\]", ref))


def unsaved_words(problems: Iterable[Problem], texts: Texts) -> str:
    """Why the newest answers are not saved, and that they are not lost."""
    kept = texts.t("What was entered last is not saved yet. It is kept here and tried again every few seconds.")
    return " ".join([*dict.fromkeys(sentence(one, texts) for one in problems), kept])
