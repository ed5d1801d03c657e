"""The same report by WeasyPrint: its manuscript as HTML, its charts as matplotlib writes SVG. For `reports.py`.

The words, tables and figures are those of our own manuscript, so that both set the same. What they do not share is left out of the
comparison: WeasyPrint is not charged for putting the manuscript together, and need not keep tables in shape by hand or know the page of
anything.
"""

import base64
import html
import io
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from unittest import mock

import matplotlib as mpl
from matplotlib.figure import Figure
from reportlab.platypus import Paragraph

from clusterbench_gui.reports.typesetting.columns import Columns
from clusterbench_gui.reports.typesetting.flowables import (
    TableCell,
    TaggedFigure,
    TaggedItem,
    TaggedParagraph,
    TaggedTable,
)
from clusterbench_gui.reports.typesetting.layout import MARGIN, TEXT_WIDTH, Manuscript
from clusterbench_gui.reports.typesetting.references import Known
from clusterbench_gui.support.resources import resource

VARIANT = "pdf/a-3a"
_TAGS = {"H1": "h1", "H2": "h2", "H3": "h3"}
_FACES = {"Lato-Regular": (400, "normal"), "Lato-Bold": (700, "normal"), "Lato-Italic": (400, "italic")}


def manuscript_of(module: ModuleType, print_it: Callable[[], bytes]) -> Manuscript:
    """The manuscript that `print_it` of a report's module would have typeset."""
    kept: list[Callable[[Known], Manuscript]] = []
    with mock.patch.object(module, "typeset", lambda make, *_rest: kept.append(make) or b""):
        print_it()
    return kept[0](Known())


def charts_of(manuscript: Manuscript) -> list[TaggedFigure]:
    """Its figures with a chart."""
    return [one for one in manuscript._story if isinstance(one, TaggedFigure)]  # noqa: SLF001 - a look inside is the point


def page_of(manuscript: Manuscript, *, font_type: str = "path") -> str:
    """The manuscript as one HTML file with everything inside. `font_type`: letters of charts as paths, or "none" for text."""
    parts = [part for one in manuscript._story for part in _part(one, font_type)]  # noqa: SLF001 - likewise
    return f'<html lang="{manuscript.language}"><head><title>Report</title></head><body>{"".join(parts)}</body></html>'


def sheet() -> str:
    """The style sheet: the page and the faces; sizes stand at the paragraphs."""
    faces = [
        f"@font-face {{ font-family: Lato; font-weight: {weight}; font-style: {style}; src: url({_url(name)}) }}"
        for name, (weight, style) in _FACES.items()
    ]
    return "\n".join(
        (
            *faces,
            f"@page {{ size: A4; margin: {MARGIN:.0f}pt; @bottom-right {{ content: counter(page); font: 9pt Lato }} }}",
            "body { font-family: Lato; hyphens: auto; orphans: 2; widows: 2 } h1, h2, h3 { break-after: avoid }",
            "table { border-collapse: collapse } td, th { text-align: left; vertical-align: top; font-size: 9pt; padding: 2pt }",
            "tr { border-bottom: 0.5pt solid #D5DDE4; break-inside: avoid } figure { margin: 0; break-inside: avoid }",
        )
    )


def _part(flowable: Any, font_type: str) -> Iterator[str]:
    if isinstance(flowable, TaggedFigure):
        yield _figure(flowable, font_type)
    elif isinstance(flowable, TaggedTable):
        yield _table(flowable)
    elif isinstance(flowable, Columns):
        yield "".join(_paragraph(one, "p") for one in vars(flowable).get("_paragraphs", []))
    elif isinstance(flowable, TaggedParagraph):
        sign = f"{flowable.sign} " if isinstance(flowable, TaggedItem) else ""
        yield _paragraph(flowable, _TAGS.get(flowable.element.role, "p"), sign)


def _paragraph(made: Paragraph, tag: str, sign: str = "") -> str:
    style = made.style
    weight, slope = _FACES.get(style.fontName, (400, "normal"))
    look = (
        f"font: {slope} {weight} {style.fontSize}pt/{style.leading}pt Lato; margin: {style.spaceBefore}pt 0 {style.spaceAfter}pt"
        f" {style.leftIndent}pt; color: #{style.textColor.hexval()[2:]}"
    )
    return f'<{tag} style="{look}">{sign}{_markup(made)}</{tag}>'


def _markup(made: Paragraph) -> str:
    """What reportlab reads is HTML of 1995, which WeasyPrint reads but for the colour of fonts."""
    text = getattr(made, "_source", "") or made.text
    text = re.sub(r'<font color="([^"]*)">', r'<font style="color: \1">', text)
    return re.sub(r"<a [^>]*>|</a>", "", text)


def _table(table: TaggedTable) -> str:
    rows = []
    for number, row in enumerate(table._cellvalues):  # noqa: SLF001 - likewise
        tag = "th" if number == 0 else "td"
        spans = _spans(table.rows[number])
        cells = [f'<{tag} colspan="{span}">{_cell(row[place])}</{tag}>' for place, span in spans]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    columns = "".join(f'<col style="width: {width}pt">' for width in table._colWidths)  # noqa: SLF001 - likewise
    caption = _paragraph(table.caption, "p") if table.caption is not None else ""
    return f"{caption}<table>{columns}<thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table>"


def _spans(elements: Any) -> list[tuple[int, int]]:
    """Where each cell of a row begins, and how many columns it takes."""
    begins = [place for place, one in enumerate(elements) if one is not None]
    return [(begin, end - begin) for begin, end in zip(begins, [*begins[1:], len(elements)], strict=True)]


def _cell(content: Any) -> str:
    if isinstance(content, Paragraph):
        return _markup(content)
    return html.escape(str(content.content if isinstance(content, TableCell) else content))


def _figure(made: TaggedFigure, font_type: str) -> str:
    chart = made._chart  # noqa: SLF001 - likewise
    breadth = TEXT_WIDTH + 2 * chart.border
    figure = chart.draw((breadth / 72, chart.highest / 72))
    picture = base64.b64encode(_svg(figure, font_type)).decode()
    caption = _paragraph(made._caption, "figcaption") if made._caption is not None else ""  # noqa: SLF001 - likewise
    words = html.escape(chart.description)
    return f'<figure><img alt="{words}" style="width: {breadth}pt" src="data:image/svg+xml;base64,{picture}">{caption}</figure>'


def _svg(figure: Figure, font_type: str) -> bytes:
    out = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": font_type, "svg.hashsalt": "same"}):
        figure.savefig(out, format="svg")
    return out.getvalue()


def _url(name: str) -> str:
    return (resource("fonts") / f"{name}.ttf").as_uri()
