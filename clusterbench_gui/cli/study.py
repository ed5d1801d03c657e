"""Commands on studies: demo, report; what `score` does with a study."""

import argparse
import sys
from pathlib import Path

from clusterbench_gui.app.reports import scored_codes, write_reports
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.papers import Paper
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts, preferred_language, texts


def add_parsers(commands: Commands) -> None:
    """Register the commands."""
    _demo(commands)
    _report(commands)


def _demo(commands: Commands) -> None:
    parser = study_parser(commands, "demo", "Make a study of invented clusters.", "try.clusterbench --clusters 35")
    parser.add_argument("--clusters", type=int, default=35, help="how many clusters to invent (default 35)")
    parser.add_argument("--seed", type=int, default=2012, help="equal seeds give equal answers (default 2012)")
    parser.add_argument("--edition", metavar="DIR", type=Path, help="folder of an edition (default: the built-in one)")
    parser.add_argument("--with-previous", action="store_true", help="with the interviews of the edition before")
    parser.set_defaults(run=_run_demo)


def _report(commands: Commands) -> None:
    parser = study_parser(
        commands, "report", "Write PDF reports.", "study.clusterbench --language pl --out reports --all"
    )
    parser.add_argument("--language", choices=("pl", "en"), required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--cluster", metavar="CODE", action="append", help="a cluster; may be given several times")
    which.add_argument("--all", action="store_true", help="every cluster that has a score")
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


def _run_demo(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.demo.make import make_demo  # noqa: PLC0415 - reads the questionnaire, not needed to check

    passphrase = passphrase_of(options)
    make_demo(
        options.file,
        clusters=options.clusters,
        seed=options.seed,
        with_previous=options.with_previous,
        edition=options.edition,
        passphrase=passphrase,
        progress=show_progress,
    )
    words = texts(preferred_language())
    print(
        words.n(
            "{n} invented cluster in {folder}",
            "{n} invented clusters in {folder}",
            options.clusters,
            folder=options.file,
        )
    )
    return 0


def run_score(options: argparse.Namespace) -> int:
    """Print the ranking of a study, or how one score came about; with `--out` write the tables."""
    scored = _scored(options, options.edition)
    words = texts(preferred_language())
    if options.explain:
        from clusterbench_gui.app.explain import explanation  # noqa: PLC0415 - one option of one command

        print("\n".join(explanation(scored, _code(scored, options.explain), words)))
    else:
        print("\n".join(_ranking(scored, words)))
    if options.out:
        from clusterbench_gui.app.tables import write_tables  # noqa: PLC0415 - pandas, only for files

        for path in write_tables(scored, options.out):
            print(path, file=sys.stderr)
    return 0


def _run_report(options: argparse.Namespace) -> int:
    if options.questionnaire or options.local:
        return _run_papers(options)
    scored = _scored(options)
    codes = scored_codes(scored) if options.all else tuple(_code(scored, text) for text in options.cluster)
    for path in write_reports(scored, codes, options.language, options.out, progress=show_progress):
        print(path)
    return 0


def _run_papers(options: argparse.Namespace) -> int:
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
    return 0


def _scored(options: argparse.Namespace, edition: str | None = None) -> ScoredStudy:
    study = open_study(options.file, passphrase=passphrase_of(options), read_only=True)
    try:
        return score(collect(study, edition))
    finally:
        study.close()


def _code(scored: ScoredStudy, text: str) -> str:
    """The code that somebody means who writes k01 for K01."""
    return next((one.code for one in scored.clusters if one.code.casefold() == text.strip().casefold()), text)


def _ranking(scored: ScoredStudy, words: Texts) -> list[str]:
    """The ranking by the index with its areas, as a table of text."""
    top = scored.model.at(scored.model.levels)[0]
    areas = scored.model.children(top.code)
    cells = scored.scores.cells
    order = sorted(scored.clusters, key=lambda one: (cells[one.code][top.code].rank or len(cells) + 1, one.code))
    width = max([len(one.name) for one in order] + [8])
    header = f"{'':>4}  {words.t('Code'):<6}  {words.t('Cluster'):<{width}}  {top.code:>6}  " + "  ".join(
        f"{area.code:>6}" for area in areas
    )
    lines = [text_in(scored.titles, words.language), text_in(scored.notice, words.language)]
    if scored.synthetic:
        lines.append(words.t("Invented data"))
    lines += ["", header]
    for one in order:
        row = cells[one.code]
        values = "  ".join(f"{words.number(row[node.code].score):>6}" for node in (top, *areas))
        lines.append(f"{row[top.code].rank or words.number(None):>4}  {one.code:<6}  {one.name:<{width}}  {values}")
    for label, name in ((words.t("Benchmark"), "benchmark"), (words.t("Median"), "median")):
        values = "  ".join(
            f"{words.number(getattr(scored.scores.summaries[node.code], name)):>6}" for node in (top, *areas)
        )
        lines.append(f"{'':>4}  {'':<6}  {label:<{width}}  {values}")
    return [line.rstrip() for line in lines]
