"""What devices send each other (docs/adr/0007-many-devices.md): plain data, whatever file it travels in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from clusterbench_gui.domain.contacts import Entry
from clusterbench_gui.domain.devices import Card
from clusterbench_gui.domain.paradata import Stretch
from clusterbench_gui.domain.records import Record
from clusterbench_gui.domain.studies import Cluster, Person

REFERENCE = "reference"
"""Under this name a study keeps the values that its assignment brought to compare with (`app.reference`)."""


class BundleKind(Enum):
    """A result goes from a laptop to the office, an assignment from the office to laptops."""

    RESULT = "result"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle, opened. `records` stand chain by chain in their order, each chain without a gap.

    `contacts` say how the clusters are reached, `paradata` how the interviews of a result went; `attachments` are ciphertexts
    by the SHA-256 of them. Only an assignment has `files` (the edition's, by name), `recovery` (the office's age recipient,
    for whom a laptop wraps the study's key) and `reference` (values to compare with, a JSON text).
    """

    kind: BundleKind
    study: str
    title: str
    sender: Card
    records: tuple[Record, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    persons: tuple[Person, ...] = ()
    contacts: tuple[Entry, ...] = ()
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    paradata: tuple[Stretch, ...] = ()
    edition: str = ""
    synthetic: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)
    recovery: str = ""
    reference: str = ""
