"""A person at the keyboard of the real program, in Polish, in a process that the test may kill.

    python driver.py begin | go-on REPORTS | keep-on CLUSTER SEED

Prints a line for each thing that happened; the screen is only looked at as a person would: which question has the focus, what
stands in its field, what the header says.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.support.settings import load_settings
from clusterbench_gui.ui.commands import SCREENS
from clusterbench_gui.ui.program import Program
from clusterbench_gui.ui.screens.after.view import AfterView
from clusterbench_gui.ui.screens.interview.page import SectionPage
from clusterbench_gui.ui.screens.interview.view import InterviewView
from clusterbench_gui.ui.screens.reports.view import ReportsView
from clusterbench_gui.ui.screens.results.view import ResultsView

NAME = "Klaster Źródeł i Łąk"
KEYS = {
    "cluster_name": NAME,
    "cluster_code": "K36",
    "voivodeship": "opolskie",
    "county": "brzeski",
    "pkd": "przetw",
    "founded": "2008",
    "objectives": "12",
    "member_count": "4",
    "staff_fte": "3,5",
    "staff_end": "4",
    "budget_total": "300 000",
    "budget_private": "120000",
    "financed_until": "31.12.2013",
    "projects_won": "1",
    "project_fund": "regionalny",
    "external_funds": "250 000",
    "market_offers": "5",
    "market_purchases": "F4",
    "market_members": "12",
    "meetings": "14",
    "channels": "126",
    "communication_note": "Zażółć gęślą jaźń",
    "strategy_year": "2010",
}
"""What is typed at each question, else what `USUAL` says for its kind; F3 and F4 are the keys."""

USUAL = {Kind.SELECT_ONE: "1", Kind.SELECT_MULTIPLE: "1", Kind.TEXT: "F3"}
LAST = "certainty"
KILLED_AT, UNTIL_THEN = "budget_total", "300 "
Condition = Callable[[], object]


def say(*words: object) -> None:
    print(*words, flush=True)


def type_text(text: str) -> None:
    """QTest.keyClicks aborts the process on Polish letters, so each key event carries its text."""
    for letter in text:
        key = ord(letter.upper()) if letter.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                QApplication.focusWidget(), QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            )


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, held)


def show(screen: str) -> None:
    """Go to a screen by its key, which is its place in the rail."""
    press(getattr(Qt.Key, f"Key_{SCREENS.index(screen) + 1}"), Qt.KeyboardModifier.ControlModifier)


class Person:
    """Walks through a script: a generator that yields conditions to wait for."""

    def __init__(self, program: Program, script: Iterator[Condition]) -> None:
        self._program = program
        self._script = script
        self._condition: Condition = lambda: True
        self._timer = QTimer(interval=15, timeout=self._look)
        self._timer.start()

    def _look(self) -> None:
        if QApplication.activeWindow() is None:  # offscreen there is no window manager to give the focus back
            self._program.window.activateWindow()
        if not self._condition():
            return
        try:
            self._condition = next(self._script)
        except StopIteration:
            self._timer.stop()
            self._program.window.close()


def view(program: Program, kind: type) -> object:
    return next((one for one in program.window.findChildren(kind) if one.isVisible()), None)


def question(program: Program) -> str:
    """Ref of the question that has the focus."""
    page = view(program, SectionPage)
    return page.place_of(QApplication.focusWidget()) if page else ""


def name(ref: str) -> str:
    return ref.rpartition("/")[2]


def keys_for(program: Program, ref: str) -> str:
    if name(ref) in KEYS:
        return KEYS[name(ref)]
    asked = view(program, InterviewView).navigation._viewmodel.questionnaire.question(ref)
    if asked.kind is Kind.TEXT and not asked.absences:
        return ""
    return USUAL.get(asked.kind, "3")


def dialog(title: str) -> Condition:
    """A dialog asks, and the cursor stands in its field."""

    def check() -> bool:
        asking, field = QApplication.activeModalWidget(), QApplication.focusWidget()
        return asking is not None and asking.windowTitle() == title and field is not None and asking.isAncestorOf(field)

    return check


def saved(program: Program) -> Condition:
    """The header says "Saved" with a time."""

    def check() -> bool:
        shown = view(program, InterviewView)
        return shown is not None and "Zapisano " in shown.findChild(object, "saved").text()

    return check


def to_interview(program: Program, code: str) -> Iterator[Condition]:
    yield lambda: isinstance(QApplication.focusWidget(), QLineEdit) and QApplication.activeModalWidget() is None
    type_text(code)
    yield lambda: True
    press(Qt.Key.Key_Return)


def is_at(program: Program, cluster: str) -> bool:
    """The interview of this cluster is open."""
    shown = view(program, InterviewView)
    return shown is not None and shown.navigation._viewmodel.interview.cluster.name == cluster


def leave_by_hand(program: Program) -> Iterator[Condition]:
    """Back to the list, where an interview is open."""
    shown = view(program, InterviewView)
    if shown is not None:
        next(one for one in shown.findChildren(QPushButton) if one.text() == "Wywiady").click()
        yield lambda: view(program, InterviewView) is None


def answer(program: Program, ref: str, keys: str) -> Iterator[Condition]:
    if keys in {"F3", "F4"}:
        press(getattr(Qt.Key, f"Key_{keys}"))
    else:
        type_text(keys)
    yield lambda: True
    press(Qt.Key.Key_Return)
    yield lambda: question(program) != ref
    yield saved(program)
    say("saved", name(ref))


def begin(program: Program) -> Iterator[Condition]:
    """Make the demonstration study, add a cluster, and answer until somebody pulls the plug."""
    yield lambda: program.desk.opened is not None
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    yield lambda: program.desk.opened is not None and program.desk.opened.info.synthetic
    yield lambda: isinstance(QApplication.focusWidget(), QLineEdit)
    say("demonstration open")
    press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    yield dialog("Nowy klaster")
    type_text(NAME)
    press(Qt.Key.Key_Return)
    yield lambda: any(one.cluster.name == NAME for one in program.desk.opened.rows)
    yield from to_interview(program, NAME)
    yield dialog("Imię i nazwisko")
    type_text("Bożena Ćwiklińska")
    press(Qt.Key.Key_Return)
    yield lambda: question(program)
    while name(ref := question(program)) != KILLED_AT:
        yield from answer(program, ref, keys_for(program, ref))
    type_text(UNTIL_THEN)
    ref = question(program)
    say("typing", view(program, InterviewView).navigation._viewmodel.questionnaire.number(ref))
    yield lambda: False


def go_on(program: Program) -> Iterator[Condition]:
    """The interview opens by itself where the plug was pulled: finish it, look at the results, write the report."""
    yield lambda: question(program)
    say("told", view(program, InterviewView)._standing.words)
    say("back at", name(question(program)), repr(QApplication.focusWidget().text()))
    ref = question(program)
    yield from answer(program, ref, KEYS[KILLED_AT].removeprefix(UNTIL_THEN))
    while name(ref := question(program)) != LAST:
        yield from answer(program, ref, keys_for(program, ref))
    type_text(keys_for(program, ref))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield lambda: isinstance(QApplication.focusWidget(), QPushButton) and QApplication.focusWidget().isVisible()
    press(Qt.Key.Key_Return)
    yield lambda: view(program, InterviewView) is None
    say("finished")
    yield lambda: (shown := view(program, AfterView)) is not None and shown.model.filled is not None
    press(Qt.Key.Key_Escape)
    yield lambda: view(program, AfterView) is None
    show("results")
    yield lambda: (shown := view(program, ResultsView)) is not None and shown.model.canvas.picture is not None
    say("results shown")
    show("reports")
    yield lambda: (shown := view(program, ReportsView)) is not None and shown.model.is_ready
    model = view(program, ReportsView).model
    model.choose_folder(Path(sys.argv[2]))
    code = next(one.cluster.code for one in program.desk.opened.rows if one.cluster.name == NAME)
    model.choose(frozenset({code}))
    yield lambda: True
    press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    yield lambda: bool(model.result) and not model.writing.is_busy
    say("report written")


def tell(what: str, *words: object) -> None:
    """Something that happened, with the time that all processes of this computer share."""
    say(json.dumps([what, time.monotonic_ns(), *words]))


def keep_on(program: Program) -> Iterator[Condition]:
    """Answer one question after the other at a person's pace, until somebody kills the program."""
    cluster, pace = sys.argv[2], Random(int(sys.argv[3]))
    if program.desk.settings.interview:
        yield lambda: question(program)
    if not is_at(program, cluster):
        yield from leave_by_hand(program)
        yield lambda: program.desk.opened is not None
        yield from to_interview(program, cluster)
        yield lambda: question(program)
    shown = view(program, InterviewView)
    field = QApplication.focusWidget()
    standing = field.text() if isinstance(field, QLineEdit) else ""
    tell("open", path(program, question(program)), standing, shown.findChild(object, "saved").text())
    model = shown.navigation._viewmodel
    keep_place = model.bookmark

    def bookmark(ref: str) -> None:
        """Told before it is on its way to the disk: the program may be killed right after it is there."""
        tell("at", path(program, ref))
        keep_place(ref)

    model.bookmark = bookmark
    while name(ref := question(program)) != LAST:
        yield from answer_slowly(program, ref, pace)
    tell("done")
    yield lambda: False


