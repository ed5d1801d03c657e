"""Commands on tables without a study, and `score`, which takes a study or a table."""

import argparse
import sys
from pathlib import Path

from clusterbench_gui.cli import study
from clusterbench_gui.cli.options import Commands, bare_parser
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.support.texts import preferred_language, texts


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
    parser.add_argument(
        "--compare", metavar="CODE", help="of a table: show how a unit stands, and what would help it most"
    )
    parser.add_argument(
        "--diagnose", action="store_true", default=None, help="of a table: say what is unusual about its model"
    )
    parser.set_defaults(run=_run_score)
    _add_uncertainty(commands)


def _add_uncertainty(commands: Commands) -> None:
    about = "Repeat the scoring of a table over a design of alternatives."
    example = "DATA.csv MODEL.csv --method METHOD.toml --design DESIGN.toml --out results"
    parser = commands.add_parser(
        "uncertainty", help=about, description=about, epilog=f"Example: clusterbench uncertainty {example}"
    )
    parser.add_argument("file", metavar="DATA", type=Path, help="DATA.csv, or a COIN Tool workbook")
    parser.add_argument("model", metavar="MODEL", type=Path, nargs="?", help="its model (COINr's iMeta)")
    parser.add_argument("--method", metavar="METHOD", type=Path, help="METHOD.toml (default: as the study's)")
    parser.add_argument("--design", metavar="DESIGN", type=Path, help="DESIGN.toml: what varies")
    parser.add_argument("--runs", metavar="RUNS", type=Path, help="replay these runs (RUNS.csv) instead")
    parser.add_argument("--weights", metavar="SETS", type=Path, help="weight sets (SETS.csv)")
    parser.add_argument("--keep", action="store_true", help="also write the scores of every run (run_scores.csv)")
    parser.add_argument("--out", type=Path, required=True, help="folder for rank_statistics.csv, sobol.csv, …")
    parser.set_defaults(run=_run_uncertainty)


def _run_uncertainty(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.composites import read_inputs  # noqa: PLC0415 - NumPy, which checks of forms do not need
    from clusterbench_gui.app.uncertainty import analyse, failure_words, read_plan, write_analysis  # noqa: PLC0415 - same

    if options.design is None and options.runs is None:
        raise ProblemError(problem("design-needed", Place(str(options.file))))
    inputs = read_inputs(options.file, options.model, options.method)
    plan = read_plan(inputs, options.design, options.runs, options.weights)
    show_progress(1, 3)
    analysis = analyse(inputs, plan, keep=options.keep)
    show_progress(2, 3)
    written = write_analysis(inputs, plan, analysis, options.out)
    show_progress(3, 3)
    words = texts(preferred_language())
    for reason, count in analysis.outcomes.failed.items():
        failed = words.n("{n} run could not be computed", "{n} runs could not be computed", count)
        print(f"{failed}: {failure_words(reason, words)}", file=sys.stderr)
    if analysis.indices is None:
        print(words.t("There is no sobol.csv, because some runs have no result."), file=sys.stderr)
    for path in written:
        print(path)
    return 0


def _run_score(options: argparse.Namespace) -> int:
    is_table = options.model is not None or options.file.is_file()
    strays = ("edition",) if is_table else ("method", "diagnose", "compare")
    for name in strays:
        if getattr(options, name) is not None:
            raise ProblemError(problem("option-stray", Place(str(options.file)), option=f"--{name}"))
    return _score_table(options) if is_table else study.run_score(options)


def _score_table(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.composites import read_inputs, score_table, write_results  # noqa: PLC0415 - NumPy, which checks of forms do not need
    from clusterbench_gui.app.explain_table import explanation, ranking  # noqa: PLC0415 - same

    inputs = read_inputs(options.file, options.model, options.method)
    show_progress(1, 3)
    composite = score_table(inputs)
    show_progress(2, 3)
    words = texts(preferred_language())
    lines = explanation(composite, options.explain, words) if options.explain else ranking(composite, words)
    if options.compare:
        from clusterbench_gui.app.compare_table import comparison  # noqa: PLC0415 - one option of one command

        lines += ["", *comparison(composite, options.compare, words)]
    if options.diagnose:
        from clusterbench_gui.app.diagnosis import diagnosis  # noqa: PLC0415 - one option of one command

        lines += ["", *diagnosis(composite, words)]
    written = write_results(inputs, composite, options.out) if options.out else ()
    show_progress(3, 3)
    print("\n".join(lines))
    for path in written:
        print(path, file=sys.stderr)
    return 0
