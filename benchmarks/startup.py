"""Time from process start to the first painted window, and to an open interview, beside a bare PySide6 window in the same run.

    python benchmarks/startup.py [--runs 15]

Each start is a process of its own, offscreen, warm (the first of each kind is thrown away), and the kinds take turns, so
that a busy machine slows all. Wall time ends when the window has been painted; for the interview, when it was opened as by a
choice in the list, painted, and its question has the focus. CPU time is user and system of the process, all threads, at that moment. All programs are imported the way their users do: from compiled files.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from opened import prepare

ROOT = Path(__file__).resolve().parent.parent

REPORT = """
def painted():
    import os, time
    print(time.time(), time.process_time(), flush=True)
    os._exit(0)
"""

BARE = (
    REPORT
    + """
from PySide6.QtWidgets import QApplication, QMainWindow

class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted()

application = QApplication([])
window = Bare()
window.resize(1366, 768)
window.show()
application.exec()
"""
)

PRODUCT = (
    REPORT
    + """
from clusterbench_gui.ui import main

def run(settings, study, _kept):
    from PySide6.QtWidgets import QApplication
    from clusterbench_gui.ui.program import Program
    application = QApplication(["clusterbench"])
    started = Program(settings, study)
    started.window.painted.connect(painted)
    started.window.show()
    return application.exec()

main._run = run
main.open_window(["--offscreen", "--language", "pl"])
"""
)

INTERVIEW = PRODUCT.replace("started.window.painted.connect(painted)", "watch(started)").replace(
    "from clusterbench_gui.ui import main",
    """
def watch(started):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def opened():
        if started.desk.opened is not None and started.window.interview is None:
            started.window.open_interview(started.desk.opened.rows[0])

    def look():
        view = started.window.interview
        if view is not None and view._page._column.cards and view.navigation.ref:
            if view._page.place_of(QApplication.focusWidget()) == view.navigation.ref:
                view.repaint()
                painted()

    started.desk.study_changed.connect(opened)
    started.timer = QTimer(interval=1, timeout=look)
    started.timer.start()

from clusterbench_gui.ui import main""",
)
KINDS = {"bare": BARE, "product": PRODUCT, "interview": INTERVIEW}
BARS = {"product": 1.5, "interview": 3.0}


def start(code: str, home: str) -> tuple[float, float]:
    """Wall and CPU milliseconds of one start."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CLUSTERBENCH_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.time()
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    moment, spent = ended.stdout.split()[-2:]
    return (float(moment) - begun) * 1000, float(spent) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    measured: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as home:
        os.environ["CLUSTERBENCH_HOME"] = home
        study = Path(home) / "A.clusterbench"
        prepare(study, None, [])
        profile(study)
        for turn in range(runs + 1):
            for kind, code in KINDS.items():
                figures = start(code, home)
                if turn:
                    measured[kind].append(figures)
    medians = {
        kind: [statistics.median(column) for column in zip(*rows, strict=True)] for kind, rows in measured.items()
    }
    print(
        f"{runs} runs each, median in ms{'':9}{'wall':>8}{'cpu':>8}{'wall':>9}{'cpu':>8}{'bar':>8}   times the bare one"
    )
    for kind, (wall, cpu) in medians.items():
        ratios = [one / bare for one, bare in zip((wall, cpu), medians["bare"], strict=True)]
        words = {"bare": "bare window painted", "product": "window painted", "interview": "interview open"}[kind]
        bar = f"{BARS[kind]:>8}" if kind in BARS else ""
        print(f"{words:<34}{wall:8.0f}{cpu:8.0f}{ratios[0]:9.2f}{ratios[1]:8.2f}{bar}")


def profile(study: Path) -> None:
    """Settings of somebody who worked with this study."""
    from clusterbench_gui.support.settings import Settings, save_settings  # noqa: PLC0415 - the home is known by now

    save_settings(Settings(language="pl", person_id="p", person_name="P", study=str(study)))


if __name__ == "__main__":
    main()
