"""A view as a file: a picture for people, or the numbers behind it. Everything is made of `Results`, which show no more than may be seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clusterbench_gui.app.views.figures import Drawn, drawn, source_line
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Selection
from clusterbench_gui.app.views.titles import view_name
from clusterbench_gui.charts import ranking
from clusterbench_gui.charts.files import About, png_bytes, svg_bytes
from clusterbench_gui.charts.page import Page
from clusterbench_gui.domain.problems import Place, ProblemError, problem
from clusterbench_gui.domain.scores import ScoredStudy
from clusterbench_gui.exchange.printed import PrintedTable, csv_of, workbook_of
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT, Theme

Size = tuple[float, float]

_WIDE: Size = (10.0, 7.5)
_LOW: Size = (10.0, 4.0)
_FEW_ROWS = frozenset({Kind.STRIP, Kind.SPLIT})
_TALLEST = 14.0


@dataclass(frozen=True, slots=True)
class Made:
    """A drawn view with what stands beside it in every file."""

    results: Results
    selection: Selection
    texts: Texts
    drawn: Drawn
    title: str
    source: str

    @property
    def study(self) -> ScoredStudy:
        """The study that is shown."""
        return self.results.study


def made(results: Results, selection: Selection, theme: Theme, texts: Texts, *, size: Size | None = None) -> Made:
    """A view, ready to be written; without a `size` in inches as large as it needs. Raises `ProblemError` as `figures.drawn` does."""
    view = drawn(results, selection, theme, texts, size or size_of(results.study, selection.kind))
    return captioned(results, selection, texts, view)


def captioned(results: Results, selection: Selection, texts: Texts, view: Drawn) -> Made:
    """A drawn view with the lines that are printed above and below it."""
    page = view.figure
    title, source = (page.headline, page.source) if isinstance(page, Page) else ("", "")
    kind = view_name(selection.kind, texts)
    return Made(results, selection, texts, view, title or kind, source or source_line(results, texts))


def picture_bytes(
    results: Results,
    selection: Selection,
    theme: Theme,
    texts: Texts,
    format: str,  # noqa: A002 - what it is called everywhere
    *,
    size: Size | None = None,
) -> bytes:
    """A view as "png" (200 pixels to an inch), "svg" or "pdf"; equal views give equal bytes.

    Raises `ProblemError`: "format-unknown", and what `figures.drawn` raises.
    """
    return _PICTURES[_known(format, _PICTURES)](made(results, selection, theme, texts, size=size))


def numbers_bytes(results: Results, selection: Selection, texts: Texts, format: str) -> bytes:  # noqa: A002 - likewise
    """The table behind a view as "csv" or "xlsx", with the finding and the source below. Raises `ProblemError` likewise."""
    return _NUMBERS[_known(format, _NUMBERS)](made(results, selection, LIGHT, texts))


def written(view: Made, format: str) -> bytes:  # noqa: A002 - likewise
    """A view in any of `FORMATS`."""
    return (_PICTURES | _NUMBERS)[format](view)


def size_of(study: ScoredStudy, kind: Kind) -> Size:
    """Inches that a view needs to be legible in a file."""
    if kind is not Kind.RANKING:
        return _LOW if kind in _FEW_ROWS else _WIDE
    return _WIDE[0], min(max(ranking.height_for(len(study.scores.clusters)), _WIDE[1]), _TALLEST)


def printed(view: Made) -> PrintedTable:
    """The table behind a view, with the finding and the source below it."""
    headings, rows = view.drawn.table
    name = view_name(view.selection.kind, view.texts)
    if not view.study.experiment.is_official:
        name = view.texts.t("Experiment, {view}", view=name)
    return PrintedTable(name, headings, rows, (view.title, view.source), _named(headings, view.texts))


def _named(headings: tuple[str, ...], texts: Texts) -> frozenset[int]:
    """Columns of names and codes. A view's first column says what a row is of, unless it holds places."""
    words = {texts.t("Code"), texts.t("Cluster"), texts.t("Name")}
    counted = {texts.t("Place"), texts.t("Rank")}
    return frozenset(
        place for place, head in enumerate(headings) if head in words or (place == 0 and head not in counted)
    )


def _about(view: Made) -> About:
    return About(view.title, f"{view.drawn.words} {view.source}", f"ClusterBench {view.study.program}".strip())


def _png(view: Made) -> bytes:
    return png_bytes(view.drawn.figure, _about(view))


def _svg(view: Made) -> bytes:
    return svg_bytes(view.drawn.figure, _about(view))


def _pdf(view: Made) -> bytes:
    from clusterbench_gui.reports.chart_page import chart_page  # noqa: PLC0415 - likewise
    from clusterbench_gui.reports.typesetting.archive import AUTHOR, Metadata  # noqa: PLC0415 - likewise
    from clusterbench_gui.reports.words import moment  # noqa: PLC0415 - likewise

    about, study = _about(view), view.study
    metadata = Metadata(about.title, AUTHOR, view.texts.language, moment(study.as_of), study.program)
    return chart_page(view.drawn.figure, about.words, metadata)


def _csv(view: Made) -> bytes:
    return csv_of(printed(view), view.texts.language)


def _xlsx(view: Made) -> bytes:
    return workbook_of([printed(view)], view.texts.language, view.title)


_Writer = Callable[[Made], bytes]
_PICTURES: dict[str, _Writer] = {"png": _png, "svg": _svg, "pdf": _pdf}
_NUMBERS: dict[str, _Writer] = {"csv": _csv, "xlsx": _xlsx}


def _known(name: str, formats: Mapping[str, object]) -> str:
    if name not in formats:
        raise ProblemError(problem("format-unknown", Place(name=name), known=", ".join(formats)))
    return name
