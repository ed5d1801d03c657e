"""Words for answers: window and command line share them."""

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.paradata import Doing
from clusterbench_gui.domain.questions import Check, Fault
from clusterbench_gui.domain.status import Status
from clusterbench_gui.support.texts import Texts


def absence_word(absence: Absence | None, texts: Texts) -> str:
    """A reason for absence in words; "" where there is none."""
    if absence is None:
        return ""
    return {
        Absence.DONT_KNOW: texts.c("reason for absence", "don't know"),
        Absence.REFUSED: texts.c("reason for absence", "refused"),
        Absence.NOT_APPLICABLE: texts.c("reason for absence", "not applicable"),
        Absence.NOT_ASKED: texts.c("reason for absence", "not asked"),
    }[absence]


def status_word(status: Status, texts: Texts) -> str:
    """Where an interview stands, in a word."""
    return {
        Status.OPEN: texts.c("interview status", "in progress"),
        Status.FINISHED: texts.c("interview status", "finished"),
        Status.RETURNED: texts.c("interview status", "returned"),
        Status.APPROVED: texts.c("interview status", "approved"),
        Status.WITHDRAWN: texts.c("interview status", "withdrawn"),
    }[status]


def doing_word(doing: Doing, texts: Texts) -> str:
    """What the time of an interview went to, in a word."""
    return {
        Doing.OPENED: texts.c("paradata", "interview opened"),
        Doing.QUESTION: texts.c("paradata", "question"),
        Doing.JUMP: texts.c("paradata", "jump to a question"),
        Doing.LIST: texts.c("paradata", "list of problems"),
        Doing.IDLE: texts.c("paradata", "pause: nothing typed or chosen"),
        Doing.AWAY: texts.c("paradata", "pause: another window in front"),
        Doing.ASLEEP: texts.c("paradata", "pause: the machine slept"),
        Doing.LEFT: texts.c("paradata", "interview left"),
    }[doing]


def conflict_word(texts: Texts) -> str:
    """The same of an interview in which two devices said different things, whatever its status."""
    return texts.c("interview status", "in conflict")


def check_sentence(check: Check, value: str, texts: Texts) -> str:
    """The author's message of a failed check, else one for its kind."""
    if check.message:
        return check.message
    return {
        Fault.CONSTRAINT: texts.t("This value is not allowed here."),
        Fault.REQUIRED: texts.t("This question needs an answer."),
        Fault.INVALID: texts.t("This cannot be an answer to this question."),
        Fault.STALE: texts.t(
            "The answer “{value}” no longer fits the answers before it. Please choose again.", value=value
        ),
    }[check.fault]
