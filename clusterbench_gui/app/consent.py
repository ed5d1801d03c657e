"""Withdrawn consent: what somebody said is erased, and that it was said stays provable."""

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Event
from clusterbench_gui.domain.studies import Person


def withdraw_consent(study: Study, interview: str, author: Person) -> Event:
    """Erase an interview from the study: answers, remarks, drafts, attachments. The log goes on, and `check` finds it whole.

    The automatic backups are rewritten without it as well; one that cannot be is named in the workspace's `notices`, and the
    next opening tries again. Kept are who began it, of which cluster, when, and that it was withdrawn. What left the study
    before (reports, exports, bundles that were sent, backups elsewhere) lies where the user put it and is not reached from
    here. Raises `ProblemError`:
    `interview-unknown`, `interview-withdrawn`, `workspace-read-only`, `disk-full` …
    """
    event = study.workspace.withdraw(interview, author)
    study.workspace.notices += study.workspace.keeper.erase()
    return event
