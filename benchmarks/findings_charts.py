"""Charts of findings at 1,000 clusters with 300 indicators: milliseconds from data to pixels, by one command.

Prints, for every chart, the median wall time of the rounds to make the Figure and to draw it with Agg, and the CPU of the same.
Run: python benchmarks/findings_charts.py
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import correlations_of
from clusterbench_gui.charts.bullet import bullet_figure
from clusterbench_gui.charts.chances import chances_figure
from clusterbench_gui.charts.comparison import comparison_figure
from clusterbench_gui.charts.correlations import correlations_figure
from clusterbench_gui.charts.duels import duels_figure
from clusterbench_gui.charts.groups import groups_figure
from clusterbench_gui.charts.influences import influences_figure
from clusterbench_gui.charts.missing import missing_figure
from clusterbench_gui.charts.portfolio import portfolio_figure
from clusterbench_gui.charts.ranking import ranking_figure
from clusterbench_gui.charts.slope import slope_figure
from clusterbench_gui.charts.split import split_figure
from clusterbench_gui.charts.tree import tree_figure
from clusterbench_gui.charts.voivodeships import voivodeships_figure
from clusterbench_gui.charts.waterfall import waterfall_figure
from clusterbench_gui.domain.findings import MOST_PAIRS
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.charts.extremes import drawn, study_of, wide
from tests.charts.findings import gap_of, influences_of, portfolio_of, regions_of, split_of, trend_of

ROUNDS = 5
CLUSTERS = 1000


def charts(study: ScoredStudy) -> Iterator[tuple[str, Callable[[], Figure]]]:
    """Every chart with its name; what they show is worked out before."""
    own, said = "C005", texts("pl")
    gap, split, trend = gap_of(study, own, 1), split_of(study, own), trend_of(study)
    places = portfolio_of(study, axes=("A0", "A1"))
    grouped, regions = regions_of(study)
    yield "groups", lambda: groups_figure(grouped, regions, LIGHT, said, focus=own)
    yield "voivodeships", lambda: voivodeships_figure(grouped, regions, LIGHT, said, focus=own)
    yield "waterfall", lambda: waterfall_figure(study, gap, LIGHT, said)
    yield "bullet, areas", lambda: bullet_figure(study, 3, LIGHT, said, focus=own)
    yield "bullet, indicators", lambda: bullet_figure(study, 1, LIGHT, said, focus=own)
    yield "portfolio", lambda: portfolio_figure(study, places, LIGHT, said, focus=own)
    yield "slope", lambda: slope_figure(study, trend, LIGHT, said, focus=own)
    yield "split", lambda: split_figure(study, split, LIGHT, said)
    yield "missing data", lambda: missing_figure(study, LIGHT, said, focus=own)
    yield "framework tree", lambda: tree_figure(study, LIGHT, said, focus=own)
    sub_areas, indicators, compared = correlations_of(study, 2), correlations_of(study, 1), study.scores.clusters[:6]
    yield "correlations, cells", lambda: correlations_figure(study, sub_areas, LIGHT, said, focus=own)
    yield "correlations, list", lambda: correlations_figure(study, indicators, LIGHT, said, focus=own)
    yield "influences", lambda: influences_figure(study, influences_of(), LIGHT, said, focus=own)
    yield "comparison", lambda: comparison_figure(study, 1, LIGHT, said, clusters=compared, focus=own)
    certainty = certainty_of(study)
    yield "ranking, intervals", lambda: ranking_figure(study, "IX", LIGHT, said, focus=own, certainty=certainty)
    yield "chances of places", lambda: chances_figure(study, certainty, LIGHT, said, focus=own)
    for count in (60, MOST_PAIRS):
        some = study_of(drawn(wide(), count), wide(), name="Klaster")
        pairs = certainty_of(some)
        yield (
            f"who is ahead, {count}",
            lambda some=some, pairs=pairs: duels_figure(some, pairs, LIGHT, said, focus=own),
        )
        yield (
            f"chances, {count}",
            lambda some=some, pairs=pairs: chances_figure(some, pairs, LIGHT, said, focus=own),
        )


def main() -> None:
    """Print the table."""
    study = study_of(drawn(wide(), CLUSTERS), wide(), name="Klaster")
    print(f"{'chart':22}{'wall ms':>9}{'CPU ms':>9}")
    for name, make in charts(study):
        walls, cpus = [], []
        for _ in range(ROUNDS):
            wall, cpu = time.perf_counter(), time.process_time()
            FigureCanvasAgg(make()).draw()
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
        print(f"{name:22}{statistics.median(walls) * 1000:9.0f}{statistics.median(cpus) * 1000:9.0f}")


if __name__ == "__main__":
    main()
