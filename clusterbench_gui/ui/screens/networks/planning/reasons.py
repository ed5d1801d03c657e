"""Why there is no plan: the smallest sets of reasons first, what would make one possible, and a button that tries it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from clusterbench_gui.app.planning.answers import Found, Hindrance, WayOut
from clusterbench_gui.app.planning.verdicts import Sign
from clusterbench_gui.networks.causes import Cause
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.screens.networks.planning.viewmodel import PlanningViewModel
from clusterbench_gui.ui.screens.networks.planning.words import money, named, rung_said, status_sentence
from clusterbench_gui.ui.theme import mark
from clusterbench_gui.ui.widgets.parts import M, S, button, label, row, scrolling

_MOST = 12


class Reasons(QWidget):
    """Follows what the last search came to."""

    passed = Signal()
    """The variants at hand are wanted in its place."""

    def __init__(self, model: PlanningViewModel) -> None:
        """Bind to the view-model."""
        super().__init__()
        self._model = model
        self._shown: tuple[WayOut, ...] | None = None
        self._said = label("", "bad", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._others = button(model.texts.t("Show the variants at hand"), self.passed.emit, role="link")
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addWidget(self._said)
        layout.addWidget(self._about)
        layout.addWidget(scrolling(self._inside), 1)
        layout.addLayout(row(self._others, None))
        model.changed.connect(self._render)
        self._render()

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons that try a way out, from above."""
        return self._inside.findChildren(QPushButton, "try")

    @property
    def said(self) -> str:
        """Why there is none, in words."""
        return self._said.text()

    def _render(self) -> None:
        found, texts = self._model.found, self._model.texts
        if found is None or found.variants:
            return
        self._others.setVisible(bool(self._model.shelf.listed))
        stopped = texts.t("Stopped before anything was found.") if found.stopped else ""
        self._said.setText(" ".join([stopped or status_sentence(found.status, texts), *_failing(found, texts)]))
        self._about.setText(
            texts.t("Each of these would make a plan possible, the smallest change first:")
            if found.ways
            else texts.t("Nothing was found that would make it possible alone or with others.")
        )
        self._about.setVisible(not stopped)
        if found.ways == self._shown:
            return
        self._shown = found.ways
        while (item := self._list.takeAt(0)) is not None:
            one = item.widget()
            if one is not None:
                one.setParent(None)
                one.deleteLater()
        for number, way in enumerate(found.ways[:_MOST], start=1):
            self._list.addWidget(self._line(number, way))
        self._list.addStretch(1)

    def _line(self, number: int, way: WayOut) -> QWidget:
        texts = self._model.texts
        made = QFrame()
        mark(made, "card")
        layout = QHBoxLayout(made)
        layout.setContentsMargins(M, S, M, S)
        said = label(f"{number}. {way_said(way, texts)}", wrap=True)
        layout.addWidget(said, 1)
        if way.limits is not None:
            act: Callable[[], None] = lambda: self._model.try_so(way)  # noqa: E731 - named for the annotation
            one = button(texts.t("Try so"), act)
            one.setObjectName("try")
            one.setAccessibleName(texts.t("Try so: {way}", way=way_said(way, texts)))
            layout.addWidget(one)
        return made


def _failing(found: Found, texts: Texts) -> list[str]:
    """What of the seven conditions does not hold, by order."""
    failing = [(order, rung_said(one, texts)) for order, rungs in found.rungs for one in rungs if one.sign is Sign.BAD]
    return [f"{order}, {said.title}: {said.sentence}" for order, said in failing if said.sentence]


def way_said(way: WayOut, texts: Texts) -> str:
    """What has to give way, and what comes of it."""
    said = " ".join(_sentence(one, texts) for one in way.hindrances)
    if len(way.hindrances) > 1:
        said = texts.t("Together: {reasons}", reasons=said)
    if way.cost is None:
        return said
    cost = money(way.cost, texts)
    if way.finish is None:
        return f"{said} " + texts.t("Then it costs {cost}.", cost=cost)
    return f"{said} " + texts.t("Then it costs {cost}, delivered on {day}.", cost=cost, day=texts.date(way.finish))


def _sentence(one: Hindrance, texts: Texts) -> str:
    count = int(one.amount)
    about, firms = named(one.about, texts), named(one.firms, texts)
    days = ""
    if one.first is not None and one.last is not None:
        days = texts.date(one.first) if one.first == one.last else f"{texts.date(one.first)}–{texts.date(one.last)}"
    match one.cause:
        case Cause.COMPETENCE:
            return texts.t("Nobody can do: {names}. An offer is needed.", names=about)
        case Cause.DUE:
            day = texts.date(one.day) if one.day is not None else "–"
            return texts.n(
                "Due {n} working day later, on {day}.", "Due {n} working days later, on {day}.", count, day=day
            )
        case Cause.BUDGET:
            return texts.t("A budget higher by {amount}.", amount=money(one.amount, texts))
        case Cause.RELIABILITY:
            return texts.t("Reliability lower by {points} points.", points=texts.number(one.amount, 1))
        case Cause.PARTNERS:
            return texts.n("{n} partner more.", "{n} partners more.", count)
        case _:
            return _of_firms(one, texts, count, about=about, firms=firms, days=days)


def _of_firms(one: Hindrance, texts: Texts, count: int, *, about: str, firms: str, days: str) -> str:
    resources = named(one.resources, texts)
    match one.cause:
        case Cause.HOURS:
            return texts.n(
                "{n} hour more of {resource} ({firm}) in {days} for: {names}.",
                "{n} hours more of {resource} ({firm}) in {days} for: {names}.",
                count,
                resource=resources,
                firm=firms,
                days=days,
                names=about,
            )
        case Cause.WINDOWS:
            return texts.n(
                "{n} hour of {resource} ({firm}) free at another time, in {days}, for: {names}.",
                "{n} hours of {resource} ({firm}) free at another time, in {days}, for: {names}.",
                count,
                resource=resources,
                firm=firms,
                days=days,
                names=about,
            )
        case Cause.TERM:
            return texts.t(
                "An offer of {firm} that holds in {days} too, for: {names}.", firm=firms, days=days, names=about
            )
        case Cause.TRANSPORT:
            return texts.n(
                "Transport {n} day faster between {firms}, for: {names}.",
                "Transport {n} days faster between {firms}, for: {names}.",
                count,
                firms=firms,
                names=about,
            )
        case Cause.SHARES:
            return texts.t(
                "{firm} may have {points} points more of the work.", firm=firms, points=texts.number(one.amount, 0)
            )
        case _:
            return texts.t("These need not be done by the same firm: {names}.", names=about)
