"""What joins questionnaires and indicators of an edition: formulas over answers, checked against the forms."""

from collections.abc import Mapping

from clusterbench_gui.app.editions import INDICATORS_FILE
from clusterbench_gui.domain.editions import Edition, Node
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.formulas import Formula, compile_formula
from clusterbench_gui.forms.read import read_form
from clusterbench_gui.support.paths import cache_dir


def edition_forms(edition: Edition) -> dict[str, Form]:
    """The questionnaires of an edition by instrument. Raises `ProblemError` with the places of what is wrong in them."""
    cache = cache_dir() / "forms"
    return {one.id: read_form(one.file, edition.files[one.file], cache=cache) for one in edition.instruments}


def compile_formulas(edition: Edition, forms: Mapping[str, Form]) -> dict[str, tuple[Formula, str]]:
    """Formulas by indicator with their instrument. Raises `ProblemError` with every faulty one and its row."""
    formulas: dict[str, tuple[Formula, str]] = {}
    faults: list[Problem] = []
    for node in edition.model.at(1):
        if node.instrument not in forms:
            faults.append(problem("instrument-unknown", _place(node, "instrument"), text=node.instrument))
            continue
        try:
            formulas[node.code] = compile_formula(node.formula, forms[node.instrument]), node.instrument
        except ProblemError as error:
            faults += [
                Problem(one.code, _place(node, "formula"), {"text": one.place.name, **one.values})
                for one in error.problems
            ]
    raise_errors(faults)
    return formulas


def _place(node: Node, column: str) -> Place:
    return Place(file=INDICATORS_FILE, row=node.row, column=column, name=node.code)
