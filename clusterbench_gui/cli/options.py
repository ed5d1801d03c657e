"""What every command on a study has in common: the workspace that it is given, and where its passphrase is."""

import argparse
from pathlib import Path
from typing import TypeAlias

from clusterbench_gui.cli.passphrases import add_passphrase_file

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name


def study_parser(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    """The parser of a command that takes a workspace first."""
    parser = bare_parser(commands, name, about, example)
    parser.add_argument("file", metavar="FILE", type=Path, help="workspace, a folder NAME.clusterbench")
    return parser


def bare_parser(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    """The parser of a command that may need a passphrase."""
    parser = commands.add_parser(name, help=about, description=about, epilog=f"Example: clusterbench {name} {example}")
    add_passphrase_file(parser)
    return parser
