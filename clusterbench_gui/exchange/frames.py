"""What SPSS and Stata files have in common: columns as a data frame, and the data dictionary with their names and codes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.exchange.coding import Column, Stored, codebook
from clusterbench_gui.exchange.csv_files import dictionary_file
from clusterbench_gui.exchange.dictionary import lines
from clusterbench_gui.exchange.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""As the headers of such files abbreviate them."""

Moment = date | time | datetime
Code = tuple[float | str, str]
"""What stands for an absence: among numbers, and among texts."""


def frame(made: Sequence[Column], codes: Mapping[Absence, Code], number: Callable[[Moment], float]) -> "pd.DataFrame":
    """The columns as they are written: texts, and floats with nan where nobody said anything; `number` counts dates and times."""
    import pandas as pd  # noqa: PLC0415 - slow to import, needed only for these files

    return pd.DataFrame({one.name: _series(one, codes, number) for one in made})


def _series(one: Column, codes: Mapping[Absence, Code], number: Callable[[Moment], float]) -> "pd.Series[Any]":
    import pandas as pd  # noqa: PLC0415 - as above

    if one.stored is Stored.TEXT:
        texts = [codes[cell][1] if isinstance(cell, Absence) else str(cell) for cell in one.cells]
        return pd.Series(texts, dtype=object)
    values: list[float | str] = []
    for cell in one.cells:
        if isinstance(cell, Absence):
            values.append(codes[cell][0])
        elif cell is None:
            values.append(float("nan"))
        else:
            values.append(number(cell) if isinstance(cell, Moment) else float(cell))
    return pd.Series(values, dtype=object if any(isinstance(value, str) for value in values) else float)


def labelled(column: Column, language: str) -> str:
    """The label of a column; behind it the name of its variable in brackets, where the column has another."""
    is_named = column.name in {column.variable.name, f"{column.variable.name}__{column.option and column.option.name}"}
    label = column.label(language)
    return label if is_named else f"[{column.variable.name}] {label}"


def dictionary_of(dataset: Dataset, coded: Sequence[Sequence[Column]], language: str) -> tuple[str, bytes]:
    """Name and content of the dictionary of such files."""
    codes: dict[tuple[str, str], tuple[str, str]] = {}
    for table, made in zip(dataset.tables, coded, strict=True):
        codes |= codebook(table, made, language)
    return dictionary_file(lines(dataset, language, codes))


def taken(file: Path) -> bytes:
    """What a file holds, which is gone then."""
    content = file.read_bytes()
    file.unlink()
    return content


def stamp(dataset: Dataset) -> datetime:
    """The moment that files of the study bear as that of their making, so that equal answers give equal files."""
    return datetime.fromisoformat(dataset.moment) if dataset.moment else datetime(1970, 1, 1)  # noqa: DTZ001 - wall time
