"""Read thousands of broken forms, answer what can be answered, and see that nothing crashes, hangs or takes all memory.

    python scripts/fuzz_forms.py [--inputs 20000] [--seed 1] [--forms DIR]
    python scripts/fuzz_forms.py --replay build/fuzz/1-000042-crash.xml

Each input is a mutation of a real form, of its XForm mostly (see `mutations.py`). A worker process with bounds of memory and
time tries it; what goes wrong lies in build/fuzz afterwards, as the file itself and the words of the failure.
"""

import argparse
import faulthandler
import gc
import hashlib
import multiprocessing
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import TextIO

from mutations import Input, Source, mutated, sources

from clusterbench_gui.app.wording import sentence
from clusterbench_gui.domain.problems import ProblemError
from clusterbench_gui.domain.questions import QuestionState
from clusterbench_gui.forms.read import examine_form
from clusterbench_gui.forms.session import FormSession
from clusterbench_gui.support.texts import Texts

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "fuzz"
OWN = ROOT / "resources" / "editions"
REAL = ROOT.parent / "shared" / "oracles" / "forms"
SECONDS = 10
"""An input may take so much CPU time, then its process ends."""
MEGABYTES = 768
"""An input may take so much memory over what the process had before."""
ADDRESSES = 3 * 1024 * 1024 * 1024
FINDINGS = ("crash", "hang", "memory")
_ANSWERS = 6
_SHOWN = 300
_VALUES = ("", "1", "3", "7000", "-1", "1.5", "x", "a b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "2012-07-01", "12:30")


@dataclass(frozen=True)
class Result:
    """How it went: "refused", "usable", "stopped" (a bound was reached in the interview), "crash", "hang" or "memory"."""

    outcome: str
    words: str = ""
    seconds: float = 0.0
    megabytes: int = 0


def exercise(one: Input) -> str:
    """Read a form; where it can be used, answer some of it, write and reload the submission."""
    examined = examine_form(one.name, one.content)
    for problem in examined.problems:
        sentence(problem, Texts("en"))
    if examined.form is None:
        return "refused"
    chance = Random(hashlib.sha256(one.content).digest())  # noqa: S311 - no secret
    try:
        session = FormSession(examined.form, keep_violations=chance.random() < 0.5, chance=chance)
        _answer(session, chance)
        session.sections()
        session.validate()
        again = FormSession(examined.form)
        again.load(session.submission(handed_over=True))
        again.submission()
    except ProblemError as error:
        for problem in error.problems:
            sentence(problem, Texts("en"))
        return "stopped"
    return "usable"


def _answer(session: FormSession, chance: Random) -> None:
    for _ in range(_ANSWERS):
        asked = list(islice(session.questions(), _SHOWN))
        if not asked:
            return
        one = chance.choice(asked)
        what = chance.randrange(8)
        place, _, _ = one.ref.rpartition("/")
        if what == 0 and place.endswith("]"):
            session.add_repeat(place.rpartition("[")[0])
        elif what == 1 and place.endswith("]"):
            session.remove_repeat(place)
        elif what == 2 and session.form.languages:
            session.set_language(chance.choice(session.form.languages))
        else:
            session.answer(one.ref, _value(one, chance))


def _value(question: QuestionState, chance: Random) -> str:
    names = [choice.name for choice in question.choices]
    return chance.choice(names) if names and chance.random() < 0.8 else chance.choice(_VALUES)


def tried(one: Input) -> Result:
    """Exercise an input and measure."""
    gc.collect()
    _forget_peak()
    before, start = _peak(), time.process_time()
    try:
        outcome, words = exercise(one), ""
    except MemoryError:
        outcome, words = "memory", traceback.format_exc()
    except Exception:  # noqa: BLE001 - any exception is a finding
        outcome, words = "crash", traceback.format_exc()
    spent, peak = time.process_time() - start, _peak() - before
    if outcome != "crash" and peak > MEGABYTES:
        outcome, words = "memory", f"{peak} MB\n{words}"
    return Result(outcome, words, spent, peak)


def _forget_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """The most memory since `_forget_peak` in megabytes; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024


@contextmanager
def ending(file: TextIO) -> Iterator[None]:
    """End the process after too much CPU time, and say in the file where that went."""
    if sys.platform != "linux":
        yield
        return
    if file.seekable():
        file.seek(0)
        file.truncate()
    faulthandler.register(signal.SIGPROF, file, chain=True)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def generated(seed: int, number: int, known: list[Source]) -> Input:
    """The input of a number."""
    return mutated(known, Random(f"{seed}/{number}"))  # noqa: S311 - no secret


def work(connection: Connection, seed: int, folders: list[Path], log: Path) -> None:
    """Try the inputs whose numbers come in, until None comes; a process by itself."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    known = sources(folders, OUT / "cache")
    with log.open("w", encoding="utf-8") as file:
        connection.send(None)
        while (number := connection.recv()) is not None:
            one = generated(seed, number, known)
            with ending(file):
                result = tried(one)
            connection.send(result)


class Worker:
    """A process that tries inputs, and another one when it dies."""

    def __init__(self, seed: int, folders: list[Path]) -> None:
        """Starts with the first input."""
        self._seed, self._folders = seed, folders
        self._log = OUT / "worker.log"
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self._seed, self._folders, self._log), daemon=True)
        self._process.start()
        theirs.close()
        self._connection.recv()
        return self._connection

    def run(self, number: int) -> Result:
        """Try the input of a number."""
        connection = self._connection or self._start()
        try:
            connection.send(number)
            result = connection.recv()
        except (EOFError, OSError):
            self._connection = None
            assert self._process is not None
            self._process.join()
            words = self._log.read_text(encoding="utf-8", errors="replace") or f"exit code {self._process.exitcode}\n"
            late = self._process.exitcode == -signal.SIGPROF
            return Result("hang" if late else "crash", words, float(SECONDS))
        assert isinstance(result, Result)
        if result.outcome in FINDINGS:  # whose traces should not be the next one's trouble
            self.stop()
        return result

    def stop(self) -> None:
        """End the process; another input starts a new one."""
        if self._connection is not None and self._process is not None:
            self._connection.send(None)
            self._process.join()
        self._connection = None


