"""Checking the indicators of an edition: against the questionnaires, the texts about them, and the past."""

from collections.abc import Container, Iterable, Iterator, Mapping

from clusterbench_gui.app.editions.check_forms import Questionnaire
from clusterbench_gui.app.editions.settings import EDITION_FILE, entry_place
from clusterbench_gui.app.editions.texts import RECOMMENDATIONS_FILE
from clusterbench_gui.app.formulas import compile_node, unknown_instrument
from clusterbench_gui.domain.editions import AUDIENCES, CONDITIONS, INDICATORS_FILE, Edition, Model, Node
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.forms.authoring import check_choices, choices_of
from clusterbench_gui.forms.checks import REFERENCE, check_expression
from clusterbench_gui.forms.sheets import rows_of
from clusterbench_gui.scoring.checks import check

_COLUMNS = {
    "node-childless": "code",
    "weights-zero": "weight",
    "weight-invalid": "weight",
    "node-level": "level",
    "goalposts-order": "goalpost_low",
    "goalposts-inside-nominal": "goalpost_low",
}
"""What scoring would refuse and reading does not see, with the column where it shows."""
_ENTRIES = {
    "scale-invalid": "low",
    "coverage-invalid": "coverage",
    "benchmark-invalid": "benchmark_best",
    "crowd-invalid": "crowd",
}


def check_scoring(edition: Edition) -> Iterator[Problem]:
    """What would make scoring impossible, whatever the answers."""
    try:
        check((), {}, edition.model, edition.method)
    except ProblemError as error:
        nodes = {node.code: node for node in reversed(edition.model.nodes)}
        text = edition.files.get(EDITION_FILE, b"").decode("utf-8-sig", "replace")
        for one in error.problems:
            place = _scoring_place(one, nodes, text)
            if place is not None:
                yield Problem(one.code, place, one.values)


def _scoring_place(found: Problem, nodes: Mapping[str, Node], text: str) -> Place | None:
    if found.code in _COLUMNS and found.place.name in nodes:
        return nodes[found.place.name].place(_COLUMNS[found.code])
    if found.code == "model-empty":
        return Place(file=INDICATORS_FILE)
    entry = _ENTRIES.get(found.code) or (found.values["part"] if found.code == "method-unknown" else None)
    return entry_place(text, f"method.{entry}") if entry else None


def check_formulas(model: Model, forms: Mapping[str, Questionnaire], instruments: Container[str]) -> list[Problem]:
    """Every formula and denominator that cannot be computed, or that says nothing of a cluster."""
    faults: list[Problem] = []
    for node in model.at(1):
        if node.instrument not in instruments:
            faults.append(unknown_instrument(node))
        elif node.formula and node.instrument in forms:
            _check_formula(node, forms[node.instrument], faults)
    return faults


def _check_formula(node: Node, questionnaire: Questionnaire, faults: list[Problem]) -> None:
    form, sheets = questionnaire.examined.form, questionnaire.examined.sheets
    if form is not None:
        formula, _ = compile_node(node, form, faults)
        idle = formula is not None and not formula.names
    else:
        idle = not REFERENCE.search(node.formula)
    for column, text in (("formula", node.formula), ("denominator", node.denominator)):
        place = node.place(column)
        if sheets is not None and text:
            faults += check_choices(text, choices_of(sheets), place)
            faults += check_expression(text, rows_of(sheets.survey), place) if form is None else ()
    if idle:
        faults.append(problem("formula-without-question", node.place("formula")))


def check_recommendations(edition: Edition, known: Iterable[Problem]) -> Iterator[Problem]:
    """Sub-areas for which nobody is told what to do. `known` is what reading the edition found."""
    if RECOMMENDATIONS_FILE not in edition.files:
        yield problem("recommendations-none", Place(file=RECOMMENDATIONS_FILE), Severity.WARNING)
        return
    if not edition.recommendations and any(one.place.file == RECOMMENDATIONS_FILE for one in known):
        return  # it was not read
    subareas = [node.code for node in edition.model.at(2)]
    there = {(one.subarea, one.condition, one.audience) for one in edition.recommendations}
    axes = (subareas, CONDITIONS, AUDIENCES)
    misnamed = [key for key in there if sum(part not in axis for part, axis in zip(key, axes, strict=True)) == 1]
    for subarea in subareas:
        wanted = [(subarea, condition, audience) for condition in CONDITIONS for audience in AUDIENCES]
        missing = [key for key in wanted if key not in there and not _is_misnamed(key, misnamed, axes)]
        if missing:
            _, condition, audience = missing[0]
            place = Place(file=RECOMMENDATIONS_FILE, name=subarea)
            yield problem("recommendation-missing", place, count=len(missing), condition=condition, audience=audience)


def _is_misnamed(
    key: tuple[str, str, str], misnamed: Iterable[tuple[str, str, str]], axes: tuple[Container[str], ...]
) -> bool:
    """Whether it is there, but for one word that is unknown and named already."""
    return any(
        all(part == wanted or part not in axis for part, wanted, axis in zip(one, key, axes, strict=True))
        for one in misnamed
    )


def check_previous_nodes(edition: Edition, previous: Edition) -> Iterator[Problem]:
    """Codes that the previous edition does not have, and values that cannot be compared with those of then."""
    before = {node.code: node for node in previous.model.nodes}
    languages = [language for language in edition.languages if language in previous.languages]
    for node in edition.model.nodes:
        if not node.previous:
            continue
        place, old = node.place("previous"), before.get(node.previous)
        if old is None:
            yield problem("previous-unknown", place, text=node.previous, edition=previous.id)
            continue
        differing = _difference(node, old)
        if differing is not None:
            column, ours, theirs = differing
            yield problem("previous-differs", place, text=node.previous, differs=column, ours=ours, theirs=theirs)
            continue
        for language in languages:
            ours, theirs = node.unit.get(language, ""), old.unit.get(language, "")
            if ours != theirs:
                yield problem("previous-unit-differs", place, text=node.previous, ours=ours, theirs=theirs)
                break


def _difference(node: Node, old: Node) -> tuple[str, str, str] | None:
    """The first column in which two nodes are not of a kind, with what it says of both."""
    for column, ours, theirs in (
        ("level", str(node.level), str(old.level)),
        ("direction", str(int(node.direction)), str(int(old.direction))),
        ("denominator", node.denominator, old.denominator),
    ):
        if bool(ours) != bool(theirs) if column == "denominator" else ours != theirs:
            return column, ours, theirs
    return None
