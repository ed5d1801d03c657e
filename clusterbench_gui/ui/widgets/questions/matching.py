"""Finding a choice by a few letters, with or without Polish diacritics."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_PLAIN = str.maketrans("łŁøØđĐ", "lLoOdD")


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower case without diacritics: `Łódzkie` and `lodzkie` are one."""
    apart = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold().strip()


def matches(labels: Sequence[str], sought: str) -> list[int]:
    """Indices of the labels that hold the letters: those that begin with them first, then word beginnings, then the rest."""
    wanted = fold(sought)
    ranked = [(_rank(fold(label), wanted), index) for index, label in enumerate(labels)]
    return [index for rank, index in sorted(ranked) if rank < 3]


def _rank(label: str, wanted: str) -> int:
    if wanted not in label:
        return 3
    if label.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in label.replace("-", " ") else 2