def results(worker: Worker, inputs: int) -> Iterator[tuple[int, Result]]:
    """Results by number, with progress on standard error."""
    start = time.monotonic()
    for number in range(inputs):
        yield number, worker.run(number)
        if number % 500 == 499:
            print(f"{number + 1} inputs, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    worker.stop()


def fuzz(inputs: int, seed: int, folders: list[Path]) -> int:
    """Try so many inputs and print what came of it. The number of findings."""
    OUT.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    slowest, largest = (0.0, 0), (0, 0)
    warnings.simplefilter("ignore")  # of openpyxl, about extensions of Excel
    known = sources(folders, OUT / "cache")
    start = time.monotonic()
    for number, result in results(Worker(seed, folders), inputs):
        counts[result.outcome] += 1
        slowest = max(slowest, (result.seconds, number))
        largest = max(largest, (result.megabytes, number))
        if result.outcome in FINDINGS:
            _keep(generated(seed, number, known), f"{seed}-{number:06}-{result.outcome}", result.words)
    print(f"{inputs} inputs of {len(known)} forms with seed {seed} in {time.monotonic() - start:.0f} s")
    for outcome in ("refused", "usable", "stopped", *FINDINGS):
        print(f"{outcome:10} {counts[outcome]:8}")
    print(f"slowest    {slowest[0]:8.1f} s CPU (number {slowest[1]})")
    print(f"memory     {largest[0]:8} MB (number {largest[1]})")
    return sum(counts[one] for one in FINDINGS)


def _keep(one: Input, name: str, words: str) -> None:
    path = OUT / f"{name}{Path(one.name).suffix}"
    path.write_bytes(one.content)
    path.with_suffix(".txt").write_text(words, encoding="utf-8")
    print(f"{path.name}: {words.strip().splitlines()[-1][:150] if words.strip() else ''}", file=sys.stderr, flush=True)


def replay(path: Path) -> int:
    """Try a kept input in this process; 1 where it still fails."""
    with ending(sys.stderr):
        result = tried(Input(path.name, path.read_bytes()))
    print(f"{result.outcome}, {result.seconds:.1f} s CPU, {result.megabytes} MB\n{result.words}")
    return result.outcome in FINDINGS


def main() -> int:
    """Run as the first lines say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", type=Path, help="a folder of forms beside the project's own questionnaires")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try one kept input again")
    options = parser.parse_args()
    if options.replay:
        return replay(options.replay)
    folders = [OWN, *([options.forms or REAL] if (options.forms or REAL).is_dir() else [])]
    return min(1, fuzz(options.inputs, options.seed, folders))


if __name__ == "__main__":
    sys.exit(main())
