"""Pictures of a variant for the cluster itself, each with its words and its table. Imports matplotlib."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from matplotlib.figure import Figure

from clusterbench_gui.app.planning.robust import Robustness
from clusterbench_gui.app.planning.subject import Subject
from clusterbench_gui.charts.networks import capacity, costs, diagram, front, futures, geography
from clusterbench_gui.charts.networks.view import View
from clusterbench_gui.charts.words import Table
from clusterbench_gui.domain.planning import KeptVariant, Standing, Variant
from clusterbench_gui.networks.making.calendar import days_of, free_hours
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import Theme


class Picturing(Enum):
    """What can be seen of a variant."""

    NETWORK = "network"
    MAP = "map"
    COSTS = "costs"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure, what it says, and the numbers behind it."""

    figure: Figure
    words: str
    table: Table


@dataclass(frozen=True, slots=True)
class Plate:
    """How it is drawn: `size` in inches."""

    theme: Theme
    texts: Texts
    size: tuple[float, float]
    invented: bool = False

    @property
    def note(self) -> str:
        """What a line below says of the data."""
        return self.texts.t("invented data") if self.invented else ""


def drawn(kind: Picturing, subject: Subject, kept: Sequence[KeptVariant], plate: Plate) -> Drawn:
    """A picture of a variant; `kept` are those that may have taken windows."""
    theme, texts, size = plate.theme, plate.texts, plate.size
    days = days_of(subject.book.frame)
    view = View(subject.book, subject.variant, days, invented=plate.invented)
    match kind:
        case Picturing.NETWORK:
            figure = diagram.diagram_figure(view, theme, texts, size=size)
            return Drawn(figure, diagram.describe(view, texts), diagram.table(view, texts))
        case Picturing.MAP:
            figure = geography.network_map_figure(view, theme, texts, size=size)
            return Drawn(figure, geography.describe(view, texts), geography.table(view, texts))
        case Picturing.COSTS:
            figure = costs.costs_figure(view, theme, texts, size=size)
            return Drawn(figure, costs.describe(view, texts), costs.table(view, texts))
        case Picturing.LOAD:
            hours = free_hours(subject.book, days)
            free = {code: dict(zip(days, row, strict=True)) for code, row in hours.items()}
            others = [
                one.variant for one in kept if one.standing is Standing.COMMITTED and one.variant != subject.variant
            ]
            figure = capacity.capacity_figure(view, free, theme, texts, committed=others, size=size)
            told = capacity.describe(view, free, texts, committed=others)
            return Drawn(figure, told, capacity.table(view, free, texts, committed=others))


def drawn_front(variants: Sequence[Variant], chosen: int | None, due: date | None, plate: Plate) -> Drawn:
    """Variants by delivery and cost."""
    texts = plate.texts
    figure = front.front_figure(variants, plate.theme, texts, chosen=chosen, due=due, note=plate.note, size=plate.size)
    return Drawn(figure, front.describe(variants, texts, chosen=chosen), front.table(variants, texts))


def drawn_futures(told: Robustness, plate: Plate) -> Drawn:
    """How often each day of delivery came out."""
    found = futures.Futures(dict(told.days), told.due, told.planned)
    figure = futures.futures_figure(found, plate.theme, plate.texts, note=plate.note, size=plate.size)
    return Drawn(figure, futures.describe(found, plate.texts), futures.table(found, plate.texts))
