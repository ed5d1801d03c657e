"""The command that writes the views of a study's results as pictures and tables."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clusterbench_gui.app.views.wanted import FORMATS, Wanted
from clusterbench_gui.cli.options import Commands, study_parser
from clusterbench_gui.cli.progress import show_progress
from clusterbench_gui.cli.scored import code_meant, scored_editions
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.theme import LIGHT, THEMES

if TYPE_CHECKING:  # matplotlib, which the parser does without
    from clusterbench_gui.app.views.selection import Kind


def add_parser(commands: Commands) -> None:
    """Register `pictures`."""
    parser = study_parser(
        commands,
        "pictures",
        "Write every view of the results as a picture, with the numbers behind it.",
        "study.clusterbench --out pictures --language pl",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="a new or an empty folder")
    parser.add_argument("--language", choices=("pl", "en"), default="pl", help="(default pl)")
    parser.add_argument(
        "--names",
        choices=("all", "agreed", "codes"),
        default="codes",
        help="how clusters are called: all by name, only those that agreed to it, none (default codes)",
    )
    parser.add_argument("--cluster", metavar="CODE", help="in focus (default: the one with the best index)")
    parser.add_argument(
        "--view",
        metavar="NAME",
        action="append",
        help="such as ranking or heatmap; may be given several times (default: all)",
    )
    parser.add_argument(
        "--format",
        metavar="LIST",
        default=",".join(FORMATS),
        help="one or several, apart by commas (default %(default)s)",
    )
    parser.add_argument("--theme", choices=tuple(THEMES), default=LIGHT.name, help="colours (default %(default)s)")
    parser.add_argument(
        "--promotion",
        action="store_true",
        help="instead: a card by name of each cluster that agreed to be shown, and the ranking",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    formats = _formats(options.format)
    views = _views(options.view or ())
    scored, earlier = scored_editions(options)
    for path in _written(scored, earlier, options, views, formats):
        print(path)
    return 0


def _written(
    scored: ScoredStudy,
    earlier: ScoredStudy | None,
    options: argparse.Namespace,
    views: "tuple[Kind, ...]",
    formats: tuple[str, ...],
) -> tuple[Path, ...]:
    from clusterbench_gui.app.views.everything import export_views  # noqa: PLC0415 - matplotlib, only here
    from clusterbench_gui.app.views.promoting import export_promotion  # noqa: PLC0415 - likewise
    from clusterbench_gui.app.views.selection import Names, Selection  # noqa: PLC0415 - likewise

    selection = Selection(cluster=_cluster(scored, options.cluster), names=Names(options.names))
    wanted = Wanted(options.language, options.theme, views, formats)
    if options.promotion:
        return export_promotion(scored, selection, options.out, wanted, progress=show_progress)
    return export_views(scored, earlier, selection, options.out, wanted, progress=show_progress)


def _formats(text: str) -> tuple[str, ...]:
    named = tuple(one.strip().lower() for one in text.split(",") if one.strip())
    unknown = [one for one in named if one not in FORMATS]
    if unknown or not named:
        raise ProblemError(
            *(problem("format-unknown", Place(name=one), known=", ".join(FORMATS)) for one in unknown or [text])
        )
    return named


def _views(named: "tuple[str, ...]") -> "tuple[Kind, ...]":
    """The views with these names, each once, in the order in which all are offered; all where none is named."""
    from clusterbench_gui.app.views.selection import Kind  # noqa: PLC0415 - with the command

    by_name = {one.value: one for one in Kind}
    wanted = [one.strip().lower() for one in named]
    unknown = [one for one in wanted if one not in by_name]
    if unknown:
        raise ProblemError(*(problem("view-unknown", Place(name=one), known=", ".join(by_name)) for one in unknown))
    return tuple(one for name, one in by_name.items() if not wanted or name in wanted)


def _cluster(scored: ScoredStudy, text: str | None) -> str:
    """The code that somebody means who writes k01 for K01; it must be one of a cluster that has an index."""
    if text is None:
        return ""
    from clusterbench_gui.app.views.selection import ranked_of  # noqa: PLC0415 - likewise

    code = code_meant(scored, text)
    if code not in {one.code for one in scored.clusters}:
        raise ProblemError(problem("cluster-unknown", Place(name=text)))
    if code not in ranked_of(scored):
        raise ProblemError(problem("cluster-not-ranked", Place(name=code)))
    return code
