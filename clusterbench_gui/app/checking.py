"""Checking a study, the workspace itself, then the edition inside it; and repairing it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from clusterbench_gui.app.formulas import compile_formulas, edition_forms
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.problems import Problem, ProblemError, Severity
from clusterbench_gui.storage.backups.archive import Meter
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.recovering.repair import Repaired, repair

_CLOSED = {
    "folder-missing",
    "key-missing",
    "passphrase-needed",
    "passphrase-wrong",
    "workspace-foreign",
    "workspace-newer",
    "workspace-older",
}


def check_study(folder: Path, *, passphrase: str | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a study; empty where it is sound.

    Raises `ProblemError` where there is nothing to check: no study, a newer one, or no key for it.
    """
    found = check(folder, passphrase=passphrase)
    if any(one.code in _CLOSED for one in found):
        raise ProblemError(*found)
    if any(one.severity is Severity.ERROR for one in found):
        return found
    return (*found, *_of_the_editions(folder, passphrase))


def _of_the_editions(folder: Path, passphrase: str | None) -> tuple[Problem, ...]:
    """What is wrong with the editions inside a study whose database is sound."""
    try:
        study = open_study(folder, passphrase=passphrase, read_only=True)
    except ProblemError as error:
        return error.problems
    try:
        for edition in (study.edition, *study.earlier):
            compile_formulas(edition.model, edition_forms(edition))
    except ProblemError as error:
        return error.problems
    finally:
        study.close()
    return ()


def repair_study(
    folder: Path,
    *,
    passphrase: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Repaired:
    """Bring a study in order as far as that can be done, from itself and its backups; the database of before is kept.

    Raises `ProblemError`: `workspace-in-use`, `repair-impossible`, `cancelled`, those of opening a study … Then nothing is changed.
    """
    repaired = repair(folder, passphrase=passphrase, meter=Meter(progress, cancelled))
    if any(one.severity is Severity.ERROR for one in repaired.left):
        return repaired
    return replace(repaired, left=(*repaired.left, *_of_the_editions(folder, passphrase)))
