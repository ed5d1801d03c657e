"""Tones of a theme: greys for bands and counts, the scale from -1 to 1, and the ink that is legible on a colour."""

from matplotlib.colors import to_hex, to_rgb

from clusterbench_gui.support.colours import contrast
from clusterbench_gui.support.theme import Theme

_FAINTEST = 0.12
"""Of a pole in the scale from -1 to 1: what is next to zero still shows."""


def tone(theme: Theme, share: float) -> str:
    """A grey of the theme: `share` of its muted text over its surface."""
    return _over(theme, theme.muted, share)


def diverging(theme: Theme, value: float) -> str:
    """From -1 to 1: the farther from zero, the more of one of two poles. Which of them is not seen in grey: negative ones need a sign or a pattern."""
    pole = theme.series[1 if value < 0 else 0]
    return _over(theme, pole, _FAINTEST + (1 - _FAINTEST) * min(abs(value), 1.0))


def _over(theme: Theme, color: str, share: float) -> str:
    over, under = to_rgb(color), to_rgb(theme.surface)
    red, green, blue = (share * one + (1 - share) * other for one, other in zip(over, under, strict=True))
    return to_hex((red, green, blue))


def ink_on(color: str) -> str:
    """Black or white, whichever stands out more from the colour (WCAG contrast)."""
    return max("#FFFFFF", "#000000", key=lambda ink: contrast(ink, color))
