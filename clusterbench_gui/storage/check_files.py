"""The files beside the database: attachments are proven by their names, backups by their manifests."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.storage.archive import ATTACHMENTS, Manifest, read_manifest, verify_archive
from clusterbench_gui.storage.automatic import BACKUPS, all_backups
from clusterbench_gui.storage.check_heads import cut_chain
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.files import read_errors


def attachments(db: Database, folder: Path) -> Iterator[Problem]:
    """Every attachment that the log names is there, and every file is what its name, the hash of its content, says."""
    place = folder / ATTACHMENTS
    named = attachment_names(db)
    there = {one.name: one for one in sorted(place.iterdir())} if place.is_dir() else {}
    for name in sorted(named - there.keys()):
        yield problem("attachment-missing", Place(file=str(place / name)))
    for name, file in there.items():
        if name not in named:
            yield problem("attachment-stray", Place(file=str(file)), Severity.WARNING)
        elif _hash_of(file) != name:
            yield problem("attachment-changed", Place(file=str(file)))


def attachment_names(db: Database) -> frozenset[str]:
    """The files that attachments of the log lie in; those of withdrawn interviews are nobody's any more."""
    values = db.execute("select value from entry where kind = 'attachment' and value is not null").fetchall()
    return frozenset(name for (value,) in values if (name := _name_in(value)))


def backups(db: Database, folder: Path) -> Iterator[Problem]:
    """Every backup beside the study is whole, is of this study, and knows nothing later than the log."""
    (study,) = db.execute("select id from study").fetchone() or ("",)
    for file in all_backups(folder / BACKUPS):
        try:
            manifest = verify_archive(file)
        except ProblemError as error:
            yield from (_as_warning(one) for one in error.problems)
            continue
        if manifest.study == study:
            yield from later_heads(db, file, manifest)
        else:
            yield problem("backup-foreign", Place(file=str(file)), Severity.WARNING)


def later_heads(db: Database, file: Path, manifest: Manifest) -> Iterator[Problem]:
    """Chains that go on in a backup and not in the log."""
    for chain, head in manifest.heads.items():
        yield from cut_chain(db, chain, head, Place(file=str(file), name=chain), Severity.ERROR)


def newest_first(folder: Path, study: str) -> list[Path]:
    """The readable backups of a study that lie beside it, the newest first."""
    found: list[tuple[str, Path]] = []
    for file in all_backups(folder / BACKUPS):
        try:
            manifest = read_manifest(file)
        except ProblemError:
            continue
        if study in {"", manifest.study}:
            found.append((manifest.made, file))
    return [file for _, file in sorted(found, reverse=True)]


def _as_warning(one: Problem) -> Problem:
    return problem(one.code, one.place, Severity.WARNING, **one.values)


def _name_in(value: str) -> str:
    try:
        name = json.loads(value)["file"]
    except (ValueError, LookupError, TypeError):
        return ""
    return name if isinstance(name, str) else ""


def _hash_of(file: Path) -> str:
    if not file.is_file():
        return ""
    with read_errors(file), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
