"""The command that erases an interview whose consent was withdrawn."""

import argparse
import sys
from typing import TYPE_CHECKING

from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.cli.persons import add_by, supervisor
from clusterbench_gui.cli.problems import print_problems
from clusterbench_gui.domain.status import Status
from clusterbench_gui.support.texts import Texts, preferred_language, texts

if TYPE_CHECKING:  # opens the database layer
    from clusterbench_gui.app.studies import Study


def add_parser(commands: Commands) -> None:
    """Register `withdraw`."""
    about = "Erase an interview whose consent was withdrawn. Without INTERVIEW: list the interviews with their numbers."
    parser = study_parser(commands, "withdraw", about, 'study.clusterbench uuid:5b1ec0de-… --by "Ewa Lis"')
    parser.add_argument("interview", metavar="INTERVIEW", nargs="?", help="its number, as the list and exports show it")
    parser.add_argument("--yes", action="store_true", help="do not ask whether it shall be erased")
    add_by(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.consent import withdraw_consent  # noqa: PLC0415 - opens the database layer
    from clusterbench_gui.app.studies import open_study  # noqa: PLC0415 - same

    words = texts(preferred_language())
    study = open_study(options.file, passphrase=passphrase_of(options), read_only=options.interview is None)
    try:
        if options.interview is None:
            _list(study)
            return 0
        if not (options.yes or _confirmed(words)):
            print(words.t("Nothing was erased. It is erased with --yes."))
            return 1
        withdraw_consent(study, options.interview, supervisor(options.by))
        status = print_problems(study.workspace.notices, words, as_json=False)
    finally:
        study.close()
    print(
        words.t("The interview was erased. Backups, reports and exports that lie elsewhere have to be deleted by hand.")
    )
    return status


def _list(study: "Study") -> None:
    persons = {one.id: one.name for one in study.workspace.persons()}
    for one in study.workspace.interviews():
        if one.status is not Status.WITHDRAWN:
            print(f"{one.id}  {one.cluster}  {one.instrument}  {persons.get(one.person, one.person)}  {one.touched}")


def _confirmed(words: Texts) -> bool:
    """Whether somebody at a terminal says so; it cannot be taken back."""
    if not sys.stdin.isatty():
        return False
    print(words.t("All its answers, remarks and files are erased for good. Type yes: "), end="", flush=True)
    return sys.stdin.readline().strip().casefold() in {"yes", words.t("yes").casefold()}
