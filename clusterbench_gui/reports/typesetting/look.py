"""What an edition's reports look like: its accent among the colours of paper, its logo, and who speaks."""

from dataclasses import dataclass, replace

from clusterbench_gui.domain.editions import ReportDesign, text_in
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import LIGHT, Theme

_SOFT = 0.14
"""Share of the accent in its soft ground."""


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
    """A light theme with another accent. That it can be read on white is checked where the edition is read."""
    return replace(theme, accent=accent, accent_soft=mixed(accent, theme.surface, _SOFT))


def mixed(colour: str, ground: str, share: float) -> str:
    """A `share` of a colour on a ground."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(255 * (share * ours + (1 - share) * other)):02X}" for ours, other in pairs)


def _parts(colour: str) -> tuple[float, ...]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255
