"""Reading a form: XLSForm or XForm, decided by the content; conversions are cached."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.forms.attached import ITEMSETS, Files, no_files
from clusterbench_gui.forms.cache import cached, keep
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.sheets import Sheets
from clusterbench_gui.forms.xform import form_of_xml
from clusterbench_gui.forms.xlsform import Converted, convert, is_xml, located, version

_AFTER_XML = b"\x00"
"""Stands in the cache between a converted form and its itemsets; XML has no such sign."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A form with everything that is wrong with it. `form` is None where it cannot be answered, `sheets` where it has none."""

    form: Form | None
    sheets: Sheets | None
    problems: tuple[Problem, ...]


def read_form(name: str, content: bytes, *, files: Files = no_files, cache: Path | None = None) -> Form:
    """Read a form and its attached `files`; `name` is used in problems only.

    Raises `ProblemError` with all errors that were found in the form. Those of the files only empty their lists.
    """
    if is_xml(content):
        return form_of_xml(name, content, files)[0]
    kept = cached(cache, _key(content)) if cache else None
    if kept is not None:
        xml, _, itemsets = kept.partition(_AFTER_XML)
        try:
            return form_of_xml(name, xml, _with_itemsets(files, itemsets))[0]
        except ProblemError:
            pass
    made = convert(name, content)
    examined = _examined(made, files)
    if examined.form is None or any(one.severity is Severity.ERROR for one in made.problems):
        raise ProblemError(*examined.problems)
    if cache:
        keep(cache, _key(content), examined.form.xml + _AFTER_XML + made.itemsets)
    return examined.form


def check_form(name: str, content: bytes, *, files: Files = no_files) -> tuple[Problem, ...]:
    """Everything that is wrong with a form and its attached files, warnings included; empty where it is sound."""
    return examine_form(name, content, files=files).problems


def examine_form(name: str, content: bytes, *, files: Files = no_files) -> Examined:
    """Read a form as far as possible."""
    if not is_xml(content):
        return _examined(convert(name, content), files)
    try:
        form, found = form_of_xml(name, content, files)
    except ProblemError as error:
        return Examined(None, None, error.problems)
    return Examined(form, None, found)


def _with_itemsets(files: Files, itemsets: bytes) -> Files:
    """The choices that the converter took out of the workbook stand for a file of that name."""
    return (lambda name: itemsets if name == ITEMSETS else files(name)) if itemsets else files


def _examined(made: Converted, files: Files) -> Examined:
    name = made.file
    if made.xml is None:
        return Examined(None, made.sheets, made.problems)
    try:
        form, found = form_of_xml(name, made.xml, _with_itemsets(files, made.itemsets))
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
