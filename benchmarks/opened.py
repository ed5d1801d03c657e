"""The real program on a study of its own, for the measurements: real window, database thread, encrypted study, real key events."""

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from clusterbench_gui.ui.program import Program
    from clusterbench_gui.ui.screens.interview.view import InterviewView

FORM = "coordinator.xml"
_EDITION = f"""
id = "measured"
languages = ["pl", "en"]
title.pl = "Pomiar"
title.en = "Measurement"
notice.pl = "Pomiar"
notice.en = "Measurement"
field_window = {{ first = 2012-06-25, last = 2012-08-15 }}
instruments.coordinator = {{ file = "{FORM}", title.pl = "Pomiar", title.en = "Measurement" }}
method = {{ normalise = "minmax", low = 0.0, high = 100.0, aggregate = "amean", coverage = 0.5, benchmark_best = 3, ties = "min", crowd = 3 }}
origin.coordinator = {{ file = "{FORM}", source = "benchmarks/", licence = "MIT" }}
"""
_HEAD = "code,level,parent,name_pl,name_en,unit_pl,unit_en,weight,direction,formula,instrument,combine\n"


def edition(form: bytes, question: str) -> dict[str, bytes]:
    """The files of an edition with one questionnaire; its one indicator is the number that `question` asks for."""
    rows = f"A1,1,A,Wynik,Result,%,%,1,1,${{{question}}},coordinator,latest\nA,2,,Obszar,Area,,,1,,,,\n"
    return {"edition.toml": _EDITION.encode(), FORM: form, "indicators.csv": (_HEAD + rows).encode()}


@contextmanager
def program(
    place: Path, files: dict[str, bytes] | None = None, answers: Iterable[tuple[str, str]] = (), *, language: str = "en"
) -> Iterator["Program"]:
    """The window on a new study with one interview (of the built-in edition without `files`), where `answers` were given."""
    from clusterbench_gui.support.settings import Settings  # noqa: PLC0415 - after the platform is chosen
    from clusterbench_gui.ui.program import Program  # noqa: PLC0415 - same

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        os.environ["CLUSTERBENCH_HOME"] = str(Path(temporary) / "home")
        folder = Path(temporary) / "A.clusterbench"
        prepare(folder, files, answers)
        made = Program(Settings(language=language, person_id="p", person_name="P"), folder)
        made.window.show()
        wait_for(lambda: made.desk.opened is not None)
        try:
            yield made
        finally:
            made.window._may_lose = True  # noqa: SLF001 - nobody asks
            made.window.close()
            made.close()
            made.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del application


def prepare(folder: Path, files: dict[str, bytes] | None, answers: Iterable[tuple[str, str]]) -> None:
    """Make a study with one interview in which `answers` (ref and value) were given and which was left at the last of them."""
    from clusterbench_gui.app import interviews, studies  # noqa: PLC0415 - after the platform is chosen
    from clusterbench_gui.domain.events import Role  # noqa: PLC0415 - same
    from clusterbench_gui.domain.studies import Cluster, Person  # noqa: PLC0415 - same

    studies.create_study(folder, title="T", files=files, clusters=[Cluster("K01", "Klaster")])
    study, author = studies.open_study(folder), Person("p", "P", Role.INTERVIEWER)
    opened = interviews.open_interview(study, interviews.start_interview(study, "K01", author), "en")
    said = [(ref, opened.answer(ref, value)[1]) for ref, value in answers]
    statements = [one for _, given in said for one in given]
    if statements:
        interviews.save(study, statements, author)
        study.workspace.set_bookmark(opened.interview.id, opened.session.path_of(said[-1][0]))
    study.close()


def enter(made: "Program") -> "InterviewView":
    """Open the one interview, and wait until it has the focus and was painted."""
    made.window.open_interview(made.desk.opened.rows[0])  # type: ignore[union-attr] - a study is open
    wait_for(lambda: made.window.interview is not None)
    made.window.activateWindow()
    view = made.window.interview
    assert view is not None
    wait_for(lambda: focused(view) == view.navigation.ref)
    return view


def focused(view: "InterviewView") -> str:
    """The ref of the question that has the focus."""
    return str(view._page.place_of(QApplication.focusWidget()))  # noqa: SLF001 - measured from inside


def owner(made: "Program") -> Any:
    """The object that the database thread works with, fetched from there."""
    found: list[Any] = []
    made.desk._database.ask(lambda backend: backend, found.append, lambda _: None)  # noqa: SLF001 - measured from inside
    wait_for(lambda: bool(found))
    return found[0]


def wait_for(condition: Callable[[], object], seconds: float = 120) -> None:
    """Run the program's events until something is so, asleep between them as the program is: the other threads need Python, too."""
    end = time.monotonic() + seconds
    waking = QTimer(interval=10)
    waking.start()
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError


def press(key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key event to whatever has the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))


class Eye(QObject):
    """Sees when a widget was painted and something is so: at the first pass of the event loop after that."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self._watched = watched
        self._until: Callable[[], object] | None = None
        self._seen: tuple[float, float] | None = None
        watched.installEventFilter(self)

    def time(self, do: Callable[[], object], until: Callable[[], object] = lambda: True) -> tuple[float, float]:
        """Wall and CPU milliseconds of the window's thread, from `do` until the widget was painted while `until` was true."""
        self._seen, self._until = None, until
        wall, cpu = time.perf_counter(), time.thread_time()
        do()
        wait_for(lambda: self._seen is not None)
        assert self._seen is not None
        return (self._seen[0] - wall) * 1000, (self._seen[1] - cpu) * 1000

    def close(self) -> None:
        """Look no more."""
        self._watched.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt tells of every event before the widget gets it."""
        if event.type() == QEvent.Type.Paint and self._until is not None and self._until():
            self._until = None
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        self._seen = time.perf_counter(), time.thread_time()


def rest(milliseconds: int = 30) -> None:
    """Let the program do what it left for idle moments."""
    end = time.monotonic() + milliseconds / 1000
    wait_for(lambda: time.monotonic() > end)
