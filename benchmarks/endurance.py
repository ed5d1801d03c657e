"""Thousands of answers and hundreds of openings in one process: what is left in memory, widgets, objects, threads and files.

    python benchmarks/endurance.py [FOLDER] [--answers 10000] [--openings 300]

Real key events in the real window on the built-in questionnaire. Counted are what is there after a tenth of it, when everything
was used once, and at the end. Memory is what the process holds (Linux: /proc), the smaller of a few looks.
"""

import argparse
import gc
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from opened import enter, prepare, press, program, rest, wait_for
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.questions import Kind

if TYPE_CHECKING:
    from clusterbench_gui.ui.program import Program

__all__ = ["prepare", "work"]
"""What the short form in the tests takes from here."""

ENDING = ("consent_part",)
"""Questions one of whose answers ends the interview."""
ROUNDS = 10


def answer(made: "Program", count: int) -> None:
    """Give so many answers by the keys of options, going through the whole interview."""
    view = made.window.interview
    assert view is not None
    model = view._viewmodel  # noqa: SLF001 - measured from inside
    given = 0
    while given < count:
        for ref in [one.ref for one in model.questionnaire.questions if one.kind is Kind.SELECT_ONE]:
            question = model.questionnaire.question(ref)
            if question is None or question.name in ENDING or not 1 < len(question.choices) <= 9:
                continue
            made.window.activateWindow()
            view.navigation.go(ref)
            wait_for(lambda: QApplication.focusWidget() is not None)
            for key in (1, 2, 1, 2):
                press(Qt.Key(Qt.Key.Key_0 + key), str(key))
            given += 4
            wait_for(lambda: not model.unsaved)
            if given >= count:
                return


def leave(made: "Program") -> None:
    """Back to the list."""
    assert made.window.interview is not None
    made.window.interview.leave()
    wait_for(lambda: made.window.interview is None)


def work(made: "Program", openings: int, answers: int) -> dict[str, int]:
    """Open the interview so often, the last time to give so many answers, and tell what is there then."""
    wait_for(lambda: made.is_warm)
    for _ in range(openings - 1):
        enter(made)
        leave(made)
    enter(made)
    answer(made, answers)
    leave(made)
    return counted()


def counted() -> dict[str, int]:
    """What is there now, after everything that is due was deleted."""
    for _ in range(3):
        rest(100)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    files = Path("/proc/self/fd")
    pages = Path("/proc/self/statm")
    return {
        "memory, kB": int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024 if pages.exists() else 0,
        "widgets": len(QApplication.allWidgets()),
        "Qt objects known to Python": sum(isinstance(one, QObject) for one in gc.get_objects()),
        "threads": threading.active_count(),
        "open files": len(list(files.iterdir())) if files.exists() else 0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path.cwd())
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--openings", type=int, default=300)
    options = parser.parse_args()
    with program(options.folder) as made:
        seen = [work(made, options.openings // ROUNDS, options.answers // ROUNDS) for _ in range(ROUNDS)]
    print(f"{options.answers} answers, {options.openings} openings")
    print(f"{'':<30}{'a tenth':>12}{'half':>12}{'the end':>12}{'growth':>10}")
    for name in seen[0]:
        first, half, last = seen[0][name], seen[len(seen) // 2 - 1][name], seen[-1][name]
        print(f"{name:<30}{first:>12}{half:>12}{last:>12}{last / first - 1 if first else 0:>10.1%}")
    print("bars: memory within 10 %, nothing else grows")


if __name__ == "__main__":
    main()
