"""Tables of planning out of a workbook that somebody filled in, wherever it comes from."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.domain.sheets import Row, Sheet, Sheets
from clusterbench_gui.exchange.incoming import refuse_unbounded
from clusterbench_gui.exchange.networks.cells import digits
from clusterbench_gui.exchange.networks.headings import arranged, folded, known_sheets
from clusterbench_gui.exchange.networks.workbooks import explanations_title
from clusterbench_gui.exchange.packages import DAMAGED, read_file
from clusterbench_gui.exchange.values import unharmed
from clusterbench_gui.exchange.xlsx import text_of
from clusterbench_gui.support.texts import LANGUAGES, texts

_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files with a password begin, and workbooks of before 2007."""
_MOST_COLUMNS = 100
_DIGITS, _DECIMALS, _ROUNDED = 15, 12, 1000


def sheets_of_workbook(path: Path) -> tuple[Sheets, tuple[Problem, ...]]:
    """The tables of a workbook, with warnings of what is passed over. Tabs and headings are Polish, English or ids; missing tabs are empty tables.

    Raises `ProblemError`: "file-missing", "file-too-large", "workbook-unreadable", "workbook-locked", "table-rows", "table-no-headings".
    """
    import openpyxl  # noqa: PLC0415 - only where a workbook comes

    content, file = read_file(path), str(path)
    if content.startswith(_LOCKED):
        raise ProblemError(problem("workbook-locked", Place(file=file)))
    sheets: dict[str, tuple[Row, ...]] = {}
    notes: list[Problem] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about what these tables do not use
            refuse_unbounded(file, content)
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            for tab in book.worksheets:
                sheet = _sheet(tab.title, sheets, file, notes)
                if sheet is not None:
                    tab.reset_dimensions()  # what a tab says of its size may be anything
                    sheets[sheet.id], found = arranged(sheet, _lines(tab), Place(file))
                    notes += found
            book.close()
    except ProblemError:
        raise
    except (
        *DAMAGED,
        LookupError,
        TypeError,
        AttributeError,
        SyntaxError,
        OSError,
        RecursionError,
        ArithmeticError,
    ) as error:
        raise ProblemError(problem("workbook-unreadable", Place(file=file))) from error
    return sheets, tuple(notes)


def _sheet(title: str, sheets: Sheets, file: str, notes: list[Problem]) -> Sheet | None:
    """The sheet that a tab holds; none where it is passed over."""
    sheet = known_sheets().get(folded(title))
    explanations = {folded(explanations_title(texts(language))) for language in LANGUAGES}
    if folded(title) in explanations:
        return None
    if sheet is None or sheet.id in sheets:
        code = "table-tab" if sheet is None else "table-tab-twice"
        notes.append(Problem(code, Place(file), {"text": title}, Severity.WARNING))
        return None
    return sheet


def _lines(tab: Any) -> Iterator[list[str]]:
    """Rows of texts. Rows that the file leaves out are one and the same to the reader, and there may be a million of them."""
    blank = None
    for line in tab.iter_rows(max_col=_MOST_COLUMNS, max_row=2**20):
        if line is blank:
            yield []
            continue
        cells = [_text(cell) for cell in line]
        if not any(cells):
            blank = line
        yield cells


def _text(cell: Any) -> str:
    """The text of a cell as somebody would have typed it: numbers without what binary fractions add, shares as per cent."""
    value, pattern = cell.value, cell.number_format or ""
    match value:
        case bool() | None:
            return text_of(value, pattern)
        case int() | float():
            number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")
            if not number.is_finite():
                return str(value)
            if "%" in pattern:
                number *= 100
            return digits(round(number, _DECIMALS) if abs(number) < _ROUNDED else number)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    return unharmed(text_of(value, pattern))
