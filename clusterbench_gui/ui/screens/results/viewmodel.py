"""Results without widgets: which view of which node and cluster is shown, its picture and the table behind it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.charts.words import profile_level
from clusterbench_gui.domain.editions import text_in
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.support.texts import NO_BREAK_SPACE, Texts
from clusterbench_gui.ui.charting import Chart, Kind, Picture
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.models.table import Table
from clusterbench_gui.ui.screens.results.tables import heatmap_table, profile_table, ranking_table

if TYPE_CHECKING:  # not needed before there are results
    from clusterbench_gui.domain.scores import ScoredStudy

Options = tuple[tuple[str, str], ...]
_INDENT = 3 * NO_BREAK_SPACE
_ROW_HEIGHT = 16
_FRAME_HEIGHT = 210
_PROFILE_HEIGHT = 480


class ResultsViewModel(QObject):
    """State of the results. `changed` says that anything below may look different, `drawn` that a picture is there."""

    changed = Signal()
    drawn = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is scored before `load`."""
        super().__init__()
        self._desk = desk
        self._study: ScoredStudy | None = None
        self._wanted: Chart | None = None
        self._is_drawing = False
        self.problems: tuple[Problem, ...] = ()
        self.picture: Picture | None = None
        self.kind = Kind.RANKING
        self.node = ""
        self.cluster = ""
        self.level = 0
        desk.study_changed.connect(self.changed)
        desk.scores_outdated.connect(self._forget)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def is_ready(self) -> bool:
        """There are scores to show."""
        return self._study is not None and not self.is_crowd_too_small

    @property
    def is_settled(self) -> bool:
        """A picture is there, and no other is being drawn."""
        return self.picture is not None and not self._is_drawing and self._wanted is None

    @property
    def is_crowd_too_small(self) -> bool:
        """Too few clusters have a value for a median or a benchmark to mean anything, and not to give others away."""
        return self._study is not None and len(self._ranked()) <= self._study.method.crowd

    @property
    def message(self) -> str:
        """What to say in place of a picture; empty where there is one, or problems."""
        if self.problems or self.is_ready:
            return ""
        if self._study is None:
            return self.texts.t("Scoring…")
        needed = self._study.method.crowd + 1
        return self.texts.n(
            "Results need at least {n} finished interview, of different clusters. Until then a median or a benchmark would "
            "be somebody's own score.",
            "Results need at least {n} finished interviews, of different clusters. Until then a median or a benchmark "
            "would be somebody's own score.",
            needed,
        )

    @property
    def is_synthetic(self) -> bool:
        """The clusters are invented."""
        return self._desk.opened is not None and self._desk.opened.info.synthetic

    @property
    def about(self) -> str:
        """The study and how many clusters are scored."""
        if self._study is None:
            return self._desk.title
        scored = self.texts.n("{n} cluster scored", "{n} clusters scored", len(self._ranked()))
        title = text_in(self._study.titles, self.texts.language)
        return f"{title}  ·  {scored}"

    @property
    def nodes(self) -> Options:
        """The tree of the model from its top, indented."""
        if self._study is None:
            return ()
        model, found = self._study.model, []
        waiting = list(reversed(model.at(model.levels)))
        while waiting:
            node = waiting.pop()
            code = f"{node.code}  " if node.level < model.levels else ""
            found.append((node.code, f"{_INDENT * (model.levels - node.level)}{code}{node.name(self.texts.language)}"))
            waiting += reversed(model.children(node.code))
        return tuple(found)

    @property
    def levels(self) -> Options:
        """Levels that have several nodes, highest first."""
        if self._study is None:
            return ()
        model, t = self._study.model, self.texts.t
        names = {1: t("Indicators"), 2: t("Sub-areas"), 3: t("Areas")}
        return tuple((str(one), names[one]) for one in (2, 3, 1) if len(model.at(one)) > 1)

    @property
    def clusters(self) -> Options:
        """Clusters with a value, by name."""
        if self._study is None:
            return ()
        study, texts = self._study, self.texts
        ranked = [study.cluster(code) for code in self._ranked()]
        return tuple(
            (one.code, f"{one.code}  {one.name}") for one in sorted(ranked, key=lambda one: texts.sort_key(one.name))
        )

    @property
    def table(self) -> Table:
        """The numbers behind the picture."""
        if self._study is None or not self.is_ready:
            return Table()
        if self.kind is Kind.RANKING:
            return ranking_table(self._study, self.node, self.texts)
        if self.kind is Kind.PROFILE:
            return profile_table(self._study, self.cluster, self.level, self.texts)
        return heatmap_table(self._study, self.level, self.texts)

    @property
    def least_height(self) -> int:
        """Logical pixels that the picture needs to be legible; where the window has fewer, it is scrolled."""
        if self.kind is Kind.PROFILE or self._study is None:
            return _PROFILE_HEIGHT
        return _FRAME_HEIGHT + _ROW_HEIGHT * len(self._study.clusters)

    def load(self) -> None:
        """Score the study as it is now, unless that was done."""
        if self._study is None and not self.problems and self._desk.opened is not None:
            self._desk.score(self._take, self._failed)

    def choose(self, *, kind: Kind | None = None, node: str = "", cluster: str = "", level: int = 0) -> None:
        """Show something else; what is not given stays."""
        self.kind = kind or self.kind
        self.node = node or self.node
        self.cluster = cluster or self.cluster
        self.level = level or self.level
        self.changed.emit()

    def draw(self, width: int, height: int, ratio: float) -> None:
        """Draw the chosen view in this size; only the latest wish is drawn."""
        if self._study is None or not self.is_ready or width < 1 or height < 1:
            return
        self._wanted = Chart(
            kind=self.kind,
            study=self._study,
            node=self.node,
            level=self.level,
            cluster=self.cluster,
            theme=self._desk.settings.theme,
            language=self.texts.language,
            width=width,
            height=height,
            ratio=ratio,
        )
        self._draw_next()

    def _draw_next(self) -> None:
        if self._is_drawing or self._wanted is None:
            return
        chart, self._wanted = self._wanted, None
        self._is_drawing = True

        def drawn(picture: Picture) -> None:
            self._is_drawing = False
            if chart.study is self._study:
                self.picture = picture
                self.drawn.emit()
            self._draw_next()

        def failed(problems: tuple[Problem, ...]) -> None:
            self._is_drawing = False
            if chart.study is self._study:
                self._failed(problems)
            self._draw_next()

        self._desk.draw(chart, drawn, failed)

    def _ranked(self) -> tuple[str, ...]:
        assert self._study is not None
        top = self._study.model.at(self._study.model.levels)[0].code
        cells = self._study.scores.cells
        return tuple(one.code for one in self._study.clusters if cells[one.code][top].score is not None)

    def _take(self, study: "ScoredStudy") -> None:
        self._study = study
        self.problems = ()
        codes = {node.code for node in study.model.nodes}
        ranked = self._ranked()
        self.node = self.node if self.node in codes else study.model.at(study.model.levels)[0].code
        self.level = self.level or profile_level(study.model)
        self.cluster = self.cluster if self.cluster in ranked else next(iter(ranked), "")
        self.changed.emit()

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        self.changed.emit()

    def _forget(self) -> None:
        self._study = None
        self._wanted = None
        self.problems = ()
        self.picture = None
        self.changed.emit()
