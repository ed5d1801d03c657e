"""What stands in the rows of a Gantt chart: work by firm or by order, in a work package also the goods that come and go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from clusterbench_gui.charts.networks.view import View, key_of, working_days
from clusterbench_gui.domain.planning import Job, Shipment
from clusterbench_gui.support.texts import Texts

_FAR = 0.5
"""Due dates that would make the days so much more and a week are left to the title."""


class By(Enum):
    """What rows are grouped by."""

    FIRM = "firm"
    OPERATION = "operation"


@dataclass(frozen=True, slots=True)
class Row:
    """A job or, in a work package, a shipment, with the words of both columns; rows with one `group` share the words of the first."""

    group: str
    first: str
    second: str
    job: Job | None = None
    shipment: Shipment | None = None


def rows_of(view: View, texts: Texts, by: By) -> tuple[Row, ...]:
    """All rows: of a work package its work and shipments as they come, else the work of each firm or order, the earliest first."""
    if view.only_firm:
        return _package(view, texts)
    if by is By.FIRM:
        return tuple(
            Row(firm, view.firm(firm, texts), view.operation(job, texts), job)
            for firm in view.firms
            for job in view.jobs
            if job.firm == firm
        )
    orders = sorted({job.order for job in view.jobs})
    return tuple(
        Row(":".join(map(str, key_of(job))), view.operation(job, texts), view.firm(job.firm, texts), job)
        for order in orders
        for job in view.jobs
        if job.order == order
    )


def _package(view: View, texts: Texts) -> tuple[Row, ...]:
    """Work and shipments of one firm by their days."""
    found = [
        (job.first, 1, Row(f"job {key_of(job)}", view.operation(job, texts), view.resource(job.resource), job))
        for job in view.jobs
    ]
    for place, one in enumerate(view.shipments):
        comes = one.receiver == view.only_firm
        what = view.step(one.order, one.before)
        what = f"{one.order}: {what}" if view.several else what
        who = (
            view.firm(one.sender if comes else one.receiver, texts) if one.receiver else view.customer(one.order, texts)
        )
        said = texts.t("comes from: {who}", who=who) if comes else texts.t("goes to: {who}", who=who)
        found.append((one.leaves, 0 if comes else 2, Row(f"shipment {place}", what, said, None, one)))
    return tuple(row for *_, row in sorted(found, key=lambda one: one[:2]))


def shown_days(view: View, rows: Sequence[Row]) -> tuple[date, ...]:
    """The working days of all rows; with those of the delivery and of due dates that are not far off, where the reader is not one of the partners."""
    days = [day for row in rows if row.job for day in (row.job.first, row.job.last)]
    days += [day for row in rows if row.shipment for day in (row.shipment.leaves, row.shipment.arrives)]
    if not view.only_firm:
        days.append(view.variant.finish)
        near = (max(days) - min(days)) * _FAR + timedelta(days=7)
        days += [due for _, due in view.dues if min(days) - near <= due <= max(days) + near]
    if not days:
        return ()
    first, last = min(days), max(days)
    found = working_days(view, first, last)
    return found or tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def pages_of(rows: Sequence[Row], most: int) -> list[Sequence[Row]]:
    """The rows in pages of about the same length, at most `most` on each."""
    count = max(-(-len(rows) // max(most, 1)), 1)
    each = -(-len(rows) // count) if rows else 0
    return [rows[place * each : (place + 1) * each] for place in range(count)]
