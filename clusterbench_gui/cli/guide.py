"""The command `guide`: the guide on cooperation and communication as PDF."""

import argparse
from pathlib import Path

from clusterbench_gui.cli.options import Commands


def add_parser(commands: Commands) -> None:
    """Register the command."""
    about = "Write the guide on cooperation and communication in a cluster as PDF."
    example = "Example: clusterbench guide --language pl --out guide.pdf"
    parser = commands.add_parser("guide", help=about, description=about, epilog=example)
    parser.add_argument("--language", choices=("pl", "en"), default="pl", help="(default pl)")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="a PDF file; replaced where it is there"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.guides import write_guide  # noqa: PLC0415 - with the command

    write_guide(options.language, options.out)
    print(options.out)
    return 0
