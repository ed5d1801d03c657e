"""The guide on cooperation and communication in a cluster, as it comes with the program."""

from pathlib import Path

from clusterbench_gui import __version__
from clusterbench_gui.app.files import write_file
from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.texts import texts

_NAME = "cooperation-communication"


def guide_text(language: str) -> str:
    """The guide as it is written, in a language ("pl" or "en")."""
    return resource("guides", f"{_NAME}.{language}.md").read_text(encoding="utf-8")


def guide_pages(language: str) -> bytes:
    """The guide as PDF. Takes seconds; runs in a worker process where somebody waits."""
    from clusterbench_gui.reports.guide import guide  # noqa: PLC0415 - matplotlib and reportlab, only here

    return guide(guide_text(language), texts(language), __version__)


def write_guide(language: str, path: Path) -> None:
    """Write the guide as PDF, whole or not at all. Raises `ProblemError` where the folder cannot be written."""
    write_file(path, guide_pages(language))
