"""Commands on keys: the passphrase of a study, the office's key, and the way back from a forgotten passphrase."""

import argparse
import getpass
import sys
from pathlib import Path

from clusterbench_gui.app import keys
from clusterbench_gui.app.keys import Way, WayKind
from clusterbench_gui.cli.options import Commands
from clusterbench_gui.cli.passphrases import add_passphrase_file, new_passphrase, passphrase, read_passphrase
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.support.texts import Texts, preferred_language, texts


def add_parser(commands: Commands) -> None:
    """Register `key` and what it does."""
    about = "Keys: set a passphrase, make an office's key, recover a forgotten passphrase."
    parser = commands.add_parser(
        "key", help=about, description=about, epilog="Example: clusterbench key list study.clusterbench"
    )
    actions = parser.add_subparsers(metavar="ACTION", title="actions", required=True)
    _passphrase(actions)
    _office(actions)
    _add(actions)
    _recover(actions)
    _remember(actions)
    _list(actions)


def _parser(actions: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    return actions.add_parser(name, help=about, description=about, epilog=f"Example: clusterbench key {name} {example}")


def _study(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="workspace, a folder NAME.clusterbench")


def add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    """The options that say what opens the study from now on."""
    new = parser.add_mutually_exclusive_group()
    new.add_argument("--new-passphrase-file", type=Path, help="file with the new passphrase (else it is asked for)")
    new.add_argument("--remove", action="store_true", help="no passphrase: your profile's key opens the study")


def _passphrase(actions: Commands) -> None:
    parser = _parser(actions, "passphrase", "Set, change or remove the passphrase of a study.", "study.clusterbench")
    _study(parser)
    add_passphrase_file(parser)
    add_new_passphrase(parser)
    parser.set_defaults(run=_run_passphrase)


def _office(actions: Commands) -> None:
    parser = _parser(actions, "office", "Make the key of an office and print its recipient.", "office.key --protect")
    parser.add_argument("out", metavar="OUT", type=Path, help="new file for the key; keep a copy in a safe place")
    parser.add_argument("--protect", action="store_true", help="lock the key with a passphrase of its own")
    parser.add_argument("--new-passphrase-file", type=Path, help="file with that passphrase (else it is asked for)")
    parser.set_defaults(run=_run_office)


def _add(actions: Commands) -> None:
    parser = _parser(actions, "add", "Let an office open a study.", "study.clusterbench age1…")
    _study(parser)
    parser.add_argument("recipient", metavar="RECIPIENT", help="the office's recipient, age1…")
    add_passphrase_file(parser)
    parser.set_defaults(run=_run_add)


def _recover(actions: Commands) -> None:
    example = "study.clusterbench --identity office.key"
    parser = _parser(actions, "recover", "Set a new passphrase by the office's key.", example)
    _study(parser)
    parser.add_argument("--identity", type=Path, required=True, help="file with the office's key")
    parser.add_argument("--identity-passphrase-file", type=Path, help="file with the passphrase of that key")
    add_new_passphrase(parser)
    parser.set_defaults(run=_run_recover)


def _remember(actions: Commands) -> None:
    about = "Let this computer's keyring open a study, so that its passphrase need not be typed here."
    parser = _parser(actions, "remember", about, "study.clusterbench")
    _study(parser)
    add_passphrase_file(parser)
    parser.add_argument("--forget", action="store_true", help="ask for the passphrase again")
    parser.set_defaults(run=_run_remember)


def _list(actions: Commands) -> None:
    parser = _parser(actions, "list", "Show what opens a study.", "study.clusterbench")
    _study(parser)
    parser.set_defaults(run=_run_list)


def _run_passphrase(options: argparse.Namespace) -> int:
    old = passphrase(options)
    keys.set_passphrase(options.file, chosen_passphrase(options), old)
    return _run_list(options)


def _run_office(options: argparse.Namespace) -> int:
    is_protected = options.protect or options.new_passphrase_file
    print(keys.make_office_key(options.out, new_passphrase(options.new_passphrase_file) if is_protected else None))
    return 0


def _run_add(options: argparse.Namespace) -> int:
    keys.add_office(options.file, options.recipient, passphrase(options))
    return _run_list(options)


def _run_recover(options: argparse.Namespace) -> int:
    office = office_passphrase(options)
    keys.recover(options.file, options.identity, chosen_passphrase(options), office)
    return _run_list(options)


def _run_remember(options: argparse.Namespace) -> int:
    if options.forget:
        keys.forget(options.file)
        return _run_list(options)
    given = passphrase(options)
    kinds = {one.kind for one in keys.ways(options.file)}
    if given is None and WayKind.PASSPHRASE in kinds and WayKind.KEYRING not in kinds:
        raise ProblemError(problem("passphrase-needed"))
    if given is not None:
        keys.remember(options.file, given)
    return _run_list(options)


def _run_list(options: argparse.Namespace) -> int:
    words = texts(preferred_language())
    for way in keys.ways(options.file):
        print(_words(way, words))
    return 0


def chosen_passphrase(options: argparse.Namespace) -> str | None:
    """The new passphrase; None for the key in the profile."""
    return None if options.remove else new_passphrase(options.new_passphrase_file)


def office_passphrase(options: argparse.Namespace) -> str | None:
    """The passphrase of the office's key itself; None where it has none."""
    if options.identity_passphrase_file:
        return read_passphrase(options.identity_passphrase_file)
    if keys.is_office_key_locked(options.identity) and sys.stdin.isatty():
        return getpass.getpass(texts(preferred_language()).t("Passphrase of the office's key: "))
    return None


def _words(way: Way, words: Texts) -> str:
    return {
        WayKind.PROFILE: words.t("the key in the profile of the user who made or unlocked it, without a passphrase"),
        WayKind.PASSPHRASE: words.t("the passphrase"),
        WayKind.KEYRING: words.t("this computer's keyring, in place of the passphrase"),
        WayKind.OFFICE: words.t("the office {recipient}", recipient=way.recipient),
        WayKind.OTHER: words.t("a way that this version of the program does not know"),
    }[way.kind]
