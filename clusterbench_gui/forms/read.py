"""Reading a form: XLSForm or XForm, decided by the content; conversions are cached."""

import hashlib
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.forms.cache import cached, keep
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.xform import form_of_xml
from clusterbench_gui.forms.xlsform import convert, is_xml, located, version


def read_form(name: str, content: bytes, *, cache: Path | None = None) -> Form:
    """Read a form; `name` is used in problems only. Raises `ProblemError` with all errors that were found."""
    if is_xml(content):
        return form_of_xml(name, content)[0]
    xml = cached(cache, _key(content)) if cache else None
    if xml is not None:
        try:
            return form_of_xml(name, xml)[0]
        except ProblemError:
            pass
    form, found = _converted(name, content)
    raise_errors(found)
    assert form is not None
    if cache:
        keep(cache, _key(content), form.xml)
    return form


def check_form(name: str, content: bytes) -> tuple[Problem, ...]:
    """Everything that is wrong with a form, warnings included; empty where it is sound."""
    try:
        if is_xml(content):
            return form_of_xml(name, content)[1]
        return _converted(name, content)[1]
    except ProblemError as error:
        return error.problems


def _converted(name: str, content: bytes) -> tuple[Form | None, tuple[Problem, ...]]:
    made = convert(name, content)
    if made.xml is None:
        return None, made.problems
    try:
        form, found = form_of_xml(name, made.xml)
    except ProblemError as error:
        return None, _distinct(made.problems + located(error.problems, made))
    except RecursionError:
        return None, (*made.problems, problem("form-too-deep", Place(file=name)))
    return form, _distinct(made.problems + located(found, made))


def _distinct(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """One problem per code and cell: the sheets are checked before and after conversion."""
    return tuple({(one.code, one.place.sheet, one.place.row, one.place.column): one for one in problems}.values())


def _key(content: bytes) -> str:
    return hashlib.sha256(version().encode() + b"\0" + content).hexdigest()
