"""Passphrases on the command line: from a file, the environment or a prompt, never from an argument."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.texts import preferred_language, texts


def add_passphrase_file(parser: argparse.ArgumentParser) -> None:
    """The option that says where the study's passphrase is."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        help="file with the passphrase (or set CLUSTERBENCH_PASSPHRASE; else it is asked for)",
    )


def passphrase(options: argparse.Namespace, needed: Callable[[Path], bool] | None = None) -> str | None:
    """The study's, from the file or the environment; asked for on a terminal only where the study says that it needs one.

    `needed` is asked in place of the study, where there is none yet.
    """
    if options.passphrase_file:
        return read_passphrase(options.passphrase_file)
    given = os.environ.get("CLUSTERBENCH_PASSPHRASE")
    if given is not None:
        return given
    from clusterbench_gui.app.studies import needs_passphrase  # noqa: PLC0415 - one look at the envelope

    if sys.stdin.isatty() and (needed or needs_passphrase)(options.file):
        return getpass.getpass(texts(preferred_language()).t("Passphrase: "))
    return None


def new_passphrase(file: Path | None) -> str:
    """A new one, from the file or asked for twice.

    Raises `ProblemError`: `file-missing`, `passphrase-not-given` where there is no terminal, `passphrase-differs`.
    """
    if file:
        return read_passphrase(file)
    if not sys.stdin.isatty():
        raise ProblemError(problem("passphrase-not-given"))
    words = texts(preferred_language())
    new = getpass.getpass(words.t("New passphrase: "))
    if getpass.getpass(words.t("The new passphrase again: ")) != new:
        raise ProblemError(problem("passphrase-differs"))
    return new


def read_passphrase(file: Path) -> str:
    """What a file says, without the end of its line. Raises `ProblemError` (`file-missing`)."""
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(problem("file-missing", Place(file=str(file)))) from error
