"""Where an interview stands, in words."""

from typing import TYPE_CHECKING

from clusterbench_gui.domain.studies import Status
from clusterbench_gui.support.texts import Texts

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow


def status_text(row: "InterviewRow", texts: Texts) -> str:
    """Where the interview of a row stands, in words."""
    if row.interview is None:
        return texts.c("interview status", "not started")
    return {
        Status.OPEN: texts.c("interview status", "in progress"),
        Status.FINISHED: texts.c("interview status", "finished"),
        Status.RETURNED: texts.c("interview status", "returned"),
        Status.APPROVED: texts.c("interview status", "approved"),
        Status.WITHDRAWN: texts.c("interview status", "withdrawn"),
    }[row.interview.status]
