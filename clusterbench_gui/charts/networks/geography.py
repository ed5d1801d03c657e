"""Where is it made? The partners on a map of their region, goods on their way as arrows, the customer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.borders import Point, plane, voivodeships
from clusterbench_gui.charts.networks.labels import Label, placed, write_label
from clusterbench_gui.charts.networks.view import HiddenError, View, source, wrap_name
from clusterbench_gui.charts.style import Box, Sheet, width_of, wrap
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import SPACE, TEXT_SMALL, Theme

_AROUND = 0.16
"""Of the extent of all places, left free around them."""

_LEAST = 0.35
"""Degrees of latitude that a map shows at least."""

_SAME = 3.0
"""Marks nearer than that, in points, are one place."""

_FAR = 1.5
"""Customers that would make the map so many times larger stand at its edge."""

_EDGE = 12.0
_NAMES_SHARE = 0.34
_LINES = 3
_PIECES, _HEAD = 20, 12
"""Of a bent line, and the one on which its head stands."""


@dataclass(frozen=True, slots=True)
class _Map:
    """Where places of the plane stand on the sheet."""

    box: Box
    west: float
    north: float
    scale: float

    def at(self, point: Point) -> Point:
        """A place in points."""
        return self.box.left + (point[0] - self.west) * self.scale, self.box.top + (self.north - point[1]) * self.scale

    def inside(self, point: Point) -> Point:
        """The same, at the edge where it is beyond."""
        (x, y), box = self.at(point), self.box
        return min(max(x, box.left + _EDGE), box.right - _EDGE), min(max(y, box.top + _EDGE), box.bottom - _EDGE)

    def shows(self, point: Point) -> bool:
        """Whether a place is on it."""
        return self.at(point) == self.inside(point)


@dataclass(frozen=True, slots=True)
class _Way:
    """The line of a way and how thick it is."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The map with who stands together where, in points."""

    map: _Map
    groups: tuple[tuple[str, ...], ...]
    ways: tuple[_Way, ...]
    labels: tuple[Label, ...]

    @property
    def lines(self) -> list[Point]:
        """The points of all ways."""
        return [point for way in self.ways for point in way.points]


def network_map_figure(
    view: View, theme: Theme, texts: Texts, *, focus: str = "", size: tuple[float, float] = (8, 7)
) -> Figure:
    """Partners in accent with their names, other members as small grey marks, arrows for shipments. `size` in inches.

    Raises HiddenError for a work package: a map would tell who the other partners are.
    """
    if view.only_firm:
        raise HiddenError
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(view, texts), _subtitle(view, texts), source(view, texts))
    spots = _spots(view)
    if not spots:
        sheet.sentence(texts.t("No partner has a place on the map"))
        return sheet.figure
    _take_foot(sheet, _unknown(view, texts))
    drawing = _drawing(sheet, view, spots, focus)
    if placed(drawing.map.box, drawing.labels, drawing.lines)[1]:
        body = sheet.body
        sheet.body = Box(body.left, body.top, body.right, body.bottom - _LINES * TEXT_SMALL * 1.3)
        drawing = _drawing(sheet, view, spots, focus)
    _draw_region(sheet, drawing.map)
    _draw_members(sheet, view, drawing.map)
    for way in drawing.ways:
        _draw_arrow(sheet, way)
    _draw_spots(sheet, drawing, focus)
    return sheet.figure


def describe(view: View, texts: Texts) -> str:
    """The map in words: how far goods go, every way, and who is not on it."""
    if view.only_firm:
        raise HiddenError
    told = [f"{sender} {DASH} {receiver}: {count}, {km}" for sender, receiver, count, km, _ in table(view, texts)[1]]
    return words.sentences([_title(view, texts), *told[: words.ROWS_IN_WORDS], _unknown(view, texts)])


def table(view: View, texts: Texts) -> words.Table:
    """Every way that goods go: from, to, how often, kilometres and days of one shipment."""
    if view.only_firm:
        raise HiddenError
    headings = (texts.t("From"), texts.t("To"), texts.t("Shipments"), texts.t("Kilometres"), texts.t("Days on the way"))
    rows = []
    for (sender, receiver), count in _ways(view).items():
        one = next(
            one for one in view.shipments if (one.sender, one.receiver or f"customer:{one.order}") == (sender, receiver)
        )
        rows.append(
            (
                view.firm(sender, texts),
                _called(view, receiver, texts),
                texts.number(count, 0),
                texts.number(one.km, 0),
                texts.number(one.days, 0),
            )
        )
    return headings, tuple(rows)


