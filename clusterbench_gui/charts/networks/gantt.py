"""Who works when? Work as bars over the working days, by firm or by operation, with transport between and delivery at the end."""

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.networks.gantt_page import (
    draw_due,
    draw_free,
    draw_row,
    draw_transport,
    drawing_of,
    most_rows,
    write_columns,
)
from clusterbench_gui.charts.networks.gantt_rows import By, pages_of, rows_of
from clusterbench_gui.charts.networks.timeline import draw_days
from clusterbench_gui.charts.networks.view import (
    Free,
    View,
    delivery,
    money,
    short_date,
    source,
    span,
)
from clusterbench_gui.charts.style import Sheet
from clusterbench_gui.support.texts import Texts
from clusterbench_gui.support.theme import Theme


def gantt_figure(
    view: View,
    theme: Theme,
    texts: Texts,
    *,
    by: By = By.FIRM,
    free: Free | None = None,
    focus: str = "",
    page: int = 0,
    size: tuple[float, float] = (10, 6.5),
) -> Figure:
    """One page of the chart; how many there are at this size says `page_count`. `size` in inches.

    `free`: the hours of each resource are drawn behind its work, for the cluster itself and, in a work package, for the firm. `focus`: the one firm in accent.
    """
    sheet = Sheet(theme, texts, size)
    rows = rows_of(view, texts, by)
    shown = free if free and (view.inner or view.only_firm) else {}
    sheet.frame(_title(view, texts), _subtitle(view, texts, bool(shown)), source(view, texts))
    if not rows:
        sheet.sentence(texts.t("There is no work in this plan"))
        return sheet.figure
    pages = pages_of(rows, most_rows(sheet, view, rows))
    if len(pages) > 1:
        said = texts.t("page {page} of {pages}", page=page + 1, pages=len(pages))
        sheet = Sheet(theme, texts, size)
        sheet.frame(_title(view, texts), _subtitle(view, texts, bool(shown)), source(view, texts, said))
    drawing = drawing_of(sheet, view, rows, pages[min(page, len(pages) - 1)])
    if shown:
        draw_free(drawing, shown)
    draw_days(sheet, drawing.line, drawing.plot)
    draw_due(drawing)
    write_columns(drawing)
    for place, row in enumerate(drawing.rows):
        draw_row(drawing, place, row, focus)
    if not view.only_firm:
        draw_transport(drawing)
    return sheet.figure


def page_count(
    view: View,
    theme: Theme,
    texts: Texts,
    *,
    by: By = By.FIRM,
    free: Free | None = None,
    size: tuple[float, float] = (10, 6.5),
) -> int:
    """How many pages the chart has at a size, without drawing them."""
    sheet = Sheet(theme, texts, size)
    sheet.frame(_title(view, texts), _subtitle(view, texts, bool(free)), source(view, texts))
    rows = rows_of(view, texts, by)
    return len(pages_of(rows, most_rows(sheet, view, rows))) if rows else 1


def describe(view: View, texts: Texts) -> str:
    """The chart in words: when it is delivered, then who does what from when to when."""
    told = []
    for row in rows_of(view, texts, By.OPERATION)[: words.ROWS_IN_WORDS]:
        if row.job:
            told.append(f"{row.first}, {row.second}: {span(row.job.first, row.job.last, texts)}")
        elif row.shipment:
            told.append(f"{row.first}, {row.second}: {span(row.shipment.leaves, row.shipment.arrives, texts)}")
    return words.sentences([_title(view, texts), *told, *_due_words(view, texts)])


def table(view: View, texts: Texts) -> words.Table:
    """Every job with firm, resource and days; hours and cost where the reader may know them."""
    inner = view.prices
    headings = [
        texts.t("Order"),
        texts.t("Operation"),
        texts.t("Firm"),
        texts.t("First day"),
        texts.t("Last day"),
        *([texts.t("Resource"), texts.t("Hours a day"), texts.t("Cost")] if inner else []),
    ]
    rows = [
        (
            job.order,
            view.operation(job, texts),
            view.firm(job.firm, texts),
            texts.date(job.first),
            texts.date(job.last),
            *(
                (view.resource(job.resource), texts.number(job.hours_per_day, 0), money(job.cost, texts))
                if inner
                else ()
            ),
        )
        for job in view.jobs
    ]
    return tuple(headings), tuple(rows)


def _title(view: View, texts: Texts) -> str:
    if not view.only_firm:
        return delivery(view, texts)
    name = view.firm(view.only_firm, texts)
    if not view.jobs:
        return texts.t("{name}: no work in this plan", name=name)
    first, last = min(job.first for job in view.jobs), max(job.last for job in view.jobs)
    return texts.n(
        "{name}: {n} operation, {first} to {last}",
        "{name}: {n} operations, {first} to {last}",
        len(view.jobs),
        name=name,
        first=short_date(first, texts),
        last=texts.date(last),
    )


def _subtitle(view: View, texts: Texts, free: bool) -> str:  # noqa: FBT001 - what is drawn
    if view.only_firm:
        said = texts.t("Thick bars are days of work, thin ones goods on their way")
    else:
        said = texts.t("Bars are days of work, lines are transport, diamonds are deliveries to the customer")
    known = texts.t("grey: free hours of the resource, the more the higher") if free else ""
    return "; ".join(part for part in (said, known, texts.t("days off are left out")) if part)


def _due_words(view: View, texts: Texts) -> list[str]:
    return [texts.t("Order {order} is due on {date}", order=code, date=texts.date(due)) for code, due in view.dues]
