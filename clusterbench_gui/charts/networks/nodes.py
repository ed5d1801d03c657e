"""The network of a variant as nodes and ties: operations at firms, the customers, and what leads from one to another."""

from collections.abc import Iterator
from dataclasses import dataclass

from clusterbench_gui.charts.networks.view import View, gid_of
from clusterbench_gui.domain.planning import Job, Shipment
from clusterbench_gui.support.texts import Texts


@dataclass(frozen=True, slots=True)
class Node:
    """A box: what is done and by whom; `firm` is the code of its firm, "" for customers and for partners that are not told."""

    key: str
    title: str
    who: str
    firm: str = ""
    customer: bool = False
    job: Job | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """From a node to the next; without `shipment` within a firm."""

    before: str
    after: str
    shipment: Shipment | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """All nodes, each tie once."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]

    def node(self, key: str) -> Node:
        """The node of a key."""
        return next(one for one in self.nodes if one.key == key)


def network_of(view: View, texts: Texts) -> Network:
    """The operations in the order in which they begin, and the customers; of a work package those of the firm with their neighbours."""
    nodes = {
        gid_of(job): Node(gid_of(job), view.operation(job, texts), view.firm(job.firm, texts), job.firm, job=job)
        for job in view.jobs
    }
    ties: dict[tuple[str, str], Tie] = {}
    for tie in (*_moved(view, texts, nodes), *_handed(view), *_ends(view, texts, nodes)):
        if tie.before in nodes and tie.after in nodes:
            ties.setdefault((tie.before, tie.after), tie)
    return Network(tuple(nodes.values()), tuple(ties.values()))


def _moved(view: View, texts: Texts, nodes: dict[str, Node]) -> list[Tie]:
    """Ties by shipments; partners that are not told and customers get a node each."""
    found = []
    for one in view.shipments:
        senders = [
            gid_of(job)
            for job in view.jobs
            if (job.order, job.operation, job.firm) == (one.order, one.before, one.sender)
        ]
        receivers = [
            gid_of(job)
            for job in view.jobs
            if (job.order, job.operation, job.firm) == (one.order, one.after, one.receiver)
        ]
        if not one.receiver:
            receivers = [_customer(view, one.order, texts, nodes)]
        elif not receivers:
            receivers = [_other(view, one.order, one.after, texts, nodes)]
        senders = senders or [_other(view, one.order, one.before, texts, nodes)]
        found += [Tie(before, after, one) for before in senders for after in receivers]
    return found


def _customer(view: View, order: str, texts: Texts, nodes: dict[str, Node]) -> str:
    key = f"customer:{order}"
    nodes.setdefault(key, Node(key, view.customer(order, texts), texts.t("order {code}", code=order), customer=True))
    return key


def _other(view: View, order: str, operation: str, texts: Texts, nodes: dict[str, Node]) -> str:
    key = f"partner:{order}:{operation}"
    nodes.setdefault(key, Node(key, view.step(order, operation), view.firm("", texts)))
    return key


def _handed(view: View) -> Iterator[Tie]:
    """Ties of the route that no shipment makes: within a firm, and where nothing is said of the way."""
    moved = {(one.order, one.before, one.after) for one in view.variant.shipments}
    for order in view.variant.orders:
        found = view.order(order)
        for link in view.book.links if found else ():
            if found and link.product == found.product:
                befores = [job for job in view.jobs if (job.order, job.operation) == (order, link.before)]
                afters = [job for job in view.jobs if (job.order, job.operation) == (order, link.after)]
                way = (order, link.before, link.after) in moved
                pairs = ((before, after) for before in befores for after in afters)
                yield from (Tie(gid_of(one), gid_of(two)) for one, two in pairs if one.firm == two.firm or not way)


def _ends(view: View, texts: Texts, nodes: dict[str, Node]) -> list[Tie]:
    """To the customer of an order to which no shipment leads, from the work with which it ends."""
    found = []
    for order in () if view.only_firm else view.variant.orders:
        if f"customer:{order}" not in nodes:
            last = max((job for job in view.jobs if job.order == order), key=lambda job: job.end, default=None)
            if last is not None:
                found.append(Tie(gid_of(last), _customer(view, order, texts, nodes)))
    return found