def _title(view: View, texts: Texts) -> str:
    partners = texts.n("{n} partner", "{n} partners", len(view.firms))
    sent = texts.n("{n} shipment", "{n} shipments", len(view.shipments))
    kms = [one.km for one in view.shipments]
    known = [km for km in kms if km is not None]
    if not kms or len(known) < len(kms):
        return f"{partners}; {sent}"
    return texts.t("{partners}; {sent}, {km} km in all", partners=partners, sent=sent, km=texts.number(sum(known), 0))


def _subtitle(view: View, texts: Texts) -> str:
    others = texts.t("small grey marks are other members") if view.inner else ""
    known = any(code.startswith("customer:") for code in _spots(view))
    arrows = texts.t("Arrows are shipments, the square is the customer") if known else texts.t("Arrows are shipments")
    return "; ".join(part for part in (arrows, others) if part)


def _called(view: View, code: str, texts: Texts) -> str:
    return view.customer(code.partition(":")[2], texts) if code.startswith("customer:") else view.firm(code, texts)


def _ways(view: View) -> Mapping[tuple[str, str], int]:
    """How many shipments go each way; customers are told from firms by what stands before their order."""
    found: dict[tuple[str, str], int] = {}
    for one in view.shipments:
        way = (one.sender, one.receiver or f"customer:{one.order}")
        found[way] = found.get(way, 0) + 1
    return found


def _spots(view: View) -> dict[str, Point]:
    """The places of partners and customers on the plane, as far as they are known."""
    known = {one.code: one.place for one in view.book.firms}
    found = {code: plane(place[1], place[0]) for code in view.firms if (place := known.get(code))}
    for code in view.variant.orders if found else ():
        order = view.order(code)
        if order is not None and order.place:
            found[f"customer:{code}"] = plane(order.place[1], order.place[0])
    return found


def _unknown(view: View, texts: Texts) -> str:
    """Partners and customers without a place, in words."""
    spots = _spots(view)
    names = [view.firm(code, texts) for code in view.firms if code not in spots]
    names += [view.customer(code, texts) for code in view.variant.orders if f"customer:{code}" not in spots]
    return texts.t("Without a place on the map: {names}", names=", ".join(names)) if names else ""


def _take_foot(sheet: Sheet, said: str) -> None:
    """Words at the foot of the body, which they take their room from."""
    body = sheet.body
    if not said:
        return
    lines = wrap(said, TEXT_SMALL, body.width, lines=_LINES)
    top = body.bottom - len(lines) * TEXT_SMALL * 1.3
    sheet.block(body.left, top, lines, size=TEXT_SMALL)
    sheet.body = Box(body.left, body.top, body.right, top - SPACE[0])


def _map(sheet: Sheet, view: View, spots: Mapping[str, Point]) -> _Map:
    """As large as the body lets it be around the partners, with room for names; around the customers too, where these are not far off."""
    body = sheet.body
    partners = [spot for code, spot in spots.items() if ":" not in code]
    every = list(spots.values())
    near = every if max(_extent(every)) <= _FAR * max(_extent(partners)) else partners
    (wide, high), ((west, east), (south, north)) = _extent(near), _ends(near)
    across = max(width_of(view.firm(code, sheet.texts), TEXT_SMALL) for code in spots if ":" not in code)
    side = min(max(across * 0.6, body.width * _AROUND), body.width * 0.28)
    scale = min((body.width - 2 * side) / wide, body.height * (1 - 2 * _AROUND) / high)
    return _Map(body, (west + east) / 2 - body.width / 2 / scale, (north + south) / 2 + body.height / 2 / scale, scale)


def _ends(points: Sequence[Point]) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), max(xs)), (min(ys), max(ys))


def _extent(points: Sequence[Point]) -> tuple[float, float]:
    (west, east), (south, north) = _ends(points)
    return max(east - west, _LEAST), max(north - south, _LEAST)


def _drawing(sheet: Sheet, view: View, spots: Mapping[str, Point], focus: str) -> _Drawing:
    """Everything of the map with its place; who is beyond it stands at its edge."""
    map_ = _map(sheet, view, spots)
    at = {code: map_.inside(spot) for code, spot in spots.items()}
    groups = _together(at)
    ways = [
        _Way(tuple(_bent(at[sender], at[receiver])), 0.8 + 0.4 * min(count, 4))
        for (sender, receiver), count in _ways(view).items()
        if sender in at and receiver in at and math.dist(at[sender], at[receiver]) > 2 * _SAME
    ]
    labels = []
    for codes in groups:
        lines: list[str] = []
        for code in codes:
            name = _called(view, code, sheet.texts)
            said = name if map_.shows(spots[code]) else sheet.texts.t("{name}, beyond the map", name=name)
            lines += wrap_name(said, TEXT_SMALL, map_.box.width * _NAMES_SHARE, 2, bold=True)
        labels.append(Label(at[codes[0]], tuple(lines), _color(sheet, codes, focus)))
    return _Drawing(map_, tuple(map(tuple, groups)), tuple(ways), tuple(labels))


