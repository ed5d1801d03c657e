"""Scoring any table, without a study: files in, a composite, files out."""

import hashlib
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from clusterbench_gui import __version__
from clusterbench_gui.app.files import Json, json_bytes, write_all
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.domain.recipes import Recipe
from clusterbench_gui.exchange.composites.coin_tool import SUFFIXES, read_coin_tool
from clusterbench_gui.exchange.composites.method import read_method
from clusterbench_gui.exchange.composites.results import result_files
from clusterbench_gui.exchange.composites.tables import ModelFile, read_data, read_model
from clusterbench_gui.exchange.packages import read_file
from clusterbench_gui.scoring.composite import Composite, compose
from clusterbench_gui.scoring.fingerprint import table_fingerprint
from clusterbench_gui.scoring.table import Table

_OF_METHOD = (
    "recipe-",
    "normalisation-",
    "aggregation-",
    "treatment-",
    "imputation-",
    "bounds-order",
    "group-unknown",
    "level-unknown",
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """A table, its model and a recipe as files gave them. `digests` has name and SHA-256 of each file by what it was for."""

    table: Table
    described: ModelFile
    recipe: Recipe
    digests: Mapping[str, tuple[str, str]]


def read_inputs(data: Path, model: Path | None, method: Path | None) -> Inputs:
    """Read DATA and MODEL as CSV files, or a workbook of the COIN Tool that holds both; and METHOD, else the default.

    Raises `ProblemError` with everything that is wrong with them, `model-needed` for a table without a model.
    """
    contents = {"data": (data, read_file(data))}
    if model is not None:
        contents["model"] = (model, read_file(model))
    if method is not None:
        contents["method"] = (method, read_file(method))
    table, described = _table(contents)
    recipe = read_method(str(method), contents["method"][1]) if method is not None else Recipe()
    digests = {part: (path.name, hashlib.sha256(content).hexdigest()) for part, (path, content) in contents.items()}
    return Inputs(table, described, recipe, digests)


def _table(contents: Mapping[str, tuple[Path, bytes]]) -> tuple[Table, ModelFile]:
    data, content = contents["data"]
    if "model" in contents:
        model, text = contents["model"]
        described = read_model(str(model), text)
        return read_data(str(data), content, described), described
    if data.suffix.casefold() in SUFFIXES:
        return read_coin_tool(str(data), content)
    raise ProblemError(problem("model-needed", Place(str(data))))


def score_table(inputs: Inputs) -> Composite:
    """The composite of what was read. Raises `ProblemError` of `compose`, with the file where they have none."""
    try:
        return compose(inputs.table, inputs.described.model, inputs.recipe)
    except ProblemError as error:
        raise ProblemError(*(_with_file(one, inputs) for one in error.problems)) from None


def _with_file(one: Problem, inputs: Inputs) -> Problem:
    """A problem with the file that it is about: what begins as below is about the method, the rest about the model."""
    part = "method" if one.code.startswith(_OF_METHOD) and "method" in inputs.digests else "model"
    file = one.place.file or inputs.digests.get(part, inputs.digests["data"])[0]
    return replace(one, place=replace(one.place, file=file))


def write_results(inputs: Inputs, composite: Composite, folder: Path) -> tuple[Path, ...]:
    """Write the tables and `provenance.json` (CONTRACTS: any table), all or none."""
    files = [*result_files(composite), ("provenance.json", json_bytes(provenance(inputs, composite)))]
    return write_all(folder, files)


def provenance(inputs: Inputs, composite: Composite) -> Json:
    """The method in full, fingerprints, versions, and what was left out, made or changed, and why.

    Nothing of the moment or the place: the same inputs give the same bytes.
    """
    prepared = composite.prepared
    return {
        "program": {"clusterbench": __version__, "numpy": np.__version__, "python": platform.python_version()},
        "fingerprint": table_fingerprint(composite.source, composite.model, composite.recipe),
        "inputs": {part: {"name": name, "sha256": digest} for part, (name, digest) in inputs.digests.items()},
        "method": asdict(composite.recipe),
        "model": [_node(composite, place) for place in range(len(composite.tree.codes))],
        "units": list(composite.units),
        "left_out": {"units": dict(prepared.left_out), "nodes": dict(composite.reasons)},
        "imputed": list(_cells(composite, prepared.imputed)),
        "lost": [{**cell, "why": why} for cell, why in _marked(composite, prepared.lost)],
        "treated": [{**cell, "how": how} for cell, how in _marked(composite, prepared.points)],
        "treatments": {code: _finite(asdict(one)) for code, one in prepared.treatments.items()},
        "missing": list(_missing(composite)),
    }


def _node(composite: Composite, place: int) -> Json:
    node = composite.model.node(composite.tree.codes[place])
    return {
        "code": node.code,
        "level": node.level,
        "parent": node.parent,
        "weight": node.weight,
        "weight_used": float(composite.weights[place]),
        "direction": int(node.direction),
        "nominal": node.nominal,
        "goalposts": node.goalposts,
        "target": node.target,
        "denominator": node.denominator,
    }


def _cells(composite: Composite, marks: npt.NDArray[np.bool_]) -> Iterator[Json]:
    """Cells that a step made or changed, with the value in the end."""
    table = composite.prepared.table
    for row, column in np.argwhere(marks).tolist():
        value = float(table.values[row, column])
        cell = {"unit": table.units[row], "indicator": table.indicators[column], "value": value}
        yield _finite(cell)


def _marked(composite: Composite, marks: npt.NDArray[np.str_]) -> Iterator[tuple[Json, str]]:
    yield from zip(_cells(composite, marks != ""), marks[marks != ""].tolist(), strict=True)


def _finite(figures: Json) -> Json:
    """With None where there is no number."""
    return {name: None if isinstance(one, float) and not np.isfinite(one) else one for name, one in figures.items()}


def _missing(composite: Composite) -> Iterator[Json]:
    """Scores that are not there, with the coverage that did not suffice; of nodes that have none at all, `left_out` says why."""
    for row, column in np.argwhere(np.isnan(composite.scores)).tolist():
        code = composite.tree.codes[column]
        if code not in composite.reasons:
            yield {"unit": composite.units[row], "node": code, "coverage": float(composite.coverage[row, column])}
