"""Plant a fault for each guard in a copy of the tree, and see that the guard goes red.

    python scripts/plant_faults.py

Prints a line per fault; fails where a guard stays green, or where one is red before anything was planted.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
IMPORTS = [str(BIN / "lint-imports"), "--no-cache"]
RUFF = [str(BIN / "ruff"), "check", "--no-cache", "clusterbench_gui"]
MYPY = [str(BIN / "mypy"), "--cache-dir", ".mypy_planted", "clusterbench_gui/support"]
TESTS = [PYTHON, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/test_architecture.py"]


@dataclass(frozen=True)
class Fault:
    """Text appended to a file, and the guard that must see it."""

    name: str
    file: str
    text: str
    guard: list[str]


FAULTS = [
    Fault("Qt in an engine", "scoring/rank.py", "from PySide6 import QtCore", IMPORTS),
    Fault("SQL in a use case", "app/files.py", "import sqlcipher3", IMPORTS),
    Fault(
        "an import upwards, inside a function",
        "domain/answers.py",
        "def f():\n    from clusterbench_gui.app import files",
        IMPORTS,
    ),
    Fault("one engine knows another", "forms/form.py", "import clusterbench_gui.scoring.rank", IMPORTS),
    Fault(
        "one screen knows another",
        "ui/screens/home/view.py",
        "import clusterbench_gui.ui.screens.results.view",
        IMPORTS,
    ),
    Fault("a package without a place", "extra/__init__.py", '"""Nowhere."""', IMPORTS),
    Fault(
        "Qt loaded by name",
        "domain/answers.py",
        "__import__('importlib').import_module('PySide6.QtCore')",
        [*TESTS, "-k", "without_qt"],
    ),
    Fault("a slow import at the start", "ui/window.py", "import numpy", [*TESTS, "-k", "slow_libraries"]),
    Fault(
        "a function of 60 lines", "domain/answers.py", "def f():\n" + "    print()\n" * 60, [*TESTS, "-k", "400_lines"]
    ),
    Fault("pyplot in a chart", "charts/style.py", "import matplotlib.pyplot", [*TESTS, "-k", "pyplot"]),
    Fault(
        "a widget in a view-model",
        "ui/screens/home/viewmodel.py",
        "from PySide6 import QtWidgets",
        [*TESTS, "-k", "widgets"],
    ),
    Fault("a problem without words", "app/files.py", 'X = problem("never-worded")', [*TESTS, "-k", "sentence"]),
    Fault("a text without translation", "app/files.py", 'X = _("Nobody translated this.")', [*TESTS, "-k", "current"]),
    Fault("an untyped function", "support/paths.py", "def f(x):\n    return x", MYPY),
    Fault(
        "a function too complex",
        "domain/answers.py",
        "def f(x):\n" + "".join(f"    if x == {i}: return {i}\n" for i in range(12)),
        [*RUFF, "--select", "C901"],
    ),
    Fault("code left as a comment", "domain/answers.py", "# x = compute(1)", [*RUFF, "--select", "ERA"]),
]


def passes(guard: list[str], tree: Path) -> bool:
    """Whether a guard is green in a tree."""
    return subprocess.run(guard, cwd=tree, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Plant each fault in turn; 1 if one was not seen."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        left_out = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, tree, ignore=left_out)
        for guard in (IMPORTS, RUFF, MYPY, TESTS):
            if not passes(guard, tree):
                print(f"red before anything was planted: {' '.join(guard)}")
                bad += 1
        for fault in FAULTS:
            path = tree / "clusterbench_gui" / fault.file
            before = path.read_bytes() if path.exists() else None
            path.parent.mkdir(exist_ok=True)
            path.write_bytes((before or b"") + b"\n\n" + fault.text.encode() + b"\n")
            seen = not passes(fault.guard, tree)
            bad += not seen
            print(f"{'red  ' if seen else 'GREEN'}  {fault.name:40} {Path(fault.guard[0]).name}")
            if before is None:
                shutil.rmtree(path.parent)
            else:
                path.write_bytes(before)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
