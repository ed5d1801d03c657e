"""What a method is told, checked against what it knows: one rule for treatments, imputations and normalisations."""

from collections.abc import Callable, Mapping

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.recipes import Parameter, Parameters

Fits = Callable[[str, Parameter, Parameter], bool]
"""Whether a parameter, by its name, may have a value; its default shows the kind."""


def told(part: str, name: str, said: Parameters, known: Mapping[str, Parameters], fits: Fits) -> Parameters:
    """The parameters of a method with its defaults. `known` has the defaults of every method of the part, "treatment" for example.

    Raises `ProblemError`: "<part>-unknown", and "<part>-parameter" for each that the method does not know or that may not have its value.
    """
    if name not in known:
        raise ProblemError(problem(f"{part}-unknown", value=name, known=", ".join(known)))
    defaults = known[name]
    wrong = [
        problem(f"{part}-parameter", Place(name=name), parameter=key, value=str(value), known=", ".join(defaults))
        for key, value in said.items()
        if key not in defaults or not fits(key, value, defaults[key])
    ]
    if wrong:
        raise ProblemError(*wrong)
    return {**defaults, **said}
