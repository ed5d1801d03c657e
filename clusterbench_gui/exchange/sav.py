"""Tables as SPSS files, written by pyreadstat (ReadStat), with a data dictionary beside them.

Limits: names 64 bytes, labels of variables 256 and of values 120 bytes, texts 32,767 bytes, three missing texts a variable
(IBM SPSS Statistics, Command Syntax Reference: VARIABLE LABELS, VALUE LABELS, MISSING VALUES).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

from clusterbench_gui.domain.answers import Absence
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.exchange.coding import Column, Stored, absence_codes, columns
from clusterbench_gui.exchange.frames import MONTHS, Moment, dictionary_of, frame, labelled, stamp, taken
from clusterbench_gui.exchange.names import cut_bytes
from clusterbench_gui.exchange.tables import Dataset, Table, reason

NAME, _LABEL, _VALUE_LABEL, _FILE_LABEL, _TEXT, _MISSING_TEXTS = 64, 256, 120, 64, 32_767, 3
_FORMATS = {Stored.DATE: "SDATE10", Stored.TIME: "TIME8", Stored.DATETIME: "YMDHMS19"}
_BEGIN = datetime(1582, 10, 14)  # noqa: DTZ001 - SPSS counts wall time


def files(dataset: Dataset, language: str, scratch: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents: `TABLE.sav` of each table, and `dictionary.csv`.

    Absences are user-defined missing values (`coding.absence_codes`) with labels; in texts they are the same codes as text, of
    which SPSS takes three a variable for missing. A text that is longer than SPSS holds goes on in a further column. Times
    lose their offset from UTC, texts the spaces at their end. `scratch` is a folder for a hidden file that is taken away at once.
    """
    coded = coded_tables(dataset)
    writer = _Writer(dataset, language, absence_codes(coded), scratch)
    for table, made in zip(dataset.tables, coded, strict=True):
        yield f"{table.name}.sav", writer.written(table, made)
    yield dictionary_of(dataset, coded, language)


def coded_tables(dataset: Dataset) -> list[list[Column]]:
    """The columns of each table as SPSS takes them."""
    return [columns(dataset, table, longest=NAME, text_bytes=_TEXT) for table in dataset.tables]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the files of a study in one language, with its codes for absences."""

    dataset: Dataset
    language: str
    codes: Mapping[Absence, int]
    scratch: Path

    def written(self, table: Table, made: Sequence[Column]) -> bytes:
        """The file of a table."""
        import pyreadstat  # noqa: PLC0415 - with pandas, only for this format

        values = {one.name: self._value_labels(one) for one in made}
        missing = {one.name: self._missing(one) for one in made}
        file = self.scratch / ".written.sav"
        pyreadstat.write_sav(
            frame(made, {one: (float(code), str(code)) for one, code in self.codes.items()}, seconds),
            file,
            file_label=cut_bytes(text_in(table.titles, self.language), _FILE_LABEL),
            column_labels={one.name: cut_bytes(labelled(one, self.language), _LABEL) for one in made},
            variable_value_labels={name: labels for name, labels in values.items() if labels},
            missing_ranges={name: some for name, some in missing.items() if some},
            variable_measure={one.name: _measure(one) for one in made},
            variable_format={one.name: _format(one) for one in made if one.stored is not Stored.TEXT},
        )
        return _dated(taken(file), stamp(self.dataset))

    def _value_labels(self, one: Column) -> dict[Any, str]:
        labels: dict[Any, str] = {float(code): text_in(names, self.language) for code, names in one.labels.items()}
        is_text = one.stored is Stored.TEXT
        for absence in one.absences:
            code = str(self.codes[absence]) if is_text else float(self.codes[absence])
            labels[code] = reason(self.dataset, absence, self.language)
        return {code: cut_bytes(text, _VALUE_LABEL) for code, text in labels.items()}

    def _missing(self, one: Column) -> list[Any]:
        if one.stored is Stored.TEXT:
            return [str(self.codes[absence]) for absence in one.absences][:_MISSING_TEXTS]
        bounds = {"lo": float(min(self.codes.values())), "hi": float(max(self.codes.values()))}
        return [bounds] if one.absences else []


def _measure(one: Column) -> str:
    return "nominal" if one.nominal or one.stored is Stored.TEXT else "scale"


def _format(one: Column) -> str:
    return _FORMATS.get(one.stored) or f"F{12 + one.decimals if one.decimals else 12}.{one.decimals}"


def seconds(moment: Moment) -> float:
    """Seconds as SPSS counts them: of a time since midnight, else since 14 October 1582."""
    if isinstance(moment, time):
        return moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    at = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return (at.replace(tzinfo=None) - _BEGIN).total_seconds()


def _dated(content: bytes, at: datetime) -> bytes:
    """The file with the date of its data in place of the clock's, in its header (PSPP, "System File Format")."""
    made = f"{at.day:02d} {MONTHS[at.month - 1]} {at.year % 100:02d}{at:%H:%M:%S}".encode()
    return content[:92] + made + content[109:]
