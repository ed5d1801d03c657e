"""The customer's offer: what is delivered when at what price, in which stages, and by whom if that is told."""

from clusterbench_gui.domain.offering import CustomerOffer, OfferedOrder
from clusterbench_gui.reports.offers.paper import Column, Paper, Row, dated, printed
from clusterbench_gui.reports.offers.pictures import Schedule
from clusterbench_gui.reports.offers.words import agreed, day, money, quantity, reliability_words
from clusterbench_gui.reports.typesetting.layout import Known
from clusterbench_gui.support.texts import DASH, Texts

_DATE, _FIGURE = 60.0, 72.0
_ROOM, _LINE, _MOST_ROOM = 95.0, 14.0, 250.0
"""Points: a heading, a sentence and the head of a table; a row; a table that may be broken."""


def customer_paper(offer: CustomerOffer, texts: Texts) -> bytes:
    """The offer as a tagged PDF for the archive; the same offer gives the same bytes."""
    title = texts.t("Offer: {orders}", orders=", ".join(one.code for one in offer.orders))
    return printed(lambda known: _Offer(offer, title, texts, known).paper, title, offer.head, texts)


class _Offer:
    """Puts an offer down, from the first line on."""

    def __init__(self, offer: CustomerOffer, title: str, texts: Texts, known: Known) -> None:
        self.paper = Paper(f"{title} · {offer.head.cluster}", offer.head, texts, known)
        self._offer, self._texts = offer, texts
        customer = texts.t("for {customer}", customer=offer.customer) if offer.customer else ""
        self.paper.opening(title, dated([offer.head.cluster, customer], offer.head, texts))
        self._figures()
        self._terms()
        if len(offer.orders) > 1:
            self._orders()
        stages = Schedule(texts.t("Stages"), texts.t("When each stage is worked on"), self._stages)
        stages.add(self.paper, offer.picture)
        self._partners()

    def _figures(self) -> None:
        offer, texts = self._offer, self._texts
        valid = offer.head.valid_until
        self.paper.key_figures(
            [
                (texts.t("Delivery"), day(offer.delivered, texts)),
                (texts.t("Price"), agreed(offer.price, texts)),
                (texts.t("Offer valid until"), day(valid, texts) if valid else texts.t("to be agreed")),
            ]
        )

    def _terms(self) -> None:
        offer, texts = self._offer, self._texts
        terms: list[tuple[str, str]] = []
        if len(offer.orders) == 1:
            terms += _of_order(offer.orders[0], texts)
        for order in offer.orders:
            terms += _late(order, texts, is_named=len(offer.orders) > 1)
        terms.append((texts.t("Reliability"), reliability_words(offer.reliability, texts)))
        if offer.certificates:
            terms.append((texts.t("Certificates that every partner has"), ", ".join(offer.certificates)))
        if offer.lacking:
            terms.append((texts.t("Certificates asked for that not every partner has"), ", ".join(offer.lacking)))
        self.paper.facts(terms)

    def _orders(self) -> None:
        texts = self._texts
        columns = [
            Column(texts.t("Order"), 0),
            Column(texts.t("Product"), 0),
            Column(texts.t("Quantity"), 52, figures=True),
            Column(texts.t("Date asked for"), 66),
            Column(texts.t("Delivery"), _DATE),
        ]
        is_priced = any(one.price is not None for one in self._offer.orders)
        columns += [Column(texts.t("Price"), _FIGURE, figures=True)] if is_priced else []
        rows = []
        for one in self._offer.orders:
            cells = (one.code, one.product, quantity(one.quantity, texts), _wanted(one, texts))
            price = (agreed(one.price, texts),) if is_priced else ()
            rows.append(Row((*cells, day(one.delivered, texts), *price)))
        if is_priced:
            rows.append(Row((texts.t("Together"), "", "", "", "", agreed(self._offer.price, texts)), is_total=True))
        self.paper.manuscript.chapter(texts.t("Orders"))
        self.paper.table(
            columns, rows, texts.t("Orders, dates and prices") if is_priced else texts.t("Orders and dates")
        )

    def _stages(self) -> None:
        offer, texts, paper = self._offer, self._texts, self.paper
        columns = [Column(texts.t("Stage"), 0), Column(texts.t("First day"), _DATE), Column(texts.t("Last day"), _DATE)]
        columns += [Column(texts.t("Partners"), 190)] if offer.named or len(offer.partners) > 1 else []
        rows: list[Row] = []
        for order in offer.orders:
            if len(offer.orders) > 1:
                rows.append(Row((texts.t("Order {order}", order=order.code),), is_group=True))
            for stage in order.stages:
                who = (", ".join(stage.partners),) if len(columns) > 3 else ()
                rows.append(Row((stage.name, day(stage.first, texts), day(stage.last, texts), *who)))
        paper.table(columns, rows, texts.t("Stages; each day named is a day of work, the last one included"))

    def _partners(self) -> None:
        offer, texts, paper = self._offer, self._texts, self.paper
        paper.manuscript.chapter(texts.t("Who makes it"), room=min(_ROOM + _LINE * len(offer.partners), _MOST_ROOM))
        said = texts.n(
            "{n} firm of the cluster does the work; the cluster coordinates it.",
            "{n} firms of the cluster share the work; the cluster coordinates it.",
            len(offer.partners),
        )
        paper.manuscript.paragraph(said)
        if not offer.named:
            return
        if not any(one.certificates for one in offer.partners):
            paper.manuscript.items(one.name for one in offer.partners)
        else:
            columns = [Column(texts.t("Firm"), 0), Column(texts.t("Certificates"), 200)]
            rows = [Row((one.name, ", ".join(one.certificates) or DASH)) for one in offer.partners]
            paper.table(columns, rows, texts.t("The partners and their certificates"))


def _of_order(order: OfferedOrder, texts: Texts) -> list[tuple[str, str]]:
    terms = []
    if order.product:
        terms.append((texts.t("Product"), order.product))
    if order.quantity is not None:
        terms.append((texts.t("Quantity"), quantity(order.quantity, texts)))
    if order.wanted:
        terms.append((texts.t("Date asked for"), day(order.wanted, texts)))
    return terms


def _late(order: OfferedOrder, texts: Texts, *, is_named: bool) -> list[tuple[str, str]]:
    """What a delivery behind the date that was asked for means; nothing where it is kept."""
    if order.wanted is None or order.delivered <= order.wanted:
        return []
    said = texts.n(
        "{n} calendar day after the date asked for.",
        "{n} calendar days after the date asked for.",
        (order.delivered - order.wanted).days,
    )
    if order.penalty_per_day is not None:
        amount = money(order.penalty_per_day, texts)
        said += " " + texts.t("The penalty agreed for each working day is {amount}.", amount=amount)
    what = texts.t("Delivery of {order}", order=order.code) if is_named else texts.t("Delivery")
    return [(what, said)]


def _wanted(order: OfferedOrder, texts: Texts) -> str:
    return day(order.wanted, texts) if order.wanted else DASH
