"""What an edition's reports look like: its accent among the colours of paper, its logo, and who speaks."""

from dataclasses import dataclass, replace

from clusterbench_gui.domain.editions import ReportDesign, text_in
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT, Theme

_READABLE = 4.5
"""The least contrast of text that WCAG 2 takes for readable."""
_DARKER = 0.92
_SOFT = 0.14
"""Share of the accent in its soft ground."""

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, a logo as PNG with its words ("" where it tells nothing), and the lines at the foot of a cover."""

    theme: Theme = LIGHT
    logo: bytes = b""
    logo_words: str = ""
    publisher: str = ""
    contact: str = ""


PLAIN_LOOK = Look()
"""The product's own."""


def look_of(design: ReportDesign, texts: Texts) -> Look:
    """The look that an edition asks for, in a language."""
    return Look(
        theme=accented(LIGHT, design.accent) if design.accent else LIGHT,
        logo=design.logo,
        logo_words=text_in(design.logo_words, texts.language),
        publisher=text_in(design.publisher, texts.language),
        contact=text_in(design.contact, texts.language),
    )


def accented(theme: Theme, accent: str) -> Theme:
    """A light theme with another accent, darkened as far as it takes to be read on white."""
    colour = _parts(accent)
    while _contrast(colour) < _READABLE:
        red, green, blue = colour
        colour = red * _DARKER, green * _DARKER, blue * _DARKER
    return replace(theme, accent=_hex(colour), accent_soft=mixed(_hex(colour), theme.surface, _SOFT))


def mixed(colour: str, ground: str, share: float) -> str:
    """A `share` of a colour on a ground."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    red, green, blue = (share * ours + (1 - share) * other for ours, other in pairs)
    return _hex((red, green, blue))


def _parts(colour: str) -> Colour:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in colour)


def _contrast(colour: Colour) -> float:
    """With white, by the formula of WCAG 2."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
