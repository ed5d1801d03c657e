"""Is the end of every chain there? The log alone cannot tell; who saw a later head can: the profile, the database, a backup."""

from collections.abc import Iterator
from pathlib import Path

from clusterbench_gui.domain.problems import Place, Problem, Severity, problem
from clusterbench_gui.storage.engine import Database
from clusterbench_gui.storage.log.writer import Head, head_of, holds, notes_of, place_of


def cut_chains(db: Database, file: Path) -> Iterator[Problem]:
    """Chains of which this device saw more at this very place, or which the database says are longer (a warning)."""
    (study,) = db.execute("select id from study").fetchone() or ("",)
    told = dict[str, Head]()
    for chain, sequence, hashed in db.execute("select chain, sequence, hash from writer where sequence > 0"):
        told[chain] = Head(sequence, hashed)
        yield from cut_chain(db, chain, told[chain], Place(name=chain), Severity.WARNING)
    place = place_of(file)
    for chain, note in notes_of(study).items():
        if note.place == place and told.get(chain) != note.head:
            yield from cut_chain(db, chain, note.head, Place(name=chain), Severity.ERROR)


def cut_chain(db: Database, chain: str, known: Head, place: Place, severity: Severity) -> Iterator[Problem]:
    """The problem `chain-cut` where the log does not have the chain up to a head that somebody knows."""
    if not holds(db, chain, known):
        first = min(head_of(db, chain).sequence + 1, known.sequence)
        yield problem("chain-cut", place, severity, first=first, last=known.sequence)
