"""Matching regular expressions without backtracking, for patterns over which `re` may take for ever.

All ways through a pattern are followed at once, letter by letter (Thompson, "Regular expression search algorithm", 1968).
"""

import re
from collections.abc import Callable, Iterable
from re import _constants, _parser  # type: ignore[attr-defined] # Python shows its parser nowhere else
from typing import Any

MOST_STATES = 2000
_Test = Callable[[str], bool]


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _is_boundary(text: str, at: int) -> bool:
    before = at > 0 and _is_word(text[at - 1])
    return before != (at < len(text) and _is_word(text[at]))


_CATEGORIES: dict[Any, _Test] = {
    _constants.CATEGORY_DIGIT: str.isdecimal,
    _constants.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    _constants.CATEGORY_SPACE: str.isspace,
    _constants.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    _constants.CATEGORY_WORD: _is_word,
    _constants.CATEGORY_NOT_WORD: lambda letter: not _is_word(letter),
}
_PLACES: dict[Any, Callable[[str, int], bool]] = {
    _constants.AT_BEGINNING: lambda _text, at: at == 0,
    _constants.AT_BEGINNING_STRING: lambda _text, at: at == 0,
    _constants.AT_END: lambda text, at: text[at:] in ("", "\n"),
    _constants.AT_END_STRING: lambda text, at: at == len(text),
    _constants.AT_BOUNDARY: _is_boundary,
    _constants.AT_NON_BOUNDARY: lambda text, at: not _is_boundary(text, at),
}


class UnsupportedError(Exception):
    """The pattern looks ahead, looks back, refers to a group, has flags, or is too large for an automaton."""


class Automaton:
    """A pattern as states: a letter to be read, a place to stand at, or ways that go on from there."""

    def __init__(self, pattern: str) -> None:
        """Raises `UnsupportedError`, or `re.error` where it is no pattern."""
        tree = _parser.parse(pattern)
        if tree.state.flags & ~re.UNICODE:
            raise UnsupportedError
        self._letters: dict[int, tuple[_Test, int]] = {}
        self._places: dict[int, tuple[Callable[[str, int], bool], int]] = {}
        self._ways: dict[int, list[int]] = {}
        self._count = 1  # 0 is the end
        self._start = self._sequence(tree, 0)

    @property
    def size(self) -> int:
        """The number of states."""
        return self._count

    def matches(self, text: str) -> bool:
        """Whether the whole text is accepted."""
        here = self._reached({self._start}, text, 0)
        for at, letter in enumerate(text, start=1):
            following = {after for test, after in (self._letters[one] for one in here if one) if test(letter)}
            here = self._reached(following, text, at)
            if not here:
                return False
        return 0 in here

    def _reached(self, states: Iterable[int], text: str, at: int) -> set[int]:
        """The end, and the states that read a letter, that are reached without reading one."""
        seen: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            if state in self._places:
                stands, after = self._places[state]
                waiting += [after] if stands(text, at) else []
            else:
                waiting += self._ways.get(state, ())
        return {one for one in seen if one in self._letters or not one}

    def _new(self) -> int:
        if self._count >= MOST_STATES:
            raise UnsupportedError
        self._count += 1
        return self._count - 1

    def _sequence(self, parts: Iterable[tuple[Any, Any]], after: int) -> int:
        """Add the states of parts that stand one behind the other; returns the first."""
        for kind, value in reversed(list(parts)):
            after = self._part(kind, value, after)
        return after

    def _part(self, kind: Any, value: Any, after: int) -> int:
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            least, most, inner = value
            return self._repeat(least, most, inner, after)
        if kind is _constants.SUBPATTERN and not value[1] and not value[2]:
            return self._sequence(value[3], after)
        state = self._new()
        if kind is _constants.BRANCH:
            self._ways[state] = [self._sequence(one, after) for one in value[1]]
        elif kind is _constants.AT:
            self._places[state] = (_PLACES[value], after)
        else:
            self._letters[state] = (_test(kind, value), after)
        return state

    def _repeat(self, least: int, most: Any, inner: Any, after: int) -> int:
        if most is _constants.MAXREPEAT:
            loop = self._new()
            self._ways[loop] = [after]
            self._ways[loop].append(self._sequence(inner, loop))
            after = loop
        else:
            end = after
            for _ in range(most - least):
                optional = self._new()
                self._ways[optional] = [end, self._sequence(inner, after)]
                after = optional
        for _ in range(least):
            after = self._sequence(inner, after)
        return after


def _test(kind: Any, value: Any) -> _Test:
    """Whether a letter is the one that a part of a pattern wants."""
    if kind is _constants.LITERAL:
        return lambda letter: ord(letter) == value
    if kind is _constants.NOT_LITERAL:
        return lambda letter: ord(letter) != value
    if kind is _constants.ANY:
        return lambda letter: letter != "\n"
    if kind is _constants.RANGE:
        return lambda letter: value[0] <= ord(letter) <= value[1]
    if kind is _constants.CATEGORY:
        return _CATEGORIES[value]
    if kind is not _constants.IN:
        raise UnsupportedError
    wanted = [_test(*one) for one in value if one[0] is not _constants.NEGATE]
    if len(wanted) < len(value):
        return lambda letter: not any(test(letter) for test in wanted)
    return lambda letter: any(test(letter) for test in wanted)
