"""A variant as tables for spreadsheets: its work, shipments, costs by partner, and how sure it is. For the coordinator only."""

from clusterbench_gui.app.planning.audiences import Offered, internal_offer
from clusterbench_gui.domain.offering import InternalOffer, Table, Value
from clusterbench_gui.domain.planning import Book, Variant
from clusterbench_gui.reports.offers.words import aim_words, size_words, status_words
from clusterbench_gui.support.texts import Texts


def variant_tables(book: Book, variant: Variant, texts: Texts) -> tuple[Table, ...]:
    """Tables "variant", "jobs", "shipments" and "partners". What is not known is None."""
    offered = Offered(book, variant)
    offer = internal_offer(offered)
    return (_proof(offer, texts), _jobs(offered, texts), _shipments(offered, texts), _partners(offer, texts))


def _proof(offer: InternalOffer, texts: Texts) -> Table:
    variant, proof, cost = offer.picture.variant, offer.proof, offer.cost
    columns: list[tuple[str, Value]] = [
        (texts.t("Orders"), ", ".join(variant.orders)),
        (texts.t("Delivery"), variant.finish),
        (texts.t("Cost"), cost.all),
        (texts.t("Work"), cost.work),
        (texts.t("Transport"), cost.transport),
        (texts.t("Penalty"), cost.penalty),
        (texts.t("Price"), offer.price),
        (texts.t("Margin"), offer.margin),
        (texts.t("Reliability"), offer.reliability),
        (texts.t("Looked for"), aim_words(proof, texts)),
        (texts.t("Status"), status_words(proof, texts)),
        (texts.t("Bound"), proof.bound),
        (texts.t("Gap"), _rounded(proof.gap)),
        (texts.t("Moved by hand"), texts.t("yes") if offer.by_hand else texts.t("no")),
        (texts.t("Seconds of the search"), proof.seconds),
        (texts.t("Seed"), proof.seed),
        (texts.t("Fingerprint of the task"), proof.fingerprint or None),
        (texts.t("Solver"), proof.solver or None),
        (texts.t("Program that planned"), proof.program or None),
    ]
    return Table(
        "variant",
        texts.t("Variant"),
        tuple(head for head, _ in columns),
        (tuple(value for _, value in columns),),
        shares=frozenset({8, 12}),
        money=frozenset({2, 3, 4, 5, 6, 7}),
    )


def _rounded(share: float | None) -> float | None:
    """A share as exact as anybody reads it."""
    return None if share is None else round(share, 6)


def _jobs(offered: Offered, texts: Texts) -> Table:
    heads = (
        texts.t("Order"),
        texts.t("Operation"),
        texts.t("Name"),
        texts.t("Part"),
        texts.t("Firm"),
        texts.t("Name of the firm"),
        texts.t("Resource"),
        texts.t("Technology"),
        texts.t("First day"),
        texts.t("Last day"),
        texts.t("Working days"),
        texts.t("Hours a day"),
        texts.t("Quantity"),
        texts.t("Cost"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.order,
            one.operation,
            one.name or None,
            one.portion or None,
            one.firm,
            offered.firm_name(one.firm),
            one.resource,
            one.technology,
            one.first,
            one.last,
            one.end - one.start,
            one.hours_per_day or None,
            offered.quantity(one),
            one.cost,
        )
        for one in sorted(offered.variant.jobs, key=lambda one: (one.start, one.end, one.order, one.operation))
    ]
    return Table("jobs", texts.t("Operations"), heads, tuple(rows), money=frozenset({13}))


def _shipments(offered: Offered, texts: Texts) -> Table:
    heads = (
        texts.t("Order"),
        texts.t("Sender"),
        texts.t("Name of the sender"),
        texts.t("Receiver"),
        texts.t("Name of the receiver"),
        texts.t("After the operation"),
        texts.t("For the operation"),
        texts.t("Leaves"),
        texts.t("Arrives"),
        texts.t("Days on the way"),
        "km",
        texts.t("Cost"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.order,
            one.sender,
            offered.firm_name(one.sender),
            one.receiver or None,
            offered.firm_name(one.receiver) if one.receiver else offered.customer_of(one.order) or None,
            one.before,
            one.after or None,
            one.leaves,
            one.arrives,
            one.days,
            one.km,
            one.cost,
        )
        for one in sorted(offered.variant.shipments, key=lambda one: (one.leaves, one.order, one.before, one.after))
    ]
    return Table("shipments", texts.t("Shipments"), heads, tuple(rows), money=frozenset({11}))


def _partners(offer: InternalOffer, texts: Texts) -> Table:
    heads = (
        texts.t("Firm"),
        texts.t("Name of the firm"),
        texts.t("Size"),
        texts.t("On time"),
        texts.t("Operations"),
        texts.t("Hours"),
        texts.t("Share of the work"),
        texts.t("Share at most"),
        texts.t("Cost"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.code,
            one.name,
            size_words(one.size, texts) if one.size else None,
            one.on_time,
            one.jobs,
            one.hours,
            _rounded(one.share),
            one.most_share,
            one.work,
        )
        for one in offer.partners
    ]
    return Table(
        "partners", texts.t("Cost by partner"), heads, tuple(rows), shares=frozenset({3, 6, 7}), money=frozenset({8})
    )
