"""The files beside the database: attachments are proven by their names, backups by their manifests."""

from collections.abc import Iterator
from pathlib import Path

from clusterbench_gui.domain.attachments import Attachment
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.storage.archive import ATTACHMENTS, Manifest, read_manifest, verify_archive
from clusterbench_gui.storage.attachments import digest_of
from clusterbench_gui.storage.automatic import BACKUPS, all_backups
from clusterbench_gui.storage.check_heads import cut_chain
from clusterbench_gui.storage.engine import Database


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
        elif not file.is_file() or digest_of(file) != name:
            yield problem("attachment-damaged", Place(file=str(file)))


def attachment_names(db: Database) -> frozenset[str]:
    """The files that attachments of the log lie in; those of withdrawn interviews are nobody's any more."""
    values = db.execute("select value from entry where kind = 'attachment' and value is not null").fetchall()
    return frozenset(one.file for (value,) in values if (one := Attachment.of(value)))


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
