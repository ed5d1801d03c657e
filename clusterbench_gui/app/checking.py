"""Checking a study: the workspace itself, then the edition inside it."""

from pathlib import Path

from clusterbench_gui.app.scoring import compile_formulas, edition_forms
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.problems import Problem, ProblemError
from clusterbench_gui.storage.check import check


def check_study(folder: Path, *, passphrase: str | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a study; empty where it is sound. Raises `ProblemError` where it cannot be opened."""
    found = check(folder, passphrase=passphrase)
    if found:
        return found
    study = open_study(folder, passphrase=passphrase, read_only=True)
    try:
        compile_formulas(study.edition, edition_forms(study.edition))
    except ProblemError as error:
        return error.problems
    finally:
        study.close()
    return ()
