"""The files beside the database: attachments that nobody names, and backups against their manifests."""

from collections.abc import Iterator
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.storage import attachments
from clusterbench_gui.storage.backups.archive import ATTACHMENTS, Manifest, read_manifest, verify_archive
from clusterbench_gui.storage.backups.automatic import BACKUPS, all_backups
from clusterbench_gui.storage.checks.heads import cut_chain
from clusterbench_gui.storage.engine import Database


def stray_attachments(db: Database, folder: Path) -> Iterator[Problem]:
    """Files among the attachments that no event names."""
    place = folder / ATTACHMENTS
    named = attachments.all_named(db)
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        if file.name not in named:
            yield problem("attachment-stray", Place(file=str(file)), Severity.WARNING)


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
