"""Writing reports into a folder: many in one run, by several processes, with progress, a way to stop, and a summary at the end."""

import contextlib
import tempfile
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clusterbench_gui.app.files import file_problems, write_file
from clusterbench_gui.app.reporting.material import material_of
from clusterbench_gui.app.reports.kinds import Made, Report, report_name
from clusterbench_gui.app.reports.making import Maker
from clusterbench_gui.app.reports.workers import Task, made_by_workers, worker_count
from clusterbench_gui.domain.problems import Problem, ProblemError
from clusterbench_gui.domain.scores import ScoredStudy

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class NotMade:
    """A report that could not be made or written, and why. `trace` is for the log, where nobody expected the error."""

    report: Report
    problems: tuple[Problem, ...]
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Production:
    """What one run made and what it could not make, in the order in which it was wanted. What it was stopped before is in neither."""

    made: tuple[Path, ...] = ()
    failed: tuple[NotMade, ...] = ()


def write_reports(
    study: ScoredStudy,
    earlier: ScoredStudy | None,
    wanted: Sequence[Report],
    language: str,
    folder: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Production:
    """Write the reports that are wanted, each as soon as it is made, in place of one of the same name.

    A file appears whole or not at all, and one that fails keeps no other from being written. `progress` is told how many of how many
    are done. Raises `ProblemError` only where nothing can be written into the folder.
    """
    _require_writable(folder)
    progress(0, len(wanted))
    files: dict[Report, Path] = {}
    failed: dict[Report, NotMade] = {}
    with contextlib.closing(_made(Maker(material_of(study, earlier), language), wanted, cancelled)) as reports:
        for one in reports:
            result = _written(one, study, language, folder)
            if isinstance(result, NotMade):
                failed[one.report] = result
            else:
                files[one.report] = result
            progress(len(files) + len(failed), len(wanted))
    return Production(
        tuple(files[one] for one in wanted if one in files), tuple(failed[one] for one in wanted if one in failed)
    )


def preview(study: ScoredStudy, earlier: ScoredStudy | None, report: Report, language: str) -> bytes:
    """One report as PDF, to look at. Raises `ProblemError` where it cannot be made."""
    return Maker(material_of(study, earlier), language).pages(report)


def _made(maker: Maker, wanted: Sequence[Report], cancelled: Callable[[], bool]) -> Generator[Made, None, None]:
    """The reports as they are made: here where there is one, else by workers."""
    tasks = _tasks(wanted)
    if len(tasks) > 1:
        yield from made_by_workers(maker, tasks, worker_count(len(tasks)), cancelled)
        return
    for report in wanted:
        if cancelled():
            return
        yield maker.made(report)


def _tasks(wanted: Sequence[Report]) -> list[Task]:
    """Reports on all clusters together and first: they are made of the same findings and take longest."""
    together = tuple(one for one in wanted if not one.kind.is_of_cluster)
    alone = [(one,) for one in wanted if one.kind.is_of_cluster]
    return [together, *alone] if together else [*alone]


def _written(made: Made, study: ScoredStudy, language: str, folder: Path) -> Path | NotMade:
    if made.problems:
        return NotMade(made.report, made.problems, made.trace)
    path = folder / report_name(study, made.report, language)
    try:
        write_file(path, made.pages)
    except ProblemError as error:
        return NotMade(made.report, error.problems)
    return path


def _require_writable(folder: Path) -> None:
    with file_problems(folder):
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
