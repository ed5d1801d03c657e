"""Tones without a meaning of their own: greys of a theme for bands and counts, and the ink that is legible on a colour."""

from matplotlib.colors import to_hex, to_rgb

from clusterbench_gui.support.theme import Theme


def tone(theme: Theme, share: float) -> str:
    """A grey of the theme: `share` of its muted text over its surface."""
    over, under = to_rgb(theme.muted), to_rgb(theme.surface)
    red, green, blue = (share * one + (1 - share) * other for one, other in zip(over, under, strict=True))
    return to_hex((red, green, blue))


def ink_on(color: str) -> str:
    """Black or white, whichever stands out more from the colour (WCAG contrast)."""
    luminance = _luminance(color)
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def _luminance(color: str) -> float:
    parts = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
