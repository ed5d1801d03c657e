"""A table of thousands of rows pasted into a roster: how long, the longest block of the window, memory; then keys in it.

Times are the processor's. Run it as ``python benchmarks/rosters.py [ROWS]`` (default 5000); nobody sees this window.
"""

import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.rosters import FIRM, interview

KEYS = 40


def table(rows: int) -> str:
    """Rows as a spreadsheet writes them; half of them have a share of exports."""
    chance = random.Random(1)  # noqa: S311 - the same table every time
    lines = []
    for number in range(rows):
        exports = chance.random() < 0.5
        kind, share = ("Spółka z o.o.", f"{chance.randint(0, 99)},5") if exports else ("Spółka akcyjna", "")
        lines.append(f"Firma {number}\t{kind}\t{chance.randint(1, 5000)}\t{share}\t{chance.randint(1, 28)}.07.2012\n")
    return "".join(lines)


def blocked(step: Any) -> float:
    """Seconds of the processor that a step and what it starts keep the window busy: others may use the machine as well."""
    start = time.process_time()
    step()
    return time.process_time() - start


def paste(application: QApplication) -> list[float]:
    """Ctrl+V, and the program's events until all is there."""
    key = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    times = [blocked(lambda: QTest.keyClick(application.focusWidget(), *key))]
    while application.activeModalWidget() is not None:
        times.append(blocked(application.processEvents))
    return times


def main() -> None:
    from clusterbench_gui.support.texts import texts  # noqa: PLC0415 - after the platform is chosen
    from clusterbench_gui.support.theme import LIGHT  # noqa: PLC0415 - same
    from clusterbench_gui.ui.screens.interview.view import InterviewView  # noqa: PLC0415 - same
    from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel  # noqa: PLC0415 - same

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    application = QApplication([])
    batches: list[int] = []

    def save(statements: Any, done: Any, _failed: Any) -> None:
        batches.append(len(statements))
        QTimer.singleShot(20, lambda: done("2012-07-01T12:41:03+02:00"))

    model = InterviewViewModel(
        interview(1),
        texts=texts("en"),
        save=save,
        save_draft=lambda _path, _text, settled: settled(()),
        set_bookmark=lambda _path, settled: settled(()),
    )
    view = InterviewView(model, LIGHT)
    view.resize(1366, 768)
    view.show()
    view.activateWindow()
    application.processEvents()
    view.navigation.go(f"{FIRM}[1]/name")
    application.clipboard().setText(table(rows))
    before = _memory()
    times = paste(application)
    answers = sum(one.is_answered for one in model.questionnaire.questions)
    print(f"{rows} rows, {answers} answers, {len(batches)} transactions, {sum(batches)} statements")
    print(
        f"pasted in {sum(times):.1f} s; longest block {max(times) * 1000:.0f} ms; memory +{_memory() - before:.0f} MB"
    )
    view.activateWindow()
    while application.focusWidget() is None:
        application.processEvents()
    view.navigation.go(f"{FIRM}[{rows // 2}]/staff")
    for name, key in (("Down", Qt.Key.Key_Down), ("1 and Down", Qt.Key.Key_1)):
        spent = []
        for _ in range(KEYS):
            start = time.process_time()
            QTest.keyClick(application.focusWidget(), key)
            if key is Qt.Key.Key_1:
                QTest.keyClick(application.focusWidget(), Qt.Key.Key_Down)
            application.processEvents()
            spent.append((time.process_time() - start) * 1000)
        print(f"{name}: median {statistics.median(spent):.1f} ms, worst {max(spent):.1f} ms")
    view.close()


def _memory() -> float:
    """Megabytes of this process, where the system says so."""
    place = Path("/proc/self/statm")
    return int(place.read_text().split()[1]) * 4 / 1024 if place.exists() else 0.0


if __name__ == "__main__":
    main()
