import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel

from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.theme import DARK, LIGHT, THEMES
from clusterbench_gui.ui.icons import icon, pixmap
from clusterbench_gui.ui.theme import mark, palette, style_sheet

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_text_can_be_read_on_what_lies_behind_it(theme):
    for behind in (theme.canvas, theme.surface, theme.accent_soft):
        for text in (theme.ink, theme.muted):
            assert contrast(text, behind) >= 4.5, (text, behind)
    assert contrast(theme.accent, theme.canvas) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.warn, theme.warn_soft) >= 4.5
    assert contrast(theme.bad, theme.bad_soft) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_style_sheet_names_no_token_that_does_not_exist(theme):
    assert re.findall(r"@\w+", style_sheet(theme)) == []


def test_palettes_differ_by_theme(qapp):
    assert palette(LIGHT).color(QPalette.ColorRole.Window) == QColor(LIGHT.canvas)
    assert palette(DARK).color(QPalette.ColorRole.Window) == QColor(DARK.canvas)


def test_a_role_can_be_given_anew(qtbot):
    made = QLabel("x")
    qtbot.addWidget(made)
    mark(made, "title")
    mark(made, "muted")
    assert made.property("role") == "muted"


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_can_be_drawn(qapp, name):
    image = pixmap(name, "accent", 20, 2.0, LIGHT).toImage()
    assert (image.width(), image.height()) == (40, 40)
    painted = [image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 200]
    assert len(painted) > 30


def test_an_icon_has_the_colour_of_the_theme(qapp):
    image = icon("circle-check", "bad", DARK).pixmap(20, 20).toImage()
    assert image.pixelColor(5, 8).name() == DARK.bad.lower()
