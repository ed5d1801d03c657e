"""All views of a selection as one folder of files, with a page that lists them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from clusterbench_gui.app.files import file_problems, staged, write_file
from clusterbench_gui.app.findings import certainty_of
from clusterbench_gui.app.relations import sensitivity_of
from clusterbench_gui.app.views.exporting import Made, made, printed, written
from clusterbench_gui.app.views.figures import source_line
from clusterbench_gui.app.views.filing import file_name, marked
from clusterbench_gui.app.views.listing import Entry, page
from clusterbench_gui.app.views.naming import called
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import NEED_CERTAINTY, Kind, Selection, fitted
from clusterbench_gui.app.views.showing import shown
from clusterbench_gui.app.views.titles import view_name
from clusterbench_gui.app.views.wanted import FORMATS, Wanted
from clusterbench_gui.app.wording import sentence
from clusterbench_gui.charts.words import profile_level
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.exchange.printed import workbook_of
from clusterbench_gui.support.texts import Texts, texts
from clusterbench_gui.support.theme import THEMES, Theme

Progress = Callable[[int, int], None]
Found = TypeVar("Found")
INDEX, WORKBOOK = "index.html", "numbers.xlsx"
_BESIDE = tuple(one for one in FORMATS if one != "xlsx")
"""Formats of which each view has a file of its own; the workbook is one for all."""


def _unwatched(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _never() -> bool:
    return False


def export_views(
    study: ScoredStudy,
    earlier: ScoredStudy | None,
    selection: Selection,
    folder: Path,
    wanted: Wanted,
    *,
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Path, ...]:
    """`write_all_views` of a study as scored, for a worker process: plain data in, the written files out.

    What the selection hides is taken away first; how sure the ranking is, and what it hangs on, is worked out here.
    """
    results = _results(study, earlier, selection, frozenset(wanted.views))
    return write_all_views(
        results,
        fitted(selection, results.study, profile_level(study.model)),
        folder,
        THEMES[wanted.theme],
        texts(wanted.language),
        views=wanted.views,
        formats=wanted.formats,
        progress=progress,
        cancelled=cancelled,
    )


def export_view(
    study: ScoredStudy,
    earlier: ScoredStudy | None,
    selection: Selection,
    path: Path,
    wanted: Wanted,
    *,
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> Path:
    """The view of a selection as one file, in the first format that is wanted; for a worker process. Raises `ProblemError` likewise."""
    progress(0, 1)
    results = _results(study, earlier, selection, frozenset({selection.kind}))
    view = made(results, selection, THEMES[wanted.theme], texts(wanted.language))
    content = written(view, wanted.formats[0])
    if cancelled():
        raise ProblemError(problem("cancelled"))
    write_file(path, content)
    return path


def _results(study: ScoredStudy, earlier: ScoredStudy | None, selection: Selection, views: frozenset[Kind]) -> Results:
    study = shown(study, selection)
    return Results(
        study,
        earlier and called(earlier, selection.names),
        _unless_refused(certainty_of, study) if views & {Kind.RANKING, *NEED_CERTAINTY} else None,
        _unless_refused(sensitivity_of, study) if Kind.INFLUENCES in views else None,
    )


def write_all_views(
    results: Results,
    base: Selection,
    folder: Path,
    theme: Theme,
    texts: Texts,
    *,
    views: Sequence[Kind] = tuple(Kind),
    formats: tuple[str, ...] = FORMATS,
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Path, ...]:
    """Every view for the selection, each as PNG, SVG, PDF and CSV, a workbook of all numbers, and a page that lists them.

    Views of one cluster are of the one in focus. A view that cannot be made stands on the page with the reason. All files
    appear together or none does. Raises `ProblemError`: "folder-not-empty", for what lies there may show more than this
    selection; "cancelled"; what `app.files.staged` raises.
    """
    work = _Work(results, theme, texts, formats, progress, cancelled)
    return written_into(folder, _files(work, [replace(base, kind=kind) for kind in views]))


def written_into(folder: Path, files: Iterator[tuple[str, bytes]]) -> tuple[Path, ...]:
    """Write files into a folder that holds none yet, all or none. Raises `ProblemError` as `write_all_views` does."""
    with file_problems(folder):
        if folder.is_dir() and any(not one.name.startswith(".") for one in folder.iterdir()):
            raise ProblemError(problem("folder-not-empty", Place(file=str(folder))))
    names = []
    with staged(folder) as stage:
        for name, content in files:
            write_file(stage / name, content)
            names.append(name)
    return tuple(folder / name for name in names)


@dataclass(frozen=True, slots=True)
class _Work:
    results: Results
    theme: Theme
    texts: Texts
    formats: tuple[str, ...]
    progress: Progress
    cancelled: Callable[[], bool]

    def check(self) -> None:
        """Raises `ProblemError` ("cancelled") where nobody wants the rest."""
        if self.cancelled():
            raise ProblemError(problem("cancelled"))


def _files(work: _Work, views: Sequence[Selection]) -> Iterator[tuple[str, bytes]]:
    """Names and contents, one after the other, so that no more than one view is in memory."""
    study, entries, tables = work.results.study, [], []
    for done, selection in enumerate(views):
        work.check()
        work.progress(done, len(views))
        name = view_name(selection.kind, work.texts)
        try:
            view = made(work.results, selection, work.theme, work.texts)
        except ProblemError as error:
            why = " ".join(sentence(one, work.texts) for one in error.problems)
            entries.append(Entry(name, work.texts.t("This view could not be made."), why))
            continue
        files = [(file_name(work.results.study.model, selection, one), one) for one in _BESIDE if one in work.formats]
        for file, ending in files:
            work.check()
            yield file, written(view, ending)
        tables.append(printed(view))
        entries.append(_entry(view, name, [file for file, _ in files]))
    if "xlsx" in work.formats and tables:
        title = text_in(study.titles, work.texts.language, study.edition)
        yield marked(study.experiment, WORKBOOK), workbook_of(tables, work.texts.language, title)
    yield marked(study.experiment, INDEX), _index(work, entries, has_workbook="xlsx" in work.formats and bool(tables))
    work.progress(len(views), len(views))


def _entry(view: Made, name: str, files: Sequence[str]) -> Entry:
    return Entry(name, view.title, view.drawn.words, tuple(files), view.source)


def _index(work: _Work, entries: Sequence[Entry], *, has_workbook: bool) -> bytes:
    study, texts = work.results.study, work.texts
    title = text_in(study.titles, texts.language, study.edition)
    warning = "" if study.experiment.is_official else texts.t("EXPERIMENT, NOT THE RESULT")
    workbook = marked(study.experiment, WORKBOOK) if has_workbook else ""
    return page(title, source_line(work.results, texts), entries, texts, warning=warning, workbook=workbook)


def _unless_refused(find: Callable[[ScoredStudy], Found], study: ScoredStudy) -> Found | None:
    """What is found beyond the scores; None where it cannot be worked out: the views that need it say why."""
    try:
        return find(study)
    except ProblemError:
        return None
