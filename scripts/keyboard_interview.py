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
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import numpy.typing as npt

from clusterbench_gui.app.interviews import open_interview
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.domain.status import Status
from clusterbench_gui.forms.session import FormSession
from tests.helpers.keyboard import GIVEN, Planned, built_in_session, plan

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("Xvfb", "xdotool", "setxkbmap", "xkbcomp")
CLUSTER, PERSON = "Klaster Próbny", "Bożena Ćwiklińska"
WITH_ALT_GR = dict(zip("ąćęłńóśźż", "acelnosxz", strict=True))
NAMES = {" ": "space", ",": "comma", ".": "period", "-": "minus", "(": "parenleft", ")": "parenright"}
PATIENCE = 60
CALM = 1.0
"""Seconds after which a picture that does not change is looked at."""
LITTLE, MUCH = 0.001, 0.01
"""Shares of a picture: a blinking cursor changes less than the one, another screen more than the other."""
_NONE: Mapping[str, tuple[str, ...]] = {}
Picture = npt.NDArray[np.uint8]
PROMISE = 0.3
"""Seconds after which what was typed is on the disk."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the answers. `keys` are those at the questions, `pressed` all; `late` is how late the latest was, in seconds."""

    answers: int
    keys: int
    pressed: int
    late: float
    seconds: float
    wrong: list[str]
    lost: list[str]


@contextmanager
def screen(folder: Path) -> Iterator[str]:
    """A virtual screen with a Polish keyboard, its picture in a file of `folder`; its name."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1366x768x24",
        "-noreset",
        "-nolisten",
        "tcp",
        "-fbdir",
        str(folder),
    ]
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
    """Presses keys on a screen, evenly, looks at its picture, and gives windows the keyboard."""

    def __init__(self, display: str, picture: Path, rate: float) -> None:
        """`picture` is where the screen is drawn. `rate`: keys a second."""
        self._environment = {**os.environ, "DISPLAY": display}
        self._picture = picture
        self._pause = 1 / rate
        self._next = 0.0
        self.pressed = 0
        self.late = 0.0
        """The longest that a key came after its time, in seconds."""

    def type(self, strokes: Sequence[str]) -> None:
        """One after the other: characters, or keys by their names, such as `Return`, `alt+k`."""
        for stroke in strokes:
            now = time.monotonic()
            due = self._next or now
            time.sleep(max(0.0, due - now))
            self.late = max(self.late, now - due)
            self._next = max(due, now) + self._pause
            self._xdotool(*_command(stroke))
            self.pressed += 1

    def see(self) -> Picture:
        """What is on the screen now."""
        return np.fromfile(self._picture, dtype=np.uint8)

    def look(self, before: Picture | None = None) -> None:
        """Wait until the screen is another than `before`, and does not change any more."""
        until, since, last = time.monotonic() + PATIENCE, time.monotonic(), self.see()
        while time.monotonic() - since < CALM or (before is not None and _difference(before, last) < MUCH):
            if time.monotonic() > until:
                sys.exit("the screen does not change" if before is not None else "the screen does not come to rest")
            time.sleep(0.1)
            now = self.see()
            if _difference(last, now) > LITTLE:
                since = time.monotonic()
            last = now
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


def _difference(one: Picture, other: Picture) -> float:
    return float(np.count_nonzero(one != other)) / one.size


def _command(stroke: str) -> tuple[str, ...]:
    """What xdotool is to do: real keys of the Polish keyboard, no key that is given another meaning for a moment."""
    if (plain := WITH_ALT_GR.get(stroke.lower())) is not None:
        key = f"shift+{plain}" if stroke.isupper() else plain
        return "keydown", "ISO_Level3_Shift", "key", key, "keyup", "ISO_Level3_Shift"
    return "key", NAMES.get(stroke, f"shift+{stroke.lower()}" if len(stroke) == 1 and stroke.isupper() else stroke)


class Program:
    """The program as a user starts it, in Polish; it is ended with the block, if nobody closed it before."""

    def __init__(self, home: Path, display: str) -> None:
        """At home in `home`, on this screen."""
        own = {"CLUSTERBENCH_HOME": str(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        language = {"LANG": "pl_PL.UTF-8", "LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANGUAGE": ""}
        self._environment = {**os.environ, **own, **language}

    def __enter__(self) -> Self:
        """Start it."""
        self._process = subprocess.Popen([sys.executable, str(ROOT / "main.py")], env=self._environment, cwd=ROOT)
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left behind."""
        self._process.kill()
        self._process.wait()

    def start_again(self) -> None:
        """Kill it without notice, and start it."""
        self.__exit__()
        self.__enter__()

    def wait(self) -> None:
        """Until it has ended by itself."""
        if (code := self._process.wait(PATIENCE)) != 0:
            sys.exit(f"the program ended with {code}")


