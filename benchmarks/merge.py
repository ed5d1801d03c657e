"""What it costs to bring the logs of 50 laptops together, beside a bare insert of the same rows into the same tables.

Run it as ``python benchmarks/merge.py [LAPTOPS] [EVENTS]``: 50 laptops of 4,800 events each are 240,000 (40 interviews of
120 answers a laptop). “At once” takes everything in one merge, “one by one” merges each laptop apart, as the bundles of one folder are read; the bare
insert then has a transaction for each. The two take turns with the bare insert, so that they see the same machine.
"""

import itertools
import json
import os
import secrets
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from clusterbench_gui.domain.records import Record
from clusterbench_gui.storage.engine import Access, Database, connect, disconnect
from clusterbench_gui.storage.log.chain import NO_PREVIOUS, event_hash, payload_hash
from clusterbench_gui.storage.migrations import migrate
from clusterbench_gui.storage.workspace import Workspace

LAPTOPS = 50
EVENTS = 4800
QUESTIONS = 120
FORKS = 500
CACHE_KIB = 256 * 1024
BEGUN = 1_767_225_600_000


def log_of(laptop: int, events: int) -> list[Record]:
    """A laptop's chain: interviews one after the other, a question every 20 seconds, a common calendar."""
    device, found, previous, interview = str(uuid.uuid4()), [], NO_PREVIOUS, ""
    for number in range(events):
        clock = (BEGUN + number * 20_000 + laptop * 37) << 20
        identity = str(uuid.UUID(int=clock >> 20 << 80 | 7 << 76 | 2 << 62 | secrets.randbits(62)))
        question = number % QUESTIONS
        kind, path, value = "answer", f"/data/part_{question % 7}/question_{question}", f"odpowiedź {number}"
        if question == 0:
            interview = f"uuid:{uuid.uuid4()}"
            about = {"cluster": "K01", "instrument": "coordinator", "form": "coordinator", "version": "1"}
            kind, path, value = "created", "", json.dumps(about)
        person = f"{laptop:08d}-0000-4000-8000-000000000000"
        said = (identity, device, number + 1, clock, "2026-01-01T10:00:00.000+01:00", person, "interviewer")
        columns = (*said, interview, "coordinator", "1", path, kind, None)
        salt = secrets.token_bytes(16)
        payload = payload_hash(salt, value, value)
        hashed = event_hash(columns, payload, previous)
        found.append(Record(*columns, payload, previous, hashed, salt, value, value))
        previous = hashed
    return found


def others(logs: Sequence[Sequence[Record]]) -> list[Record]:
    """A supervisor's chain that says something else about answers of many interviews."""
    told = [one for one in itertools.chain.from_iterable(logs) if one.kind == "answer"]
    device, found, previous = str(uuid.uuid4()), [], NO_PREVIOUS
    for number, one in enumerate(told[:: max(1, len(told) // FORKS)][:FORKS], 1):
        value, salt = "coś innego", secrets.token_bytes(16)
        payload = payload_hash(salt, value, None)
        columns = (str(uuid.uuid4()), device, number, BEGUN << 21 | number, *one[4:13])
        hashed = event_hash(columns, payload, previous)
        found.append(Record(*columns, payload, previous, hashed, salt, value, None))
        previous = hashed
    return found


class Cost(NamedTuple):
    """Seconds by the wall, and of the processor alone, which a busy machine does not change."""

    wall: float
    cpu: float


def bare(folder: Path, logs: Sequence[Sequence[Record]]) -> Cost:
    """What it costs to put the same rows by `executemany` into empty tables, a transaction for each of `logs`."""
    file = folder / f"bare {uuid.uuid4()}.db"
    db = connect(file, secrets.token_bytes(32), Access.CREATE)
    migrate(db)
    db.execute(f"pragma cache_size = -{CACHE_KIB}")
    cost = clocked(lambda: [insert(db, log) for log in logs])
    disconnect(db)
    file.unlink()
    return cost


def insert(db: Database, log: Sequence[Record]) -> None:
    with db.atomic():
        db.conn.executemany(
            f"insert into event values ({', '.join('?' * 16)})",  # noqa: S608 - question marks
            (one[:16] for one in log),
        )
        db.conn.executemany(
            "insert into payload values (?, ?, ?, ?)", ((one.id, one.salt, one.value, one.typed) for one in log)
        )


def clocked(call: Callable[[], object]) -> Cost:
    start, busy = time.perf_counter(), time.process_time()
    call()
    return Cost(time.perf_counter() - start, time.process_time() - busy)


def row(what: str, cost: Cost, floor: Cost | None = None) -> None:
    print(
        f"{what:<52}{cost.wall:>9.2f}{cost.cpu:>9.2f}" + (f"{cost.cpu / floor.cpu:>12.2f}" if floor else ""), flush=True
    )


def merge_all(workspace: Workspace, logs: Sequence[Sequence[Record]]) -> None:
    with workspace.bulk():
        for log in logs:
            workspace.merge(log)


def measured(folder: Path, name: str, logs: Sequence[Sequence[Record]]) -> None:
    floor = bare(folder, logs)
    row(f"bare insert, {name}", floor)
    with Workspace.create(folder / f"{name}.clusterbench", title="T", edition="e", files={}) as workspace:
        row(f"merge, {name}", clocked(lambda: merge_all(workspace, logs)), floor)
        row(f"the same again, {name}", clocked(lambda: merge_all(workspace, logs)), floor)
        row("open conflicts: none", clocked(workspace.conflicts))
        row(f"merge of {FORKS} other answers", clocked(lambda: workspace.merge(others(logs))))
        row(f"open conflicts: {len(workspace.conflicts())}", clocked(workspace.conflicts))
        row("list of interviews", clocked(workspace.interviews))


def main() -> None:
    laptops, events = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (LAPTOPS, EVENTS)
    logs = [log_of(laptop, events) for laptop in range(laptops)]
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as temporary:
        os.environ["CLUSTERBENCH_HOME"] = str(Path(temporary) / "home")
        print(f"{f'{laptops * events:,} events of {laptops} laptops':<52}{'seconds':>9}{'of CPU':>9}{'CPU x bare':>12}")
        everything = list(itertools.chain.from_iterable(logs))
        row(
            "hashing alone",
            clocked(lambda: [event_hash(one[:13], one.payload_hash, one.previous) for one in everything]),
        )  # type: ignore[arg-type]
        measured(Path(temporary), "at once", [everything])
        measured(Path(temporary), "one by one", logs)


if __name__ == "__main__":
    main()
