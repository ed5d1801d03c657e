"""`clusterbench edition check`: what is wrong in an edition's folder, for those who write the next one."""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from clusterbench_gui.app.demo.recipes import DEMO_FILE, check_recipes
from clusterbench_gui.app.editions.check import Examination, examine_edition
from clusterbench_gui.cli.problems import print_problems
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.forms.form import Form
from clusterbench_gui.support.texts import Texts, preferred_language, texts

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name
_ABOUT = (
    "Check the folder of an edition: its questionnaires, indicators, texts and settings. "
    "Every problem is named by file, sheet, row and column."
)
_EXAMPLE = "Example: clusterbench edition check editions/cluster-2013 --json"


def add_parser(commands: Commands) -> None:
    """Register `edition` with its commands."""
    edition = commands.add_parser("edition", help="check the folder of an edition")
    inner = edition.add_subparsers(dest="edition_command", required=True, metavar="COMMAND")
    check = inner.add_parser("check", help="problems of an edition", description=_ABOUT, epilog=_EXAMPLE)
    check.add_argument("folder", metavar="DIR", type=Path, help="folder with edition.toml")
    check.add_argument("--json", action="store_true", help="one JSON object per problem")
    check.set_defaults(run=_run_check)


def _run_check(options: argparse.Namespace) -> int:
    words = texts(preferred_language())
    found = examine_edition(options.folder, progress=show_progress, further=(_check_demonstration,))
    status = print_problems(found.problems, words, as_json=options.json)
    if status == 0 and not options.json:
        print(_summary(found, options.folder, words))
    return status


def _check_demonstration(edition: Edition, forms: Mapping[str, Form]) -> Iterable[Problem]:
    """How invented clusters answer, where the edition says it."""
    return check_recipes(edition, forms) if DEMO_FILE in edition.files else ()


def _summary(found: Examination, folder: Path, words: Texts) -> str:
    counts = (
        words.n("{n} question", "{n} questions", found.questions),
        words.n("{n} indicator", "{n} indicators", found.indicators),
        words.n("{n} sub-area", "{n} sub-areas", found.subareas),
    )
    if found.problems:
        return words.t("There is no error in {folder}: {counts}.", folder=folder, counts=", ".join(counts))
    return words.t("Everything is in order in {folder}: {counts}.", folder=folder, counts=", ".join(counts))
