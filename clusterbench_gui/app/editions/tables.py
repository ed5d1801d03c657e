"""CSV files of an edition, read cell by cell, so that everything that is wrong is named by row and column."""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from clusterbench_gui.domain.editions import Names
from clusterbench_gui.domain.problems import Place, Problem, problem


class Row:
    """A row of a table. Reading a cell notes what is wrong with it. `number` counts as a spreadsheet does."""

    def __init__(self, file: str, number: int, cells: Mapping[str, str], faults: list[Problem]) -> None:
        self.file = file
        self.number = number
        self._cells = cells
        self._faults = faults

    def text(self, column: str) -> str:
        """A cell without blanks around it; "" where it is empty."""
        return self._cells.get(column, "").strip()

    def required(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.text(column):
            self.fault("cell-empty", column)
        return self.text(column)

    def required_names(self, stem: str, languages: Sequence[str]) -> Names:
        """The cells `stem_pl`, `stem_en` …, none of which may be empty."""
        return {language: self.required(f"{stem}_{language}") for language in languages}

    def choice(self, column: str, known: Sequence[str], default: str = "") -> str:
        """A cell with one of the known words."""
        text = self.text(column) or default
        if text not in known:
            self.fault("choice-unknown", column, known=", ".join(one for one in known if one))
        return text

    def number_in(self, column: str, default: float) -> float:
        """A finite number with a dot before decimals; the default where the cell is empty or no number."""
        text = self.text(column)
        if not text:
            return default
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.fault("not-a-number", column)
            return default
        return value

    def whole(self, column: str, default: int) -> int:
        """A whole number."""
        value = self.number_in(column, default)
        if value != int(value):
            self.fault("not-whole", column)
            return default
        return int(value)

    def interval(self, low: str, high: str) -> tuple[float, float] | None:
        """Two bounds in order; a single lower one is both; None where both are empty."""
        if not self.text(low) and not self.text(high):
            return None
        if not self.text(low):
            self.fault("cell-empty", low)
            return None
        first = self.number_in(low, math.nan)
        last = self.number_in(high, first)
        if first > last:
            self.fault("interval-reversed", low)
        return None if math.isnan(first) else (first, last)

    def fault(self, code: str, column: str, **values: str | int) -> None:
        """Note that a cell is wrong."""
        place = Place(file=self.file, row=self.number, column=column, name=self.text("code") or self.text("subarea"))
        self._faults.append(problem(code, place, text=self.text(column), **values))


def read_rows(
    file: str, content: bytes, columns: Sequence[str], faults: list[Problem], *, optional: Sequence[str] = ()
) -> Iterator[Row]:
    """The rows of a table that are not blank. Nothing where the file is not such a table, or one of `columns` is missing.

    `optional` are columns that may be there as well; no others may.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.append(problem("not-utf8", Place(file=file)))
        return
    first = text.lstrip().partition("\n")[0]
    if "," not in first and (";" in first or "\t" in first):
        faults.append(problem("table-separator", Place(file=file, row=1), text=";" if ";" in first else "Tab"))
        return
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        faults.append(problem("table-unreadable", Place(file=file), detail=str(error)))
        return
    header = [name.strip() for name in table[0]] if table else []
    faults += _header_faults(file, header, table[1:], (*columns, *optional))
    missing = [name for name in columns if name not in header]
    meant = {one.values.get("known") for one in faults if one.code == "column-misspelt" and one.place.file == file}
    faults += [problem("column-missing", Place(file=file, row=1, name=name)) for name in missing if name not in meant]
    if missing:
        return
    for number, cells in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(file, number, dict(zip(header, cells, strict=False)), faults)
        if len(cells) != len(header):
            row.fault("cells-count", header[0], found=len(cells), wanted=len(header))
        yield row


def _header_faults(
    file: str, header: Sequence[str], rows: Sequence[Sequence[str]], known: Sequence[str]
) -> Iterator[Problem]:
    """Columns that nobody would read, and those that stand there twice."""
    spare = [name for name in known if name not in header]
    for name, count in Counter(header).items():
        place = Place(file=file, row=1, column=name, name=name)
        near = get_close_matches(name, spare, n=1)
        if not name:
            continue
        if count > 1:
            yield problem("column-twice", place)
        if name not in known and near:
            yield problem("column-misspelt", place, known=near[0])
        elif name not in known:
            yield problem("column-unknown", place)
    for index, name in enumerate(header):
        if not name and any(cells[index].strip() for cells in rows if index < len(cells)):
            yield problem("column-nameless", Place(file=file, row=1), number=index + 1)
