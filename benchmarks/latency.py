"""From a key press to the repaint that says "Saved": the answer is committed by then. Beside a bare field with a bare commit.

    python benchmarks/latency.py [FOLDER] [--answers 200]

FOLDER is on the disk that is to be measured (default: here). Real key events in the real window, the database on its thread,
the study encrypted; on the built-in questionnaire and on one of 1,000 questions that depend on each other. Bare is a QLineEdit
alone in a window whose text is committed on the same thread by plain SQLite (WAL, synchronous=FULL) and painted. Both take
turns, so that a busy machine slows both. CPU is that of the window's thread.
"""

import argparse
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from opened import Eye, edition, enter, focused, press, program, rest, wait_for
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from questionnaires import answers, questionnaire

from clusterbench_gui.domain.questions import Kind

if TYPE_CHECKING:
    from clusterbench_gui.domain.questions import QuestionState
    from clusterbench_gui.ui.screens.interview.view import InterviewView

MEDIAN, P99 = 5, 15
"""Milliseconds above the bare ones."""
LENGTH = 1000
ENDING = ("consent_part",)
"""Questions one of whose answers ends the interview."""
Figures = list[tuple[float, float]]


class Bare:
    """A field alone in a window; every key is committed and painted."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self._database.execute("pragma journal_mode=wal")
        self._database.execute("pragma synchronous=full")
        self._database.execute("create table answer (id integer primary key, value text)")
        self.field = QLineEdit()
        self.field.textEdited.connect(self._commit)
        self.field.show()
        self.eye = Eye(self.field)

    def _commit(self, text: str) -> None:
        self._database.execute("insert into answer (value) values (?)", (text,))

    def answer(self) -> tuple[float, float]:
        """One key, committed and painted."""
        self.field.activateWindow()
        self.field.setFocus()
        rest()
        return self.eye.time(lambda: press(Qt.Key.Key_1, "1"))

    def close(self) -> None:
        """Give the file back."""
        self.field.close()
        self._database.close()


class Answers:
    """Answers given in an open interview."""

    def __init__(self, view: "InterviewView") -> None:
        self._view = view
        self._model = view._viewmodel  # noqa: SLF001 - measured from inside
        label = view.findChild(QLabel, "saved")
        assert isinstance(label, QLabel)
        self._label = label
        self._eye = Eye(label)

    def _time(self, do: Callable[[], None]) -> tuple[float, float]:
        """Until the line that says Saved, of this answer, was painted."""
        sent: list[bool] = []

        def give() -> None:
            do()
            sent.append(self._model.saving.unsaved > 0)

        taken = self._eye.time(give, lambda: not self._model.unsaved and self._label.text().startswith("Saved "))
        if sent != [True]:
            raise RuntimeError("nothing was answered")
        return taken

    def choices(self) -> Iterator[tuple[float, float]]:
        """The key of an option, one after the other, at every question with open options."""
        while True:
            offered = [one for one in self._questions(Kind.SELECT_ONE) if 1 < len(one.choices) <= 9]
            for ref in [one.ref for one in offered if one.name not in ENDING]:
                if not self._go(ref):
                    continue
                question = self._model.questionnaire.question(ref)
                assert question is not None
                key = 2 if question.value == question.choices[0].name else 1
                yield self._time(lambda key=key: press(Qt.Key(Qt.Key.Key_0 + key), str(key)))  # type: ignore[misc]

    def numbers(self) -> Iterator[tuple[float, float]]:
        """Enter in a number field where another number was typed: the answer is given and the focus goes on."""
        number = 1
        while True:
            for ref in [one.ref for one in self._questions(Kind.INTEGER)]:
                if not self._go(ref) or self._is_last(ref):
                    continue
                number = number % 9 + 1
                digit = str(number)
                press(Qt.Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
                press(Qt.Key(Qt.Key.Key_0 + number), digit)
                question = self._model.questionnaire.question(ref)
                if question is None or question.value == digit:
                    continue
                rest(350)  # the draft is kept
                yield self._time(lambda: press(Qt.Key.Key_Return))

    def _is_last(self, ref: str) -> bool:
        """From there Enter leads to another section, which `sections.py` measures."""
        places = self._model.questionnaire.places
        at = next(index for index, one in enumerate(places) if one.ref == ref)
        return places[at].section != places[min(at + 1, len(places) - 1)].section

    def _questions(self, kind: Kind) -> "list[QuestionState]":
        return [one for one in self._model.questionnaire.questions if one.kind is kind and one.is_asked]

    def _go(self, ref: str) -> bool:
        if self._model.questionnaire.question(ref) is None:
            return False
        self._view.window().activateWindow()
        self._view.navigation.go(ref)
        wait_for(lambda: focused(self._view) == ref)
        page = self._view._page  # noqa: SLF001 - measured from inside
        wait_for(lambda: not page.is_busy and not self._model.unsaved and not self._model.is_sending)
        rest(20)
        return True


def measure(
    place: Path, count: int, files: dict[str, bytes] | None, given: list[tuple[str, str]]
) -> dict[str, Figures]:
    """Figures of answers and of bare ones, in turns."""
    found: dict[str, Figures] = {"key of an option": [], "number and Enter": [], "bare field, bare commit": []}
    with tempfile.TemporaryDirectory(dir=place) as folder, program(place, files, given) as made:
        bare, view = Bare(Path(folder)), enter(made)
        rest(500)
        said = Answers(view)
        kinds = {"key of an option": said.choices(), "number and Enter": said.numbers()}
        for turn in range(count + 5):
            taken = {name: next(answer) for name, answer in kinds.items()}
            taken["bare field, bare commit"] = bare.answer()
            for name, figures in taken.items():
                if turn >= 5:
                    found[name].append(figures)
        bare.close()
    return found


def show(title: str, found: dict[str, Figures]) -> None:
    """A table; what is above the bare ones stands beside."""
    print(f"{title:<36}{'median':>8}{'above':>8}{'99 %':>8}{'above':>8}{'cpu':>8}   milliseconds")
    median, late, _ = spread(found["bare field, bare commit"])
    for name, figures in found.items():
        mine = spread(figures)
        print(
            f"  {name:<34}{mine[0]:>8.1f}{mine[0] - median:>8.1f}{mine[1]:>8.1f}{mine[1] - late:>8.1f}{mine[2]:>8.1f}"
        )


def spread(figures: Figures) -> tuple[float, float, float]:
    """Median and 99 % of wall, median of CPU."""
    wall = sorted(one for one, _ in figures)
    return statistics.median(wall), wall[int(len(wall) * 0.99)], statistics.median(cpu for _, cpu in figures)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path.cwd())
    parser.add_argument("--answers", type=int, default=200)
    options = parser.parse_args()
    show("built-in questionnaire", measure(options.folder, options.answers, None, []))
    long = edition(questionnaire(LENGTH), "s1_staff")
    show(f"{LENGTH} questions", measure(options.folder, options.answers, long, list(answers(LENGTH, 1))))
    print(f"bars: median {MEDIAN} and 99 % {P99} above the bare one")


if __name__ == "__main__":
    main()
