"""What joins questionnaires and indicators of an edition: formulas over answers, checked against the forms."""

from collections.abc import Mapping

from clusterbench_gui.domain.editions import Edition, Model, Node
from clusterbench_gui.domain.problems import Problem, ProblemError, problem, raise_errors
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.formulas import Formula, compile_formula
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.support.paths import cache_dir


def edition_forms(edition: Edition) -> dict[str, Form]:
    """The questionnaires of an edition by instrument. Raises `ProblemError` with the places of what is wrong in them."""
    cache = cache_dir() / "forms"
    files = edition.files
    return {one.id: read_form(one.file, files[one.file], files=files.get, cache=cache) for one in edition.instruments}


def compile_formulas(model: Model, forms: Mapping[str, Form]) -> dict[str, Formula]:
    """Formulas by indicator. Raises `ProblemError` with every faulty formula or denominator and its row."""
    faults: list[Problem] = []
    formulas: dict[str, Formula] = {}
    for node in model.at(1):
        if node.instrument not in forms:
            faults.append(unknown_instrument(node))
            continue
        formula, _ = compile_node(node, forms[node.instrument], faults)
        if formula is not None:
            formulas[node.code] = formula
    raise_errors(faults)
    return formulas


def unknown_instrument(node: Node) -> Problem:
    """An indicator of a questionnaire that the edition does not have."""
    return problem("instrument-unknown", node.place("instrument"), text=node.instrument)


def compile_node(node: Node, form: Form, faults: list[Problem]) -> tuple[Formula | None, Formula | None]:
    """An indicator's formula and denominator; None for one that is faulty, which is noted, or that it does not have."""
    formula = _compiled(node, "formula", node.formula, form, faults)
    return formula, _compiled(node, "denominator", node.denominator, form, faults) if node.denominator else None


def _compiled(node: Node, column: str, text: str, form: Form, faults: list[Problem]) -> Formula | None:
    try:
        return compile_formula(text, form)
    except ProblemError as error:
        place = node.place(column)
        faults += [Problem(one.code, place, {"text": one.place.name, **one.values}) for one in error.problems]
        return None
