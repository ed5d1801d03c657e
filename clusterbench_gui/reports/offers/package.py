"""A firm's work package: what it does when, how many hours, how many pieces, what it is paid, what comes to it and what it hands on."""

from clusterbench_gui.domain.offering import Handover, Piece, WorkPackage
from clusterbench_gui.reports.offers.paper import Column, Paper, Row, dated, printed
from clusterbench_gui.reports.offers.pictures import Schedule
from clusterbench_gui.reports.offers.words import day, money, period, quantity, variant_name
from clusterbench_gui.reports.typesetting.layout import Known
from clusterbench_gui.support.texts import DASH, NO_BREAK_SPACE, Texts

_DATE = 60.0


def package_paper(package: WorkPackage, texts: Texts) -> bytes:
    """The work package as a tagged PDF for the archive; the same package gives the same bytes."""
    title = texts.t("Work package: {firm}", firm=package.firm)
    return printed(lambda known: _Package(package, title, texts, known).paper, title, package.head, texts)


class _Package:
    """Puts a work package down, from the first line on."""

    def __init__(self, package: WorkPackage, title: str, texts: Texts, known: Known) -> None:
        mark = texts.t("Confidential")
        self.paper = Paper(title, package.head, texts, known, confidential=mark)
        self._package, self._texts = package, texts
        self.paper.opening(
            title,
            dated([package.head.cluster, variant_name(package.head, texts)], package.head, texts),
            confidential=texts.t(
                "Confidential: for {firm} and the coordinator of the cluster only.", firm=package.firm
            ),
        )
        self._figures()
        self._terms()
        work = Schedule(texts.t("The work"), texts.t("When the firm works"), self._work, only_firm=package.code)
        work.add(self.paper, package.picture)
        self._arrivals()
        self._handovers()
        self._taken()
        self._confirmation()

    def _figures(self) -> None:
        package, texts = self._package, self._texts
        first, last = min(one.first for one in package.pieces), max(one.last for one in package.pieces)
        hours = package.hours
        self.paper.key_figures(
            [
                (texts.t("Work from and to"), period(first, last, texts)),
                (texts.t("Hours"), texts.number(hours, 0) if hours else DASH),
                (texts.t("Paid for it"), money(package.price, texts)),
            ]
        )

    def _terms(self) -> None:
        package, texts = self._package, self._texts
        standing = (
            texts.t("Agreed: the hours below are taken.")
            if package.committed
            else texts.t("A proposal: no hours are taken before the coordinator agrees with the firm.")
        )
        valid = package.head.valid_until
        terms = [
            (texts.t("Standing"), standing),
            (texts.t("Valid until"), day(valid, texts) if valid else texts.t("to be agreed")),
        ]
        if package.certificates:
            terms.append((texts.t("Certificates that the orders ask for"), ", ".join(package.certificates)))
        self.paper.facts(terms)

    def _work(self) -> None:
        package, texts, paper = self._package, self._texts, self.paper
        columns = [
            Column(texts.t("Operation"), 0),
            Column(texts.t("Resource"), 84),
            Column(texts.t("Quantity"), 48, figures=True),
            Column(texts.t("First day"), _DATE),
            Column(texts.t("Last day"), _DATE),
            Column(texts.t("Hours a day"), 38, figures=True),
            Column(texts.t("Hours"), 38, figures=True),
            Column(texts.t("Price"), 66, figures=True),
        ]
        rows: list[Row] = []
        for order in dict.fromkeys((one.order, one.product) for one in package.pieces):
            rows.append(Row((_order(*order, texts),), is_group=True))
            rows += [_piece(one, texts) for one in package.pieces if (one.order, one.product) == order]
        total = _whole(package.hours or None, texts)
        rows.append(Row((texts.t("Together"), "", "", "", "", "", total, money(package.price, texts)), is_total=True))
        paper.table(columns, rows, texts.t("Operations of the firm"))
        if any(one.hours_per_day is None for one in package.pieces):
            note = texts.t("Operations without hours take the days named, whatever the hours.")
            paper.manuscript.paragraph(note, paper.styles.note)

    def _arrivals(self) -> None:
        package, texts, paper = self._package, self._texts, self.paper
        paper.manuscript.chapter(texts.t("What comes to the firm"))
        if not package.arrivals:
            paper.manuscript.paragraph(texts.t("Nothing from other firms: the work does not wait for anybody."))
            return
        columns = [
            Column(texts.t("Sender"), 0),
            Column(texts.t("Arrives"), _DATE),
            Column(texts.t("For the operation"), 150),
            Column(texts.t("Order"), 90),
        ]
        rows = [Row((one.sender, day(one.arrives, texts), one.operation, one.order)) for one in package.arrivals]
        paper.table(columns, rows, texts.t("Goods that other firms send"))

    def _handovers(self) -> None:
        package, texts, paper = self._package, self._texts, self.paper
        paper.manuscript.chapter(texts.t("What the firm hands on"))
        if not package.handovers:
            paper.manuscript.paragraph(texts.t("Nothing to other firms or to the customer."))
            return
        columns = [
            Column(texts.t("After the operation"), 0),
            Column(texts.t("Order"), 80),
            Column(texts.t("Leaves"), _DATE),
            Column(texts.t("Receiver"), 130),
            Column(texts.t("Arrives"), _DATE),
        ]
        rows = [
            Row((one.operation, one.order, day(one.leaves, texts), _receiver(one, texts), day(one.arrives, texts)))
            for one in package.handovers
        ]
        paper.table(columns, rows, texts.t("Goods that go on"))

    def _taken(self) -> None:
        package, texts, paper = self._package, self._texts, self.paper
        if not package.taken:
            return
        paper.manuscript.chapter(
            texts.t("Hours that are taken") if package.committed else texts.t("Hours that would be taken")
        )
        columns = [
            Column(texts.t("Resource"), 0),
            Column(texts.t("First day"), _DATE),
            Column(texts.t("Last day"), _DATE),
            Column(texts.t("Hours a working day"), 90, figures=True),
        ]
        rows = [
            Row((one.resource, day(one.first, texts), day(one.last, texts), str(one.hours_per_day)))
            for one in package.taken
        ]
        paper.table(columns, rows, texts.t("Windows of the firm's resources"))

    def _confirmation(self) -> None:
        dots = "." * 48
        manuscript, texts = self.paper.manuscript, self._texts
        manuscript.chapter(texts.t("Confirmation"))
        manuscript.paragraph(texts.t("The firm does the work above on the days, in the hours and at the price named."))
        manuscript.space(12)
        for what in (texts.t("For the firm (date, signature)"), texts.t("For the cluster (date, signature)")):
            manuscript.paragraph(f"{what}:{NO_BREAK_SPACE}{dots}", self.paper.styles.note)


def _order(code: str, product: str, texts: Texts) -> str:
    if not product:
        return texts.t("Order {order}", order=code)
    return texts.t("Order {order}, product {product}", order=code, product=product)


def _piece(one: Piece, texts: Texts) -> Row:
    return Row(
        (
            _portioned(one.name, one.portion, texts),
            one.resource,
            quantity(one.quantity, texts),
            day(one.first, texts),
            day(one.last, texts),
            _whole(one.hours_per_day, texts),
            _whole(one.hours, texts),
            money(one.price, texts),
        )
    )


def _portioned(name: str, portion: int, texts: Texts) -> str:
    return texts.t("{operation}, part {number}", operation=name, number=portion) if portion else name


def _receiver(one: Handover, texts: Texts) -> str:
    if not one.to_customer:
        return one.receiver
    return texts.t("the customer, {name}", name=one.receiver) if one.receiver else texts.t("the customer")


def _whole(value: int | None, texts: Texts) -> str:
    return DASH if value is None else texts.number(value, 0)
