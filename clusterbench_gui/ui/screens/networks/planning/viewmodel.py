"""Planning without widgets: which orders under which limits, whether to accept them, what a search found, and what would happen if."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from clusterbench_gui.app.planning.answers import Found, WayOut, Wish
from clusterbench_gui.app.planning.bench import Bench
from clusterbench_gui.app.planning.limits import Limits, limited, limited_order
from clusterbench_gui.app.planning.robust import Robustness
from clusterbench_gui.app.planning.verdicts import Rung, Sign
from clusterbench_gui.domain.networks import Status
from clusterbench_gui.domain.planning import Book, Order, Variant
from clusterbench_gui.domain.problems import Problem
from clusterbench_gui.domain.sheets import SHEET
from clusterbench_gui.networks.ladder import Step
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.ui.latest import Latest
from clusterbench_gui.ui.network_desk import NetworkDesk
from clusterbench_gui.ui.screens.networks.planning.fields import Field, TriedLimits, Typed, written
from clusterbench_gui.ui.screens.networks.planning.moving import Moving
from clusterbench_gui.ui.screens.networks.planning.quest import Quest
from clusterbench_gui.ui.screens.networks.planning.shelf import Shelf
from clusterbench_gui.ui.screens.networks.planning.words import futures_said, what_if_word

_SEARCHING = "clusterbench_gui.app.planning.searching:"
_FUTURES = "clusterbench_gui.app.planning.robust:"
_SETTLED = 80
"""Milliseconds without a key until the ladder is looked at."""
_QUICK = 3.5
"""Seconds of search for a what-if: with the start of its process the answer is there in five."""
DEFAULT_SECONDS = 30


class PlanningViewModel(QObject):
    """State of planning. `changed`: orders, limits or what a search came to; `climbed`: the ladder."""

    changed = Signal()
    climbed = Signal()

    def __init__(self, desk: NetworkDesk) -> None:
        """Nothing is planned."""
        super().__init__()
        self.desk = desk
        self._bench = Bench()
        self.quest = Quest(desk)
        self.shelf = Shelf(desk)
        self.moving = Moving(desk, self._bench)
        self._folder = desk.folder
        self._tried = TriedLimits()
        self._chosen: frozenset[str] = frozenset()
        self._current = ""
        self._ladders: Latest[tuple[Rung, ...]] = Latest()
        self._climbed: tuple[object, ...] = ()
        self._book: tuple[Book, dict[str, Limits], Book] | None = None
        self._rungs: tuple[Rung, ...] = ()
        self._asked: tuple[object, ...] = ()
        """Of what `found` is known."""
        self.found: Found | None = None
        self.what_if_said = ""
        """After which what-if nothing was found, in words."""
        self._answer: tuple[str, Variant, Variant] | None = None
        self.futures: Robustness | None = None
        self._futures_of: Variant | None = None
        self.seconds = DEFAULT_SECONDS
        self.by_risk = False
        """More reliable variants are looked for as well as earlier and cheaper ones."""
        self.ladder_problems: tuple[Problem, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.climb)
        desk.changed.connect(self._follow)
        self.shelf.chosen.connect(self._look)
        self.moving.moved_to.connect(self._show_moved)
        self._follow()

    @property
    def texts(self) -> Texts:
        """Texts of the window."""
        return self.desk.texts

    # --- orders and limits --------------------------------------------------------------------------------------

    @property
    def orders(self) -> tuple[Order, ...]:
        """All orders, as the table has them."""
        return self.desk.book.orders if self.desk.book is not None else ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The orders that are planned together: those that are ticked, else the one whose limits are shown."""
        ticked = tuple(one.code for one in self.orders if one.code in self._chosen)
        return ticked or ((self.current.code,) if self.current is not None else ())

    @property
    def ticked(self) -> frozenset[str]:
        """Orders that are ticked."""
        return self._chosen

    @property
    def current(self) -> Order | None:
        """The order whose limits and ladder are shown."""
        return next((one for one in self.orders if one.code == self._current), None)

    @property
    def book(self) -> Book | None:
        """The book under the limits that are tried; the same object while nothing changes."""
        if self.desk.book is None:
            return None
        differing = dict(self._tried.differing(self.orders))
        if self._book is None or self._book[0] is not self.desk.book or self._book[1] != differing:
            self._book = self.desk.book, differing, limited(self.desk.book, differing)
        return self._book[2]

    def tick(self, codes: frozenset[str]) -> None:
        """Plan these together."""
        if codes != self._chosen:
            self._chosen = codes
            self.changed.emit()
            self.climbed.emit()

    def look_at(self, code: str) -> None:
        """Show the limits and the ladder of an order."""
        if code != self._current:
            self._current = code
            self.climb()
            self.changed.emit()

    def shown(self, field: Field) -> Typed:
        """What a field shows."""
        return self._tried.shown(self.current, field, self.texts) if self.current is not None else Typed("")

    @property
    def is_trying(self) -> bool:
        """The order has other limits than the table says, or something that cannot be read."""
        return any(self.shown(field).is_other for field in Field)

    @property
    def can_write_back(self) -> bool:
        """What is tried can be read, and is other than the table."""
        typed = [self.shown(field) for field in Field]
        return not self.desk.read_only and any(one.is_other for one in typed) and all(one.is_read for one in typed)

    def type(self, field: Field, text: str) -> None:
        """Something is typed into a field; the ladder follows when the keys rest."""
        if self.current is not None:
            self._tried.type(self.current.code, field, text)
            self._timer.start()
            self.changed.emit()

    def take_back(self) -> None:
        """What the table says holds again."""
        if self.current is not None:
            self._tried.take_back(self.current.code)
            self.climb()
            self.changed.emit()

    def write_back(self) -> None:
        """What is tried goes into the table."""
        order = self.current
        if order is None or not self.can_write_back:
            return
        sheet = SHEET["orders"]
        rows = self.desk.sheets.get("orders", ())
        place = next((number for number, row in enumerate(rows) if row[sheet.column("code")].strip() == order.code), -1)
        limits = self._tried.limits(order)
        for field in Field:
            if place >= 0 and self.shown(field).is_other:
                text = written(field, getattr(limits, field.value), self.texts)
                self.desk.set_cells("orders", place, sheet.column(field.value), ((text,),))

    def try_so(self, way: WayOut) -> None:
        """Put the limits of a way out into the fields."""
        order = next((one for one in self.orders if one.code == way.order), None)
        if order is not None and way.limits is not None:
            self._tried.try_limits(order, way.limits, self.texts)
            self._current = order.code
            self.climb()
            self.changed.emit()

    # --- the ladder ---------------------------------------------------------------------------------------------

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The steps of the order; the last says what a search found under the same limits."""
        return tuple(self._searched(one) if one.step is Step.SCHEDULE else one for one in self._rungs)

    def climb(self) -> None:
        """Look at the ladder of the order beside the window, unless it is the one that is shown."""
        self._timer.stop()
        book, known = self.desk.book, self.current
        if book is None or known is None:
            self._rungs, self._climbed, self.ladder_problems = (), (), ()
            self._ladders.forget()
            self.climbed.emit()
            return
        taken = self.desk.taken
        order = limited_order(known, self._tried.limits(known))
        key = id(book), order, taken
        if key == self._climbed:
            self.climbed.emit()
            return
        self._climbed = key
        self._ladders.ask(
            lambda done, failed: self.desk.desk.analyse(lambda _: self._bench.ladder(book, order, taken), done, failed),
            self._take_rungs,
            self._fail_rungs,
        )

    @property
    def is_current(self) -> bool:
        """What was found is of these orders under these limits."""
        return bool(self._asked) and self._asked == self._asking

    @property
    def _asking(self) -> tuple[object, ...]:
        """What a search would be of."""
        return self.book, self.chosen, self.desk.taken

    def _searched(self, rung: Rung) -> Rung:
        if self.found is None or not self.is_current or self._current not in self.chosen:
            return rung
        if any(one.sign is Sign.BAD for one in self._rungs):
            return rung
        if self.found.variants:
            return Rung(rung.step, Sign.OK, len(self.found.variants))
        return Rung(rung.step, Sign.BAD if self.found.status is Status.IMPOSSIBLE else Sign.WARN)

    def _take_rungs(self, rungs: tuple[Rung, ...]) -> None:
        self._rungs, self.ladder_problems = rungs, ()
        self.climbed.emit()

    def _fail_rungs(self, problems: tuple[Problem, ...]) -> None:
        self._rungs, self.ladder_problems, self._climbed = (), problems, ()
        self.climbed.emit()

    # --- searches -----------------------------------------------------------------------------------------------

    @property
    def can_find(self) -> bool:
        """There is something to plan, and nothing is being searched."""
        return self.book is not None and bool(self.chosen) and not self.quest.is_busy

    def find(self) -> None:
        """Look for variants of the chosen orders."""
        book, orders = self.book, self.chosen
        if book is None or not self.can_find:
            return
        limits = dict(self._tried.differing(self.orders))
        asked = self._asking

        def found(result: Found) -> None:
            self.found, self._asked = result, asked
            self.shelf.show_found(result.variants, limits)
            self.changed.emit()
            self.climbed.emit()

        wish = Wish(float(self.seconds), by_risk=self.by_risk)
        what = self.texts.t("Looking for variants…")
        self.quest.ask(what, f"{_SEARCHING}find", (book, orders, self.desk.taken, wish), found)
        self.changed.emit()

    def differ(self) -> None:
        """Look for variants with other partners."""
        what = self.texts.t("Looking for variants with other partners…")
        self._ask_what_if(what, "differ", (), self.texts.t("other partners"))

    def disturb(self) -> None:
        """Try what happens to the variant in many disturbed futures."""
        subject = self.shelf.subject
        if subject is None or self.quest.is_busy:
            return

        def told(found: Robustness | None) -> None:
            self.futures, self._futures_of = found, subject.variant
            self.changed.emit()

        what = self.texts.t("Trying disturbed futures…")
        self.quest.ask(what, f"{_FUTURES}futures", (subject, 1), told)

    @property
    def shown_futures(self) -> Robustness | None:
        """The futures of the variant that is looked at; None where none were tried."""
        return self.futures if self._has_tried else None

    @property
    def futures_said(self) -> str:
        """What the futures of the variant that is looked at came to."""
        if not self._has_tried:
            return ""
        if self.futures is None:
            return self.texts.t("Of no partner it is known how often it is in time, so there is nothing to try.")
        return futures_said(self.futures, self.texts)

    @property
    def what_if_answer(self) -> str:
        """What the last what-if came to, while the variant that it found is looked at."""
        one = self.shelf.selected
        if one is None or self._answer is None or one.variant != self._answer[2]:
            return ""
        return what_if_word(*self._answer, self.texts)

    @property
    def _has_tried(self) -> bool:
        one = self.shelf.selected
        return one is not None and self._futures_of is not None and one.variant == self._futures_of

    def drop_firm(self, firm: str, since: date | None = None) -> None:
        """Look for what would be done without a firm, at all or from a day on."""
        name = next((one.name for one in self.desk.book.firms if one.code == firm), firm) if self.desk.book else firm
        texts = self.texts
        why = texts.t("without {firm}", firm=name)
        if since is not None:
            why = texts.t("without {firm} from {day}", firm=name, day=texts.date(since))
        self._ask_what_if(texts.t("Planning without {firm}…", firm=name), "without", ((firm, since),), why)

    def _ask_what_if(self, what: str, function: str, more: tuple[object, ...], why: str) -> None:
        subject, chosen = self.shelf.subject, self.shelf.selected
        if subject is None or chosen is None or self.quest.is_busy:
            return

        def found(result: Found) -> None:
            self.what_if_said = "" if result.variants else why
            self._answer = (why, chosen.variant, result.variants[0]) if result.variants else None
            self.shelf.add(result.variants, why, chosen.limits)
            self.changed.emit()

        self.what_if_said = ""
        self.quest.ask(what, f"{_SEARCHING}{function}", (subject, *more, Wish(_QUICK)), found)
        self.changed.emit()

    # --- following ----------------------------------------------------------------------------------------------

    def _look(self) -> None:
        self.moving.look_at(self.shelf.subject)

    def _show_moved(self, variant: Variant) -> None:
        self.shelf.replace_moved(variant, self.texts.t("moved by hand"))

    def _follow(self) -> None:
        """The tables are others."""
        codes = [one.code for one in self.orders]
        self._chosen &= frozenset(codes)
        if self._current not in codes and codes:
            self._current = codes[0]
        if self.desk.folder != self._folder:
            self._folder, self.found, self._asked, self.what_if_said = self.desk.folder, None, (), ""
            self._tried = TriedLimits()
            self.quest.abandon()
        self.climb()
        self.changed.emit()
