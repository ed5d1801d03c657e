"""The command that plans production networks of an instance."""

import argparse
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from clusterbench_gui.app.wording import sentence
from clusterbench_gui.cli.options import Commands
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.texts import Texts, preferred_language, texts

if TYPE_CHECKING:  # the solver, which the parser does without
    from clusterbench_gui.app.planning.plans import Planned
    from clusterbench_gui.networks.solver import Search


def add_parser(commands: Commands) -> None:
    """Register `plan`."""
    about = "Plan the orders of an instance over the firms of a cluster."
    parser = commands.add_parser(
        "plan", help=about, description=about, epilog="Example: clusterbench plan orders.json --out plans --seconds 30"
    )
    parser.add_argument(
        "file",
        metavar="INSTANCE",
        type=Path,
        nargs="?",
        help="a workbook .xlsx or a folder of CSV tables, or a task as .json, .fjs, .txt or .mm",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, help="folder for variants, schedules and plan.json")
    parser.add_argument("--template", metavar="FILE", type=Path, help="write an empty workbook to fill in, and end")
    parser.add_argument(
        "--order",
        metavar="CODE",
        action="append",
        default=[],
        help="plan this order of the tables only; may be repeated",
    )
    parser.add_argument("--seconds", type=seconds, default=30.0, help="how long to look (default 30)")
    parser.add_argument("--seed", type=int, default=1, help="equal seeds look the same way (default 1)")
    parser.set_defaults(run=_run)


def seconds(text: str) -> float:
    """A time to look, which is some time and ends."""
    found = float(text)
    if not 0 < found < math.inf:
        raise ValueError(text)
    return found


def _run(options: argparse.Namespace) -> int:
    words = texts(preferred_language())
    if options.template is not None:
        from clusterbench_gui.app.planning.by_tables import write_new_template  # noqa: PLC0415 - NumPy and the solver, only here

        write_new_template(options.template, words.language)
        print(options.template)
        return 0
    if options.file is None or options.out is None:
        raise ProblemError(problem("plan-arguments"))
    return _plan(options, words)


def _plan(options: argparse.Namespace, words: Texts) -> int:
    from clusterbench_gui.app.planning.instances import is_tables, read_instance  # noqa: PLC0415 - NumPy and the solver, only here
    from clusterbench_gui.app.planning.plans import plan_instance  # noqa: PLC0415 - likewise
    from clusterbench_gui.app.planning.writing import write_plans  # noqa: PLC0415 - likewise
    from clusterbench_gui.networks.solver import Search  # noqa: PLC0415 - likewise

    search, missed = Search(options.seconds, options.seed), 0
    if is_tables(options.file):
        planned, missed = _plan_tables(options, search, words)
    elif options.order:
        raise ProblemError(problem("plan-orders", Place(file=str(options.file))))
    else:
        planned = plan_instance(read_instance(options.file), search)
    print(_words(planned, words))
    for path in write_plans(planned, options.out):
        print(path)
    return 0 if planned.answers and not missed else 1


def _plan_tables(options: argparse.Namespace, search: "Search", words: Texts) -> tuple["Planned", int]:
    """What was found for the orders of tables, and how many cannot be made; warnings go to standard error."""
    from clusterbench_gui.app.planning.by_tables import plan_book  # noqa: PLC0415 - NumPy and the solver, only here
    from clusterbench_gui.app.planning.instances import read_book  # noqa: PLC0415 - likewise

    book, warnings = read_book(options.file)
    found = plan_book(book, search, options.order)
    for one in (*warnings, *found.notes, *found.impossible):
        print(sentence(one, words), file=sys.stderr)
    return found.planned, len(found.impossible)


def _words(planned: "Planned", words: Texts) -> str:
    """What became of it in a sentence."""
    if planned.status is Status.IMPOSSIBLE:
        return words.t("Impossible: no plan keeps these limits.")
    if not planned.answers:
        return words.t("No plan was found in this time.")
    best = planned.answers[0]
    if best.status is Status.OPTIMAL:
        return words.t("Best plan, proved: {value}.", value=words.number(best.value, 0))
    gap = words.number(math.ceil(round(1000 * (best.gap or 0.0), 6)) / 10, 1)  # rounded up: what is promised holds
    return words.t(
        "Best plan found: {value}; none is better by more than {gap} percent.",
        value=words.number(best.value, 0),
        gap=gap,
    )
