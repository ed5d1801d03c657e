"""The demonstration study: how long it takes, and whether its invented clusters are what they are said to be.

Run it as ``python benchmarks/demo.py [CLUSTERS …]`` (default 35; 5000 takes minutes). Each is made in a process of its own.
It runs on Linux only: Windows has no `resource`, and macOS counts peak memory in bytes.
"""

import csv
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.export import export_csv
from clusterbench_gui.app.scoring import collect, indicator_table
from clusterbench_gui.app.studies import Study, open_study
from clusterbench_gui.domain.scores import Missing

MEMBERS = 1917 / 35
ENTERPRISES = {"micro": 0.444, "small and medium": 0.497, "large": 0.059}
ROWS = ("micro", "small", "medium", "large", "science", "local_government", "support", "ngo", "other")


def timed(folder: Path, clusters: int) -> None:
    """Make the study here, and print seconds and peak memory as JSON."""
    begin, cpu = time.perf_counter(), time.process_time()
    make_demo(folder, clusters=clusters, with_previous=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([time.perf_counter() - begin, time.process_time() - cpu, peak]))


def share(what: str, found: float, wanted: float, of: int) -> None:
    """A share against its target, with the distance in standard errors of a sample of this size."""
    error = math.sqrt(wanted * (1 - wanted) / of)
    print(f"{what:<44}{found:>10.3f}{wanted:>10.3f}{(found - wanted) / error:>8.1f} SE")


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content))


def members(rows: Sequence[dict[str, str]], clusters: int) -> None:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[ROWS[int(row["_row"]) - 1]] += int(row["member_count"] or 0)
    total = sum(counts.values())
    firms = {
        "micro": counts["micro"],
        "small and medium": counts["small"] + counts["medium"],
        "large": counts["large"],
    }
    absent = sum(not row["member_count"] for row in rows)
    print(
        f"{'members in all (as answered)':<44}{total:>10}{MEMBERS * clusters:>10.0f}   {absent} rows without an answer"
    )
    share("enterprises among them", sum(firms.values()) / total, 0.81, total)
    for kind, wanted in ENTERPRISES.items():
        share(f"  of them {kind}", firms[kind] / sum(firms.values()), wanted, sum(firms.values()))


def minutes(study: Study, wave: str) -> list[float]:
    found = []
    for one in study.workspace.interviews():
        if one.instrument == wave:
            events = study.workspace.events(one.id)
            last = next(event for event in events if event.value == "finished")
            moments = datetime.fromisoformat(events[0].wall), datetime.fromisoformat(last.wall)
            found.append((moments[1] - moments[0]).total_seconds() / 60)
    return found


def alike(study: Study) -> None:
    """Mean rank correlation of indicators with the mean of their area, and between areas: both should be positive."""
    values = indicator_table(collect(study))
    model = study.edition.model
    area_of = {node.code: node.parent[0] for node in model.at(1)}
    ranked = {code: ranks([row[code] for row in values.values()], sign) for code, sign in signs(model).items()}
    areas = {
        area: [
            statistics.fmean(ranked[code][place] for code in ranked if area_of[code] == area)
            for place in range(len(values))
        ]
        for area in sorted(set(area_of.values()))
    }
    for area, mean in areas.items():
        own = [statistics.correlation(ranked[code], mean) for code in ranked if area_of[code] == area]
        others = [statistics.correlation(mean, other) for name, other in areas.items() if name != area]
        print(
            f"area {area}: indicators with their area {statistics.fmean(own):.2f}, area with the other areas {statistics.fmean(others):.2f}"
        )


def signs(model) -> dict[str, int]:  # noqa: ANN001 - a model of the domain
    return {node.code: int(node.direction) or 1 for node in model.at(1)}


def ranks(values: Sequence[float | Missing], sign: int) -> list[float]:
    """Mid-ranks from 0 to 1; what is missing stands in the middle."""
    known = sorted(sign * one for one in values if not isinstance(one, Missing))
    places = {one: (known.index(one) + len(known) - 1 - known[::-1].index(one)) / 2 for one in set(known)}
    return [0.5 if isinstance(one, Missing) else places[sign * one] / max(len(known) - 1, 1) for one in values]


def describe(folder: Path, clusters: int) -> None:
    study = open_study(folder, read_only=True)
    try:
        with tempfile.TemporaryDirectory() as out:
            export_csv(study, Path(out))
            coordinators = table(Path(out) / "coordinator.csv")
            members(table(Path(out) / "coordinator.members.csv"), clusters)
            before = len(table(Path(out) / "cluster-2010.coordinator.csv"))
        print(f"{'clusters also in 2010':<44}{before:>10}{31 / 35 * clusters:>10.0f}")
        print(f"{'voivodeships':<44}{len({row['voivodeship'] for row in coordinators}):>10}{16:>10}")
        print(f"{'sections of PKD':<44}{len({row['pkd'] for row in coordinators}):>10}{17:>10}")
        habits(coordinators)
        for wave in ("coordinator", "expert", "cluster-2010/coordinator"):
            times = minutes(study, wave)
            print(f"minutes, {wave}: {min(times):.0f} to {max(times):.0f}, median {statistics.median(times):.0f}")
        alike(study)
    finally:
        study.close()


def habits(rows: Sequence[dict[str, str]]) -> None:
    """Interviewers differ: absences, and figures that end in a zero."""
    for person in sorted({row["_person"] for row in rows})[:2]:
        own = [row for row in rows if row["_person"] == person]
        cells = [(name, value) for row in own for name, value in row.items() if f"{name}__absence" in row]
        stated = [row[f"{name}__absence"] for row in own for name in row if f"{name}__absence" in row]
        absent = sum(one in {"refused", "dont-know", "not-applicable"} for one in stated)
        asked = sum(one != "not-asked" for one in stated)
        figures = [
            value for name, value in cells if value.isdigit() and int(value) >= 20 and not name.endswith("_year")
        ]
        rounded = sum(value.endswith("0") for value in figures)
        print(
            f"{person}: {len(own)} clusters, {100 * absent / asked:.1f} % absences, {100 * rounded / len(figures):.0f} % of figures round"
        )


def main() -> None:
    for clusters in [int(one) for one in sys.argv[1:]] or [35]:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "demo.clusterbench"
            command = [sys.executable, __file__, "--make", str(folder), str(clusters)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            wall, cpu, peak = json.loads(done.stdout)
            print(f"{clusters} clusters with the wave of 2010: {wall:.1f} s, {cpu:.1f} s CPU, peak {peak:.0f} MB\n")
            print(f"{'':<44}{'found':>10}{'wanted':>10}")
            describe(folder, clusters)
            print()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        timed(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
