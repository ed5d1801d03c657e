"""Parse the command line, run one command, and put every failure into one line on standard error."""

import argparse
import io
import logging
import sys
from collections.abc import Sequence

from clusterbench_gui import __version__
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.cli import (
    bundles,
    clusters,
    edition,
    exporting,
    form,
    guide,
    importing,
    keeping,
    keys,
    offering,
    pictures,
    plan,
    reports,
    scoring,
    study,
    withdrawing,
)
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.support.logs import start_logging, where
from clusterbench_gui.support.texts import preferred_language, texts

USAGE = 2
_LOG = logging.getLogger(__name__)


def parser() -> argparse.ArgumentParser:
    """The whole command line. Each command sets `run`, a function from its options to an exit code."""
    top = argparse.ArgumentParser(
        prog="clusterbench",
        description="The offline benchmarking desk for cluster studies. Without a command it opens the window.",
        epilog="Example: clusterbench demo try.clusterbench && clusterbench score try.clusterbench",
    )
    top.add_argument("--version", action="version", version=f"ClusterBench {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands", required=True)
    edition.add_parser(commands)
    form.add_parser(commands)
    study.add_parser(commands)
    reports.add_parsers(commands)
    pictures.add_parser(commands)
    plan.add_parser(commands)
    offering.add_parser(commands)
    scoring.add_parsers(commands)
    guide.add_parser(commands)
    clusters.add_parser(commands)
    keeping.add_parsers(commands)
    exporting.add_parser(commands)
    importing.add_parser(commands)
    keys.add_parser(commands)
    bundles.add_parsers(commands)
    withdrawing.add_parser(commands)
    return top


def run(argv: Sequence[str]) -> int:
    """Run a command. Returns the exit code (CONTRACTS: 0, 1 or 2)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of files may be no text
    options = parser().parse_args(argv)
    start_logging()
    return _guarded(options)


def _guarded(options: argparse.Namespace) -> int:
    words = texts(preferred_language())
    try:
        return int(options.run(options))
    except ProblemError as error:
        for problem in error.problems:
            print(sentence(problem, words), file=sys.stderr)
    except KeyboardInterrupt:
        print(words.t("Stopped. Nothing was left half done."), file=sys.stderr)
    except MemoryError:
        print(words.t("Memory ran out. Please close other programs and try again."), file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:  # noqa: BLE001 - the outermost edge: nobody gets a traceback, the log keeps the place
        _LOG.critical("unexpected %s", where(error))
        message = words.t("Something went wrong in the program itself; the log file holds the details.")
        print(message, file=sys.stderr)
    return USAGE
