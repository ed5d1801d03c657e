"""How a cluster is reached: whom to call, who of us goes there, when and where. Personal data, kept apart from answers.

Each field is a register of its own: the newest word stands, wherever it was said. An appointment is one field, because its
day, time and place belong together.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import NamedTuple, Self

from clusterbench_gui.support.plain import is_plain

LONGEST = 2000
"""Letters of a field; a longer one is no contact."""
APPOINTMENT = "appointment"
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is to be seen in a cluster, and where. `interviewer` is the name of whoever of us it was given to."""

    cluster: str
    person: str = ""
    function: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    interviewer: str = ""

    @property
    def values(self) -> dict[str, str]:
        """The fields by name."""
        return {name: str(getattr(self, name)) for name in CONTACT_FIELDS}

    def changed(self, values: Mapping[str, str]) -> Self:
        """The same with other values of some fields."""
        return replace(self, **values)


CONTACT_FIELDS = tuple(one.name for one in fields(Contact) if one.name != "cluster")
FIELDS = frozenset({*CONTACT_FIELDS, APPOINTMENT})
"""Names of the registers."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where a cluster is visited: `day` as yyyy-mm-dd, `time` as hh:mm, "" where it is not settled.

    Without a day there is no appointment.
    """

    cluster: str
    day: str = ""
    time: str = ""
    place: str = ""
    note: str = ""

    @property
    def date(self) -> date | None:
        """The day; None where there is no appointment."""
        return date.fromisoformat(self.day) if self.day else None


class Entry(NamedTuple):
    """A register as it is kept and travels: what was said, and the stamp of the log's clock that says how new it is."""

    cluster: str
    field: str
    value: str
    clock: int
    device: str

    @property
    def is_sound(self) -> bool:
        """Whether this program could have written it."""
        if self.field not in FIELDS or len(self.value) > LONGEST or self.clock < 0:
            return False
        if not all(map(is_plain, (self.cluster, self.value, self.device))):
            return False
        try:
            return self.field != APPOINTMENT or not self.value or bool(appointment_of(self.cluster, self.value).day)
        except (ValueError, TypeError, RecursionError):
            return False


def appointment_text(appointment: Appointment) -> str:
    """An appointment as the value of its register; "" for none."""
    if not appointment.day:
        return ""
    said = [appointment.day, appointment.time, appointment.place, appointment.note]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def appointment_of(cluster: str, text: str) -> Appointment:
    """The appointment that a register holds. Raises ValueError or TypeError for anything else."""
    if not text:
        return Appointment(cluster)
    day, clock, place, note = json.loads(text)
    if not all(isinstance(one, str) for one in (day, clock, place, note)):
        raise TypeError(text)
    if not all(map(is_plain, (place, note))):
        raise ValueError(text)
    if date.fromisoformat(day).isoformat() != day or (clock and not _TIME.fullmatch(clock)):
        raise ValueError(text)
    return Appointment(cluster, day, clock, place, note)
