"""What does it cost? Steps from nothing to the whole cost, one for each partner, work and transport apart; for the cluster itself only."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.bars import write_name
from clusterbench_gui.charts.networks.view import HiddenError, View, money, source
from clusterbench_gui.charts.scale import Axis, Mark, draw_marks
from clusterbench_gui.charts.style import Box, Sheet, spread, width_of
from clusterbench_gui.charts.tones import tone
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, TEXT_TABLE, Theme

_NAMES_SHARE = 0.34
_PITCHES = (14.0, 30.0)
_HEAD, _FOOT = TEXT_SMALL * 1.7, TEXT_SMALL * 2.2
_WORK, _TRANSPORT, _PENALTY = range(3)


@dataclass(frozen=True, slots=True)
class Part:
    """What goes to a partner, or for an operation: whole PLN for work and transport; a penalty goes to nobody."""

    code: str
    name: str
    work: int = 0
    transport: int = 0
    penalty: int = 0

    @property
    def all(self) -> int:
        """All of it."""
        return self.work + self.transport + self.penalty


def costs_figure(view: View, theme: Theme, texts: Texts, *, size: tuple[float, float] = (8, 5.5)) -> Figure:
    """The steps of all partners, the dearest first, then the penalty, below them the whole; small partners are gathered where there are many.

    In a work package the steps are the firm's own operations. Raises HiddenError for a reader without prices. `size` in inches.
    """
    sheet = Sheet(theme, texts, size)
    parts = parts_of(view, texts)
    sheet.frame(_title(view, parts, texts), _subtitle(view, texts), source(view, texts))
    if not any(part.all for part in parts):
        sheet.sentence(texts.t("Nothing costs anything in this plan"))
        return sheet.figure
    most = max(int((sheet.body.height - _HEAD - _FOOT) // _PITCHES[0]) - 1, 2)
    _draw(sheet, view, _gathered(parts, most, texts))
    return sheet.figure


def describe(view: View, texts: Texts) -> str:
    """The cost in words: the whole, its kinds, and what goes to whom."""
    parts = parts_of(view, texts)
    told = "; ".join(f"{part.name} {money(part.all, texts)}" for part in parts[: words.ROWS_IN_WORDS])
    kinds = ", ".join(_kind_words(parts, texts))
    return words.sentences([_title(view, parts, texts), kinds, told])


def table(view: View, texts: Texts) -> words.Table:
    """What goes to whom for work and transport, and the penalty; the last row is the sum of all."""
    parts = parts_of(view, texts)
    headings = (
        texts.t("Operation") if view.only_firm else texts.t("Partner"),
        texts.t("Work, PLN"),
        texts.t("Transport, PLN"),
        texts.t("Penalty, PLN"),
        texts.t("All, PLN"),
    )
    total = Part("", texts.t("all"), *_sums(parts))
    rows = [
        (part.name, *(texts.number(value, 0) for value in (part.work, part.transport, part.penalty, part.all)))
        for part in (*parts, total)
    ]
    return headings, tuple(rows)


def parts_of(view: View, texts: Texts) -> tuple[Part, ...]:
    """The parts of the cost, the greatest first and the penalty last: they sum to the cost of the variant to the zloty.

    Transport is counted to the firm that sends. What the variant counts and no job or shipment tells of is a part of its own.
    """
    if not view.prices:
        raise HiddenError
    if view.only_firm:
        own = (Part("", view.operation(job, texts), job.cost) for job in view.jobs)
        return tuple(sorted(own, key=lambda part: -part.all))
    variant = view.variant
    found = []
    for firm in variant.firms:
        work = sum(job.cost for job in variant.jobs if job.firm == firm)
        found.append(
            Part(firm, view.firm(firm, texts), work, sum(one.cost for one in variant.shipments if one.sender == firm))
        )
    found.sort(key=lambda part: (-part.all, part.code))
    cost, (work, transport, _) = variant.cost, _sums(found)
    if (work, transport) != (cost.work, cost.transport):
        found.append(Part("", texts.t("not of one partner"), cost.work - work, cost.transport - transport))
    if cost.penalty:
        found.append(Part("", texts.t("penalty for delay"), penalty=cost.penalty))
    return tuple(found)


def _sums(parts: Sequence[Part]) -> tuple[int, int, int]:
    return sum(part.work for part in parts), sum(part.transport for part in parts), sum(part.penalty for part in parts)


def _gathered(parts: Sequence[Part], most: int, texts: Texts) -> Sequence[Part]:
    """At most so many: the small partners together, before what goes to nobody."""
    if len(parts) <= most:
        return parts
    last = [part for part in parts if part.penalty]
    rest = [part for part in parts if not part.penalty]
    kept, small = rest[: most - 1 - len(last)], rest[most - 1 - len(last) :]
    name = texts.n("{n} smaller part together", "{n} smaller parts together", len(small))
    return [*kept, Part("", name, *_sums(small)), *last]


def _title(view: View, parts: Sequence[Part], texts: Texts) -> str:
    total = sum(part.all for part in parts)
    said = money(total, texts)
    if view.only_firm:
        return texts.t("{name}: {amount} for the work", name=view.firm(view.only_firm, texts), amount=said)
    best = next((part for part in parts if part.code), None)
    if not total or best is None:
        return texts.t("{amount} in all", amount=said)
    share = words.share(best.all / total, texts)
    return texts.t("{amount} in all; most, {share}, goes to {name}", amount=said, share=share, name=best.name)


def _subtitle(view: View, texts: Texts) -> str:
    if view.only_firm:
        return texts.t("Each step begins where the one above ends")
    return texts.t("Each step begins where the one above ends; transport is counted to the firm that sends")


def _kind_words(parts: Sequence[Part], texts: Texts) -> list[str]:
    """The kinds that there are, with their sums."""
    work, transport, penalty = (money(amount, texts) if amount else "" for amount in _sums(parts))
    said = [
        texts.t("work {amount}", amount=work) if work else "",
        texts.t("transport {amount}", amount=transport) if transport else "",
        texts.t("penalty {amount}", amount=penalty) if penalty else "",
    ]
    return [one for one in said if one]


def _draw(sheet: Sheet, view: View, parts: Sequence[Part]) -> None:
    body, texts, total = sheet.body, sheet.texts, sum(part.all for part in parts)
    values = [money(part.all, texts) for part in parts]
    column = max(width_of(value, TEXT_TABLE, bold=True) for value in (*values, money(total, texts)))
    room = min(max(width_of(part.name, TEXT_TABLE) for part in parts), body.width * _NAMES_SHARE)
    marks = _marks(sheet, view, total)
    most = max([total, *(mark.value for mark in marks)])
    axis = Axis(0.0, most, body.left + room + SPACE[2], body.right - column - SPACE[3])
    top = body.top + (_HEAD if marks else 0.0)
    pitch = min((body.bottom - top - _FOOT) / (len(parts) + 1), _PITCHES[1])
    plot = Box(axis.start, top, axis.end, top + pitch * (len(parts) + 1))
    at = 0
    for row, (part, value) in enumerate(zip(parts, values, strict=True)):
        box = Box(body.left, top + row * pitch, body.right, top + (row + 1) * pitch)
        write_name(sheet, box, part.name, room)
        sheet.text(body.right, box.middle[1], value, size=TEXT_TABLE, align="right", middle=True)
        gid = f"firm:{part.code}" if part.code else "part"
        middle, half = box.middle[1], min(pitch * 0.32, 8.0)
        at = _draw_part(sheet, axis, part, Box(box.left, middle - half, box.right, middle + half), at=at, gid=gid)
        x = axis.at(at)
        sheet.line(((x, middle + half), (x, middle + pitch - half)), sheet.theme.muted, 0.6)
    _draw_total(sheet, axis, parts, Box(body.left, plot.bottom - pitch, body.right, plot.bottom))
    if marks:
        draw_marks(sheet, axis, plot, marks, baseline=top - TEXT_SMALL * 0.5)


def _marks(sheet: Sheet, view: View, total: int) -> list[Mark]:
    """What the customer pays, where it is not too far from the cost to stand on the same scale."""
    order = view.order(view.variant.orders[0]) if len(view.variant.orders) == 1 and not view.only_firm else None
    price = order.price if order else None
    if price is None or not total / 2 <= price <= 2 * total:
        return []
    said = sheet.texts.t("price for the customer {amount}", amount=money(price, sheet.texts))
    return [Mark(said, price, sheet.theme.ink, dashed=True)]


def _draw_part(sheet: Sheet, axis: Axis, part: Part, row: Box, *, at: int = 0, gid: str = "part") -> int:
    """The kinds of a part one after the other from `at`; gives where they end."""
    for kind, amount in enumerate((part.work, part.transport, part.penalty)):
        if amount:
            left, right = sorted((axis.at(at), axis.at(at + amount)))
            _draw_kind(sheet, Box(left, row.top, max(right, left + 0.6), row.bottom), kind, gid)
            at += amount
    return at


def _draw_kind(sheet: Sheet, box: Box, kind: int, gid: str) -> None:
    """Work is solid, transport lighter, a penalty hatched."""
    theme = sheet.theme
    if kind == _WORK:
        sheet.rectangle(box, theme.accent).set_gid(gid)
    elif kind == _TRANSPORT:
        sheet.rectangle(box, tone(theme, 0.45)).set_gid(gid)
    else:
        sheet.rectangle(box, theme.surface).set_gid(gid)
        sheet.boxes([box], "none", edge=theme.bad, width=1.0, over=2.2)
        sheet.hatch([box], theme.bad, steps=4)


def _draw_total(sheet: Sheet, axis: Axis, parts: Sequence[Part], row: Box) -> None:
    """The whole by kinds, whose words stand below."""
    theme, texts, (x, middle) = sheet.theme, sheet.texts, (row.left, row.middle[1])
    half = min(row.height * 0.36, 9.0)
    sheet.lines([((row.left, row.top), (row.right, row.top))], theme.line)
    sheet.text(x, middle, texts.t("all"), size=TEXT_TABLE, bold=True, middle=True)
    total = Part("", "", *_sums(parts))
    sheet.text(row.right, middle, money(total.all, texts), size=TEXT_TABLE, bold=True, align="right", middle=True)
    _draw_part(sheet, axis, total, Box(row.left, middle - half, row.right, middle + half), gid="total")
    said, at, middles = _kind_words(parts, texts), 0, []
    for amount in _sums(parts):
        if amount:
            middles.append(axis.at(at + amount / 2))
            at += amount
    widths = [width_of(line, TEXT_SMALL, bold=True) for line in said]
    colors = [
        color for amount, color in zip(_sums(parts), (theme.accent, theme.muted, theme.bad), strict=True) if amount
    ]
    tight = sum(widths) + SPACE[2] * len(widths) > row.right - axis.start
    placed = spread(middles, widths, row.left if tight else axis.start, row.right, SPACE[1])
    for line, x, color in zip(said, placed, colors, strict=True):
        sheet.text(x, row.bottom + TEXT_SMALL * 1.3, line, size=TEXT_SMALL, color=color, bold=True, align="center")
