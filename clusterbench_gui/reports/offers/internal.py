"""The coordinator's paper of a variant: everything that is known of it, with what it costs whom and how sure it is."""

from clusterbench_gui.domain.offering import InternalOffer, OrderAccount
from clusterbench_gui.domain.planning import Shipment
from clusterbench_gui.reports.offers.paper import Column, Paper, Row, dated, printed
from clusterbench_gui.reports.offers.pictures import Schedule, cost_steps, network
from clusterbench_gui.reports.offers.words import (
    aim_words,
    bound_words,
    day,
    money,
    quantity,
    share,
    size_words,
    standing_words,
    status_words,
    variant_name,
)
from clusterbench_gui.reports.typesetting.layout import Known
from clusterbench_gui.support.texts import DASH, Texts

_HALF = 32
_DATE, _MONEY = 60.0, 68.0


def internal_paper(offer: InternalOffer, texts: Texts) -> bytes:
    """The paper as a tagged PDF for the archive; the same offer gives the same bytes."""
    name = variant_name(offer.head, texts)
    orders = ", ".join(one.code for one in offer.orders)
    title = texts.t("{variant}: {orders}", variant=name, orders=orders)
    return printed(lambda known: _Internal(offer, title, texts, known).paper, title, offer.head, texts)


class _Internal:
    """Puts the paper down, from the first line on."""

    def __init__(self, offer: InternalOffer, title: str, texts: Texts, known: Known) -> None:
        mark = texts.t("Confidential: trade secrets of the members")
        self.paper = Paper(title, offer.head, texts, known, confidential=mark)
        self._offer, self._texts = offer, texts
        self.paper.opening(
            title,
            dated([texts.t("Internal offer"), offer.head.cluster], offer.head, texts),
            confidential=texts.t(
                "Confidential: trade secrets of the members. For the coordinator of the cluster only."
            ),
        )
        self._figures()
        self._standing()
        self._orders()
        schedule = Schedule(texts.t("Schedule"), texts.t("Who works when"), self._schedule, prices=True)
        schedule.add(self.paper, offer.picture)
        self._network()
        self._costs()
        self._proof()

    def _figures(self) -> None:
        offer, texts = self._offer, self._texts
        self.paper.key_figures(
            [
                (texts.t("Delivery"), day(offer.picture.variant.finish, texts)),
                (texts.t("Cost"), money(offer.cost.all, texts)),
                (texts.t("Margin"), money(offer.margin, texts)),
                (texts.t("Reliability"), share(offer.reliability, texts)),
            ]
        )

    def _standing(self) -> None:
        offer, texts = self._offer, self._texts
        valid = offer.head.valid_until
        facts = [
            (texts.t("Standing"), standing_words(offer.standing, texts)),
            (texts.t("Proof"), f"{aim_words(offer.proof, texts)}: {status_words(offer.proof, texts)}"),
            (texts.t("Price"), _price(offer, texts)),
            (texts.t("Valid until"), day(valid, texts) if valid else texts.t("to be agreed")),
        ]
        if offer.reliability is None:
            facts.append((texts.t("Reliability"), texts.t("not known, as no partner's is")))
        if offer.by_hand:
            facts.append(
                (texts.t("By hand"), texts.t("work was moved in this variant, so it is no longer what was found"))
            )
        self.paper.facts(facts)

    def _orders(self) -> None:
        offer, texts = self._offer, self._texts
        self.paper.manuscript.chapter(texts.t("Orders"))
        columns = [
            Column(texts.t("Order"), 74),
            Column(texts.t("Customer"), 0),
            Column(texts.t("Quantity"), 44, figures=True),
            Column(texts.t("Due"), _DATE),
            Column(texts.t("Delivery"), _DATE),
            Column(texts.t("Slack, days"), 38, figures=True),
            Column(texts.t("Work and transport"), 60, figures=True),
            Column(texts.t("Price"), 66, figures=True),
        ]
        rows = [
            Row(
                (
                    one.code,
                    one.customer or DASH,
                    quantity(one.quantity, texts),
                    day(one.due, texts) if one.due else DASH,
                    day(one.delivered, texts),
                    DASH if one.slack is None else texts.number(one.slack, 0),
                    money(one.work + one.transport, texts),
                    money(one.price, texts),
                )
            )
            for one in offer.orders
        ]
        self.paper.table(columns, rows, texts.t("Orders; slack in calendar days between delivery and due date"))
        notes = [note for one in offer.orders for note in _notes(one, texts)]
        if notes:
            self.paper.manuscript.items(notes)

    def _schedule(self) -> None:
        offer, texts, paper = self._offer, self._texts, self.paper
        columns = [
            Column(texts.t("Operation"), 0),
            Column(texts.t("Firm"), 102),
            Column(texts.t("Resource"), 70),
            Column(texts.t("First day"), _DATE),
            Column(texts.t("Last day"), _DATE),
            Column(texts.t("Hours a day"), 36, figures=True),
            Column(texts.t("Cost"), 62, figures=True),
        ]
        rows: list[Row] = []
        for account in offer.orders:
            if len(offer.orders) > 1:
                rows.append(Row((texts.t("Order {order}", order=account.code),), is_group=True))
            rows += self._jobs(account.code)
        paper.table(columns, rows, texts.t("All operations in the order in which they begin"))

    def _jobs(self, order: str) -> list[Row]:
        offer, texts, rows = self._offer, self._texts, []
        for job in sorted(offer.picture.variant.jobs, key=lambda one: (one.start, one.end, one.firm)):
            if job.order != order:
                continue
            name = f"{job.operation} {offer.operations[job.order, job.operation]}"
            if job.portion:
                name = texts.t("{operation}, part {number}", operation=name, number=job.portion)
            rows.append(
                Row(
                    (
                        name,
                        offer.firms.get(job.firm, job.firm),
                        offer.resources.get(job.resource, job.resource),
                        day(job.first, texts),
                        day(job.last, texts),
                        texts.number(job.hours_per_day, 0) if job.hours_per_day else DASH,
                        money(job.cost, texts),
                    )
                )
            )
        return rows

    def _network(self) -> None:
        offer, texts, paper = self._offer, self._texts, self.paper
        network(paper, offer.picture, texts.t("Network and transport"))
        shipments = offer.picture.variant.shipments
        if not shipments:
            paper.manuscript.paragraph(
                texts.t("Nothing is sent: one firm does all of it, and nobody brings it to the customer.")
            )
            return
        columns = [
            Column(texts.t("Sender"), 0),
            Column(texts.t("Receiver"), 0),
            Column(texts.t("Operations"), 56),
            Column(texts.t("Leaves"), _DATE),
            Column(texts.t("Arrives"), _DATE),
            Column("km", 32, figures=True),
            Column(texts.t("Cost"), 58, figures=True),
        ]
        rows = [self._shipment(one) for one in sorted(shipments, key=lambda one: (one.leaves, one.order, one.before))]
        paper.table(columns, rows, texts.t("Shipments"))

    def _shipment(self, one: Shipment) -> Row:
        firms, texts = self._offer.firms, self._texts
        receiver = (
            firms.get(one.receiver, one.receiver) if one.receiver else texts.t("customer of {order}", order=one.order)
        )
        return Row(
            (
                firms.get(one.sender, one.sender),
                receiver,
                f"{one.before} → {one.after}" if one.after else one.before,
                day(one.leaves, texts),
                day(one.arrives, texts),
                DASH if one.km is None else texts.number(one.km, 0),
                money(one.cost, texts),
            )
        )

    def _costs(self) -> None:
        offer, texts, paper = self._offer, self._texts, self.paper
        cost_steps(paper, offer.picture, texts.t("What it costs"))
        columns = [
            Column(texts.t("Partner"), 0),
            Column(texts.t("Size"), 46),
            Column(texts.t("On time"), 50, figures=True),
            Column(texts.t("Hours"), 42, figures=True),
            Column(texts.t("Share of the work"), 48, figures=True),
            Column(texts.t("At most"), 44, figures=True),
            Column(texts.t("Cost"), _MONEY, figures=True),
        ]
        rows = [
            Row(
                (
                    f"{one.name} ({one.code})",
                    size_words(one.size, texts),
                    share(one.on_time, texts),
                    texts.number(one.hours, 0) if one.hours else DASH,
                    share(one.share, texts),
                    share(one.most_share, texts),
                    money(one.work, texts),
                )
            )
            for one in offer.partners
        ]
        for what, amount in self._sums():
            rows.append(Row((what, "", "", "", "", "", amount), is_total=True))
        paper.table(columns, rows, texts.t("Cost by partner"))

    def _sums(self) -> list[tuple[str, str]]:
        offer, texts = self._offer, self._texts
        parts = [(texts.t("Work"), offer.cost.work), (texts.t("Transport"), offer.cost.transport)]
        parts += [(texts.t("Penalty"), offer.cost.penalty)] if offer.cost.penalty else []
        return [(what, money(amount, texts)) for what, amount in [*parts, (texts.t("Cost together"), offer.cost.all)]]

    def _proof(self) -> None:
        proof, texts, paper = self._offer.proof, self._texts, self.paper
        paper.manuscript.chapter(texts.t("How sure this is"), room=215)
        paper.manuscript.paragraph(
            texts.t(
                "Every plan is recounted by rules of its own before it is shown. Proved means: among the offers that were looked at, under the limits of this variant, nothing"
                " cheaper is delivered by this day. Only proved values come out equal in another run."
            ),
            paper.styles.note,
        )
        columns = [Column(texts.t("What"), 158), Column(texts.t("Value"), 0)]
        facts = [
            (texts.t("Looked for"), aim_words(proof, texts)),
            (texts.t("Status"), status_words(proof, texts)),
            (texts.t("No plan is better than"), bound_words(proof, texts)),
            (texts.t("Time of the search"), texts.t("{seconds} s", seconds=texts.number(proof.seconds, 1))),
            (texts.t("Seed"), str(proof.seed)),
            (texts.t("Fingerprint of the task"), _in_halves(proof.fingerprint) or DASH),
            (texts.t("Solver"), proof.solver or DASH),
            (texts.t("Program that planned"), proof.program or DASH),
        ]
        paper.table(columns, [Row(fact) for fact in facts], texts.t("Proof and provenance"))


