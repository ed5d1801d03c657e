"""kill -9 at random moments, while the real window is answered by key events in a process of its own.

    python scripts/kill9.py [--kills 100] [--seed 1]

After each kill the study is opened and checked: nothing may be damaged; whatever the header had said to be saved must be in
the log; what was typed more than 300 ms before must be there as a draft or an answer. The next start must open the interview
at the question where it stood when it was killed (of those of the last 300 ms, any), and say that it continues.
"""

import argparse
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import traces

from clusterbench_gui.app.studies import create_study, open_study
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.support.settings import Settings, save_settings

DRIVER = traces.ROOT / "tests" / "journey" / "driver.py"
PROMISE = 300_000_000
"""Nanoseconds."""
PATIENCE = 120
CONTINUED = "Ciąg dalszy od miejsca przerwania"
Line = list[Any]


@dataclass(slots=True)
class Result:
    """What became of the kills."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    wrong_place: int = 0
    not_said: int = 0
    late_typing: int = 0
    while_typing: int = 0
    oldest_typing: float = 0
    """Milliseconds before the kill, of a key that was not there afterwards."""
    examples: list[str] = field(default_factory=list)


class Run:
    """The window in a process, and what it told until it was killed."""

    def __init__(self, home: Path, cluster: str, seed: int) -> None:
        """Starts it."""
        environment = {**traces.environment(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "pl_PL.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVER), "keep-on", cluster, str(seed)],
            env=environment,
            cwd=traces.ROOT,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines: list[Line] = []
        self._arrived: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("[") and line.endswith("]\n"):
                self._arrived.put(json.loads(line))
        self._arrived.put(None)

    def until(self, what: str, seconds: float) -> bool:
        """Listen for so long, or until it tells this; False where the time is over."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                line = self._arrived.get(timeout=left)
            except queue.Empty:
                return False
            if line is None:
                message = "the program ended by itself"
                raise RuntimeError(message)
            self.lines.append(line)
            if line[0] == what:
                return True
        return False

    def kill(self) -> int:
        """Kill it without notice, and read what it had told; when that was, on the clock of its lines."""
        when = time.monotonic_ns()
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._reader.join()
        while (line := self._arrived.get()) is not None:
            self.lines.append(line)
        if self._process.stdout is not None:
            self._process.stdout.close()
        return when


class Proof:
    """One study, many starts."""

    def __init__(self, home: Path, seed: int) -> None:
        """Makes the study in `home`."""
        self._home, self._chance = home, Random(seed)  # noqa: S311 - the same moments again with the same seed
        os.environ["CLUSTERBENCH_HOME"] = str(home)
        self._folder = home / "studies" / "Klastry.clusterbench"
        create_study(
            self._folder, title="Klastry", clusters=[Cluster(f"K{one:03d}", f"Klaster{one:03d}") for one in range(99)]
        )
        save_settings(Settings(language="pl", person_id="p1", person_name="Łucja Żak", study=str(self._folder)))
        self._cluster = 0
        self._places: set[str] = set()
        self._acknowledged: list[tuple[str, str, str]] = []
        self.result = Result()

    def once(self, *, kill_within: float = 4.0) -> None:
        """Start, answer, kill, look."""
        run = Run(self._home, f"Klaster{self._cluster:03d}", self._chance.randrange(10**9))
        try:
            if not run.until("open", PATIENCE):
                message = f"it did not open within {PATIENCE} s"
                raise RuntimeError(message)
            is_done = run.until("done", self._chance.uniform(0.05, kill_within))
        finally:
            killed = run.kill()
        self._judge_opening(run.lines)
        self.result.kills += 1
        self._judge(run.lines, killed)
        if is_done or any(line[0] == "done" for line in run.lines):
            self._cluster += 1
            self._places = set()

    def _judge_opening(self, lines: Sequence[Line]) -> None:
        _, _, place, _, header = next(line for line in lines if line[0] == "open")
        if self._places:
            if place not in self._places:
                self.result.wrong_place += 1
                self.result.examples.append(f"opened at {place}, not at {sorted(self._places)}")
            self.result.not_said += header != CONTINUED

    def _judge(self, lines: Sequence[Line], killed: int) -> None:
        result = self.result
        cluster = f"K{self._cluster:03d}"
        self._acknowledged += [(cluster, line[2], line[3]) for line in lines if line[0] == "saved"]
        result.acknowledged = len(self._acknowledged)
        if found := check(self._folder):
            result.unreadable += 1
            result.examples.append(str(found[:2]))
            return
        study = open_study(self._folder)
        try:
            interviews = {one.cluster: one.id for one in study.workspace.interviews()}
            kept = {
                (code, event.path, text)
                for code, interview in interviews.items()
                for event in study.workspace.events(interview)
                for text in (event.value, event.typed)
            }
            lost = [one for one in self._acknowledged if one not in kept]
            result.lost += len(lost)
            result.examples += [f"lost {one}" for one in lost]
            drafts = {(cluster, path, text) for path, text in study.workspace.drafts(interviews[cluster]).items()}
        finally:
            study.close()
        self._judge_typing(lines, killed, cluster, kept | drafts)
        self._places = _places(lines, killed)

    def _judge_typing(
        self, lines: Sequence[Line], killed: int, cluster: str, kept: set[tuple[str, str, str | None]]
    ) -> None:
        last = lines[-1]
        if last[0] != "typed":
            return
        self.result.while_typing += 1
        typed = [line for line in lines if line[0] == "typed" and line[2] == last[2]]
        texts = [text or "" for code, path, text in kept if (code, path) == (cluster, last[2])]
        lacking = [line[1] for line in typed if not any(text.startswith(line[3]) for text in texts)]
        if lacking:
            age = killed - min(lacking)
            self.result.oldest_typing = max(self.result.oldest_typing, age / 1e6)
            self.result.late_typing += age > PROMISE
            if age > PROMISE:
                self.result.examples.append(f"typed {age / 1e6:.0f} ms before: {typed[-1][3]!r}, kept {texts}")


def _places(lines: Sequence[Line], killed: int) -> set[str]:
    """Where the interview stood in the last 300 ms."""
    stood = [(line[1], line[2]) for line in lines if line[0] in {"open", "at"}]
    before = [place for when, place in stood if when <= killed - PROMISE][-1:]
    return {*before, *(place for when, place in stood if when > killed - PROMISE)}


def main() -> int:
    """Print the table; 1 where anything was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        proof = Proof(Path(temporary).resolve(), given.seed)
        for number in range(given.kills):
            proof.once()
            if number % 10 == 9:
                print(f"{number + 1} kills, {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    one = proof.result
    print(f"kills                                        {one.kills:>8}")
    print(f"answers that the header said were saved      {one.acknowledged:>8,}")
    print(f"of them lost                                 {one.lost:>8}")
    print(f"studies damaged or unreadable                {one.unreadable:>8}")
    print(f"starts at another question                   {one.wrong_place:>8}")
    print(f"starts that did not say that it continues    {one.not_said:>8}")
    print(f"kills in the middle of typing                {one.while_typing:>8}")
    print(f"of them with typing lost older than 300 ms   {one.late_typing:>8}")
    print(f"oldest key that was lost, milliseconds       {one.oldest_typing:>8.0f}")
    for example in one.examples[:5]:
        print(example)
    return int(bool(one.lost or one.unreadable or one.wrong_place or one.not_said or one.late_typing))


if __name__ == "__main__":
    sys.exit(main())
