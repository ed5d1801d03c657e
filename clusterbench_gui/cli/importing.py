"""The command `import`: bundles, submissions and tables of answers into a study."""

import argparse
import sys
from pathlib import Path

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.domain.problems import Severity
from clusterbench_gui.support.texts import preferred_language, texts


def add_parser(commands: Commands) -> None:
    """Register the command."""
    about = "Take bundles, submissions (XML, ZIP) and tables of answers (CSV, XLSX) into a study."
    parser = study_parser(commands, "import", about, "study.clusterbench submissions.zip --cluster K01")
    parser.add_argument("sources", metavar="SOURCE", type=Path, nargs="+", help="files, or folders of submissions")
    parser.add_argument("--cluster", metavar="CODE", help="whose interviews they are, where they do not say so")
    parser.add_argument("--private-key", metavar="FILE", type=Path, help="PEM key that opens encrypted submissions")
    parser.add_argument(
        "--skip-bad", action="store_true", help="leave rows of tables out that are wrong, and name them"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.reading import read_sources, summary  # noqa: PLC0415 - only here

    words = texts(preferred_language())
    study = open_study(options.file, passphrase=passphrase_of(options))
    try:
        done = read_sources(
            study,
            options.sources,
            cluster=options.cluster,
            private_key=options.private_key,
            skip_bad=options.skip_bad,
            dry_run=options.dry_run,
            progress=show_progress,
        )
    finally:
        study.close()
    for one in done.problems:
        print(sentence(one, words), file=sys.stderr)
    if done.imported and any(one.severity is Severity.ERROR for one in done.imported.problems):
        hint = words.t(
            "Nothing of these files was taken in. Where rows of tables are wrong, --skip-bad leaves them out."
        )
        print(hint, file=sys.stderr)
    trial = words.t("(nothing was written)")
    for line in summary(done, words):
        print(f"{line} {trial}" if options.dry_run else line)
    return 0 if done.is_whole else 1
