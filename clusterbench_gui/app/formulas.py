"""What joins questionnaires and indicators of an edition: formulas over answers, checked against the forms."""

from collections.abc import Mapping

from clusterbench_gui.app.editions.model import place_of
from clusterbench_gui.domain.editions import Edition, Model, Node
from clusterbench_gui.domain.problems import Problem, ProblemError, problem, raise_errors
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.formulas import Formula, compile_formula
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.support.paths import cache_dir


def edition_forms(edition: Edition) -> dict[str, Form]:
    """The questionnaires of an edition by instrument. Raises `ProblemError` with the places of what is wrong in them."""
    cache = cache_dir() / "forms"
    return {one.id: read_form(one.file, edition.files[one.file], cache=cache) for one in edition.instruments}


def compile_formulas(model: Model, forms: Mapping[str, Form]) -> dict[str, Formula]:
    """Formulas by indicator. Raises `ProblemError` with every faulty formula or denominator and its row."""
    formulas: dict[str, Formula] = {}
    faults: list[Problem] = []
    for node in model.at(1):
        if node.instrument not in forms:
            faults.append(problem("instrument-unknown", place_of(node, "instrument"), text=node.instrument))
            continue
        form = forms[node.instrument]
        formula = _compiled(node, "formula", node.formula, form, faults)
        if formula is not None:
            formulas[node.code] = formula
        if node.denominator:
            _compiled(node, "denominator", node.denominator, form, faults)
    raise_errors(faults)
    return formulas


def _compiled(node: Node, column: str, text: str, form: Form, faults: list[Problem]) -> Formula | None:
    try:
        return compile_formula(text, form)
    except ProblemError as error:
        place = place_of(node, column)
        faults += [Problem(one.code, place, {"text": one.place.name, **one.values}) for one in error.problems]
        return None
