"""Where an interview stands, in words."""

from typing import TYPE_CHECKING

from clusterbench_gui.support.texts import Texts

if TYPE_CHECKING:  # imports the form engine, which a list does without
    from clusterbench_gui.app.interviews import InterviewRow


def status_text(row: "InterviewRow", texts: Texts) -> str:
    """Where the interview of a row stands, in words."""
    from clusterbench_gui.app.words import conflict_word, status_word  # noqa: PLC0415 - the first paint has no rows

    if row.interview is None:
        return texts.c("interview status", "not started")
    if row.in_conflict:
        return conflict_word(texts)
    return status_word(row.interview.status, texts)
