"""Plans as files: a table of variants, their schedules, and everything with bounds and status as JSON."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from clusterbench_gui import __version__
from clusterbench_gui.app.files import json_bytes, write_all
from clusterbench_gui.app.planning.plans import Planned
from clusterbench_gui.domain.networks import Answer, Plan, reliability_of
from clusterbench_gui.exchange.values import harmless
from clusterbench_gui.networks.checker import chosen, figures

VARIANTS, SCHEDULE, PLAN = "variants.csv", "schedule.csv", "plan.json"
_VARIANT_COLUMNS = ("variant", "finish", "cost", "reliability", "firms", "status", "bound", "gap", "seconds")
_SCHEDULE_COLUMNS = ("variant", "order", "operation", "firm", "resources", "mode", "start", "end", "cost")


def write_plans(planned: Planned, folder: Path) -> tuple[Path, ...]:
    """Write `variants.csv`, `schedule.csv` and `plan.json`, all or none. Raises `ProblemError` as `app.files.staged` does."""
    return write_all(folder, ((name, content) for name, content in _files(planned)))


def _files(planned: Planned) -> Iterator[tuple[str, bytes]]:
    numbered = list(enumerate(planned.answers, start=1))
    is_dated = bool(planned.instance.labels.days)
    variants = (*_VARIANT_COLUMNS, "delivered") if is_dated else _VARIANT_COLUMNS
    yield VARIANTS, _csv(variants, [_variant(planned, number, one) for number, one in numbered])
    rows = [row for number, one in numbered for row in _schedule(planned, number, _plan(one))]
    yield SCHEDULE, _csv((*_SCHEDULE_COLUMNS, "first", "last") if is_dated else _SCHEDULE_COLUMNS, rows)
    yield PLAN, json_bytes(_provenance(planned))


def _variant(planned: Planned, number: int, answer: Answer) -> Sequence[object]:
    found = figures(planned.instance.task, _plan(answer))
    names = planned.instance.labels.firms
    reliability = round(reliability_of(found.risk), 4) if planned.instance.task.risks else ""
    firms = "; ".join(names[firm] for firm in found.firms)
    gap = "" if answer.gap is None else round(answer.gap, 4)
    known = (answer.status.value, answer.bound, gap, round(answer.seconds, 2))
    days = planned.instance.labels.days
    delivered = (days[max(found.finish, 1) - 1].isoformat(),) if days else ()
    return (number, found.finish, found.cost, reliability, firms, *known, *delivered)


def _schedule(planned: Planned, number: int, plan: Plan) -> Iterator[Sequence[object]]:
    task, labels = planned.instance.task, planned.instance.labels
    for place, (mode, start) in enumerate(zip(chosen(task, plan), plan.starts, strict=True)):
        order = labels.orders[task.operations[place].order]
        resources = " ".join(labels.resources[resource] for resource, _ in mode.needs)
        where = (labels.firms[mode.firm], resources, plan.modes[place])
        end, days = start + mode.duration, labels.days
        dates = (days[start].isoformat(), days[end - 1].isoformat()) if days else ()
        yield (number, order, labels.operations[place], *where, start, end, mode.cost, *dates)


def _provenance(planned: Planned) -> dict[str, object]:
    best = planned.answers[0] if planned.answers else Answer(planned.status)
    return {
        "objective": planned.aim.value,
        "status": planned.status.value,
        "value": best.value,
        "bound": best.bound,
        "seconds": round(sum(one.seconds for one in planned.answers), 3),
        "seed": planned.search.seed,
        "workers": planned.search.workers,
        "limit_seconds": planned.search.seconds,
        "variants": len(planned.answers),
        "verdicts": [
            {"step": one.step.value, "holds": one.holds, "needed": one.needed, "allowed": one.allowed}
            for one in planned.verdicts
        ],
        "fingerprint": hashlib.sha256(repr(planned.instance.task).encode()).hexdigest(),
        "program": __version__,
    }


def _plan(answer: Answer) -> Plan:
    if answer.plan is None:
        raise ValueError(answer)
    return answer.plan


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(one) if isinstance(one, str) else one for one in row] for row in rows)
    return out.getvalue().encode()
