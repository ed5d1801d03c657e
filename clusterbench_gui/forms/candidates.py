"""Answers worth trying: what a form's own expressions compare a question with, and what lies beside that."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TypeVar

from clusterbench_gui.domain.questions import Kind
from clusterbench_gui.forms.binding import ModelBinder
from clusterbench_gui.forms.environment import SessionEnvironment
from clusterbench_gui.forms.form import Form
from clusterbench_gui.forms.instance import Cell
from clusterbench_gui.forms.model import Element, Program, Rule
from clusterbench_gui.forms.nodes import Node
from clusterbench_gui.forms.patterns import is_slow, matching
from clusterbench_gui.forms.xpath.comparison import COMPARISONS
from clusterbench_gui.forms.xpath.compiler import Compiler
from clusterbench_gui.forms.xpath.context import FAILURES, Context, Figure
from clusterbench_gui.forms.xpath.parser import parse
from clusterbench_gui.forms.xpath.syntax import Binary, Call, Expression, Literal, Number, parts
from clusterbench_gui.forms.xpath.values import from_days, parse_date

T = TypeVar("T")
_DRAWS = 150
"""How many values between those worth trying are drawn before a question is given up."""
_LONGEST = 300
"""Texts are made as long as a constraint seems to ask, up to this."""
_LONGEST_SLOW = 12
"""Texts that a pattern reads which may take for ever over longer ones."""
_LONGEST_OWN = 40
"""The same where the texts were made to fit that one pattern."""
_LARGEST = 1e300
"""Numbers that can still be subtracted and rounded."""
_MOST_ROWS = 2000
"""Answers that say how many rows there are say no more than fits into this, rosters within rosters included."""
_SOME = 20
_MANY = 12
_EPOCH = date(1970, 1, 1)
_NUMBERS = (0.0, 1.0, 2.0, 10.0)
_WORDS = ("a", "tekst", "Tekst 1", "1", "2012")
_PLACES = {
    Kind.GEOPOINT: "52.2 21 0 0",
    Kind.GEOTRACE: "52.2 21 0 0; 52.3 21 0 0",
    Kind.GEOSHAPE: "52.2 21 0 0; 52.3 21 0 0; 52.3 21.1 0 0; 52.2 21 0 0",
}


@dataclass(frozen=True, slots=True)
class _Balance:
    """The difference of the two sides of a comparison in an expression of the element `reader`."""

    reader: Element
    difference: Figure


@dataclass(slots=True)
class _Hints:
    """What expressions say of one question: literals that they hold, patterns, and comparisons that read it.

    `slow` are patterns anywhere that may take for ever over a long answer, `most` is the largest number to try.
    """

    numbers: set[float] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    patterns: list[str] = field(default_factory=list)
    balances: list[_Balance] = field(default_factory=list)
    slow: set[str] = field(default_factory=set)
    most: float = math.inf

    def take(self, other: "_Hints") -> None:
        """Take over what an expression says."""
        self.numbers |= other.numbers
        self.words |= other.words
        self.slow |= other.slow
        self.most = min(self.most, other.most)


class Candidates:
    """Answers to the questions of one form.

    Where answers would make a walk endless, they are not tried: `limited` are the elements, by index, of which that is so.
    """

    def __init__(self, form: Form) -> None:
        """Look through all expressions once."""
        self.limited: set[int] = set()
        self._hints = [_Hints() for _ in form.elements]
        holder = form.root.parent
        assert holder is not None
        for element in form.elements:
            for program in _programs(element):
                tree = parse(program.source)
                said = _literals(tree)
                for read in program.reads:
                    self._hints[read.element.index].take(said)
                self._balance(tree, element, holder)
            constraint = element.program(Rule.CONSTRAINT)
            if constraint is not None:
                self._hints[element.index].patterns += _patterns(parse(constraint.source))
        for element in form.elements:
            counted = element.program(Rule.COUNT)
            for read in counted.reads if counted is not None else ():
                deepest = max(one.depth for one in element.subtree())
                self._hints[read.element.index].take(_Hints(most=_MOST_ROWS ** (1 / deepest)))
        for unit in reversed(form.graph.units):  # what reads a calculation says something of what that reads
            if unit.rule is Rule.CALCULATE:
                said = replace(self._hints[unit.element.index])
                said.most = _narrowed(said.most, parse(unit.program.source))
                for read in unit.program.reads:
                    self._hints[read.element.index].take(said)

    def _balance(self, tree: Expression, reader: Element, holder: Node) -> None:
        """Note the comparisons of an expression at the questions that they read."""
        for one in parts(tree):
            if isinstance(one, Binary) and one.operator in COMPARISONS:
                binder = ModelBinder(holder, reader)
                balance = _Balance(reader, Compiler(binder).figure(Binary("-", one.left, one.right)))
                for element in {read.element.index: read.element for read in binder.reads.values()}.values():
                    self._hints[element.index].balances.append(balance)

    def of(self, cell: Cell, names: list[str], env: SessionEnvironment, random: Random) -> Iterator[str]:
        """Answers in a random order; `names` are the choices on offer. Those that come late are less likely."""
        control = cell.element.control
        assert control is not None
        make = _MAKERS.get(control.kind)
        if make is not None:
            yield from make(self._spoken(cell, names, random), random)
            yield from make(names, random)
        elif control.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE):
            for figure in self._numbers(cell, env, random):
                if float(figure) <= self._hints[cell.element.index].most:
                    yield figure
                else:
                    self.limited.add(cell.element.index)
        elif control.kind in (Kind.DATE, Kind.DATETIME):
            suffix = "T12:00:00" if control.kind is Kind.DATETIME else ""
            for day in _days(self._dates(cell, env), random):
                yield f"{day.isoformat()}{suffix}"
        elif control.kind is Kind.TIME:
            yield from _shuffled(
                ["00:00", "09:30", "12:00", "23:59", *sorted(self._hints[cell.element.index].words)], random
            )
        else:
            yield from self._texts(cell, random)

    def _numbers(self, cell: Cell, env: SessionEnvironment, random: Random) -> Iterator[str]:
        control = cell.element.control
        assert control is not None
        scale = control.scale
        if scale is not None:
            yield from _range(float(scale.low), float(scale.high), float(scale.step), random)
        else:
            whole = cell.element.bind.type in ("int", "integer")
            yield from _numbers(self._figures(cell, env), random, whole=whole)

    def _spoken(self, cell: Cell, names: list[str], random: Random) -> list[str]:
        """Often those of many choices that expressions speak of, to come first; they would hardly ever come up else."""
        if len(names) < _MANY or random.random() < 0.5:
            return []
        return [name for name in names if name in self._hints[cell.element.index].words]

    def _roots(self, cell: Cell, env: SessionEnvironment) -> Iterator[float]:
        """Answers that would make two sides of a comparison equal as things stand, where they differ along a line."""
        before = cell.value
        for balance in self._hints[cell.element.index].balances:
            reader = _cell_of(balance.reader, cell)
            try:
                ends = [_at(text, cell, balance, Context(env, reader)) for text in ("0", "1")] if reader else []
            except FAILURES:
                ends = []
            finally:
                cell.value = before
            if ends and math.isfinite(ends[0]) and math.isfinite(ends[1]) and ends[0] != ends[1]:
                yield ends[0] / (ends[0] - ends[1])

    def _figures(self, cell: Cell, env: SessionEnvironment) -> list[float]:
        known = {*_NUMBERS, *self._hints[cell.element.index].numbers, *self._roots(cell, env)}
        return sorted(one for one in known if _is_finite(one))

    def _dates(self, cell: Cell, env: SessionEnvironment) -> list[date]:
        found = [parse_date(word) for word in sorted(self._hints[cell.element.index].words)]
        found += [from_days(number) for number in self._roots(cell, env)]
        return sorted({env.now().date(), *(date(one.year, one.month, one.day) for one in found if one is not None)})

    def _texts(self, cell: Cell, random: Random) -> Iterator[str]:
        hints = self._hints[cell.element.index]
        if hints.slow:
            self.limited.add(cell.element.index)
            yield from self._short_texts(hints, random)
            return
        for pattern in hints.patterns:
            yield matching(pattern, random)[:_LONGEST]
        constrained = cell.element.program(Rule.CONSTRAINT) is not None
        lengths = {int(one) for one in hints.numbers if 0 < one <= _LONGEST} if constrained else set()
        made = [letter * length for length in sorted(lengths) for letter in "a1"]
        yield from _shuffled([*_WORDS, *made, *(word for word in sorted(hints.words) if word)], random)
        for pattern in hints.patterns * _SOME:
            yield matching(pattern, random)[:_LONGEST]

    def _short_texts(self, hints: _Hints, random: Random) -> Iterator[str]:
        """Texts over which no pattern takes long."""
        made = [letter * length for length in range(1, _LONGEST_SLOW + 1) for letter in "a1"]
        own = [matching(pattern, random, brief=True) for pattern in hints.patterns * _SOME]
        longest = _LONGEST_OWN if hints.slow == set(hints.patterns) and len(hints.slow) == 1 else _LONGEST_SLOW
        yield from (text for text in own if len(text) <= longest)
        texts = _shuffled([*_WORDS, *made, *sorted(hints.words)], random)
        yield from (text for text in texts if len(text) <= _LONGEST_SLOW)


def _programs(element: Element) -> Iterator[Program]:
    yield from element.bind.programs.values()
    itemset = element.control.itemset if element.control else None
    if itemset is not None and itemset.program is not None:
        yield itemset.program


def _literals(tree: Expression) -> _Hints:
    found = _Hints()
    for one in parts(tree):
        if isinstance(one, Number) and _is_finite(one.value):
            found.numbers.add(one.value)
        elif isinstance(one, Literal):
            found.words.add(one.value)
    found.slow = {pattern for pattern in _patterns(tree) if is_slow(pattern)}
    return found


def _narrowed(most: float, tree: Expression) -> float:
    """The largest number to try where a calculation may multiply it before it counts rows."""
    if not any(isinstance(one, Binary) and one.operator == "*" for one in parts(tree)):
        return most
    factors = [one.value for one in parts(tree) if isinstance(one, Number) and 1 < one.value < _LARGEST]
    return most / min(math.prod(factors), _LARGEST) if factors else math.sqrt(most)


def _is_finite(number: float | None) -> bool:
    return number is not None and abs(number) < _LARGEST


def _patterns(tree: Expression) -> list[str]:
    """The regular expressions of a constraint."""
    calls = [one for one in parts(tree) if isinstance(one, Call) and one.name == "regex" and one.arguments]
    return [call.arguments[-1].value for call in calls if isinstance(call.arguments[-1], Literal)]


def _cell_of(element: Element, cell: Cell) -> Cell | None:
    """The cell of an element in the rows that a cell stands in; None where it is in rows of its own."""
    scope = element.scope
    row = cell.row.within(scope.depth) if scope.depth <= cell.row.depth else None
    return row.slots[element.slot] if row is not None and row.element is scope else None


def _at(text: str, cell: Cell, balance: _Balance, context: Context) -> float:
    cell.value = text
    return balance.difference(context)


def _numbers(known: list[float], random: Random, *, whole: bool) -> Iterator[str]:
    near = {one + step for one in known for step in (-1.0, 0.0, 1.0)}
    if whole:
        near = {float(side(one)) for one in near for side in (math.floor, math.ceil)}
    values = sorted(near)
    if random.random() < 0.5:
        yield _figure(random.uniform(values[0], values[-1]), whole=whole)
    yield from (_figure(one, whole=whole) for one in _shuffled(values, random))
    gaps = list(pairwise(values))
    for _ in range(_DRAWS):
        yield _figure(random.uniform(*random.choice(gaps)), whole=whole)


def _figure(value: float, *, whole: bool) -> str:
    return str(round(value)) if whole else f"{value:.2f}".rstrip("0").rstrip(".")


def _range(low: float, high: float, step: float, random: Random) -> Iterator[str]:
    steps = max(0, math.floor((high - low) / step + 1e-9))
    places = (
        range(steps + 1) if steps < _DRAWS else sorted({0, steps, *(random.randint(0, steps) for _ in range(_DRAWS))})
    )
    yield from (f"{low + step * place:.10g}" for place in _shuffled(list(places), random))


def _days(known: list[date], random: Random) -> Iterator[date]:
    numbers = sorted({(one - _EPOCH).days + step for one in known for step in (-365, -1, 0, 1, 365)})
    drawn = (random.randint(*random.choice(list(pairwise(numbers)))) for _ in range(_DRAWS))
    for number in (*_shuffled(numbers, random), *drawn):
        try:
            yield _EPOCH + timedelta(days=number)
        except OverflowError:
            continue


def _one(names: list[str], random: Random) -> Iterator[str]:
    yield from _shuffled(names, random)


def _several(names: list[str], random: Random) -> Iterator[str]:
    for _ in range(min(_SOME, len(names))):
        yield " ".join(random.sample(names, random.randint(1, len(names))))
    yield from _shuffled(names, random)


def _ranked(names: list[str], random: Random) -> Iterator[str]:
    if names:
        yield " ".join(_shuffled(names, random))


def _shuffled(values: list[T], random: Random) -> list[T]:
    return random.sample(values, len(values))


Maker = Callable[[list[str], Random], Iterator[str]]


def _always(text: str) -> Maker:
    return lambda _names, _random: iter((text,))


_MAKERS: dict[Kind, Maker] = {
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _several,
    Kind.RANK: _ranked,
    Kind.ACKNOWLEDGE: _always("OK"),
    Kind.IMAGE: _always("picture.jpg"),
    Kind.AUDIO: _always("sound.m4a"),
    Kind.VIDEO: _always("film.mp4"),
    Kind.FILE: _always("file.pdf"),
    **{kind: _always(text) for kind, text in _PLACES.items()},
}
