"""Whose bundles are accepted, and whose the chains of the log are (docs/adr/0007-many-devices.md)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from clusterbench_gui.domain.devices import Card, Sender
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.records import Record
from clusterbench_gui.storage.engine import Database


def read_senders(db: Database) -> tuple[Sender, ...]:
    """Every accepted device, by name."""
    rows = db.execute("select device, verify, recipient, name, office from sender order by name, device")
    return tuple(Sender(Card(*card), name, bool(office)) for *card, name, office in rows)


def add_sender(db: Database, sender: Sender, instead_of: str) -> None:
    """Accept a device; it takes over the chains of another one that is named. Part of the caller's transaction."""
    card, now = sender.card, datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    db.execute(
        "insert or replace into sender (device, verify, recipient, name, office, accepted) values (?, ?, ?, ?, ?, ?)",
        (card.device, card.verify, card.recipient, sender.name, int(sender.office), now),
    )
    if instead_of and instead_of != card.device:
        db.execute("update chain set device = ? where device = ?", (card.device, instead_of))
        db.execute("delete from sender where device = ?", (instead_of,))


def own_chains(db: Database) -> tuple[str, ...]:
    """The chains that nobody brought."""
    rows = db.execute("select distinct device from event where device not in (select id from chain) order by device")
    return tuple(device for (device,) in rows)


def claimed(db: Database, records: Iterable[Record], sender: str, *, others: bool) -> list[Record]:
    """The records, once every chain among them is known to be the sender's, who claims what is new; "" claims nothing.

    What was written here stays ours, whoever brings it back. What the log has already may come from anybody: a study that was
    copied by hand brings the chain of both. Raises `ProblemError` (`chain-foreign`).
    """
    found = list(records)
    if not sender:
        return found
    owners = dict(db.execute("select id, device from chain").fetchall())
    for chain in sorted({one.device for one in found}):
        if chain not in owners and not _begun(db, chain):
            db.execute("insert into chain (id, device) values (?, ?)", (chain, sender))
        elif owners.get(chain) != sender and not others:
            _require_known(db, [one for one in found if one.device == chain], sender)
    return found


def _begun(db: Database, chain: str) -> bool:
    """Whether the chain has an event here."""
    return db.execute("select 1 from event where device = ?", (chain,)).fetchone() is not None


def _require_known(db: Database, records: Iterable[Record], sender: str) -> None:
    query = "select 1 from event where device = ? and sequence = ? and hash = ?"
    for one in records:
        if db.execute(query, (one.device, one.sequence, one.hash)).fetchone() is None:
            raise ProblemError(problem("chain-foreign", Place(name=one.device), device=sender))