def _draw_region(sheet: Sheet, map_: _Map) -> None:
    """The borders of the voivodeships as far as they are in sight."""
    theme, box = sheet.theme, map_.box
    frame = sheet.rectangle(box, theme.canvas, over=0.2)
    for outline in voivodeships():
        ring = [map_.at(point) for point in outline.ring]
        border = sheet.line([*ring, ring[0]], theme.others, 0.8, over=0.6)
        border.set_clip_path(frame)


def _draw_members(sheet: Sheet, view: View, map_: _Map) -> None:
    """Members that take no part, for the cluster itself."""
    taking = set(view.firms)
    others = [
        one.place for one in view.book.firms if view.inner and one.active and one.place and one.code not in taking
    ]
    marks = [map_.at(plane(place[1], place[0])) for place in others]
    box = map_.box
    inside = [(x, y) for x, y in marks if box.left + 3 < x < box.right - 3 and box.top + 3 < y < box.bottom - 3]
    if inside:
        sheet.markers(inside, sheet.theme.others, 4.5, over=1.2).set_gid("member")


def _bent(start: Point, end: Point) -> list[Point]:
    """A line a little bent, so that there and back are told apart."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = math.hypot(dx, dy) or 1.0
    bend = min(long * 0.08, 14.0)
    middle = ((start[0] + end[0]) / 2 - dy / long * bend, (start[1] + end[1]) / 2 + dx / long * bend)
    points = []
    for step in range(_PIECES + 1):
        share = step / _PIECES
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        points.append((a * start[0] + b * middle[0] + c * end[0], a * start[1] + b * middle[1] + c * end[1]))
    return points


def _draw_arrow(sheet: Sheet, way: _Way) -> None:
    """The line of a way with a head past its middle, as at its end others would hide it."""
    color, points = sheet.theme.muted, way.points
    sheet.line(points, color, way.width, over=2).set_gid("way")
    (x, y), (x1, y1) = points[_HEAD], points[_HEAD + 1]
    length = math.dist(points[_HEAD], points[_HEAD + 1])
    ux, uy = (x1 - x) / length * 4.5, (y1 - y) / length * 4.5
    corners = [(x + ux, y + uy), (x - ux - uy * 0.8, y - uy + ux * 0.8), (x - ux + uy * 0.8, y - uy - ux * 0.8)]
    sheet.area(corners, color, 1.0, over=2.1)


def _color(sheet: Sheet, codes: Sequence[str], focus: str) -> str:
    return sheet.theme.accent if focus in {"", *codes} and not _customers(codes) else sheet.theme.ink


def _customers(codes: Sequence[str]) -> bool:
    return all(":" in code for code in codes)


def _draw_spots(sheet: Sheet, drawing: _Drawing, focus: str) -> None:
    """Marks with their names; for those that find no room numbers, and the names below."""
    for codes, label in zip(drawing.groups, drawing.labels, strict=True):
        shape = "s" if _customers(codes) else "o"
        mark = sheet.markers([label.at], _color(sheet, codes, focus), 9.0, shape=shape, over=4)
        mark.set_gid(codes[0] if _customers(codes) else f"firm:{codes[0]}")
    box = drawing.map.box
    written, left = placed(box, drawing.labels, drawing.lines)
    for one in written:
        write_label(sheet, one)
    for number, label in enumerate(left, 1):
        (x, y), said = label.at, str(number)
        sheet.markers([(x, y)], label.color, 13.0, over=4.2)
        sheet.text(x, y, said, size=TEXT_SMALL, color=sheet.theme.surface, bold=True, align="center", middle=True)
    if left:
        names = "; ".join(f"{number} {' '.join(label.lines)}" for number, label in enumerate(left, 1))
        sheet.block(box.left, box.bottom + 2, wrap(names, TEXT_SMALL, box.width, lines=_LINES), size=TEXT_SMALL)


def _together(at: Mapping[str, Point]) -> list[list[str]]:
    """Codes by place, those that would lie over each other together."""
    found: list[list[str]] = []
    for code, (x, y) in at.items():
        near = (group for group in found if abs(at[group[0]][0] - x) < _SAME and abs(at[group[0]][1] - y) < _SAME)
        group = next(near, None)
        if group is None:
            found.append([code])
        else:
            group.append(code)
    return found
