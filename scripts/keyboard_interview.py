"""A whole interview by keyboard alone: the real program on a virtual screen, and real keys at a person's pace.

    python scripts/keyboard_interview.py [--rate 8] [--questions N] [--kills 3]

The keys are worked out beforehand from the questionnaire and the answers (`tests/helpers/keyboard.py`); then nobody looks into the
program: keys go to the X server, which knows a Polish keyboard (letters with diacritics are typed with AltGr), windows are told apart by
their titles. Without a window manager, this script does what one does: it gives a window that comes the keyboard. A person who waits
for the screen to change is a pause. Begins with an empty home, names cluster and person, answers, finishes, closes. With `--questions`
it answers the first N and closes. With `--kills` the process is killed in the middle of a word, started again, and the rest of the
word is typed as soon as it stands there. Afterwards the study is opened and every answer is compared.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from clusterbench_gui.app.interviews import open_interview
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.domain.studies import Status
from clusterbench_gui.forms.session import FormSession
from tests.helpers.keyboard import Planned, built_in_session, plan
from tests.helpers.study import ANSWERS

NEEDED = ("Xvfb", "xdotool", "setxkbmap", "xkbcomp")
CLUSTER, PERSON = "Klaster Próbny", "Bożena Ćwiklińska"
GIVEN = {**ANSWERS, "budget_private": Absence.REFUSED, "market_purchases": Absence.DONT_KNOW, "policy_wish": Absence.REFUSED}
"""What the coordinator says, with some questions that stay open."""
WITH_ALT_GR = dict(zip("ąćęłńóśźż", "acelnosxz", strict=True))
NAMES = {" ": "space", ",": "comma", ".": "period", "-": "minus", "(": "parenleft", ")": "parenright"}
PATIENCE = 60
LOOK = 2.0
"""Seconds in which a person looks at a screen that changed."""
PROMISE = 0.3
"""Seconds after which what was typed is on the disk."""


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen with a Polish keyboard; its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            name = f":{told.readline().strip()}"
        subprocess.run(["setxkbmap", "-display", name, "pl"], check=True)
        yield name
    finally:
        server.terminate()
        server.wait()


class Typist:
    """Presses keys on a screen, evenly, and gives windows the keyboard."""

    def __init__(self, display: str, rate: float) -> None:
        """`rate`: keys a second."""
        self._environment = {**os.environ, "DISPLAY": display}
        self._pause = 1 / rate
        self._next = 0.0
        self.pressed = 0
        self.late = 0.0
        """The longest that a key came after its time, in seconds."""

    def type(self, strokes: Sequence[str]) -> None:
        """One after the other: characters, or keys by their names, such as `Return`, `alt+k`."""
        for stroke in strokes:
            now = time.monotonic()
            if now < self._next:
                time.sleep(self._next - now)
            elif self._next and now - self._next < LOOK:
                self.late = max(self.late, now - self._next)
            self._next = max(self._next, now - self._pause) + self._pause
            self._xdotool(*_command(stroke))
            self.pressed += 1

    def look(self) -> None:
        """Wait until the screen has changed."""
        time.sleep(LOOK)
        self._next = 0.0

    def wait_for(self, title: str) -> None:
        """Until there is a window with this title (a pattern); it gets the keyboard."""
        until = time.monotonic() + PATIENCE
        while not (found := self._windows(title)):
            if time.monotonic() > until:
                sys.exit(f"no window “{title}”")
            time.sleep(0.05)
        self._xdotool("windowfocus", "--sync", found[-1])
        self._next = 0.0

    def wait_without(self, title: str) -> None:
        """Until no window has this title any more."""
        until = time.monotonic() + PATIENCE
        while self._windows(title):
            if time.monotonic() > until:
                sys.exit(f"window “{title}” stays")
            time.sleep(0.05)

    def _windows(self, title: str) -> list[str]:
        return self._xdotool("search", "--onlyvisible", "--name", title, check=False).split()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, stdout=subprocess.PIPE, text=True, check=check
        )
        return done.stdout


def _command(stroke: str) -> tuple[str, ...]:
    """What xdotool is to do: real keys of the Polish keyboard, no key that is given another meaning for a moment."""
    if (plain := WITH_ALT_GR.get(stroke.lower())) is not None:
        key = f"shift+{plain}" if stroke.isupper() else plain
        return "keydown", "ISO_Level3_Shift", "key", key, "keyup", "ISO_Level3_Shift"
    return "key", NAMES.get(stroke, f"shift+{stroke.lower()}" if len(stroke) == 1 and stroke.isupper() else stroke)


def start(home: Path, display: str) -> subprocess.Popen[bytes]:
    """The program as a user starts it, at home in `home`, in Polish; what it says goes to our standard error."""
    own = {"CLUSTERBENCH_HOME": str(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    language = {"LANG": "pl_PL.UTF-8", "LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANGUAGE": ""}
    return subprocess.Popen([sys.executable, str(ROOT / "main.py")], env={**os.environ, **own, **language}, cwd=ROOT)


WINDOW = " – ClusterBench$"


def begin(typist: Typist) -> None:
    """From the first start to the first question."""
    typist.wait_for(WINDOW)
    typist.look()
    typist.type(["alt+k"])
    typist.wait_for("^Nowy klaster$")
    typist.type([*CLUSTER, "Return"])
    typist.wait_without("^Nowy klaster$")
    typist.wait_for(WINDOW)
    typist.look()
    typist.type([*CLUSTER, "Return"])
    typist.wait_for("^Imię i nazwisko$")
    typist.type([*PERSON, "Return"])
    typist.wait_without("^Imię i nazwisko$")
    typist.wait_for(WINDOW)
    typist.look()


def killed_at(steps: Sequence[Planned], kills: int) -> dict[int, int]:
    """In which questions the process is killed, and after how many letters: texts, evenly over the interview."""
    long = [at for at, one in enumerate(steps) if one.question.kind is Kind.TEXT and len(one.strokes) > 10]
    return {long[round((at + 0.5) * len(long) / kills - 0.5)]: 7 for at in range(kills)}


def answer(home: Path, display: str, typist: Typist, steps: Sequence[Planned], kills: int) -> subprocess.Popen[bytes]:
    """Start, answer all questions of `steps`; the process, which may be another one than the first."""
    program = start(home, display)
    begin(typist)
    ends = killed_at(steps, kills)
    for at, step in enumerate(steps):
        first = ends.get(at, 0)
        typist.type(step.strokes[:first])
        if first:
            time.sleep(PROMISE)
            program.send_signal(signal.SIGKILL)
            program.wait()
            program = start(home, display)
            typist.wait_for(WINDOW)
            typist.look()
        typist.type(step.strokes[first:])
    return program


def close(typist: Typist, program: subprocess.Popen[bytes], *, is_whole: bool) -> None:
    """Finish what is whole, and close the window, by keys."""
    typist.look()
    if is_whole:
        typist.type(["Return"])
        typist.look()
        typist.type(["Escape"])
        typist.look()
    typist.type(["ctrl+q"])
    if program.wait(PATIENCE) != 0:
        sys.exit(f"the program ended with {program.returncode}")


def compare(home: Path, steps: Sequence[Planned], *, is_whole: bool) -> tuple[list[str], list[str]]:
    """Open the study as the program does: names of questions with another answer than was given, and with none."""
    (folder,) = (home / "studies").glob("*.clusterbench")
    study = open_study(folder, read_only=True)
    try:
        (interview,) = study.workspace.interviews()
        session = open_interview(study, interview.id, "pl").session
        wrong, lost = _differences(session, steps)
        if (interview.status is Status.FINISHED) != is_whole:
            wrong.append(f"status {interview.status.value}")
        return wrong, lost
    finally:
        study.close()


def _differences(session: FormSession, steps: Sequence[Planned]) -> tuple[list[str], list[str]]:
    wrong, lost = [], []
    for step in steps:
        found = session.question(step.question.ref)
        if step.value is not None and not found.is_answered:
            lost.append(found.ref)
        elif (found.absence or found.value) != (step.value or ""):
            wrong.append(f"{found.ref}: {found.absence or found.value!r}, not {step.value!r}")
    return wrong, lost


def main() -> int:
    """Read the command line, answer, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=8, help="keys a second")
    parser.add_argument("--questions", type=int, help="only the first ones")
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    if missing := [one for one in NEEDED if shutil.which(one) is None]:
        sys.exit(f"not installed: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as temporary, screen() as display:
        home = Path(temporary) / "home"
        os.environ["CLUSTERBENCH_HOME"] = str(home)
        steps = plan(built_in_session(Path(temporary)), GIVEN)[: given.questions]
        typist, began = Typist(display, given.rate), time.monotonic()
        program = answer(home, display, typist, steps, given.kills)
        took = time.monotonic() - began
        try:
            close(typist, program, is_whole=given.questions is None)
        finally:
            if program.poll() is None:
                program.kill()
                program.wait()
        wrong, lost = compare(home, steps, is_whole=given.questions is None)
    keys = sum(len(one.strokes) for one in steps)
    print(f"{'questions':>9}{'keys':>7}{'all keys':>10}{'keys/s':>8}{'late ms':>9}{'seconds':>9}{'kills':>7}{'wrong':>7}{'lost':>6}")
    figures = f"{len(steps):>9}{keys:>7}{typist.pressed:>10}{given.rate:>8.1f}{typist.late * 1000:>9.0f}"
    print(f"{figures}{took:>9.1f}{given.kills:>7}{len(wrong):>7}{len(lost):>6}")
    for one in (*wrong, *(f"{ref}: lost" for ref in lost)):
        print(one)
    return 1 if wrong or lost else 0


if __name__ == "__main__":
    sys.exit(main())
