"""“Accept the order?”: seven steps, each with a sign, a sentence and a number."""

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from clusterbench_gui.app.planning.verdicts import Rung, Sign
from clusterbench_gui.networks.ladder import Step
from clusterbench_gui.support.texts import DASH
from clusterbench_gui.ui.icons import SIZE, pixmap
from clusterbench_gui.ui.problems import words_of
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import rung_said
from clusterbench_gui.ui.theme import current_theme
from clusterbench_gui.ui.widgets.parts import XS, S, label

_PICTURES = {
    Sign.OK: ("circle-check", "ok"),
    Sign.WARN: ("alert", "warn"),
    Sign.BAD: ("circle-cross", "bad"),
    Sign.OPEN: ("circle", "muted"),
}


class _Line(QWidget):
    """A step: sign, title and number in a line, the sentence below."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = QLabel()
        self._sign.setFixedSize(SIZE, SIZE)
        self._title = label("", "strong")
        self._number = label("", "")
        self._sentence = label("", "small", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._number, 0, 2)
        grid.addWidget(self._sentence, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self._shown: tuple[Rung, str] | None = None
        self._is_all = False

    def show_sentence(self, *, all_: bool) -> None:
        """In a low window only what does not simply hold is said, the rest by the tip."""
        self._is_all = all_
        is_noted = self._shown is not None and self._shown[0].sign in {Sign.WARN, Sign.BAD}
        self._sentence.setVisible(all_ or is_noted)

    def show_rung(self, rung: Rung, model: PlanningViewModel) -> None:
        """Show another state of the step."""
        texts = model.texts
        if self._shown == (rung, texts.language):
            return
        self._shown = rung, texts.language
        said = rung_said(rung, texts)
        name, colour = _PICTURES[rung.sign]
        self._sign.setPixmap(pixmap(name, colour, SIZE, self.devicePixelRatioF()))
        self._sign.setAccessibleName(said.sign)
        self._sign.setToolTip(said.sign)
        self._title.setText(said.title)
        is_noted = rung.sign in {Sign.WARN, Sign.BAD}
        told = f"{said.number} · {said.sign}" if is_noted and said.number else said.number or said.sign
        self._number.setText(DASH if rung.sign is Sign.OPEN else told)
        self._number.setStyleSheet(f"color: {getattr(current_theme(), colour)};")
        self._sentence.setText(said.sentence)
        self.setToolTip(f"{said.sign}: {said.sentence}")
        self.show_sentence(all_=self._is_all)
        self.setAccessibleName(f"{said.title}: {said.sign}. {said.sentence} {said.number}")


class Ladder(QWidget):
    """Follows the limits while they are typed."""

    def __init__(self, model: PlanningViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = model
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        self._heading = label("", "strong", wrap=True)
        layout.addWidget(self._heading)
        self._problem = label("", "bad", wrap=True)
        layout.addWidget(self._problem)
        self._lines = {step: _Line() for step in Step}
        for line in self._lines.values():
            layout.addWidget(line)
        model.climbed.connect(self._render)
        model.changed.connect(self._render)
        self._render()

    def show_all(self, all_: bool) -> None:  # noqa: FBT001 - a setter in Qt's manner
        """Say a sentence for every step, or only for those that do not simply hold."""
        for line in self._lines.values():
            line.show_sentence(all_=all_)

    def _render(self) -> None:
        model, texts = self._model, self._model.texts
        order = model.current
        code = order.code if order is not None else ""
        self._heading.setText(texts.t("Accept order {order}?", order=code) if code else texts.t("Accept the order?"))
        problems = model.ladder_problems
        self._problem.setText(words_of(problems, texts) if problems else "")
        self._problem.setVisible(bool(problems))
        rungs = {one.step: one for one in model.rungs}
        for step, line in self._lines.items():
            line.show_rung(rungs.get(step, Rung(step, Sign.OPEN)), model)
            line.setVisible(not problems)
