"""What a place of a picture tells when it is pointed at: value, place and interval of what is drawn there."""

from collections.abc import Callable, Mapping

from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Selection
from clusterbench_gui.charts import words
from clusterbench_gui.domain.editions import Node, text_in
from clusterbench_gui.domain.findings import Standing
from clusterbench_gui.domain.scores import VOIVODESHIP, Cell
from clusterbench_gui.support.texts import Texts

CLUSTER, NODE, CELL = "cluster", "node", "cell"
_OF_THE_INDEX = frozenset({Kind.CHANCES, Kind.DUELS, Kind.MISSING, Kind.PORTFOLIO, Kind.HEATMAP})


def cluster_at(gid: str, results: Results) -> str:
    """The cluster that a place of a picture stands for; "" where it stands for none."""
    parts = gid.split(":")
    return parts[1] if parts[0] in {CLUSTER, CELL, "pair", "chance"} and parts[1] in results.study.scores.cells else ""


def hint(results: Results, selection: Selection, gid: str, texts: Texts) -> str:
    """The lines for a place, "" where it tells nothing."""
    kind, *codes = gid.split(":")
    say = _SAYINGS.get(kind)
    return say(results, selection, codes, texts) if say is not None else ""


def _of_cluster(results: Results, selection: Selection, codes: list[str], texts: Texts) -> str:
    study, (code, *_) = results.study, codes
    if code not in study.scores.cells:
        return ""
    node = words.top(study.model) if selection.kind in _OF_THE_INDEX else study.model.node(selection.node)
    lines = [words.label(study, code), *_at_node(results, node, code, texts)]
    if node.level == study.model.levels:
        lines += _certainty(results, code, texts)
    return "\n".join(lines)


def _of_node(results: Results, selection: Selection, codes: list[str], texts: Texts) -> str:
    study = results.study
    node = study.model.node(codes[0])
    lines = [words.coded(node, texts), texts.t("Weight: {weight}", weight=texts.number(node.weight, 2))]
    if selection.cluster in study.scores.cells:
        lines += [words.label(study, selection.cluster), *_at_node(results, node, selection.cluster, texts)]
        compared = words.references(study, selection.cluster, node.code)
        labels = (words.median_label(study, compared, texts), words.benchmark_label(study, compared, texts))
        lines += [line for line in labels if line]
    return "\n".join(lines)


def _of_cell(results: Results, _selection: Selection, codes: list[str], texts: Texts) -> str:
    study, (code, node) = results.study, codes
    if code not in study.scores.cells:
        return ""
    found = study.model.node(node)
    return "\n".join([words.label(study, code), words.coded(found, texts), *_at_node(results, found, code, texts)])


def _of_pair(results: Results, _selection: Selection, codes: list[str], texts: Texts) -> str:
    found = results.certainty
    places = {one.code: place for place, one in enumerate(found.standings)} if found else {}
    if found is None or not found.beats or not set(codes) <= set(places):
        return ""
    first, second = (words.label(results.study, code) for code in codes)
    chance = found.beats[places[codes[0]]][places[codes[1]]]
    return texts.t(
        "{first} is ahead of {second} in {share} of the variants",
        first=first,
        second=second,
        share=words.share(chance, texts),
    )


def _of_chance(results: Results, _selection: Selection, codes: list[str], texts: Texts) -> str:
    standing = _standing(results, codes[0])
    if standing is None or not codes[1].isdigit():
        return ""
    place = int(codes[1])
    return texts.t(
        "{name}: place {place} in {share} of the variants",
        name=words.label(results.study, codes[0]),
        place=place,
        share=words.share(standing.chances[place - 1], texts, 1),
    )


def _of_region(results: Results, selection: Selection, codes: list[str], texts: Texts) -> str:
    study = results.study
    grouping = VOIVODESHIP if selection.kind is Kind.MAP else selection.grouping
    one = next((one for one in study.groupings if one.id == grouping), None)
    names = dict(one.classes).get(codes[0]) if one is not None else None
    if one is None or names is None:
        return ""
    members = sum(one.members.get(code) == codes[0] for code in study.scores.clusters)
    counted = texts.n("{n} cluster", "{n} clusters", members) if members >= study.method.crowd else texts.t("few")
    return f"{text_in(names, texts.language)}\n{counted if members else texts.n('{n} cluster', '{n} clusters', 0)}"


def _at_node(results: Results, node: Node, code: str, texts: Texts) -> list[str]:
    study = results.study
    cell: Cell = study.scores.cells[code][node.code]
    if cell.score is None:
        return [words.why(cell, texts)]
    score = texts.t("Score: {score}", score=words.figure(study, cell.score, texts))
    count = study.scores.summaries[node.code].count
    place = texts.t("Place {rank} of {count}", rank=texts.number(cell.rank, 0), count=count)
    lines = [score, f"{place} ({cell.quartile})" if cell.quartile else place]
    if cell.raw is not None:
        unit = text_in(node.unit, texts.language)
        lines.append(texts.t("Value: {value}", value=f"{texts.number(cell.raw, 2)} {unit}".strip()))
    return lines


def _certainty(results: Results, code: str, texts: Texts) -> list[str]:
    standing = _standing(results, code)
    if standing is None:
        return []
    between = texts.t(
        "Nine in ten variants of the method: places {low} to {high}", low=standing.low, high=standing.high
    )
    return [between, texts.t("Top quarter in {share} of the variants", share=words.share(standing.top, texts))]


def _standing(results: Results, code: str) -> Standing | None:
    standings = results.certainty.standings if results.certainty is not None else ()
    return next((one for one in standings if one.code == code), None)


_SAYINGS: Mapping[str, Callable[[Results, Selection, list[str], Texts], str]] = {
    CLUSTER: _of_cluster,
    NODE: _of_node,
    CELL: _of_cell,
    "pair": _of_pair,
    "chance": _of_chance,
    "region": _of_region,
}
