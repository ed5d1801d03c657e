"""Makes a picture of every screen in both languages and every theme, offscreen, from a demonstration study.

    python scripts/screens.py [--out build/screens] [--size 1366x768] [--scales 1,1.5,2,2.5]

The study is made in a temporary home; nothing of the user's is read or written. The size is in pixels of the screen: at a scale
of 2.5 the window has 2.5 times fewer of its own. Qt scales a process as a whole, so each scale is a process.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Qt comes after the environment is set
    from PySide6.QtWidgets import QWidget

    from clusterbench_gui.ui.program import Program
    from clusterbench_gui.ui.screens.interview.view import InterviewView

ROOT = Path(__file__).resolve().parent.parent
CLUSTERS = 35
PATIENCE = 60_000  # milliseconds until a screen must be ready


def main() -> None:
    """Make the pictures and list them."""
    parser = argparse.ArgumentParser(description="Makes a picture of every screen, language and theme.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screens")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scales", default="1")
    options = parser.parse_args()
    scale, *others = options.scales.split(",")
    if scale != "1":
        os.environ["QT_SCALE_FACTOR"] = scale
    width, height = (int(int(one) / float(scale)) for one in options.size.split("x"))
    options.out.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ["CLUSTERBENCH_HOME"] = home
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        suffix = "" if scale == "1" else f"-{float(scale):.0%}"
        for path in take_all(Path(home), options.out, (width, height), suffix):
            print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path, flush=True)
    for one in others:
        again = (sys.executable, __file__, "--out", str(options.out), "--size", options.size, "--scales", one)
        subprocess.run(again, check=True)


def take_all(home: Path, out: Path, size: tuple[int, int], suffix: str = "") -> Iterator[Path]:
    """Every picture, as it is made; `suffix` ends the names of the files."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - Qt reads the environment when it is imported

    from clusterbench_gui.app.demo.make import make_demo  # noqa: PLC0415 - found after the path is set
    from clusterbench_gui.support.settings import Settings  # noqa: PLC0415 - same
    from clusterbench_gui.support.theme import THEMES  # noqa: PLC0415 - same
    from clusterbench_gui.ui.program import Program  # noqa: PLC0415 - same

    study = home / "demo.clusterbench"
    make_demo(study, clusters=CLUSTERS)
    application = QApplication([])
    for theme in THEMES:
        for language in ("pl", "en"):
            program = Program(Settings(language=language, theme=theme))
            program.window.resize(*size)
            try:
                for name in walk(program, study):
                    settle()
                    path = out / f"{name}-{theme}-{language}{suffix}.png"
                    program.window.grab().save(str(path))
                    yield path
            finally:
                program.window.close()
                settle()
                program.close()
                program.window.deleteLater()
    application.quit()


def walk(program: "Program", study: Path) -> Iterator[str]:
    """Bring one screen after the other to the front; the name of each when it is ready."""
    from clusterbench_gui.app.views.selection import Kind  # noqa: PLC0415 - found after the path is set
    from clusterbench_gui.ui.screens.interview.view import InterviewView  # noqa: PLC0415 - same
    from clusterbench_gui.ui.screens.reports.view import ReportsView  # noqa: PLC0415 - same
    from clusterbench_gui.ui.screens.results.view import ResultsView  # noqa: PLC0415 - same

    window, desk = program.window, program.desk
    window.show()
    window.activateWindow()
    wait(lambda: desk.opened is not None)
    yield "first-start"
    desk.name_person("Łucja Żak")
    desk.open(study)
    wait(lambda: desk.opened is not None and desk.opened.folder == study)
    yield "interviews"
    window.show_screen("data")
    yield "data"
    window.show_screen("results")
    results = window.findChild(ResultsView)
    for kind in Kind:
        results.model.choose(kind=kind)
        wait(lambda: (results.model.canvas.is_settled and not results.model.is_busy) or bool(results.model.problems))
        yield f"results-{kind.value}"
    window.show_screen("reports")
    reports = window.findChild(ReportsView)
    wait(lambda: bool(reports.model.pages))
    yield "reports"
    reports.model.show_guide()
    wait(lambda: not reports.model.is_previewing)
    yield "reports-guide"
    yield from plan(program)
    window.show_screen("settings")
    yield "settings"
    window.open_interview(desk.opened.rows[0])
    wait(lambda: window.interview is not None)
    interview = window.findChild(InterviewView)
    for name, section in (("interview", "/data/p2"), ("interview-roster", "/data/members_section")):
        interview.navigation.open_section(section)
        yield name
    yield from check(interview)
    yield from finish(window, interview)


def plan(program: "Program") -> Iterator[str]:
    """Networks: how to begin, planning, the tables with something wrong in them, what happened."""
    from clusterbench_gui.ui.screens.networks.view import NetworksView  # noqa: PLC0415 - found after the path is set

    window, network = program.window, program.networks
    window.show_screen("networks")
    yield "networks-begin"
    network.open_demo()
    wait(lambda: network.is_checked)
    model = window.findChild(NetworksView).model
    yield "networks-planning"
    model.show_part("data")
    yield "networks-cluster"
    network.set_cells("orders", 0, 3, (("ten",),))
    wait(lambda: network.is_checked)
    model.tables.choose("orders")
    yield "networks-data"
    network.undo()
    wait(lambda: network.is_checked)
    model.show_part("history")
    yield "networks-history"


def check(interview: "InterviewView") -> Iterator[str]:
    """The list before finishing, with an unusual answer and a wrong one; then they are as before."""
    from clusterbench_gui.ui.screens.interview.outline import Outline  # noqa: PLC0415 - found after the path is set
    from clusterbench_gui.ui.screens.interview.viewmodel import InterviewViewModel  # noqa: PLC0415 - same

    model, outline = interview.findChild(InterviewViewModel), interview.findChild(Outline)
    before = {one.name: one for one in model.questionnaire.questions if one.name in {"founded", "staff_fte"}}
    model.reopen("A picture is taken.")
    for name, value in (("founded", "1990"), ("staff_fte", "60")):  # unusual; unusual, and too many for the persons
        model.answer(before[name].ref, value)
    outline.finishing.emit()
    yield "interview-check"
    for one in before.values():
        model.answer(one.ref, one.value)
    model.confirm(one.ref for one in model.doubts())
    model.finish()
    wait(lambda: not model.unsaved and not model.is_sending)


def finish(window: "QWidget", interview: "InterviewView") -> Iterator[str]:
    """What comes after the interview."""
    from clusterbench_gui.ui.screens.after.view import AfterView  # noqa: PLC0415 - found after the path is set

    interview.finished.emit()
    after = window.findChild(AfterView)
    wait(lambda: after.model.filled is not None)
    yield "after"
    after.preview()
    wait(lambda: after.currentWidget() is after.paper)
    yield "after-paper"


def wait(until: Callable[[], bool]) -> None:
    """Run the program's events until something is so."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer  # noqa: PLC0415 - after the environment is set

    deadline = QDeadlineTimer(PATIENCE)
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(lambda: loop.quit() if until() or deadline.hasExpired() else None)
    timer.start()
    loop.exec()
    if not until():
        sys.exit("a screen was not ready in time")


def settle() -> None:
    """Let layouts and timers come to rest."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - after the environment is set

    loop = QEventLoop()
    QTimer.singleShot(400, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
