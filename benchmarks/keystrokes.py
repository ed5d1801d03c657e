"""From a key to the disk: real key events in the real window, until the commit of the draft that holds the letter.

Run it as ``python benchmarks/keystrokes.py [FOLDER]``; FOLDER is on the disk that is to be measured (default: here). The bar is
300 ms for every letter; nobody sees this window.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

LETTERS = 300
BAR = 300


class Typist:
    """Types one letter after the other into a text question; notes when each was pressed and when it was durable."""

    def __init__(self, program: Any) -> None:
        self.pressed: list[float] = []
        self.durable: list[float] = []
        self._program = program
        self._chance = random.Random(1)  # noqa: S311 - the same pauses every time
        backend = _owner(program)
        original = backend.save_draft

        def save_draft(interview: str, path: str, text: str) -> None:
            original(interview, path, text)
            now = time.perf_counter()
            self.durable += [now] * (len(text) - len(self.durable))

        backend.save_draft = save_draft

    def type_letter(self) -> None:
        """A key, and the next one a little later, as people type: in bursts with pauses."""
        self.pressed.append(time.perf_counter())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
            QApplication.sendEvent(QApplication.focusWidget(), event)
        if len(self.pressed) < LETTERS:
            pause = self._chance.choice((15, 40, 80, 120, 160, 400))
            QTimer.singleShot(pause, self.type_letter)


def _owner(program: Any) -> Any:
    """The object that the database thread works with, fetched from there."""
    found: list[Any] = []
    program.desk._database.ask(lambda backend: backend, found.append, lambda _: None)  # noqa: SLF001 - measured from inside
    wait_for(lambda: bool(found))
    return found[0]


def wait_for(condition: Any, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
        if time.monotonic() > end:
            raise TimeoutError


def main() -> None:
    from clusterbench_gui.app.studies import create_study  # noqa: PLC0415 - after the platform is chosen
    from clusterbench_gui.domain.studies import Cluster  # noqa: PLC0415 - same
    from clusterbench_gui.support.settings import Settings  # noqa: PLC0415 - same
    from clusterbench_gui.ui.program import Program  # noqa: PLC0415 - same

    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        os.environ["CLUSTERBENCH_HOME"] = str(Path(temporary) / "home")
        folder = Path(temporary) / "A.clusterbench"
        create_study(folder, title="T", clusters=[Cluster("K01", "Klaster")])
        application = QApplication([])
        program = Program(Settings(language="en", person_id="p", person_name="P"), folder)
        program.window.show()
        wait_for(lambda: program.desk.opened is not None)
        program.window.open_interview(program.desk.opened.rows[0])
        wait_for(lambda: program.window.interview is not None)
        program.window.activateWindow()
        view = program.window.interview
        questions = view._viewmodel.questionnaire.questions  # noqa: SLF001 - measured from inside
        view.navigation.go(next(one.ref for one in questions if one.name == "communication_note"))
        typist = Typist(program)
        typist.type_letter()
        wait_for(lambda: len(typist.durable) >= LETTERS)
        program.window._may_lose = True  # noqa: SLF001 - nobody asks
        program.window.close()
        program.close()
        del application
    times = sorted((end - start) * 1000 for start, end in zip(typist.pressed, typist.durable, strict=True))
    print(f"{'milliseconds':<44}{'median':>9}{'95 %':>9}{'worst':>9}{'bar':>6}")
    figures = f"{statistics.median(times):>9.0f}{times[int(len(times) * 0.95)]:>9.0f}{times[-1]:>9.0f}{BAR:>6}"
    print(f"{f'from a key to its draft on the disk, {LETTERS} keys':<44}{figures}")


if __name__ == "__main__":
    main()
