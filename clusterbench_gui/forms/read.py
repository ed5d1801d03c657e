"""Reading a form: XLSForm or XForm, decided by the content; conversions are cached."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.forms.cache import cached, keep
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.sheets import Sheets
from clusterbench_gui.forms.xform import form_of_xml
from clusterbench_gui.forms.xlsform import convert, is_xml, located, version


@dataclass(frozen=True, slots=True)
class Examined:
    """A form with everything that is wrong with it. `form` is None where it cannot be answered, `sheets` where it has none."""

    form: Form | None
    sheets: Sheets | None
    problems: tuple[Problem, ...]


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
    made = _converted(name, content)
    raise_errors(made.problems)
    form = made.form
    assert form is not None
    if cache:
        keep(cache, _key(content), form.xml)
    return form


def check_form(name: str, content: bytes) -> tuple[Problem, ...]:
    """Everything that is wrong with a form, warnings included; empty where it is sound."""
    return examine_form(name, content).problems


def examine_form(name: str, content: bytes) -> Examined:
    """Read a form as far as possible."""
    if not is_xml(content):
        return _converted(name, content)
    try:
        form, found = form_of_xml(name, content)
    except ProblemError as error:
        return Examined(None, None, error.problems)
    return Examined(form, None, found)


def _converted(name: str, content: bytes) -> Examined:
    made = convert(name, content)
    if made.xml is None:
        return Examined(None, made.sheets, made.problems)
    try:
        form, found = form_of_xml(name, made.xml)
    except ProblemError as error:
        return Examined(None, made.sheets, _distinct(made.problems + located(error.problems, made)))
    except RecursionError:
        return Examined(None, made.sheets, (*made.problems, problem("form-too-deep", Place(file=name))))
    return Examined(form, made.sheets, _distinct(made.problems + located(found, made)))


def _distinct(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """One problem per code and cell: the sheets are checked before conversion, in the author's words, and after it."""
    found: dict[tuple[str, str, int | None, str], Problem] = {}
    for one in problems:
        found.setdefault((one.code, one.place.sheet, one.place.row, one.place.column), one)
    return tuple(found.values())


def _key(content: bytes) -> str:
    return hashlib.sha256(version().encode() + b"\0" + content).hexdigest()
