"""Commands on reports: write them; close the edition, from when on they are final."""

import argparse
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.cli.persons import add_by, supervisor
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.cli.scored import code_meant, scored_editions
from clusterbench_gui.domain.papers import Paper
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts, preferred_language, texts

if TYPE_CHECKING:  # with the command
    from clusterbench_gui.app.reports.kinds import Report
    from clusterbench_gui.app.reports.writing import Production

_LOG = logging.getLogger(__name__)


def add_parsers(commands: Commands) -> None:
    """Register the commands."""
    _report(commands)
    _close(commands)


def _report(commands: Commands) -> None:
    example = "study.clusterbench --language pl --out reports --general --slides --all"
    parser = study_parser(commands, "report", "Write PDF reports.", example)
    parser.add_argument("--language", choices=("pl", "en"), required=True, help="of the reports")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for the files; older ones of the same names are replaced"
    )
    parser.add_argument("--general", action="store_true", help="the general report")
    parser.add_argument("--slides", action="store_true", help="slides of the general results")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--cluster", metavar="CODE", action="append", help="a cluster; may be given several times")
    which.add_argument("--all", action="store_true", help="every cluster that has a score")
    parser.add_argument(
        "--fact-sheet", action="store_true", help="with --all or --cluster: one-page fact sheets in place of reports"
    )
    who = "an interview's id, or a cluster's code for its first questionnaire; may be given several times"
    which.add_argument("--questionnaire", metavar="WHICH", action="append", help=f"filled-in questionnaire: {who}")
    which.add_argument("--local", metavar="WHICH", action="append", help=f"provisional local report: {who}")
    parser.add_argument(
        "--copy",
        choices=("office", "respondent"),
        default="office",
        help="of a questionnaire: with the interviewer's remarks (office), or the respondent's copy (default office)",
    )
    parser.set_defaults(run=_run_report)


def _close(commands: Commands) -> None:
    about = "Close the edition: its reports are final as long as data and method stay as they are."
    parser = study_parser(commands, "close", about, 'study.clusterbench --by "Ewa Lis"')
    parser.add_argument("--reopen", action="store_true", help="open it again: reports are drafts")
    add_by(parser)
    parser.set_defaults(run=_run_close)


def _run_report(options: argparse.Namespace) -> int:
    if options.fact_sheet and not (options.all or options.cluster):
        raise ProblemError(problem("fact-sheet-whose"))
    if options.questionnaire or options.local:
        _write_papers(options)
        if not (options.general or options.slides):
            return 0
    return _write_reports(options)


def _write_reports(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.reports.writing import write_reports  # noqa: PLC0415 - few commands need it

    study, earlier = scored_editions(options)
    wanted = _wanted(study, options)
    production = write_reports(study, earlier, wanted, options.language, options.out, progress=show_progress)
    for path in production.made:
        print(path)
    return _sum_up(production, study, options.out)


def _wanted(study: ScoredStudy, options: argparse.Namespace) -> "tuple[Report, ...]":
    """The reports that the options name. Raises `ProblemError`: `report-which`, `cluster-unknown`."""
    from clusterbench_gui.app.reports.kinds import Kind, reports_of, scored_codes  # noqa: PLC0415 - with the command

    meant = (code_meant(study, one) for one in options.cluster or ())
    codes = scored_codes(study) if options.all else tuple(dict.fromkeys(meant))
    known = {one.code for one in study.clusters}
    unknown = [problem("cluster-unknown", Place(name=one)) for one in codes if one not in known]
    if unknown:
        raise ProblemError(*unknown)
    asked = {Kind.GENERAL: options.general, Kind.SLIDES: options.slides}
    asked[Kind.FACT_SHEET if options.fact_sheet else Kind.INDIVIDUAL] = options.all or options.cluster
    if not any(asked.values()) or (options.fact_sheet and not codes):
        raise ProblemError(problem("report-which"))
    return reports_of(codes, *(kind for kind, is_asked in asked.items() if is_asked))


def _sum_up(production: "Production", study: ScoredStudy, folder: Path) -> int:
    """Say how many reports there are now, and which not and why. The exit status."""
    from clusterbench_gui.app.reports.titles import report_title  # noqa: PLC0415 - with the command

    words = texts(preferred_language())
    made = words.n("{n} report was written to", "{n} reports were written to", len(production.made))
    print(f"{made} {folder}", file=sys.stderr)
    if production.made and study.is_draft:
        print(_why_drafts(study, words), file=sys.stderr)
    for one in production.failed:
        if one.trace:
            _LOG.error("report not made: %s", one.trace)
        why = " ".join(sentence(each, words) for each in one.problems)
        print(f"{report_title(study, one.report, words)}: {why}", file=sys.stderr)
    return 1 if production.failed else 0


def _why_drafts(study: ScoredStudy, words: Texts) -> str:
    if study.synthetic:
        return words.t("Reports of invented data stay drafts.")
    return words.t("They are drafts: the edition is not closed, or data changed since.")


def _write_papers(options: argparse.Namespace) -> None:
    from clusterbench_gui.app.papers import interview_called, write_papers  # noqa: PLC0415 - few need it

    copies = {"office": Paper.QUESTIONNAIRE, "respondent": Paper.COPY}
    paper = Paper.LOCAL if options.local else copies[options.copy]
    study = open_study(options.file, passphrase=passphrase_of(options), read_only=True)
    try:
        interviews = [interview_called(study, one) for one in options.questionnaire or options.local]
        for path in write_papers(study, interviews, paper, options.language, options.out, progress=show_progress):
            print(path)
    finally:
        study.close()


def _run_close(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.closing import close_edition, reopen_edition  # noqa: PLC0415 - one command
    from clusterbench_gui.app.scoring import collect, score  # noqa: PLC0415 - likewise

    words = texts(preferred_language())
    study = open_study(options.file, passphrase=passphrase_of(options))
    try:
        if options.reopen:
            reopen_edition(study, supervisor(options.by))
            print(words.t("The edition is open again. Its reports are drafts."))
        else:
            fingerprint = score(collect(study)).scores.fingerprint
            close_edition(study, fingerprint, supervisor(options.by))
            print(
                words.t(
                    "The edition is closed. Its reports are final as long as data and method have the fingerprint {fingerprint}.",
                    fingerprint=fingerprint[:16],
                )
            )
    finally:
        study.close()
    return 0
