"""Tables of a network as files: a workbook, a folder of CSV files, and an empty workbook to be filled in."""

from pathlib import Path

from clusterbench_gui.app.files import write_all, write_file
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.sheets import Sheets
from clusterbench_gui.exchange.networks.folders import folder_of, sheets_of_folder
from clusterbench_gui.exchange.networks.opened import sheets_of_workbook
from clusterbench_gui.exchange.networks.workbooks import template, workbook_of
from clusterbench_gui.support.texts import texts


def read_tables(path: Path) -> tuple[Sheets, tuple[Problem, ...]]:
    """The tables of a workbook, of a CSV file or of a folder of these, with warnings of what was passed over.

    Raises `ProblemError` where nothing can be read.
    """
    is_table = path.is_dir() or path.suffix.lower() == ".csv"
    return sheets_of_folder(path) if is_table else sheets_of_workbook(path)


def write_workbook(sheets: Sheets, path: Path, language: str) -> None:
    """Write all tables as a workbook, whole or not at all. Raises `ProblemError` where the folder cannot be written."""
    write_file(path, workbook_of(sheets, texts(language)))


def write_csv(sheets: Sheets, folder: Path) -> None:
    """Write each table as a CSV file into a folder, all or none. Raises `ProblemError` where it cannot be written."""
    write_all(folder, folder_of(sheets).items())


def write_template(path: Path, language: str) -> None:
    """Write the empty workbook. Raises `ProblemError` where the folder cannot be written."""
    write_file(path, template(texts(language)))
