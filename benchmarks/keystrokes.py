"""From a key to the disk: real key events in the real window, until the commit of the draft that holds the letter.

Run it as ``python benchmarks/keystrokes.py [FOLDER]``; FOLDER is on the disk that is to be measured (default: here). The bar is
300 ms for every letter; nobody sees this window.
"""

import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from opened import enter, owner, press, program, wait_for
from PySide6.QtCore import Qt, QTimer

LETTERS = 300
BAR = 300


class Typist:
    """Types one letter after the other into a text question; notes when each was pressed and when it was durable."""

    def __init__(self, backend: Any) -> None:
        self.pressed: list[float] = []
        self.durable: list[float] = []
        self._chance = random.Random(1)  # noqa: S311 - the same pauses every time
        original = backend.save_draft

        def save_draft(interview: str, path: str, text: str) -> None:
            original(interview, path, text)
            now = time.perf_counter()
            self.durable += [now] * (len(text) - len(self.durable))

        backend.save_draft = save_draft

    def type_letter(self) -> None:
        """A key, and the next one a little later, as people type: in bursts with pauses."""
        self.pressed.append(time.perf_counter())
        press(Qt.Key.Key_A, "a")
        if len(self.pressed) < LETTERS:
            pause = self._chance.choice((15, 40, 80, 120, 160, 400))
            QTimer.singleShot(pause, self.type_letter)


def main() -> None:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    with program(place) as made:
        view = enter(made)
        questions = view._viewmodel.questionnaire.questions  # noqa: SLF001 - measured from inside
        view.navigation.go(next(one.ref for one in questions if one.name == "communication_note"))
        typist = Typist(owner(made))
        typist.type_letter()
        wait_for(lambda: len(typist.durable) >= LETTERS)
    times = sorted((end - start) * 1000 for start, end in zip(typist.pressed, typist.durable, strict=True))
    print(f"{'milliseconds':<44}{'median':>9}{'95 %':>9}{'worst':>9}{'bar':>6}")
    figures = f"{statistics.median(times):>9.0f}{times[int(len(times) * 0.95)]:>9.0f}{times[-1]:>9.0f}{BAR:>6}"
    print(f"{f'from a key to its draft on the disk, {LETTERS} keys':<44}{figures}")


if __name__ == "__main__":
    main()
