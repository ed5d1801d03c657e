"""The command that makes a demonstration study; what `score` does with a study."""

import argparse
import sys
from pathlib import Path

from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.passphrases import passphrase_of
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.cli.scored import code_meant, scored_study
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts, preferred_language, texts


def add_parser(commands: Commands) -> None:
    """Register `demo`."""
    parser = study_parser(commands, "demo", "Make a study of invented clusters.", "try.clusterbench --clusters 35")
    parser.add_argument("--clusters", type=int, default=35, help="how many clusters to invent (default 35)")
    parser.add_argument("--seed", type=int, default=2012, help="equal seeds give equal answers (default 2012)")
    parser.add_argument("--edition", metavar="DIR", type=Path, help="folder of an edition (default: the built-in one)")
    parser.add_argument("--with-previous", action="store_true", help="with the interviews of the edition before")
    parser.set_defaults(run=_run_demo)


def _run_demo(options: argparse.Namespace) -> int:
    from clusterbench_gui.app.demo.make import make_demo  # noqa: PLC0415 - reads the questionnaire, not needed to check

    passphrase = passphrase_of(options)
    make_demo(
        options.file,
        clusters=options.clusters,
        seed=options.seed,
        with_previous=options.with_previous,
        edition=options.edition,
        passphrase=passphrase,
        progress=show_progress,
    )
    words = texts(preferred_language())
    print(
        words.n(
            "{n} invented cluster in {folder}",
            "{n} invented clusters in {folder}",
            options.clusters,
            folder=options.file,
        )
    )
    return 0


def run_score(options: argparse.Namespace) -> int:
    """Print the ranking of a study, or how one score came about; with `--out` write the tables."""
    study = scored_study(options, options.edition)
    words = texts(preferred_language())
    if options.explain:
        from clusterbench_gui.app.explain import explanation  # noqa: PLC0415 - one option of one command

        print("\n".join(explanation(study, code_meant(study, options.explain), words)))
    else:
        print("\n".join(_ranking(study, words)))
    if options.out:
        from clusterbench_gui.app.tables import write_tables  # noqa: PLC0415 - pandas, only for files

        for path in write_tables(study, options.out):
            print(path, file=sys.stderr)
    return 0


def _ranking(scored: ScoredStudy, words: Texts) -> list[str]:
    """The ranking by the index with its areas, as a table of text."""
    top = scored.model.at(scored.model.levels)[0]
    areas = scored.model.children(top.code)
    cells = scored.scores.cells
    order = sorted(scored.clusters, key=lambda one: (cells[one.code][top.code].rank or len(cells) + 1, one.code))
    width = max([len(one.name) for one in order] + [8])
    header = f"{'':>4}  {words.t('Code'):<6}  {words.t('Cluster'):<{width}}  {top.code:>6}  " + "  ".join(
        f"{area.code:>6}" for area in areas
    )
    lines = [text_in(scored.titles, words.language), text_in(scored.notice, words.language)]
    if scored.synthetic:
        lines.append(words.t("Invented data"))
    lines += ["", header]
    for one in order:
        row = cells[one.code]
        values = "  ".join(f"{words.number(row[node.code].score):>6}" for node in (top, *areas))
        lines.append(f"{row[top.code].rank or words.number(None):>4}  {one.code:<6}  {one.name:<{width}}  {values}")
    for label, name in ((words.t("Benchmark"), "benchmark"), (words.t("Median"), "median")):
        values = "  ".join(
            f"{words.number(getattr(scored.scores.summaries[node.code], name)):>6}" for node in (top, *areas)
        )
        lines.append(f"{'':>4}  {'':<6}  {label:<{width}}  {values}")
    return [line.rstrip() for line in lines]
