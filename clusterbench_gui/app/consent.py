"""Withdrawn consent: what somebody said is erased, and that it was said stays provable."""

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.studies import Person


def withdraw_consent(study: Study, interview: str, author: Person) -> tuple[Problem, ...]:
    """Erase an interview from the study and its automatic backups: answers, remarks, drafts, attachments. Durable on return.

    Kept are who began it, of which cluster, when, and that it was withdrawn; the log goes on, and `check` finds it whole. What left
    the study before (reports, exports, bundles that were sent, backups put elsewhere) lies where the user put it and is not
    reached from here. Returns what could not be erased yet (`backup-not-erased`); the next opening tries again. Raises
    `ProblemError`: `interview-unknown`, `interview-withdrawn`, `workspace-read-only`, `disk-full` …
    """
    study.workspace.withdraw(interview, author)
    return study.workspace.keeper.erase()
