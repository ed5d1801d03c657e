"""The command that plans production networks of an instance."""

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

from clusterbench_gui.cli.options import Commands
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.support.texts import Texts, preferred_language, texts

if TYPE_CHECKING:  # the solver, which the parser does without
    from clusterbench_gui.app.planning.plans import Planned


def add_parser(commands: Commands) -> None:
    """Register `plan`."""
    about = "Plan the orders of an instance over the firms of a cluster."
    parser = commands.add_parser(
        "plan", help=about, description=about, epilog="Example: clusterbench plan orders.json --out plans --seconds 30"
    )
    parser.add_argument("file", metavar="INSTANCE", type=Path, help="a task as .json, .fjs, .txt or .mm")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="folder for variants, schedules and plan.json"
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
    from clusterbench_gui.app.planning.instances import read_instance  # noqa: PLC0415 - NumPy and the solver, only here
    from clusterbench_gui.app.planning.plans import plan_instance  # noqa: PLC0415 - likewise
    from clusterbench_gui.app.planning.writing import write_plans  # noqa: PLC0415 - likewise
    from clusterbench_gui.networks.solver import Search  # noqa: PLC0415 - likewise

    instance = read_instance(options.file)
    planned = plan_instance(instance, Search(options.seconds, options.seed))
    print(_words(planned, texts(preferred_language())))
    for path in write_plans(planned, options.out):
        print(path)
    return 0 if planned.answers else 1


def _words(planned: "Planned", words: Texts) -> str:
    """What became of it in a sentence."""
    if planned.status is Status.IMPOSSIBLE:
        return words.t("Impossible: no plan keeps these limits.")
    if not planned.answers:
        return words.t("No plan was found in this time.")
    best = planned.answers[0]
    if best.status is Status.OPTIMAL:
        return words.t("Best plan, proved: {value}.", value=words.number(best.value, 0))
    gap = words.number(100 * (best.gap or 0.0), 1)
    return words.t(
        "Best plan found: {value}; none is better by more than {gap} percent.",
        value=words.number(best.value, 0),
        gap=gap,
    )
