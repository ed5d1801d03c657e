"""Results of other programs that lie beside the checkout; tests are skipped where they do not."""

import csv
import math
from pathlib import Path

import pytest

_BESIDE = Path("shared", "oracles", "scoring")
ORACLES = next((above / _BESIDE for above in Path(__file__).resolve().parents if (above / _BESIDE).is_dir()), _BESIDE)
needs_oracles = pytest.mark.skipif(
    not ORACLES.is_dir(), reason="the oracles of other programs are not beside this checkout"
)


def rows(*path):
    with ORACLES.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def table(*path, key="uCode"):
    return {row[key]: {name: number(text) for name, text in row.items() if name != key} for row in rows(*path)}
