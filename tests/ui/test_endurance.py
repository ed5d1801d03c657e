"""Hours of work leave nothing behind. The long form, with memory, is benchmarks/endurance.py."""

import importlib
from pathlib import Path

import pytest

ROUNDS, OPENINGS, ANSWERS = 3, 3, 68
BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture
def endurance(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("endurance")


def test_answers_and_openings_leave_no_widget_thread_or_file(endurance, start, settings, home, tmp_path):
    study = tmp_path / "A.clusterbench"
    endurance.prepare(study, None, [])
    program = start(settings, study)
    seen = [endurance.work(program, OPENINGS, ANSWERS) for _ in range(ROUNDS)]
    for counts in seen:
        counts.pop("memory, kB")
    assert seen[0]["widgets"] > 0
    assert seen[-1] == seen[0]
