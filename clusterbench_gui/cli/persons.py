"""Who decides, for commands that write decisions into the log."""

import argparse
import uuid

from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.problems import ProblemError, problem
from clusterbench_gui.domain.studies import Person
from clusterbench_gui.support.settings import load_settings


def add_by(parser: argparse.ArgumentParser) -> None:
    """The option that says who decides."""
    parser.add_argument("--by", metavar="NAME", help="the supervisor's name (default: the one in Settings)")


def supervisor(name: str | None) -> Person:
    """Who decides: somebody of that name, else the person in Settings. Raises `ProblemError` (`person-missing`)."""
    known = load_settings()
    chosen = (name or known.person_name).strip()
    if not chosen:
        raise ProblemError(problem("person-missing"))
    identity = known.person_id if known.person_id and chosen == known.person_name else str(uuid.uuid4())
    return Person(identity, chosen, Role.SUPERVISOR)
