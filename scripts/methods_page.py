"""The page on methods, made from the docstrings of `clusterbench_gui.scoring`.

    python scripts/methods_page.py [--check]

Every public function whose docstring names its source is an entry of the page. A paragraph of a docstring that begins with “Unlike COINr” is listed
again at the end: what this program does differently from the reference. `--check` writes nothing and fails where the page is not what the docstrings give.
"""

import argparse
import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "methods.md"
ENGINE = ROOT / "clusterbench_gui" / "scoring"
CHAPTERS = {
    "preparing": "Before scoring: screening, denominators, missing values",
    "treating": "Outliers and skewness",
    "normalising": "Normalisation",
    "weighting": "Weights",
    "aggregating": "Aggregation",
    "patterns": "Distance to a pattern",
    "": "Scores, ranks and figures of all clusters",
    "statistics": "Statistics",
    "uncertainty": "Uncertainty",
    "explaining": "Explanations",
    "comparing": "Editions",
}
"""Folders of the engine, in the order of the page; "" is what lies above them."""
DIFFERENT = "Unlike COINr"
HEAD = """# Methods

Every method of the scoring engine with its formula and source. This page is made from the docstrings (`scripts/methods_page.py`): it says what the
code says. A matrix has a row for each unit (a cluster) and a column for each indicator; a missing value stays missing unless a method is named that fills
it. Before a method sees a column, it is turned so that more is better: a destimulant changes its sign, a nominant becomes minus its distance to the optimum.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A function and what its docstring says."""

    name: str
    signature: str
    text: str


def entries(folder: str) -> Iterator[tuple[str, list[Entry]]]:
    """The introduction and the entries of each module of a folder; a module without entries is left out."""
    for path in sorted((ENGINE / folder).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = [_entry(node) for node in tree.body if isinstance(node, ast.FunctionDef) and _is_told(node)]
        introduction = ast.get_docstring(tree) or ""
        if found or "Source:" in introduction:
            yield introduction, found


def _is_told(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") and "Source:" in (ast.get_docstring(node) or "")


def _entry(node: ast.FunctionDef) -> Entry:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return Entry(node.name, f"{node.name}({', '.join(names)})", inspect.cleandoc(ast.get_docstring(node) or ""))


def page() -> str:
    """The whole page."""
    parts, different = [HEAD], []
    for folder, title in CHAPTERS.items():
        modules = list(entries(folder))
        if not modules:
            continue
        parts.append(f"## {title}\n")
        for introduction, found in modules:
            parts.append(introduction + "\n")
            parts += [f"### `{one.signature}`\n\n{one.text}\n" for one in found]
            texts = [(folder or "scores", introduction), *((one.name, one.text) for one in found)]
            different += [f"- `{name}`: {said}" for name, text in texts for said in _differences(text)]
    parts.append(f"## What is done differently from COINr\n\n{chr(10).join(different)}\n")
    return "\n".join(parts)


def _differences(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split("\n\n") if one.startswith(DIFFERENT)]


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true")
    now = page()
    if parser.parse_args().check:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != now)
    PAGE.write_text(now, encoding="utf-8")
    print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
