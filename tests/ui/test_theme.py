import re

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel

from clusterbench_gui.support.resources import resource
from clusterbench_gui.support.theme import (
    DARK,
    LIGHT,
    TEXT_BODY,
    TEXT_DISPLAY,
    TEXT_HEADING,
    TEXT_LARGE,
    TEXT_SMALL,
    TEXT_TITLE,
    THEMES,
)
from clusterbench_gui.ui.icons import icon, pixmap
from clusterbench_gui.ui.theme import load_fonts, mark, palette, style_sheet
from clusterbench_gui.ui.widgets.parts import label

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


@pytest.mark.parametrize(
    ("role", "size"),
    [
        ("", TEXT_BODY),
        ("caption", TEXT_SMALL),
        ("strong", TEXT_BODY),
        ("large", TEXT_LARGE),
        ("heading", TEXT_HEADING),
        ("title", TEXT_TITLE),
        ("display", TEXT_DISPLAY),
    ],
)
def test_the_strokes_of_polish_capitals_have_room_in_a_label(qapp, role, size):
    load_fonts(qapp)
    shown = label("Śluza, Źródło, Żagiel", role)
    font = QFont("Lato")
    font.setPointSize(size)
    font.setBold(role in {"strong", "heading", "title", "display"})
    metrics = QFontMetrics(font)
    above = -metrics.tightBoundingRect(shown.text()).top() - metrics.ascent()
    assert 0 < above <= shown.contentsMargins().top()
