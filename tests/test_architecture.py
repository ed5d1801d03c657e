"""What the linters cannot see: sizes, hidden imports, words for every problem, bundled files that are current."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from clusterbench_gui.app.wording import SENTENCES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "clusterbench_gui"
MODULES = sorted(PACKAGE.rglob("*.py"))
BELOW_UI = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in {"ui", "__main__.py"}]


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_file_is_longer_than_400_lines_and_no_function_than_50(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno - node.lineno < 50, node.name


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_texts_with_a_number_are_written_where_they_are_said(path):
    """`scripts/texts.py` collects literals only: a text in a variable would stay English."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "n":
            assert all(isinstance(one, ast.Constant) for one in node.args[:2]), f"line {node.lineno}"


def test_everything_below_the_window_runs_without_qt():
    names = [dotted(path) for path in BELOW_UI]
    code = f"import importlib, sys\nfor name in {names!r}:\n    importlib.import_module(name)\n"
    code += "print(sorted(m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_window_starts_without_the_slow_libraries():
    slow = ["numpy", "pandas", "matplotlib", "reportlab", "pyxform", "pikepdf", "sqlite_utils", "sqlcipher3", "argon2"]
    code = "import sys, clusterbench_gui.ui.main, clusterbench_gui.ui.window\n"
    code += f"print(sorted(set({slow!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_charts_never_touch_pyplot(path):
    assert "pyplot" not in re.sub(r'"""[\s\S]*?"""', "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((PACKAGE / "ui" / "screens").rglob("viewmodel.py")), ids=dotted)
def test_view_models_know_no_widgets(path):
    assert "QtWidgets" not in path.read_text(encoding="utf-8")


def called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))


def test_every_problem_has_a_sentence():
    used = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in {"problem", "Problem", "fault", "note"} and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    used.add(first.value)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_CODES":
                used |= {value.value for value in node.value.values}
    assert used
    assert used - set(SENTENCES) == set()


def test_every_sentence_gets_the_values_that_it_names():
    always = {"file", "sheet", "name", "column"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem" and node.args:
                code = getattr(node.args[0], "value", None)
                if isinstance(code, str) and all(keyword.arg for keyword in node.keywords):
                    wanted = set(re.findall(r"{(\w+)}", SENTENCES[code]))
                    assert wanted <= always | {keyword.arg for keyword in node.keywords}, (dotted(path), code)


@pytest.mark.parametrize("script", ["texts.py", "build_edition.py"])
def test_what_is_made_by_a_script_is_current(script):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_names_a_place_of_one_machine():
    places = re.compile("|".join(["/wo" + "rk/", "/ro" + r"ot/(?!item|node)", "pypi" + r"\.org", "index-" + "url"]))
    folders = ("clusterbench_gui", "resources", "docs", "tests", "scripts", "benchmarks")
    kinds = {".py", ".md", ".toml", ".txt", ".csv", ".po"}
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    files += [ROOT / name for name in ("README.md", "pyproject.toml", "constraints.txt", ".ci/run")]
    assert [path for path in files if places.search(path.read_text(encoding="utf-8"))] == []