WINDOW = " – ClusterBench$"


def begin(typist: Typist) -> None:
    """From the first start to the first question."""
    typist.wait_for(WINDOW)
    typist.look()
    before = typist.see()
    typist.type(["alt+k"])
    fill_in(typist, "^Nowy klaster$", CLUSTER)
    typist.look(before)
    typist.type(CLUSTER)
    typist.look(before)
    before = typist.see()
    typist.type(["Return"])
    fill_in(typist, "^Imię i nazwisko$", PERSON)
    typist.look(before)


def fill_in(typist: Typist, title: str, text: str) -> None:
    """Type into a dialog, and wait until it is gone."""
    typist.wait_for(title)
    typist.type([*text, "Return"])
    typist.wait_without(title)
    typist.wait_for(WINDOW)


def killed_at(steps: Sequence[Planned], kills: int) -> dict[int, int]:
    """In which questions the process is killed, and after how many letters: texts, evenly over the interview."""
    long = [at for at, one in enumerate(steps) if one.question.kind is Kind.TEXT and len(one.strokes) > 10]
    return {long[round((at + 0.5) * len(long) / kills - 0.5)]: 7 for at in range(kills)}


def answer(program: Program, typist: Typist, steps: Sequence[Planned], kills: int) -> None:
    """From the first start to the last of `steps`."""
    begin(typist)
    ends = killed_at(steps, kills)
    for at, step in enumerate(steps):
        first = ends.get(at, 0)
        typist.type(step.strokes[:first])
        if first:
            time.sleep(PROMISE)
            program.start_again()
            typist.wait_for(WINDOW)
            typist.look()
        typist.type(step.strokes[first:])


def close(program: Program, typist: Typist, *, is_whole: bool) -> None:
    """Finish what is whole, and close the window, by keys."""
    typist.look()
    for key in ("Return", "Escape") if is_whole else ():
        before = typist.see()
        typist.type([key])
        typist.look(before)
    typist.type(["ctrl+q"])
    program.wait()


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


def missing() -> str:
    """Why there is no virtual screen here; "" where there is one."""
    absent = [one for one in NEEDED if shutil.which(one) is None]
    return f"not installed: {', '.join(absent)}" if absent else ""


def run(
    folder: Path, *, rate: float, questions: int | None, kills: int, instead: Mapping[str, tuple[str, ...]] = _NONE
) -> Result:
    """A whole interview, or its first questions, with everything in `folder`. `instead`: other strokes, by question."""
    home, is_whole = folder / "home", questions is None
    os.environ["CLUSTERBENCH_HOME"] = str(home)
    planned = plan(built_in_session(folder), GIVEN)[:questions]
    steps = [replace(one, strokes=instead.get(one.question.name, one.strokes)) for one in planned]
    with screen(folder) as display:
        typist, began = Typist(display, folder / "Xvfb_screen0", rate), time.monotonic()
        with Program(home, display) as program:
            answer(program, typist, steps, kills)
            took = time.monotonic() - began
            close(program, typist, is_whole=is_whole)
    wrong, lost = compare(home, steps, is_whole=is_whole)
    return Result(len(steps), sum(len(one.strokes) for one in steps), typist.pressed, typist.late, took, wrong, lost)


def main() -> int:
    """Read the command line, answer, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=8, help="keys a second")
    parser.add_argument("--questions", type=int, help="only the first ones")
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    if why := missing():
        sys.exit(why)
    with tempfile.TemporaryDirectory() as folder:
        done = run(Path(folder), rate=given.rate, questions=given.questions, kills=given.kills)
    heads = ("answers", "keys", "all keys", "keys/s", "latest ms", "seconds", "kills", "wrong", "lost")
    figures = (
        done.answers,
        done.keys,
        done.pressed,
        f"{given.rate:g}",
        f"{done.late * 1000:.0f}",
        f"{done.seconds:.1f}",
    )
    print("".join(f"{one:>10}" for one in heads))
    print("".join(f"{one:>10}" for one in (*figures, given.kills, len(done.wrong), len(done.lost))))
    for one in (*done.wrong, *(f"{ref}: lost" for ref in done.lost)):
        print(one)
    return 1 if done.wrong or done.lost else 0


if __name__ == "__main__":
    sys.exit(main())
