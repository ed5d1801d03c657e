"""Power cuts: the real process, its encrypted storage, and a thousand disks as a cut at any moment may leave them.

    python scripts/powercut.py [--images 1000] [--seed 1]

The program makes a study, begins an interview, types and answers in four sessions (two of them ended without closing),
under strace. From the trace, disks are made (`crashes.py`) as a power cut after some call would leave them, the profile
with the key included, and each is opened by the program itself: `check` must find nothing, and everything that had been
acknowledged before the cut must be there. A second row runs the same with `synchronous = NORMAL`, which must lose answers:
it shows that the test can see a loss.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import answering
import traces
from crashes import Disk

from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.events import EventKind
from clusterbench_gui.storage.checks.check import check

ANSWERS = (30, 120, 60, 40)
"""Answers per session; the second is long enough for the write-ahead log to be brought home and begun again."""


@dataclass(slots=True)
class Result:
    """What became of the images."""

    images: int = 0
    calls: int = 0
    acknowledged: int = 0
    corrupt: int = 0
    lossy: int = 0
    worst: int = 0
    examples: tuple[str, ...] = ()


def record(place: Path, answers: Sequence[int], synchronous: int | None = None) -> list[traces.Call]:
    """Run the sessions in `place` under strace; every call that they made."""
    folder, home, trace = place / "Klastry.clusterbench", place / "home", place.parent / "trace"
    script, extra = str(Path(answering.__file__)), [] if synchronous is None else [f"--synchronous={synchronous}"]
    runs = [[script, "make", str(folder), *extra]]
    for session, count in enumerate(answers):
        first = sum(answers[:session])
        kill = ["--kill"] if session % 2 else []
        runs.append([script, "answer", str(folder), str(first), str(count), *kill, *extra])
    found: list[traces.Call] = []
    for run in runs:
        traces.record(run, home, trace)
        found += traces.calls(trace)
    return found


def images(made: Sequence[traces.Call], place: Path, count: int, seed: int) -> Iterator[tuple[Path, list[str], int]]:
    """Disks after a cut at moments drawn at random, each with what had been said until then and the calls before it."""
    chance = Random(seed)  # noqa: S311 - the same cuts again with the same seed
    steps = _steps(made, str(place))
    cuts = sorted(chance.randrange(steps + 1) for _ in range(count))
    replay, step = traces.Replay(Disk(str(place))), 0
    remaining = iter(made)
    for cut in cuts:
        while step < cut:
            step += replay.take(next(remaining))
        with tempfile.TemporaryDirectory() as temporary:
            replay.disk.cut(Path(temporary) / "disk", chance)
            yield Path(temporary) / "disk", replay.said, cut


def _steps(made: Sequence[traces.Call], place: str) -> int:
    replay = traces.Replay(Disk(place))
    return sum(replay.take(call) for call in made)


def judge(disk: Path, said: Sequence[str]) -> tuple[bool, int]:
    """Whether the study on a disk is corrupt, and how many acknowledged things it lacks."""
    words = [line.split(" ") for line in said]
    folder = disk / "Klastry.clusterbench"
    acknowledged = {
        kind: max((int(one[1]) for one in words if one[0] == kind), default=-1) for kind in ("answer", "draft")
    }
    if not any(one[0] == "made" for one in words) and not folder.exists():
        return False, 0
    os.environ["CLUSTERBENCH_HOME"] = str(disk / "home")
    found = [one.code for one in check(folder)]
    if found == ["folder-missing"]:
        return False, len(words)
    if found:
        return True, 0
    study = open_study(folder)
    try:
        return _lacking(study, words, acknowledged)
    finally:
        study.close()


def _lacking(study: answering.Study, words: Sequence[Sequence[str]], acknowledged: dict[str, int]) -> tuple[bool, int]:
    workspace = study.workspace
    begun = {one.id for one in workspace.interviews()}
    lacking = sum(one[0] == "begun" and one[1] not in begun for one in words)
    for interview in begun:
        events = workspace.events(interview)
        values = {one.value for one in events if one.kind is EventKind.ANSWER}
        lacking += sum(answering.value_of(number) not in values for number in range(acknowledged["answer"] + 1))
        kept = [int(text.split(" ")[1]) for text in workspace.drafts(interview).values()]
        lacking += max(kept, default=-1) < acknowledged["draft"]
    return workspace.info.read_only, lacking


def run(count: int, seed: int, answers: Sequence[int] = ANSWERS, synchronous: int | None = None) -> Result:
    """Record once, cut `count` times."""
    result, home = Result(), os.environ.get("CLUSTERBENCH_HOME", "")
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary).resolve() / "disk"
        place.mkdir()
        made = record(place, answers, synchronous)
        result.calls = _steps(made, str(place))
        for disk, said, cut in images(made, place, count, seed):
            is_corrupt, lacking = judge(disk, said)
            result.images += 1
            result.acknowledged = max(result.acknowledged, len(said))
            result.corrupt += is_corrupt
            result.lossy += lacking > 0
            result.worst = max(result.worst, lacking)
            if is_corrupt or lacking:
                result.examples += (f"cut after {cut} of {result.calls} calls: corrupt {is_corrupt}, lost {lacking}",)
    os.environ["CLUSTERBENCH_HOME"] = home
    return result


def main() -> int:
    """Print the table; 1 where the product lost anything, or the control nothing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--control", type=int, default=200, help="images with synchronous = NORMAL")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if why := traces.missing():
        print(f"cannot be shown here: {why}")
        return 1
    print(f"{'storage':<36}{'calls':>8}{'said':>6}{'images':>8}{'corrupt':>9}{'with a loss':>13}{'worst':>7}{'s':>7}")
    found = []
    for name, count, synchronous in (
        ("as the program opens it", given.images, None),
        ("control, synchronous = NORMAL", given.control, 1),
    ):
        start = time.perf_counter()
        one = run(count, given.seed, synchronous=synchronous)
        figures = f"{one.calls:>8,}{one.acknowledged:>6}{one.images:>8,}{one.corrupt:>9}{one.lossy:>13}{one.worst:>7}"
        print(f"{name:<36}{figures}{time.perf_counter() - start:>7.0f}", flush=True)
        found.append(one)
    product, control = found
    for example in product.examples[:5]:
        print(example)
    return int(bool(product.corrupt or product.lossy) or not control.lossy)


if __name__ == "__main__":
    sys.exit(main())
