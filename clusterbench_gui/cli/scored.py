"""What commands on results begin with: the scores of a study, and of the edition before where it keeps one."""

import argparse

from clusterbench_gui.app.scoring import StudyData, collect, score
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import ScoredStudy

_NOTHING = frozenset({"nothing-finished", "nothing-settled"})
"""Why an edition before has no scores, which is no fault of this one."""


def scored_study(options: argparse.Namespace, edition: str | None = None) -> ScoredStudy:
    """The study as scored: its own edition or an earlier one that it keeps."""
    study = open_study(options.file, passphrase=passphrase_of(options), read_only=True)
    try:
        return score(collect(study, edition))
    finally:
        study.close()


def scored_editions(options: argparse.Namespace) -> tuple[ScoredStudy, ScoredStudy | None]:
    """The study, and the edition before where it keeps one of which an interview is finished."""
    study = open_study(options.file, passphrase=passphrase_of(options), read_only=True)
    try:
        before = study.edition.previous
        data = collect(study)
        kept = collect(study, before) if before in {one.id for one in study.earlier} else None
    finally:
        study.close()
    return score(data), _if_finished(kept) if kept is not None else None


def code_meant(study: ScoredStudy, text: str) -> str:
    """The code that somebody means who writes k01 for K01; the text itself where there is none."""
    return next((one.code for one in study.clusters if one.code.casefold() == text.strip().casefold()), text)


def _if_finished(data: StudyData) -> ScoredStudy | None:
    try:
        return score(data)
    except ProblemError as error:
        if {one.code for one in error.problems} <= _NOTHING:
            return None
        raise
