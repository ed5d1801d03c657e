"""Named views: selections that a person keeps for a study, as JSON in the profile. They hold codes, never names or answers."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from clusterbench_gui.app.views.selection import Selection, as_json, from_json
from clusterbench_gui.support.files import write_whole
from clusterbench_gui.support.paths import profile_dir

_FOLDER = "views"


def kept_views(study: str, folder: Path | None = None) -> dict[str, Selection]:
    """The named views of a study (its id), by name. One that cannot be read, of another version or edited, is left out."""
    found: dict[str, Selection] = {}
    for name, entry in _read(_path(study, folder)).items():
        try:
            found[name] = from_json(entry)
        except ValueError:
            continue
    return found


def keep_view(study: str, name: str, selection: Selection, folder: Path | None = None) -> None:
    """Keep a view under a name, in place of one of the same name. Raises OSError where the profile cannot be written."""
    path = _path(study, folder)
    _write(path, {**_read(path), name: as_json(selection)})


def forget_view(study: str, name: str, folder: Path | None = None) -> None:
    """Keep a named view no longer. Raises OSError where the profile cannot be written."""
    path = _path(study, folder)
    _write(path, {key: entry for key, entry in _read(path).items() if key != name})


def _path(study: str, folder: Path | None) -> Path:
    return (folder or profile_dir()) / _FOLDER / f"{re.sub(r'[^A-Za-z0-9_-]', '_', study)}.json"


def _read(path: Path) -> Mapping[str, Mapping[str, object]]:
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _write(path: Path, entries: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True).encode())
