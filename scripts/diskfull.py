"""A full or failing disk at every write in turn: the real process, its system calls made to fail by strace.

    python scripts/diskfull.py [--answers 8] [--step 1]

For each write of a fixed sequence of answers the process is run three times: the disk is full from that write on until
three writes later (space returns while it runs), it is full from that write on for good (space returns with the next
start), and only that write fails (an I/O error). The same for each flush. Every action that fails must say so with one
problem, every acknowledged one must be there afterwards, `check` must find nothing, and work must go on.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import answering
import traces
from powercut import judge

FULL, BROKEN = "ENOSPC", "EIO"
TROUBLES: dict[str, tuple[str, str]] = {
    "full for four writes, then space": ("pwrite64", f"error={FULL}:when={{n}}..{{m}}"),
    "full from a write on": ("pwrite64", f"error={FULL}:when={{n}}+"),
    "an I/O error at one write": ("pwrite64", f"error={BROKEN}:when={{n}}"),
    "an I/O error at one flush": ("fsync", f"error={BROKEN}:when={{n}}"),
    "an I/O error at every flush on": ("fsync", f"error={BROKEN}:when={{n}}+"),
    "an I/O error when the log is cut": ("ftruncate", f"error={BROKEN}:when={{n}}"),
}
CODES = {FULL: {"disk-full"}, BROKEN: {"disk-error"}}


@dataclass(slots=True)
class Result:
    """What became of the runs with one trouble."""

    runs: int = 0
    failed_actions: int = 0
    without_a_message: int = 0
    wrong_message: int = 0
    lossy: int = 0
    corrupt: int = 0
    stuck: int = 0
    examples: tuple[str, ...] = ()


def prepared(place: Path) -> Path:
    """A study with an interview and some answers, its forms converted; the home beside it."""
    folder, script = place / "Klastry.clusterbench", str(Path(answering.__file__))
    traces.run_failing([script, "make", str(folder)], place / "home", ())
    traces.run_failing([script, "answer", str(folder), "0", "2", "--kill"], place / "home", ())
    return folder


def calls_of(place: Path, answers: int) -> dict[str, int]:
    """How many calls of each kind the sequence makes where nothing fails."""
    with _traced(place, answers) as (copy, trace):
        return dict(traces.counts(trace, str(copy)))


def numbers_after(place: Path, answers: int, said: str) -> dict[str, int]:
    """The first call of each kind that touches the write-ahead log after a line was said, as strace counts: from 1, on any file."""
    found: dict[str, int] = {}
    counted: Counter[str] = Counter()
    heard = b""
    with _traced(place, answers) as (_, trace):
        for call in traces.calls(trace):
            counted[call.name] += 1
            if call.name == "write" and call.handle == "1":
                heard += b"".join(call.texts)
            elif said.encode() in heard and any(path.endswith("-wal") for path in call.paths):
                found.setdefault(call.name, counted[call.name])
    return found


@contextmanager
def _traced(place: Path, answers: int) -> Iterator[tuple[Path, Path]]:
    """The copy in which the sequence ran without failing, and the trace."""
    with tempfile.TemporaryDirectory() as temporary:
        copy, trace = Path(temporary).resolve() / "disk", Path(temporary) / "trace"
        copytree(place, copy)
        traces.record(_sequence(copy, answers), copy / "home", trace)
        yield copy, trace


def _sequence(place: Path, answers: int) -> list[str]:
    return [str(Path(answering.__file__)), "persist", str(place / "Klastry.clusterbench"), "2", str(answers)]


def run(place: Path, answers: int, trouble: str, at: int, result: Result) -> None:
    """One run that fails at one place, then a start without trouble; adds to the result."""
    call, how = TROUBLES[trouble]
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "disk"
        copytree(place, copy)
        failing = f"{call}:{how.format(n=at, m=at + 3)}"
        said = traces.run_failing(_sequence(copy, answers), copy / "home", (failing,)).splitlines()
        failures = [line.split(" ") for line in said if line.startswith("failed")]
        done = {line for line in said if not line.startswith("failed")}
        opened = [one for one in failures if one[1] == "opening"]
        # at opening, SQLite calls it an I/O error, and the program looks whether the disk is full, which this one is not
        wrong = sum(set(one[3:]) != _expected(how) for one in failures if one not in opened)
        unsaid = sum(len(one) != 4 for one in failures)
        is_corrupt, lacking = judge(copy, sorted(done))
        goes_on = traces.run_failing(_sequence(copy, 1), copy / "home", ()).splitlines()[-1:] == ["closed"]
        is_lasting = "+" in how
        is_stuck = not goes_on or (not is_lasting and not opened and f"answer {answers + 1}" not in done)
        result.runs += 1
        result.failed_actions += len(failures)
        result.without_a_message += unsaid
        result.wrong_message += wrong
        result.lossy += lacking > 0
        result.corrupt += is_corrupt
        result.stuck += is_stuck
        if wrong or unsaid or lacking or is_corrupt or is_stuck:
            result.examples += (f"{failing}: {is_corrupt=} {lacking=} {is_stuck=} {' / '.join(said)[:300]}",)


def _expected(how: str) -> set[str]:
    return next(codes for error, codes in CODES.items() if error in how)


def all_runs(answers: int, step: int, troubles: Sequence[str], tell: Callable[[str, Result], None]) -> Iterator[Result]:
    """Every trouble at every call (or every `step`-th) that the sequence makes."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary).resolve() / "disk"
        place.mkdir()
        prepared(place)
        counts = calls_of(place, answers)
        for name in troubles:
            result, call = Result(), TROUBLES[name][0]
            for at in range(1, counts.get(call, 0) + 1, step):
                run(place, answers, name, at, result)
            tell(name, result)
            yield result


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where anything was lost or not said."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=8)
    parser.add_argument("--step", type=int, default=1, help="only every n-th call")
    parser.add_argument("--troubles", nargs="*", choices=TROUBLES, default=list(TROUBLES), help="only these")
    given = parser.parse_args(arguments)
    if why := traces.missing():
        print(f"cannot be shown here: {why}")
        return 1
    os.environ["CLUSTERBENCH_HOME"] = os.devnull  # each run has a home of its own
    heads = ("runs", "failed", "unsaid", "wrong", "lossy", "corrupt", "stuck")
    print(f"{'disk':<36}" + "".join(f"{head:>9}" for head in heads) + f"{'s':>6}")
    start = time.perf_counter()

    def tell(name: str, one: Result) -> None:
        figures = (
            one.runs,
            one.failed_actions,
            one.without_a_message,
            one.wrong_message,
            one.lossy,
            one.corrupt,
            one.stuck,
        )
        print(f"{name:<36}" + "".join(f"{figure:>9,}" for figure in figures) + f"{time.perf_counter() - start:>6.0f}")
        for example in one.examples[:3]:
            print("   ", example)
        sys.stdout.flush()

    found = list(all_runs(given.answers, given.step, given.troubles, tell))
    return int(any(one.examples for one in found) or not all(one.failed_actions for one in found))


if __name__ == "__main__":
    sys.exit(main())
