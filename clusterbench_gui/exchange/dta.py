"""Tables as Stata files, written by pyreadstat (ReadStat), with a data dictionary beside them.

Limits: names 32 and labels 80 characters ([R] Limits), but pyreadstat calls the labels of values by the name of their variable
and a number, in as many characters; missing values .a to .z ([U] 12.2.1 Missing values).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.exchange.coding import Column, Stored, columns
from clusterbench_gui.exchange.frames import MONTHS, Moment, dictionary_of, frame, labelled, stamp, taken
from clusterbench_gui.exchange.names import cut, cut_bytes
from clusterbench_gui.exchange.sav import seconds
from clusterbench_gui.exchange.tables import Dataset, Table, reason

NAME, _LABEL, _VALUE_LABEL = 28, 80, 32_000
CODES: Mapping[Absence, str] = dict(zip(Absence, "abcd", strict=True))
"""Missing values for reasons: .a not asked, .b not applicable, .c refused, .d don't know."""
_FORMATS = {Stored.DATE: "%td", Stored.TIME: "%tcHH:MM:SS", Stored.DATETIME: "%tc"}
_BEGIN = datetime(1960, 1, 1)  # noqa: DTZ001 - Stata counts wall time
_TIMESTAMP = re.compile(rb"<timestamp>.*?</timestamp>", re.DOTALL)


def files(dataset: Dataset, language: str, scratch: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents: `TABLE.dta` of each table, and `dictionary.csv`.

    Absences are the missing values `CODES`, with labels. Stata knows none for texts: there they stand as ".a" to ".d", with
    one dot more where an answer reads so. Times lose their offset from UTC. `scratch` as of `sav.files`.
    """
    coded = [columns(dataset, table, longest=NAME) for table in dataset.tables]
    texts = {cell for made in coded for one in made for cell in one.cells if isinstance(cell, str)}
    dots = "."
    while texts & {dots + letter for letter in CODES.values()}:
        dots += "."
    writer = _Writer(dataset, language, dots, scratch)
    for table, made in zip(dataset.tables, coded, strict=True):
        yield f"{table.name}.dta", writer.written(table, made)
    yield dictionary_of(dataset, coded, language)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the files of a study in one language. `dots` stand before the letters of absences in texts."""

    dataset: Dataset
    language: str
    dots: str
    scratch: Path

    def written(self, table: Table, made: Sequence[Column]) -> bytes:
        """The file of a table."""
        import pyreadstat  # noqa: PLC0415 - with pandas, only for this format

        numbers = [one for one in made if one.stored is not Stored.TEXT]
        values = {one.name: self._value_labels(one) for one in numbers}
        file = self.scratch / ".written.dta"
        pyreadstat.write_dta(
            frame(made, {one: (letter, self.dots + letter) for one, letter in CODES.items()}, _units),
            file,
            file_label=cut(text_in(table.titles, self.language), _LABEL),
            column_labels={one.name: cut(labelled(one, self.language), _LABEL) for one in made},
            variable_value_labels={name: labels for name, labels in values.items() if labels},
            missing_user_values={one.name: list(CODES.values()) for one in numbers if one.absences},
            variable_format={one.name: _FORMATS[one.stored] for one in numbers if one.stored in _FORMATS},
        )
        return _dated(taken(file), stamp(self.dataset))

    def _value_labels(self, one: Column) -> dict[Any, str]:
        labels: dict[Any, str] = {code: text_in(names, self.language) for code, names in one.labels.items()}
        labels |= {CODES[absence]: reason(self.dataset, absence, self.language) for absence in one.absences}
        return {code: cut_bytes(text, _VALUE_LABEL) for code, text in labels.items()}


def _units(moment: Moment) -> float:
    """As Stata counts: days of a date and milliseconds of a moment since 1960, milliseconds of a time since midnight."""
    if isinstance(moment, time):
        return seconds(moment) * 1000
    if isinstance(moment, datetime):
        return (moment.replace(tzinfo=None) - _BEGIN).total_seconds() * 1000
    return float((moment - _BEGIN.date()).days)


def _dated(content: bytes, at: datetime) -> bytes:
    """The file with the date of its data in place of the clock's ([P] File formats .dta: the timestamp)."""
    made = f"{at.day:2d} {MONTHS[at.month - 1]} {at.year} {at:%H:%M}".encode()
    return _TIMESTAMP.sub(b"<timestamp>" + bytes([len(made)]) + made + b"</timestamp>", content, count=1)
