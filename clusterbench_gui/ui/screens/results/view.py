"""Results: views of one selection, the table behind each, one pinned beside another."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from clusterbench_gui.app.views.hints import cluster_at, hint
from clusterbench_gui.app.views.results import Results
from clusterbench_gui.app.views.selection import Kind, Names, Selection, ranked_of
from clusterbench_gui.app.views.titles import view_name
from clusterbench_gui.app.views.wanted import FORMATS
from clusterbench_gui.domain.experiments import OFFICIAL
from clusterbench_gui.ui.dialogs import ask_text, choose_folder, choose_new_file, open_dialog
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.results.actions import ResultActions
from clusterbench_gui.ui.screens.results.choices import Choices
from clusterbench_gui.ui.screens.results.exporting import FOLDER
from clusterbench_gui.ui.screens.results.pane import Pane, Titled
from clusterbench_gui.ui.screens.results.viewmodel import ResultsViewModel
from clusterbench_gui.ui.screens.results.whatif.viewmodel import WhatIfViewModel
from clusterbench_gui.ui.screens.results.words import cluster_options
from clusterbench_gui.ui.widgets.parts import XL, XXL, Header, L, S, card, label, scrolling, together
from clusterbench_gui.ui.widgets.task_panel import TaskPanel

if TYPE_CHECKING:  # made when it is first wanted
    from clusterbench_gui.ui.screens.results.whatif.view import WhatIfPanel

_LEAST = 420
"""Logical pixels of height under which choices and chart scroll together."""
_WIDE = 760
"""Logical pixels of width from which on buttons have words."""
_ROW_HEIGHT = 16
_FRAME_HEIGHT = 210
_PICTURE_HEIGHT = 440
_MOST_ROWS = 120
"""Rows up to which a picture grows with the clusters; beyond, it gathers them."""
_NARROW = 800
"""Logical pixels of width under which pictures and the panel of what-if do not fit side by side."""
_BY_CLUSTER = frozenset({Kind.RANKING, Kind.HEATMAP, Kind.CHANCES, Kind.DUELS, Kind.MISSING})


class ResultsView(QWidget):
    """All views of the results."""

    def __init__(self, viewmodel: ResultsViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self.model = viewmodel
        texts = viewmodel.texts
        self._header = Header(texts.t("Results"))
        self._warning = label("", "warn", wrap=True)
        self._is_table = False
        self.pane = Pane(texts, self._hint)
        self._beside = Pane(texts, self._hint_beside)
        self._pinned = Titled(self._beside)
        self._actions = ResultActions(
            self,
            viewmodel,
            {
                "table": self._turn_table,
                "what-if": self.turn_what_if,
                "official": lambda: viewmodel.choose(experiment=OFFICIAL),
                "compare": self._compare,
                "keep": self._keep,
                "copy": self._copy,
                "export": self._export,
            },
        )
        self._what_if = WhatIfViewModel(viewmodel)
        self._panel: WhatIfPanel | None = None
        small = ("back", "forward", "table", "pin", "codes", "copy")
        self._choices = Choices(
            viewmodel,
            self._actions.button("compare"),
            together(*(self._actions.button(name, text=False) for name in small)),
        )
        self._lay_out()
        self.pane.chart.resized.connect(self._draw)
        self._beside.chart.resized.connect(self._draw)
        self.pane.chart.pressed.connect(self._press)
        viewmodel.changed.connect(self._render)
        viewmodel.canvas.drawn.connect(self._show_picture)
        viewmodel.canvas.failed.connect(self._show_picture)
        viewmodel.pinned.drawn.connect(self._show_pinned)
        self._render()

    @property
    def panel(self) -> "WhatIfPanel":
        """The panel of what-if, made when it is first wanted."""
        if self._panel is None:
            from clusterbench_gui.ui.screens.results.whatif.view import WhatIfPanel  # noqa: PLC0415 - when first wanted

            self._panel = WhatIfPanel(self._what_if, self._actions.button("official"))
            self._split.addWidget(self._panel)
        return self._panel

    def focus_first(self) -> None:
        """Start at the views."""
        self._choices.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Score when the screen is looked at, not before."""
        super().showEvent(event)
        self.model.load()
        QTimer.singleShot(0, self, self._draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the head is narrow, its buttons are pictures only."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if wide else Qt.ToolButtonStyle.ToolButtonIconOnly
        for one in self._tools:
            one.setToolButtonStyle(style)
        self._share_room()

    def _share_room(self) -> None:
        """A narrow window gives the panel of what-if the place of the pictures."""
        is_on = self._what_if.is_on and self.model.is_scored
        if is_on or self._panel is not None:
            self.panel.setVisible(is_on)
        is_narrow = is_on and self.width() < _NARROW
        self.pane.setHidden(is_narrow)
        self._pinned.setHidden(is_narrow or self.model.pin is None)

    def _lay_out(self) -> None:
        actions = self._actions
        kept = actions.menu_button(self.model.texts.t("Kept vie&ws"), "folder", actions.fill_views)
        self._tools = (actions.button("what-if"), kept, actions.button("export"))
        self._header.add(*self._tools)
        inner = QWidget()
        self._scroll = scrolling(inner, _LEAST)
        layout = QVBoxLayout(
            self
        )  # from the outside in: what is put into another place is given its style anew, with all inside
        layout.setContentsMargins(XXL, XL, XXL, L)
        layout.setSpacing(L)
        layout.addWidget(self._header)
        layout.addWidget(self._scroll, 1)
        below = QVBoxLayout(inner)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(S)
        for one in (self._choices, TaskPanel(self.model.exporting.tasks), self._warning):
            below.addWidget(one)
        frame, inside = card()
        inside.setContentsMargins(S, S, S, S)
        below.addWidget(frame, 1)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        inside.addWidget(self._split)
        for part in (self.pane, self._pinned):
            self._split.addWidget(part)

    def _render(self) -> None:
        model = self.model
        t = model.texts.t
        badge = t("invented data") if model.is_synthetic else ""
        self._header.show_about(model.about, badge)
        self._warning.setText(t("This is an experiment, not the result. Ctrl+0 leads back to the official method."))
        self._warning.setVisible(model.is_experiment)
        self._choices.show_selection()
        self._actions.render(table=self._is_table, what_if=self._what_if.is_on)
        self._share_room()
        if model.pin is not None:
            self._pinned.say(t("Pinned: {view}", view=view_name(model.pin[1].kind, model.texts)))
        if not model.is_ready:
            self.pane.say(words_of(model.problems, model.texts) if model.problems else model.message)
        if self.isVisible():
            model.load()
            self._show_picture()
            self._draw()

    def _show_picture(self) -> None:
        model = self.model
        if not model.is_ready:
            return
        if model.canvas.problems:
            self.pane.say(words_of(model.canvas.problems, model.texts))
            return
        least = _least_height(model.results, model.selection)
        self.pane.show_picture(model.canvas.picture, as_table=self._is_table, least=least)

    def _show_pinned(self) -> None:
        pin = self.model.pin
        if pin is not None:
            self._beside.show_picture(self.model.pinned.picture, as_table=False, least=_least_height(*pin))

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        model, pin = self.model, self.model.pin
        model.draw(self.pane.room(_least_height(model.results, model.selection)), ratio)
        if pin is not None:
            model.draw_pinned(self._beside.room(_least_height(*pin)), ratio)

    def _hint(self, gid: str) -> str:
        results = self.model.results
        return hint(results, self.model.selection, gid, self.model.texts) if results is not None else ""

    def _hint_beside(self, gid: str) -> str:
        pin = self.model.pin
        return hint(*pin, gid, self.model.texts) if pin is not None else ""

    def _press(self, gid: str, add: bool) -> None:  # noqa: FBT001 - a signal's argument
        model = self.model
        cluster = cluster_at(gid, model.results) if model.results is not None else ""
        if cluster and add:
            model.turn_compared(cluster)
        elif cluster:
            model.point_at(cluster)
        elif gid.startswith("node:"):
            model.choose(node=gid.removeprefix("node:"))

    def _turn_table(self) -> None:
        self._is_table = not self._is_table
        self._render()

    def turn_what_if(self) -> None:
        """Show the panel of what-if, or hide it again."""
        self._what_if.turn_on(on=not self._what_if.is_on)
        self._render()
        if self._what_if.is_on:
            self.panel.focus_first()
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.panel))  # after the layout

    def _compare(self) -> None:
        from clusterbench_gui.ui.screens.results.dialogs import CompareDialog  # noqa: PLC0415 - when the first one opens

        model, chosen = self.model, self.model.selection
        if model.results is None:
            return
        study = model.results.study
        others = tuple(code for code in ranked_of(study) if code != chosen.cluster)
        clusters = cluster_options(study, others, model.texts)

        def given(codes: tuple[str, ...]) -> None:
            model.choose(kind=Kind.COMPARISON, compared=codes)

        open_dialog(CompareDialog(self, model.texts, clusters=clusters, chosen=chosen.compared, given=given))

    def _keep(self) -> None:
        t = self.model.texts.t
        ask_text(self, title=t("Keep this view"), question=t("&Name of the view"), given=self.model.keeping.keep)

    def _copy(self) -> None:
        picture, image = self.model.canvas.picture, self.pane.chart.image()
        if self._is_table and picture is not None:
            lines = [*picture.rows, (), (self.model.source_line,)]
            QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in (picture.headings, *lines)))
        elif image is not None:
            QGuiApplication.clipboard().setImage(image)

    def _export(self) -> None:
        from clusterbench_gui.ui.screens.results.dialogs import ExportDialog  # noqa: PLC0415 - when the first one opens

        writing, names = self.model.exporting, self.model.selection.names
        dialog = ExportDialog(
            self, self.model.texts, kinds=writing.kinds, names=names, counts=writing.counts, given=self._write
        )
        open_dialog(dialog)

    def _write(self, what: str, names: Names) -> None:
        writing, title = self.model.exporting, self.model.texts.t("Export")
        if what in FORMATS:
            file = choose_new_file(self, title, writing.name(what), f"{what.upper()} (*.{what})")
            if file:
                writing.write_view(Path(file), what, names)
            return
        folder = choose_folder(self, title)
        if folder and what == FOLDER:
            writing.write_folder(Path(folder), names)
        elif folder:
            writing.write_promotion(Path(folder))


def _least_height(results: Results | None, selection: Selection) -> int:
    """Logical pixels that a picture needs to be legible; where the window has fewer, it is scrolled."""
    if results is None or selection.kind not in _BY_CLUSTER:
        return _PICTURE_HEIGHT
    return _FRAME_HEIGHT + _ROW_HEIGHT * min(len(results.study.clusters), _MOST_ROWS)
