"""Lato for reportlab: the only typeface on paper, embedded in every file, so that no Polish letter is ever lost."""

import unicodedata
from functools import cache

from matplotlib.font_manager import FontProperties, weight_dict
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.theme import FONT_FILES

REGULAR = "Lato"
BOLD = "Lato-Bold"
ITALIC = "Lato-Italic"
BOLD_ITALIC = "Lato-BoldItalic"

_REPLACEMENT = "\u25a1"
_SEMIBOLD = 600


def register_fonts() -> None:
    """Make the four styles known to reportlab. Its registry is global, so doing it again changes nothing."""
    known = set(pdfmetrics.getRegisteredFontNames())
    names = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    for name, file in zip(names, FONT_FILES, strict=True):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
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
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter if letter in known or letter == "\n" else _REPLACEMENT for letter in composed)


@cache
def _characters() -> frozenset[str]:
    register_fonts()
    faces = (set(pdfmetrics.getFont(name).face.charToGlyph) for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC))
    return frozenset(chr(code) for code in set.intersection(*faces) if code >= ord(" "))
