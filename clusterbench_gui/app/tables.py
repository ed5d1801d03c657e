"""Scored results of a study as tables: what `score` writes."""

from dataclasses import asdict
from pathlib import Path

import numpy as np

from clusterbench_gui.app.files import json_bytes, write_all
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.exchange.composites.results import table, text_of, unit_table


def write_tables(study: ScoredStudy, folder: Path) -> tuple[Path, ...]:
    """Write `normalised.csv`, `scores.csv`, `ranks.csv`, `weights.csv` and `provenance.json` (CONTRACTS: any table), all or none."""
    levels = study.model.levels
    weights = ((node.code, str(node.level), text_of(node.weight)) for node in study.model.nodes)
    files = [
        ("normalised.csv", _matrix(study, "score", levels=1)),
        ("scores.csv", _matrix(study, "score", levels=levels)),
        ("ranks.csv", _matrix(study, "rank", levels=levels)),
        ("weights.csv", table(("iCode", "Level", "Weight"), weights)),
        ("provenance.json", json_bytes(provenance(study))),
    ]
    return write_all(folder, files)


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


def _matrix(study: ScoredStudy, field: str, *, levels: int) -> bytes:
    codes = [node.code for node in study.model.nodes if node.level <= levels]
    cells = study.scores.cells
    rows = [[getattr(cells[unit][code], field) for code in codes] for unit in study.scores.clusters]
    return unit_table(study.scores.clusters, codes, np.array(rows, dtype=np.float64).reshape(len(rows), len(codes)))
