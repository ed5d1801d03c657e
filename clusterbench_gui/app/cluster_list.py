"""A list of clusters from a table: codes, names and groups, whom to see, who of us goes there, and when.

One row a cluster, in a CSV file or the first sheet of a workbook. Only the name is needed; headings may be in Polish.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.app.interviews import free_codes
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.contacts import CONTACT_FIELDS, LONGEST, Appointment, Contact
from clusterbench_gui.domain.problems import Problem, ProblemError, problem
from clusterbench_gui.domain.studies import Cluster
from clusterbench_gui.exchange.incoming import Line, Table, read_csv, read_workbook
from clusterbench_gui.exchange.packages import read_file
from clusterbench_gui.support.dates import read_date, read_time

_WORKBOOK = ".xlsx"
_POLISH = {
    "kod": "code",
    "nazwa": "name",
    "klaster": "name",
    "osoba": "person",
    "funkcja": "function",
    "telefon": "phone",
    "e-mail": "email",
    "mail": "email",
    "adres": "address",
    "ankieter": "interviewer",
    "ankieterka": "interviewer",
    "dzień": "day",
    "data": "day",
    "godzina": "time",
    "miejsce": "place",
    "uwagi": "note",
}
_OF_APPOINTMENT = ("day", "time", "place", "note")
COLUMNS = ("code", "name", *CONTACT_FIELDS, *_OF_APPOINTMENT)
"""Columns of a list besides those of the edition's groups."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list did: clusters that are new, and those that were known and got what the list says of them."""

    new: tuple[str, ...]
    known: tuple[str, ...]


def read_cluster_list(study: Study, path: Path) -> Listed:
    """Take a list of clusters into the study, all of it or nothing. An empty cell leaves what is known as it is.

    A row without a code is the known cluster of that name, else a new one under the next free code. Raises `ProblemError` with
    all that is wrong: `list-column-unknown`, `list-column-missing`, `list-name-missing`, `list-code-twice`, `list-day`,
    `list-time`, `contact-long`; and those of reading tables (`exchange.incoming`) and of `Workspace`.
    """
    table = _table(path)
    columns = _columns(study, table)
    rows = [(line, {name: line.cells[at].strip() for name, at in columns.items()}) for line in table.lines]
    wrong = [one for line, cells in rows for one in _wrong(table, line, cells)]
    if wrong:
        raise ProblemError(*wrong)
    known = {one.code: one for one in study.workspace.clusters()}
    coded = _coded(study, table, rows)
    _write(study, known, coded)
    return Listed(tuple(code for code in coded if code not in known), tuple(code for code in coded if code in known))


def _table(path: Path) -> Table:
    if path.suffix.lower() == _WORKBOOK:
        tables = read_workbook(str(path), read_file(path))
        return tables[0] if tables else read_csv(str(path), "", b"")
    return read_csv(str(path), path.stem, read_file(path))


def _columns(study: Study, table: Table) -> dict[str, int]:
    """Where each column stands, by its English name."""
    groups = [one.id for one in study.edition.groups]
    found: dict[str, int] = {}
    wrong: list[Problem] = []
    for at, heading in enumerate(table.header):
        name = _POLISH.get(heading.casefold(), heading.casefold())
        if name not in {*COLUMNS, *groups} or name in found:
            known = ", ".join((*COLUMNS, *groups))
            wrong.append(problem("list-column-unknown", table.place(1, heading), name=heading, known=known))
        found[name] = at
    if not wrong and "name" not in found:
        wrong.append(problem("list-column-missing", table.place(1)))
    if wrong:
        raise ProblemError(*wrong)
    return found


def _wrong(table: Table, line: Line, cells: Mapping[str, str]) -> Iterator[Problem]:
    if not cells["name"]:
        yield problem("list-name-missing", table.place(line.row, "name"))
    for name, text in cells.items():
        if len(text) > LONGEST:
            yield problem("contact-long", table.place(line.row, name), count=LONGEST)
    day, time = cells.get("day", ""), cells.get("time", "")
    if day and read_date(day) is None:
        yield problem("list-day", table.place(line.row, "day"), text=day)
    if time and (read_time(time) is None or not day):
        yield problem("list-time", table.place(line.row, "time"), text=time)


def _coded(study: Study, table: Table, rows: list[tuple[Line, dict[str, str]]]) -> dict[str, dict[str, str]]:
    """The rows by code."""
    names = {one.name.casefold(): one.code for one in study.workspace.clusters()}
    given = {cells["code"] for _, cells in rows if cells.get("code")}
    free = (code for code in free_codes(study) if code not in given)
    found: dict[str, dict[str, str]] = {}
    twice: list[Problem] = []
    for line, cells in rows:
        code = cells.get("code") or names.get(cells["name"].casefold()) or next(free)
        if code in found:
            twice.append(problem("list-code-twice", table.place(line.row), text=code))
        found[code] = cells
    if twice:
        raise ProblemError(*twice)
    return found


def _write(study: Study, known: Mapping[str, Cluster], coded: Mapping[str, Mapping[str, str]]) -> None:
    contacts, appointments = study.workspace.contacts(), study.workspace.appointments()
    groups = [one.id for one in study.edition.groups]
    clusters: list[Cluster] = []
    said: list[Contact | Appointment] = []
    for code, cells in coded.items():
        before = known[code].groups if code in known else {}
        own = {name: cells[name] for name in groups if cells.get(name)}
        clusters.append(Cluster(code, cells["name"], {**before, **own}))
        values = {name: cells[name] for name in CONTACT_FIELDS if cells.get(name)}
        said.append(contacts.get(code, Contact(code)).changed(values))
        if cells.get("day"):
            said.append(_appointment(code, cells, appointments.get(code)))
    study.workspace.say_contacts(*said)  # first: what is too long is refused here
    study.workspace.add_clusters(clusters)


def _appointment(code: str, cells: Mapping[str, str], before: Appointment | None) -> Appointment:
    day = read_date(cells["day"]) or ""
    time = (read_time(cells.get("time", "")) or "")[:5]
    place, note = (cells.get(name) or (getattr(before, name) if before else "") for name in ("place", "note"))
    return Appointment(code, day, time, place, note)
