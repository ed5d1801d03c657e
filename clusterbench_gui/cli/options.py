"""What every command on a study has in common: the workspace that it is given, and the passphrase."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.texts import preferred_language, texts

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name


def study_parser(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    """The parser of a command that takes a workspace first."""
    parser = bare_parser(commands, name, about, example)
    parser.add_argument("file", metavar="FILE", type=Path, help="workspace, a folder NAME.clusterbench")
    return parser


def bare_parser(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    """The parser of a command that may need a passphrase."""
    parser = commands.add_parser(name, help=about, description=about, epilog=f"Example: clusterbench {name} {example}")
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        help="file with the passphrase (or set CLUSTERBENCH_PASSPHRASE; else it is asked for)",
    )
    return parser


def passphrase_of(options: argparse.Namespace, needed: Callable[[], bool] | None = None) -> str | None:
    """From the file or the environment; asked for on a terminal only where it is needed, as the study says of itself."""
    if options.passphrase_file:
        try:
            return str(options.passphrase_file.read_text(encoding="utf-8")).rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ProblemError(problem("file-missing", Place(file=str(options.passphrase_file)))) from error
    given = os.environ.get("CLUSTERBENCH_PASSPHRASE")
    if given is not None:
        return given
    from clusterbench_gui.app.studies import needs_passphrase  # noqa: PLC0415 - one look at the envelope

    if sys.stdin.isatty() and (needed() if needed else needs_passphrase(options.file)):
        return getpass.getpass(texts(preferred_language()).t("Passphrase: "))
    return None
