"""Importing files into a study: what a source is shows in its content, not in its name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from clusterbench_gui.app.imports.intake import Arrival, Fate, Intake, Taken, refused
from clusterbench_gui.app.imports.submissions import arrival
from clusterbench_gui.app.imports.tables import TableImport
from clusterbench_gui.app.studies import Study
from clusterbench_gui.domain.problems import Place, Problem, ProblemError, Severity, problem
from clusterbench_gui.exchange.incoming import Table, read_csv, read_workbook
from clusterbench_gui.exchange.odk_encryption import read_private_key
from clusterbench_gui.exchange.packages import FolderPackage, Package, ZipPackage, read_file
from clusterbench_gui.exchange.submissions import Submission, candidates, submissions

Progress = Callable[[int, int], None]
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_WORKBOOK = "[Content_Types].xml"
_MEDIA = "media"
_HEAD = 4096
MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of every interview. `problems` concern sources as a whole: then nothing of them was taken in."""

    taken: tuple[Taken, ...] = ()
    problems: tuple[Problem, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many interviews met this fate."""
        return sum(one.fate is fate for one in self.taken)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was refused."""
        return not self.count(Fate.REFUSED) and not any(one.severity is Severity.ERROR for one in self.problems)


@dataclass(slots=True)
class _Sources:
    """What was found in the given paths: packages of submissions, `only` one of them each where that is named; tables.

    `files` are those that lie in folders `media` beside tables, as ODK Central and Briefcase put them.
    """

    packages: list[tuple[Package, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)


def import_files(
    study: Study,
    sources: Sequence[Path],
    *,
    cluster: str | None = None,
    private_key: Path | None = None,
    skip_bad: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Imported:
    """Take OpenRosa submissions and tables of answers into a study, each interview in a transaction of its own.

    Sources are files or folders: submissions (XML, or folders and zip archives of them, encrypted ones with `private_key`),
    CSV and XLSX; CSV files that are given together belong together. `cluster` is whose interviews they are where these do
    not say so. Of tables nothing is taken in while a cell is wrong, or with `skip_bad` all but the rows that are wrong.
    `dry_run` changes nothing. Raises `ProblemError` where a source cannot be read at all: `file-missing`,
    `import-format-unknown`, `import-nothing`, `archive-…`, `private-key-unreadable` …; nothing was taken in then.
    """
    key = read_private_key(str(private_key), read_file(private_key)) if private_key else None
    with ExitStack() as stack:
        found = _Sources()
        for path in sources:
            _look(path, found, stack)
        intake = Intake(study, dry_run=dry_run)
        tables = TableImport(study, found.tables, cluster, found.files) if found.tables else None
        total = _total(found) + (len(tables) if tables else 0)
        taken = _Run(study, intake, progress, total)
        taken.submissions(found, key, cluster)
        problems = taken.tables(tables, skip_bad=skip_bad) if tables else ()
        progress(total, total)
    return Imported(tuple(taken.taken), problems)


def _look(path: Path, found: _Sources, stack: ExitStack) -> None:
    """Find out what a source is."""
    if path.is_dir():
        _open(FolderPackage(path), found)
        return
    head = _head(path)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        package = stack.enter_context(ZipPackage(path))
        if _WORKBOOK in package.names:
            found.tables += read_workbook(str(path), read_file(path))
        else:
            _open(package, found)
    elif head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        found.packages.append((FolderPackage(path.parent, path.name), path.name))
    elif b"\0" in head or not head:
        raise ProblemError(problem("import-format-unknown", Place(file=str(path))))
    else:
        found.tables.append(read_csv(str(path), path.stem, read_file(path)))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as error:
        raise ProblemError(problem("file-missing", Place(file=str(path)))) from error


def _open(package: Package, found: _Sources) -> None:
    """A folder or an archive: submissions, or else tables. CSV beside submissions is their own audit."""
    if candidates(package):
        found.packages.append((package, ""))
        return
    names = [name for name in package.names if name.casefold().endswith((".csv", ".xlsx"))]
    if not names:
        raise ProblemError(problem("import-nothing", Place(file=package.file)))
    for name in names:
        file, content = f"{package.file}/{name}", package.read(name)
        if content.startswith(_ZIP):
            found.tables += read_workbook(file, content)
        else:
            found.tables.append(read_csv(file, PurePosixPath(name).stem, content))
    media = (path for path in map(PurePosixPath, package.names) if path.parent.name == _MEDIA)
    found.files |= {path.name: partial(package.read, str(path)) for path in media}


def _total(found: _Sources) -> int:
    return sum(1 if only else len(candidates(package)) for package, only in found.packages)


class _Run:
    """An import under way: what was taken so far."""

    def __init__(self, study: Study, intake: Intake, progress: Progress, total: int) -> None:
        self.taken: list[Taken] = []
        self._study = study
        self._intake = intake
        self._progress = progress
        self._total = total
        self._done = 0

    def submissions(self, found: _Sources, key: RSAPrivateKey | None, cluster: str | None) -> None:
        """Take submissions in: those that are edits of one that comes later wait for it."""
        waiting: list[Callable[[], Arrival]] = []
        for package, only in found.packages:
            for one in submissions(package, key, only):
                make = self._maker(package, one, cluster)
                self._take(make, waiting)
        while waiting:
            before, waiting = waiting, []
            for make in before:
                self._take(make, waiting)
            if len(waiting) == len(before):  # edits of what is nowhere: each is an interview of its own
                self._take(waiting.pop(0), [], is_last=True)

    def tables(self, tables: TableImport, *, skip_bad: bool) -> tuple[Problem, ...]:
        """Take the interviews of tables in. Returns what stands in the way of all of them."""
        if not skip_bad:
            wrong = [one for found in tables.arrivals(self._intake) for one in _problems_of(found)]
            if wrong:
                return tuple(_bounded(wrong))
        for found in tables.arrivals(self._intake):
            self._keep(refused(*found) if isinstance(found, tuple) else self._intake.take(found))
        return ()

    def _maker(
        self, package: Package, one: Submission | tuple[Place, ProblemError], cluster: str | None
    ) -> Callable[[], Arrival]:
        def make() -> Arrival:
            if isinstance(one, tuple):
                raise one[1]
            return arrival(self._study, package, one, cluster)

        return make

    def _take(
        self, make: Callable[[], Arrival], waiting: list[Callable[[], Arrival]], *, is_last: bool = False
    ) -> None:
        try:
            arrived = make()
        except ProblemError as error:
            place = error.problems[0].place
            self._keep(refused(place, error))
            return
        is_edit = arrived.replaces and not self._intake.is_known(arrived.session.instance_id)
        if is_edit and not is_last and not self._intake.is_known(arrived.replaces):
            waiting.append(make)
        else:
            self._keep(self._intake.take(arrived))

    def _keep(self, taken: Taken) -> None:
        self.taken.append(taken)
        self._done += 1
        self._progress(min(self._done, self._total), self._total)


def _problems_of(found: Arrival | tuple[Place, ProblemError]) -> Iterable[Problem]:
    return found[1].problems if isinstance(found, tuple) else ()


def _bounded(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The first problems, and how many there are beyond."""
    yield from problems[:MOST_PROBLEMS]
    if len(problems) > MOST_PROBLEMS:
        yield problem("import-more", problems[MOST_PROBLEMS].place, count=len(problems) - MOST_PROBLEMS)
