"""Commands that keep a study safe: backup, restore, check."""

import argparse
from pathlib import Path

from clusterbench_gui.cli.keys import add_new_passphrase, chosen_passphrase, office_passphrase
from clusterbench_gui.cli.options import Commands, bare_parser, study_parser
from clusterbench_gui.cli.passphrases import passphrase as passphrase_of
from clusterbench_gui.cli.problems import print_problems
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.texts import preferred_language, texts


def add_parsers(commands: Commands) -> None:
    """Register the commands."""
    _backup(commands)
    _restore(commands)
    _check(commands)


def _backup(commands: Commands) -> None:
    parser = study_parser(commands, "backup", "Back up a study into one file.", "study.clusterbench D:\\backups")
    parser.add_argument("out", metavar="OUT", type=Path, help="file NAME.cbackup, or a folder to put it in")
    parser.set_defaults(run=_run_backup)


def _restore(commands: Commands) -> None:
    parser = bare_parser(commands, "restore", "Make a study from a backup.", "study.cbackup again.clusterbench")
    parser.add_argument("backup", metavar="BACKUP", type=Path, help="file NAME.cbackup")
    parser.add_argument("file", metavar="FILE", type=Path, help="workspace to make, a new folder NAME.clusterbench")
    parser.add_argument("--identity", type=Path, help="file with the office's key, where the passphrase is forgotten")
    parser.add_argument("--identity-passphrase-file", type=Path, help="file with the passphrase of that key")
    add_new_passphrase(parser)
    parser.set_defaults(run=_run_restore)


def _check(commands: Commands) -> None:
    parser = study_parser(commands, "check", "Check the integrity of a study.", "study.clusterbench")
    parser.add_argument(
        "--repair", action="store_true", help="rebuild what can be rebuilt; the database of before is kept in backups"
    )
    parser.set_defaults(run=_run_check)


def _run_backup(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.backups import back_up  # noqa: PLC0415 - opens the database layer

    print(back_up(options.file, options.out, passphrase=passphrase_of(options), progress=show_progress))
    return 0


def _run_restore(options: argparse.Namespace) -> int:
    words = texts(preferred_language())
    found = _restored(options)
    status = print_problems(found, words, as_json=False)
    print(words.t("The study is in {folder}", folder=options.file))
    return status


def _restored(options: argparse.Namespace) -> tuple[Problem, ...]:
    from clusterbench_gui.app import backups  # noqa: PLC0415 - opens the database layer

    if options.identity:
        own = office_passphrase(options)
        new = chosen_passphrase(options)
        return backups.restore_by_office(
            options.backup, options.file, options.identity, new, office_passphrase=own, progress=show_progress
        )
    passphrase = passphrase_of(options, lambda _: backups.backup_needs_passphrase(options.backup))
    return backups.restore_study(options.backup, options.file, passphrase=passphrase, progress=show_progress)


def _run_check(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.checking import check_study, repair_study  # noqa: PLC0415 - same

    words = texts(preferred_language())
    passphrase = passphrase_of(options)
    if options.repair:
        repaired = repair_study(options.file, passphrase=passphrase, progress=show_progress)
        lost = print_problems(repaired.done, words, as_json=False)
        print(words.t("The database of before is kept in {folder}", folder=repaired.kept))
        status = max(lost, print_problems(repaired.left, words, as_json=False))
        found = repaired.left
    else:
        found = check_study(options.file, passphrase=passphrase)
        status = print_problems(found, words, as_json=False)
    if not found:
        print(words.t("Everything is in order: {folder}", folder=options.file))
    return status
