"""Making the demonstration study: a workspace of invented clusters whose interviews were held over the field window."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from shutil import rmtree

from clusterbench_gui.app.demo.conversations import Conversation, Said
from clusterbench_gui.app.demo.diary import Appointment, approval, experts, interviewers, ratings, reached, visits
from clusterbench_gui.app.demo.draws import Respondent, known_of
from clusterbench_gui.app.demo.population import Invented, invented_clusters
from clusterbench_gui.app.demo.recipes import DEMO_FILE, Habits, Recipes, read_recipes
from clusterbench_gui.app.editions.read import bundled_edition_files, edition_files, load_edition
from clusterbench_gui.app.formulas import edition_forms
from clusterbench_gui.app.studies import DEFAULT_EDITION, Study, create_study, open_study
from clusterbench_gui.domain.contacts import Appointment as Visit
from clusterbench_gui.domain.contacts import Contact
from clusterbench_gui.domain.editions import Edition
from clusterbench_gui.domain.events import EventKind, Role, Statement
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.status import Status
from clusterbench_gui.domain.studies import Cluster, Person
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
    edition: Path | None = None,
    passphrase: str | None = None,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Make a workspace of invented clusters with finished interviews. Equal seeds give equal answers.

    `with_previous` adds the interviews of the edition before, for the clusters that were there; the answers of the edition
    itself stay the same. `edition` is the folder of an edition with recipes of its own, else the bundled one. Raises
    `Cancelled` after removing what was made, `ProblemError` as `create_study` does, and `demo-clusters` for too few or too many.
    """
    files = edition_files(edition) if edition else bundled_edition_files(DEFAULT_EDITION)
    before = _edition_before(load_edition(files), edition)
    earlier = [before.files] if before and with_previous else []
    create_study(folder, title=TITLE, files=files, earlier=earlier, synthetic=True, passphrase=passphrase)
    try:
        study = open_study(folder, passphrase=passphrase)
        try:
            _Fieldwork(study, before, clusters, seed).do(progress, cancelled)
        finally:
            study.close()
    except BaseException:
        rmtree(folder)
        raise


def _edition_before(edition: Edition, folder: Path | None) -> Edition | None:
    """The edition before, beside the folder of this one or bundled; None where it cannot be had, or has no recipes."""
    if not edition.previous:
        return None
    beside = folder.resolve().parent / edition.previous if folder else None
    try:
        found = edition_files(beside) if beside and beside.is_dir() else bundled_edition_files(edition.previous)
    except ProblemError:
        return None
    return load_edition(found, is_earlier=True) if DEMO_FILE in found else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something to be written to the log: an interview to be held, or one to be approved."""

    moment: datetime
    appointment: Appointment | None
    interview: str = ""


class _Fieldwork:
    """Holds the interviews of a study in the order of their moments; what comes later may lean on what was said before.

    The wave before is held even where it is not to be written, so that the answers of this one do not depend on that.
    """

    def __init__(self, study: Study, before: Edition | None, count: int, seed: int) -> None:
        self._study = study
        self._earlier = before
        self._count = count
        self._seed = seed
        self._recipes = {one.id: read_recipes(one) for one in (study.edition, before) if one}
        self._forms = {one.id: edition_forms(one) for one in (study.edition, before) if one}
        own = self._recipes[study.edition.id]
        if own.staging is None:
            raise ProblemError(problem("edition-key-missing", Place(file=DEMO_FILE, name="population")))
        self._loading = own.loading
        self._staging = own.staging
        self._customs = own.staging.customs
        self._supervisor = Person("demo-supervisor", self._customs.supervisor, Role.SUPERVISOR)
        self._before: dict[str, dict[str, str]] = {}

    def do(self, progress: Progress, cancelled: Callable[[], bool]) -> None:
        """Invent the clusters, and hold and write every interview."""
        clusters = invented_clusters(self._staging.population, self._loading, self._count, self._rng("population"))
        self._study.workspace.add_clusters([self._listed(one) for one in clusters])
        entries = sorted(self._diary(clusters), key=lambda one: (one.moment, one.interview))
        self._reach(entries)
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

    def _reach(self, entries: Sequence[_Entry]) -> None:
        """Whom each interviewer saw, when and where. Drawn apart, so that the answers do not depend on it."""
        said: list[Contact | Visit] = []
        for visit in (one.appointment for one in entries):
            if visit is not None and visit.edition is self._study.edition and visit.expert is None:
                said += reached(visit, self._staging, self._rng("contact", visit.cluster.code))
        self._study.workspace.say_contacts(*said)

    def _diary(self, clusters: Sequence[Invented]) -> Iterator[_Entry]:
        team = interviewers(self._staging, len(clusters), self._rng("team"))
        if self._earlier:
            rng = self._rng("diary", self._earlier.id)
            for visit in visits(self._earlier, [one for one in clusters if one.was_there], team, rng):
                yield from self._held(visit, rng)
        rng = self._rng("diary", self._study.edition.id)
        panel = self._staging.panel
        pool = experts(panel, len(clusters), self._rng("experts")) if panel else []
        for visit in visits(self._study.edition, clusters, team, rng):
            yield from self._held(visit, rng)
            for rating in ratings(visit, panel, pool, rng) if panel else ():
                yield from self._held(rating, rng)

    def _held(self, one: Appointment, rng: Random) -> Iterator[_Entry]:
        interview = f"uuid:{uuid.UUID(int=rng.getrandbits(128), version=4)}"
        yield _Entry(one.moment, one, interview)
        if rng.random() < self._customs.approved and self._is_written(one.edition):
            yield _Entry(approval(one, rng), None, interview)

    def _is_written(self, edition: Edition) -> bool:
        return edition.id in {self._study.edition.id, *(one.id for one in self._study.earlier)}

    def _write(self, entry: _Entry) -> None:
        append = self._study.workspace.append
        if entry.appointment is None:
            approved = Statement(entry.interview, EventKind.STATUS, Status.APPROVED.value)
            append([approved], self._supervisor, wall=entry.moment)
            return
        one = entry.appointment
        said = self._hold(one, entry.interview)
        if self._is_written(one.edition):
            append([statement for statement, _ in said], one.interviewer.person, wall=[moment for _, moment in said])

    def _hold(self, one: Appointment, interview: str) -> list[Said]:
        recipes = self._recipes[one.edition.id]
        form = self._forms[one.edition.id][one.instrument]
        session = FormSession(form, instance_id=interview, now=lambda: one.moment)
        conversation = Conversation(recipes.answers[one.instrument], self._customs, self._staging.remarks)
        who = self._respondent(one, recipes, one.interviewer.habits)
        said = conversation.hold(session, who, one.edition.wave(one.instrument), one.moment)
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
