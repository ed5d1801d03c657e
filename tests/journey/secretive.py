"""A person who says nothing but secrets, at the keyboard of the real program, in a process that the test may kill.

    python secretive.py SECRET

Types the secret as the name of the cluster, as answers, as a remark, as a draft; then something breaks with the secret in its
message. What is printed is all that the program shows outside its window: titles.
"""

import sys
import threading
from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.support.settings import Settings
from clusterbench_gui.ui.crash import CrashGuard
from clusterbench_gui.ui.program import Program
from clusterbench_gui.ui.screens.interview.panel import HelpPanel
from clusterbench_gui.ui.screens.interview.view import InterviewView
from tests.journey.driver import USUAL, Condition, Person, dialog, keys_for, name, press, question, say, type_text, view

SECRET = sys.argv[1]
LAST = "legal_form"
OTHER = {"cluster_name": SECRET, "products": SECRET, "cluster_code": "K36"}


def saved(program: Program) -> Condition:
    return lambda: "Saved " in view(program, InterviewView).findChild(object, "saved").text()


def script(program: Program) -> Iterator[Condition]:
    yield lambda: program.desk.opened is not None and QApplication.focusWidget() is not None
    press(Qt.Key.Key_Space)
    yield dialog("Start an interview")
    type_text(SECRET)
    press(Qt.Key.Key_Return)
    yield dialog("Your name")
    type_text("Anna")
    press(Qt.Key.Key_Return)
    yield lambda: question(program)
    while name(ref := question(program)) != LAST:
        yield from _answer(program, ref)
    yield from _remark(program)
    _break()
    yield lambda: len(CAUGHT) == 2
    say("title", program.window.windowTitle())
    say("all said")
    yield lambda: False


def _answer(program: Program, ref: str) -> Iterator[Condition]:
    keys = OTHER.get(name(ref)) or keys_for(program, ref)
    if keys in {"F3", "F4"}:
        press(getattr(Qt.Key, f"Key_{keys}"))
    else:
        type_text(keys)
    yield lambda: True
    if name(ref) == "founded":
        type_text(SECRET)  # letters in a number stay as a draft
        yield lambda: True
    press(Qt.Key.Key_Return)
    yield lambda: True
    if (
        question(program) == ref
    ):  # what is no answer here, such as a Polish name in an English list, holds the first Enter
        press(Qt.Key.Key_Return)
    yield lambda: question(program) != ref
    if name(ref) != "founded":
        yield saved(program)


def _remark(program: Program) -> Iterator[Condition]:
    press(Qt.Key.Key_F2)
    panel = view(program, HelpPanel)
    yield panel.remark.hasFocus
    type_text(SECRET)
    press(Qt.Key.Key_Escape)
    yield saved(program)
    yield lambda: True


CAUGHT: list[str] = []


def _break() -> None:
    """In a slot of the window, and on another thread."""

    def fail() -> None:
        raise ValueError(SECRET)

    QTimer.singleShot(0, fail)
    threading.Thread(target=fail).start()


def main() -> int:
    application = QApplication([])
    guard = CrashGuard(CAUGHT.append)
    program = Program(Settings(language="en"))
    USUAL[Kind.TEXT] = SECRET
    person = Person(program, script(program))
    program.window.show()
    program.window.activateWindow()
    code = application.exec()
    program.close()
    guard.close()
    del person
    return code


if __name__ == "__main__":
    sys.exit(main())
