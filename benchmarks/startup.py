"""Time from process start to the first painted window, beside a bare PySide6 window in the same run.

    python benchmarks/startup.py [--runs 15]

Each start is a process of its own, offscreen, warm (the first of each kind is thrown away), and both kinds take turns, so
that a busy machine slows both. Wall time ends when the window has been painted; CPU time is user and system of the process
at that moment. Both programs are imported the way their users do: from compiled files.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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
    measured: dict[str, list[tuple[float, float]]] = {"bare": [], "product": []}
    with tempfile.TemporaryDirectory() as home:
        for turn in range(runs + 1):
            for kind, code in (("bare", BARE), ("product", PRODUCT)):
                figures = start(code, home)
                if turn:
                    measured[kind].append(figures)
    medians = {
        kind: [statistics.median(column) for column in zip(*rows, strict=True)] for kind, rows in measured.items()
    }
    print(f"first window painted, {runs} runs each, median in ms")
    print(f"{'':10}{'wall':>8}{'cpu':>8}")
    for kind, (wall, cpu) in medians.items():
        print(f"{kind:10}{wall:8.0f}{cpu:8.0f}")
    wall, cpu = (medians["product"][one] / medians["bare"][one] for one in (0, 1))
    print(f"{'ratio':10}{wall:8.2f}{cpu:8.2f}    (bar: 1.80)")


if __name__ == "__main__":
    main()
