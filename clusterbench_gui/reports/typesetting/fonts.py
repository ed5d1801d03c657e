"""Lato for reportlab: the typeface on paper, embedded in every file, so that no Polish letter is ever lost.

What people type may need more: signs and letters that Lato lacks come from DejaVu Sans, which matplotlib brings.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, weight_dict
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.theme import FONT_FILES

REGULAR = "Lato"
BOLD = "Lato-Bold"
ITALIC = "Lato-Italic"
BOLD_ITALIC = "Lato-BoldItalic"

FALLBACK = "DejaVuSans"

REPLACEMENT = "\u25a1"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Marks for shaping and direction: without the letters that they shape they are nothing to be seen."""
_JOINED = frozenset({"Mn", "Me"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_SEMIBOLD = 600
_WORDS = 20_000
"""Words whose widths are remembered."""


class _Measured(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A typeface that remembers the widths of words: reports ask for the same ones again and again, and reportlab counts letter by letter."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._widths: dict[str, float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """Width in points."""
        known = self._widths.get(text)
        if known is None:
            if len(self._widths) >= _WORDS:
                self._widths.clear()
            known = self._widths[text] = float(super().stringWidth(text, 1, encoding))
        return known * size


def register_fonts() -> None:
    """Make the four styles known to reportlab. Its registry is global, so doing it again changes nothing."""
    known = set(pdfmetrics.getRegisteredFontNames())
    names = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    for name, file in zip(names, FONT_FILES, strict=True):
        if name not in known:
            pdfmetrics.registerFont(_Measured(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)


def style_for(properties: FontProperties) -> str:
    """The style of Lato that is nearest to what matplotlib asks for, whatever family it names."""
    weight = properties.get_weight()
    heavy = (weight_dict[weight] if isinstance(weight, str) else weight) >= _SEMIBOLD
    slanted = properties.get_style() != "normal"
    return {(False, False): REGULAR, (True, False): BOLD, (False, True): ITALIC, (True, True): BOLD_ITALIC}[
        heavy, slanted
    ]


def width(text: str, font: str, size: float) -> float:
    """Width of one line in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def printable(text: str) -> str:
    """The text with every character that Lato lacks shown as an empty box: a gap that can be seen, and a valid file.

    Composed first, because a letter and its accent as two characters would be printed one after the other.
    """
    known = _characters()
    return "".join(letter if letter in known or letter == "\n" else REPLACEMENT for letter in _composed(text))


def runs(text: str) -> tuple[tuple[str, str], ...]:
    """The text in stretches of one typeface, each with its name: Lato, or DejaVu Sans for what only that has.

    An empty box stands for what neither has, and for letters that are written from right to left, which would have to be
    joined and turned round.
    """
    known, composed = _characters(), _composed(text)
    if known.issuperset(composed.replace("\n", "")):
        return ((REGULAR, composed),)
    further = _further_characters()
    found: list[tuple[str, str]] = []
    for letter in composed:
        is_known = letter in known or letter == "\n"
        font = FALLBACK if letter in further and not is_known else REGULAR
        shown = letter if is_known or font == FALLBACK else REPLACEMENT
        if found and found[-1][0] == font:
            found[-1] = font, found[-1][1] + shown
        else:
            found.append((font, shown))
    return tuple(found)


def has_gaps(text: str) -> bool:
    """Whether `runs` shows an empty box in place of something."""
    return sum(shown.count(REPLACEMENT) for _, shown in runs(text)) > text.count(REPLACEMENT)


def _composed(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("\t", " ")


@cache
def _characters() -> frozenset[str]:
    register_fonts()
    faces = (set(pdfmetrics.getFont(name).face.charToGlyph) for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC))
    return frozenset(chr(code) for code in set.intersection(*faces) if code >= ord(" "))


@cache
def _further_characters() -> frozenset[str]:
    """What DejaVu Sans adds, as far as letters can be set one after the other; it is made known by the first question."""
    path = Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    if FALLBACK not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FALLBACK, str(path)))
        pdfmetrics.registerFontFamily(FALLBACK, normal=FALLBACK, bold=FALLBACK, italic=FALLBACK, boldItalic=FALLBACK)
    codes = pdfmetrics.getFont(FALLBACK).face.charToGlyph
    return frozenset(letter for code in codes if code > ord("~") and _stands_alone(letter := chr(code)))


def _stands_alone(letter: str) -> bool:
    is_turned = unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT
    return not is_turned and unicodedata.category(letter) not in _JOINED
