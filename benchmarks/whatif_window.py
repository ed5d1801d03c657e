"""What a moved slider costs in the real window: from the key to the painted ranking, until the picture follows, longest pause, uncertainty.

Run it as ``python benchmarks/whatif_window.py [--steps 60]``: 50 invented clusters, key events to a real slider, offscreen. The floor
is a bare repaint of the same list in the same run. Wall milliseconds.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from opened import press, rest, wait_for
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.program import Program
from clusterbench_gui.ui.screens.results.view import ResultsView

CLUSTERS = 50
REPEAT = 33  # milliseconds between the steps of a key that is held
FOLLOWED = 8


class Heart:
    """Beats every 2 ms; `longest` is the longest pause in milliseconds."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=2, timerType=Qt.TimerType.PreciseTimer, timeout=self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now


def since(start: float) -> float:
    """Milliseconds."""
    return (time.perf_counter() - start) * 1000


def show(name: str, times: list[float], bar: str) -> None:
    """A line: median and 95th percentile."""
    p95 = sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]
    print(f"{name:<52}{statistics.median(times):>9.1f}{p95:>9.1f}{bar:>9}", flush=True)


def is_settled(view: ResultsView) -> bool:
    """Nothing that belongs to the view is still to come."""
    return view.model.is_ready and not view.model.is_busy and view.model.canvas.is_settled


def measure(view: ResultsView, steps: int) -> None:
    """All lines of the table."""
    panel = view.panel
    port, slider = panel.ranking.viewport(), panel.sliders.sliders[0]
    slider.setFocus()
    floor, painted = [], []
    for _ in range(steps):
        start = time.perf_counter()
        port.repaint()
        floor.append(since(start))
    heart = Heart()
    panel.painted.connect(lambda: painted.append(time.perf_counter()))
    keyed = []
    for step in range(steps):
        painted.clear()
        start = time.perf_counter()
        press(Qt.Key.Key_Right if step % 40 < 20 else Qt.Key.Key_Left)
        keyed.append((painted[0] - start) * 1000)
        rest(REPEAT)
    wait_for(lambda: is_settled(view))
    pause, heart.longest, followed, doubted = heart.longest, 0.0, [], []
    for step in range(FOLLOWED):
        rest(300)
        before = view.model.canvas.picture
        start = time.perf_counter()
        press(Qt.Key.Key_Right if step % 2 else Qt.Key.Key_Left)
        wait_for(lambda before=before: view.model.canvas.picture is not before)  # type: ignore[misc]
        followed.append(since(start))
        wait_for(lambda: is_settled(view))
    alone = heart.longest
    for name in ("zscore", "rank", "zscore", "rank"):
        start = time.perf_counter()
        view.panel.model.normalise(name)
        wait_for(lambda: view.model.results.certainty is not None and is_settled(view))  # type: ignore[union-attr]
        doubted.append(since(start))
        rest(200)
    show("floor: bare repaint of the list", floor, "")
    show(f"key to painted ranking, held key ({REPEAT} ms)", keyed, "40/80")
    show("key until the picture follows", followed, "400")
    show("10,000 runs on screen after another method", doubted, "1500")
    print(f"{'longest pause of the window, held key':<52}{pause:>9.1f}{'':>9}{'100':>9}")
    print(f"{'longest pause of the window, single keys':<52}{alone:>9.1f}{'':>9}{'100':>9}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["CLUSTERBENCH_HOME"] = home
        study = Path(home) / "demo.clusterbench"
        make_demo(study, clusters=CLUSTERS)
        application = QApplication(sys.argv[:1])
        made = Program(Settings(language="en", person_id="p", person_name="P"), study)
        made.window.resize(1366, 768)
        made.window.show()
        made.window.activateWindow()
        wait_for(lambda: made.desk.opened is not None)
        made.window.show_screen("results")
        view = made.window.findChild(ResultsView)
        wait_for(lambda: is_settled(view))
        view.turn_what_if()
        wait_for(lambda: view.panel.model.ranking is not None and is_settled(view))
        print(f"{'milliseconds, ' + str(CLUSTERS) + ' clusters':<52}{'median':>9}{'p95':>9}{'bar':>9}")
        measure(view, options.steps)
        made.window.close()
        made.close()
        del application


if __name__ == "__main__":
    main()
