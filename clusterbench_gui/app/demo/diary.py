"""Who interviews whom, and when: appointments over the field windows, in the order in which they happen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from clusterbench_gui.app.demo.population import Invented
from clusterbench_gui.app.demo.recipes import Habits, Panel, Staging
from clusterbench_gui.domain.contacts import Appointment as Visit
from clusterbench_gui.domain.contacts import Contact
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.events import Role
from clusterbench_gui.domain.studies import Person

SUMMER = timezone(timedelta(hours=2))
"""Warsaw from March to October, when all field work of the demonstration is done."""
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Interviewer:
    """A person with habits."""

    person: Person
    habits: Habits


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who rates the surroundings of clusters; `severity` in points of the scale."""

    code: str
    severity: float


@dataclass(frozen=True, slots=True)
class Appointment:
    """An interview to be held: of the coordinator, or of an expert on the cluster. `wave` is its instrument in the study."""

    moment: datetime
    cluster: Invented
    interviewer: Interviewer
    edition: Edition
    instrument: str
    expert: Expert | None = None


def interviewers(staging: Staging, clusters: int, rng: Random) -> list[Interviewer]:
    """The interviewers of the file, and as many colleagues with one of their habits as so many clusters need."""
    habits = staging.team
    needed = max(len(habits), -(-clusters * len(habits) // sum(one.clusters for one in habits)))
    names = [one.name for one in habits]
    while len(names) < needed:
        names.append(f"{rng.choice(staging.first_names)} {rng.choice(staging.last_names)}")
    return [
        Interviewer(Person(f"demo-{number}", name, Role.INTERVIEWER), habits[(number - 1) % len(habits)])
        for number, name in enumerate(names, 1)
    ]


def experts(panel: Panel, clusters: int, rng: Random) -> list[Expert]:
    """The experts who rate; more clusters need more of them."""
    count = max(panel.pool, clusters // 4)
    return [Expert(f"E{number:02d}", rng.gauss(0, panel.severity)) for number in range(1, count + 1)]


def working_days(window: tuple[date, date]) -> list[date]:
    """Mondays to Fridays of a field window."""
    days = [window[0] + timedelta(days=number) for number in range((window[1] - window[0]).days + 1)]
    return [day for day in days if day.weekday() < _WEEKEND]


def visits(
    edition: Edition, clusters: Sequence[Invented], team: Sequence[Interviewer], rng: Random
) -> Iterator[Appointment]:
    """One interview of each cluster with the edition's first questionnaire, spread evenly over the working days of each interviewer."""
    days = working_days(edition.field_window)
    shuffled = rng.sample(clusters, len(clusters))
    for number, interviewer in enumerate(team):
        own = shuffled[number :: len(team)]
        for place, cluster in enumerate(own):
            day = days[place * len(days) // len(own)]
            begin = datetime(day.year, day.month, day.day, rng.randint(8, 13), rng.randrange(60), tzinfo=SUMMER)
            yield Appointment(begin, cluster, interviewer, edition, edition.instruments[0].id)


def ratings(visit: Appointment, panel: Panel, pool: Sequence[Expert], rng: Random) -> Iterator[Appointment]:
    """The expert forms on a cluster, filled in by telephone on the afternoon of the visit."""
    for number, expert in enumerate(rng.sample(pool, rng.randint(*panel.forms))):
        begin = visit.moment.replace(hour=16, minute=0) + timedelta(minutes=25 * number)
        yield Appointment(begin, visit.cluster, visit.interviewer, visit.edition, panel.instrument, expert)


def reached(one: Appointment, staging: Staging, rng: Random) -> tuple[Contact, Visit]:
    """Whom the interviewer saw, and when and where: nobody, numbers and places that cannot be."""
    code, words = one.cluster.code, staging.contacts
    first, last = rng.choice(staging.first_names), rng.choice(staging.last_names)
    contact = Contact(
        code,
        person=f"{first} {last}",
        function=rng.choice(words["functions"]),
        phone=f"00 000 {rng.randrange(100):02d} {rng.randrange(100):02d}",
        email=f"biuro@{code.lower()}.example",
        address=f"{rng.choice(words['streets'])} {rng.randint(1, 80)}, 00-000 {rng.choice(words['towns'])}",
        interviewer=one.interviewer.person.name,
    )
    place = rng.choice(words["places"])
    return contact, Visit(code, one.moment.date().isoformat(), f"{one.moment:%H:%M}", place)


def approval(one: Appointment, rng: Random) -> datetime:
    """When the office approves an interview: some days later on a working day, on the last day of the window at the latest."""
    day = (one.moment + timedelta(days=rng.randint(2, 6))).date()
    while day.weekday() >= _WEEKEND:
        day += timedelta(days=1)
    day = min(day, one.edition.field_window[1])
    moment = datetime.combine(day, time(rng.randint(9, 17), rng.randrange(60)), SUMMER)
    return max(moment, one.moment + timedelta(hours=3))
