"""How a number came about: from the index of one cluster down to its raw indicators."""

from collections.abc import Iterator

from clusterbench_gui.charts.reasons import reason
from clusterbench_gui.domain.editions import Node
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.support.texts import Texts


def explanation(study: ScoredStudy, code: str, words: Texts) -> list[str]:
    """Lines that trace a cluster's index to formulas. Raises `ProblemError` where there is no such cluster."""
    if all(one.code != code for one in study.clusters):
        raise ProblemError(problem("cluster-unknown", Place(name=code)))
    lines = [f"{code} · {study.cluster(code).name}"]
    for node in study.model.at(study.model.levels):
        lines += _lines(study, code, node, words, "")
    return lines


def _lines(study: ScoredStudy, code: str, node: Node, words: Texts, indent: str) -> Iterator[str]:
    cell = study.scores.cells[code][node.code]
    yield f"{indent}{node.code} {node.name(words.language)}: {_value(study, code, node, words)}"
    if cell.missing is not None:
        asked = f"{cell.missing.question}: " if cell.missing.question else ""
        yield f"{indent}  {asked}{reason(cell.missing, words)}"
    if cell.raw is not None and not node.is_plausible(cell.raw):
        low, high = (words.number(bound, 0 if bound == round(bound) else 2) for bound in node.plausible or (0.0, 0.0))
        doubt = words.t("doubtful: such values lie from {low} to {high}", low=low, high=high)
        yield f"{indent}  {doubt}"
    if node.formula:
        averaged = study.averaged.get(code, {}).get(node.code, 0)
        mean = words.n("mean of {n} interview", "mean of {n} interviews", averaged) if averaged else ""
        yield f"{indent}  = {node.formula}" + (f" · {mean}" if mean else "")
    for child in study.model.children(node.code):
        yield from _lines(study, code, child, words, indent + "    ")


def _value(study: ScoredStudy, code: str, node: Node, words: Texts) -> str:
    cell = study.scores.cells[code][node.code]
    parts = [words.number(cell.score, 2)]
    if cell.raw is not None:
        parts.append(f"({words.number(cell.raw, 4)} {node.unit.get(words.language, '')})")
    if node.level > 1:
        parts.append(words.t("coverage {share} %", share=words.number(100 * cell.coverage, 0)))
    parts.append(words.t("weight {weight}", weight=words.number(node.weight, 2)))
    return " ".join(part for part in parts if part)
