"""The answers of a study as files for others: a function per format, and all of them by name."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from clusterbench_gui.app.datasets import Progress, dataset_of
from clusterbench_gui.app.files import file_problems, write_file
from clusterbench_gui.app.studies import Study

Exporter = Callable[[Study, Path, str, Progress], tuple[Path, ...]]
"""Writes a study into a folder, in a language; returns the files. Raises `ProblemError` as `write_file` does.

Nothing is written before everything is made, so that whoever stops it leaves the folder as it was.
"""


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def export_csv(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """CSV tables with their Table Schemas, a data package and a data dictionary (`exchange.csv_files`)."""
    from clusterbench_gui.exchange import csv_files  # noqa: PLC0415 - one format of several

    dataset = dataset_of(study, progress=progress)
    return _placed(folder, dict(csv_files.files(dataset, _spoken(study, language))))


def export_xlsx(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """`answers.xlsx`, a workbook of all tables (`exchange.xlsx`)."""
    from clusterbench_gui.exchange import xlsx  # noqa: PLC0415 - one format of several

    dataset = dataset_of(study, progress=progress)
    return _placed(folder, {"answers.xlsx": xlsx.workbook(dataset, _spoken(study, language))})


def export_sav(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """SPSS files with a data dictionary (`exchange.sav`)."""
    from clusterbench_gui.exchange import sav  # noqa: PLC0415 - one format of several

    dataset = dataset_of(study, progress=progress)
    with _scratch(folder) as scratch:
        made = dict(sav.files(dataset, _spoken(study, language), scratch))
    return _placed(folder, made)


def export_dta(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """Stata files with a data dictionary (`exchange.dta`)."""
    from clusterbench_gui.exchange import dta  # noqa: PLC0415 - one format of several

    dataset = dataset_of(study, progress=progress)
    with _scratch(folder) as scratch:
        made = dict(dta.files(dataset, _spoken(study, language), scratch))
    return _placed(folder, made)


def export_ddi(study: Study, folder: Path, language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    """`codebook.xml`, a DDI-Codebook 2.5, and the SPSS files that it describes (`exchange.ddi`)."""
    from clusterbench_gui.exchange import ddi, sav  # noqa: PLC0415 - one format of several

    dataset, spoken = dataset_of(study, progress=progress), _spoken(study, language)
    with _scratch(folder) as scratch:
        made = {"codebook.xml": ddi.codebook(dataset, spoken), **dict(sav.files(dataset, spoken, scratch))}
    return _placed(folder, made)


def _odk_exporter(study: Study, folder: Path, _language: str = "", progress: Progress = unwatched) -> tuple[Path, ...]:
    from clusterbench_gui.app.openrosa import export_odk  # noqa: PLC0415 - one format of several

    return export_odk(study, folder, progress=progress)


EXPORTERS: Mapping[str, Exporter] = {
    "csv": export_csv,
    "xlsx": export_xlsx,
    "sav": export_sav,
    "dta": export_dta,
    "ddi": export_ddi,
    "odk": _odk_exporter,
}
"""Formats by the name that the command line gives them."""


def _spoken(study: Study, language: str) -> str:
    return language or study.edition.languages[0]


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A hidden folder inside of the export's, gone afterwards: answers are written nowhere else, not for a moment."""
    is_new = not folder.exists()
    with file_problems(folder):
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
    try:
        with file_problems(folder):
            yield scratch
    except BaseException:
        shutil.rmtree(folder if is_new else scratch, ignore_errors=True)
        raise
    shutil.rmtree(scratch, ignore_errors=True)


def _placed(folder: Path, made: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the files, each in one step."""
    written = tuple(folder / name for name in made)
    for path, content in zip(written, made.values(), strict=True):
        write_file(path, content)
    return written
