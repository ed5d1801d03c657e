"""Colours and sizes of the product, the only place for them. Window, charts and reports read it (docs/design.md)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as `#RRGGBB`. `outlined`: what others tell apart by a tone gets a line around it.

    `paper`: charts stand on a page among text, so that they have no margins and their titles are smaller than its headings.
    `series`: six of the colours of M. Okabe and K. Ito for what is compared side by side, always with marks of different shape; the first two are also
    the poles of scales from -1 to 1.
    """

    name: str
    dark: bool
    outlined: bool
    canvas: str
    surface: str
    line: str
    ink: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    benchmark: str
    median: str
    others: str
    ok: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    series: tuple[str, ...]
    paper: bool = False


LIGHT = Theme(
    name="light",
    dark=False,
    outlined=False,
    canvas="#F4F6F8",
    surface="#FFFFFF",
    line="#D5DDE4",
    ink="#17212B",
    muted="#52616F",
    accent="#0A6A72",
    accent_soft="#DCEEF0",
    on_accent="#FFFFFF",
    benchmark="#9A5B00",
    median="#5A6672",
    others="#C3CCD4",
    ok="#1F7A3D",
    warn="#8A5A00",
    warn_soft="#FFF3D6",
    bad="#B3261E",
    bad_soft="#FCE8E6",
    series=("#0072B2", "#D55E00", "#CC79A7", "#56B4E9", "#000000", "#009E73"),
)

DARK = Theme(
    name="dark",
    dark=True,
    outlined=False,
    canvas="#12181E",
    surface="#1B232B",
    line="#33404C",
    ink="#E8EDF2",
    muted="#A3B1BE",
    accent="#5CC4CC",
    accent_soft="#16343A",
    on_accent="#12181E",
    benchmark="#F0B454",
    median="#B4BFC9",
    others="#4A5763",
    ok="#6FCF8E",
    warn="#F0C264",
    warn_soft="#3A2F16",
    bad="#FF8A80",
    bad_soft="#3F1F1D",
    series=("#56B4E9", "#E69F00", "#CC79A7", "#F0E442", "#D55E00", "#009E73"),
)

CONTRAST = Theme(
    name="contrast",
    dark=True,
    outlined=True,
    canvas="#000000",
    surface="#000000",
    line="#FFFFFF",
    ink="#FFFFFF",
    muted="#FFFFFF",
    accent="#5CE1E6",
    accent_soft="#00393D",
    on_accent="#000000",
    benchmark="#FFFFFF",
    median="#FFFFFF",
    others="#8C8C8C",
    ok="#FFFFFF",
    warn="#FFFFFF",
    warn_soft="#000000",
    bad="#FFFFFF",
    bad_soft="#000000",
    series=("#FFFFFF",) * 6,
)
"""Black, white and the accent; the crowd of a chart is grey, or nothing would stand out from it."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}

FONT_FAMILY = "Lato"
FONT_FILES = ("Lato-Regular.ttf", "Lato-Bold.ttf", "Lato-Italic.ttf", "Lato-BoldItalic.ttf")

SPACE = (4, 8, 12, 16, 24, 32)
RADIUS = 6

TEXT_SMALL = 9
TEXT_TABLE = 10
TEXT_BODY = 11
TEXT_LARGE = 13
TEXT_HEADING = 16
TEXT_TITLE = 20
TEXT_DISPLAY = 28
