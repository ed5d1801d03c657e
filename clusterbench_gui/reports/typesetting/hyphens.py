"""Where words may be broken at the end of a line, and which of these places a paragraph takes.

A place is a soft hyphen in the text. What is printed at the end of a line is one too, so that programs read and find the
whole word. Patterns are those of LibreOffice's dictionaries, as Pyphen brings them.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"

Heads: TypeAlias = Mapping[str, Collection[str]]
"""Parts of words that may end a line, each with the words that begin with it."""

_DICTIONARIES = {"pl": "pl_PL", "en": "en_GB"}
_BEFORE, _AFTER = 2, 3
"""Letters that stay together before and after a break."""
_WORD = re.compile(r"(?<![^\s(„“‘])[a-zà-öø-ÿĀ-ž]{6,}(?=[.,;:!?)”’…]*(?:\s|$))")
_MARKED = re.compile(rf"\w+(?:{SOFT_HYPHEN}\w+)+")
_BREAK = re.compile(r"[\s\u00a0(„“‘]")
_OTHER = re.compile(r"\W")
_ROW = 2
"""At most so many lines end with a hyphen one after the other."""
_ZONE = 0.09
"""Share of the measure: a line that would end nearer to the margin than that is not filled up with part of a word."""
_CACHED = 20_000


def hyphenated(text: str, language: str, *, is_last: bool = True) -> str:
    """The text with soft hyphens in its words of small letters: names are not broken, nor is the last word of a paragraph."""
    if language not in _DICTIONARIES:
        return text
    end = len(text.rstrip()) if is_last else len(text) + 1

    def broken(found: re.Match[str]) -> str:
        is_end = not text[found.end() : end].strip(".,;:!?)”’… \u00a0") and is_last
        return found.group() if is_end else _broken(found.group(), language)

    return _WORD.sub(broken, text)


@lru_cache(_CACHED)
def _broken(word: str, language: str) -> str:
    return str(_dictionary(language).inserted(word, SOFT_HYPHEN))


@cache
def _dictionary(language: str) -> Pyphen:
    return Pyphen(lang=_DICTIONARIES[language], left=_BEFORE, right=_AFTER)


def heads_of(text: str) -> Heads:
    """What may stand at the end of a line before its hyphen, each with the words that it begins."""
    found: dict[str, set[str]] = {}
    for word in _MARKED.findall(text):
        parts = word.split(SOFT_HYPHEN)
        for count in range(1, len(parts)):
            found.setdefault("".join(parts[:count]), set()).add(word)
    return found


def head(line: str, heads: Heads) -> str:
    """The part of a word with which a line ends, "" where it does not end within one."""
    last = _BREAK.split(line)[-1]
    return last[:-1] if last.endswith("-") and last[:-1] in heads else ""


def broken_word(line: str, after: str, heads: Heads) -> str:
    """The word that is broken between two lines, "" where none is."""
    begun = head(line, heads)
    rest = _OTHER.split(after.lstrip(), 1)[0]
    fitting = (word for word in heads.get(begun, ()) if word.replace(SOFT_HYPHEN, "").startswith(begun + rest))
    return min(fitting, default="")


def unwanted(lines: Sequence[tuple[float, str]], heads: Heads, measure: float, letter: float) -> str:
    """The word of the first hyphen that should not be there, "" where there is none.

    Lines come with the room that is left on them; `letter` is about the width of a letter.
    """
    row = 0
    for (extra, line), (_, after) in pairwise(lines):
        begun = head(line, heads)
        row = row + 1 if begun else 0
        if begun and (row > _ROW or extra + (len(begun) + 2) * letter < _ZONE * measure):
            return broken_word(line, after, heads)
    return ""


def words_of_line(line: Any) -> tuple[float, str]:
    """Room left and text of a line as reportlab keeps it: words, or stretches of their own looks."""
    if isinstance(line, tuple):
        return float(line[0]), " ".join(line[1])
    return float(line.extraSpace), "".join(getattr(word, "text", "") for word in line.words)


def soften(line: Any) -> None:
    """Turn the hyphen at the end of a line into a soft one."""
    if isinstance(line, tuple):
        line[1][-1] = line[1][-1][:-1] + SOFT_HYPHEN
    else:
        last = next(word for word in reversed(line.words) if getattr(word, "text", ""))
        last.text = last.text[:-1] + SOFT_HYPHEN
