"""How long the commands of a study take, as whole processes: demo, score, report --all.

    python benchmarks/commands.py [--clusters 35]

The floor measured in the same run is an interpreter that only imports what the command needs.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOORS = {
    "demo": "import pyxform, sqlite_utils, sqlcipher3",
    "check": "import sqlite_utils, sqlcipher3",
    "score": "import numpy, sqlite_utils, sqlcipher3",
    "report": "import matplotlib.figure, reportlab.pdfgen.canvas, pikepdf, sqlite_utils, sqlcipher3",
}


def timed(arguments: list[str], home: Path) -> float:
    """Seconds of wall time of a process that must succeed."""
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "CLUSTERBENCH_HOME": str(home)},
    )
    return time.perf_counter() - begin


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clusters", default="35")
    clusters = parser.parse_args().clusters
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        study = str(home / "study.clusterbench")
        out = str(home / "out")
        runs = {
            "demo": ["demo", study, "--clusters", clusters],
            "check": ["check", study],
            "score": ["score", study],
            "report": ["report", study, "--language", "pl", "--out", out, "--all"],
        }
        print(f"{'command':10} {'seconds':>8} {'imports alone':>14}   ({clusters} clusters)")
        for name, arguments in runs.items():
            seconds = timed(["-m", "clusterbench_gui", *arguments], home)
            floor = timed(["-c", FLOORS[name]], home)
            print(f"{name:10} {seconds:8.2f} {floor:14.2f}")
        sizes = [path.stat().st_size for path in Path(out).glob("*.pdf")]
        print(f"{len(sizes)} reports, {sum(sizes) / len(sizes) / 1024:.0f} KiB each")


if __name__ == "__main__":
    main()
