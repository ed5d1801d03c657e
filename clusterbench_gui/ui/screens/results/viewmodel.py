"""Results without widgets: one selection for all views, its picture and the table behind it, what is pinned and kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from clusterbench_gui.app.views.naming import called, called_anew
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import (
    NEED_CERTAINTY,
    NEED_EARLIER,
    Kind,
    Names,
    Selection,
    fitted,
    ranked_of,
    shown_by,
)
from clusterbench_gui.charts.words import profile_level, source
from clusterbench_gui.domain.problems import Problem, problem
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.desk import Desk
from clusterbench_gui.ui.jobs import Failure
from clusterbench_gui.ui.latest import Latest
from clusterbench_gui.ui.screens.results import words
from clusterbench_gui.ui.screens.results.canvas import Canvas
from clusterbench_gui.ui.screens.results.exporting import Exporting
from clusterbench_gui.ui.screens.results.history import History
from clusterbench_gui.ui.screens.results.keeping import Keeping
from clusterbench_gui.ui.settling import Settling

if TYPE_CHECKING:  # not needed before there are results
    from clusterbench_gui.domain.findings import Certainty, Sensitivity
    from clusterbench_gui.domain.scores import ScoredStudy
    from clusterbench_gui.ui.analysis import Analysis


class ResultsViewModel(QObject):
    """State of the results. `changed` says that anything below may look different; `canvas` and `pinned` tell of their pictures."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is scored before `load`."""
        super().__init__()
        self._desk = desk
        self._scored: dict[str, ScoredStudy] = {}
        self._ranked: dict[str, int] = {}
        self._shown: tuple[object, ...] = ()
        self._showing: Latest[ScoredStudy] = Latest()
        self._doubting: Latest[Certainty] = Latest()
        self._weighing: Latest[Sensitivity] = Latest()
        self._settling = Settling(self, self._show)
        self._undoubted: ScoredStudy | None = None
        self._history = History(Selection())
        self._history_of = self._study_id
        self.problems: tuple[Problem, ...] = ()
        self.results: Results | None = None
        self.canvas = Canvas(desk)
        self.pinned = Canvas(desk)
        self.pin: tuple[Results, Selection] | None = None
        self.exporting = Exporting(desk, self)
        self.keeping = Keeping(desk, self)
        desk.study_changed.connect(self._turn_to_study)
        desk.scores_outdated.connect(self._forget)

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self._desk.texts

    @property
    def selection(self) -> Selection:
        """What is looked at."""
        return self._history.present

    @property
    def study(self) -> "ScoredStudy | None":
        """The edition that is looked at, whole: by names, without group and experiment."""
        return self._scored.get(self.selection.edition)

    @property
    def listed(self) -> "ScoredStudy | None":
        """The clusters to choose from, called as they may be read."""
        return (
            self.results.study if self.results is not None else self.study and called(self.study, self.selection.names)
        )

    @property
    def is_ready(self) -> bool:
        """There are scores to show."""
        return self.results is not None and not self.problems and not self.is_crowd_too_small and not self.waits_for

    @property
    def is_scored(self) -> bool:
        """There are scores to choose from."""
        return self.study is not None and not self.is_crowd_too_small

    @property
    def is_busy(self) -> bool:
        """Something that belongs to the view is still being found out."""
        return self._is_late or self._doubting.is_busy or self._weighing.is_busy

    @property
    def is_crowd_too_small(self) -> bool:
        """Too few clusters have a value for a median or a benchmark to mean anything, and not to give others away."""
        return self.study is not None and self._ranked[self.selection.edition] <= self.study.method.crowd

    @property
    def waits_for(self) -> str:
        """What the view cannot be drawn without and is being found out, in words; empty where nothing is missing."""
        return words.waits_for(self.results, self.selection.kind, self.texts) if self.results is not None else ""

    @property
    def message(self) -> str:
        """What to say in place of a picture; empty where there is one, or problems."""
        if self.problems or self.is_ready:
            return ""
        if self._desk.opened is None and not self._desk.is_opening:
            return self.texts.t("No study is open. Please open one first.")
        if self.study is None or self.results is None:
            return self.texts.t("Scoring…")
        return words.too_few(self.study, self.texts) if self.is_crowd_too_small else self.waits_for

    @property
    def is_synthetic(self) -> bool:
        """The clusters are invented."""
        return self._desk.opened is not None and self._desk.opened.info.synthetic

    @property
    def is_experiment(self) -> bool:
        """What is shown is not the result."""
        return not self.selection.experiment.is_official

    @property
    def about(self) -> str:
        """The study and how many clusters are scored."""
        scored = self._ranked[self.selection.edition] if self.study is not None else 0
        return words.about(self.study, scored, self.texts) if self.study is not None else self._desk.title

    @property
    def source_line(self) -> str:
        """What stands under every picture."""
        return source(self.results.study, self.texts) if self.results is not None else ""

    @property
    def editions(self) -> tuple[tuple[str, str], ...]:
        """The study's own edition and those that it keeps, by their years."""
        opened = self._desk.opened
        return words.edition_options(opened.edition, opened.earlier) if opened is not None else ()

    @property
    def earlier_edition(self) -> str:
        """The edition before the one that is looked at; "" where the study keeps none."""
        earlier = [edition for edition, _ in self.editions[1:]]
        return earlier[0] if earlier and not self.selection.edition else ""

    @property
    def can_undo(self) -> bool:
        """Something was chosen before."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Something was taken back."""
        return self._history.can_redo

    def load(self) -> None:
        """Score the study as it is now, unless that was done, and whatever the view needs beyond."""
        if self.problems or self._desk.opened is None:
            return
        edition = self.selection.edition
        if edition in self._scored:
            self._look_further()
        else:
            self._desk.score(
                lambda study: self._take(edition, study),
                lambda problems: self._fail(problems) if edition == self.selection.edition else None,
                edition,
            )

    def choose(self, *, merge: str = "", **changes: Any) -> None:
        """Change the selection; what is not given stays. Changes in a row with the same `merge` are one, shown once the hand rests."""
        selection = replace(self.selection, **changes)
        if self.study is not None and selection.edition in self._scored:
            study = self._scored[selection.edition]
            selection = fitted(selection, study, profile_level(study.model))
        if self._history.go(selection, merge):
            if merge:
                self._settling.step()
                self.changed.emit()
            else:
                self._show()

    def undo(self) -> None:
        """Back to what was looked at before."""
        if self._history.undo():
            self._show()

    def redo(self) -> None:
        """Forward again."""
        if self._history.redo():
            self._show()

    def point_at(self, cluster: str) -> None:
        """Put a cluster in focus, everywhere."""
        if cluster:
            self.choose(cluster=cluster)

    def turn_compared(self, cluster: str) -> None:
        """Put a cluster beside the one in focus, or take it away again."""
        before = self.selection.compared
        kept = tuple(one for one in before if one != cluster)
        self.choose(compared=kept if cluster in before else (*before, cluster))

    def turn_names(self) -> None:
        """Codes instead of names, or names again."""
        self.choose(names=Names.ALL if self.selection.names is Names.CODES else Names.CODES)

    def turn_pin(self) -> None:
        """Keep what is shown beside whatever is looked at next, or let it go; what is about to change is not kept."""
        can_pin = self.pin is None and self.results is not None and not self._is_late
        self.pin = (self.results, self.selection) if can_pin and self.results is not None else None
        self.pinned.forget()
        self.changed.emit()

    def look_at(self, selection: Selection) -> None:
        """Look at something else as a whole."""
        if self._history.go(selection):
            self._show()

    def analyse(self, ask: Callable[["Analysis"], Any], done: Callable[[Any], None], failed: Failure) -> None:
        """Find out something about the scores beside the window, within a moment."""
        self._desk.analyse(ask, done, failed)

    def draw(self, size: tuple[int, int], ratio: float) -> None:
        """Draw the chosen view in this size."""
        if self.results is not None and self.is_ready and self._key == self._shown:
            self.canvas.draw(self.results, self.selection, size, ratio)

    def draw_pinned(self, size: tuple[int, int], ratio: float) -> None:
        """Draw what is pinned in this size."""
        if self.pin is not None:
            self.pinned.draw(*self.pin, size, ratio)

    @property
    def _key(self) -> tuple[object, ...]:
        """What the study that is shown depends on."""
        return (id(self.study), *shown_by(self.selection))

    @property
    def _is_late(self) -> bool:
        """The study is still to be shown as selected."""
        return self._settling.is_busy or self._showing.is_busy

    @property
    def _study_id(self) -> str:
        return self._desk.opened.info.id if self._desk.opened is not None else ""

    def _take(self, edition: str, study: "ScoredStudy") -> None:
        self._scored[edition] = study
        self._ranked[edition] = len(ranked_of(study))
        self.problems = ()
        if edition == self.selection.edition:
            self._show()

    def _show(self) -> None:
        """The selection is another: show the study so, unless it is shown so already."""
        self.problems, study = (), self.study
        self._settling.forget()
        if self.pin is not None and self.pin[1].names is not self.selection.names:
            self.turn_pin()  # it would show names where they are not to be read
        if study is None:
            self.results = None
            self.canvas.forget()
            self.changed.emit()
            self.load()
            return
        self._call_clusters(study)
        self._fit(study)
        key, chosen = self._key, self.selection
        if key == self._shown and self.results is not None:
            self._showing.forget()  # what was asked for in between is not wanted any more
            self._fit(self.results.study)
            self.changed.emit()
            self._look_further()
            return

        self._showing.ask(
            lambda done, failed: self.analyse(lambda one: one.shown(study, chosen), done, failed),
            lambda found: self._take_shown(key, found),
            self._fail,
        )
        self.changed.emit()

    def _fit(self, study: "ScoredStudy") -> None:
        """Put right whatever of the selection this study does not have, such as a focus outside of the group."""
        self._history.correct(fitted(self.selection, study, profile_level(study.model)))

    def _call_clusters(self, whole: "ScoredStudy") -> None:
        """Call clusters as chosen at once, so that no name is to be seen while something else is found out."""
        results, names = self.results, self.selection.names
        if results is not None and self._shown and self._shown[-1] is not names:
            self.results = replace(results, study=called_anew(results.study, whole, names))
            self._shown = (*self._shown[:-1], names)
            self.canvas.forget()

    def _take_shown(self, key: tuple[object, ...], study: "ScoredStudy") -> None:
        if key[-1] is not self.selection.names:
            return  # clusters are to be called otherwise by now, and the study is on its way so
        if key == self._key:
            self._fit(study)
        blank = Results(study)
        before = self.results or blank if key[:1] == self._shown[:1] else blank  # of the same edition
        same = before if key[:3] == self._shown[:3] else blank
        self._shown, self.problems = key, ()
        self.results = Results(study, before.earlier, same.certainty, same.sensitivity)
        self.changed.emit()
        self._look_further()

    def _look_further(self) -> None:
        """Find out what the view needs beyond the scores."""
        results, kind = self.results, self.selection.kind
        if results is None or self._is_late:
            return
        study = results.study
        asks = kind in NEED_CERTAINTY or (kind is Kind.RANKING and self._undoubted is not study)
        if asks and results.certainty is None and not self._doubting.is_busy:
            self._doubting.ask(
                lambda done, failed: self._desk.doubt(lambda one: one.certainty(study), done, failed),
                lambda found: self._add(study, certainty=found),
                lambda problems: self._not_doubted(study, problems),
            )
        if kind is Kind.INFLUENCES and results.sensitivity is None and not self._weighing.is_busy:
            self._weighing.ask(
                lambda done, failed: self._desk.doubt(lambda one: one.sensitivity(study), done, failed),
                lambda found: self._add(study, sensitivity=found),
                lambda problems: self._not_found(study, frozenset({Kind.INFLUENCES}), problems),
            )
        if kind in NEED_EARLIER and results.earlier is None:
            self._score_earlier(study)

    def _not_doubted(self, study: "ScoredStudy", problems: tuple[Problem, ...]) -> None:
        """How sure the ranking is cannot be found out; the ranking itself is shown without."""
        self._undoubted = study
        self._not_found(study, NEED_CERTAINTY, problems)

    def _not_found(self, study: "ScoredStudy", kinds: frozenset[Kind], problems: tuple[Problem, ...]) -> None:
        """What only these views need cannot be found out; another that is looked at by now goes on."""
        if self.results is not None and self.results.study is study and self.selection.kind in kinds:
            self._fail(problems)
        else:
            self.changed.emit()

    def _score_earlier(self, study: "ScoredStudy") -> None:
        if not self.earlier_edition:
            self._fail((problem("no-earlier-edition"),))
            return
        self._desk.score(
            lambda found: self._add(study, earlier=found),
            lambda problems: self._not_found(study, NEED_EARLIER, problems),
            self.earlier_edition,
        )

    def _add(self, study: "ScoredStudy", **found: Any) -> None:
        """Something was found out about a study; if another is shown by now, it is asked for again."""
        if self.results is not None and self.results.study is study:
            self.results = replace(self.results, **found)
            self.changed.emit()
        self._look_further()

    def _fail(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        self.canvas.forget()
        self.changed.emit()

    def _turn_to_study(self) -> None:
        """In another study nothing of what was looked at holds but how clusters are called."""
        if self._history_of != self._study_id:
            self._history_of, self._history = self._study_id, History(Selection(names=self.selection.names))
        self.changed.emit()

    def _forget(self) -> None:
        self._scored.clear()
        self._shown = ()
        for waiting in (self._settling, self._showing, self._doubting, self._weighing):
            waiting.forget()
        self.results = self.pin = None
        self.problems = ()
        self.canvas.forget()
        self.pinned.forget()
        self.changed.emit()
