"""Editions: find the bundled ones, and read one from its files."""

from collections.abc import Mapping
from pathlib import Path

from clusterbench_gui.app.editions.design import DesignReader
from clusterbench_gui.app.editions.model import read_model, table_languages
from clusterbench_gui.app.editions.settings import EDITION_FILE, SettingsReader
from clusterbench_gui.app.editions.texts import TextReader
from clusterbench_gui.domain.editions import INDICATORS_FILE, Edition
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.support.resources import resource


def bundled_edition_files(edition: str) -> dict[str, bytes]:
    """Files of an edition that comes with the program, by name. Raises `ProblemError` where there is no such edition."""
    return edition_files(resource("editions", edition))


def edition_files(folder: Path) -> dict[str, bytes]:
    """Files of an edition's folder, by name. Raises `ProblemError` where it is no edition, or cannot be read."""
    if not (folder / EDITION_FILE).is_file():
        raise ProblemError(problem("edition-unknown", Place(file=str(folder), name=folder.name)))
    try:
        paths = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith((".", "~"))]
        return {path.name: path.read_bytes() for path in paths}
    except OSError as error:
        raise ProblemError(problem("file-missing", Place(file=str(folder)))) from error


def load_edition(files: Mapping[str, bytes], *, is_earlier: bool = False) -> Edition:
    """Read an edition. Raises `ProblemError` with every error found in its settings, model and texts.

    `is_earlier`: it is kept in a study of a later edition.
    """
    faults: list[Problem] = []
    edition = read_edition(files, faults, is_earlier=is_earlier)
    raise_errors(faults)
    return edition


_UNUSABLE = frozenset(
    {"toml-syntax", "edition-file-missing", "edition-value", "not-utf8", "table-unreadable", "table-separator"}
    | {
        "column-missing",
        "column-misspelt",
        "choice-unknown",
        "not-whole",
        "code-missing",
        "code-twice",
        "parent-unknown",
        "not-a-number",
        "direction-unknown",
        "nominal-missing",
    }
)
"""What keeps the copy of an edition inside a study from being used, in its settings or its model."""


def kept_edition(files: Mapping[str, bytes], *, is_earlier: bool = False) -> Edition:
    """The copy of an edition inside a study. Raises `ProblemError` only where it cannot be used.

    It was checked when the study was made; what its authors would have to put right since then, such as a translation, keeps
    nobody from the answers.
    """
    faults: list[Problem] = []
    edition = read_edition(files, faults, is_earlier=is_earlier)
    raise_errors(one for one in faults if one.code in _UNUSABLE and one.place.file in {EDITION_FILE, INDICATORS_FILE})
    return edition


def read_edition(files: Mapping[str, bytes], faults: list[Problem], *, is_earlier: bool = False) -> Edition:
    """An edition as far as it can be read. What is wrong with it goes to `faults`; nothing is raised."""
    settings = SettingsReader(files, faults)
    languages = settings.languages(table_languages(files))
    model = read_model(files, languages, faults)
    texts = TextReader(files, model, languages, faults)
    return Edition(
        id=settings.text("id"),
        files=files,
        titles=settings.names("title", languages),
        notice=settings.names("notice", languages),
        languages=languages,
        field_window=settings.field_window(),
        instruments=settings.instruments(languages),
        model=model,
        method=settings.method(),
        groups=settings.groups(languages),
        previous=settings.text("previous", default=""),
        named=settings.text("named", default=""),
        origins=settings.origins(),
        recommendations=texts.recommendations(),
        practices=texts.practices(),
        glossary=texts.glossary(),
        design=DesignReader(files, languages, faults).design(),
        is_earlier=is_earlier,
    )
