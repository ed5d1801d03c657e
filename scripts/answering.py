"""The program without its window, answering: what the proofs of durability run, trace, starve and watch.

    python scripts/answering.py make FOLDER                    makes a study with one cluster and one interview
    python scripts/answering.py answer FOLDER FIRST COUNT      drafts and answers, numbered; each acknowledged on a line
    python scripts/answering.py persist FOLDER FIRST COUNT     the same, but what fails is said and tried again

Every line on standard output is an acknowledgement: it is written after the call has returned.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from clusterbench_gui.app import interviews, studies
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.events import Role, Statement
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage import engine

AUTHOR = Person("p-1", "Łucja Żak", Role.INTERVIEWER)
LENGTHS = (3, 40, 9, 700, 25, 120, 5000)
TRIES = 40


def value_of(number: int) -> str:
    """What is answered the n-th time; some fill a page of the database and more."""
    return f"odpowiedź {number} {'ż' * LENGTHS[number % len(LENGTHS)]}"


def draft_of(number: int) -> str:
    """What stands in a field before the n-th answer is given."""
    return f"pisane {number}"


def questions(opened: interviews.OpenInterview) -> list[str]:
    """Refs of the texts that are asked; the last of them is only ever typed at."""
    return [one.ref for one in opened.session.questions() if one.kind is Kind.TEXT and one.is_asked][:12]


def make(folder: Path) -> None:
    """Make the study and begin its interview."""
    studies.create_study(folder, title="Klastry", clusters=[Cluster("K01", "Klaster Żółty")])
    print("made", flush=True)
    study = studies.open_study(folder)
    interview = interviews.start_interview(study, "K01", AUTHOR)
    print("begun", interview, flush=True)
    study.close()
    print("closed", flush=True)


def answer(folder: Path, first: int, count: int, do: Callable[[Callable[[], None], str], None], *, close: bool) -> None:
    """Type and answer; without `close` the process ends as if somebody killed it."""
    try:
        study = studies.open_study(folder)
    except ProblemError as error:  # a disk that is full already: nothing was done
        print("failed", "opening", "0", *(one.code for one in error.problems), flush=True)
        return
    opened = interviews.open_interview(study, study.workspace.interviews()[0].id, "pl")
    asked = questions(opened)
    for number in range(first, first + count):
        _one(study, opened, asked, number, do)
    if not close:
        os._exit(0)
    study.close()
    print("closed", flush=True)


def _one(
    study: Study,
    opened: interviews.OpenInterview,
    asked: list[str],
    number: int,
    do: Callable[[Callable[[], None], str], None],
) -> None:
    interview, typed_at = opened.interview.id, opened.session.path_of(asked[-1])
    ref = asked[number % (len(asked) - 1)]
    do(lambda: study.workspace.save_draft(interview, typed_at, draft_of(number)), f"draft {number}")
    _, said = opened.answer(ref, value_of(number))
    do(lambda: _save(study, said), f"answer {number}")
    do(lambda: study.workspace.set_bookmark(interview, opened.session.path_of(ref)), f"place {number}")


def _save(study: Study, said: Sequence[Statement]) -> None:
    interviews.save(study, said, AUTHOR)


def once(work: Callable[[], None], done: str) -> None:
    """Do it and say so."""
    work()
    print(done, flush=True)


def until_done(work: Callable[[], None], done: str) -> None:
    """Do it, and where that fails say why and do it again, as the window does; give up after many tries."""
    for _ in range(TRIES):
        try:
            work()
        except ProblemError as error:
            print("failed", done, *(one.code for one in error.problems), flush=True)
        else:
            print(done, flush=True)
            return


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("make", "answer", "persist"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--kill", action="store_true", help="end without closing")
    parser.add_argument("--synchronous", type=int, help="patch the storage: 1 is NORMAL, which loses answers")
    given = parser.parse_args()
    if given.synchronous is not None:
        engine._DURABLE["synchronous"] = given.synchronous  # noqa: SLF001 - the control of the proof, never the product
    if given.what == "make":
        make(given.folder)
        return
    do = until_done if given.what == "persist" else once
    answer(given.folder, given.first, given.count, do, close=not given.kill)


if __name__ == "__main__":
    main()
