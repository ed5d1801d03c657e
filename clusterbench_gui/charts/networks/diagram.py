"""Who hands over to whom? Operations as boxes in layers from the first to the customer, shipments as lines with their days."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from clusterbench_gui.charts import words
from clusterbench_gui.charts.networks.diagram_page import draw_diagram
from clusterbench_gui.charts.networks.nodes import network_of
from clusterbench_gui.charts.networks.view import View, source
from clusterbench_gui.charts.style import Sheet
from clusterbench_gui.support.texts import DASH, Texts
from clusterbench_gui.support.theme import Theme


def diagram_figure(
    view: View, theme: Theme, texts: Texts, *, focus: str = "", size: tuple[float, float] = (10, 6.5)
) -> Figure:
    """The network of a variant; `focus` is the firm whose boxes are in accent, all where it is empty. `size` in inches."""
    sheet = Sheet(theme, texts, size)
    network = network_of(view, texts)
    sheet.frame(_title(view, texts), _subtitle(texts), source(view, texts))
    if not view.jobs:
        sheet.sentence(texts.t("There is no work in this plan"))
        return sheet.figure
    draw_diagram(sheet, network, focus)
    return sheet.figure


def describe(view: View, texts: Texts) -> str:
    """The network in words: how many there are, then every hand-over."""
    told = [_told(row, texts) for row in table(view, texts)[1][: words.ROWS_IN_WORDS]]
    return words.sentences([_title(view, texts), *told])


def _told(row: Sequence[str], texts: Texts) -> str:
    before, sender, after, receiver, days, *_ = row
    ways = {"from": f"{before} ({sender})", "to": f"{after} ({receiver})" if receiver != DASH else after}
    if days == DASH:
        return texts.t("{before} hands over to {after}", before=ways["from"], after=ways["to"])
    return texts.t(
        "{before} sends to {after}, days on the way: {days}", before=ways["from"], after=ways["to"], days=days
    )


def table(view: View, texts: Texts) -> words.Table:
    """Every hand-over: from which operation and firm to which, with days on the way; kilometres where all may be known."""
    network = network_of(view, texts)
    headings = (
        texts.t("From"),
        texts.t("Firm"),
        texts.t("To"),
        texts.t("Firm"),
        texts.t("Days on the way"),
        texts.t("Leaves"),
        texts.t("Arrives"),
    )
    rows = []
    for tie in network.ties:
        before, after, one = network.node(tie.before), network.node(tie.after), tie.shipment
        whom = DASH if after.customer else after.who
        days = (DASH, DASH, DASH)
        if one is not None:
            days = (texts.number(one.days, 0), texts.date(one.leaves), texts.date(one.arrives))
        rows.append((before.title, before.who, after.title, whom, *days))
    return headings, tuple(rows)


def _title(view: View, texts: Texts) -> str:
    work = texts.n("{n} operation", "{n} operations", len(view.jobs))
    sent = texts.n("{n} shipment", "{n} shipments", len(view.shipments))
    if view.only_firm:
        return texts.t("{name}: {work}, {sent}", name=view.firm(view.only_firm, texts), work=work, sent=sent)
    firms = texts.n("in {n} firm", "in {n} firms", len(view.firms))
    days = sum(one.days for one in view.shipments)
    way = texts.n("{n} day on the way in all", "{n} days on the way in all", days)
    return f"{work} {firms}; {sent}, {way}"


def _subtitle(texts: Texts) -> str:
    return texts.t("From the first operations at the left to the customer; numbers on the lines are days on the way")
