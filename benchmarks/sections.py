"""Going to another section, opening a long interview, and what could freeze the window.

    python benchmarks/sections.py [FOLDER] [--times 15]

Times are from the key (or the choice of a row in the list) to the painted page with the focus at its question; for opening that
includes the database. The questionnaire has 1,000 questions in sections of 60, half of the first 800 answered. The floor is
a bare page in the same run: as many of Qt's own labels and fields as are in sight, made, laid out and painted under the same style sheet.
Times are wall milliseconds and those of the window's thread; the longest time without an answer to the window system is
what a person would feel as a freeze.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from opened import Eye, edition, enter, focused, press, program, rest, wait_for
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from questionnaires import mixed, mixed_values

from clusterbench_gui.domain.questions import Kind

if TYPE_CHECKING:
    from clusterbench_gui.ui.program import Program
    from clusterbench_gui.ui.screens.interview.view import InterviewView

SECTIONS, QUESTIONS = 17, 60
IN_SIGHT = 8
LONG = 300
PASTED = 100_000
Figures = list[tuple[float, float]]


class Heart:
    """Beats every 2 ms; the longest pause is how long the window did not answer."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=2, timeout=self._beat)
        self._last = self._spent = 0.0
        self._longest = (0.0, 0.0)

    def _beat(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, ((now - self._last) * 1000, (spent - self._spent) * 1000))
        self._last, self._spent = now, spent

    def listen(self, do: Callable[[], object], until: Callable[[], object]) -> tuple[float, float]:
        """Wall and CPU milliseconds of the longest pause while something is done and until it is finished."""
        self._longest = (0.0, 0.0)
        self._last, self._spent = time.perf_counter(), time.thread_time()
        self._timer.start()
        do()
        wait_for(until)
        rest(100)
        self._timer.stop()
        return self._longest


def bare(times: int) -> Figures:
    """Figures of a bare page."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.resize(836, 680)
    scroll.show()
    eye, found = Eye(scroll.viewport()), []

    def fill() -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        for number in range(IN_SIGHT):
            column.addWidget(QLabel(f"How many of them were there in 2011? ({number})", wordWrap=True))
            column.addWidget(QLineEdit())
        scroll.setWidget(page)

    for _ in range(times):
        rest()
        found.append(eye.time(fill))
    scroll.close()
    return found


def turned(view: "InterviewView", times: int) -> Figures:
    """Figures of a key that leads to the next section or back."""
    page = view._page  # noqa: SLF001 - measured from inside
    view.window().activateWindow()
    view.navigation.open_section(view._viewmodel.questionnaire.sections[2].ref)  # noqa: SLF001 - same
    eye, found = Eye(page.viewport()), []
    for turn in range(times):
        wait_for(lambda: not page.is_busy and focused(view) == view.navigation.ref)
        key = Qt.Key.Key_PageUp if turn % 2 else Qt.Key.Key_PageDown
        found.append(
            eye.time(
                lambda key=key: press(key, "", Qt.KeyboardModifier.ControlModifier),  # type: ignore[misc]
                lambda: focused(view) == view.navigation.ref,
            )
        )
    return found


def opened(made: "Program", times: int) -> Figures:
    """Figures of the way from a row of the list to the question where the interview was left."""
    eye, found = Eye(made.window.centralWidget()), []

    def is_there() -> bool:
        view = made.window.interview
        return view is not None and bool(view.navigation.ref) and focused(view) == view.navigation.ref

    for _ in range(times):
        leave(made)
        row = made.desk.opened.rows[0]  # type: ignore[union-attr] - a study is open
        found.append(eye.time(lambda row=row: made.window.open_interview(row), is_there))  # type: ignore[misc]
    return found


def leave(made: "Program") -> None:
    """Back to the list."""
    view = made.window.interview
    if view is not None:
        view.leave()
    wait_for(lambda: made.window.interview is None)
    rest(200)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def freezes(place: Path, times: int) -> Iterable[tuple[str, Figures]]:
    """Longest pauses: with a section of 300 questions, and when 100 kB are pasted into a text."""
    heart = Heart()
    form = mixed(2, LONG)
    with program(place, edition(form, "m0_0"), [("/data/m0/m0_0", "5")]) as made:
        found = []
        for _ in range(times):
            leave(made)
            row = made.desk.opened.rows[0]  # type: ignore[union-attr] - a study is open
            found.append(
                heart.listen(
                    lambda row=row: made.window.open_interview(row),  # type: ignore[misc]
                    lambda: made.window.interview is not None and not made.window.interview._page.is_busy,  # noqa: SLF001 - measured from inside
                )
            )
        yield f"section of {LONG} questions, opened", found
        view = enter_again(made)
        model = view._viewmodel  # noqa: SLF001 - measured from inside
        texts = [one.ref for one in model.questionnaire.questions if one.kind is Kind.TEXT]
        QGuiApplication.clipboard().setText("Zażółć gęślą jaźń. " * (PASTED // 19))
        found = []
        for ref in texts[:times]:
            view.navigation.go(ref)
            wait_for(lambda: focused(view) == view.navigation.ref)

            def paste() -> None:
                press(Qt.Key.Key_V, "", Qt.KeyboardModifier.ControlModifier)
                press(Qt.Key.Key_Return)

            found.append(heart.listen(paste, lambda: not model.unsaved and not model.is_sending))
        yield f"{PASTED // 1000} kB pasted, and Enter", found


def enter_again(made: "Program") -> "InterviewView":
    """The interview that is shown, with the focus in it."""
    view = made.window.interview or enter(made)
    made.window.activateWindow()
    wait_for(lambda: focused(view) == view.navigation.ref)
    return view


def show(name: str, figures: Figures, bar: str) -> None:
    """A line: medians and the smallest, which other programs disturbed least."""
    wall, cpu = zip(*figures, strict=True)
    numbers = (statistics.median(wall), min(wall), statistics.median(cpu), min(cpu))
    print(f"{name:<44}" + "".join(f"{one:>9.0f}" for one in numbers) + f"{bar:>8}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path.cwd())
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    print(f"{'milliseconds':<44}{'wall':>9}{'least':>9}{'cpu':>9}{'least':>9}{'bar':>8}")
    form = edition(mixed(SECTIONS, QUESTIONS), "m0_0")
    given = list(mixed_values(SECTIONS, QUESTIONS))[:400]
    with program(options.folder, form, given) as made:
        view = enter(made)
        show(f"bare page with {IN_SIGHT} fields, made and painted", bare(options.times), "")
        show(f"to another section of {QUESTIONS} questions", turned(view, options.times), "50")
        show(f"open, {SECTIONS * QUESTIONS} questions, 400 answered", opened(made, options.times), "300")
    for name, figures in freezes(options.folder, max(options.times // 3, 2)):
        show(f"longest pause: {name}", figures, "100")


if __name__ == "__main__":
    main()
