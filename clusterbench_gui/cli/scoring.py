"""Commands on tables without a study, and `score`, which takes a study or a table."""

import argparse
import sys
from pathlib import Path

from clusterbench_gui.cli import study
from clusterbench_gui.cli.options import Commands, bare_parser
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.texts import Texts, preferred_language, texts


def add_parsers(commands: Commands) -> None:
    """Register the commands."""
    about = "Score a study, or a table with its model, and print the ranking."
    parser = bare_parser(commands, "score", about, "DATA.csv MODEL.csv --method METHOD.toml --out results")
    parser.add_argument("file", metavar="FILE", type=Path, help="workspace, or DATA.csv, or a COIN Tool workbook")
    parser.add_argument("model", metavar="MODEL", type=Path, nargs="?", help="of a table: its model (COINr's iMeta)")
    parser.add_argument(
        "--method", metavar="METHOD", type=Path, help="of a table: METHOD.toml (default: as the study's)"
    )
    parser.add_argument("--edition", help="of a study: id of the edition (default: the study's)")
    parser.add_argument("--out", type=Path, help="folder for scores.csv, ranks.csv, … and provenance.json")
    parser.add_argument("--explain", metavar="CODE", help="show how the score of a cluster or unit came about")
    parser.set_defaults(run=_run_score)


def _run_score(options: argparse.Namespace) -> int:
    is_table = options.model is not None or options.file.is_file()
    strays = ("edition",) if is_table else ("method",)
    for name in strays:
        if getattr(options, name) is not None:
            raise ProblemError(problem("option-stray", Place(str(options.file)), option=f"--{name}"))
    return _score_table(options) if is_table else study.run_score(options)


def _score_table(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.composites import read_inputs, score_table, write_results  # noqa: PLC0415 - scipy
    from clusterbench_gui.app.explain_table import explanation, ranking  # noqa: PLC0415 - same

    inputs = read_inputs(options.file, options.model, options.method)
    composite = score_table(inputs)
    words: Texts = texts(preferred_language())
    lines = explanation(composite, options.explain, words) if options.explain else ranking(composite, words)
    written = write_results(inputs, composite, options.out) if options.out else ()
    print("\n".join(lines))
    for path in written:
        print(path, file=sys.stderr)
    return 0
