"""Withdrawn consent: what somebody said is erased, and that it was said stays provable."""

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Event
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Person


def withdraw_consent(study: Study, interview: str, author: Person) -> Event:
    """Erase an interview from the study: answers, remarks, drafts, attachments. The log goes on, and `check` finds it whole.

    How the cluster is reached (person, telephone, address, appointment) goes too with the coordinator's last interview: there
    is nobody left to be called. An expert who withdraws leaves the coordinator's as it is.

    The automatic backups are rewritten without it as well; one that cannot be is named in the workspace's `notices`, and the
    next opening tries again. Kept are who began it, of which cluster, when, and that it was withdrawn. What left the study
    before (reports, exports, bundles that were sent, backups elsewhere) lies where the user put it and is not reached from
    here. Raises `ProblemError`:
    `interview-unknown`, `interview-withdrawn`, `workspace-read-only`, `disk-full` …
    """
    workspace = study.workspace
    event = workspace.withdraw(interview, author, forget=forgotten_with(study, interview))
    workspace.notices += workspace.keeper.erase()
    return event


def forgotten_with(study: Study, interview: str) -> str:
    """The cluster whose contact goes with an interview when its consent is withdrawn; "" where it stays.

    Raises `ProblemError` (`interview-unknown`).
    """
    found = study.workspace.interview(interview)
    if found.instrument != study.edition.instruments[0].id:
        return ""
    others = (
        one
        for one in study.workspace.interviews()
        if (one.cluster, one.instrument) == (found.cluster, found.instrument) and one.id != interview
    )
    return found.cluster if all(one.status is Status.WITHDRAWN for one in others) else ""
