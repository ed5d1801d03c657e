"""How colours look to the colour-blind and in grey, and how far apart they are (CIELAB, CIE 1976)."""

import numpy as np

PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
"""Machado, Oliveira, Fernandes: A physiologically-based model for simulation of color vision deficiency, 2009, severity 1."""

GREY = ((0.2126, 0.7152, 0.0722),) * 3
"""Luminance alone, as a printer without colours sets it."""

NONE = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
VISIONS = {"all": NONE, "protanopia": PROTANOPIA, "deuteranopia": DEUTERANOPIA, "grey": GREY}

_TO_XYZ = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
)
_WHITE = np.array((0.95047, 1.0, 1.08883))


def linear(color: str) -> np.ndarray:
    """Linear light of a `#RRGGBB`."""
    parts = np.array([int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(color: str, vision: str = "all") -> np.ndarray:
    """L*, a*, b* of a colour as somebody sees it (a key of `VISIONS`), under D65."""
    seen = np.clip(np.array(VISIONS[vision]) @ linear(color), 0, 1)
    xyz = _TO_XYZ @ seen / _WHITE
    root = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array((116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])))


def distance(one: str, other: str, vision: str = "all") -> float:
    """Distance of two colours in CIELAB; about 2 is just noticed."""
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))
