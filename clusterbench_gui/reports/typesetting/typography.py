"""Styles of text on paper, and what Polish and English typography asks of a sentence before it is broken into lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from clusterbench_gui.reports.typesetting.fonts import BOLD, ITALIC, REGULAR, runs
from clusterbench_gui.reports.typesetting.hyphens import hyphenated
from clusterbench_gui.support.markup import Run
from clusterbench_gui.support.texts import NO_BREAK_SPACE
from clusterbench_gui.support.theme import (
    LIGHT,
    TEXT_DISPLAY,
    TEXT_HEADING,
    TEXT_LARGE,
    TEXT_SMALL,
    TEXT_TITLE,
    Theme,
)

_ONE_LETTER_WORD = re.compile(r"(?<!\w)([aiouwzAIOUWZ]) +")
_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?![aiouwz]\b)(?=[^\s\d]{1,10}(?:\W|$))")

_ABBREVIATION_AND_NUMBER = re.compile(
    r"(?<!\w)(nr|no\.|s\.|str\.|p\.|pp\.|tab\.|rys\.|fig\.|rozdz\.|art\.|ust\.|pkt|poz\.|ok\.) +(?=\d)", re.IGNORECASE
)
_INITIAL = re.compile(r"(?<![\w])([A-ZĄĆĘŁŃÓŚŹŻ]\.) +(?=[A-ZĄĆĘŁŃÓŚŹŻ])")

_BODY = 10.5
_LEADING = 15.0
_TABLE_LEADING = 11.5
_PIECE = 3000
_HANG = 30.0
"""Points: the indent of questions and answers, in which the number stands."""

Words: TypeAlias = str | Sequence[Run]
"""Plain text, or text in runs that are bold or italic."""

TableStyle = list[tuple[Any, ...]]
"""Commands of reportlab's tables."""


def table_style(theme: Theme = LIGHT) -> TableStyle:
    """What all tables have: small text from the top of its cell, a line below the head and one at the foot.

    The font is named for every cell, or reportlab would name Helvetica, which is not embedded.
    """
    return [
        ("FONT", (0, 0), (-1, -1), REGULAR, TEXT_SMALL, _TABLE_LEADING),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, 0), 0.75, HexColor(theme.ink)),
        ("LINEBELOW", (0, -1), (-1, -1), 0.75, HexColor(theme.ink)),
    ]


def figures_style(theme: Theme = LIGHT) -> TableStyle:
    """`table_style` for columns of figures, with a muted head; the first column is text."""
    return [
        *table_style(theme),
        ("FONT", (0, 0), (-1, 0), BOLD, 8, 11),
        ("TEXTCOLOR", (0, 0), (-1, 0), HexColor(theme.muted)),
        ("TEXTCOLOR", (0, 1), (-1, -1), HexColor(theme.ink)),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]


def bound(text: str, language: str) -> str:
    """Spaces that must not break become no-break ones.

    After one-letter words in Polish, initials and abbreviations before numbers; between a number and its unit, a day and its month.
    """
    after = (_ABBREVIATION_AND_NUMBER, _INITIAL)
    for pattern in (_ONE_LETTER_WORD, *after) if language == "pl" else after:
        text = pattern.sub(rf"\1{NO_BREAK_SPACE}", text)
    return _NUMBER_AND_UNIT.sub(NO_BREAK_SPACE, text)


def markup(text: Words, language: str, *, hyphens: bool = False) -> str:
    """Text, plain or in runs of their own looks, as reportlab's paragraphs take it, with soft hyphens where asked for."""
    if isinstance(text, str):
        return _plain(text, language, hyphens=hyphens, is_last=True)
    last = len(text) - 1
    return "".join(_styled(run, language, hyphens=hyphens, is_last=place == last) for place, run in enumerate(text))


def _plain(text: str, language: str, *, hyphens: bool, is_last: bool) -> str:
    stretches = runs(bound(text, language))
    return "".join(
        _in_font(hyphenated(shown, language, is_last=is_last) if hyphens else shown, font) for font, shown in stretches
    )


def _in_font(text: str, font: str) -> str:
    return escape(text) if font == REGULAR else f'<font name="{font}">{escape(text)}</font>'


def _styled(run: Run, language: str, *, hyphens: bool, is_last: bool) -> str:
    made = _plain(run.text, language, hyphens=hyphens, is_last=is_last).replace("\n", "<br/>")
    for wanted, tag in ((run.bold, "b"), (run.italic, "i")):
        made = f"<{tag}>{made}</{tag}>" if wanted else made
    return made


def pieces(text: str) -> list[str]:
    """A long text in pieces of bounded length, broken at line breaks, else at spaces, where there are any.

    reportlab breaks a paragraph anew on each page, so that the work grows with the square of its length.
    """
    found: list[str] = []
    while len(text) > _PIECE:
        at = max(text.rfind("\n", 1, _PIECE), 0) or max(text.rfind(" ", 1, _PIECE), 0) or _PIECE
        found.append(text[:at])
        text = text[at:].lstrip(" ").removeprefix("\n")
    return [*found, text] if text.strip() else found


