"""The one entry: a command runs the command line, no command opens the window."""

import sys
from collections.abc import Sequence

from clusterbench_gui.support.dumps import forbid_dumps

STOPPED = 2


def main() -> None:
    """Run, and leave with the exit code of what was run. Ctrl+C while modules are still being imported leaves quietly."""
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = STOPPED
    sys.exit(code)


def run(argv: Sequence[str]) -> int:
    """Choose the face. Each is imported only when chosen: commands never load Qt, worker processes need neither."""
    forbid_dumps()
    window = not argv or (argv[0].startswith("-") and argv[0] not in {"-h", "--help", "--version"})
    if window:
        from clusterbench_gui.ui.main import open_window  # noqa: PLC0415 - Qt

        return open_window(argv)
    from clusterbench_gui.cli.main import run as run_command  # noqa: PLC0415 - see above

    return run_command(argv)


if __name__ == "__main__":
    main()
