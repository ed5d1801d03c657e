"""How well colours (`#RRGGBB`) stand out from each other, by the formulas of WCAG 2."""

READABLE = 4.5
"""The least contrast of text that WCAG 2 takes for readable."""


def luminance(color: str) -> float:
    """Relative luminance, 0 for black and 1 for white."""
    parts = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 for the same colour to 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
