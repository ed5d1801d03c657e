"""A kind of workspace: what its database is called, and the steps that bring it to the schema of this program."""

from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.storage.engine import Database, Migrations


@dataclass(frozen=True, slots=True)
class Schema:
    """The file of the database, its migrations, and the names of all that this program knows."""

    database: str
    migrations: Migrations
    known: frozenset[str]

    def is_pending(self, db: Database) -> bool:
        """A migration waits."""
        return bool(self.migrations.pending(db))

    def require_known(self, db: Database, file: Path) -> None:
        """Raise `ProblemError` unless this program knows the schema: `workspace-newer`, or `workspace-foreign`."""
        applied = {one.name for one in self.migrations.applied(db)}
        if not applied:
            raise ProblemError(problem("workspace-foreign", Place(file=str(file))))
        newer = applied - self.known
        if newer:
            raise ProblemError(problem("workspace-newer", Place(file=str(file)), migration=min(newer)))

    def migrate(self, db: Database) -> None:
        """Bring the schema up to this program's; nothing where it is."""
        if self.is_pending(db):
            self.migrations.apply(db)

    def require_current(self, db: Database, file: Path) -> None:
        """Raise `ProblemError` (`workspace-older`) where the schema waits for a migration, which a reader cannot make."""
        if self.is_pending(db):
            raise ProblemError(problem("workspace-older", Place(file=str(file))))
