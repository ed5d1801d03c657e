"""XLSForm to XForm through pyxform, with problems that name sheet, row and column."""

import contextlib
import csv
import io
import logging
import re
import warnings as quiet
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version as package_version
from typing import Any

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem
from clusterbench_gui.forms.checks import check_sheets
from clusterbench_gui.forms.sheets import Row, Sheets, kind_of, list_of, name_of, numbered, rows_of
from clusterbench_gui.forms.structure import check_structure
from clusterbench_gui.forms.verdicts import doubts, refusal

MAX_BYTES = 64 * 1024 * 1024
_LOG = logging.getLogger(__name__)
_TYPE = re.compile(r"Unknown question type '([^']*)'")


@dataclass(slots=True)
class Converted:
    """The outcome of a conversion. `rows` are rows of the survey sheet by the name of the question.

    `itemsets` are the external choices as CSV, empty where the form has none. `sheets` are None where the file could not be read at all.
    """

    file: str
    xml: bytes | None = None
    itemsets: bytes = b""
    problems: tuple[Problem, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    sheets: Sheets | None = None


def is_xml(content: bytes) -> bool:
    """Whether the content is XML: the first sign that is no blank is "<"."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") or content[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<")


@cache
def version() -> str:
    """The version of the converter."""
    return package_version("pyxform")


def convert(name: str, content: bytes) -> Converted:
    """Convert an XLSForm; what is wrong is among the problems, and `xml` is None where nothing came out."""
    made = Converted(name)
    warnings: list[str] = []
    try:
        with _converting(name, content):
            made.xml = _convert(content, warnings, made)
    except ProblemError as error:
        made.problems = _with(made.problems, _at_type(error.problems[0], made.sheets))
    made.problems += tuple(one for text in warnings for one in doubts(name, text))
    return made


def read_sheets(name: str, content: bytes) -> Sheets:
    """The sheets of an XLSForm without converting it. Raises `ProblemError` where it cannot be read."""
    with _converting(name, content):
        return _sheets(_workbook(content))


@contextlib.contextmanager
def _converting(name: str, content: bytes) -> Iterator[None]:
    """Keep the converter quiet, and turn whatever it raises into a `ProblemError` with one problem."""
    too_large = problem("form-too-large", Place(file=name), megabytes=MAX_BYTES // 1024 // 1024)
    if len(content) > MAX_BYTES:
        raise ProblemError(too_large)
    try:
        with quiet.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):  # xlrd prints its doubts
            quiet.simplefilter("ignore")  # of openpyxl, about extensions of Excel that forms do not use
            yield
    except MemoryError:
        raise ProblemError(too_large) from None
    except Exception as error:  # noqa: BLE001 - pyxform lets any exception through for damaged files
        raise ProblemError(refusal(name, error, is_workbook=_file_type(content).startswith(".xls"))) from None


def _with(known: tuple[Problem, ...], found: Problem) -> tuple[Problem, ...]:
    """The converter stops at the first fault, which is left out where the cell is known to be wrong already.

    So is what it says of no place in words that we do not know, where there is something else to mend first.
    """
    cells = {(one.place.sheet, one.place.row) for one in known}
    follows = found.code == "form-refused" and found.place.row is None and bool(known)
    return known if follows or (found.place.sheet, found.place.row) in cells else (*known, found)


def _at_type(found: Problem, sheets: Sheets | None) -> Problem:
    """The converter names a type that it does not know, but not its row."""
    kind = _TYPE.search(str(found.values.get("text", "")))
    for number, row in numbered(sheets.survey) if kind and sheets else ():
        if kind and kind_of(row) == kind[1]:
            place = Place(found.place.file, "survey", number, "type", name_of(row))
            return problem("type-unknown", place, text=kind[1])
    return found


def _convert(content: bytes, warnings: list[str], made: Converted) -> bytes:
    from pyxform import aliases  # noqa: PLC0415 - half a second, only when needed
    from pyxform.builder import create_survey_element_from_dict  # noqa: PLC0415
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # noqa: PLC0415
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415

    book = _workbook(content)
    made.sheets = _sheets(book)
    made.rows = rows_of(made.sheets.survey)
    types = (*QUESTION_TYPE_DICT, *aliases._type_alias_map)  # noqa: SLF001 - what the converter itself looks up
    told = (*check_structure(made.file, made.sheets, types), *check_sheets(made.file, made.sheets))
    made.problems = tuple(sorted(told, key=lambda one: (one.place.sheet != "survey", one.place.row or 0)))
    found = workbook_to_json(workbook_dict=book, form_name=None, fallback_form_name="form", warnings=warnings)
    survey = create_survey_element_from_dict(found)
    made.itemsets = _itemsets(book.external_choices or ())
    xml: str = survey.to_xml(validate=False, pretty_print=False, warnings=warnings)
    return xml.encode()


def _itemsets(rows: Sequence[Row]) -> bytes:
    """External choices by column; the converter's own CSV shifts the cells of a row that has empty ones."""
    if not rows:
        return b""
    columns = dict.fromkeys(["list_name", "name", *(column for row in rows for column in row)])
    made = io.StringIO(newline="")
    table = csv.DictWriter(made, list(columns))
    table.writeheader()
    table.writerows({**row, "list_name": list_of(row), "name": name_of(row)} for row in rows if row)
    return made.getvalue().encode()


def _workbook(content: bytes) -> Any:
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - half a second, only when needed

    kind = _file_type(content)
    if kind == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(one.file_size for one in parts.infolist()) > MAX_BYTES:
                raise MemoryError
    return get_xlsform(xlsform=io.BytesIO(content), file_type=kind)


def _sheets(book: Any) -> Sheets:
    return Sheets(
        tuple(book.survey or ()),
        tuple(book.choices or ()),
        tuple(book.settings or ()),
        _columns(book.survey_header),
        _columns(book.choices_header),
    )


def _columns(header: Iterable[Iterable[object]] | None) -> tuple[str, ...]:
    return tuple(str(column).strip() for row in header or () for column in row if column is not None)


def _file_type(content: bytes) -> str:
    if content[:4] == b"PK\x03\x04":
        return ".xlsx"
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return ".xls"
    text = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return ".md" if text.startswith(b"|") else ".csv"


def located(problems: Iterable[Problem], made: Converted) -> tuple[Problem, ...]:
    """The same problems with the rows of the questions that they name."""
    return tuple(_located(one, made) for one in problems)


def _located(found: Problem, made: Converted) -> Problem:
    row = made.rows.get(found.place.name)
    if row is None:
        return found
    place = Place(found.place.file, "survey", row, found.place.column, found.place.name)
    return Problem(found.code, place, found.values, found.severity)
