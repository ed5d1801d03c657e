"""Results in the real window, offscreen: first opening from a cold process, every view, and every view of 1,000 clusters, by one command.

    python benchmarks/results_window.py [--runs 5] [--clusters 35]

Each run is a process of its own on the demonstration study. "At once" goes to Results as soon as the study is open, with all that
Results import still to come; "settled" after the program has had its idle moments, as it has when somebody looks at the list first.
Wall time is from the command that shows the screen until the first picture was painted; blocked is the longest pause between two
beats of the window's thread meanwhile, one every 2 ms. Then each view: until its own picture was painted. Of several runs the least is
told, and the median beside it, because others use the machine. The table of 1,000 clusters (48 and 300 indicators, drawn by chance) is data to
pixels and places, with what is found out before (certainty, influences) left out; its floor is an empty sheet.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
if TYPE_CHECKING:
    from clusterbench_gui.ui.program import Program

BARS = {"first": 2000, "blocked": 150, "thousand": 1000}
CLUSTERS, ROUNDS, SIZE = 1000, 5, (1100, 560)
SETTLED = 6000  # milliseconds of idle moments
BEAT = 2


@dataclass(slots=True)
class Heart:
    """Beats on the window's thread; the longest pause between two beats since `start`."""

    longest: float = 0.0
    last: float = 0.0
    timer: Any = field(default=None)

    def run(self) -> None:
        """Beat from now on."""
        from PySide6.QtCore import Qt, QTimer  # noqa: PLC0415 - in the measured process only

        self.timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def start(self) -> None:
        """Forget what was."""
        self.longest, self.last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self.last = max(self.longest, now - self.last), now


def measured(study: Path, *, settled: bool) -> dict[str, Any]:
    """One process: the program, its study, Results, every view."""
    from opened import rest, wait_for  # noqa: PLC0415 - Qt, in the measured process only
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - likewise

    from clusterbench_gui.support.settings import Settings  # noqa: PLC0415 - likewise
    from clusterbench_gui.ui.program import Program  # noqa: PLC0415 - likewise

    application = QApplication([])
    made = Program(Settings(language="pl", person_id="p", person_name="P"), study)
    made.window.resize(1366, 768)
    made.window.show()
    wait_for(lambda: made.desk.opened is not None)
    rest(SETTLED if settled else 1)
    try:
        return _opened(made)
    finally:
        made.window._may_lose = True  # noqa: SLF001 - nobody asks
        made.window.close()
        made.close()
        del application


def _opened(made: "Program") -> dict[str, Any]:
    from opened import wait_for  # noqa: PLC0415 - Qt

    heart, said, seen = Heart(), [], []
    heart.run()
    heart.start()
    begun = time.perf_counter()
    made.window.show_screen("results")
    shown = time.perf_counter() - begun
    view = made.window._views["results"]  # noqa: SLF001 - measured from inside
    model = view.model
    model.changed.connect(lambda: said.append(model.message))
    said.append(model.message)
    _when_painted(view, seen)
    wait_for(lambda: bool(seen))
    found = {
        "first": (seen[0] - begun) * 1000,
        "made": shown * 1000,
        "blocked": heart.longest * 1000,
        "said": [one for one in dict.fromkeys(said) if one],
    }
    wait_for(lambda: not model.is_busy and model.canvas.is_settled)
    found["views"] = {kind: _view(view, kind, heart, wait_for) for kind in _kinds(model)}
    return found


def _kinds(model: Any) -> Iterator[str]:
    return (kind.value for kind in type(model.selection.kind))


def _view(view: Any, name: str, heart: Heart, wait_for: Callable[..., None]) -> tuple[float, float]:
    """Milliseconds until the picture of a view was painted, and the longest pause."""
    model, seen = view.model, []
    kind = type(model.selection.kind)(name)
    if model.selection.kind is kind:
        model.choose(kind=kind.STRIP)
        wait_for(lambda: not model.is_busy and model.canvas.is_settled)
    heart.start()
    begun = time.perf_counter()
    model.choose(kind=kind)
    _when_painted(view, seen)
    wait_for(lambda: bool(seen) or bool(model.problems))
    took, blocked = (seen[0] - begun if seen else float("nan")) * 1000, heart.longest * 1000
    wait_for(lambda: model.problems or (not model.is_busy and model.canvas.is_settled))
    return took, blocked


def _when_painted(view: Any, seen: list[float]) -> None:
    """Note when the pane painted a picture of what is chosen."""
    from opened import Eye  # noqa: PLC0415 - Qt

    model, chart = view.model, view.pane.chart

    def is_there() -> bool:
        drawn = model.canvas._shown  # noqa: SLF001 - measured from inside
        if seen or drawn is None or model.canvas.picture is None or drawn.selection.kind is not model.selection.kind:
            return False
        seen.append(time.perf_counter())
        return True

    view.eye = Eye(chart)
    view.eye._until = is_there  # noqa: SLF001 - without waiting for it