def _in_halves(fingerprint: str) -> str:
    """A long word where a line may end."""
    return f"{fingerprint[:_HALF]} {fingerprint[_HALF:]}".strip()


def _price(offer: InternalOffer, texts: Texts) -> str:
    if offer.price is None or offer.margin is None:
        return texts.t("not known, so there is no margin")
    if not offer.price:
        return money(offer.price, texts)
    of_price = share(offer.margin / offer.price, texts)
    return texts.t("{price}; the margin is {share} of it", price=money(offer.price, texts), share=of_price)


def _notes(order: OrderAccount, texts: Texts) -> list[str]:
    """What an order's due date and budget mean for it."""
    notes = []
    if order.product:
        notes.append(texts.t("{order}: product {product}.", order=order.code, product=order.product))
    if order.slack is not None and order.slack < 0:
        late = texts.n(
            "{order}: {n} calendar day late.", "{order}: {n} calendar days late.", -order.slack, order=order.code
        )
        if order.penalty_per_day is not None:
            amount = money(order.penalty_per_day, texts)
            late += " " + texts.t("The penalty for each working day is {amount}.", amount=amount)
        notes.append(late)
    elif order.due_is_soft:
        notes.append(texts.t("{order}: the due date may be missed, and is kept.", order=order.code))
    if order.budget is not None:
        amount = money(order.budget, texts)
        notes.append(texts.t("{order}: the cost may be {amount} at most.", order=order.code, amount=amount))
    return notes
