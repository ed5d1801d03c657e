"""Exchange through a shared folder, a memory stick or a network share: put down what is ours, take in what is for us."""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.app.bundles import Received, own_card, read_bundle, result, written
from clusterbench_gui.app.files import file_problems, write_file
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.bundles import Bundle
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, problem

SUFFIX = ".cbundle"
FOLDER = "sync-folder"
"""Under this name a study keeps the folder that it was last synchronised with."""
_OTHERS = ("bundle-not-for-us", "bundle-study")
_ABOUT_FILE = ("bundle-", "sender-", "event-", "chain-", "attachment-damaged", "file-missing")


@dataclass(frozen=True, slots=True)
class Synced:
    """What a synchronisation did.

    `written` is None where nothing was new, or where there is no office to send it to (`has_office`), as in an office itself.
    `refused` are files that were not taken, and why.
    """

    folder: Path
    written: Path | None
    received: tuple[tuple[Path, Received], ...]
    refused: tuple[Problem, ...]
    has_office: bool


def sync(study: Study, folder: Path | None = None) -> Synced:
    """Write this device's results for its office, and read every bundle that is for this device and this study.

    Doing it again changes nothing. The folder is remembered; None means the one of last time. A file that cannot be taken in
    stops no other. Raises `ProblemError`: `sync-folder-unknown`, `sync-folder-missing`, and what concerns the study itself.
    """
    place = folder or _remembered(study)
    if not place.is_dir():
        raise ProblemError(problem("sync-folder-missing", Place(file=str(place))))
    study.workspace.keep(FOLDER, str(place.absolute()))
    with study.workspace.bulk():
        received, refused = _read_all(study, place)
    has_office = any(one.office for one in study.workspace.senders())
    path = _put_down(study, place) if has_office else None
    return Synced(place, path, tuple(received), tuple(refused), has_office)


def _remembered(study: Study) -> Path:
    text = study.workspace.keepsake(FOLDER)
    if not text:
        raise ProblemError(problem("sync-folder-unknown", Place(file=str(study.workspace.folder))))
    return Path(text)


def _read_all(study: Study, place: Path) -> tuple[list[tuple[Path, Received]], list[Problem]]:
    received: list[tuple[Path, Received]] = []
    refused: list[Problem] = []
    with file_problems(place):
        found = sorted(one for one in place.glob(f"*{SUFFIX}") if one.is_file() and not one.name.startswith(_own()))
    for path in found:
        try:
            received.append((path, read_bundle(study, path)))
        except ProblemError as error:
            if not all(one.code.startswith(_ABOUT_FILE) for one in error.problems):
                raise
            refused += [one for one in error.problems if one.code not in _OTHERS]
    return received, refused


def _put_down(study: Study, place: Path) -> Path | None:
    """Write the results in place of those of last time; nothing where nothing is new."""
    bundle, receivers = result(study)
    path = place / f"{_own()}{_digest(bundle, receivers)}{SUFFIX}"
    if path.exists():
        return None
    write_file(path, written(bundle, receivers))
    for old in place.glob(f"{_own()}*{SUFFIX}"):
        if old != path:
            with contextlib.suppress(OSError):  # an older one does no harm
                old.unlink()
    return path


def _own() -> str:
    """How the names of this device's own files begin."""
    return f"result-{own_card().device}-"


def _digest(bundle: Bundle, receivers: Sequence[str]) -> str:
    """Changes with what is said, with what is erased, with how clusters are reached, and with whom it is for."""
    hashed = hashlib.sha256("\n".join(receivers).encode())
    hashed.update(repr(bundle.contacts).encode())
    for one in bundle.records:
        hashed.update(one.hash + bytes([one.salt is None]))
    return hashed.hexdigest()[:16]
