"""All views of a study as one folder: seconds by view and format, and for the whole, by one command.

Makes the demonstration, scores it, writes the folder as `clusterbench pictures` does, and prints what each part took.
Run: python benchmarks/pictures.py [CLUSTERS] (default 35)
"""

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.scoring import collect, score
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.app.views.everything import export_views
from clusterbench_gui.app.views.exporting import made, written
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Names, Selection, fitted
from clusterbench_gui.app.views.wanted import FORMATS, Wanted
from clusterbench_gui.charts.words import profile_level
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import texts
from clusterbench_gui.support.theme import LIGHT


def studied(place: Path, clusters: int) -> tuple[ScoredStudy, ScoredStudy]:
    """The demonstration as scored, and the edition before."""
    os.environ["CLUSTERBENCH_HOME"] = str(place / "home")
    make_demo(place / "try.clusterbench", clusters=clusters, seed=2012, with_previous=True)
    study = open_study(place / "try.clusterbench", read_only=True)
    try:
        return score(collect(study)), score(collect(study, study.edition.previous))
    finally:
        study.close()


def parts(results: Results) -> None:
    """A line for each view: to make its figure, then every format."""
    base = fitted(Selection(), results.study, profile_level(results.study.model))
    print(f"{'view':14}{'made':>7}" + "".join(f"{one:>7}" for one in FORMATS) + "   seconds")
    for kind in tuple(Kind):
        start = time.perf_counter()
        try:
            view = made(results, replace(base, kind=kind), LIGHT, texts("pl"))
        except ProblemError as error:
            print(f"{kind.value:14}{error}")
            continue
        times = [time.perf_counter() - start]
        for ending in FORMATS:
            start = time.perf_counter()
            written(view, ending)
            times.append(time.perf_counter() - start)
        print(f"{kind.value:14}" + "".join(f"{one:7.2f}" for one in times))


def main() -> None:
    """Print the table and the whole."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        study, earlier = studied(place, int(sys.argv[1]) if len(sys.argv) > 1 else 35)
        parts(Results(study, earlier, certainty_of(study), sensitivity_of(study)))
        for formats in (FORMATS, ("png", "csv")):
            wall, cpu = time.perf_counter(), time.process_time()
            target = place / "-".join(formats)
            files = export_views(study, earlier, Selection(names=Names.CODES), target, Wanted("pl", formats=formats))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            size = sum(file.stat().st_size for file in files) / 1e6
            print(
                f"the folder of {', '.join(formats)}: {len(files)} files, {size:.1f} MB, {wall:.1f} s, {cpu:.1f} s of CPU"
            )


if __name__ == "__main__":
    main()
