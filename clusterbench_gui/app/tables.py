"""Scored results as tables: what `score` prints and writes. pandas stays here, at the edge."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from clusterbench_gui.app.files import write_file
from clusterbench_gui.domain.scores import ScoredStudy

if TYPE_CHECKING:
    import pandas as pd


def write_tables(study: ScoredStudy, folder: Path) -> tuple[Path, ...]:
    """Write `normalised.csv`, `scores.csv`, `ranks.csv`, `weights.csv` and `provenance.json` (CONTRACTS: any table)."""
    frames = {
        "normalised.csv": _frame(study, "score", levels=1),
        "scores.csv": _frame(study, "score", levels=study.model.levels),
        "ranks.csv": _frame(study, "rank", levels=study.model.levels),
        "weights.csv": _weights(study),
    }
    written = []
    for name, frame in frames.items():
        path = folder / name
        write_file(path, frame.to_csv(index=False, lineterminator="\n").encode())
        written.append(path)
    path = folder / "provenance.json"
    write_file(path, (json.dumps(provenance(study), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())
    return (*written, path)


def provenance(study: ScoredStudy) -> dict[str, object]:
    """The method in full, fingerprint, version, and what was left out and why."""
    indicators = study.model.at(1)
    return {
        "edition": study.edition,
        "notice": dict(study.notice),
        "synthetic": study.synthetic,
        "method": asdict(study.method),
        "as_of": study.as_of,
        "program": study.program,
        "fingerprint": study.scores.fingerprint,
        "left_out": dict(study.scores.left_out),
        "interviews": {code: {name: list(ids) for name, ids in some.items()} for code, some in study.counted.items()},
        "in_conflict": {
            code: {name: list(ids) for name, ids in some.items()} for code, some in study.in_conflict.items()
        },
        "doubtful": [
            {"cluster": code, "node": node.code, "value": raw, "plausible": list(node.plausible or ())}
            for code in study.scores.clusters
            for node in indicators
            if (raw := study.scores.cells[code][node.code].raw) is not None and not node.is_plausible(raw)
        ],
        "missing": [
            {"cluster": code, "node": node.code, "reason": cell.missing.reason, "question": cell.missing.question}
            for code in study.scores.clusters
            for node in study.model.nodes
            if (cell := study.scores.cells[code][node.code]).missing is not None
        ],
    }


def _frame(study: ScoredStudy, field: str, *, levels: int) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415 - slow to import, needed only for files

    nodes = [node.code for node in study.model.nodes if node.level <= levels]
    cells = study.scores.cells
    data: dict[str, object] = {"uCode": list(study.scores.clusters)}
    for code in nodes:
        column = [getattr(cells[cluster][code], field) for cluster in study.scores.clusters]
        data[code] = pd.array(column, dtype="Int64" if field == "rank" else "Float64")
    return pd.DataFrame(data)


def _weights(study: ScoredStudy) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415 - slow to import, needed only for files

    rows = [(node.code, node.level, node.weight) for node in study.model.nodes]
    return pd.DataFrame(rows, columns=["iCode", "Level", "Weight"])
