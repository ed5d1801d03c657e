"""Closing an edition: its reports are final from then on, as long as data and method stay what they were.

What is closed is a fingerprint of both (docs/adr/0013-closing-an-edition.md), so nothing has to be locked: where an answer
changes later, reports are drafts again, and whoever closed may look and close anew.
"""

import json
from datetime import datetime

from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.studies import Closing, Person

CLOSINGS = "closings"
"""Keepsake of the study: everything that was closed and opened again, the newest last."""


def closing_of(study: Study) -> Closing | None:
    """How the study's edition was closed; None while it is open."""
    acts = _acts(study)
    return acts[-1] if acts and acts[-1].fingerprint else None


def close_edition(study: Study, fingerprint: str, author: Person) -> Closing:
    """Close the edition on the data and method of this fingerprint (`ScoredStudy.scores`).

    Raises `ProblemError`: `edition-invented`, `role-closing` (somebody else may not), `workspace-read-only` …
    """
    if study.workspace.info.synthetic:
        raise ProblemError(problem("edition-invented", Place(name=study.workspace.info.title)))
    return _say(study, fingerprint, author)


def reopen_edition(study: Study, author: Person) -> None:
    """Open the edition again: reports are drafts. Raises `ProblemError` (`edition-open`), and those of `close_edition`."""
    if closing_of(study) is None:
        raise ProblemError(problem("edition-open", Place(name=study.workspace.info.title)))
    _say(study, "", author)


def _say(study: Study, fingerprint: str, author: Person) -> Closing:
    if author.role is not Role.SUPERVISOR:
        raise ProblemError(problem("role-closing", Place(name=author.name)))
    act = Closing(fingerprint, author.name, datetime.now().astimezone().isoformat(timespec="seconds"))
    said = [[one.fingerprint, one.person, one.closed] for one in (*_acts(study), act)]
    study.workspace.keep(CLOSINGS, json.dumps(said, ensure_ascii=False))
    return act


def _acts(study: Study) -> tuple[Closing, ...]:
    """What was said, oldest first. An act without a fingerprint opened the edition again."""
    kept = study.workspace.keepsake(CLOSINGS)
    return tuple(Closing(*one) for one in json.loads(kept)) if kept else ()
