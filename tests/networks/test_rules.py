"""Rules of the code that no type checker knows (docs/adr/0012-safe-intervals.md)."""

from pathlib import Path

import pytest
from ortools.sat.python import cp_model

import clusterbench_gui.networks as package
from clusterbench_gui.domain.networks import Aim
from clusterbench_gui.networks.solver import Search, solve
from tests.networks.small import three_steps


def test_modes_are_intervals_of_fixed_size_only() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(package.__path__[0]).glob("*.py"))
    assert "new_optional_fixed_size_interval_var" in source
    assert "new_optional_interval_var" not in source
    assert "new_interval_var" not in source


def test_a_search_that_ends_the_process_now_and_then_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    used = []
    search = cp_model.CpSolver.solve

    def watched(self: cp_model.CpSolver, *arguments: object) -> object:
        used.append(self.parameters.use_feasibility_jump)
        return search(self, *arguments)

    monkeypatch.setattr(cp_model.CpSolver, "solve", watched)
    assert solve(three_steps(), Aim.COST, Search(seconds=10)).value == 402
    assert used == [False]
