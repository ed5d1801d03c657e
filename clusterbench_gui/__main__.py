"""The one entry: a command runs the command line, no command opens the window."""

import sys


def main() -> None:
    """Run, and leave with the exit code of what was run."""
    from clusterbench_gui.cli.main import run  # noqa: PLC0415 - worker processes import this module and need neither face

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
