"""The answers of a study as files for others: a function per format, and all of them by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from clusterbench_gui.app.datasets import Progress, dataset_of
from clusterbench_gui.app.files import staged, write_file
from clusterbench_gui.app.studies import Study
from clusterbench_gui.exchange.tables import Dataset

Exporter = Callable[[Study, Path, str, Progress], tuple[Path, ...]]
"""Writes a study into a folder, in a language ("": the edition's first); returns the files.

All of them take their places together, so that whoever stops it leaves the folder as it was. Raises `ProblemError` as
`app.files.write_file` does.
"""

Files = Iterable[tuple[str, bytes]]


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def export_csv(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """CSV tables with their Table Schemas, a data package and a data dictionary (`exchange.csv_files`)."""
    return _export(study, folder, language, progress, _csv)


def export_xlsx(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """`answers.xlsx`, a workbook of all tables (`exchange.xlsx`)."""
    return _export(study, folder, language, progress, _xlsx)


def export_sav(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """SPSS files with a data dictionary (`exchange.sav`)."""
    return _export(study, folder, language, progress, _sav)


def export_dta(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """Stata files with a data dictionary (`exchange.dta`)."""
    return _export(study, folder, language, progress, _dta)


def export_ddi(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """`codebook.xml`, a DDI-Codebook 2.5, and the SPSS files that it describes (`exchange.ddi`)."""
    return _export(study, folder, language, progress, _ddi)


EXPORTERS: Mapping[str, Exporter] = {
    "csv": export_csv,
    "xlsx": export_xlsx,
    "sav": export_sav,
    "dta": export_dta,
    "ddi": export_ddi,
}
"""Formats by the name that the command line gives them."""


def _export(
    study: Study,
    folder: Path,
    language: str,
    progress: Progress,
    make: Callable[[Dataset, str, Path], Files],
) -> tuple[Path, ...]:
    """Collect the answers, make the files one by one, and put them into the folder.

    Answers are written nowhere else than below that folder, not for a moment.
    """
    dataset = dataset_of(study, progress=progress)
    names: list[str] = []
    with staged(folder) as stage:
        for name, content in make(dataset, language or study.edition.languages[0], stage):
            write_file(stage / name, content)
            names.append(name)
    return tuple(folder / name for name in names)


def _csv(dataset: Dataset, language: str, _scratch: Path) -> Files:
    from clusterbench_gui.exchange import csv_files  # noqa: PLC0415 - one format of several

    return csv_files.files(dataset, language)


def _xlsx(dataset: Dataset, language: str, _scratch: Path) -> Files:
    from clusterbench_gui.exchange import xlsx  # noqa: PLC0415 - one format of several

    yield "answers.xlsx", xlsx.workbook(dataset, language)


def _sav(dataset: Dataset, language: str, scratch: Path) -> Files:
    from clusterbench_gui.exchange import sav  # noqa: PLC0415 - one format of several

    return sav.files(dataset, language, scratch)


def _dta(dataset: Dataset, language: str, scratch: Path) -> Files:
    from clusterbench_gui.exchange import dta  # noqa: PLC0415 - one format of several

    return dta.files(dataset, language, scratch)


def _ddi(dataset: Dataset, language: str, scratch: Path) -> Iterator[tuple[str, bytes]]:
    from clusterbench_gui.exchange import ddi  # noqa: PLC0415 - one format of several

    yield "codebook.xml", ddi.codebook(dataset, language)
    yield from _sav(dataset, language, scratch)
