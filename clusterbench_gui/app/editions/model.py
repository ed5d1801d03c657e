"""`indicators.csv`: the tree of indicators, sub-areas, areas and index."""

import re
from collections.abc import Iterator, Mapping, Sequence

from clusterbench_gui.app.editions.tables import Row, read_rows
from clusterbench_gui.domain.editions import INDICATORS_FILE, Direction, Model, Node
from clusterbench_gui.domain.problems import Place, Problem, problem

COMBINE = ("latest", "mean", "mean-of-3")
"""How several interviews of a cluster become one value: the approved or else the one finished last; the mean of those that
have a value; the mean where at least three have one."""
AXES = ("", "functioning", "promise")
"""What an area says: how a cluster works now, or what is to be expected of it."""
_COLUMNS = ("code", "level", "parent", "weight", "direction", "formula")
_OPTIONAL = (
    *("nominal_low", "nominal_high", "goalpost_low", "goalpost_high", "denominator", "instrument", "combine", "axis"),
    *("plausible_low", "plausible_high", "previous", "source"),
)
_OPTIONAL_TEXTS = ("unit", "denominator_unit")


def read_model(files: Mapping[str, bytes], languages: Sequence[str], faults: list[Problem]) -> Model:
    """The model, with what is wrong in it among the faults; one without nodes where there is no such file."""
    if INDICATORS_FILE not in files:
        faults.append(problem("edition-file-missing", Place(file=INDICATORS_FILE)))
        return Model(())
    columns = (*_COLUMNS, *(f"name_{language}" for language in languages))
    optional = (*_OPTIONAL, *(f"{stem}_{language}" for stem in _OPTIONAL_TEXTS for language in languages))
    rows = read_rows(INDICATORS_FILE, files[INDICATORS_FILE], columns, faults, optional=optional)
    nodes = [node for row in rows if (node := _node(row, languages))]
    faults.extend(_tree_faults(nodes))
    return Model(tuple(sorted(nodes, key=lambda node: node.level)))


def table_languages(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The languages for which the file has names, by its header alone."""
    header = files.get(INDICATORS_FILE, b"").decode("utf-8-sig", "replace").partition("\n")[0]
    return tuple(re.findall(r"\bname_(\w+)", header))


def _node(row: Row, languages: Sequence[str]) -> Node | None:
    code = row.text("code")
    if not code:
        row.fault("code-missing", "code")
        return None
    direction = row.whole("direction", 1)
    if direction not in {-1, 0, 1}:
        row.fault("direction-unknown", "direction")
        direction = 1
    nominal = row.interval("nominal_low", "nominal_high")
    if direction == 0 and nominal is None:
        row.fault("nominal-missing", "nominal_low")
    level = row.whole("level", 1)
    if level == 1 and not row.text("formula"):
        row.fault("formula-missing", "formula")
    denominator = row.text("denominator")
    return Node(
        code=code,
        names=row.required_names("name", languages),
        level=level,
        parent=row.text("parent"),
        weight=row.number_in("weight", 1.0),
        direction=Direction(direction),
        nominal=nominal,
        goalposts=row.interval("goalpost_low", "goalpost_high"),
        unit=row.required_names("unit", languages) if level == 1 else {},
        formula=row.text("formula"),
        denominator=denominator,
        denominator_unit=row.required_names("denominator_unit", languages) if denominator else {},
        instrument=row.text("instrument") or "coordinator",
        combine=row.choice("combine", COMBINE, "latest"),
        axis=row.choice("axis", AXES),
        plausible=row.interval("plausible_low", "plausible_high"),
        previous=row.text("previous"),
        source=row.text("source"),
        row=row.number,
    )


def _tree_faults(nodes: Sequence[Node]) -> Iterator[Problem]:
    levels = {node.code: node.level for node in nodes}
    seen: set[str] = set()
    top = max(levels.values(), default=1)
    for node in nodes:
        if node.code in seen:
            yield problem("code-twice", node.place("code"))
        seen.add(node.code)
        if node.level < top and levels.get(node.parent) != node.level + 1:
            yield problem("parent-unknown", node.place("parent"), text=node.parent)
