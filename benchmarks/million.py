"""A study of a million answers: 2,000 interviews of 500, as an office may have after years. Each measurement is a fresh process.

Run it as ``python benchmarks/million.py [FOLDER] [--answers 1000000]``; a study that is in FOLDER already is measured again.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

PER_INTERVIEW = 500
CLUSTERS = 400
BARS = {"open": 1000, "list": 200, "cell": 50, "interview": 50}
"""Milliseconds."""
NAMES = {
    "open": "open (with the edition)",
    "list": "list of interviews",
    "cell": "history of one answer",
    "interview": "history of one interview",
    "current": "answers of one interview as they stand",
    "append": "one acknowledged answer",
    "newest": "time of the newest entry",
    "collect": "all that scoring needs",
    "check": "check",
}


def build(folder: Path, answers: int) -> None:
    """Fill a study through the product's own append, an interview and its correction in one transaction each."""
    from clusterbench_gui.app.studies import create_study, open_study  # noqa: PLC0415 - not what is measured
    from clusterbench_gui.domain.events import EventKind, Role, Statement  # noqa: PLC0415 - same
    from clusterbench_gui.domain.studies import Cluster, Person  # noqa: PLC0415 - same

    author = Person("p-1", "Łucja Żak", Role.INTERVIEWER)
    create_study(folder, title="Milion", clusters=[Cluster(f"K{one:03d}", f"Klaster {one}") for one in range(CLUSTERS)])
    study, start = open_study(folder), time.perf_counter()
    form, wave = study.form("coordinator"), study.edition.wave("coordinator")
    try:
        for number in range(answers // PER_INTERVIEW):
            interview = f"uuid:{number:08d}-0000-4000-8000-000000000000"
            about = {
                "cluster": f"K{number % CLUSTERS:03d}",
                "instrument": wave,
                "form": form.id,
                "version": form.version,
            }
            said = [Statement(interview, EventKind.CREATED, json.dumps(about))]
            said += [
                Statement(
                    interview, EventKind.ANSWER, f"odpowiedź {number}/{one}", f"/data/part{one // 25}/question{one}"
                )
                for one in range(PER_INTERVIEW - 25)
            ]
            said += [
                Statement(interview, EventKind.ANSWER, f"poprawka {one}", f"/data/part0/question{one}")
                for one in range(25)
            ]
            said.append(Statement(interview, EventKind.STATUS, "finished"))
            study.workspace.append(
                said, author, wall=datetime(2012, 7, 2, 9, tzinfo=UTC) + timedelta(minutes=20 * number)
            )
    finally:
        study.close()
    print(f"built in {time.perf_counter() - start:.0f} s, {(folder / 'study.db').stat().st_size / 1e6:.0f} MB")


def measure(what: str, folder: Path) -> None:
    """Do one thing in this process; print milliseconds and MiB as JSON."""
    from clusterbench_gui.app.interviews import interview_rows  # noqa: PLC0415 - imports are not measured
    from clusterbench_gui.app.scoring import collect  # noqa: PLC0415 - same
    from clusterbench_gui.app.studies import open_study  # noqa: PLC0415 - same
    from clusterbench_gui.domain.events import EventKind, Role, Statement  # noqa: PLC0415 - same
    from clusterbench_gui.domain.studies import Person  # noqa: PLC0415 - same
    from clusterbench_gui.storage.checks.check import check  # noqa: PLC0415 - same

    if what == "open":
        tell([clocked(lambda: open_study(folder))])
        return
    if what == "check":
        tell([clocked(lambda: refuse(check(folder)))])
        return
    study = open_study(folder)
    workspace = study.workspace
    ids = [one.id for one in workspace.interviews()][:: max(1, len(workspace.interviews()) // 40)]
    author = Person("p-1", "Łucja Żak", Role.INTERVIEWER)
    path = "/data/part0/question7"
    calls: dict[str, Sequence[Callable[[], object]]] = {
        "list": [lambda: interview_rows(study)],
        "cell": [lambda one=one: workspace.history(one, path) for one in ids],
        "interview": [lambda one=one: workspace.events(one) for one in ids],
        "current": [lambda one=one: workspace.current(one) for one in ids],
        "append": [
            lambda one=one: workspace.append([Statement(one, EventKind.ANSWER, "jeszcze", path)], author)
            for one in ids * 5
        ],
        "newest": [workspace.newest],
        "collect": [lambda: collect(study)],
    }
    tell([clocked(call) for call in calls[what]])
    study.close()


def refuse(problems: Sequence[object]) -> None:
    """The study is sound, or nothing here counts."""
    if problems:
        raise SystemExit(str(problems[:3]))


def clocked(call: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the wall, and of the processor alone, which a busy machine does not change."""
    start, busy = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


def tell(times: Sequence[tuple[float, float]]) -> None:
    """Times, and the most memory that this process ever had, where the system says so."""
    peak = 0.0
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        peak = kilobytes / (1024 if sys.platform != "darwin" else 1024 * 1024)
    print(json.dumps({"times": [one for one, _ in times], "cpu": [one for _, one in times], "peak": peak}))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--only", choices=(*NAMES, "build"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as temporary:
        place = (given.folder or Path(temporary)).resolve()
        folder = place / "Milion.clusterbench"
        environment = {**os.environ, "CLUSTERBENCH_HOME": str(place / "home")}

        def run(what: str) -> str:
            own = [sys.executable, __file__, str(place), f"--only={what}", f"--answers={given.answers}"]
            done = subprocess.run(own, env=environment, check=True, capture_output=True, text=True)
            return done.stdout

        if given.only:
            build(folder, given.answers) if given.only == "build" else measure(given.only, folder)
            return
        place.mkdir(exist_ok=True)
        if not folder.exists():
            print(run("build"), end="", flush=True)
        print(
            f"{'a study of ' + format(given.answers, ',') + ' answers':<44}{'ms':>9}{'95 %':>9}{'bar':>7}{'peak MiB':>10}"
        )
        for what, name in NAMES.items():
            found = json.loads(run(what))
            ordered = sorted(found["times"])
            late = ordered[int(len(ordered) * 0.95)]
            figures = f"{statistics.median(ordered):>9.1f}{late:>9.1f}{BARS.get(what, ''):>7}{statistics.median(found['cpu']):>9.1f}{found['peak']:>10.0f}"
            print(f"{name:<44}{figures}", flush=True)


if __name__ == "__main__":
    main()