def asked(program: Program, ref: str) -> object:
    return view(program, InterviewView).navigation._viewmodel.questionnaire.question(ref)


def path(program: Program, ref: str) -> str:
    return asked(program, ref).path


def answer_slowly(program: Program, ref: str, pace: Random) -> Iterator[Condition]:
    """Type letter by letter, telling what stands in the field; tell what the header says is saved."""
    here, kind = path(program, ref), asked(program, ref).kind
    keys = KEYS.get(name(ref)) or (
        f"Odpowiedź nr {pace.randrange(10**6)}" if kind is Kind.TEXT else keys_for(program, ref)
    )
    if keys in {"F3", "F4"}:
        press(getattr(Qt.Key, f"Key_{keys}"))
    else:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.selectAll()
        for letter in keys:
            type_text(letter)
            if kind in {Kind.TEXT, Kind.INTEGER, Kind.DECIMAL} and isinstance(field, QLineEdit):
                tell("typed", here, field.text())
            until = time.monotonic() + pace.uniform(0.01, 0.12)
            yield lambda until=until: time.monotonic() > until
    press(Qt.Key.Key_Return)
    yield lambda: question(program) not in {ref, ""}
    yield saved(program)
    given = next(
        (one for one in view(program, InterviewView).navigation._viewmodel.questionnaire.questions if one.path == here),
        None,
    )
    if given is not None:
        tell("saved", here, given.absence.value if given.absence else given.value)


def main() -> int:
    application = QApplication([])
    program = Program(load_settings())
    scripts = {"begin": begin, "go-on": go_on, "keep-on": keep_on}
    person = Person(program, scripts[sys.argv[1]](program))
    program.window.show()
    program.window.activateWindow()
    code = application.exec()
    program.close()
    del person
    return code


if __name__ == "__main__":
    sys.exit(main())
