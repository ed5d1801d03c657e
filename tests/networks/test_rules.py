"""Rules of the code that no type checker knows (docs/adr/0012-safe-intervals.md)."""

from pathlib import Path

import clusterbench_gui.networks as package


def test_modes_are_intervals_of_fixed_size_only() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(package.__path__[0]).glob("*.py"))
    assert "new_optional_fixed_size_interval_var" in source
    assert "new_optional_interval_var" not in source
    assert "new_interval_var" not in source
