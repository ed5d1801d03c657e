"""What backups cost: a study of 240,000 events backed up, restored, checked, repaired; and what an answer costs beside one.

Run it as ``python benchmarks/backups.py [FOLDER]``; FOLDER is on the disk that is to be measured (default: here). The rows
with a processor time hold on a busy machine too.
"""

import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage.backups.archive import verify_archive
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.recovering.repair import repair
from clusterbench_gui.storage.recovering.restore import restore
from clusterbench_gui.storage.workspace import Workspace

INTERVIEWS, ANSWERS = 120, 1999
PAGE = 4096
AUTHOR = Person("p-1", "Ala", Role.INTERVIEWER)


def row(what: str, seconds: float, processor: float | None = None) -> None:
    print(f"{what:<62}{seconds:>9.3f}{'' if processor is None else f'{processor:>9.3f}'}", flush=True)


def timed(what: str, call: Callable[[], object]) -> None:
    start, processor = time.perf_counter(), time.process_time()
    call()
    row(what, time.perf_counter() - start, time.process_time() - processor)


def created(interview: str) -> Statement:
    about = {"cluster": "C01", "instrument": "coordinator", "form": "coordinator", "version": "1"}
    return Statement(interview, EventKind.CREATED, json.dumps(about))


def fill(workspace: Workspace) -> None:
    workspace.add_clusters([Cluster("C01", "Klaster")])
    for number in range(INTERVIEWS):
        interview = f"uuid:{number}"
        said = [
            Statement(interview, EventKind.ANSWER, f"odpowiedź {one} {number}", f"/data/group/question_{one % 400}")
            for one in range(ANSWERS)
        ]
        workspace.append([created(interview), *said], AUTHOR)


def answers(workspace: Workspace, until: Callable[[], bool], least: int = 100) -> list[float]:
    """Seconds of each acknowledged answer."""
    times: list[float] = []
    while len(times) < least or not until():
        said = [Statement("uuid:0", EventKind.ANSWER, str(len(times)), "/data/beside")]
        start = time.perf_counter()
        workspace.append(said, AUTHOR)
        times.append(time.perf_counter() - start)
    return times


def beside_a_backup(workspace: Workspace, place: Path) -> None:
    alone = answers(workspace, lambda: True, 200)
    keeper = workspace.keeper
    thread = threading.Thread(target=lambda: keeper.back_up(place / "beside.cbackup"))
    thread.start()
    beside = answers(workspace, lambda: not thread.is_alive())
    thread.join()
    row("one answer, median, while nothing else is done", statistics.median(alone))
    row("one answer, median, while a backup is made", statistics.median(beside))
    row("one answer, worst, while a backup is made", max(beside))


def spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for page in range(0, len(content) // PAGE, 500):
        content[page * PAGE + 50] ^= 1
    file.write_bytes(content)


def main() -> None:
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    with tempfile.TemporaryDirectory(dir=home) as temporary:
        place = Path(temporary)
        os.environ["CLUSTERBENCH_HOME"] = str(place / "home")
        folder = place / "A.clusterbench"
        with Workspace.create(folder, title="T", edition="e", files={"coordinator.xlsx": os.urandom(100_000)}) as one:
            fill(one)
        size = (folder / "study.db").stat().st_size / 1e6
        print(f"{INTERVIEWS * (ANSWERS + 1):,} events, {size:.0f} MB{'':<32}{'seconds':>16}{'processor':>9}")
        with Workspace.open(folder) as workspace:
            keeper, backup = workspace.keeper, place / "A.cbackup"
            timed("backup: copied, its pages checked, packed, read again", lambda: keeper.back_up(backup))
            timed("automatic backup", keeper.keep_safe)
            timed("automatic backup where nothing has changed", keeper.keep_safe)
            beside_a_backup(workspace, place)
        timed("every byte of a backup against its manifest", lambda: verify_archive(backup))
        timed("restore, with the check of all events", lambda: restore(backup, place / "B.clusterbench"))
        timed("check, backups included", lambda: check(folder))
        timed("open and close", lambda: Workspace.open(folder).close())
        with Workspace.open(folder) as workspace:
            timed("withdrawing one interview of 2,000 answers", lambda: workspace.withdraw("uuid:1", AUTHOR))
            timed("erasing it in the automatic backup", workspace.keeper.erase)
        timed("repair of a sound study", lambda: repair(folder))
        spoil(folder / "study.db")
        timed("repair of one with every 500th page damaged, with a backup", lambda: repair(folder))
        spoil(place / "B.clusterbench" / "study.db")
        timed("the same without a backup", lambda: repair(place / "B.clusterbench"))


if __name__ == "__main__":
    main()
