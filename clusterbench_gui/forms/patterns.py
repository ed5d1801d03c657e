"""Regular expressions of a form: texts that they accept, and which of them may take for ever."""

import re
import warnings
from functools import lru_cache
from random import Random
from typing import Any

from rstr import Rstr

_FEW = 2
_MANY = 100
_MOST_STATES = 5000
_LOOPS = 3
"""This many repeats in a row take no more than a moment over the longest texts that are tried."""
_SIGN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P?<\w+>|[\w-]*:|<?[=!]|>))?|\)|\{\d*,?\d*\}|[*+?|]|.", re.DOTALL
)


class _Sampler(Rstr):
    """Makes texts for a pattern. With `brief` it repeats as little as it may, or hardly more."""

    def __init__(self, random: Random, *, brief: bool) -> None:
        super().__init__(random)
        self._brief = brief
        self._states = 0
        self._cases = {
            **self._cases,
            "possessive_repeat": lambda value: self._handle_repeat(*value),
            "atomic_group": self._build_string,
            "groupref_exists": self._either,
        }

    def _either(self, value: Any) -> str:
        group, first, second = value
        return self._build_string(first if group in self._cache else second or ())

    def _handle_state(self, state: Any) -> Any:
        self._states += 1
        if self._states > _MOST_STATES:
            raise OverflowError
        return super()._handle_state(state)

    def _handle_repeat(self, start_range: int, end_range: int, value: Any) -> str:
        most = min(end_range, start_range + _FEW if self._brief else max(start_range, _MANY))
        times = self._random.randint(start_range, most)
        return "".join(self._build_string(value) for _ in range(times))


def matching(pattern: str, random: Random, *, brief: bool = False) -> str:
    """A text that a regular expression accepts; "" where it is none, or none is found."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of patterns that another dialect reads in another way
            return _Sampler(random, brief=brief).xeger(pattern)
    except (re.error, RecursionError, OverflowError, ValueError, LookupError):
        return ""


@lru_cache(maxsize=256)
def is_slow(pattern: str) -> bool:
    """Whether a pattern may take very long over a text: a repeated group that varies inside, or many repeats."""
    varies = [False]
    loops = 0
    closed = False
    for sign in _SIGN.findall(pattern):
        repeats = sign in "*+" or (sign[0] == "{" and len(sign) > 1)
        if repeats and closed:
            return True
        closed = False
        if sign[0] == "(":
            varies.append(False)
        elif sign == ")" and len(varies) > 1:
            closed = varies.pop()
            varies[-1] |= closed
        elif sign in "*+?|" or (repeats and "," in sign):
            varies[-1] = True
            loops += sign not in "?|"
    return loops > _LOOPS