def thousand() -> Iterator[tuple[str, tuple[float, ...]]]:
    """Least milliseconds from data to pixels and places, of an empty sheet and of every view."""
    sys.path.insert(0, str(ROOT))
    os.environ["CLUSTERBENCH_EXTREMES"] = "full"
    import matplotlib as mpl  # noqa: PLC0415 - only for this table
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - likewise

    from clusterbench_gui.app.views.selection import PARTS, Kind, Part  # noqa: PLC0415 - likewise
    from clusterbench_gui.charts.style import Sheet  # noqa: PLC0415 - likewise
    from clusterbench_gui.support.texts import texts  # noqa: PLC0415 - likewise
    from clusterbench_gui.support.theme import LIGHT  # noqa: PLC0415 - likewise
    from clusterbench_gui.ui.charting import Chart  # noqa: PLC0415 - likewise
    from clusterbench_gui.ui.drawing import Drawing  # noqa: PLC0415 - likewise
    from tests.app.views.edges import edge  # noqa: PLC0415 - likewise

    def empty() -> None:
        sheet = Sheet(LIGHT, texts("pl"), (SIZE[0] / 96, SIZE[1] / 96))
        sheet.frame("Nic", "nic", "nic")
        sheet.figure.set_dpi(96)
        with mpl.rc_context({"text.hinting": "none"}):
            FigureCanvasAgg(sheet.figure).print_to_buffer()

    yield "an empty sheet", (_least(empty),)
    drawing = Drawing()
    for kind in Kind:
        for level in (2, 1) if Part.LEVEL in PARTS[kind] else (2,):
            took = []
            for name in ("thousand", "thousand wide"):
                results, selection = edge(name, kind)
                chart = Chart(results, replace(selection, level=level), "light", "pl", *SIZE, 1.0)
                took.append(_least(lambda chart=chart: drawing.draw(chart)))
            yield kind.value if level > 1 else f"{kind.value}, indicators", tuple(took)


def _least(do: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        do()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def _run(study: Path, way: str) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, str(Path(__file__)), "--child", str(study), way],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _report(runs: dict[str, list[dict[str, Any]]]) -> None:
    count = len(next(iter(runs.values())))
    print(f"first opening, {count} runs each, ms{'':17}{'least':>8}{'median':>8}{'bar':>8}")
    for way, found in runs.items():
        for name, words in (("first", "first picture painted"), ("made", "screen made"), ("blocked", "longest pause")):
            values = [one[name] for one in found]
            bar = BARS.get(name, "")
            print(f"{way:>8}: {words:<32}{min(values):8.0f}{statistics.median(values):8.0f}{bar:>8}")
        print(f"{way:>8}: said meanwhile: {'; '.join(found[0]['said']) or 'nothing'}")
    every = [one for found in runs.values() for one in found]
    print(f"\n{'view':<14}{'until painted: least':>22}{'median':>8}{'pause: least':>14}{'median':>8}")
    for kind in every[0]["views"]:
        took, blocked = zip(*(one["views"][kind] for one in every), strict=True)
        print(
            f"{kind:<14}{min(took):22.0f}{statistics.median(took):8.0f}{min(blocked):14.0f}{statistics.median(blocked):8.0f}"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--clusters", type=int, default=35)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("window", "thousand"))
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(measured(Path(asked.child[0]), settled=asked.child[1] == "settled")))
        return
    if asked.only != "thousand":
        with tempfile.TemporaryDirectory() as folder:
            os.environ["CLUSTERBENCH_HOME"] = str(Path(folder) / "home")
            from clusterbench_gui.app.demo.make import make_demo  # noqa: PLC0415 - the home is known by now

            study = Path(folder) / "try.clusterbench"
            make_demo(study, clusters=asked.clusters, seed=2012, with_previous=True)
            ways = ("at once", "settled")
            runs = {way: [_run(study, way) for _ in range(asked.runs)] for way in ways}
        _report(runs)
    if asked.only != "window":
        print(f"\n{CLUSTERS} clusters, data to pixels, least of {ROUNDS}, ms (bar {BARS['thousand']})")
        print(f"{'':<28}{'48 indicators':>15}{'300':>8}")
        for name, took in thousand():
            print(f"{name:<28}{took[0]:15.0f}" + "".join(f"{one:8.0f}" for one in took[1:]), flush=True)


if __name__ == "__main__":
    main()
