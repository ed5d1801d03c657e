"""Editions: find the bundled ones, and read one from its files."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from clusterbench_gui.app.editions.model import read_model
from clusterbench_gui.app.editions.texts import TextReader
from clusterbench_gui.domain.editions import Edition, Group, Instrument, Method, Origin
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem, raise_errors
from clusterbench_gui.support.resources import resource

EDITION_FILE = "edition.toml"


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
    table = _read_toml(files)
    faults: list[Problem] = []
    try:
        edition = _edition(files, table, faults, is_earlier=is_earlier)
    except KeyError as error:
        faults.append(problem("edition-key-missing", Place(file=EDITION_FILE, name=str(error.args[0]))))
    except (TypeError, ValueError, AttributeError) as error:
        faults.append(problem("edition-value", Place(file=EDITION_FILE), detail=str(error)))
    raise_errors(faults)
    return edition


def _edition(
    files: Mapping[str, bytes], table: Mapping[str, Any], faults: list[Problem], *, is_earlier: bool
) -> Edition:
    languages = tuple(table["languages"])
    model = read_model(files, languages, faults)
    texts = TextReader(files, model, languages, faults)
    instruments = tuple(Instrument(key, one["file"], one["title"]) for key, one in table["instruments"].items())
    window = _date(table["field_window"]["first"]), _date(table["field_window"]["last"])
    faults.extend(_settings_faults(table, files, instruments, window))
    return Edition(
        id=table["id"],
        files=files,
        titles=table["title"],
        notice=table["notice"],
        languages=languages,
        field_window=window,
        instruments=instruments,
        model=model,
        method=_method(table.get("method", {})),
        groups=tuple(_group(key, one) for key, one in table.get("groups", {}).items()),
        previous=table.get("previous", ""),
        origins=tuple(
            Origin(key, one["file"], one["source"], one["licence"]) for key, one in table.get("origin", {}).items()
        ),
        recommendations=texts.recommendations(),
        practices=texts.practices(),
        glossary=texts.glossary(),
        is_earlier=is_earlier,
    )


def _settings_faults(
    table: Mapping[str, Any], files: Mapping[str, bytes], instruments: Iterable[Instrument], window: tuple[date, date]
) -> Iterator[Problem]:
    for instrument in instruments:
        if instrument.file not in files:
            yield problem("edition-file-missing", Place(file=instrument.file))
    if window[0] > window[1]:
        yield problem("field-window-reversed", Place(file=EDITION_FILE, name="field_window"))
    named = {"title": table["title"], "notice": table["notice"]}
    named |= {f"instruments.{one.id}.title": one.titles for one in instruments}
    named |= {f"groups.{key}": one for key, one in table.get("groups", {}).items()}
    for key, names in named.items():
        for language in table["languages"]:
            if not names.get(language):
                place = Place(file=EDITION_FILE, name=f"{key}.{language}")
                yield problem("edition-key-missing", place)


def _group(key: str, table: Mapping[str, Any]) -> Group:
    names = {language: text for language, text in table.items() if language not in {"question", "bounds"}}
    return Group(key, names, table.get("question", key), tuple(float(bound) for bound in table.get("bounds", ())))


def _method(table: Mapping[str, Any]) -> Method:
    """The method, each entry of the kind that it has by default; a whole number stands for a fraction as well."""
    method = Method(**table)
    for entry in fields(method):
        value, kind = getattr(method, entry.name), type(entry.default)
        is_kind = isinstance(value, (int, float) if kind is float else kind)
        if not is_kind or (isinstance(value, bool) and kind is not bool):
            raise TypeError(f"method.{entry.name} = {value!r}")
    return method


def _date(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(str(value))
    return value


def _read_toml(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    place = Place(file=EDITION_FILE)
    if EDITION_FILE not in files:
        raise ProblemError(problem("edition-file-missing", place))
    try:
        return tomllib.loads(files[EDITION_FILE].decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemError(problem("toml-syntax", place, detail=str(error))) from error
