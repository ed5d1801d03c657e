"""Clusters, persons and interviews of a study, as lists show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.status import Status


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster of the study. `groups` are the columns to group by, such as voivodeship or industry."""

    code: str
    name: str
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works on the study."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Interview:
    """One filled-in questionnaire. `opened` and `touched` are wall times in ISO 8601 with offset, for people.

    `settled` is the log's clock of its newest status, 0 before the first: what puts interviews in order.
    """

    id: str
    cluster: str
    instrument: str
    form: str
    version: str
    status: Status
    person: str
    opened: str
    touched: str
    settled: int = 0


@dataclass(frozen=True, slots=True)
class Closing:
    """That somebody closed the study's edition: on which data and method (`scores.fingerprint`), who, and when (wall time, for people)."""

    fingerprint: str
    person: str
    closed: str


@dataclass(frozen=True, slots=True)
class StudyInfo:
    """What a workspace says of itself. `synthetic`: invented clusters. `protected`: a passphrase is set."""

    id: str
    title: str
    edition: str
    synthetic: bool
    created: str
    protected: bool
    read_only: bool
