"""The command `import`: submissions and tables of answers into a study."""

import argparse
import sys
from pathlib import Path

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.cli.bundles import read_bundles
from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.support.texts import Texts, preferred_language, texts


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
    from clusterbench_gui.app.bundles import is_bundle_file  # noqa: PLC0415 - only here
    from clusterbench_gui.app.imports.intake import Fate  # noqa: PLC0415 - only here
    from clusterbench_gui.app.imports.run import import_files  # noqa: PLC0415 - only here

    words = texts(preferred_language())
    bundles = [one for one in options.sources if is_bundle_file(one)]
    others = [one for one in options.sources if one not in bundles]
    study = open_study(options.file, passphrase=passphrase(options))
    try:
        status = read_bundles(study, bundles, words, is_trial=options.dry_run)
        if not others:
            return status
        done = import_files(
            study,
            others,
            cluster=options.cluster,
            private_key=options.private_key,
            skip_bad=options.skip_bad,
            dry_run=options.dry_run,
            progress=show_progress,
        )
    finally:
        study.close()
    for one in (*done.problems, *(one for taken in done.taken for one in taken.problems)):
        print(sentence(one, words), file=sys.stderr)
    print(_summary([done.count(fate) for fate in Fate], words, is_trial=options.dry_run))
    return status if done.is_whole else 1


def _summary(counts: list[int], words: Texts, *, is_trial: bool) -> str:
    new, changed, unchanged, refused = counts
    trial = words.t("(nothing was written)")
    line = words.t(
        "{new} new, {changed} changed, {unchanged} unchanged, {refused} refused",
        new=new,
        changed=changed,
        unchanged=unchanged,
        refused=refused,
    )
    return f"{line} {trial}" if is_trial else line
