"""The schema, step by step. Each migration is a named function and one transaction; a released one never changes."""

from clusterbench_gui.storage.engine import Database, Migrations
from clusterbench_gui.storage.schema import Schema

MIGRATIONS = Migrations("workspace")


@MIGRATIONS()
def m0001_study(db: Database) -> None:
    """What a study is made of: itself, the edition it was made with, its clusters and persons."""
    db.execute(
        "create table study (id text primary key, title text not null, edition text not null,"
        " synthetic integer not null, created text not null) strict"
    )
    db.execute("create table edition_file (name text primary key, content blob not null, sha256 blob not null) strict")
    db.execute("create table cluster (code text primary key, name text not null, groups text not null) strict")
    db.execute("create table person (id text primary key, name text not null, role text not null) strict")


@MIGRATIONS()
def m0002_event_log(db: Database) -> None:
    """The log of docs/adr/0001-event-table.md. Payloads lie apart, so that they can be erased and every chain still holds.

    An event does not refer to the registers of persons and clusters by foreign key: what a laptop said is never refused
    because a register came later.
    """
    db.execute(
        "create table event (id text primary key, device text not null, sequence integer not null,"
        " clock integer not null, wall text not null, person text not null, role text not null,"
        " interview text not null, form text not null, version text not null, path text not null, kind text not null,"
        " replaces text, payload_hash blob not null, previous blob not null, hash blob not null,"
        " unique (device, sequence)) strict"
    )
    db.execute("create index event_interview on event (interview, clock)")
    db.execute("create index event_clock on event (clock)")
    db.execute(
        "create table payload (event text primary key references event (id), salt blob not null, value text not null,"
        " typed text) strict, without rowid"
    )
    db.execute(
        "create view entry as select event.id, device, sequence, clock, wall, person, role, interview, form, version,"
        " path, kind, replaces, value, typed from event left join payload on payload.event = event.id"
    )


@MIGRATIONS()
def m0003_projections(db: Database) -> None:
    """What is read from the log so often that it is kept, and can be rebuilt; and what is nobody's statement."""
    db.execute(
        "create table interview (id text primary key, cluster text not null, instrument text not null,"
        " form text not null, version text not null, status text not null, person text not null,"
        " opened text not null, touched text not null, settled integer not null) strict"
    )
    db.execute(
        "create table answer (interview text not null, path text not null, event text not null references event (id),"
        " primary key (interview, path)) strict, without rowid"
    )
    db.execute(
        "create table draft (interview text not null references interview (id), path text not null,"
        " text text not null, wall text not null, primary key (interview, path)) strict, without rowid"
    )
    db.execute(
        "create table bookmark (interview text primary key references interview (id), path text not null)"
        " strict, without rowid"
    )


@MIGRATIONS()
def m0004_writers(db: Database) -> None:
    """The chains that were begun in this database, each bound to a device and a place (docs/adr/0007-many-devices.md).

    `sequence` and `hash` are a later head of the chain than the log holds, known from elsewhere; 0 where there is none.
    """
    db.execute(
        "create table writer (chain text primary key, device text not null, place text not null, made text not null,"
        " sequence integer not null, hash blob not null) strict"
    )


@MIGRATIONS()
def m0005_attachments(db: Database) -> None:
    """The events that name a file are found among a million others: each opening looks whether a crash left a file over."""
    db.execute("create index event_attachment on event (interview) where kind = 'attachment'")


@MIGRATIONS()
def m0006_many_devices(db: Database) -> None:
    """Logs of other devices (docs/adr/0007-many-devices.md): whose they are, what of them waits, where they meet."""
    db.execute(
        "create table sender (device text primary key, verify blob not null, recipient text not null,"
        " name text not null, office integer not null, accepted text not null) strict"
    )
    db.execute("create table chain (id text primary key, device text not null) strict, without rowid")
    db.execute(
        "create table waiting (id text not null, device text not null, sequence integer not null,"
        " clock integer not null, wall text not null, person text not null, role text not null,"
        " interview text not null, form text not null, version text not null, path text not null, kind text not null,"
        " replaces text, payload_hash blob not null, previous blob not null, hash blob not null, salt blob, value text,"
        " typed text, primary key (device, sequence)) strict"
    )
    db.execute(
        "create table fork (interview text not null, path text not null, about text not null,"
        " primary key (interview, path, about)) strict, without rowid"
    )
    db.execute("create table keepsake (name text primary key, value text not null) strict, without rowid")


@MIGRATIONS()
def m0007_places(db: Database) -> None:
    """What stands at a place is read from the log itself: one index of places instead of a table of answers and two indexes.

    Each of them wrote the interview's id once more for every event, and merging fifty laptops is mostly writing. The few
    events that the list of interviews is made of have a small index of their own.
    """
    db.execute("create index event_place on event (interview, path, clock)")
    db.execute(
        "create index event_turn on event (kind, interview, clock)"
        " where kind = 'created' or kind = 'status' or kind = 'consent-withdrawn'"
    )
    db.execute("drop index event_interview")
    db.execute("drop index event_clock")
    db.execute("drop table answer")


@MIGRATIONS()
def m0008_contacts(db: Database) -> None:
    """How clusters are reached (`domain.contacts`): the newest word of each field, with its stamp. No answer lies here."""
    db.execute(
        "create table contact (cluster text not null, field text not null, value text not null, clock integer not null,"
        " device text not null, primary key (cluster, field)) strict, without rowid"
    )


@MIGRATIONS()
def m0009_paradata(db: Database) -> None:
    """How interviews went (docs/adr/0010-paradata.md). Nobody's statement, and no foreign key: it may arrive before its interview."""
    db.execute(
        "create table paradata (sitting text not null, number integer not null, interview text not null,"
        " person text not null, doing text not null, path text not null, start text not null,"
        " milliseconds integer not null, corrections integer not null, primary key (sitting, number))"
        " strict, without rowid"
    )
    db.execute("create index paradata_interview on paradata (interview)")


KNOWN = frozenset(
    one.__name__
    for one in (
        m0001_study,
        m0002_event_log,
        m0003_projections,
        m0004_writers,
        m0005_attachments,
        m0006_many_devices,
        m0007_places,
        m0008_contacts,
        m0009_paradata,
    )
)

STUDY = Schema("study.db", MIGRATIONS, KNOWN)

require_known = STUDY.require_known
migrate = STUDY.migrate
