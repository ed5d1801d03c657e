"""The schema of a network's workspace, step by step, as `storage.migrations` has it for studies."""

from clusterbench_gui.storage.engine import Database, Migrations
from clusterbench_gui.storage.schema import Schema

MIGRATIONS = Migrations("network")


@MIGRATIONS()
def m0001_network(db: Database) -> None:
    """The network itself, rows of its tables as they were typed, kept variants, and what happened."""
    db.execute(
        "create table network (id text primary key, title text not null, synthetic integer not null,"
        " created text not null) strict"
    )
    db.execute(
        "create table line (sheet text not null, position integer not null, cells text not null,"
        " primary key (sheet, position)) strict, without rowid"
    )
    db.execute(
        "create table variant (number integer primary key, content text not null, made text not null,"
        " standing text not null) strict"
    )
    db.execute(
        "create table happening (number integer primary key, wall text not null, what text not null,"
        " details text not null) strict"
    )


NETWORK = Schema("network.db", MIGRATIONS, frozenset({m0001_network.__name__}))
