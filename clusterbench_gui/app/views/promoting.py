"""Pictures for promotion: only clusters that agreed to it by name, every one on a card of its own, and the ranking."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from clusterbench_gui.app.views.everything import INDEX, Progress, written_into
from clusterbench_gui.app.views.exporting import Made, captioned, made, written
from clusterbench_gui.app.views.figures import Drawn, source_line
from clusterbench_gui.app.views.filing import safe, stem
from clusterbench_gui.app.views.listing import Entry, page
from clusterbench_gui.app.views.naming import called
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Names, Selection, fitted, ranked_of
from clusterbench_gui.app.views.showing import shown
from clusterbench_gui.app.views.titles import view_name
from clusterbench_gui.app.views.wanted import PICTURES, Wanted
from clusterbench_gui.charts import card
from clusterbench_gui.charts.words import label, profile_level
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.exchange.names import apart
from clusterbench_gui.support.texts import Texts, texts
from clusterbench_gui.support.theme import THEMES, Theme

_CARD = (8.0, 6.0)
_LONGEST = 60


def export_promotion(
    study: ScoredStudy,
    selection: Selection,
    folder: Path,
    wanted: Wanted,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """`promotional` of a study as scored, written into a folder, all or none; for a worker process.

    Of the selection only the group counts, of what is wanted not the views, and only pictures of the formats. Raises `ProblemError`: "format-unknown" where none is a picture, and as `promotional` and `write_all_views` do.
    """
    if not selection.experiment.is_official:
        raise ProblemError(problem("promotion-experiment"))
    formats = tuple(one for one in wanted.formats if one in PICTURES)
    if not formats:
        known = ", ".join(PICTURES)
        raise ProblemError(*(problem("format-unknown", Place(name=one), known=known) for one in wanted.formats))
    results = Results(shown(study, replace(selection, names=Names.AGREED)))
    theme, words = THEMES[wanted.theme], texts(wanted.language)
    files = promotional(results, theme, words, formats, progress=progress, cancelled=cancelled)
    return written_into(folder, files)


def promotional(
    results: Results,
    theme: Theme,
    texts: Texts,
    formats: tuple[str, ...] = PICTURES,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[str, bytes]]:
    """Names and contents: the ranking, in which only clusters that agreed have a name, a card for each of them, and a page of all.

    Raises `ProblemError`: "promotion-experiment", "nobody-agreed", "cancelled".
    """
    study = called(results.study, Names.AGREED)
    if not study.experiment.is_official:
        raise ProblemError(problem("promotion-experiment"))
    codes = [code for code in ranked_of(study) if code in study.agreed]
    if not codes:
        raise ProblemError(problem("nobody-agreed"))
    views = _views(replace(results, study=study), theme, texts, codes)
    entries = []
    for done, (file_stem, name, view) in enumerate(views):
        if cancelled():
            raise ProblemError(problem("cancelled"))
        progress(done, len(codes) + 1)
        files = [f"{file_stem}.{ending}" for ending in formats]
        for file, ending in zip(files, formats, strict=True):
            yield file, written(view, ending)
        entries.append(Entry(name, view.title, view.drawn.words, tuple(files), view.source))
    title = text_in(study.titles, texts.language, study.edition)
    yield INDEX, page(title, source_line(results, texts), entries, texts)
    progress(len(codes) + 1, len(codes) + 1)


def _views(results: Results, theme: Theme, texts: Texts, codes: list[str]) -> Iterator[tuple[str, str, Made]]:
    """The stem of the files, the name and the view of each picture."""
    study = results.study
    plain = Selection(kind=Kind.RANKING, names=Names.AGREED)
    base = fitted(plain, study, profile_level(study.model))
    unfocused = replace(base, cluster="")
    yield stem(study.model, unfocused), view_name(Kind.RANKING, texts), made(results, unfocused, theme, texts)
    names = apart((f"card-{safe(code)}" for code in codes), _LONGEST)
    for name, code in zip(names, codes, strict=True):
        figure = card.card_figure(study, code, theme, texts, size=_CARD)
        view = Drawn(figure, card.describe(study, code, texts), card.table(study, code, texts))
        yield name, label(study, code), captioned(results, replace(base, cluster=code), texts, view)
