"""What storage costs: an acknowledged answer beside a bare commit, opening, a large append, reading, checking.

Run it as ``python benchmarks/storage.py [FOLDER]``; FOLDER is on the disk that is to be measured (default: here).
"""

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.studies import Cluster, Person
from clusterbench_gui.storage.checks.check import check
from clusterbench_gui.storage.workspace import Workspace

ANSWERS = 400
INTERVIEWS = 35
AUTHOR = Person("p-1", "Ala", Role.INTERVIEWER)


def milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def row(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    print(f"{what:<58}{statistics.median(ordered):>10.2f}{late:>10.2f}{ordered[-1]:>10.2f}")


def bare(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode = wal", "synchronous = full"):
        connection.execute(f"pragma {pragma}")
    connection.execute("create table answer (id integer primary key, path text, value text)")
    return connection


def created(interview: str) -> Statement:
    about = {"cluster": "C01", "instrument": "coordinator", "form": "coordinator", "version": "1"}
    return Statement(interview, EventKind.CREATED, json.dumps(about))


def answers_one_by_one(workspace: Workspace, connection: sqlite3.Connection) -> None:
    """The two take turns, so that both see the same disk."""
    ours: list[float] = []
    theirs: list[float] = []
    drafts: list[float] = []
    for number in range(ANSWERS):
        path, value = f"/data/q{number % 60}", f"odpowiedź {number}"
        values = (path, value)
        theirs.append(
            milliseconds(lambda: connection.execute("insert into answer (path, value) values (?, ?)", values))  # noqa: B023 - called at once
        )
        said = [Statement("uuid:0", EventKind.ANSWER, value, path)]
        ours.append(milliseconds(lambda: workspace.append(said, AUTHOR)))  # noqa: B023 - called at once
        drafts.append(milliseconds(lambda: workspace.save_draft("uuid:0", "/data/draft", value)))  # noqa: B023 - called at once
    row("bare sqlite3, WAL and FULL, one insert", theirs)
    row("one acknowledged answer", ours)
    row("one draft", drafts)
    row(
        "an answer costs more than the bare commit beside it",
        [one - other for one, other in zip(ours, theirs, strict=True)],
    )


def study_of_many(workspace: Workspace) -> None:
    """As the demonstration fills one: every interview in one transaction."""
    wall = datetime(2012, 7, 2, 9, tzinfo=UTC)
    times = []
    for number in range(1, INTERVIEWS + 1):
        interview = f"uuid:{number}"
        said = [Statement(interview, EventKind.ANSWER, str(one), f"/data/q{one}") for one in range(2000)]
        statements = [created(interview), *said]
        moment = wall + timedelta(hours=number)
        times.append(milliseconds(lambda: workspace.append(statements, AUTHOR, wall=moment)))  # noqa: B023 - called at once
    row("2,000 statements in one transaction", times)


def main() -> None:
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        os.environ["CLUSTERBENCH_HOME"] = str(Path(temporary) / "home")
        folder = Path(temporary) / "A.clusterbench"
        print(f"{'milliseconds':<58}{'median':>10}{'95 %':>10}{'worst':>10}")
        start = time.perf_counter()
        workspace = Workspace.create(folder, title="T", edition="e", files={"coordinator.xlsx": os.urandom(100_000)})
        row("make a study", [(time.perf_counter() - start) * 1000])
        connection = bare(Path(temporary) / "bare.db")
        with workspace:
            workspace.add_clusters([Cluster("C01", "Klaster")])
            workspace.append([created("uuid:0")], AUTHOR)
            answers_one_by_one(workspace, connection)
            study_of_many(workspace)
            row(
                "answers of one interview of 2,000",
                [milliseconds(lambda: workspace.current("uuid:7")) for _ in range(9)],
            )
            row(
                "history of one question",
                [milliseconds(lambda: workspace.history("uuid:7", "/data/q9")) for _ in range(9)],
            )
            row(f"answers of all, {INTERVIEWS * 2000:,}", [milliseconds(workspace.current_all) for _ in range(3)])
        connection.close()
        row("open and close", [milliseconds(lambda: Workspace.open(folder).close()) for _ in range(20)])
        row(f"check of {INTERVIEWS * 2001 + ANSWERS:,} events", [milliseconds(lambda: check(folder))])
        print(
            f"{'size of the database, bytes per event':<58}{(folder / 'study.db').stat().st_size / (INTERVIEWS * 2001):>10.0f}"
        )


if __name__ == "__main__":
    main()
