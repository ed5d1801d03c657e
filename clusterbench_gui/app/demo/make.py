"""Making the demonstration study: a workspace of invented clusters whose interviews were held over the field window."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from shutil import rmtree

from clusterbench_gui.app.demo.conversations import Conversation, Said
from clusterbench_gui.app.demo.diary import Appointment, Interviewer, approval, experts, interviewers, ratings, visits
from clusterbench_gui.app.demo.draws import Respondent, known_of
from clusterbench_gui.app.demo.population import Invented, invented_clusters
from clusterbench_gui.app.demo.recipes import Customs, Habits, Recipes, read_recipes
from clusterbench_gui.app.editions.read import bundled_edition_files
from clusterbench_gui.app.studies import DEFAULT_EDITION, Study, create_study, open_study
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.studies import Cluster, Person, Status
from clusterbench_gui.forms.session import FormSession

TITLE = "Demonstracja / Demonstration"
Progress = Callable[[int, int], None]


class Cancelled(Exception):  # noqa: N818 - not an error: somebody said stop
    """The user stopped the work; nothing was left behind."""


def make_demo(
    folder: Path,
    *,
    clusters: int = 35,
    seed: int = 2012,
    with_previous: bool = False,
    passphrase: str | None = None,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Make a workspace of invented clusters with finished interviews. Equal seeds give equal answers.

    `with_previous` adds the interviews of the edition before, for the clusters that were there. Raises `Cancelled` after
    removing what was made, `ProblemError` as `create_study` does, and `demo-clusters` for too few or too many.
    """
    files = bundled_edition_files(DEFAULT_EDITION)
    earlier = [bundled_edition_files(_PREVIOUS)] if with_previous else []
    create_study(folder, title=TITLE, files=files, earlier=earlier, synthetic=True, passphrase=passphrase)
    try:
        study = open_study(folder, passphrase=passphrase)
        try:
            _Fieldwork(study, clusters, seed).do(progress, cancelled)
        finally:
            study.close()
    except BaseException:
        rmtree(folder)
        raise


_PREVIOUS = "cluster-2010"


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something to be written to the log: an interview to be held, or one to be approved."""

    moment: datetime
    appointment: Appointment | None
    interview: str = ""


class _Fieldwork:
    """Holds the interviews of a study in the order of their moments; what comes later may lean on what was said before."""

    def __init__(self, study: Study, count: int, seed: int) -> None:
        self._study = study
        self._count = count
        self._seed = seed
        self._recipes = {one.id: read_recipes(one) for one in (study.edition, *study.earlier)}
        self._own = self._recipes[study.edition.id]
        self._customs = Customs(**self._own.raw["habits"])
        self._supervisor = Person("demo-supervisor", self._customs.supervisor, Role.SUPERVISOR)
        self._before: dict[str, dict[str, str]] = {}

    def do(self, progress: Progress, cancelled: Callable[[], bool]) -> None:
        """Invent the clusters, and hold and write every interview."""
        rng = self._rng("population")
        clusters = invented_clusters(self._own, self._count, rng)
        self._study.workspace.add_clusters([self._listed(one) for one in clusters])
        entries = sorted(self._diary(clusters, rng), key=lambda one: (one.moment, one.interview))
        told = 0
        for number, entry in enumerate(entries, 1):
            if cancelled():
                raise Cancelled
            self._write(entry)
            done = self._count * number // len(entries)
            if done > told:
                progress(done, self._count)
                told = done

    def _rng(self, *what: str) -> Random:
        """Chance of its own for each interview, so that one of them does not move the others."""
        return Random("/".join((str(self._seed), *what)))  # noqa: S311 - repeatable on purpose

    def _listed(self, one: Invented) -> Cluster:
        known = known_of(one)
        groups = {group.id: known[group.id] for group in self._study.edition.groups if group.id in known}
        return Cluster(one.code, one.name, groups)

    def _diary(self, clusters: Sequence[Invented], rng: Random) -> Iterator[_Entry]:
        table = self._own.raw
        team = interviewers(table, len(clusters), rng)
        pool = experts(table, len(clusters), rng)
        for edition in self._study.earlier:
            yield from self._wave(edition, [one for one in clusters if one.was_there], team, rng)
        for visit in visits(self._study.edition, clusters, team, rng):
            yield from self._held(visit, rng)
            for rating in ratings(visit, pool, table["experts"]["forms"], rng):
                yield from self._held(rating, rng)

    def _wave(
        self, edition: Edition, clusters: Sequence[Invented], team: Sequence[Interviewer], rng: Random
    ) -> Iterator[_Entry]:
        for visit in visits(edition, clusters, team, rng):
            yield from self._held(visit, rng)

    def _held(self, one: Appointment, rng: Random) -> Iterator[_Entry]:
        interview = f"uuid:{uuid.UUID(int=rng.getrandbits(128), version=4)}"
        yield _Entry(one.moment, one, interview)
        if rng.random() < self._customs.approved:
            yield _Entry(approval(one, rng), None, interview)

    def _write(self, entry: _Entry) -> None:
        append = self._study.workspace.append
        if entry.appointment is None:
            append(
                [Statement(entry.interview, EventKind.STATUS, Status.APPROVED.value)],
                self._supervisor,
                wall=entry.moment,
            )
            return
        said = self._hold(entry.appointment, entry.interview)
        append([one for one, _ in said], entry.appointment.interviewer.person, wall=[moment for _, moment in said])

    def _hold(self, one: Appointment, interview: str) -> list[Said]:
        recipes = self._recipes[one.edition.id]
        wave = one.edition.wave(one.instrument)
        session = FormSession(self._study.form(wave), instance_id=interview, now=lambda: one.moment)
        conversation = Conversation(recipes.answers[one.instrument], self._customs, self._own.raw["remarks"])
        who = self._respondent(one, recipes, one.interviewer.habits)
        said = conversation.hold(session, who, wave, one.moment)
        if one.edition.is_earlier:
            self._before[one.cluster.code] = who.given
        return said

    def _respondent(self, one: Appointment, recipes: Recipes, habits: Habits) -> Respondent:
        rng = self._rng(one.edition.id, one.cluster.code, one.instrument, one.expert.code if one.expert else "")
        cluster = one.cluster.before(recipes, rng) if one.edition.is_earlier else one.cluster
        expert = one.expert
        return Respondent(
            cluster,
            habits,
            rng,
            known_of(cluster, expert.code if expert else ""),
            earlier=self._before.get(cluster.code, {}),
            severity=expert.severity if expert else 0.0,
        )
