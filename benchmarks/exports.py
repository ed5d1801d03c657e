"""Exports: processor seconds and peak memory in each format, beside a bare write of the same tables in the same run.

Run it as ``python benchmarks/exports.py [CLUSTERS …]`` (default 35 500; making the larger study takes some minutes). Each export
runs in a process of its own. The floor is what the tables cost once they are there: `csv.writer` for CSV, pandas by xlsxwriter for
XLSX, and pyreadstat without labels or missing codes for SPSS and Stata, all columns as texts. It runs on Linux only: Windows has no `resource`, and macOS counts peak memory in bytes.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import xlsxwriter  # noqa: F401 - imported before anything is measured, as the two above

from clusterbench_gui.app.datasets import dataset_of
from clusterbench_gui.app.demo.make import make_demo
from clusterbench_gui.app.export import EXPORTERS
from clusterbench_gui.app.studies import open_study
from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.exchange.names import short_names
from clusterbench_gui.exchange.tables import Dataset, Table

RUNS = 2


def texts(table: Table) -> list[list[str]]:
    return [[cell.value if isinstance(cell, Absence) else cell for cell in row] for row in table.rows]


def bare_csv(table: Table, folder: Path) -> None:
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[one.name for one in table.variables], *texts(table)])


def bare_frame(table: Table, folder: Path, suffix: str) -> None:
    names = short_names((one.name for one in table.variables), 28)
    frame = pd.DataFrame(texts(table), columns=names, dtype=object)
    path = folder / f"{table.name}.{suffix}"
    if suffix == "xlsx":
        frame.to_excel(path, engine="xlsxwriter", index=False)
    else:
        {"sav": pyreadstat.write_sav, "dta": pyreadstat.write_dta}[suffix](frame, path)


FLOORS: dict[str, Callable[[Table, Path], None]] = {
    "csv": bare_csv,
    "xlsx": lambda table, folder: bare_frame(table, folder, "xlsx"),
    "sav": lambda table, folder: bare_frame(table, folder, "sav"),
    "dta": lambda table, folder: bare_frame(table, folder, "dta"),
}


def floor(dataset: Dataset, name: str) -> float:
    """Processor seconds of a bare write of the same tables."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        for table in dataset.tables:
            FLOORS[name](table, Path(folder))
        return time.process_time() - begin


def timed(study: Path, name: str) -> None:
    """Export here, and print seconds of reading, of the whole export and of the floor, and peak memory, as JSON."""
    opened = open_study(study, read_only=True)
    dataset_of(opened)  # what is done once, the parsing of questionnaires above all, is not part of either
    begin = time.process_time()
    dataset = dataset_of(opened)
    read = time.process_time() - begin
    bare = floor(dataset, name) if name in FLOORS else None
    del dataset
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        EXPORTERS[name](opened, Path(folder), "pl", lambda _done, _total: None)
        whole = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    opened.close()
    print(json.dumps([read, whole, bare, peak]))


def measure(study: Path, clusters: int) -> None:
    print(f"\n{clusters} clusters (best of {RUNS})")
    print(f"{'format':<8}{'whole s':>10}{'reading s':>11}{'bare write s':>14}{'peak MiB':>10}")
    for name in EXPORTERS:
        command = [sys.executable, __file__, "--timed", str(study), name]
        runs = [
            json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(RUNS)
        ]
        read, whole, _, peak = (min(one[place] or 0 for one in runs) for place in range(4))
        bare = min(one[2] for one in runs) if name in FLOORS else None
        shown = f"{bare:>14.2f}" if bare is not None else f"{'-':>14}"
        print(f"{name:<8}{whole:>10.2f}{read:>11.2f}{shown}{peak:>10.0f}", flush=True)


def main() -> None:
    if sys.argv[1:2] == ["--timed"]:
        timed(Path(sys.argv[2]), sys.argv[3])
        return
    for clusters in map(int, sys.argv[1:] or ["35", "500"]):
        with tempfile.TemporaryDirectory() as folder:
            study = Path(folder) / "demo.clusterbench"
            make_demo(study, clusters=clusters)
            measure(study, clusters)


if __name__ == "__main__":
    main()