def _style(name: str, size: float, leading: float, font: str = REGULAR, /, **more: object) -> ParagraphStyle:
    options: dict[str, object] = {
        "textColor": HexColor(LIGHT.ink),
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
        **more,
    }
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **options)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a report; sizes in points, colours of a light theme."""

    title: ParagraphStyle
    title_long: ParagraphStyle
    cover: ParagraphStyle
    cover_long: ParagraphStyle
    subtitle: ParagraphStyle
    chapter: ParagraphStyle
    section: ParagraphStyle
    body: ParagraphStyle
    item: ParagraphStyle
    lead: ParagraphStyle
    entry: ParagraphStyle
    quote: ParagraphStyle
    contents: ParagraphStyle
    contents_note: ParagraphStyle
    note: ParagraphStyle
    caption: ParagraphStyle
    rule: ParagraphStyle
    cell: ParagraphStyle
    cell_strong: ParagraphStyle
    cell_note: ParagraphStyle
    cell_number: ParagraphStyle
    cell_head: ParagraphStyle
    cell_head_text: ParagraphStyle
    row: ParagraphStyle
    question: ParagraphStyle
    question_open: ParagraphStyle
    answer: ParagraphStyle
    answer_long: ParagraphStyle
    absent: ParagraphStyle
    origin: ParagraphStyle
    line: ParagraphStyle
    term: ParagraphStyle
    aside: ParagraphStyle


def _hanging(theme: Theme) -> dict[str, object]:
    return {
        "leftIndent": _HANG,
        "bulletFontName": BOLD,
        "bulletFontSize": TEXT_SMALL,
        "bulletColor": HexColor(theme.accent),
    }


def _boxed(theme: Theme) -> dict[str, object]:
    return {
        "leftIndent": 10,
        "rightIndent": 10,
        "spaceBefore": 14,
        "spaceAfter": 16,
        "backColor": HexColor(theme.accent_soft),
        "borderPadding": (6, 10, 8, 10),
    }


def styles(theme: Theme = LIGHT) -> Styles:
    """A fresh set; reportlab's styles can be changed by who holds them, so nobody shares one."""
    muted = HexColor(theme.muted)
    hanging, boxed = _hanging(theme), _boxed(theme)
    table: dict[str, object] = {"splitLongWords": 1, "allowWidows": 1, "allowOrphans": 1}
    return Styles(
        title=_style("title", TEXT_DISPLAY, 34, BOLD, spaceAfter=4),
        title_long=_style("title-long", TEXT_TITLE, 26, BOLD, spaceAfter=4),
        cover=_style("cover", TEXT_DISPLAY, 34, BOLD, spaceAfter=8, rightIndent=90),
        cover_long=_style("cover-long", TEXT_TITLE, 26, BOLD, spaceAfter=8, rightIndent=60),
        subtitle=_style("subtitle", TEXT_LARGE, 18, textColor=muted, spaceAfter=10),
        chapter=_style("chapter", TEXT_HEADING, 22, BOLD, spaceBefore=16, spaceAfter=6, keepWithNext=1),
        section=_style("section", TEXT_LARGE, 17, BOLD, spaceBefore=8, spaceAfter=4, keepWithNext=1),
        body=_style("body", _BODY, _LEADING, spaceAfter=7, hyphens=True),
        item=_style("item", _BODY, _LEADING, leftIndent=12, spaceAfter=2, hyphens=True),
        lead=_style("lead", _BODY, _LEADING, spaceAfter=7, keepWithNext=1, hyphens=True),
        entry=_style("entry", _BODY, _LEADING, leftIndent=20, spaceAfter=2, hyphens=True),
        quote=_style("quote", _BODY, _LEADING, **boxed, hyphens=True),
        contents=_style("contents", _BODY, _LEADING, BOLD),
        contents_note=_style("contents-note", TEXT_SMALL, 12, textColor=muted, rightIndent=40, spaceAfter=9),
        note=_style("note", TEXT_SMALL, 13, textColor=muted, spaceAfter=6, hyphens=True),
        caption=_style("caption", TEXT_SMALL, 12, textColor=muted),
        rule=_style("rule", TEXT_SMALL, 13, textColor=muted, spaceAfter=4, keepWithNext=1, hyphens=True),
        cell=_style("cell", TEXT_SMALL, _TABLE_LEADING, **table, hyphens=True),
        cell_strong=_style("cell-strong", TEXT_SMALL, _TABLE_LEADING, BOLD, **table),
        cell_note=_style("cell-note", TEXT_SMALL, _TABLE_LEADING, ITALIC, textColor=muted, alignment=TA_LEFT, **table),
        cell_number=_style("cell-number", TEXT_SMALL, _TABLE_LEADING, alignment=TA_RIGHT, **table),
        cell_head=_style("cell-head", 8, 10, BOLD, textColor=muted, alignment=TA_RIGHT, **table),
        cell_head_text=_style("cell-head-text", 8, 10, BOLD, textColor=muted, **table),
        question_open=_style("question-open", TEXT_SMALL + 1, 14, **hanging, spaceBefore=3, spaceAfter=1),
        row=_style("row", _BODY, _LEADING, BOLD, leftIndent=_HANG, spaceBefore=4, keepWithNext=1),
        question=_style("question", TEXT_SMALL + 1, 14, **hanging, spaceBefore=3, spaceAfter=1, keepWithNext=1),
        answer=_style("answer", _BODY, _LEADING, BOLD, leftIndent=_HANG, spaceAfter=4),
        answer_long=_style("answer-long", _BODY, _LEADING, leftIndent=_HANG, spaceAfter=4, hyphens=True),
        absent=_style("absent", _BODY, _LEADING, ITALIC, leftIndent=_HANG, spaceAfter=4, textColor=muted),
        origin=_style("origin", _BODY, _LEADING, BOLD, spaceBefore=6, keepWithNext=1),
        line=_style("line", TEXT_SMALL, 12.5, leftIndent=12, spaceAfter=1),
        term=_style("term", TEXT_SMALL, 10.5, spaceAfter=2, hyphens=True),
        aside=_style("aside", TEXT_SMALL, 13, leftIndent=_HANG, spaceAfter=5, textColor=muted),
    )
